"""One article states one value of a slot: a second, smaller count in it is of a part (three of the twelve dead)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Kind, ValueRelation


def evicted(group: Sequence[FactView]) -> set[int]:
    """The facts (by id) of a slot of counts that are another value of their article than the slot's.

    Of the values of one article those stay that an article of a single value gives too; where there is none, the one
    nearest to what the articles of a single value give; where no article gives a single value, the largest.
    """
    if not group or group[0].fact.kind != Kind.NUMBER:
        return set()
    by_article: dict[int, list[FactView]] = defaultdict(list)
    for view in group:
        by_article[view.article].append(view)
    torn = {a for a, views in by_article.items() if _conflicting(views)}
    single = [v for a, views in sorted(by_article.items()) if a not in torn for v in views]
    out: set[int] = set()
    for article in sorted(torn):
        views = by_article[article]
        kept = [v for v in views if any(_one(v, s) for s in single)]
        if not kept:
            best = _nearest(views, single)
            kept = [v for v in views if _one(v, best)]
        out |= {v.fact.id for v in views} - {v.fact.id for v in kept}
    return out


def _conflicting(views: Sequence[FactView]) -> bool:
    return any(relation(a.fact, views[0].fact) == ValueRelation.DISJOINT for a in views[1:])


def _one(a: FactView, b: FactView) -> bool:
    return relation(a.fact, b.fact) != ValueRelation.DISJOINT


def _nearest(views: Sequence[FactView], single: Sequence[FactView]) -> FactView:
    if not single:
        return max(views, key=lambda v: (_size(v), -v.fact.id))
    middle = median(math.log1p(_size(s)) for s in single)
    return min(views, key=lambda v: (abs(math.log1p(_size(v)) - middle), v.fact.id))


def _size(view: FactView) -> float:
    low, high = view.fact.low, view.fact.high
    return max(low if low is not None else high or 0.0, 0.0)
