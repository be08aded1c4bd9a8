"""The slots of a story: groups of facts of two or more articles that answer one question."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import numpy as np

from claimcmp.cluster import weights
from claimcmp.cluster.deeds import is_telling_year, one_act
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.graph import I64, linked
from claimcmp.cluster.joins import joined
from claimcmp.cluster.one_value import evicted
from claimcmp.cluster.vacant import filled
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Fact, Kind, ValueRelation

LONG = 80 * 86_400.0  # seconds from which a date is a setting, not an answer to "when"
LABEL = 60  # code points of a slot's label
NAMED = frozenset({Kind.PLACE, Kind.PERSON, Kind.ATTRIBUTION})


def slots(views: list[FactView], found: list[Edge], shift: float) -> list[list[FactView]]:
    """Groups of facts of two or more articles that fill one slot."""
    reports = len({v.article for v in views})
    groups = filled(joined(grouped(views, found, shift), found, shift), found, shift)
    return [group for group in groups if len({v.article for v in group}) > 1 and telling(group, reports)]


def grouped(views: list[FactView], found: list[Edge], shift: float) -> list[list[FactView]]:
    """All facts in groups by how surely two of them fill one slot, lone ones in a group each."""
    at = {v.fact.id: i for i, v in enumerate(views)}
    left = np.array([at[e.left] for e in found], np.int64)
    right = np.array([at[e.right] for e in found], np.int64)
    score = np.array([e.score - shift for e in found], np.float64)
    roots = linked(len(views), left, right, score, missing=weights.MISSING_FACT)
    groups = _by_root(views, roots)
    out = {fact for group in groups for fact in evicted(group)}
    if out:  # the facts that left a slot may fill another one together
        rest = np.array([v.fact.id in out for v in views], bool)
        both = rest[left] & rest[right]
        again = linked(len(views), left[both], right[both], score[both], missing=weights.MISSING_FACT)
        groups = [[v for v in group if v.fact.id not in out] for group in groups]
        groups += [group for group in _by_root(views, again) if group[0].fact.id in out]
    return groups


def _by_root(views: list[FactView], roots: I64) -> list[list[FactView]]:
    groups: dict[int, list[FactView]] = defaultdict(list)
    for view, root in zip(views, roots.tolist(), strict=True):
        groups[root].append(view)
    return [group for _, group in sorted(groups.items())]


def without_titles(group: list[FactView], titles: set[int]) -> list[FactView]:
    """A group less the titles of articles whose body says it too: the body is the better evidence."""
    said = {v.article for v in group if v.sentence not in titles}
    return [v for v in group if v.sentence not in titles or v.article not in said]


def telling(group: list[FactView], reports: int) -> bool:
    """Whether a group is a claim: that all name one place, person, source or year only says what they are about.

    A person or place that several reports name beside one act is one: who led, where it happened.
    """
    setting = group[0].fact.kind in NAMED or all(_long(v.fact) and not is_telling_year(v) for v in group)
    if not setting:
        return True
    found = {relation(a.fact, b.fact) for a, b in combinations(group, 2) if a.article != b.article}
    lone = group[0].fact.kind == Kind.PLACE and ValueRelation.EQUAL not in found and not one_act(group, nearest=True)
    if ValueRelation.DISJOINT in found and not lone:
        return True
    named = group[0].fact.kind in (Kind.PERSON, Kind.PLACE)
    return named and len({v.article for v in group}) >= min(reports, weights.REPORTS_OF_A_NAME) and one_act(group)


def _long(fact: Fact) -> bool:
    """Whether a date is a quarter or more: this year, the third quarter."""
    return fact.kind == Kind.DATE and fact.low is not None and fact.high is not None and fact.high - fact.low > LONG


def label(group: list[FactView]) -> str:
    """What the slot is, in a word or two."""
    kind = group[0].fact.kind
    if kind in (Kind.DATE, Kind.TIME):
        roles = sorted(v.fact.role for v in group if v.fact.role)
        return f"{kind}: {max(roles, key=roles.count)}" if 2 * len(roles) > len(group) else str(kind)
    names = sorted(v.fact.concept or v.fact.what or v.fact.unit for v in group)
    return max(sorted(set(names)), key=names.count)[:LABEL].replace("_", " ") or str(kind)


def slot_kind(group: list[FactView]) -> str:
    """The kind of a slot's claim; who blames whom is a question of who says so, not of what is so."""
    if all(v.fact.kind == Kind.POLARITY and v.fact.value == "blamed" for v in group):
        return Kind.ATTRIBUTION
    return group[0].fact.kind
