"""Which names stand in which articles, as sparse matrices of articles × names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from claimcmp.cluster.graph import F64, I64

PRIOR, PRIOR_SPREAD = 50.0, 0.02  # articles that count beside the input's for how common a name is


def binary(rows: I64, columns: I64, shape: tuple[int, int]) -> csr_matrix:
    """1.0 where a row has a column, however often."""
    matrix = csr_matrix((np.ones(len(rows), np.float64), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data[:] = 1.0
    return matrix


def products(a: csr_matrix, b: csr_matrix, left: I64, right: I64) -> F64:
    """Row products of two matrices for pairs of rows."""
    found = np.zeros(len(left))
    for start in range(0, len(left), 1 << 17):
        part = slice(start, start + (1 << 17))
        found[part] = np.asarray(a[left[part]].multiply(b[right[part]]).sum(axis=1)).ravel()
    return found


def rarity(mentions: csr_matrix, whole: Whole | None = None, seen: F64 | None = None) -> F64:
    """What each name weighs: 1 where 1 in 20 articles has it, less where more have it.

    Where the rows are a part of a ``whole`` corpus, ``seen`` says how many articles of it have each name.
    """
    here = np.asarray(mentions.sum(axis=0)).ravel()
    articles = mentions.shape[0] if whole is None else whole.articles
    spread = ((here if seen is None else np.maximum(here, seen)) + PRIOR * PRIOR_SPREAD) / (articles + PRIOR)
    weight: F64 = np.clip(np.log(1.5 / spread) / np.log(30.0), 0.15, 1.5)
    return weight


@dataclass(frozen=True, slots=True)
class Whole:
    """How many articles a corpus has of which only some are looked at, and how many of them hold what these say.

    ``names`` by the number of a name as it is spelled, ``values`` by kind and value, ``figures`` by their amount.
    """

    articles: int
    names: F64
    values: Mapping[tuple[str, str], int]
    figures: Mapping[float, int]
