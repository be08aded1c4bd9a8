"""Values that a later report replaces although no table lists what they count, or although it repeats the old one."""

from __future__ import annotations

from claimcmp.comparer.updates import APART, amount, apart, cues, grows, size
from claimcmp.match import FactView, Match
from claimcmp.match.context import near
from claimcmp.match.figures import FIGURE_TAGS
from claimcmp.model import Fact, Kind

UNLISTED = ("sole", "unknown", "loose", "surface", "near", "wider", "apart", "same")
TOLD_APART = -3.0  # a level that by itself tells two facts apart
COUNTING = {"rising", "tally", "first_count"}
REPLACED = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.MEASURE)
NOT_LEVELS = frozenset(FIGURE_TAGS)


def counted_on(left: FactView, right: FactView, match: Match) -> bool:
    """Whether both reports say that they count on, the later one holds more, and subject, place or names meet."""
    first, second = amount(left), amount(right)
    gap = apart(left, right)
    values = {x.name: x.value for x in match.levels}
    if gap is None or abs(gap) < APART or first is None or second is None or first == second:
        return False
    if left.fact.kind not in (Kind.NUMBER, Kind.MEASURE) or values.get("noun") not in UNLISTED:
        return False
    if any(x.weight <= TOLD_APART for x in match.levels) or not grows(gap, first, second):
        return False
    met = values["topic"] in ("same", "some") or values["place"] == "same" or values["anchor"] in ("same", "many")
    later = right if gap > 0 else left
    earlier = left if gap > 0 else right
    return met and bool({"rising", "tally"} & cues(later)) and bool(COUNTING & cues(earlier))


def raised(left: FactView, right: FactView) -> bool:
    """Whether the later report repeats the earlier one's value as the old one and gives a new one beside it.

    "Profit was 940 million, up from 610" gives an old one beside the value that both tell.
    """
    gap = apart(left, right)
    if gap is None or abs(gap) < APART or left.fact.kind not in REPLACED:
        return False
    later, earlier = (right, left) if gap > 0 else (left, right)
    new, own = _others(later), size(later)
    if _others(earlier) or len(new) != 1 or new[0].low is None or own is None:
        return False
    return "rising" in cues(later) and new[0].low > own or "fall" in near(later) and new[0].low < own


def _others(view: FactView) -> list[Fact]:
    """The other figures of the sentence that may be another state of this one."""
    own = view.fact
    return [
        f
        for f in view.siblings
        if (f.start, f.end) != (own.start, own.end)
        and f.low is not None
        and f.low != own.low
        and not NOT_LEVELS & set(f.scope.split())
        and (
            f.kind == own.kind
            and f.unit == own.unit
            and (f.concept == own.concept or not f.concept)
            or own.kind == Kind.MONEY
            and f.kind == Kind.NUMBER
            and not f.concept
            and f.low >= 10_000
        )
    ]
