"""What is left of two sentences once what they share is taken away: words in one language, values in any.

Two sentences that are alike but for one figure, name or denial state one fact with two values; those that are alike but
for what is counted or done state two facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from claimcmp.comparer.values import records
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.lexicon import acts_in, cues_in
from claimcmp.languages import grammar, known
from claimcmp.match import FactView, same_fact
from claimcmp.match.context import MEETS, relation
from claimcmp.match.figures import QUANTITIES, outcomes
from claimcmp.match.places import meet
from claimcmp.match.same import DATES
from claimcmp.match.view import once_a_view
from claimcmp.model import Kind, ValueRelation
from claimcmp.text import fold, normalize

NAMES = (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION)
DENIALS = ("negation", "not", "negation_after")
OUTCOMES = frozenset({"outcome", "damage", "polarity"})
_WORD = re.compile(r"[^\W_]+")
HAN = "\u2e80"
SHORT = 4  # shorter words that no table lists are of the grammar
STEM = 0.6  # of the longer of two words, from its beginning, that makes them forms of one word
NEAR = 0.6  # share of words in common from which a word left over is mostly of the value itself
Features = dict[str, float]
Words = tuple[tuple[str, str], ...]  # (folded word, sort)


def left_over(left: FactView, right: FactView) -> Features:
    """Words that only one of two sentences of one language has, by sort, and how much of the two is shared."""
    if left.lang != right.lang:
        return {}
    one, two = _words(left), _words(right)
    if not one or not two:
        return {}
    mine, yours = _unmatched(one, two)
    share = 1.0 - (len(mine) / len(one) + len(yours) / len(two)) / 2
    found = {"words shared": share * 2 - 1}
    if share >= NEAR:
        telling = {s for s in (*mine, *yours) if s != "small"}
        found[f"near but {min(telling)}" if len(telling) == 1 else "near but more" if telling else "near"] = 1.0
    close = "near " if share >= NEAR else ""
    for sort in ("figure", "date", "name", "first", "denial", "outcome", "noun", "word"):
        sides = (sort in mine) + (sort in yours)
        if sides:
            found[f"{close}words left {sort} {'both' if sides == 2 else 'one'}"] = 1.0
    return found


def _unmatched(one: Words, two: Words) -> tuple[list[str], list[str]]:
    """The sorts of the words of each side that the other side has no form of."""
    rest = list(two)
    mine = []
    for word, sort in one:
        at = next((i for i, (other, _) in enumerate(rest) if one_word(word, other)), None)
        if at is None:
            mine.append(sort)
        else:
            rest.pop(at)
    return mine, [sort for _, sort in rest]


@lru_cache(maxsize=65536)
def one_word(a: str, b: str) -> bool:
    """Whether two folded words are forms of one.

    >>> one_word("погибли", "погибло"), one_word("killed", "kicked"), one_word("12", "120")
    (True, False, False)
    """
    if a == b:
        return True
    if min(len(a), len(b)) < SHORT or a[0].isdigit() or b[0].isdigit():
        return False
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return same >= SHORT and same >= STEM * max(len(a), len(b))


@once_a_view
def _words(view: FactView) -> Words:
    """The folded words of a sentence with what sort of word each is."""
    clitics = [fold(p) for p in grammar(known(view.lang)).prefixes]
    return tuple((_bare(fold(view.text[a:b]), clitics), sort) for a, b, sort in sorted_words(view))


def sorted_words(view: FactView) -> list[tuple[int, int, str]]:
    """(start, end, sort) of the words of a sentence, Chinese by the character: figure, date, name, …, word, small."""
    sorts = list(_sorts(view))
    out = []
    for match in _WORD.finditer(view.text):
        start, end = match.span()
        han = match.group()[0] >= HAN and not match.group().isdigit()
        for at in range(start, end) if han else (start,):
            stop = at + 1 if han else end
            sort = next((s for a, b, s in sorts if a < stop and at < b), "")
            out.append((at, stop, sort or _unlisted(view.text, at, fold(view.text[at:stop]))))
    return out


def _bare(word: str, clitics: Sequence[str]) -> str:
    """A word without the one clitic that its language writes on."""
    found = next((p for p in sorted(clitics, key=len, reverse=True) if word.startswith(p)), "")
    return word[len(found) :] if len(word) - len(found) >= SHORT - 1 else word


def _unlisted(text: str, at: int, word: str) -> str:
    if text[at].isdigit():
        return "figure"
    if text[at].isupper():
        return "name" if at else "first"
    return "word" if len(word) >= SHORT or word >= HAN else "small"


def _sorts(view: FactView) -> Iterator[tuple[int, int, str]]:
    """(start, end, sort) of what the readers and tables know of a sentence, what tells most first."""
    span = normalize(view.text).span
    for hit in cues_in(view.text, view.lang):
        if hit.concept in DENIALS:
            yield (*span(hit.start, hit.end), "denial")
    for kinds, sort in ((QUANTITIES, "figure"), (DATES, "date"), (NAMES, "name")):
        for fact in view.siblings:
            if fact.kind in kinds and fact.end > fact.start:
                yield fact.start, fact.end, sort
    for hit in acts_in(view.text, view.lang):
        yield (*span(hit.start, hit.end), "outcome")
    for hit in concepts_in(view.text, view.lang):
        yield (*span(hit.start, hit.end), "outcome" if concept(hit.concept).family in OUTCOMES else "noun")


def values_left(left: Sequence[FactView], right: Sequence[FactView], group: str) -> Features:
    """How the values of one group stand once those that meet are paired off: none left, on one side, or in conflict."""
    one, two = ([v for v in views if v.fact.end > v.fact.start] for views in (left, right))
    if not one and not two:
        return {}
    met, mine, yours = _paired(one, two)
    clash = [(a, b) for a in mine for b in yours if _relation(a, b) == ValueRelation.DISJOINT]
    state = "conflict" if clash else "both" if mine and yours else "one" if mine or yours else "none"
    found = {f"{group} left {state}": 1.0}
    if met:
        found[f"{group} left {state} beside {'many' if met > 1 else 'one'}"] = 1.0
    if clash:
        best = max(same_fact(a, b, prior="pair").score for a, b in clash)
        found[f"{group} left score"] = min(5.0, max(-6.0, best)) / 3
        if all(len({v.fact.start for v in views}) == 1 for views in (mine, yours)):
            found[f"{group} left alone"] = 1.0
    return found


def _paired(one: list[FactView], two: list[FactView]) -> tuple[int, list[FactView], list[FactView]]:
    """(pairs of values that meet, what is left of each side); equal values first, then what is likelier one fact."""
    ranked = sorted(
        (found != ValueRelation.EQUAL, -same_fact(a, b, prior="pair").score, i, j)
        for i, a in enumerate(one)
        for j, b in enumerate(two)
        if (found := _relation(a, b)) in MEETS
    )
    met, mine, yours = 0, one, two
    for *_, i, j in ranked:
        if one[i] in mine and two[j] in yours:
            met += 1
            mine = [v for v in mine if not _overlap(v, one[i])]
            yours = [v for v in yours if not _overlap(v, two[j])]
    return met, mine, yours


def outcomes_apart(a: FactView, b: FactView) -> bool:
    """Whether something else happened to the people counted: killed and injured."""
    if a.fact.kind != Kind.NUMBER:
        return False
    one, two = outcomes(a.fact), outcomes(b.fact)
    return bool(one and two) and not one & two


def _relation(a: FactView, b: FactView) -> ValueRelation | None:
    if a.fact.kind != b.fact.kind or outcomes_apart(a, b):
        return None
    if records(a, b):
        return ValueRelation.COMPATIBLE
    if a.fact.kind != Kind.PLACE:
        return relation(a.fact, b.fact)
    if a.fact.value == b.fact.value:
        return ValueRelation.EQUAL
    return {True: ValueRelation.COMPATIBLE, False: ValueRelation.DISJOINT}.get(meet(a.fact, b.fact))  # type: ignore[arg-type]


def _overlap(a: FactView, b: FactView) -> bool:
    return a.fact.start < b.fact.end and b.fact.start < a.fact.end
