"""Which articles' credits can matter to an addition: earlier ones only where a new article may be their origin."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.shingles import I64
from claimcmp.dedup.translations import LATER, RENDERED, RENDERED_WITHIN, TRANSLATION, rows_of

F64 = NDArray[np.float64]

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
    filled = np.array([a for a in np.argsort(published, kind="stable") if len(rows[a])], np.int64)  # unknown times last
    late = filled[filled >= first]
    for article in _blocks(filled[filled < first], rows):
        new = _of_their_time(published[article], late, published[late])
        if not len(new):
            continue
        (own, ends), (later, starts) = ((np.asarray(vectors[np.concatenate(part)], np.float32), _begins(part))
                                        for part in ([rows[a] for a in article], [rows[a] for a in new]))  # fmt: skip
        best = np.maximum.reduceat(own @ later.T, starts, axis=1)
        shares = np.add.reduceat(best >= RENDERED - ROUNDING, ends, axis=0, dtype=np.int64)
        least = np.array([len(rows[a]) for a in article]) * (TRANSLATION - ROUNDING)
        gap = published[article][:, None] - published[new][None, :]
        near = ~((gap < -LATER) | (gap > RENDERED_WITHIN))  # an unknown time may be any
        wanted[article] |= ((shares >= least[:, None]) & near).any(axis=1)
    return wanted


def _of_their_time(known: F64, late: I64, times: F64) -> I64:
    """Those of the ``late`` articles (by their ``times``) that may be rendered by articles of the ``known`` times.

    Both stand in the order of their times, unknown ones last.
    """
    if np.isnan(known[-1]):
        return late
    begin = np.searchsorted(times, known[0] - RENDERED_WITHIN)
    end = np.searchsorted(times, known[-1] + LATER, side="right")
    return np.concatenate([late[begin:end], late[np.isnan(times)]])


def _begins(parts: list[I64]) -> I64:
    """Where each part begins when they stand one behind the other."""
    return np.cumsum([0, *map(len, parts[:-1])])


def _blocks(articles: I64, rows: list[I64]) -> Iterable[I64]:
    """Articles in their order, as many together as ``BLOCK`` sentences allow."""
    sizes = np.array([len(rows[a]) for a in articles], np.int64)
    part = (np.cumsum(sizes) - sizes) // BLOCK
    return np.split(articles, np.flatnonzero(np.diff(part)) + 1) if len(articles) else []
