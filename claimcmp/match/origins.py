"""Which article an article comes from in the end: copies of copies, renderings of renderings."""

from __future__ import annotations

from collections.abc import Collection

import pyarrow as pa


def roots(origins: pa.Table, relations: Collection[str] = ()) -> dict[int, int]:
    """The root article of each article that comes from another one of the input; ``relations``: by these alone.

    ``origins`` has the schema of that name; of an article with several origins the last one counts. Articles that come
    from one another in a circle have one root each, whichever the walk comes back to.
    """
    rows = origins.select(["article", "origin", "relation"]).to_pydict()
    parent = {
        article: origin
        for article, origin, relation in zip(rows["article"], rows["origin"], rows["relation"], strict=True)
        if origin >= 0 and (not relations or relation in relations)
    }
    found = {}
    for article in parent:
        seen = {article}
        at = parent[article]
        while at in parent and at not in seen:
            seen.add(at)
            at = parent[at]
        found[article] = at
    return found
