"""What a whole sentence is like, and how two of them meet: what says whether it tells who, who says so, or whether."""

from __future__ import annotations

from claimcmp.comparer.acts import acts, opposed
from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.clauses import scene
from claimcmp.match import FactView
from claimcmp.match.anchors import full_names, names, one_name, shared_names
from claimcmp.match.context import profile, relation
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.places import meet
from claimcmp.match.unlike import DATES
from claimcmp.match.view import once_a_view
from claimcmp.model import Fact, Kind, ValueRelation

NEGATIONS = frozenset({"negation", "not", "negation_after"})
SAID = ("say", "blame", "deny", "claim")  # acts that put words into a mouth
RELAYING = ("source:media", "source:report", "outlet:", "name:")  # who passes on what another said
LEADING = frozenset({"lead_head", "appointed"})
BODIES = frozenset({"union_labour", "company", "court", "party"})
UNNAMED, DENIED, DEMONYM = "person:?", "denied", "demonym"
LEAST = 3  # consonants of a name that is told from others


@once_a_view
def traits(view: FactView) -> frozenset[str]:
    """What a sentence holds: "figure", "date", "tells", "quote", "person", "office", "negation", "denied", …"""
    found = {name for fact in view.siblings for name in _of_fact(fact)} | _spoken(view)
    known = profile(view.text, view.lang).concepts
    said = {c.concept for c in cues_in(view.text, view.lang)}
    for name, holds in (
        ("negation", said & NEGATIONS), ("leads", known & LEADING), ("body", known & BODIES), ("name", names(view)[0]),
        ("title", any(concept(c).family == "title" for c in known)),
    ):  # fmt: skip
        if holds:
            found.add(name)
    return frozenset(found)


def _of_fact(fact: Fact) -> tuple[str, ...]:
    if fact.kind == Kind.PERSON:
        return ("office",) if fact.value == UNNAMED else ("person", "office") if fact.role else ("person",)
    if fact.kind in QUANTITIES:
        return ("figure",)
    if fact.kind in DATES:
        return ("date",) if fact.unit != "second" else ()
    if fact.kind == Kind.PLACE and fact.role != DEMONYM:
        return ("place",)
    if fact.kind == Kind.POLARITY and fact.value == DENIED and not fact.negated:
        return ("denied",)
    return ("cites",) if _speaks(fact) else ()


def _speaks(fact: Fact) -> bool:
    """Whether a fact says who said it himself, not who passed it on."""
    return fact.kind == Kind.ATTRIBUTION and not fact.value.startswith(RELAYING)


def _spoken(view: FactView) -> set[str]:
    """What a sentence does in words: "quote", "blames", "tells", "negation"."""
    sentence = SentenceText(view.text, view.lang)
    sentence.cache["facts"] = list(view.siblings)
    told = scene(sentence)
    found = {name for name, holds in (("quote", told.quotes), ("blames", told.of("acts", "blame"))) if holds}
    denies = {"negation"} if told.of("cues", "negation") else set()
    if found or told.of("acts", *SAID) or told.of("cues", "call") or any(_speaks(f) for f in view.siblings):
        found.add("tells")
    return found | denies


def meetings(left: FactView, right: FactView) -> set[str]:
    """How two sentences meet: "person equal", "speaker equal", "denied one", "negation both", "place apart", …"""
    found = _persons(left, right) | _places(left, right) | {f"names {shared_names(left, right)}"}
    bodies, speakers = ([{f.value for f in v.siblings if test(f)} for v in (left, right)]
                        for test in (lambda f: f.kind == Kind.ORGANIZATION, _speaks))  # fmt: skip
    if bodies[0] & bodies[1]:
        found.add("body equal")
    if speakers[0] & speakers[1]:
        found.add("speaker equal")
    one, two = traits(left), traits(right)
    for name in ("denied", "negation"):
        sides = (name in one) + (name in two)
        if sides:
            found.add(f"{name} {'both' if sides == 2 else 'one'}")
    mine, yours = acts(left), acts(right)
    if any(len(mine[x]) == len(yours[x]) == 1 and mine[x] != yours[x] for x in mine.keys() & yours.keys()):
        found.add("deed undone")
    if opposed(left, right, [], "same"):
        found.add("act opposed")
    return found


def _persons(left: FactView, right: FactView) -> set[str]:
    one, two = ([f for f in v.siblings if f.kind == Kind.PERSON] for v in (left, right))
    met = {relation(x, y) for x in one for y in two if UNNAMED not in (x.value, y.value)}
    found = {"office equal"} if {f.role for f in one if f.role} & {f.role for f in two if f.role} else set()
    if ValueRelation.EQUAL in met:
        return found | {"person equal"}
    return found | {"person apart"} if met == {ValueRelation.DISJOINT} else found


def _places(left: FactView, right: FactView) -> set[str]:
    one, two = ([f for f in v.siblings if f.kind == Kind.PLACE and f.role != DEMONYM] for v in (left, right))
    if any(x.value == y.value for x in one for y in two):
        return {"place equal"}
    return {"place apart"} if {meet(x, y) for x in one for y in two} == {False} else set()


def held(views: list[FactView], sources: list[int]) -> float:
    """The share of the sources that hold the name which most of them hold; ``sources``: whose each sentence is."""
    own = [_bones(view) for view in views]
    most = 0
    for name in {n for strong, _ in own for n in strong if len(n) >= LEAST}:
        most = max(most, len({s for s, (_, every) in zip(sources, own, strict=True) if _holds(every, name)}))
    return most / len(set(sources))


def _holds(every: frozenset[str], name: str) -> bool:
    return name in every or any(one_name(name, other) for other in every)


@once_a_view
def _bones(view: FactView) -> tuple[frozenset[str], frozenset[str]]:
    """(skeletons of what is written or read as a name, those of all words)."""
    strong, weak = names(view)
    read = {
        part for f in view.siblings if f.kind == Kind.PERSON and f.value != UNNAMED
        for part in f.value.partition(":")[2].split()
    }  # fmt: skip
    strong = strong | {part for name in full_names(view) for part in name} | read
    return strong, strong | weak
