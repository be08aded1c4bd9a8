"""Two things that look like one: namesakes, a part beside its whole, another thing counted, two attacks of one day."""

from __future__ import annotations

from collections.abc import Sequence

from claimcmp.cluster import weights
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.match import FactView
from claimcmp.match.anchors import names, shared_names
from claimcmp.match.context import profile, relation
from claimcmp.match.figures import QUANTITIES, noun, people
from claimcmp.match.places import place_value
from claimcmp.match.view import once_a_view
from claimcmp.model import Fact, Kind, Level, ValueRelation

EVERYWHERE = "everywhere"  # "worldwide", "across the country"
THINGS = "noun"  # the family of what is counted
# With two tolls, two of these are two events; a blast and a fire, a quake and a collapse may be one.
KINDS_OF_EVENT = frozenset(("shooting", "explosion", "flood", "quake"))


def others(left: FactView, right: FactView) -> list[Level]:
    """The levels by which two facts are of two things that look like one, [] where nothing says so."""
    found = []
    if namesakes(left, right):
        found.append(Level("namesake", "other", weights.NAMESAKE))
    if left.fact.kind in QUANTITIES and relation(left.fact, right.fact) == ValueRelation.DISJOINT:
        if part_of(left, right) or part_of(right, left):
            found.append(Level("share", "part", weights.OTHER_THING))
        if _two_events(left, right):
            found.append(Level("kind of event", "other", weights.OTHER_THING))
    if left.fact.kind == Kind.NUMBER and _other_counted(left, right):
        found.append(Level("counted", "other", weights.OTHER_THING))
    return found


def namesakes(left: FactView, right: FactView) -> bool:
    """Whether two sentences name persons of one family name and two given ones, in two offices or unlike in sound."""
    one, two = _persons(left), _persons(right)
    if not one or not two or any(relation(a, b) == ValueRelation.EQUAL for a in one for b in two):
        return False
    return any(_of_one_family(a, b) for a in one for b in two)


@once_a_view
def _persons(view: FactView) -> list[Fact]:
    """The persons that a sentence names in full."""
    return [f for f in view.siblings if f.kind == Kind.PERSON and " " in f.value]


def _of_one_family(a: Fact, b: Fact) -> bool:
    one, two = (f.value.partition(":")[2].split() for f in (a, b))
    if one[-1] != two[-1] or one[-2] == two[-2]:
        return False
    offices = [f.role.partition("/")[0] for f in (a, b)]
    return offices[0] != offices[1] if all(offices) else one[-2][0] != two[-2][0]


def figures_apart(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether two sentences give a figure of a whole country and one of a place in it, or the tolls of two events."""
    return any(
        part_of(a, b) or part_of(b, a) or relation(a.fact, b.fact) == ValueRelation.DISJOINT and _two_events(a, b)
        for a in left for b in right if a.fact.kind == b.fact.kind and a.fact.kind in QUANTITIES
    )  # fmt: skip


def part_of(part: FactView, whole: FactView) -> bool:
    """Whether one figure is of a place or plant and smaller than one of all the world, all the country."""
    a, b = part.fact, whole.fact
    if a.high is None or b.low is None or a.high >= b.low:
        return False
    here, there = (profile(v.text, v.lang).concepts for v in (part, whole))
    return EVERYWHERE in there and EVERYWHERE not in here and _placed(part)


@once_a_view
def _placed(view: FactView) -> bool:
    """Whether a sentence names a place smaller than a country, listed or not, or something that was built."""
    places = any(f.kind == Kind.PLACE and "/" in f.value for f in view.siblings) or names(view)[0]
    return bool(places) or any("site" in concept(name).traits for name in profile(view.text, view.lang).concepts)


def _two_events(left: FactView, right: FactView) -> bool:
    """Whether two tolls that conflict are of a shooting and a blast, and neither place nor name is common."""
    if not all("tally" in concept(v.fact.concept).traits for v in (left, right)):
        return False
    one, two = (profile(v.text, v.lang).concepts & KINDS_OF_EVENT for v in (left, right))
    if not one or not two or one & two:
        return False
    return place_value(left, right) != "same" and shared_names(left, right) in ("absent", "other")


def _other_counted(left: FactView, right: FactView) -> bool:
    """Whether the words beside two numbers are of two listed things: 85 houses, 85 cows.

    People are counted under many names, and by what they hold: 54 signatures of 54 deputies.
    """
    return _beside(left) and _beside(right) and noun(left, right).value == "other"


@once_a_view
def _beside(view: FactView) -> bool:
    """Whether a count stands right before the word that says what it counts, which a table lists."""
    fact = view.fact
    if concept(fact.concept).family != THINGS or people(fact.concept) or fact.what_start != fact.end + 1:
        return False
    return fact.concept in _named(view.text[fact.what_start : fact.what_end], view.lang)


def _named(words: str, lang: str) -> Sequence[str]:
    return [h.concept for h in concepts_in(words, lang)]
