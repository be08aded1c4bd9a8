"""Pairs of near vectors, found block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Index, Vectors

# Queries searched at once; their candidate pairs are the only thing held beside the result.
BLOCK_ROWS = 4096


def nearest_pairs(
    vectors: Vectors, *, index: Index, k: int, min_similarity: float, first: int = 0,
    mask: NDArray[np.bool_] | None = None, times: NDArray[np.float64] | None = None, within: float = inf,
    block: int = BLOCK_ROWS,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:  # fmt: skip
    """See ``claimcmp.index.neighbour_pairs``; of the rows from ``first`` on with any rows that ``mask`` leaves.

    With ``times`` (seconds, NaN unknown) a row is looked for among those at most ``within`` seconds from its block,
    whose rows follow one another in time: what a search costs goes with the rows of that time, not with all.
    """
    search = Search(vectors, index, k, first=first, mask=mask, times=times, within=within, block=block)
    return together(vectors, (search.keys(*span) for span in search.spans()), min_similarity=min_similarity)


def together(
    vectors: Vectors, found: Iterable[NDArray[np.int64]], *, min_similarity: float
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """The pairs that the blocks of a ``Search`` found, each once, with their cosines."""
    rows = len(vectors)
    left, right = np.divmod(np.unique(np.concatenate([np.empty(0, np.int64), *found])), max(1, rows))
    similarity = _cosines(vectors, left, right)
    kept = similarity >= min_similarity
    return left[kept].astype(np.int32), right[kept].astype(np.int32), similarity[kept]


@dataclass
class Search:
    """The neighbours of rows, to be looked for block by block, by any number of processes; see ``nearest_pairs``."""

    vectors: Vectors
    index: Index
    k: int
    first: int = 0
    mask: NDArray[np.bool_] | None = None
    times: NDArray[np.float64] | None = None
    within: float = inf
    block: int = BLOCK_ROWS

    @cached_property
    def asked(self) -> NDArray[np.int64]:
        """The rows whose neighbours are looked for, by their time where it counts."""
        asked = np.arange(self.first, len(self.vectors))
        if self.times is not None:
            asked = asked[np.argsort(self.times[asked], kind="stable")]  # unknown times come last
        return asked

    def spans(self) -> Iterator[tuple[int, int]]:
        """The blocks, as the first and the end of their rows in ``asked``; few rows of many days are many blocks."""
        known = None if self.times is None or not self.first else self.times[self.asked]
        start = 0
        while start < len(self.asked):
            stop = min(start + self.block, len(self.asked))
            if known is not None and not np.isnan(known[stop - 1]):
                stop = min(stop, int(np.searchsorted(known, known[start] + self.within, side="right")))
            yield start, stop
            start = stop

    def keys(self, start: int, stop: int) -> NDArray[np.int64]:
        """The pairs of a block's rows and their neighbours, as lesser row × rows + greater row, each once."""
        rows, here = len(self.vectors), self.asked[start:stop]
        near = self.vectors[here[0] : here[0] + len(here)] if self.times is None else self.vectors[here]
        queries, count = np.asarray(near, np.float32), min(self.k + 1, rows)  # one more: a vector finds itself
        if self._look is not None:
            ids = self._look(queries, count, start)
        else:
            mask = self.mask if self.times is None else _near_in_time(self.times, here, self.within, self.mask)
            _, ids = self.index.search(queries, count, mask=mask, widen=self.times is None)
        own = np.broadcast_to(here[:, None], ids.shape)
        real = (ids >= 0) & (ids != own) & (ids < rows)
        low, high = np.minimum(ids[real], own[real]), np.maximum(ids[real], own[real])
        return np.unique(low * rows + high)

    @cached_property
    def _look(self) -> Callable[[Vectors, int, int], NDArray[np.int64]] | None:
        if self.times is None or self.first or self.mask is not None:
            return None
        return _in_order(self.index, self.asked, self.times, self.within)


def _in_order(
    index: Index, order: NDArray[np.int64], times: NDArray[np.float64], within: float
) -> Callable[[Vectors, int, int], NDArray[np.int64]] | None:
    """How blocks of all rows, in the ``order`` of their times, are looked for among the rows of their time.

    None where the index has no lists to put in that order, or a time is unknown.
    """
    ranked = getattr(index, "ranked", None)
    if ranked is None or np.isnan(times).any():
        return None
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    lists, known = ranked(rank), times[order]
    if lists is None:
        return None

    def look(queries: Vectors, k: int, start: int) -> NDArray[np.int64]:
        first = int(np.searchsorted(known, known[start] - within))
        last = int(np.searchsorted(known, known[start + len(queries) - 1] + within, side="right"))
        ranks = lists.search(queries, k, first, last)
        return np.where(ranks >= 0, order[ranks], -1)

    return look


def _near_in_time(
    times: NDArray[np.float64], here: NDArray[np.int64], within: float, mask: NDArray[np.bool_] | None
) -> NDArray[np.bool_] | None:
    """The rows that may be on the events of a block of rows; None for all, as where the block's times are unknown."""
    low, high = times[here[0]] - within, times[here[-1]] + within
    if np.isnan(high) or np.isnan(low):
        return mask
    near: NDArray[np.bool_] = ~((times < low) | (times > high))  # an unknown time may be any
    return near if mask is None else near & mask


def _cosines(vectors: Vectors, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float32]:
    out = np.empty(len(left), np.float32)
    for start in range(0, len(left), BLOCK_ROWS):
        part = slice(start, start + BLOCK_ROWS)
        out[part] = np.einsum("ij,ij->i", vectors[left[part]], vectors[right[part]])
    return out
