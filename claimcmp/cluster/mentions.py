"""Which names stand in which articles, as sparse matrices of articles × names."""

from __future__ import annotations

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


def rarity(mentions: csr_matrix) -> F64:
    """What each name weighs: 1 where 1 in 20 articles has it, less where more have it."""
    seen = np.asarray(mentions.sum(axis=0)).ravel()
    spread = (seen + PRIOR * PRIOR_SPREAD) / (mentions.shape[0] + PRIOR)
    weight: F64 = np.clip(np.log(1.5 / spread) / np.log(30.0), 0.15, 1.5)
    return weight
