"""The verdict on two facts: first whether they are one fact, then how their values relate, then time."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.comparer.growing import counted_on, raised
from claimcmp.comparer.plans import both_plans, day_apart, edge_apart, names_new_date, replaced_plan
from claimcmp.comparer.reckoned import PARTS, adds_up
from claimcmp.comparer.support import slip, supported
from claimcmp.comparer.updates import (
    corrected,
    counting,
    far_apart,
    next_step,
    part_of,
    running_count,
    within_bound,
)
from claimcmp.comparer.values import leaps, loosely_many, of_the_whole, records, rounded, scales_apart, stated_elsewhere
from claimcmp.comparer.vetoes import vetoed
from claimcmp.comparer.why import reason
from claimcmp.match import FactView, same_fact
from claimcmp.match.context import relation
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.unlike import unlike
from claimcmp.match.weights import weights
from claimcmp.model import Kind, Level, ValueRelation, Verdict

SURE_OF_SCALE = 4.5  # evidence beyond which even figures of two scales are one fact


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on two facts, the evidence that they are one fact, the levels and one line of reason."""

    verdict: Verdict
    score: float
    levels: tuple[Level, ...]
    why: str


def compare_facts(
    left: FactView, right: FactView, *, similarity: float | None = None, prior: str = "pair"
) -> Judgement:
    """The verdict on two facts; ``unrelated`` when they are not safely one fact."""
    match = same_fact(left, right, similarity=similarity, prior=prior)
    moved = match.score > weights()["decide"]["moved"] and replaced_plan(left, right) and both_plans(left, right)
    if not match.same and (moved or counted_on(left, right, match)):
        return Judgement(Verdict.UPDATED, match.score, match.levels, reason(Verdict.UPDATED, left, right, match.levels))
    if not match.same:
        return Judgement(
            Verdict.UNRELATED, match.score, match.levels, reason(Verdict.UNRELATED, left, right, match.levels)
        )
    found = relation(left.fact, right.fact)
    verdict, time = value_verdict(left, right, found)
    if verdict == Verdict.DIFFER and left.fact.kind == Kind.NUMBER and adds_up(left, right):
        verdict, time = Verdict.AGREE, PARTS
    if verdict == Verdict.DIFFER and counted_on(left, right, match):
        verdict, time = Verdict.UPDATED, "later count"
    if verdict == Verdict.DIFFER and match.score < asked(left, right):
        verdict, time = Verdict.UNRELATED, "too little in common"
    if verdict == Verdict.DIFFER and not supported(left, right, match):
        verdict, time = Verdict.UNRELATED, "too little in common"
    if verdict == Verdict.DIFFER and stated_elsewhere(left, right):
        verdict, time = Verdict.UNRELATED, "the other text has this value too"
    if verdict == Verdict.DIFFER and (part_of(left, right) or of_the_whole(left, right)):
        verdict, time = Verdict.UNRELATED, "a part of the other count"
    if verdict in (Verdict.DIFFER, Verdict.UPDATED) and (two := unlike(left, right)):
        verdict, time = Verdict.UNRELATED, two
    vetoing, why = vetoed(left, right, verdict)
    verdict, time = vetoing, why or time
    named = sum(x.weight for x in match.levels if x.name == "anchor")
    if verdict == Verdict.DIFFER and scales_apart(left, right) and match.score - named < SURE_OF_SCALE:
        verdict, time = Verdict.UNRELATED, "another scale"
    if verdict == Verdict.UPDATED and left.published is None and leaps(left, right):
        verdict, time = Verdict.UNRELATED, "another scale"
    levels = (*match.levels, Level("value", found.value, 0.0), *((Level("time", time, 0.0),) if time else ()))
    return Judgement(verdict, match.score, levels, reason(verdict, left, right, levels))


def asked(left: FactView, right: FactView) -> float:
    """The evidence from which a conflict of two values is told; less where one is a slip of the other."""
    row = weights()["decide"]
    least = row["differ_figure" if left.fact.kind in QUANTITIES else "differ"]
    return least - row["slip"] if slip(left.fact, right.fact) else least


def value_verdict(left: FactView, right: FactView, found: ValueRelation) -> tuple[Verdict, str]:
    """The verdict on the values of one fact and, for a replaced value, what shows it."""
    if found == ValueRelation.EQUAL and replaced_plan(left, right) and names_new_date(left, right):
        return Verdict.UPDATED, "moved"
    if found == ValueRelation.EQUAL and raised(left, right):
        return Verdict.UPDATED, "later count"
    if found == ValueRelation.EQUAL:
        return Verdict.AGREE, ""
    if (
        found == ValueRelation.COMPATIBLE
        and replaced_plan(left, right)
        and (day_apart(left, right) or names_new_date(left, right))
    ):
        return Verdict.UPDATED, "moved"
    if found == ValueRelation.COMPATIBLE and edge_apart(left, right):
        return Verdict.DIFFER, ""
    if found == ValueRelation.COMPATIBLE and not next_step(left, right):
        return Verdict.COMPATIBLE, ""
    if found == ValueRelation.INCOMPARABLE:
        return Verdict.UNRELATED, ""
    if rounded(left, right) or records(left, right) or loosely_many(left, right) or "record" in left.fact.scope.split():
        return Verdict.COMPATIBLE, ""
    if corrected(left, right):
        return Verdict.UPDATED, "correction"
    if replaced_plan(left, right):
        return Verdict.UPDATED, "moved"
    if within_bound(left, right) and not counting(left, right) and not far_apart(left, right):
        return Verdict.COMPATIBLE, ""
    if running_count(left, right):
        return Verdict.UPDATED, "later count"
    if within_bound(left, right):
        return Verdict.COMPATIBLE, ""
    return Verdict.DIFFER, ""
