"""Near duplicates among vectors: cells of a coarse quantiser, exact products inside and beside them."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from claimcmp.dedup.shingles import I64

F32 = NDArray[np.float32]

SMALL = 4_000  # vectors below which all pairs are cheaper than a quantiser
SEED = 20_260_101


def near_duplicate_vectors(vectors: F32, threshold: float = 0.9) -> I64:
    """The group of each vector: vectors joined by cosine at least ``threshold`` share the least row number of them.

    ``vectors`` is ``float32[n, dim]`` of unit length; the answer is ``int64[n]``.
    """
    from claimcmp.dedup.groups import components

    return components(len(vectors), near_pairs(vectors, threshold))


def near_pairs(vectors: F32, threshold: float) -> I64:
    """Pairs (left < right) with cosine at least ``threshold``."""
    vectors = np.ascontiguousarray(vectors, np.float32)
    if len(vectors) <= SMALL:
        left, right = np.nonzero(np.triu(vectors @ vectors.T >= threshold, 1))
        return np.stack([left, right], axis=1)
    cells = int(4 * np.sqrt(len(vectors)))
    quantizer = faiss.IndexFlatIP(vectors.shape[1])
    index = faiss.IndexIVFFlat(quantizer, vectors.shape[1], cells, faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = SEED
    index.cp.max_points_per_centroid = 64
    index.cp.niter = 6
    index.train(vectors)
    index.add(vectors)
    index.nprobe = 8
    limits, _, found = index.range_search(vectors, threshold)
    left = np.repeat(np.arange(len(vectors)), limits[1:].astype(np.int64) - limits[:-1].astype(np.int64))
    keep = left < found
    return np.stack([left[keep], found[keep]], axis=1)
