"""Whether two sentences are about the same place, or one figure about a part of the other's place."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache

from claimcmp.facts.names.bearers import country_of
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.names.tables import region
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.match.context import relation
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Fact, Kind, ValueRelation
from claimcmp.text import normalize

UNRESOLVED = "place:?"
CONTEXT = "demonym"
ADJECTIVE = "SK"  # of Slavic adjectives, as a skeleton
LEAST = 3  # consonants of a town that a region is named for
STRANGERS = 0.4  # skeletons of two spellings of one name share more than this


@once_a_view
def places(view: FactView) -> list[Fact]:
    """The places of the sentence; nationalities only where it names no place itself."""
    owners = [(f.start, f.end) for f in view.siblings if f.kind == Kind.ORGANIZATION]
    days = [(f.start, f.end) for f in view.siblings if f.kind == Kind.DATE]  # دوشنبه: Monday, Dushanbe
    found = [
        f for f in view.siblings
        if f.kind == Kind.PLACE and (f.role or not f.value.startswith(UNRESOLVED))
        and not any(s <= f.start <= e + 1 for s, e in owners)
        and not any(s <= f.start < e for s, e in days)
    ]  # fmt: skip
    return [f for f in found if f.role != CONTEXT] or found


def meet(a: Fact, b: Fact) -> bool | None:
    """Whether two places can be one: the same, or one holds the other; None where the table does not know.

    >>> lisbon, porto, portugal = (Fact("place", 0, 1, value=f"place:PT{x}") for x in ("/lisbon", "/porto", ""))
    >>> meet(lisbon, portugal), meet(lisbon, porto)
    (True, False)
    """
    if a.value.startswith(UNRESOLVED) or b.value.startswith(UNRESOLVED):
        return _by_bones(a, b)
    if min(a.certainty, b.certainty) < 0.5:
        return None
    inside = "/" in a.value and "/" in b.value and country_of(a.value) == country_of(b.value)
    if inside and region(a.value) != region(b.value):
        return None  # the gazetteer does not say which towns a region holds
    outer, inner = sorted((a.value, b.value), key=len)
    return inner == outer or inner.startswith(outer + "/")


def _by_bones(a: Fact, b: Fact) -> bool | None:
    """Two names that no gazetteer lists: one if their skeletons are alike, two if they share next to nothing."""
    if relation(a, b) == ValueRelation.EQUAL or _named_for(a, b) or _named_for(b, a):
        return True
    if not (a.value.startswith(UNRESOLVED) and b.value.startswith(UNRESOLVED)) or not a.role or not b.role:
        return None
    alike = SequenceMatcher(None, a.value[len(UNRESOLVED) :], b.value[len(UNRESOLVED) :]).ratio()
    return False if alike < STRANGERS else None


def _named_for(unlisted: Fact, town: Fact) -> bool:
    """Whether an unlisted region bears a listed town's name: «Самарская область» and Самара."""
    if not unlisted.value.startswith(UNRESOLVED) or town.value.startswith(UNRESOLVED) or "/" not in town.value:
        return False
    return unlisted.value.rpartition("/")[2].removesuffix(ADJECTIVE) == _bones(town.value)


@cache
def _bones(value: str) -> str:
    bones = skeleton(value.rpartition("/")[2].replace("-", " "), "en").replace(" ", "")
    return bones if len(bones) >= LEAST else ""


def shared(left: Sequence[Fact], right: Sequence[Fact]) -> str:
    """Whether places meet: "absent", "same" (any two meet) or "other"."""
    if not left or not right:
        return "absent"
    answers = {met for a in left for b in right if (met := meet(a, b)) or (a.role == CONTEXT) == (b.role == CONTEXT)}
    return "same" if True in answers else "other" if False in answers else "absent"


def place_value(left: FactView, right: FactView) -> str:
    """The value of the level "place" for two figures."""
    a, b = places(left), places(right)
    found = shared(a, b)
    if found != "same" or len(a) + len(b) < 3:
        return found
    own = meet(nearest_to(left, a), nearest_to(right, b))
    spare = any(all(meet(x, y) is False for y in b) for x in a) or any(all(meet(x, y) is False for x in a) for y in b)
    if own is not False or not spare:
        return "same"
    return "elsewhere_tally" if "tally" in concept(left.fact.concept).traits else "elsewhere"


def nearest_to(view: FactView, facts: list[Fact]) -> Fact:
    """The fact nearest to the one in question, or to the word that names what it counts."""
    spots = [s for s in (view.fact.start, view.fact.what_start) if s >= 0]
    if view.fact.concept:
        normal = normalize(view.text)
        spots += [
            normal.span(h.start, h.end)[0] for h in concepts_in(view.text, view.lang) if h.concept == view.fact.concept
        ]
    return min(facts, key=lambda f: (min(abs(f.start - s) for s in spots), f.start))
