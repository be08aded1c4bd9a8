"""Is it the same fact? Levels, their weights, and the sum that decides."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.match.context import (
    contrasts, of_kinds, profile, relation, shared, topic_level,
)  # fmt: skip
from claimcmp.match.view import FactView
from claimcmp.match.weights import level, weights
from claimcmp.model import Fact, Kind, Level, ValueRelation
from claimcmp.text import fold

QUANTITIES = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION)
FIGURE_TAGS = ("change", "per", "part", "not")
LOW, HIGH = 0.45, 0.75  # cosines of the multilingual encoders: strangers lie below, paraphrases above


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
    levels = [Level("start", a.kind, weights()["start"].get(a.kind, 0.0))]
    if a.kind in QUANTITIES:
        levels += [_noun(a, b, left, right), _role(a, b), _figure(a, b), _unit(a, b)]
    levels += [
        _place(left, right), _period(left, right), _who(left, right), _contrast(left, right), _modifier(left, right),
        level("topic", topic_level(profile(left.text, left.lang), profile(right.text, right.lang),
                                   but=(a.concept, b.concept))),
        _beside(left, right), _similarity(similarity),
    ]  # fmt: skip
    score = sum(x.weight for x in levels)
    lacking = tuple(x.name for x in levels if x.value in ("unknown", "absent"))
    return Match(round(score, 3), tuple(levels), score > weights()["decide"]["same"], lacking)


def _noun(a: Fact, b: Fact, left: FactView, right: FactView) -> Level:
    if a.concept and b.concept:
        if a.concept == b.concept:
            return level("noun", "same")
        if is_a(a.concept, b.concept) or is_a(b.concept, a.concept):
            return level("noun", "wider")
        return level("noun", "other")
    if a.what and b.what and left.lang == right.lang and _stem(a.what) == _stem(b.what):
        return level("noun", "surface")
    return level("noun", "unknown")


def _stem(word: str) -> str:
    first = fold(word).split()
    return first[0][:5] if first else ""


def _role(a: Fact, b: Fact) -> Level:
    if not a.role or not b.role:
        return level("role", "unknown")
    if a.role == b.role or is_a(a.role, b.role) or is_a(b.role, a.role):
        return level("role", "same")
    if concept(a.role).family == "noun":  # who was killed: named by another noun, soldiers as fighters
        return level("role", "other" if {a.role, b.role} in EXCLUSIVE_PEOPLE else "unknown")
    return level("role", "other")


EXCLUSIVE_PEOPLE = (
    {"soldier", "civilian"}, {"man", "woman"}, {"police", "civilian"}, {"child", "soldier"}, {"child", "police"},
    {"soldier", "police"}, {"doctor", "nurse"}, {"student", "teacher"}, {"fighter", "civilian"}, {"woman", "soldier"},
)  # fmt: skip


def _figure(a: Fact, b: Fact) -> Level:
    x = {t for t in a.scope.split() if t in FIGURE_TAGS}
    y = {t for t in b.scope.split() if t in FIGURE_TAGS}
    return level("figure", "same" if x == y else "other")


def _unit(a: Fact, b: Fact) -> Level:
    return level("unit", "other" if relation(a, b) == ValueRelation.INCOMPARABLE else "same")


def _place(left: FactView, right: FactView) -> Level:
    if left.fact.kind == Kind.PLACE:
        return level("place", "absent")
    a, b = of_kinds(left.siblings, (Kind.PLACE,)), of_kinds(right.siblings, (Kind.PLACE,))
    found = shared(a, b)
    if found == "same":
        own = shared([_own(left, a)], [_own(right, b)])
        return level("place", "elsewhere" if own == "other" else "same")
    return level("place", found)


def _own(view: FactView, facts: list[Fact]) -> Fact:
    """The fact nearest to the one in question, or to the word that names what it counts."""
    spots = [s for s in (view.fact.start, view.fact.what_start) if s >= 0]
    return min(facts, key=lambda f: (min(abs(f.start - s) for s in spots), f.start))


def _period(left: FactView, right: FactView) -> Level:
    kinds = (Kind.DATE,)
    if left.fact.kind in (Kind.DATE, Kind.TIME, Kind.RECURRENCE):
        return level("period", "absent")
    found = shared(of_kinds(left.siblings, kinds), of_kinds(right.siblings, kinds))
    if found == "other" and running(left) and running(right):
        cues = profile(left.text, left.lang).cues | profile(right.text, right.lang).cues
        if "tally" in cues:
            return level("period", "tally")
    return level("period", found)


def running(view: FactView) -> bool:
    """Whether the fact is a count that grows while an event is reported: casualties, evacuees, cases, burned land."""
    return any("tally" in concept(name).traits for name in (view.fact.concept, view.fact.role))


def _who(left: FactView, right: FactView) -> Level:
    if left.fact.kind in (Kind.PERSON, Kind.ORGANIZATION):
        return level("who", "absent")
    found = shared(of_kinds(left.siblings, (Kind.PERSON,)), of_kinds(right.siblings, (Kind.PERSON,)))
    return level("who", found)


def _contrast(left: FactView, right: FactView) -> Level:
    return level("contrast", "some" if contrasts(profile(left.text, left.lang), profile(right.text, right.lang)) else "none")


def _modifier(left: FactView, right: FactView) -> Level:
    odd = profile(left.text, left.lang).modifiers ^ profile(right.text, right.lang).modifiers
    return level("modifier", "one_sided" if odd else "none")


def _beside(left: FactView, right: FactView) -> Level:
    """Whether the other quantities of the two sentences agree (evidence) or differ (another event)."""
    kind = left.fact.kind
    if kind in QUANTITIES:
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
