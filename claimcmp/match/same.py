"""Is it the same fact? Levels, their weights, and the sum that decides."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.facts.nouns import concept
from claimcmp.match import figures
from claimcmp.match.context import contrasts, local_modifiers, of_kinds, profile, relation, shared, topic_level
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.places import place_value
from claimcmp.match.view import FactView
from claimcmp.match.weights import level, weights
from claimcmp.model import Kind, Level, ValueRelation

LOW, HIGH = 0.45, 0.75  # cosines of the multilingual encoders: strangers lie below, paraphrases above
DATES = (Kind.DATE, Kind.TIME, Kind.RECURRENCE)


@dataclass(frozen=True, slots=True)
class Match:
    """How far two facts are one fact; ``lacking`` names what neither text gave."""

    score: float
    levels: tuple[Level, ...]
    same: bool
    lacking: tuple[str, ...]


def same_fact(left: FactView, right: FactView, *, similarity: float | None = None) -> Match:
    """Whether two facts fill one slot: what is counted, whose, where, when; the values may conflict."""
    a, b = left.fact, right.fact
    if a.kind != b.kind:
        return Match(-9.0, (Level("kind", "other", -9.0),), False, ())
    levels = [level("start", str(a.kind))]
    if a.kind in QUANTITIES:
        levels += [figures.noun(left, right), figures.role(a, b), figures.figure(a, b), figures.unit(a, b), figures.mood(a, b)]
    if a.kind == Kind.PERSON:
        levels.append(_title(left, right))
    one, two = profile(left.text, left.lang), profile(right.text, right.lang)
    levels += [
        level("place", "absent" if a.kind == Kind.PLACE else place_value(left, right)),
        _period(left, right), _who(left, right),
        level("contrast", "some" if contrasts(one, two) else "none"),
        level("modifier", "one_sided" if local_modifiers(left) ^ local_modifiers(right) else "none"),
        level("topic", topic_level(one, two, but=(a.concept, b.concept))),
        _beside(left, right), _similarity(similarity),
    ]  # fmt: skip
    score = sum(x.weight for x in levels)
    lacking = tuple(x.name for x in levels if x.value in ("unknown", "absent"))
    return Match(round(score, 3), tuple(levels), score > weights()["decide"]["same"], lacking)


def running(view: FactView) -> bool:
    """Whether the fact is a count that grows while an event is reported: casualties, evacuees, cases, burned land."""
    return any("tally" in concept(name).traits for name in (view.fact.concept, view.fact.role))


def _title(left: FactView, right: FactView) -> Level:
    """Whether two persons hold one office: the offices as the names room reads them, "mayor", "president/IR"."""
    a, b = left.fact.role.partition("/")[0], right.fact.role.partition("/")[0]
    if not a or not b:
        return level("title", "unknown")
    return level("title", "same" if a == b else "other")


def _period(left: FactView, right: FactView) -> Level:
    if left.fact.kind in DATES:
        return level("period", "absent")
    found = shared(of_kinds(left.siblings, (Kind.DATE,)), of_kinds(right.siblings, (Kind.DATE,)))
    if found == "other" and running(left) and running(right):
        cues = profile(left.text, left.lang).cues | profile(right.text, right.lang).cues
        if "tally" in cues:
            return level("period", "tally")
    return level("period", found)


def _who(left: FactView, right: FactView) -> Level:
    if left.fact.kind in (Kind.PERSON, Kind.ORGANIZATION):
        return level("who", "absent")
    return level("who", shared(of_kinds(left.siblings, (Kind.PERSON,)), of_kinds(right.siblings, (Kind.PERSON,))))


def _beside(left: FactView, right: FactView) -> Level:
    """Whether the other quantities of the two sentences agree (evidence) or differ (another event)."""
    if left.fact.kind in QUANTITIES:
        return level("beside", "absent")
    agreed = differed = False
    for a in of_kinds(left.siblings, QUANTITIES):
        for b in of_kinds(right.siblings, QUANTITIES):
            if a.kind == b.kind and a.concept == b.concept and a.scope == b.scope:
                found = relation(a, b)
                agreed = agreed or found in (ValueRelation.EQUAL, ValueRelation.COMPATIBLE)
                differed = differed or (found == ValueRelation.DISJOINT and bool(a.concept))
    return level("beside", "agree" if agreed else "differ" if differed else "absent")


def _similarity(similarity: float | None) -> Level:
    if similarity is None:
        return level("similarity", "unknown")
    return level("similarity", "high" if similarity >= HIGH else "low" if similarity < LOW else "middle")
