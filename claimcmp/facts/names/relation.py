"""How two names relate. A wrong "different" makes a false contradiction, so doubt is always INCOMPARABLE."""

from __future__ import annotations

from claimcmp.facts.names.persons import UNNAMED
from claimcmp.facts.names.places import UNRESOLVED
from claimcmp.facts.names.skeleton import SAME, distance, same_bones, same_names, skeleton
from claimcmp.facts.names.tables import body_of
from claimcmp.model import Fact, Kind, ValueRelation

_SURE = 0.7  # certainty from which a reading may contradict another
_OTHER = 0.55  # and from which they are two names
_BOTH = (0.45, 0.7)  # family and given name of two names in full that are two persons: Salem al-Darraz, Imad al-Sayrafi
_GIVEN = 0.35  # distance of two given names beside one family name from which they are two
_LONG = 4  # consonants from which names that are alike may be one
_WIDE = ("place:XE", "place:XM", "place:XF", "place:XS")  # continents and the Middle East: nothing is outside for sure


def compare(a: Fact, b: Fact) -> ValueRelation:
    """How two place, person or organisation facts relate in value."""
    if a.kind != b.kind:
        return ValueRelation.INCOMPARABLE
    if a.kind == Kind.PLACE:
        return _places(a, b)
    if a.kind == Kind.PERSON:
        return _persons(a, b)
    return _organizations(a, b)


def _places(a: Fact, b: Fact) -> ValueRelation:
    if a.value == b.value:
        return ValueRelation.EQUAL
    if a.value.startswith(UNRESOLVED) or b.value.startswith(UNRESOLVED):
        left, right = a.value.rpartition("/")[2], b.value.rpartition("/")[2]
        same = a.value.startswith(UNRESOLVED) and b.value.startswith(UNRESOLVED) and same_bones(left, right)
        return ValueRelation.EQUAL if same else ValueRelation.INCOMPARABLE
    outer, inner = sorted((a.value, b.value), key=len)
    if inner.startswith(outer + "/") or outer in _WIDE:
        return ValueRelation.COMPATIBLE
    cities = "/" in a.value and "/" in b.value and "demonym" not in (a.role, b.role)
    if cities and min(a.certainty, b.certainty) >= _SURE and not (_region(a.value) or _region(b.value)):
        return ValueRelation.DISJOINT
    return ValueRelation.INCOMPARABLE


_REGIONS = frozenset(
    (
        "gaza-strip", "west-bank", "crimea", "donbas", "chechnya", "darfur", "sinai", "kurdistan", "scotland",
        "wales", "northern-ireland", "catalonia", "bavaria", "california", "texas", "florida", "alaska", "hawaii",
        "xinjiang", "tibet", "kashmir", "tigray", "luhansk", "zaporizhzhia"
    )
)  # fmt: skip


def _region(value: str) -> bool:
    return value.rpartition("/")[2] in _REGIONS


def _persons(a: Fact, b: Fact) -> ValueRelation:
    if UNNAMED in (a.value, b.value):
        if a.value == b.value:
            return ValueRelation.EQUAL if a.role == b.role and "/" in a.role else ValueRelation.INCOMPARABLE
        return ValueRelation.COMPATIBLE if _role_fits(a.role, b.role) else ValueRelation.INCOMPARABLE
    left, right = (f.value.removeprefix("person:").split() for f in (a, b))
    if same_names(left, right):
        return ValueRelation.EQUAL if len(left) == len(right) else ValueRelation.COMPATIBLE
    if min(a.certainty, b.certainty) >= _SURE and _clearly_other(left, right):
        return ValueRelation.DISJOINT
    return ValueRelation.INCOMPARABLE


def _role_fits(a: str, b: str) -> bool:
    """Whether two roles may be one: the same office, and the same country where both name one."""
    if not a or not b:
        return False
    left, right = a.split("/"), b.split("/")
    return all(x == y for x, y in zip(left, right, strict=False))


def _clearly_other(a: list[str], b: list[str]) -> bool:
    family = distance(a[-1], b[-1])
    both = len(a) > 1 and len(b) > 1 and family >= _BOTH[0] and distance(a[0], b[0]) >= _BOTH[1]
    return (family >= _OTHER or both) and not any(_may_be_one(x, y) for x in a for y in b)


def _may_be_one(a: str, b: str) -> bool:
    """Whether two words of names may be one: short ones must be equal, Helen is no Colin."""
    return a == b or min(len(a), len(b)) >= _LONG and distance(a, b) <= SAME


def namesakes(a: Fact, b: Fact) -> bool:
    """Whether two persons bear one family name and two given names: "Andriy Koval", "Marka Kovala".

    >>> one, two = Fact("person", 0, 1, value="person:ANDR KFL"), Fact("person", 0, 1, value="person:MRK KFL")
    >>> namesakes(one, two), namesakes(one, one)
    (True, False)
    """
    left, right = (f.value.removeprefix("person:").split() for f in (a, b))
    if len(left) != 2 or len(right) != 2:
        return False
    return distance(left[1], right[1]) <= SAME and distance(left[0], right[0]) >= _GIVEN


def _organizations(a: Fact, b: Fact) -> ValueRelation:
    if a.value == b.value:
        return ValueRelation.EQUAL
    outer, inner = sorted((a.value, b.value), key=len)
    if inner.startswith(outer + "/"):
        return ValueRelation.COMPATIBLE
    if _one_body(body_of(a.value) or a.value, body_of(b.value) or b.value):
        return ValueRelation.COMPATIBLE
    ministries = a.value.startswith("org:ministry/") and b.value.startswith("org:ministry/")
    listed = a.value.isupper() and b.value.isupper()
    plain = a.value[4:5].isupper() and b.value[4:5].isupper()
    if (plain or listed) and not ministries and min(a.certainty, b.certainty) >= _SURE:
        return ValueRelation.DISJOINT
    return ValueRelation.INCOMPARABLE


def _one_body(a: str, b: str) -> bool:
    """Whether one body is the other or belongs to it: the Duma and the Russian parliament."""
    outer, inner = sorted((a, b), key=len)
    return inner == outer or inner.startswith(outer + "/")


def same_person(a: str, b: str, *, lang_a: str = "", lang_b: str = "") -> bool:
    """Whether two spellings, in whatever scripts, may name one person; a family name alone matches the full name.

    >>> same_person("فؤاد حداد", "Фуад Хаддад"), same_person("Karim al-Zahhar", "Basel al-Omari")
    (True, False)
    """
    return same_bones(skeleton(a, lang_a), skeleton(b, lang_b))
