"""Pairs of near vectors, found block by block."""

from __future__ import annotations

from collections.abc import Callable
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
    rows = len(vectors)
    asked = np.arange(first, rows)
    if times is not None:
        asked = asked[np.argsort(times[asked], kind="stable")]  # unknown times come last
    look = _spans(index, asked, times, within) if times is not None and not first and mask is None else None
    keys = [np.empty(0, np.int64)]
    for start in range(0, len(asked), block):
        here = asked[start : start + block]
        queries = np.asarray(vectors[here[0] : here[0] + len(here)] if times is None else vectors[here], np.float32)
        if look is not None:
            ids = look(queries, min(k + 1, rows), start)
        else:  # one more than asked for: a vector finds itself
            near = mask if times is None else _near_in_time(times, here, within, mask)
            _, ids = index.search(queries, min(k + 1, rows), mask=near, widen=times is None)
        own = np.broadcast_to(here[:, None], ids.shape)
        real = (ids >= 0) & (ids != own) & (ids < rows)
        low, high = np.minimum(ids[real], own[real]), np.maximum(ids[real], own[real])
        keys.append(np.unique(low * rows + high))
    left, right = np.divmod(np.unique(np.concatenate(keys)), max(1, rows))
    similarity = _cosines(vectors, left, right)
    kept = similarity >= min_similarity
    return left[kept].astype(np.int32), right[kept].astype(np.int32), similarity[kept]


def _spans(
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
