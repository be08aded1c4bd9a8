"""Levels on the figures themselves: what is counted, what happened to it, what kind of figure, which unit."""

from __future__ import annotations

from os.path import commonprefix

from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.match.context import COUNTED, relation
from claimcmp.match.footings import footings_apart
from claimcmp.match.view import FactView
from claimcmp.match.weights import level
from claimcmp.model import Fact, Kind, Level, ValueRelation
from claimcmp.text import fold

QUANTITIES = COUNTED
FIGURE_TAGS = ("change", "per", "part", "not", "whole", "record", "remaining")
# Families whose members tell figures apart for good; other concepts near a sum or a share only say what it is about.
DEFINING = frozenset({"measure", "penalty", "trade", "crude", "outcome"})
# Nouns for persons that cannot be one group of people: who serves against whom they face or guard, and pairs of trades.
FORCES = frozenset(("soldier", "fighter", "police", "firefighter"))
PUBLIC = frozenset(
    ("civilian", "child", "protester", "tourist", "passenger", "pilgrim", "migrant", "refugee", "student", "teacher")
    + ("doctor", "nurse", "journalist", "farmer", "spectator", "prisoner", "voter", "crew", "climber", "villager")
)
APART = (
    {"man", "woman"}, {"woman", "child"}, {"man", "child"}, {"doctor", "nurse"}, {"student", "teacher"},
    {"woman", "soldier"}, {"crew", "passenger"}, {"doctor", "patient"}, {"journalist", "protester"},
)  # fmt: skip
# Nouns for persons that often mean the same people.
ALIKE = (
    {"spectator", "crowd_noun", "participant", "protester", "tourist", "voter"}, {"migrant", "refugee"},
    {"crew", "worker"}, {"suspect", "fighter", "prisoner"}, {"student", "child"}, {"leader", "participant"},
    {"mp", "seat"},
)  # fmt: skip
# What outlets may call either way of the same people beside the dead and the hurt; a casualty is either.
FATES = ({"injured", "hospitalised"}, {"killed", "recovered"})
SHORTEST, SHARED = 3, 0.6  # letters, and the share of the longer word, that two forms of one noun begin with
TOLD = {"": "told", "will": "told", "plan": "told", "would": "told"}  # the other modalities are wishes and fears


def noun(left: FactView, right: FactView, *, paired: bool = True) -> Level:
    """Whether the two figures count one thing; of a pair of texts (``paired``) the lone counts may be one."""
    a, b = left.fact, right.fact
    if a.kind == Kind.DURATION and age_and_term(a, b):
        return level("noun", "other")
    if a.concept and b.concept:
        if a.concept == b.concept:
            return level("noun", "same")
        happened = {concept(a.concept).family, concept(b.concept).family} & {"outcome"}
        if _people_meet(a, b) and lone(left, right, paired=paired):
            return level("noun", "sole")  # "moved 13,000 people" in words that no table lists
        if not happened and (is_a(a.concept, b.concept) or is_a(b.concept, a.concept)):
            return level("noun", "wider")
        if happened and (is_a(a.concept, b.concept) or is_a(b.concept, a.concept)):
            return level("noun", "unknown")
        if a.kind == Kind.NUMBER and any({a.concept, b.concept} <= alike for alike in ALIKE):
            return level("noun", "near")
        if people(a.concept) and people(b.concept):
            return level("noun", "other")
        if a.kind in (Kind.NUMBER, Kind.ORDINAL) or defining(a.concept) and defining(b.concept):
            return level("noun", "other")
        if a.kind == Kind.MONEY:
            return level("noun", "bare" if one_defined(a, b) else "loose")
        if a.kind == Kind.PERCENT and "measure" in (concept(a.concept).family, concept(b.concept).family):
            return level("noun", "bare")  # turnout against a share of the vote
        return level("noun", "apart")
    return _unlisted(left, right, paired=paired)


def outcomes(fact: Fact) -> frozenset[str]:
    """What happened to the people that a fact counts: killed, injured."""
    return frozenset(x for x in (fact.concept, fact.role) if concept(x).family == "outcome")


def fates_apart(a: Fact, b: Fact) -> bool:
    """Whether one of two facts counts dead or hurt people and the other people to whom something else happened."""
    if a.kind != Kind.NUMBER or b.kind != Kind.NUMBER:
        return False
    one, two = outcomes(a), outcomes(b)
    if not one or not two or one & two or "casualty" in one | two or not {"killed", "injured"} & (one | two):
        return False
    return not any({x, y} <= fates for x in one for y in two for fates in FATES)


def _people_meet(a: Fact, b: Fact) -> bool:
    """Whether people of whom one text says what happened to them may be those whom the other only counts."""
    fates = [f for f in (a, b) if concept(f.concept).family == "outcome"]
    return len(fates) == 1 and ("person" in (a.concept, b.concept) or bool({a.concept, a.role} & {b.concept, b.role}))


def _unlisted(left: FactView, right: FactView, *, paired: bool) -> Level:
    """Of figures of which at least one counts what no table lists."""
    a, b = left.fact, right.fact
    worded = bool(a.what and b.what) and left.lang == right.lang
    if worded and alike(a.what, b.what):
        return level("noun", "surface")
    if a.kind == Kind.MONEY and one_defined(a, b):
        return level("noun", "bare")
    if a.kind != Kind.NUMBER:
        return level("noun", "loose")
    # Two words of one language that are not alike are two nouns as far as we know.
    return level("noun", "sole" if not worded and lone(left, right, paired=paired) else "unknown")


def lone(left: FactView, right: FactView, *, paired: bool) -> bool:
    """Whether each count of a pair of texts is the one that no noun pairs off with another."""
    return paired and spare(left, right) and spare(right, left)


def one_noun(a: str, b: str) -> bool:
    """Whether two concepts are one noun or often mean the same things."""
    return a == b or any({a, b} <= alike for alike in ALIKE)


def spare(view: FactView, other: FactView) -> bool:
    """Whether this count is the only one of its text that no count of the other text meets by its noun."""
    nouns = {f.concept for f in other.siblings if f.kind == Kind.NUMBER}
    left_over = [f for f in view.siblings if f.kind == Kind.NUMBER and (not f.concept or f.concept not in nouns)]
    return [(f.start, f.end) for f in left_over] == [(view.fact.start, view.fact.end)]


def age_and_term(a: Fact, b: Fact) -> bool:
    """Whether one duration is somebody's age and the other is counted in months or days."""
    old = ["age" in (f.role, f.concept) for f in (a, b)]
    return old[0] != old[1] and (b if old[0] else a).unit != "year"


def one_defined(a: Fact, b: Fact) -> bool:
    """Whether only one of two sums is named for good: a profit against a sum that was paid."""
    return ("exclusive" in concept(a.concept).traits) != ("exclusive" in concept(b.concept).traits)


def people(name: str) -> bool:
    """Whether a concept names persons by what they are: crew, fishermen, spectators."""
    return concept(name).family == "noun" and is_a(name, "person")


def defining(name: str) -> bool:
    """Whether a concept alone says which figure is meant."""
    known = concept(name)
    return known.family in DEFINING or "exclusive" in known.traits


def alike(one: str, other: str) -> bool:
    """Whether the first words of two noun phrases begin alike: enough to see that two inflected nouns are one.

    >>> alike("leopards", "leopard cubs"), alike("houses", "horses")
    (True, False)
    """
    a, b = ((fold(x).split() or [""])[0] for x in (one, other))
    shared = len(commonprefix([a, b]))
    return a == b != "" or shared >= max(SHORTEST, SHARED * max(len(a), len(b)))


def role(a: Fact, b: Fact) -> Level:
    """Whether the same happened to what is counted, or the same people are meant."""
    if a.kind != Kind.NUMBER or not a.role or not b.role:
        return level("role", "unknown")
    if a.role == b.role or is_a(a.role, b.role) or is_a(b.role, a.role):
        return level("role", "same")
    if {a.role, b.role} == {"burned", "destroyed"}:
        return level("role", "unknown")
    if concept(a.role).family in ("outcome", "damage"):
        return level("role", "other")
    return level("role", "other" if two_groups(a.role, b.role) else "unknown")


def two_groups(one: str, other: str) -> bool:
    """Whether two nouns for persons exclude one another: police and protesters, passengers and crew.

    >>> two_groups("police", "protester"), two_groups("child", "passenger")
    (True, False)
    """
    forces = len({one, other} & FORCES)
    return forces == 2 or bool(forces and {one, other} & PUBLIC) or {one, other} in APART


def figure(a: Fact, b: Fact) -> Level:
    """Whether both are levels, both changes, both parts."""
    x = {t for t in a.scope.split() if t in FIGURE_TAGS}
    y = {t for t in b.scope.split() if t in FIGURE_TAGS}
    return level("figure", "same" if x == y else "other")


def mood(left: FactView, right: FactView) -> Level:
    """Whether both are told as facts (or plans), or one is only feared, asked for, possible, forecast or polled."""
    a, b = left.fact.modality, right.fact.modality
    one = TOLD.get(a, a) == TOLD.get(b, b) and not footings_apart(left, right)
    return level("mood", "same" if one else "other")


def unit(a: Fact, b: Fact) -> Level:
    """Whether the units or currencies can be compared."""
    return level("unit", "other" if relation(a, b) == ValueRelation.INCOMPARABLE else "same")
