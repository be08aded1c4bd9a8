"""Near duplicates among vectors: a short projection finds candidates cell by cell, exact cosines decide."""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray

from claimcmp.dedup.groups import components
from claimcmp.dedup.shingles import I64

F32 = NDArray[np.float32]

SMALL = 4_000  # vectors below which all pairs are cheaper than cells
SEED = 20_260_101
# A random projection to k dimensions keeps a cosine c within (1 - c^2) / sqrt(k) (one standard deviation): 0.02 at
# c = 0.9. Three of them below the threshold lose one pair in a thousand.
PROJECTED = 96
DEVIATIONS = 3.0
PROBES = 8  # cells looked into for each vector: 0.998 of planted pairs at cosine 0.9 (benchmarks/speed_dedup.py)
SAMPLE = 40  # vectors a cell to train on
BLOCK = 1 << 21  # pairs verified at once


def near_duplicate_vectors(vectors: F32, threshold: float = 0.9) -> I64:
    """The group of each vector: vectors joined by cosine at least ``threshold`` share the least row number of them.

    ``vectors`` is ``float32[n, dim]`` of unit length; the answer is ``int64[n]``. Above ``SMALL`` rows the search is
    approximate: recall of pairs 0.995 or better at a threshold of 0.9.
    """
    return components(len(vectors), near_pairs(vectors, threshold))


def near_pairs(vectors: F32, threshold: float) -> I64:
    """Pairs (left < right, sorted) with cosine at least ``threshold``."""
    vectors = np.ascontiguousarray(vectors, np.float32)
    if len(vectors) <= SMALL:
        left, right = np.nonzero(np.triu(vectors @ vectors.T >= threshold, 1))
        return np.stack([left, right], axis=1)
    short, slack = _projected(vectors, threshold)
    pairs = _candidates(short, threshold - slack)
    kept = [_verified(vectors, pairs[i : i + BLOCK], threshold) for i in range(0, len(pairs), BLOCK)]
    return np.concatenate(kept) if kept else np.zeros((0, 2), np.int64)


def _projected(vectors: F32, threshold: float) -> tuple[F32, float]:
    """Unit vectors of fewer dimensions, and how far a cosine may have fallen."""
    dim = vectors.shape[1]
    if dim <= 2 * PROJECTED:
        return vectors, 0.0
    matrix = np.random.default_rng(SEED).standard_normal((dim, PROJECTED), np.float32)
    matrix = np.linalg.qr(matrix)[0].astype(np.float32)
    short = vectors @ matrix
    short /= np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9)
    return short, DEVIATIONS * (1 - threshold**2) / PROJECTED**0.5


def _candidates(short: F32, least: float) -> I64:
    """Pairs of rows in one another's nearest cells with a product of at least ``least``."""
    count = len(short)
    cells = max(16, int(0.8 * np.sqrt(count)))
    order = np.random.default_rng(SEED).permutation(count)[: cells * SAMPLE]
    means = faiss.Kmeans(short.shape[1], cells, niter=4, spherical=True, seed=SEED, max_points_per_centroid=SAMPLE)
    means.train(short[order])
    centres = np.asarray(means.centroids, np.float32)
    near = faiss.knn(short, centres, min(PROBES, cells), metric=faiss.METRIC_INNER_PRODUCT)[1].astype(np.int64)
    home = np.argsort(near[:, 0], kind="stable")
    first = np.searchsorted(near[home, 0], np.arange(cells + 1))
    asked = np.argsort(near.ravel(), kind="stable")
    begin = np.searchsorted(near.ravel()[asked], np.arange(cells + 1))
    found = []
    for cell in range(cells):
        rows = home[first[cell] : first[cell + 1]]
        queries = asked[begin[cell] : begin[cell + 1]] // near.shape[1]
        if len(rows) and len(queries):
            found.append(_products(short, queries, rows, least))
    return np.unique(np.concatenate(found), axis=0) if found else np.zeros((0, 2), np.int64)


def _products(short: F32, queries: I64, rows: I64, least: float) -> I64:
    """Pairs of a query and a row of one cell whose product reaches ``least``."""
    i, j = np.nonzero(short[queries] @ short[rows].T >= least)
    left, right = queries[i], rows[j]
    apart = left != right
    return np.sort(np.stack([left[apart], right[apart]], axis=1), axis=1)


def _verified(vectors: F32, pairs: I64, threshold: float) -> I64:
    exact = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])
    near: I64 = pairs[exact >= threshold]
    return near
