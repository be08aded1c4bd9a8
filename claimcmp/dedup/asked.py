"""Which articles' credits can matter to an addition: earlier ones only where a new article may be their origin."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.translations import RENDERED, TRANSLATION, rows_of

BLOCK = 2048  # sentences of earlier articles held against all new ones at once
ROUNDING = 1e-3  # products of many rows at once differ from those of a pair by less


def asked(
    sentences: pa.Table, vectors: NDArray[np.float32] | None, count: int, first: int, linked: Iterable[int]
) -> NDArray[np.bool_]:
    """Of which of ``count`` articles the credits are read, where only ties to articles from ``first`` on are asked for.

    Those are the new articles, the ``linked`` ones (copies) and whatever may render a new one, ``bool[count]``.
    """
    wanted = np.arange(count) >= first
    wanted[list(linked)] = True
    if vectors is None or wanted.all():
        return wanted
    rows = rows_of(sentences, count)
    new = [own for own in rows[first:] if len(own)]
    if not new:
        return wanted
    later = np.asarray(vectors[np.concatenate(new)], np.float32)
    starts = np.cumsum([0, *map(len, new[:-1])])
    for article in _blocks(rows[:first]):
        own = np.concatenate([rows[a] for a in article])
        best = np.maximum.reduceat(np.asarray(vectors[own], np.float32) @ later.T, starts, axis=1)
        ends = np.cumsum([0, *(len(rows[a]) for a in article[:-1])])
        shares = np.add.reduceat(best >= RENDERED - ROUNDING, ends, axis=0, dtype=np.int64)
        least = np.array([len(rows[a]) for a in article]) * (TRANSLATION - ROUNDING)
        wanted[article] |= (shares >= least[:, None]).any(axis=1)
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
