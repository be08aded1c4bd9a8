"""Stories: the articles on one event, across languages and days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.centred import Centre, centre
from claimcmp.cluster.graph import F64, I64, components, linked, log_odds
from claimcmp.cluster.keys import carried, content_key
from claimcmp.cluster.story_edges import DAY, WINDOWS, story_edges
from claimcmp.config import ClusterSettings
from claimcmp.model import Relation, schemas


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
    middle: Centre, first: int = 0,
) -> pa.Table:  # fmt: skip
    """Pairs of articles with near sentences or a rare name in common (``left``, ``right``), ``score`` in log odds.

    ``middle`` is what the vectors are centred on. Where articles from row ``first`` on are added, ``pairs`` are theirs.
    """
    found = story_edges(tables, vectors, pairs, days=settings.story_days, middle=middle, first=first)
    ends = (pa.array(side, pa.int32()) for side in (found.left, found.right))
    return pa.table([*ends, pa.array(found.score)], names=["left", "right", "score"])


def stories_of(
    tables: Mapping[str, pa.Table], links: pa.Table, settings: ClusterSettings, *,
    previous: Mapping[str, pa.Table] | None = None,
) -> pa.Table:  # fmt: skip
    """The table ``stories`` from the links between articles; ``tables`` holds articles and origins."""
    left, right, score = _ends(links, settings)
    roots = linked(tables["articles"].num_rows, left, right, score, missing=weights.MISSING)
    return _table(tables["articles"], _with_copies(roots, tables, settings), previous)


def grown_stories(
    tables: Mapping[str, pa.Table], links: pa.Table, settings: ClusterSettings, *, previous: Mapping[str, pa.Table],
    first: int,
) -> tuple[pa.Table, I64]:  # fmt: skip
    """The stories after articles from row ``first`` on came in, and which earlier story each of them is unchanged (-1).

    Only articles that links, copies or earlier stories tie to a new one, over however many steps, are grouped anew:
    the others could not have changed.
    """
    count = tables["articles"].num_rows
    left, right, score = _ends(links, settings)
    lists = previous["stories"]["articles"].combine_chunks()
    lengths, members = np.asarray(lists.value_lengths()), np.asarray(lists.flatten()).astype(np.int64)
    story = np.repeat(np.arange(len(lengths)), lengths)
    heads = np.repeat(members[np.cumsum(lengths) - lengths], lengths)
    article, origin = (np.asarray(tables["origins"][side]).astype(np.int64) for side in ("article", "origin"))
    known, good = origin >= 0, score > 0
    tied = components(
        count, np.concatenate([left[good], members, article[known]]),
        np.concatenate([right[good], heads, origin[known]]),
    )  # fmt: skip
    moved = np.isin(tied, tied[first:])
    inner = moved[left] & moved[right]
    roots = linked(count, left[inner], right[inner], score[inner], missing=weights.MISSING)
    roots[members] = np.where(moved[members], roots[members], heads)
    table = _table(tables["articles"], _with_copies(roots, tables, settings), previous)
    earlier = np.full(count, -1, np.int64)
    earlier[members] = np.where(moved[members], -1, story)
    after = table["articles"].combine_chunks()
    return table, earlier[np.asarray(after.flatten())[np.asarray(after.offsets)[:-1]]]


def _ends(links: pa.Table, settings: ClusterSettings) -> tuple[I64, I64, F64]:
    left, right = (np.asarray(links[side]).astype(np.int64) for side in ("left", "right"))
    return left, right, np.asarray(links["score"]) - log_odds(settings.story_similarity)


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


def _table(articles: pa.Table, roots: I64, previous: Mapping[str, pa.Table] | None) -> pa.Table:
    columns = articles.select(["key", "title", "published", "sha256"]).to_pydict()
    groups: dict[int, list[int]] = defaultdict(list)
    for article, root in enumerate(roots.tolist()):
        groups[root].append(article)
    times = columns["published"]
    members = [sorted(g, key=lambda a: (times[a] is None, times[a] or 0.0, a)) for _, g in sorted(groups.items())]
    fresh = [content_key("story", columns["key"][g[0]], columns["sha256"][g[0]]) for g in members]
    keys = carried(fresh, [[columns["key"][a] for a in g] for g in members], _earlier(previous))
    rows = []
    for number, (group, key) in enumerate(zip(members, keys, strict=True)):
        seen = [times[a] for a in group if times[a] is not None]
        rows.append({
            "id": number, "key": key, "title": next((columns["title"][a] for a in group if columns["title"][a]), ""),
            "articles": sorted(group), "first_seen": min(seen, default=None), "last_seen": max(seen, default=None),
        })  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schemas()["stories"])


def _earlier(previous: Mapping[str, pa.Table] | None) -> dict[Hashable, set[str]]:
    """In which earlier story each article (by its key) was."""
    if not previous or not {"stories", "articles"} <= previous.keys():
        return {}
    names = previous["articles"]["key"].to_pylist()
    found: dict[Hashable, set[str]] = defaultdict(set)
    for key, group in zip(*previous["stories"].select(["key", "articles"]).to_pydict().values(), strict=True):
        for article in group:
            found[names[article]].add(key)
    return found
