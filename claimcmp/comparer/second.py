"""A second opinion where two sources alone tell something: the table of two sentences, where it is very sure.

A story of two reports gives little evidence for one slot; two sentences that are alike but for one value need none.
"""

from __future__ import annotations

from collections.abc import Callable

from claimcmp.comparer.align import Aligned, align
from claimcmp.comparer.decide import decide
from claimcmp.comparer.derived import derived
from claimcmp.comparer.evidence import evidence
from claimcmp.comparer.topics import Pair
from claimcmp.comparer.verdicts import shares
from claimcmp.match import FactView
from claimcmp.match.figures import QUANTITIES
from claimcmp.model import Kind, Verdict

SURE = 0.9  # share from which the table of two sentences is believed against a story that is not sure
CLEAR = 12 * 3600.0  # seconds between two dates that no reading of a night makes one

Facts = Callable[[int], dict[int, FactView]]  # the facts of a sentence as views, by their ids


def conflict(left: FactView, right: FactView, facts: Facts) -> Aligned | None:
    """The two figures or dates of two whole sentences that surely conflict, with their judgement; else None."""
    one, two = derived(left, facts), derived(right, facts)
    if not one or not two:
        return None
    pair = Pair(left, right, align(one, two), None)
    if shares(evidence(pair, one, two))[Verdict.DIFFER] < SURE:
        return None
    verdict, speaking, _ = decide(pair, one, two)
    if verdict != Verdict.DIFFER or speaking is None:
        return None
    return speaking if _clear(speaking.left, speaking.right) else None


def _clear(left: FactView, right: FactView) -> bool:
    """Whether two values are figures, or dates that lie well apart."""
    a, b = left.fact, right.fact
    if a.id < 0 or b.id < 0:
        return False
    if a.kind != Kind.DATE:
        return a.kind in QUANTITIES
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return False
    return max(a.low, b.low) - min(a.high, b.high) >= CLEAR
