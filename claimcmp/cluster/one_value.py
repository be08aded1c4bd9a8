"""One article states one value of a slot: a second, smaller count in it is of a part (three of the twelve dead).

And a second person in it did something else: one visited the site, the other was away.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from claimcmp.cluster.deeds import nearest_act
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Kind, ValueRelation


def evicted(group: Sequence[FactView]) -> set[int]:
    """The facts (by id) of a slot of counts that are another value of their article than the slot's.

    Of the values of one article those stay that an article of a single value gives too; where there is none, the one
    nearest to what the articles of a single value give; where no article gives a single value, the largest.
    """
    if group and group[0].fact.kind == Kind.PERSON:
        return _beside_another_act(group)
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


def _beside_another_act(group: Sequence[FactView]) -> set[int]:
    """The persons of articles that name several, who stand beside another act than most articles tell of one."""
    by_article: dict[int, list[FactView]] = defaultdict(list)
    for view in group:
        by_article[view.article].append(view)
    told = Counter(act for views in by_article.values() for act in sorted({nearest_act(v) for v in views} - {""}))
    if not told:
        return set()
    act, times = told.most_common(1)[0]
    several = [views for views in by_article.values() if len({v.fact.value for v in views}) > 1]
    if times < 2:
        return set()
    return {
        v.fact.id for views in several if any(nearest_act(v) == act for v in views)
        for v in views if nearest_act(v) != act
    }  # fmt: skip


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
