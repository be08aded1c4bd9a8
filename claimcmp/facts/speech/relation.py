"""How two polarity or attribution facts relate in value; what they are about is the comparer's question."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts.names import compare as compare_names
from claimcmp.model import Fact, Kind, ValueRelation

# Acts that cannot both be true of one matter at one time.
_OPPOSITE = frozenset(
    frozenset(pair)
    for pair in (
        ("denied", "confirmed"), ("denied", "claimed_responsibility"), ("accepted", "refused"),
        ("cancelled", "confirmed"), ("denied", "affirmed"), ("refused", "affirmed"), ("cancelled", "affirmed"),
    )
)  # fmt: skip


def compare(a: Fact, b: Fact) -> ValueRelation:
    """EQUAL: the same act or speaker; DISJOINT: opposite acts; COMPATIBLE: a speaker that contains the other."""
    if a.kind != b.kind:
        return ValueRelation.INCOMPARABLE
    return _polarities(a, b) if a.kind == Kind.POLARITY else _speakers(a, b)


def _polarities(a: Fact, b: Fact) -> ValueRelation:
    if a.value == b.value and a.negated == b.negated:
        return ValueRelation.EQUAL
    if a.modality or b.modality:
        return ValueRelation.INCOMPARABLE
    if a.value == b.value:  # confirmed, and not confirmed (yet): both can be true of two sources
        return ValueRelation.DISJOINT if a.value in ("accepted", "refused", "cancelled") else ValueRelation.COMPATIBLE
    if not a.negated and not b.negated and frozenset((a.value, b.value)) in _OPPOSITE:
        return ValueRelation.DISJOINT
    return ValueRelation.INCOMPARABLE


_KIND_OF = {"person": Kind.PERSON, "org": Kind.ORGANIZATION, "place": Kind.PLACE}


def _speakers(a: Fact, b: Fact) -> ValueRelation:
    if a.value == b.value:
        return ValueRelation.EQUAL
    left, right = a.value.partition(":")[0], b.value.partition(":")[0]
    if left == right and left in _KIND_OF:
        kind = _KIND_OF[left]
        relation = compare_names(replace(a, kind=kind, role=""), replace(b, kind=kind, role=""))
        # Two sources may say the same thing: another speaker alone contradicts nothing.
        return ValueRelation.INCOMPARABLE if relation == ValueRelation.DISJOINT else relation
    if "source" in (left, right):
        return ValueRelation.COMPATIBLE if {left, right} & {"person", "org", "role"} else ValueRelation.INCOMPARABLE
    return ValueRelation.INCOMPARABLE
