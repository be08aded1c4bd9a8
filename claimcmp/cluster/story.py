"""Stories: the articles on one event, across languages and days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.centred import Centre, centre
from claimcmp.cluster.graph import I64, components, linked, log_odds
from claimcmp.cluster.keys import carried, content_key
from claimcmp.cluster.story_edges import story_edges
from claimcmp.config import ClusterSettings
from claimcmp.model import schemas


def stories(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], pairs: pa.Table, settings: ClusterSettings, *,
    previous: Mapping[str, pa.Table] | None = None, middle: Centre | None = None,
) -> pa.Table:  # fmt: skip
    """The table ``stories``: every article is in exactly one.

    ``tables`` holds articles, sentences, facts and origins; ``vectors`` are those of the sentences, row by row, and
    ``middle`` is what they are centred on (worked out where it is not given).
    """
    count = tables["articles"].num_rows
    middle = middle or centre(vectors, tables["sentences"])
    found = story_edges(tables, vectors, pairs, days=settings.story_days, middle=middle)
    score = found.score - log_odds(settings.story_similarity)
    roots = linked(count, found.left, found.right, score, missing=weights.MISSING)
    return _table(tables["articles"], _with_copies(roots, tables["origins"]), previous)


def _with_copies(roots: I64, origins: pa.Table) -> I64:
    """Stories joined where an article of one comes from an article of the other."""
    article, origin = np.asarray(origins["article"]), np.asarray(origins["origin"])
    known = origin >= 0
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
