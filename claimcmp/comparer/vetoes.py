"""What keeps a conflict of two values from being told, however much else is alike."""

from __future__ import annotations

from claimcmp.comparer.falling import later_state, of_the_rest, rest_that_grew
from claimcmp.comparer.updates import some_of
from claimcmp.match import FactView
from claimcmp.match.context import COUNTED
from claimcmp.match.footings import footings_apart, marked
from claimcmp.match.periods import flows, times_apart
from claimcmp.model import Kind, Verdict

CONFLICTS = (Verdict.DIFFER, Verdict.UPDATED)
WIDE = "wide"
SUPPOSED = {"would", ""}  # what a thing would have cost, and what another one cost
AT_WORK = frozenset(
    ("firefighter", "police", "soldier", "aircraft", "helicopter", "vehicle", "ship", "doctor", "burned")
)


def vetoed(left: FactView, right: FactView, verdict: Verdict) -> tuple[Verdict, str]:
    """The verdict that two facts may at most be told with, and why it is another one ("" where it stands)."""
    if verdict in CONFLICTS and footings_apart(left, right):
        return Verdict.UNRELATED, "forecast and result"
    times = times_apart(left, right) if verdict in CONFLICTS else ""
    daily = flows(left, right) or left.fact.kind == Kind.MEASURE  # measured anew each day: no count that goes on
    if times == "period" or times == "day" and (daily or verdict == Verdict.DIFFER):
        return Verdict.UNRELATED, "another time"
    if verdict in CONFLICTS and left.fact.kind in COUNTED and {left.fact.modality, right.fact.modality} == SUPPOSED:
        return Verdict.UNRELATED, "forecast and result"
    if verdict in CONFLICTS and _wider(left, right):
        return Verdict.UNRELATED, "a part of the other count"
    if verdict == Verdict.UPDATED and (some_of(left, right) or rest_that_grew(left, right)):
        return Verdict.UNRELATED, "a part of the other count"
    if verdict != Verdict.DIFFER:
        return verdict, ""
    later = later_state(left, right)
    if later:
        return Verdict.UPDATED, "later count"
    if of_the_rest(left, right):
        return Verdict.UNRELATED, "a part of the other count"
    return verdict, ""


def _wider(left: FactView, right: FactView) -> bool:
    """Whether one count of people or means at work is of a whole country or region, and the other of one place."""
    return marked(left, WIDE) != marked(right, WIDE) and bool(AT_WORK & {left.fact.concept, right.fact.concept})
