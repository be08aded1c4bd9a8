"""Pairs of near vectors, found block by block."""

from __future__ import annotations

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
    keys = [np.empty(0, np.int64)]
    for start in range(0, len(asked), block):
        here = asked[start : start + block]
        queries = vectors[here[0] : here[0] + len(here)] if times is None else vectors[here]
        # One more than asked for: a vector finds itself.
        near = mask if times is None else _near_in_time(times, here, within, mask)
        _, ids = index.search(np.asarray(queries, np.float32), min(k + 1, rows), mask=near, widen=times is None)
        own = np.broadcast_to(here[:, None], ids.shape)
        real = (ids >= 0) & (ids != own) & (ids < rows)
        low, high = np.minimum(ids[real], own[real]), np.maximum(ids[real], own[real])
        keys.append(np.unique(low * rows + high))
    left, right = np.divmod(np.unique(np.concatenate(keys)), max(1, rows))
    similarity = _cosines(vectors, left, right)
    kept = similarity >= min_similarity
    return left[kept].astype(np.int32), right[kept].astype(np.int32), similarity[kept]


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
