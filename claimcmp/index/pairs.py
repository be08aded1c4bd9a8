"""Pairs of near vectors, found block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Index, Vectors

# Queries searched at once; their candidate pairs are the only thing held beside the result.
BLOCK_ROWS = 4096


def nearest_pairs(
    vectors: Vectors, *, index: Index, k: int, min_similarity: float
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """See ``claimcmp.index.neighbour_pairs``."""
    rows = len(vectors)
    keys = []
    for start in range(0, rows, BLOCK_ROWS):
        block = vectors[start : start + BLOCK_ROWS]
        _, ids = index.search(block, min(k + 1, rows))  # + 1: a vector finds itself
        here = np.broadcast_to(np.arange(start, start + len(block))[:, None], ids.shape)
        real = (ids >= 0) & (ids != here) & (ids < rows)
        low, high = np.minimum(ids[real], here[real]), np.maximum(ids[real], here[real])
        keys.append(np.unique(low * rows + high))
    merged = np.unique(np.concatenate(keys)) if keys else np.empty(0, np.int64)
    left, right = np.divmod(merged, max(1, rows))
    similarity = _cosines(vectors, left, right)
    kept = similarity >= min_similarity
    return left[kept].astype(np.int32), right[kept].astype(np.int32), similarity[kept]


def pairs_with(
    vectors: Vectors, *, first: int, index: Index, k: int, min_similarity: float, mask: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """As ``nearest_pairs``, of the rows from ``first`` on with any rows; ``mask`` says which may be found."""
    rows = len(vectors)
    keys = [np.empty(0, np.int64)]
    for start in range(first, rows, BLOCK_ROWS):
        block = np.asarray(vectors[start : start + BLOCK_ROWS], np.float32)
        _, ids = index.search(block, min(k + 1, rows), mask=mask)
        here = np.broadcast_to(np.arange(start, start + len(block))[:, None], ids.shape)
        real = (ids >= 0) & (ids != here) & (ids < rows)
        keys.append(np.minimum(ids[real], here[real]) * rows + np.maximum(ids[real], here[real]))
    left, right = np.divmod(np.unique(np.concatenate(keys)), max(1, rows))
    similarity = _cosines(vectors, left, right)
    kept = similarity >= min_similarity
    return left[kept].astype(np.int32), right[kept].astype(np.int32), similarity[kept]


def _cosines(vectors: Vectors, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float32]:
    out = np.empty(len(left), np.float32)
    for start in range(0, len(left), BLOCK_ROWS):
        part = slice(start, start + BLOCK_ROWS)
        out[part] = np.einsum("ij,ij->i", vectors[left[part]], vectors[right[part]])
    return out
