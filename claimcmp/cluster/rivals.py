"""An article that gives a value itself contradicts nobody on it: its other values are of other things."""

from __future__ import annotations

from collections.abc import Sequence

from claimcmp.cluster import weights
from claimcmp.cluster.edge import Edge
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Level, ValueRelation


def without_rivals(views: Sequence[FactView], found: Sequence[Edge]) -> list[Edge]:
    """Edges of a story, those between conflicting values weakened where either article states the other's value too.

    "Talks opened on Monday" meets "signed on Tuesday" in an article that says as well that they opened on Monday.
    """
    at = {v.fact.id: v for v in views}
    conflicts = [relation(at[e.left].fact, at[e.right].fact) == ValueRelation.DISJOINT for e in found]
    if True not in conflicts:
        return list(found)
    best: dict[tuple[int, int], float] = {}  # (fact, another article) → the surest edge to an equal value there
    for edge, conflict in zip(found, conflicts, strict=True):
        if not conflict and edge.score > weights.RIVAL:
            for own, other in ((edge.left, edge.right), (edge.right, edge.left)):
                key = own, at[other].article
                best[key] = max(best.get(key, edge.score), edge.score)
    return [
        _weakened(edge) if conflict and _rival(edge, at[edge.left], at[edge.right], best) else edge
        for edge, conflict in zip(found, conflicts, strict=True)
    ]


def _rival(edge: Edge, left: FactView, right: FactView, best: dict[tuple[int, int], float]) -> bool:
    rivals = [best[key] for key in ((edge.left, right.article), (edge.right, left.article)) if key in best]
    return bool(rivals)


def _weakened(edge: Edge) -> Edge:
    levels = (*edge.levels, Level("value elsewhere", "same article", weights.STATED_ELSEWHERE))
    return edge._replace(score=edge.score + weights.STATED_ELSEWHERE, levels=levels)
