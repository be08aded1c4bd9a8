"""Articles that share rare names: renderings that look-alikes crowd out of the nearest neighbours of a sentence."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import triu

from claimcmp.cluster.centred import Centre
from claimcmp.cluster.graph import F64, I64
from claimcmp.cluster.mentions import binary
from claimcmp.cluster.spellings import Spelled

RARE = 24  # articles up to which a name is rare enough to look for its other ones
KEPT = 12  # pairs kept for each article, those that share the most names first
SENTENCES = 40  # sentences of an article that are looked at


def namesakes(
    sentences: pa.Table, found: Spelled, published: F64, *, within: float, seen: F64 | None = None
) -> tuple[I64, I64]:
    """Pairs of articles (left < right) that share a rare name, published at most ``within`` seconds apart.

    ``seen``: how many articles have each name, where more have it than are given.
    """
    count = len(published)
    article = np.asarray(sentences["article"]).astype(np.int64)[found.sentence]
    told = binary(article, found.name, (count, max(found.count, 1)))
    spread = np.asarray(told.sum(axis=0)).ravel()
    spread = spread if seen is None else np.where(spread > 1, np.maximum(spread, seen), spread)
    told = told[:, np.flatnonzero((spread > 1) & (spread <= RARE))]
    shared = triu(told @ told.T, k=1).tocoo()
    left, right, names = shared.row.astype(np.int64), shared.col.astype(np.int64), shared.data
    near = ~(np.abs(published[left] - published[right]) > within)
    left, right, names = left[near], right[near], names[near]
    order = np.lexsort((right, left, -names))
    left, right = left[order], right[order]
    keep = (_place(left) < KEPT) | (_place(right) < KEPT)
    return left[keep], right[keep]


def _place(ends: I64) -> I64:
    """How many rows before each one have the same end."""
    order = np.argsort(ends, kind="stable")
    places = np.empty(len(ends), np.int64)
    places[order] = np.arange(len(ends)) - np.searchsorted(ends[order], ends[order])
    return places


def likeness(
    sentences: pa.Table, vectors: NDArray[np.float32], middle: Centre, left: I64, right: I64, *, best: int
) -> F64:
    """How near pairs of articles are: the mean cosine of the ``best`` nearest pairs of their sentences."""
    article, codes = np.asarray(sentences["article"]).astype(np.int64), middle.codes(sentences)
    order = np.argsort(article, kind="stable")
    ends = np.unique(np.concatenate([left, right]))
    starts = np.searchsorted(article[order], ends)
    stops = np.minimum(np.searchsorted(article[order], ends, side="right"), starts + SENTENCES)
    own = {}
    for end, start, stop in zip(ends.tolist(), starts.tolist(), stops.tolist(), strict=True):
        rows = order[start:stop]
        own[end] = middle.of(np.asarray(vectors[rows]), codes[rows])
    found = np.zeros(len(left))
    for i, (a, b) in enumerate(zip(left.tolist(), right.tolist(), strict=True)):
        cosines = np.sort((own[a] @ own[b].T).ravel())[::-1]
        number = min(best, len(own[a]), len(own[b]))
        found[i] = cosines[:number].sum() / max(number, 1)
    return found
