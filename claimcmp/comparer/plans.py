"""Dates and places that part, meet or were moved: plans, deadlines, the day of an event."""

from __future__ import annotations

from claimcmp.comparer.updates import apart, moved
from claimcmp.match import FactView
from claimcmp.match.context import near, relation
from claimcmp.match.periods import FINE
from claimcmp.match.same import ENDING, SEASON
from claimcmp.model import Fact, Kind, ValueRelation, Verdict

DAY, YEAR = 86_400.0, 366 * 86_400.0
BEGINNING = frozenset({"phase_begin", "opening"})
DATED = (Kind.DATE, Kind.TIME, Kind.RECURRENCE, Kind.PLACE)


def replaced_plan(left: FactView, right: FactView) -> bool:
    """Whether the later report moves the date or the place that the earlier one gave."""
    if left.fact.kind not in DATED:
        return False
    gap = apart(left, right)
    if moved(left) == moved(right):
        return False
    return gap is None or (gap > 0 and moved(right)) or (gap < 0 and moved(left))


def names_new_date(left: FactView, right: FactView) -> bool:
    """Whether the report that moves a plan names the old date, which both give, and a later one beside it."""
    mover = left if moved(left) else right
    at = mover.fact.high
    if at is None or mover.fact.kind != Kind.DATE:
        return False
    others = [f for f in mover.siblings if f.kind == Kind.DATE and f.unit != "second"]
    later = [f.low + (YEAR if "yearless" in f.scope.split() and f.low < at - SEASON else 0) for f in others if f.low]
    return any(low >= at for low in later)


def both_plans(left: FactView, right: FactView) -> bool:
    """Whether both facts are dates of one grain that do not meet: an old date and a new one."""
    return (
        left.fact.kind == right.fact.kind == Kind.DATE
        and left.fact.unit == right.fact.unit
        and relation(left.fact, right.fact) == ValueRelation.DISJOINT
    )


def day_apart(left: FactView, right: FactView) -> bool:
    """Whether two dates lie apart once their "until" and "since" are set aside."""
    a, b = left.fact, right.fact
    if a.kind != Kind.DATE or b.kind != Kind.DATE or a.low is None or b.low is None or a.high is None or b.high is None:
        return False
    return a.unit == b.unit and bool(a.role or b.role) and (a.high <= b.low or b.high <= a.low)


def days_apart(left: FactView, right: FactView) -> bool:
    """Whether two dates, as fine as a day, begin on two days and do not meet."""
    a, b = left.fact, right.fact
    if a.low is None or b.low is None or a.high is None or b.high is None or not {a.unit, b.unit} <= FINE:
        return False
    return a.low // DAY != b.low // DAY and (a.high <= b.low or b.high <= a.low)


def edge_apart(left: FactView, right: FactView) -> bool:
    """Whether two dates of one beginning (or end) lie apart: "starts on the 16th", "will start from the 23rd"."""
    roles = {left.fact.role, right.fact.role}
    for role, words in (("since", BEGINNING), ("until", ENDING)):
        if roles == {role, ""} and days_apart(left, right):
            return all(words & near(v) or v.fact.role == role for v in (left, right))
    return False


def meeting_dates(left: FactView, right: FactView) -> Verdict:
    """The verdict on two dates of one claim that do not conflict, of which one may be vaguer.

    Dates of one day agree whatever hours they give; a moved plan replaces the day that the earlier report gave; dates
    that only "since" or "until" keeps from a conflict, and clock times without a day, say nothing of one another.
    """
    if left.fact.kind != Kind.DATE or right.fact.kind != Kind.DATE:
        return Verdict.UNRELATED
    if replaced_plan(left, right) and _new_day(left, right):
        return Verdict.UPDATED
    if not any(a < d and c < b for a, b in _spans(left.fact) for c, d in _spans(right.fact)):
        return Verdict.UNRELATED
    days = [{low // DAY for low, _ in _spans(v.fact)} for v in (left, right)]
    one_day = {left.fact.unit, right.fact.unit} <= FINE and bool(days[0] & days[1])
    return Verdict.AGREE if one_day else Verdict.COMPATIBLE


def _spans(fact: Fact) -> list[tuple[float, float]]:
    """Every reading of a date."""
    own = [] if fact.low is None or fact.high is None else [(fact.low, fact.high)]
    return [*own, *fact.candidates]


def _new_day(left: FactView, right: FactView) -> bool:
    """Whether the report that moves a plan ends on a later day than the other gives: "from the 12th to the 19th"."""
    mover, other = (left.fact, right.fact) if moved(left) else (right.fact, left.fact)
    if mover.high is None or other.low is None or {mover.unit, other.unit} - FINE - {"range"}:
        return False
    last = (mover.high - 1) // DAY
    return other.unit != "range" and last > other.low // DAY
