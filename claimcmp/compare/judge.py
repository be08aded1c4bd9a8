"""The verdict on two facts: first whether they are one fact, then how their values relate."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.facts import KINDS, imported
from claimcmp.match import FactView, same_fact
from claimcmp.model import Kind, Level, ValueRelation, Verdict

_VERDICT = {
    ValueRelation.EQUAL: Verdict.AGREE,
    ValueRelation.COMPATIBLE: Verdict.COMPATIBLE,
    ValueRelation.DISJOINT: Verdict.DIFFER,
    ValueRelation.INCOMPARABLE: Verdict.UNRELATED,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on two facts, how sure, and why."""

    verdict: Verdict
    score: float
    levels: tuple[Level, ...]
    why: str


def compare_facts(left: FactView, right: FactView, *, similarity: float | None = None) -> Judgement:
    """The verdict on two facts; ``unrelated`` when they are not safely one fact."""
    match = same_fact(left, right, similarity=similarity)
    if not match.same:
        return Judgement(Verdict.UNRELATED, match.score, match.levels, "not the same fact")
    relation = imported(KINDS[Kind(left.fact.kind)])(left.fact, right.fact)
    assert isinstance(relation, ValueRelation)
    verdict = _VERDICT[relation]
    return Judgement(verdict, match.score, (*match.levels, Level("value", relation.value, 0.0)), str(verdict))
