"""Two values side by side: rounded, vague, a scale or a whole apart, or both held by both texts."""

from __future__ import annotations

from claimcmp.comparer.updates import size
from claimcmp.facts.quantity.comparing import step
from claimcmp.match import FactView
from claimcmp.match.context import profile, relation
from claimcmp.model import Bound, Fact, Kind, ValueRelation

AGES = {Kind.NUMBER, Kind.DURATION}  # "was 13", "13 years old"
ROUNDING = 0.01  # rounded figures lie within a hundredth of the exact one
SCALE = 10.0  # a count ten times another one is of something else, unless much else agrees
WHOLE, SURE_PLACE = 3.0, 0.5  # times that a country's count is above a town's before it is another count
VAGUE, BEYOND = 4.0, 2.0  # "thousands" are 2,000 to 9,999 in words; outlets still say so of 20,000
LEAP = 50.0  # no count grows so many times over between two reports of one event


def stated_elsewhere(left: FactView, right: FactView) -> bool:
    """Whether both texts hold both values for one noun: "eight of ten" in two orders of words."""
    return _holds(right, left.fact) and _holds(left, right.fact)


def _holds(view: FactView, value: Fact) -> bool:
    own = (view.fact.start, view.fact.end)
    for f in view.siblings:
        if (f.start, f.end) == own or "not" in f.scope.split():
            continue
        one_noun = f.concept == value.concept or not f.concept or not value.concept
        if f.kind == value.kind and one_noun and relation(f, value) == ValueRelation.EQUAL:
            return True
        if {f.kind, value.kind} == AGES and f.low is not None and (f.low, f.high) == (value.low, value.high):
            return True
    return False


def rounded(left: FactView, right: FactView) -> bool:
    """Whether one value is the other told in rounder figures: 116.8 billion and 116 billion, 351 and 350."""
    a, b = left.fact, right.fact
    if a.unit != b.unit or a.low is None or b.low is None or a.low != a.high or b.low != b.high:
        return False
    gap = abs(a.low - b.low)
    return 0 < gap < max(step(a.low), step(b.low)) and gap <= ROUNDING * max(abs(a.low), abs(b.low))


def loosely_many(left: FactView, right: FactView) -> bool:
    """Whether one side says "thousands" and the other counts a little beyond: twelve thousand are thousands."""
    for a, b in ((left.fact, right.fact), (right.fact, left.fact)):
        if _vague(a) and _vague(b) and a.unit == b.unit:
            return max(a.low or 0.0, b.low or 0.0) <= SCALE * min(a.low or 0.0, b.low or 0.0)
        if _vague(a) and b.low is not None and b.low >= (a.low or 0.0) and b.low <= BEYOND * (a.high or 0.0):
            return a.unit == b.unit
    return False


def records(left: FactView, right: FactView) -> bool:
    """Whether two dates say since when something is a record: the worst in forty years is the worst in ten."""
    if not left.fact.kind == right.fact.kind == Kind.DATE or not left.fact.role == right.fact.role == "since":
        return False
    return all("record" in profile(v.text, v.lang).cues for v in (left, right))


def _vague(fact: Fact) -> bool:
    """Whether words alone say how many: dozens, thousands."""
    return fact.bound == Bound.APPROX and fact.low is not None and (fact.high or 0.0) >= VAGUE * fact.low > 0


def scales_apart(left: FactView, right: FactView) -> bool:
    """Whether the values differ by an order of magnitude and are no slip of one (one billion, one trillion)."""
    first, second = size(left), size(right)
    if (
        left.fact.kind not in (Kind.NUMBER, Kind.MONEY, Kind.MEASURE)
        or not first
        or not second
        or left.fact.unit != right.fact.unit
    ):
        return False
    small, large = sorted((abs(first), abs(second)))
    return large >= SCALE * small and f"{large:.6e}"[:8] != f"{small:.6e}"[:8]


def of_the_whole(left: FactView, right: FactView) -> bool:
    """Whether the far greater count stands beside a place that holds the other's: the country against its capital."""
    first, second = size(left), size(right)
    if not first or not second:
        return False
    for a, b, times in ((left, right, first / second), (right, left, second / first)):
        wide, small = _placed(a), _placed(b)
        if times >= WHOLE and wide and small and all(s.startswith(w + "/") for s in small for w in wide):
            return True
    return False


def _placed(view: FactView) -> set[str]:
    return {f.value for f in view.siblings if f.kind == Kind.PLACE and f.certainty >= SURE_PLACE}


def leaps(left: FactView, right: FactView) -> bool:
    """Whether two counts lie so many times apart that they count two events."""
    first, second = size(left), size(right)
    return bool(first and second) and max(first or 0, second or 0) >= LEAP * min(first or 0, second or 0)
