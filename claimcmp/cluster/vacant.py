"""A slot of dates that an article leaves open takes its date that falls just short of it and fills no other one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimcmp.cluster import weights
from claimcmp.cluster.edge import Edge
from claimcmp.match import FactView
from claimcmp.model import Kind


def filled(groups: Sequence[list[FactView]], found: Sequence[Edge], shift: float) -> list[list[FactView]]:
    """The groups of two articles or more, with lone facts of further articles whose mean score is above ``VACANT``.

    A fact joins the group that it lies nearest to, a group takes the best fact of an article.
    """
    slots = [list(g) for g in groups if len({v.article for v in g}) > 1]
    rest = [list(g) for g in groups if len({v.article for v in g}) <= 1]
    of = {v.fact.id: i for i, g in enumerate(slots) for v in g}
    lone = {v.fact.id: v for g in rest if len(g) == 1 for v in g if v.fact.kind == Kind.DATE}
    sums: dict[tuple[int, int], list[float]] = defaultdict(list)
    for edge in found:
        for own, other in ((edge.left, edge.right), (edge.right, edge.left)):
            if own in lone and other in of:
                sums[of[other], own].append(edge.score - shift)
    wanted = sorted(
        (-(sum(scores) / len(slots[slot])), slot, fact)
        for (slot, fact), scores in sums.items()
        if 2 * len(scores) > len(slots[slot]) and lone[fact].article not in {v.article for v in slots[slot]}
    )
    taken: set[int] = set()
    for cost, slot, fact in wanted:
        view = lone[fact]
        if -cost <= weights.VACANT or fact in taken or view.article in {v.article for v in slots[slot]}:
            continue
        slots[slot].append(view)
        taken.add(fact)
    rest = [g for g in rest if g[0].fact.id not in taken]
    return [sorted(g, key=lambda v: v.fact.id) for g in (*slots, *rest)]
