"""Counts that fall as time goes on (missing, held, without power), and what is only a part of a count."""

from __future__ import annotations

from claimcmp.comparer.updates import HOUR, SHRINKING, apart, grows, size
from claimcmp.match import FactView
from claimcmp.match.context import near
from claimcmp.match.figures import outcomes
from claimcmp.match.footings import said_left
from claimcmp.match.view import once_a_view
from claimcmp.model import Kind

HELD = frozenset({"arrested", "kidnapped", "prisoner", "suspect"})
# What a word such as "still" says the rest of; the dead and the cases only grow.
REST = SHRINKING | HELD | {"hospitalised", "injured", "displaced", "evacuated", "firefighter", "soldier", "person"}
SUPPLIES = frozenset({"electricity", "water", "gas", "internet"})
SUPPLIED = frozenset({"household", "house", "family", "person", "building", "village", "city_noun"})
SAVED = frozenset({"rescued", "migrant", "refugee"})
CRAFT = frozenset({"ship", "bus", "vehicle"})
HURT = frozenset({"injured", "hospitalised"})
FREED, PART = "freed", "part"


def falls(view: FactView) -> bool:
    """Whether a count falls as time goes on: people looked for, still held, still without power."""
    return searched(view) or cut_off(view) or is_rest(view)


@once_a_view
def searched(view: FactView) -> bool:
    """Whether people are counted who are looked for, or of whom one still waits for news."""
    named = {view.fact.concept, view.fact.role}
    return view.fact.kind == Kind.NUMBER and bool(SHRINKING & (named | (near(view) if said_left(view) else set())))


@once_a_view
def cut_off(view: FactView) -> bool:
    """Whether homes without power, water or gas are counted."""
    counted = view.fact.kind == Kind.NUMBER and view.fact.concept in SUPPLIED
    return counted and bool(SUPPLIES & near(view))


@once_a_view
def is_rest(view: FactView) -> bool:
    """Whether a count is of those who are left of a greater one: "sixteen are still held"."""
    named = {view.fact.concept, view.fact.role}
    return "killed" not in named and bool(REST & named) and said_left(view)


def later_state(left: FactView, right: FactView) -> bool | None:
    """Whether two counts, one at least falling, are an earlier and a later state; None where neither falls.

    Two counts of one hour are not: then they conflict, unless only one of them is of what is left.
    """
    if not (falls(left) or falls(right)):
        return None
    gap = apart(left, right)
    if gap is None or abs(gap) < HOUR:
        return False
    if falls(left) and falls(right):
        return True
    if HURT & {left.fact.concept, right.fact.concept}:
        return False  # 26 of the 31 hurt are still treated: a part
    first, second = size(left), size(right)
    later = right if gap > 0 else left
    return falls(later) and first is not None and second is not None and not grows(gap, first, second)


def rest_that_grew(left: FactView, right: FactView) -> bool:
    """Whether both count who is left and the later one more: "15 remain in this hospital", "25 are still treated"."""
    gap, first, second = apart(left, right), size(left), size(right)
    if gap is None or first is None or second is None or searched(left) or searched(right):
        return False
    return is_rest(left) and is_rest(right) and grows(gap, first, second)


def of_the_rest(left: FactView, right: FactView) -> bool:
    """Whether one count is of all and the other of what is left of them, or of those let go, or of one boat's."""
    parts = [PART in v.fact.scope.split() for v in (left, right)]
    if falls(left) != falls(right) or parts[0] != parts[1]:
        return True
    return freed_of(left, right) or one_craft(left, right)


def freed_of(left: FactView, right: FactView) -> bool:
    """Whether one side counts people held and the other people who were let go."""
    if left.fact.kind != Kind.NUMBER or right.fact.kind != Kind.NUMBER:
        return False
    held = [bool(HELD & {v.fact.concept, v.fact.role}) or FREED in outcomes(v.fact) for v in (left, right)]
    return all(held) and (FREED in near(left)) != (FREED in near(right))


def one_craft(left: FactView, right: FactView) -> bool:
    """Whether one side counts the people of one boat or bus and the other, with a greater count, names none."""
    for a, b in ((left, right), (right, left)):
        small, large = size(a), size(b)
        saved = all(SAVED & {v.fact.concept, v.fact.role} for v in (a, b))
        if saved and CRAFT & near(a) and not CRAFT & near(b):
            return small is not None and large is not None and small < large
    return False
