"""Scores of matches and votes: "3-1", "three goals to one", "61 votes against 48" are two numbers told as one."""

from __future__ import annotations

import re

from claimcmp.comparer.align import Aligned
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.match import FactView
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import profile
from claimcmp.match.view import once_a_view
from claimcmp.model import Bound, Fact, Kind, Verdict
from claimcmp.text import normalize

Decision = tuple[Verdict, Aligned | None, str]
Score = tuple[float, float]
_HAN = r"(?![\u4e00-\u9fff])"  # writes no space between a word and a number
_WRITTEN = re.compile(
    rf"(?<!{_HAN}[\w.,:/\-–])(\d{{1,3}}) ?(?:[-–:：]|比) ?(\d{{1,3}})(?!{_HAN}[\w/]|[.,:\-–]\d)"
)
REACH = 30  # characters between the two numbers of a score in words
# What a score is of.
CONTESTS = frozenset(("match_sport", "goal_score", "team", "won", "vote", "law", "mp", "accept", "reject", "stadium"))


def scores(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """One match or vote with one score, or with two."""
    one, two = score(left), score(right)
    if one is None or two is None:
        return None
    told = f"{one[0]:g}-{one[1]:g}", f"{two[0]:g}-{two[1]:g}"
    if sorted(one) == sorted(two):
        return Verdict.AGREE, None, f"one score: {told[0]}"
    if topic == "same" or shared_names(left, right) in ("same", "many"):
        return Verdict.DIFFER, None, f"one contest, two scores: {told[0]} ≠ {told[1]}"
    return Verdict.UNRELATED, None, f"scores of two contests: {told[0]}, {told[1]}"


@once_a_view
def score(view: FactView) -> Score | None:
    """The score that a sentence on a match or a vote gives; None where it gives none or several."""
    if not CONTESTS & profile(view.text, view.lang).concepts:
        return None
    numbers = [f for f in view.siblings if f.kind == Kind.NUMBER and f.low is not None]
    apart = [f for f in view.siblings if f.kind not in (Kind.NUMBER, Kind.PLACE, Kind.ORDINAL)]
    spans = [(f.start, f.end) for f in (*apart, *(f for f in numbers if f.low != f.high))]
    found = {
        (float(m[1]), float(m[2]))
        for m in _WRITTEN.finditer(view.text)
        if not any(a < m.end() and m.start() < b for a, b in spans)
    }
    found |= {x for a, b in zip(numbers, numbers[1:], strict=False) if (x := _worded(view, a, b))}
    found |= {x for a in numbers if not found and (x := _to_one(view, a))}
    return next(iter(found)) if len(found) == 1 else None


def _worded(view: FactView, a: Fact, b: Fact) -> Score | None:
    """Two exact numbers with a word of facing between them: "61 votes to 48"."""
    if a.low is None or b.low is None or not a.bound == b.bound == Bound.EXACT or not 0 <= b.start - a.end <= REACH:
        return None
    return (a.low, b.low) if _versus(view, a.end, b.start) else None


def _to_one(view: FactView, a: Fact) -> Score | None:
    """A number of goals against a goal without a numeral: "three goals to a goal"."""
    if a.low is None or a.concept != "goal_score":
        return None
    normal = normalize(view.text)
    end = normal.position(a.end)
    for hit in concepts_in(view.text, view.lang):
        at = hit.start - hit.prefix
        near = hit.concept == "goal_score" and end < at <= end + REACH
        if near and _versus(view, max(a.end, a.what_end), normal.span(hit.start, hit.end)[0] + 1):
            return a.low, 1.0
    return None


def _versus(view: FactView, start: int, end: int) -> bool:
    """Whether a word of facing stands in a stretch of the text: to, against, contre, مقابل."""
    position = normalize(view.text).position
    a, b = position(start), position(end)
    faced = any(c.concept == "versus" and a <= c.start and c.end <= b for c in cues_in(view.text, view.lang))
    return faced or any(
        concept(h.concept).family == "stance" and a <= h.start <= b for h in concepts_in(view.text, view.lang)
    )
