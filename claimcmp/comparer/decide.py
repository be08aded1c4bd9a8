"""From the facts that met to one verdict on two sentences: evidence, weights, and the facts that speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcmp.comparer.align import Aligned
from claimcmp.comparer.evidence import CONFLICT, GROUPS, MEETING, Met, best_met, evidence, grouped, rulings
from claimcmp.comparer.judge import Judgement
from claimcmp.comparer.topics import Pair
from claimcmp.comparer.verdicts import chosen, shares, weighed
from claimcmp.comparer.why import reason
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Level, Verdict

Decision = tuple[Verdict, Aligned | None, str]
# The value verdicts whose facts may speak for a verdict, the likeliest first.
SPEAKS = {
    Verdict.AGREE: MEETING, Verdict.COMPATIBLE: MEETING[::-1], Verdict.DIFFER: CONFLICT, Verdict.UPDATED: CONFLICT[::-1],
    Verdict.UNRELATED: (*CONFLICT, *MEETING),
}  # fmt: skip
PLAIN = {
    Verdict.AGREE: "one event told alike",
    Verdict.COMPATIBLE: "one text is only vaguer",
    Verdict.DIFFER: "one event told in two ways",
    Verdict.UPDATED: "a later state of one thing",
    Verdict.UNRELATED: "no fact in common",
}


def decide(pair: Pair, left: Sequence[FactView], right: Sequence[FactView]) -> Decision:
    """One verdict for two sentences, the pair of facts that speaks for it, and why."""
    found = evidence(pair, left, right)
    verdict = chosen(shares(found))
    levels = weighed(found, verdict)
    best = _speaker(pair, left, right, verdict)
    if best is not None:
        related = Level("value", str(relation(best.left.fact, best.right.fact)), 0.0)
        told = (*best.match.levels, related, *levels)
        why = reason(verdict, best.left, best.right, told)
        return verdict, Aligned(best.left, best.right, Judgement(verdict, best.match.score, told, why)), why
    for said, aligned, why in rulings(pair):
        if said == verdict:
            told = levels if aligned is None else (*aligned.judgement.levels, *levels)
            if aligned is not None:
                aligned = replace(aligned, judgement=Judgement(verdict, aligned.judgement.score, told, why))
            return verdict, aligned, why
    return verdict, None, PLAIN[verdict]


def _speaker(
    pair: Pair, left: Sequence[FactView], right: Sequence[FactView], verdict: Verdict
) -> Met | None:
    """The best-supported figures, else dates, whose values relate as the verdict says."""
    for _, kinds in GROUPS:
        met = best_met(grouped(left, kinds), grouped(right, kinds))
        for name in SPEAKS[verdict]:
            if name in met:
                return met[name]
    return None
