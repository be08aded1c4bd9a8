"""Whose: the side that counted things belong to, and the body or team that the holder of an office speaks for."""

from __future__ import annotations

import re

from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.nouns import concept
from claimcmp.match.anchors import words_of
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Fact, Kind

AFTER = 12  # characters behind a counted noun in which an adjective of a people belongs to it
TITLE = 34  # characters around a person in which the team or country of the office stands
NEXT = 24  # characters around a body in which the country that has it stands
FORM, LEAST = 0.6, 3  # share of the longer skeleton, and consonants, that two forms of one name begin with
COACHES = frozenset({"coach"})  # an event has several, each of one team
_CODE = re.compile(r"(?:^|[/:])([A-Z]{2})$")
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.!?;:؟。]")
_APPOSED = re.compile(r"\s?[,،，][^,،，.!?;]*")
Names = frozenset[str]


def of_two(left: FactView, right: FactView) -> bool:
    """Whether the counted things of two texts belong to two sides: Russian drones, Ukrainian drones."""
    a, b = left.fact, right.fact
    if a.kind != Kind.NUMBER or not (_harmed(a) or _harmed(b)):
        return False
    one, two = owners(left), owners(right)
    if one and two:
        return not meets(one, two)
    return bool(two and meets(two, sides(left)) or one and meets(one, sides(right)))


def _harmed(fact: Fact) -> bool:
    return any(concept(name).family in ("outcome", "damage") for name in (fact.concept, fact.role))


def meets(one: Names, two: Names) -> bool:
    """Whether two sets of names (codes of countries, consonants of names no table lists) share one.

    >>> meets(frozenset({"LKRN"}), frozenset({"LKRSK"})), meets(frozenset({"UA"}), frozenset({"RU"}))
    (True, False)
    """
    return any(_one(a, b) for a in one for b in two)


def _one(a: str, b: str) -> bool:
    if a == b:
        return True
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return same >= LEAST and same >= FORM * max(len(a), len(b))


@once_a_view
def owners(view: FactView) -> Names:
    """The sides whose the counted things are: the adjective of a people or of an unlisted country beside the noun."""
    fact = view.fact
    end = max(fact.end, fact.what_end)
    bodies = [(f.start, f.end + 1) for f in view.siblings if f.kind == Kind.ORGANIZATION]
    found = {
        _code(f) for f in view.siblings
        if f.kind == Kind.PLACE and f.role == "demonym" and fact.start <= f.start <= end + AFTER
        and not any(a <= f.start <= b for a, b in bodies)
    }  # fmt: skip
    if not found:
        gap = view.text[fact.end : fact.what_start] if fact.what_start > fact.end else ""
        found = {skeleton(w, view.lang).replace(" ", "") for w in _WORD.findall(gap) if w in fact.scope.split()}
    return frozenset(x for x in found if x in _codes(found) or len(x) >= LEAST)


def _codes(found: set[str]) -> set[str]:
    return {x for x in found if len(x) == 2}


def _code(fact: Fact) -> str:
    return fact.value.removeprefix("place:").partition("/")[0].removeprefix("?")


@once_a_view
def sides(view: FactView) -> Names:
    """The countries whose bodies act or speak in a sentence, by code or by the name beside the body."""
    values = [f.value for f in view.siblings if f.kind == Kind.ORGANIZATION] + [view.fact.speaker]
    found = {m[1] for value in values if (m := _CODE.search(value))}
    for body in (f for f in view.siblings if f.kind == Kind.ORGANIZATION and not _CODE.search(f.value)):
        found |= _named(view, body.start - NEXT, body.start) | _named(view, body.end, body.end + NEXT)
    return frozenset(found)


def _named(view: FactView, start: int, end: int) -> set[str]:
    """The consonants of the words of a stretch that no table knows, and the codes of the places in it."""
    codes = {_code(f) for f in view.siblings if f.kind == Kind.PLACE and start <= f.start < end}
    return codes | {bones for at, bones, _ in words_of(view.text, view.lang) if start <= at < end}


def two_offices(left: FactView, right: FactView) -> bool:
    """Whether two persons hold one office of two teams or countries: the coach of one side, the coach of the other."""
    a, b = left.fact.role.partition("/")[0], right.fact.role.partition("/")[0]
    if not a or a != b:
        return False
    one, two = teams(left), teams(right)
    if one and two:
        return not meets(one, two)
    return a in COACHES and bool(one or two)


@once_a_view
def teams(view: FactView) -> Names:
    """The names, other than persons', that stand before a person with an office, or behind a comma after it."""
    fact, text = view.fact, view.text
    own = [(f.start, f.end) for f in view.siblings if f.kind == Kind.PERSON]
    begins = max((m.end() for m in _CLAUSE.finditer(text[: fact.start])), default=0)
    low = max(fact.start - TITLE, begins)
    behind = _APPOSED.match(text[fact.end : fact.end + TITLE])
    high = fact.end + behind.end() if behind else fact.start
    codes = {_code(f) for f in view.siblings if f.kind == Kind.PLACE and low <= f.start < high}
    names = {
        bones for at, bones, _ in words_of(text, view.lang)
        if low <= at < high and not text[at].islower() and not any(s <= at < e for s, e in own)
    }  # fmt: skip
    return frozenset(names | codes)
