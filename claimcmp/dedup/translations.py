"""Translations: an article whose sentences stand, in another language, in an article of the outlet that it credits."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.shingles import I64

F32 = NDArray[np.float32]

# Least cosine at which two sentences of different languages count as rendering one another. Set on line-aligned
# news (NTREX): with the default encoder 99% of the renderings of a line and 0.1% of other lines lie above it.
RENDERED = 0.5
TRANSLATION = 0.5  # share of sentences rendered from which an article is a translation rather than a report on one
DAYS = 5.0
RENDERED_WITHIN = DAYS * 86_400.0  # seconds between a report and what renders it
LATER = 2 * 3600.0  # an outlet may publish a credited report this long after the one who credits it (clocks, edits)
# Of an article that credits nobody whom the input holds. Measured on seven stories in thirteen languages: translations
# render 0.83 and more of their sentences in order at a mean cosine of 0.64 and more; reports of their own on one event
# reach 0.5 and 0.53, but for a few very short ones.
WHOLE_SHARE, WHOLE_COSINE, FEWEST = 0.75, 0.6, 4
NEAREST = 20  # articles, by their mean vectors, that one without a known credit is held against


@dataclass(frozen=True, slots=True)
class Rendering:
    """How much of an article stands in another one: the share of its sentences, their mean cosine, the share in order.

    ``pairs`` are row numbers of sentences that render one another.
    """

    share: float
    similarity: float
    in_order: float = 0.0
    pairs: tuple[tuple[int, int], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the article is nothing but a rendering of the other one."""
        return self.in_order >= WHOLE_SHARE and self.similarity >= WHOLE_COSINE and len(self.pairs) >= FEWEST


def rendering(vectors: NDArray[np.float32], article: NDArray[np.int64], other: NDArray[np.int64]) -> Rendering:
    """How much of one article's sentences (row numbers of ``vectors``) is rendered in another's."""
    if not len(article) or not len(other):
        return Rendering(0.0, 0.0)
    cosines = vectors[article].astype(np.float32) @ vectors[other].astype(np.float32).T
    best, at = cosines.max(axis=1), cosines.argmax(axis=1)
    near = best >= RENDERED
    pairs = tuple((int(a), int(other[b])) for a, b in zip(article[near], at[near], strict=True))
    return Rendering(float(near.mean()), float(best.mean()), _rising(at[near].tolist()) / len(article), pairs)


def _rising(places: list[int]) -> int:
    """The length of the longest part of a list that never falls."""
    ends: list[int] = []
    for place in places:
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)


def rows_of(sentences: pa.Table, count: int) -> list[I64]:
    """Row numbers of each article's body sentences."""
    article, position = np.asarray(sentences["article"]), np.asarray(sentences["position"])
    body = np.flatnonzero(position >= 0)
    order = body[np.argsort(article[body], kind="stable")]
    return np.split(order, np.searchsorted(article[order], np.arange(1, count)))


def centroids(vectors: F32, rows: list[I64]) -> F32:
    """The unit mean vector of each article, zero where it has no sentence."""
    found = np.zeros((len(rows), vectors.shape[1]), np.float32)
    for article, own in enumerate(rows):
        if len(own):
            mean = vectors[own].astype(np.float32).mean(axis=0)
            found[article] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return found
