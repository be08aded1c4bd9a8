"""The verdict on two facts: first whether they are one fact, then how their values relate, then time."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.comparer.updates import (
    both_plans,
    corrected,
    counting,
    day_apart,
    edge_apart,
    far_apart,
    leaps,
    names_new_date,
    next_step,
    part_of,
    replaced_plan,
    rounded,
    running_count,
    scales_apart,
    stated_elsewhere,
    within_bound,
)
from claimcmp.comparer.why import reason
from claimcmp.facts.nouns import concept
from claimcmp.match import FactView, Match, same_fact
from claimcmp.match.anchors import cognates
from claimcmp.match.context import profile, relation
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.same import DATES
from claimcmp.match.weights import weights
from claimcmp.model import Kind, Level, ValueRelation, Verdict

# Families of words that two stories share by chance.
SILENT = frozenset({"direction", "change_dir", "count_mode", "fx", "outcome", "damage"})
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
    if (
        not match.same
        and match.score > weights()["decide"]["moved"]
        and replaced_plan(left, right)
        and both_plans(left, right)
    ):
        return Judgement(Verdict.UPDATED, match.score, match.levels, reason(Verdict.UPDATED, left, right, match.levels))
    if not match.same:
        return Judgement(
            Verdict.UNRELATED, match.score, match.levels, reason(Verdict.UNRELATED, left, right, match.levels)
        )
    found = relation(left.fact, right.fact)
    verdict, time = value_verdict(left, right, found)
    if (
        verdict == Verdict.DIFFER
        and match.score < weights()["decide"]["differ_figure" if left.fact.kind in QUANTITIES else "differ"]
    ):
        verdict, time = Verdict.UNRELATED, "too little in common"
    if verdict == Verdict.DIFFER and not supported(left, right, match):
        verdict, time = Verdict.UNRELATED, "too little in common"
    if verdict == Verdict.DIFFER and stated_elsewhere(left, right):
        verdict, time = Verdict.UNRELATED, "the other text has this value too"
    if verdict == Verdict.DIFFER and part_of(left, right):
        verdict, time = Verdict.UNRELATED, "a part of the other count"
    named = sum(x.weight for x in match.levels if x.name == "anchor")
    if verdict == Verdict.DIFFER and scales_apart(left, right) and match.score - named < SURE_OF_SCALE:
        verdict, time = Verdict.UNRELATED, "another scale"
    if verdict == Verdict.UPDATED and left.published is None and leaps(left, right):
        verdict, time = Verdict.UNRELATED, "another scale"
    levels = (*match.levels, Level("value", found.value, 0.0), *((Level("time", time, 0.0),) if time else ()))
    return Judgement(verdict, match.score, levels, reason(verdict, left, right, levels))


def supported(left: FactView, right: FactView, match: Match) -> bool:
    """Whether anything besides the values' kind speaks for one fact: two bridges have two lengths."""
    values = {x.name: x.value for x in match.levels}
    if values["anchor"] == "other" and values["place"] != "same" or values.get("noun") == "bare":
        return False
    if values.get("noun") == "sole" and not (values["topic"] == "same" and one_setting(values)):
        return False
    if left.fact.kind in DATES and values["topic"] not in ("same", "some"):
        return shared_words(left, right)  # one person does many things
    return (
        telling(left, match) or one_story(match) or cognates(left, right) or shared_words(left, right)
    )  # fmt: skip


def one_setting(values: dict[str, str]) -> bool:
    """Whether place, time, names or other figures meet."""
    met = values["place"] == "same" or values["period"] == "same" or values["beside"] == "agree"
    return met or values["anchor"] in ("same", "many")


def telling(left: FactView, match: Match) -> bool:
    """Whether the figure itself says what it is of: the key rate, the length of a bridge, missiles that were fired."""
    values = {x.name: x.value for x in match.levels}
    if left.fact.kind not in QUANTITIES or values["noun"] != "same" or values["anchor"] == "other":
        return False
    family = concept(left.fact.concept).family
    if left.fact.kind == Kind.NUMBER:
        return values["role"] == "same" and family != "outcome"
    return family == "measure" or left.fact.kind == Kind.MEASURE


def one_story(match: Match) -> bool:
    """Whether something besides kind and noun says that both texts tell one story: subject, names, place, other facts.

    Without it a conflict of values is not told: two fires, two verdicts, two bridges.
    """
    values = {x.name: x.value for x in match.levels}
    named, met = values["anchor"], values["place"] == "same" or values["who"] == "same" or values["beside"] == "agree"
    if named == "other":
        return values["place"] == "same" and values["topic"] == "same"
    return named in ("same", "many") or met or values["topic"] in ("same", "some") or values["actor"] == "same"


def shared_words(left: FactView, right: FactView) -> bool:
    """Whether both texts use another word of one concept, apart from what the facts themselves count."""
    own = {"", "person", left.fact.concept, right.fact.concept, left.fact.role, right.fact.role}
    shared = (profile(left.text, left.lang).concepts & profile(right.text, right.lang).concepts) - own
    return any("weak" not in concept(c).traits and concept(c).family not in SILENT for c in shared)


def value_verdict(left: FactView, right: FactView, found: ValueRelation) -> tuple[Verdict, str]:
    """The verdict on the values of one fact and, for a replaced value, what shows it."""
    if found == ValueRelation.EQUAL and replaced_plan(left, right) and names_new_date(left, right):
        return Verdict.UPDATED, "moved"
    if found == ValueRelation.EQUAL:
        return Verdict.AGREE, ""
    if found == ValueRelation.COMPATIBLE and replaced_plan(left, right) and day_apart(left, right):
        return Verdict.UPDATED, "moved"
    if found == ValueRelation.COMPATIBLE and edge_apart(left, right):
        return Verdict.DIFFER, ""
    if found == ValueRelation.COMPATIBLE and not next_step(left, right):
        return Verdict.COMPATIBLE, ""
    if found == ValueRelation.INCOMPARABLE:
        return Verdict.UNRELATED, ""
    if rounded(left, right) or "record" in left.fact.scope.split():
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
