"""What one text denies that the other tells: a word, a name or an act right beside a "not", in any two languages."""

from __future__ import annotations

from collections.abc import Iterator

from claimcmp.comparer.leftover import one_word, sorted_words
from claimcmp.comparer.topics import likeness
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.denials import Denial, denials_in
from claimcmp.match import FactView
from claimcmp.match.anchors import one_name, words_of
from claimcmp.match.view import once_a_view
from claimcmp.text import fold, normalize

AFTER, BEFORE = 45, 30  # characters behind a "not" and before a verb that denies in which words are denied
NEXT = 2  # words beside a "not" that it denies
HAN, HAN_AFTER = "\u4e00", 12
BREAKS = ",;.:،؛。，；—"
TOLD = frozenset({"name", "noun", "outcome", "word", "first"})  # sorts of words that say what is denied
Features = dict[str, float]


def gainsaid(left: FactView, right: FactView, similarity: float | None) -> Features:
    """Whether one text denies what the other tells, both deny it, or one denies what the other does not name."""
    one, two = _denied(left), _denied(right)
    found: Features = {}
    against = [_told(mine, right, two, left) for mine in one] + [_told(mine, left, one, right) for mine in two]
    for name in ("told", "denied"):
        if name in against:
            found[f"denies what is {name}"] = 1.0
            if similarity is not None and name == "told":
                found["denies what is told alike"] = likeness(similarity)
    if (one or two) and not found:
        found["denies what is not named"] = 1.0
    return found


Word = tuple[str, str, frozenset[str], tuple[int, int]]  # folded, sort, concepts, span in the text


@once_a_view
def _denied(view: FactView) -> list[Word]:
    """The words of a sentence that it denies."""
    found: list[Word] = []
    for denial in denials_in(view.text, view.lang):
        start, end = _reach(view, denial)
        near = [w for w in _words(view) if start <= w[3][0] < end]
        near = near[:NEXT] if denial.side == "after" else near[-NEXT:]
        found += [w for n, w in enumerate(near) if w not in found and (w[1] != "name" or n == 0)]
    return found


def _reach(view: FactView, denial: Denial) -> tuple[int, int]:
    """The part of the text that a denial denies."""
    normal = normalize(view.text)
    start, end = normal.span(denial.start, denial.end)
    reach = HAN_AFTER if view.text[start : start + 1] >= HAN else AFTER
    if denial.side == "after":
        stop = next((i for i in range(end, min(len(view.text), end + reach)) if view.text[i] in BREAKS), end + reach)
        return end, stop
    begin = next((i + 1 for i in range(start - 1, max(0, start - BEFORE) - 1, -1) if view.text[i] in BREAKS),
                 max(0, start - BEFORE))  # fmt: skip
    return begin, end if denial.side == "own" else start


@once_a_view
def _words(view: FactView) -> list[Word]:
    """The words that say something, with the concepts of the tables that they stand for."""
    span = normalize(view.text).span
    hits = [(*span(h.start, h.end), h.concept) for h in concepts_in(view.text, view.lang)]
    out = []
    for a, b, sort in sorted_words(view):
        if sort in TOLD:
            known = frozenset(c for x, y, c in hits if x < b and a < y and "weak" not in concept(c).traits)
            out.append((fold(view.text[a:b]), sort, known, (a, b)))
    return out


def _told(word: Word, other: FactView, theirs: list[Word], own: FactView) -> str:
    """Whether the other text tells a word ("told"), denies it as well ("denied"), or does not have it ("")."""
    held = [w for w in _words(other) if _one(word, w, own, other)]
    if not held:
        return ""
    if any(_one(word, w, own, own) for w in _words(own) if w not in _denied(own)):
        return ""  # the text tells it too
    return "denied" if any(w in theirs for w in held) else "told"


def _one(a: Word, b: Word, left: FactView, right: FactView) -> bool:
    if a[2] & b[2]:
        return True
    if left.lang == right.lang:
        return one_word(a[0], b[0])
    return a[1] == "name" and any(one_name(x, y) for x in _bones(left, a) for y in _bones(right, b))


def _bones(view: FactView, word: Word) -> Iterator[str]:
    at, end = word[3]
    for start, bones, _ in words_of(view.text, view.lang):
        if at <= start < end:
            yield bones
    if not any(at <= start < end for start, _, _ in words_of(view.text, view.lang)):
        yield skeleton(view.text[at:end], view.lang).replace(" ", "")
