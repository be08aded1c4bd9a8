"""Names for what the input left without one: stories without a headline, articles whose outlet is not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
TITLE, KEY = 90, 40  # characters that are shown


def told_apart(articles: list[Row], unknown: str) -> frozenset[int]:
    """Name articles of unknown outlet by their keys where there are several, for they may be of several outlets.

    ``unknown`` is the name that ingest gave such outlets. Returns the ids of the articles that were named anew.
    """
    found = [row for row in articles if unknown and row["outlet"] == unknown]
    if len(found) < 2:
        return frozenset()
    for row in found:
        row["outlet"] = f"{unknown} ({clipped(row['key'], KEY)})"
    return frozenset(row["id"] for row in found)


def titled(stories: list[Row], tables: Mapping[str, pa.Table]) -> None:
    """Give stories without a headline the beginning of their first article's first sentence."""
    bare = [row for row in stories if not row["title"] and row["articles"]]
    if not bare or "sentences" not in tables:
        return
    import numpy as np

    article = tables["sentences"]["article"].to_numpy()
    order = np.argsort(article, kind="stable")
    for row in bare:
        at = int(np.searchsorted(article, row["articles"][0], sorter=order))
        if at < len(order) and article[order[at]] == row["articles"][0]:
            row["title"] = clipped(tables["sentences"]["text"][int(order[at])].as_py(), TITLE)


def clipped(text: str, most: int) -> str:
    """The beginning of a text, cut at a word where there is one.

    >>> clipped("one two three", 8)
    'one two…'
    """
    if len(text) <= most:
        return text
    cut = text[:most]
    return f"{cut.rpartition(' ')[0] or cut}…"
