"""Stories: the articles on one event, across languages and days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.centred import Centre, centre
from claimcmp.cluster.event_time import DAY
from claimcmp.cluster.graph import F64, I64, components, linked, log_odds
from claimcmp.cluster.keys import carried, clashing, content_key
from claimcmp.cluster.spelled import read_spellings
from claimcmp.cluster.spellings import Spellings
from claimcmp.cluster.story_edges import WINDOWS, story_edges
from claimcmp.config import ClusterSettings
from claimcmp.model import Relation, schemas
from claimcmp.store import take


def stories(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], pairs: pa.Table, settings: ClusterSettings, *,
    previous: Mapping[str, pa.Table] | None = None,
) -> pa.Table:  # fmt: skip
    """The table ``stories``: every article is in exactly one.

    ``tables`` holds articles, sentences, facts and origins; ``vectors`` are those of the sentences, row by row.
    """
    links = story_links(tables, vectors, pairs, settings, middle=centre(vectors, tables["sentences"]))
    return stories_of(tables, links, settings, previous=previous)


def story_links(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], pairs: pa.Table, settings: ClusterSettings, *,
    middle: Centre, spellings: Spellings | None = None,
) -> pa.Table:  # fmt: skip
    """Pairs of articles with near sentences or a rare name in common (``left``, ``right``), ``score`` in log odds.

    ``middle`` is what the vectors are centred on, ``spellings`` are the names of the sentences.
    """
    names = spellings or read_spellings(tables["sentences"], tables["facts"])
    found = story_edges(tables, vectors, pairs, days=settings.story_days, middle=middle, found=names.spelled())
    return link_table(found.left, found.right, found.score)


def link_table(left: I64, right: I64, score: F64) -> pa.Table:
    """The table ``links``."""
    ends = (pa.array(side, pa.int32()) for side in (left, right))
    return pa.table([*ends, pa.array(score)], names=["left", "right", "score"])


def stories_of(
    tables: Mapping[str, pa.Table], links: pa.Table, settings: ClusterSettings, *,
    previous: Mapping[str, pa.Table] | None = None,
) -> pa.Table:  # fmt: skip
    """The table ``stories`` from the links between articles; ``tables`` holds articles and origins."""
    left, right, score = _ends(links, settings)
    roots = linked(tables["articles"].num_rows, left, right, score, missing=weights.MISSING)
    return _table(tables["articles"], _with_copies(roots, tables, settings), previous)


def grown_stories(
    tables: Mapping[str, pa.Table], links: pa.Table, settings: ClusterSettings, *, gone: I64, first: int
) -> tuple[I64, pa.Table]:  # fmt: skip
    """The stories that articles from row ``first`` on change; what comes in their place, numbered behind the others.

    ``tables`` holds articles, origins and the stories so far, of which those ``gone`` count no longer. Only articles
    that links, copies or earlier stories tie to a new one, over however many steps, are grouped anew: the others could
    not have changed. In a large corpus that is most of them; a story that has the articles it had stays as it is. A new
    story keeps the key of the earlier one with which it shares most.
    """
    stories = tables["stories"]
    left, right, score = _ends(links, settings)
    lists = stories["articles"].combine_chunks()
    lengths, members = np.asarray(lists.value_lengths()), np.asarray(lists.flatten()).astype(np.int64)
    story = np.repeat(np.arange(len(lengths)), lengths)
    lives = np.ones(len(lengths), bool)
    lives[gone] = False
    story_of = np.full(tables["articles"].num_rows, -1, np.int64)
    story_of[members[lives[story]]] = story[lives[story]]
    article, origin = (np.asarray(tables["origins"][side]).astype(np.int64) for side in ("article", "origin"))
    known, good = origin >= 0, score > 0
    ties = np.concatenate([left[good], article[known]]), np.concatenate([right[good], origin[known]])
    moved = _tied(story_of, len(lengths), ties, first)
    rows = np.flatnonzero(moved)
    inner = moved[left] & moved[right]
    place = np.cumsum(moved) - 1
    roots = linked(len(rows), place[left[inner]], place[right[inner]], score[inner], missing=weights.MISSING)
    own = known & moved[article] & moved[np.maximum(origin, 0)]
    part = take(tables["articles"].select(["key", "title", "published", "sha256"]), rows)
    copies = tables["origins"].filter(pa.array(own))
    for side in ("article", "origin"):
        at = copies.schema.get_field_index(side)
        copies = copies.set_column(at, copies.schema.field(at), pa.array(place[np.asarray(copies[side])], pa.int32()))
    roots = _with_copies(roots, {"articles": part, "origins": copies}, settings)
    other = ~_as_before(roots, story_of[rows], lengths)
    rows, part = rows[other], part.filter(pa.array(other))
    roots = (np.cumsum(other) - 1)[roots[other]]
    changed = np.unique(story_of[rows])
    changed = changed[changed >= 0]
    before = {"stories": take(stories, changed), "articles": tables["articles"]}
    table = _table(part, roots, before, rows=rows, first=len(lengths), other=stories["key"].filter(pa.array(lives)))
    return changed, table


def _as_before(roots: I64, story: I64, lengths: I64) -> NDArray[np.bool_]:
    """Which articles are grouped as they were: all of one earlier story (-1: none), which had no other article."""
    size = np.bincount(roots, minlength=len(roots))[roots]
    strange = np.bincount(roots, weights=story != story[roots], minlength=len(roots))[roots]
    kept: NDArray[np.bool_] = (story >= 0) & (strange == 0) & (size == lengths[np.maximum(story, 0)])
    return kept


def _tied(story_of: I64, stories: int, ties: tuple[I64, I64], first: int) -> NDArray[np.bool_]:
    """Articles that ties (pairs of articles) and stories lead to from those from row ``first`` on."""
    moved = np.arange(len(story_of)) >= first
    reached = np.zeros(stories + 1, bool)  # the last one is of articles that are in no story yet
    while True:
        count = int(moved.sum())
        for one, two in (ties, ties[::-1]):
            moved[two[moved[one]]] = True
        reached[story_of[moved]] = True
        reached[-1] = False
        moved |= reached[story_of]
        if int(moved.sum()) == count:
            return moved


def _ends(links: pa.Table, settings: ClusterSettings) -> tuple[I64, I64, F64]:
    left, right = (np.asarray(links[side]).astype(np.int64) for side in ("left", "right"))
    score = np.asarray(links["score"]) - log_odds(settings.story_similarity)
    return left, right, np.maximum(score, weights.LEAST_SCORE)


def _with_copies(roots: I64, tables: Mapping[str, pa.Table], settings: ClusterSettings) -> I64:
    """Stories joined where an article of one comes from an article of the other.

    A near copy of weeks later is a mould filled with another event, unless every word is the origin's.
    """
    origins = tables["origins"]
    article, origin = np.asarray(origins["article"]), np.asarray(origins["origin"])
    published = tables["articles"]["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    late = np.abs(published[article] - published[np.maximum(origin, 0)]) > WINDOWS * settings.story_days * DAY
    known = (origin >= 0) & ~(late & (np.asarray(origins["relation"]) == Relation.NEAR_COPY))
    own = np.arange(len(roots))
    return components(len(roots), np.concatenate([own, article[known]]), np.concatenate([roots, origin[known]]))


def _table(
    articles: pa.Table, roots: I64, previous: Mapping[str, pa.Table] | None, *, rows: I64 | None = None, first: int = 0,
    other: pa.ChunkedArray | None = None,
) -> pa.Table:  # fmt: skip
    """The stories of articles by their roots; of some articles of a corpus ``rows`` are their row numbers there.

    Stories are numbered from ``first`` on; none gets the key of an ``other`` one.
    """
    columns = articles.select(["key", "title", "published", "sha256"]).to_pydict()
    groups: dict[int, list[int]] = defaultdict(list)
    for article, root in enumerate(roots.tolist()):
        groups[root].append(article)
    times = columns["published"]
    members = [sorted(g, key=lambda a: (times[a] is None, times[a] or 0.0, a)) for _, g in sorted(groups.items())]
    fresh = [content_key("story", columns["key"][g[0]], columns["sha256"][g[0]]) for g in members]
    earlier = _earlier(previous)
    taken = set(clashing(fresh, other)) - {key for keys in earlier.values() for key in keys}
    keys = carried(fresh, [[columns["key"][a] for a in g] for g in members], earlier, taken=taken)
    number = list(range(len(times))) if rows is None else rows.tolist()
    found = []
    for story, (group, key) in enumerate(zip(members, keys, strict=True), first):
        seen = [times[a] for a in group if times[a] is not None]
        found.append({
            "id": story, "key": key, "title": next((columns["title"][a] for a in group if columns["title"][a]), ""),
            "articles": sorted(number[a] for a in group), "first_seen": min(seen, default=None),
            "last_seen": max(seen, default=None),
        })  # fmt: skip
    return pa.Table.from_pylist(found, schema=schemas()["stories"])


def _earlier(previous: Mapping[str, pa.Table] | None) -> dict[Hashable, set[str]]:
    """In which earlier story each article (by its key) was."""
    if not previous or not {"stories", "articles"} <= previous.keys():
        return {}
    groups = previous["stories"]["articles"].to_pylist()
    rows = np.unique(np.array([a for group in groups for a in group], np.int64))
    names = dict(zip(rows.tolist(), take(previous["articles"].select(["key"]), rows)["key"].to_pylist(), strict=True))
    found: dict[Hashable, set[str]] = defaultdict(set)
    for key, group in zip(previous["stories"]["key"].to_pylist(), groups, strict=True):
        for article in group:
            found[names[article]].add(key)
    return found
