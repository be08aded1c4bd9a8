"""When a conflicting value is a later one: running counts, prices over time, plans that were moved, corrections."""

from __future__ import annotations

from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.facts.quantity.base import in_base
from claimcmp.facts.quantity.comparing import step
from claimcmp.match import FactView
from claimcmp.match.context import near, profile
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.same import running
from claimcmp.match.view import once_a_view
from claimcmp.model import Bound, Kind
from claimcmp.text import normalize

HOUR = 3600.0
# Nouns for people that are a part of the people told of, where a wider count stands beside them.
WITHIN = frozenset(
    ("child", "woman", "man", "police", "journalist", "doctor", "nurse", "firefighter", "tourist", "pilgrim")
    + ("student", "teacher")
)
LATER = "possibly a later count: a report's time is unknown"
CUE_REACH = 70  # characters around a figure in which a word of counting belongs to it
# Two reports of one running count this far apart are an earlier and a later count, whatever their words.
APART = 5 * HOUR
# Wording ("rose to", "so far") needs no more than this much time between the two.
APART_WITH_WORDS = 0.0
# What moves by the day: a figure of yesterday and one of today are both right.
MOVING = frozenset({"price", "rouble_rate", "brent", "wti", "fx_dollar", "fx_euro", "oil"})
# Counts of people still looked for: they fall as the search goes on.
SHRINKING = frozenset({"missing", "trapped"})


def cues(view: FactView) -> frozenset[str]:
    """The cues near the fact: "so far", "rose to"."""
    position = normalize(view.text).position
    a, b = position(max(0, view.fact.start - CUE_REACH)), position(min(len(view.text), view.fact.end + CUE_REACH))
    return frozenset(h.concept for h in cues_in(view.text, view.lang) if h.end > a and h.start < b)


@once_a_view
def moved(view: FactView) -> bool:
    """Whether the sentence says that a plan was changed: postponed, brought forward, moved."""
    return any("resched" in concept(name).traits for name in profile(view.text, view.lang).concepts)


def size(view: FactView) -> float | None:
    """The value that a count is ordered by."""
    fact = view.fact
    return fact.low if fact.low is not None else fact.high


def amount(view: FactView) -> float | None:
    """The value that a count is ordered by, in the base unit of its dimension: 900 kg lie below 2.4 tonnes."""
    value = size(view)
    if value is None or view.fact.kind not in (Kind.MEASURE, Kind.DURATION):
        return value
    based = in_base(value, view.fact.unit)
    return value if based is None else based[0]


def apart(left: FactView, right: FactView) -> float | None:
    """Seconds from the left publication to the right one; None where a time is unknown."""
    if left.published is None or right.published is None:
        return None
    return right.published - left.published


def far_apart(left: FactView, right: FactView) -> bool:
    """Whether the reports lie so far apart that a running count has moved on between them."""
    gap = apart(left, right)
    return gap is not None and abs(gap) >= APART


def corrected(left: FactView, right: FactView) -> bool:
    """Whether the later report calls itself a correction."""
    gap = apart(left, right)
    if gap is None:
        return "correction" in cues(left) | cues(right)
    later = right if gap >= 0 else left
    return "correction" in cues(later)


def running_count(left: FactView, right: FactView) -> bool:
    """Whether the values are an earlier and a later state of one running count or price."""
    first, second = amount(left), amount(right)
    if (
        first is None
        or second is None
        or first == second
        or left.fact.kind not in QUANTITIES
        or same_count(left, right)
    ):
        return False
    rising = "rising" in cues(left) or "rising" in cues(right)
    worded = rising or "tally" in cues(left) or "tally" in cues(right)
    gap = apart(left, right)
    if moving_price(left) and moving_price(right):
        return (gap is None and (rising or directed(left) or directed(right))) or (
            gap is not None and abs(gap) >= APART
        )
    if not (running(left) and running(right)):
        return gap is not None and abs(gap) >= APART and _counted_on(left, right, gap, first, second)
    if gap is None:
        return rising
    if not grows(gap, first, second) and left.fact.concept not in SHRINKING:
        return False
    return abs(gap) >= APART or (worded and abs(gap) > APART_WITH_WORDS)


def provisional(left: FactView, right: FactView) -> bool:
    """Whether the earlier report calls its figure a first one, and the later report gives another."""
    gap = apart(left, right)
    if gap is None or abs(gap) < APART or left.fact.kind not in QUANTITIES:
        return False
    return "first_count" in cues(left if gap > 0 else right)


def maybe_later(left: FactView, right: FactView) -> bool:
    """Whether one of two conflicting running counts may only be later than the other: no time tells which is first."""
    return apart(left, right) is None and running(left) and running(right) and not same_count(left, right)


def _counted_on(left: FactView, right: FactView, gap: float, first: float, second: float) -> bool:
    """Whether the words say of any figure that it is counted on: up ("so far"), or down ("reduced to")."""
    if grows(gap, first, second):
        return bool({"rising", "tally"} & (cues(left) | cues(right)))
    return "fall" in near(right if gap > 0 else left)


def counting(left: FactView, right: FactView) -> bool:
    """Whether either sentence says that the count goes on."""
    return bool({"rising", "first_count", "tally"} & (cues(left) | cues(right)))


def same_count(left: FactView, right: FactView) -> bool:
    """Whether another running count of the two sentences is the same: then both tell one state of things."""
    for a in left.siblings:
        for b in right.siblings:
            known = a.kind == b.kind == Kind.NUMBER and a.concept == b.concept and a.concept != left.fact.concept
            if (
                known
                and "tally" in concept(a.concept).traits
                and a.low is not None
                and (a.low, a.high) == (b.low, b.high)
            ):
                return True
    return False


def directed(view: FactView) -> bool:
    """Whether the sentence says that the figure rose or fell."""
    return any(concept(name).family == "change_dir" for name in profile(view.text, view.lang).concepts)


def part_of(left: FactView, right: FactView) -> bool:
    """Whether one side counts a group within the other's: four children of eleven people."""
    for a, b in ((left, right), (right, left)):
        narrow = a.fact.role or a.fact.concept
        wide = b.fact.role or ("person" if concept(b.fact.concept).family == "outcome" else b.fact.concept)
        small, large = size(a), size(b)
        noun = concept(narrow).family == "noun"
        named = noun and b.fact.role == "person" and narrow != "person" and is_a(narrow, "person")
        if (
            (narrow in WITHIN and wide == "person" or named)
            and small is not None
            and large is not None
            and small < large
        ):
            return True
    return False


def some_of(left: FactView, right: FactView) -> bool:
    """Whether one side counts some of the people and the other all, or other ones: children, people of a village.

    Neither is a later count of the other, whichever is greater.
    """
    if left.fact.kind != Kind.NUMBER or right.fact.kind != Kind.NUMBER:
        return False
    one, two = ({v.fact.role, v.fact.concept} & WITHIN for v in (left, right))
    return one != two or ("part" in left.fact.scope.split()) != ("part" in right.fact.scope.split())


def grows(gap: float, first: float, second: float) -> bool:
    """Whether the later report holds the greater count."""
    return (second > first) if gap > 0 else (second < first)


def moving_price(view: FactView) -> bool:
    """Whether the fact is a level of a price or a rate of exchange."""
    if view.fact.kind not in (Kind.MONEY, Kind.NUMBER) or "change" in view.fact.scope.split():
        return False
    return bool(MOVING & profile(view.text, view.lang).concepts)


def next_step(left: FactView, right: FactView) -> bool:
    """Whether two lower bounds of one running count are a step apart: more than 2,000, then more than 3,000."""
    a, b = sorted((left.fact, right.fact), key=lambda f: f.low if f.low is not None else 0.0)
    if (
        not {a.bound, b.bound} <= {Bound.MORE_THAN, Bound.AT_LEAST}
        or a.low is None
        or b.low is None
        or a.unit != b.unit
    ):
        return False
    return b.low >= a.low + step(a.low) and running_count(left, right)


def within_bound(left: FactView, right: FactView) -> bool:
    """Whether one side is a lower or upper bound that the other, far off as it is, does not break."""
    for a, b in ((left.fact, right.fact), (right.fact, left.fact)):
        if a.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
            base, value = a.low, b.low if b.low is not None else b.high
            if base is not None and value is not None and value >= base and a.unit == b.unit:
                return True
        if a.bound in (Bound.LESS_THAN, Bound.AT_MOST):
            base, value = a.high, b.high
            if base is not None and value is not None and value <= base and a.unit == b.unit:
                return True
    return False
