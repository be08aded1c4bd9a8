"""Values that one article holds side by side: it tells apart what two others seem to contradict one another on.

"On Monday 1,140 schools closed, on Tuesday 1,320": whoever read that knows that an outlet with 1,140 and one with 1,320
speak of two days, or of a part and its whole. Where bodies are named that may each have counted, the sentence must show
what parts the values: else it may be the witness of a dispute ("police counted 9,000, the organisers 24,000").
"""

from __future__ import annotations

from collections.abc import Iterable

from claimcmp.comparer.members import nominally_equal
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.footings import bodies
from claimcmp.match.unlike import DATES
from claimcmp.model import Fact, Kind, ValueRelation

LARGE = 20.0  # smaller counts of one noun meet by chance; these must stand in one sentence


def told_apart(left: FactView, right: FactView, views: Iterable[FactView]) -> bool:
    """Whether an article, whose facts are ``views``, holds the values of both facts without a dispute about them."""
    if left.fact.kind not in QUANTITIES and left.fact.kind not in DATES:
        return False
    one, two = [], []
    for view in views:
        if view.fact.kind != left.fact.kind:
            continue
        if _gives(view.fact, left.fact):
            one.append(view)
        elif _gives(view.fact, right.fact):
            two.append(view)
    return any(_side_by_side(a, b) for a in one for b in two)


def _gives(fact: Fact, value: Fact) -> bool:
    """Whether a fact is a value, but for a word such as "about", of a noun that does not speak against it."""
    if fact.kind in QUANTITIES and not _one_noun(fact, value):
        return False
    return relation(fact, value) == ValueRelation.EQUAL or nominally_equal(fact, value)


def _one_noun(a: Fact, b: Fact) -> bool:
    """Whether no noun of two facts speaks against one thing; people are one whatever they are called."""
    one, two = ({f.concept, f.role} - {""} for f in (a, b))
    return not one or not two or bool(one & two) or is_a(a.concept, "person") and is_a(b.concept, "person")


def _side_by_side(a: FactView, b: FactView) -> bool:
    if a.fact.speaker and b.fact.speaker and a.fact.speaker != b.fact.speaker:
        return False
    if a.sentence == b.sentence:
        return not bodies(a) or _parted(a, b)
    if bodies(a) and bodies(b) and not bodies(a) & bodies(b):
        return False
    if a.fact.kind in DATES or not (a.fact.concept and b.fact.concept and _one_noun(a.fact, b.fact)):
        return False
    return all(v.fact.low is not None and v.fact.low >= LARGE for v in (a, b))


def _parted(a: FactView, b: FactView) -> bool:
    """Whether a sentence has its two values on two dates, or one as a part of the other."""
    if a.fact.kind in DATES or {"part", "change"} & {*a.fact.scope.split(), *b.fact.scope.split()}:
        return True
    return len({f.value for f in a.siblings if f.kind == Kind.DATE}) > 1
