"""Translations: an article whose sentences stand, in another language, in an article of the outlet that it credits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Least cosine at which two sentences of different languages count as rendering one another. Set on line-aligned
# news (NTREX): with the default encoder 99% of the renderings of a line and 0.1% of other lines lie above it.
RENDERED = 0.5
TRANSLATION = 0.5  # share of sentences rendered from which an article is a translation rather than a report on one
DAYS = 5.0


@dataclass(frozen=True, slots=True)
class Rendering:
    """How much of an article stands in another one: the share of its sentences, their mean cosine."""

    share: float
    similarity: float


def rendering(vectors: NDArray[np.float32], article: NDArray[np.int64], other: NDArray[np.int64]) -> Rendering:
    """How much of one article's sentences (row numbers of ``vectors``) is rendered in another's."""
    if not len(article) or not len(other):
        return Rendering(0.0, 0.0)
    best = (vectors[article].astype(np.float32) @ vectors[other].astype(np.float32).T).max(axis=1)
    near = best >= RENDERED
    return Rendering(float(near.mean()), float(best.mean()))
