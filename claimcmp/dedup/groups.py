"""Groups of joined rows."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from claimcmp.dedup.shingles import I64


def components(count: int, pairs: I64) -> I64:
    """The least row of the component of each row.

    >>> components(4, np.array([[1, 3]])).tolist()
    [0, 1, 2, 1]
    """
    pairs = np.asarray(pairs, np.int64).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(pairs), np.int8), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    labels = connected_components(graph, directed=False)[1]
    least = np.full(labels.max() + 1 if count else 0, count, np.int64)
    np.minimum.at(least, labels, np.arange(count))
    roots: I64 = least[labels]
    return roots
