"""Conflicts that time explains: a plan that was moved, an act that followed its denial, an estimate revised."""

from __future__ import annotations

from collections.abc import Iterable

from claimcmp.comparer.updates import APART, apart, cues, moved
from claimcmp.match import FactView
from claimcmp.match.context import MEETS, relation
from claimcmp.match.periods import FINE
from claimcmp.model import Fact, Kind

DENIED = "denied"
MOVED, DONE, REVISED = "the plan was moved", "done since it was denied", "a later estimate"
GUESSED = frozenset({"hypothetical", "estimated"})


def overtaken(left: FactView, right: FactView, story: Iterable[FactView]) -> str:
    """Why the later of two conflicting facts replaces the earlier one, "" where nothing says so.

    ``story``: all facts of the story; a report in it may tell that what was planned for one of two days was moved.
    """
    gap = apart(left, right)
    if gap is None or abs(gap) < APART:
        return ""
    early, late = (left, right) if gap > 0 else (right, left)
    if left.fact.kind == Kind.POLARITY:
        return DONE if _done_since(early, late) else ""
    if left.fact.kind == Kind.DURATION:
        return REVISED if GUESSED & cues(early) else ""
    if left.fact.kind == Kind.DATE and any(_tells_of_move(v, left.fact, right.fact) for v in story):
        return MOVED
    return ""


def _done_since(early: FactView, late: FactView) -> bool:
    """Whether the earlier report denies what the later one tells of a day after it: he would not go, he has gone."""
    if early.fact.value != DENIED or late.fact.value == DENIED or early.published is None:
        return False
    days = (f for f in late.siblings if f.kind == Kind.DATE and f.unit in FINE and f.role != "since")
    return any(f.low is not None and f.low > early.published for f in days)


def _tells_of_move(view: FactView, one: Fact, two: Fact) -> bool:
    """Whether a sentence names both days and says that something was moved: "from Saturday put off to Monday"."""
    if view.fact.kind != Kind.DATE or not moved(view):
        return False
    days = [f for f in view.siblings if f.kind == Kind.DATE and f.unit in FINE]
    return all(any(relation(f, day) in MEETS for f in days) for day in (one, two))
