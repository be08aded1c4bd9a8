"""Words that are a cue only in some places: «قد» before an unfinished verb, Portuguese "se" where it opens a clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import table
from claimcmp.model import Fact, Kind
from claimcmp.text import fold

_AUXILIARY = 5  # words before a particle in which the auxiliary of its tense stands: «وكانت المصفاة قد تعرضت»
_OPENERS = "\"'«(:;,.–-¿"  # marks after which a word opens a clause
_NAMES = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.DATE)


@dataclass(frozen=True, slots=True)
class Narrow:
    """Where a word is a cue: see ``[narrow]`` in docs/languages.md."""

    before: tuple[str, ...]  # beginnings of the next word; () for any
    ends: tuple[str, ...]  # endings of a next word that is none
    never: frozenset[str]  # next words that are none
    always: frozenset[str]  # and those that are one whatever their ending
    after: frozenset[str]  # words shortly before it that make it none
    opening: frozenset[str] | None  # it must open its clause, or stand after one of these words; None: anywhere


@cache
def _narrow(lang: str) -> dict[str, Narrow]:
    found = {}
    for row in table(lang, "speech").get("narrow", {}).values():
        sets = {key: frozenset(map(fold, row.get(key, ()))) for key in ("never", "always", "after")}
        heads, ends = (tuple(map(fold, row.get(key, ()))) for key in ("before", "ends"))
        opening = frozenset(map(fold, row["opening"])) if "opening" in row else None
        for word in row["words"]:
            found[fold(word)] = Narrow(heads, ends, **sets, opening=opening)
    return found


def told(sentence: SentenceText, marks: list[Mark], named: list[Fact]) -> list[Mark]:
    """The marks without the cues that are none where they stand, or are part of a name ("Theresa May")."""
    rules = _narrow(sentence.lang)
    names = [(f.start, f.end) for f in named if f.kind in _NAMES and f.value[-2:] != ":?"]
    return [m for m in marks if m.of("cues") is None or _cue(sentence, m, rules) and not _in_name(sentence, m, names)]


def _in_name(sentence: SentenceText, mark: Mark, names: list[tuple[int, int]]) -> bool:
    if not names or mark.last - mark.first > 1:
        return False
    start, end = sentence.normal.span(mark.start, mark.end)
    surname = sentence.text[end : end + 2].strip().islower()  # not the modal verb of a headline: "Fox May Visit Rome"
    return sentence.text[start].isupper() and any(
        a <= start and end <= b or surname and b + 1 == start for a, b in names
    )


def _cue(sentence: SentenceText, mark: Mark, rules: dict[str, Narrow]) -> bool:
    rule = rules.get(sentence.normal.text[mark.start : mark.end])
    if rule is None:
        return True
    if not rule.after.isdisjoint(sentence.tokens[max(0, mark.first - _AUXILIARY) : mark.first]):
        return False
    following = sentence.tokens[mark.last] if mark.last < len(sentence.tokens) else ""
    if following in rule.always:
        return True
    if rule.opening is not None and not _opens(sentence, mark, rule.opening):
        return False
    if following in rule.never or rule.ends and following.endswith(rule.ends):
        return False
    return not rule.before or following.startswith(rule.before)


def _opens(sentence: SentenceText, mark: Mark, words: frozenset[str]) -> bool:
    """Whether a word begins the sentence or a clause, or stands after one of the words that may go before it."""
    before = sentence.normal.text[: mark.start]
    if before.endswith("-"):
        return False
    before = before.rstrip()
    return not before or before[-1] in _OPENERS or mark.first > 0 and sentence.tokens[mark.first - 1] in words
