"""Candidate near copies by MinHash: which texts share shingles, in time linear in the texts.

rensa makes the signatures and says which rows share a band with any other; only those rows become numbers here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import rensa
from numpy.typing import NDArray

from claimcmp.dedup.shingles import I64, Shingles, mix, shingle, tokenize

# 32 bands of 4 rows: two texts of Jaccard 0.5 meet with probability 0.87, of 0.6 with 0.988, of 0.2 with 0.05.
PERMUTATIONS, BANDS = 128, 32
SEED = 20_260_101
BUCKET = 64  # texts of one band bucket beyond this meet only their next 64: a boilerplate text stays linear


def candidates(shingles: Shingles) -> I64:
    """Pairs of texts (rows ``[n, 2]``, left < right, sorted) that share a MinHash band."""
    filled = np.flatnonzero(np.diff(shingles.first) > 0)
    if len(filled) < 2:
        return np.zeros((0, 2), np.int64)
    first = np.append(shingles.first[filled], shingles.first[-1])
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(
        shingles.hashes, first.astype(np.uint64), PERMUTATIONS, SEED
    )
    flags = rensa.RMinHashLSH(0.5, PERMUTATIONS, BANDS).query_duplicate_flags_matrix_one_shot(matrix)
    flagged = np.flatnonzero(np.asarray(flags, bool))
    if len(flagged) < 2:
        return np.zeros((0, 2), np.int64)
    return filled[flagged][_banded(_signatures(shingles, filled[flagged]))]


def _signatures(shingles: Shingles, rows: I64) -> NDArray[np.uint32]:
    """MinHash signatures of some texts, ``uint32[len(rows), PERMUTATIONS]``."""
    starts, stops = shingles.first[rows], shingles.first[rows + 1]
    counts = stops - starts
    first = np.concatenate([[0], np.cumsum(counts)])
    take = np.arange(first[-1]) + np.repeat(starts - first[:-1], counts)
    matrix = rensa.RMinHash.digest_matrix_from_flat_token_hashes(
        shingles.hashes[take], first.astype(np.uint64), PERMUTATIONS, SEED
    )
    return np.asarray(matrix.to_rows(), np.uint32)


def _banded(signatures: NDArray[np.uint32]) -> I64:
    """Pairs of rows that agree in all permutations of a band."""
    width, rows = PERMUTATIONS // BANDS, len(signatures)
    found = np.empty(0, np.int64)
    for band in range(BANDS):
        key = np.full(len(signatures), band, np.uint64)
        for column in range(band * width, (band + 1) * width):
            key = mix(key ^ signatures[:, column].astype(np.uint64))
        pairs = pairs_of_equal(key)
        found = np.unique(np.concatenate([found, pairs[:, 0] * rows + pairs[:, 1]]))
    return np.stack(np.divmod(found, rows), axis=1)


def pairs_of_equal(keys: NDArray[np.uint64], *, window: int = BUCKET) -> I64:
    """Pairs of positions with equal keys (left < right); in a bucket each meets at most the next ``window``."""
    order = np.argsort(keys, kind="stable")
    ranked = keys[order]
    found = []
    for step in range(1, min(window, len(keys) - 1) + 1):
        same = np.flatnonzero(ranked[step:] == ranked[:-step])
        if not len(same):
            break
        found.append(np.stack([order[same], order[same + step]], axis=1))
    if not found:
        return np.zeros((0, 2), np.int64)
    return np.sort(np.concatenate(found).astype(np.int64), axis=1)


def near_duplicate_texts(texts: Sequence[str], threshold: float = 0.8) -> I64:
    """Pairs of texts whose sets of shingles have a real Jaccard similarity of at least ``threshold`` (0.5 or more).

    >>> a = "the harbour stays closed to ships until the end of the week"
    >>> near_duplicate_texts([a, "other words", a + " again"]).tolist()
    [[0, 2]]
    """
    shingles = shingle(tokenize(texts))
    pairs = candidates(shingles)
    if not len(pairs):
        return pairs
    return pairs[jaccard(shingles, pairs) >= threshold]


def jaccard(shingles: Shingles, pairs: I64) -> NDArray[np.float64]:
    """The real Jaccard similarity of the shingle sets of pairs of texts."""
    used, rows = np.unique(pairs, return_inverse=True)
    rows = rows.reshape(pairs.shape)
    sets = [np.unique(shingles.of(int(text))) for text in used]
    sizes = np.fromiter(map(len, sets), np.int64, len(sets))
    common = np.fromiter(
        (len(np.intersect1d(sets[a], sets[b], assume_unique=True)) for a, b in rows), np.int64, len(rows)
    )
    similarity: NDArray[np.float64] = common / np.maximum(sizes[rows].sum(axis=1) - common, 1)
    return similarity
