"""Which articles' credits can matter to an addition: earlier ones only where a new article may be their origin."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.translations import LATER, RENDERED, RENDERED_WITHIN, TRANSLATION, rows_of

BLOCK = 2048  # sentences of earlier articles held against all new ones at once
ROUNDING = 1e-3  # products of many rows at once differ from those of a pair by less


def asked(
    sentences: pa.Table, vectors: NDArray[np.float32] | None, published: NDArray[np.float64], first: int,
    linked: Iterable[int],
) -> NDArray[np.bool_]:
    """Of which articles the credits are read, where only ties to articles from ``first`` on are asked for.

    Those are the new articles, the ``linked`` ones (copies) and whatever may render a new one, ``bool[count]``;
    ``published`` are their times (NaN unknown): a rendering comes out within days.
    """
    count = len(published)
    wanted = np.arange(count) >= first
    wanted[list(linked)] = True
    if vectors is None or wanted.all():
        return wanted
    rows = rows_of(sentences, count)
    late = np.array([a for a in range(first, count) if len(rows[a])], np.int64)
    if not len(late):
        return wanted
    times = published[late]
    later = np.asarray(vectors[np.concatenate([rows[a] for a in late])], np.float32)
    starts = np.cumsum([0, *(len(rows[a]) for a in late[:-1])])
    for article in _blocks(rows[:first]):
        own = np.concatenate([rows[a] for a in article])
        best = np.maximum.reduceat(np.asarray(vectors[own], np.float32) @ later.T, starts, axis=1)
        ends = np.cumsum([0, *(len(rows[a]) for a in article[:-1])])
        shares = np.add.reduceat(best >= RENDERED - ROUNDING, ends, axis=0, dtype=np.int64)
        least = np.array([len(rows[a]) for a in article]) * (TRANSLATION - ROUNDING)
        gap = published[article][:, None] - times[None, :]
        near = ~((gap < -LATER) | (gap > RENDERED_WITHIN))  # an unknown time may be any
        wanted[article] |= ((shares >= least[:, None]) & near).any(axis=1)
    return wanted


def _blocks(rows: list[NDArray[np.int64]]) -> Iterable[list[int]]:
    """Articles that have sentences, as many together as ``BLOCK`` sentences allow."""
    block: list[int] = []
    size = 0
    for article, own in enumerate(rows):
        if len(own):
            block.append(article)
            size += len(own)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block
