"""Clusters in a graph of scored edges that do not grow into chains."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import average
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]

DENSE = 1_500  # nodes of a component up to which a dense matrix of its scores is held (18 MB)
SMALL = 1_000  # edges up to which a graph is looked through one by one
CEILING = 30.0  # above every score of a pair, in log odds
SURE = 3.0  # log odds from which an edge may stand alone
FIRM, STEP = 10.0, 0.5  # log odds up to which the edges that hold a large component together grow surer, and the step


def log_odds(probability: float) -> float:
    """The log odds of a probability."""
    bounded = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(bounded / (1 - bounded))


def adjacency(count: int, left: I64, right: I64) -> csr_matrix:
    """The symmetric 0/1 matrix of an undirected graph, without loops."""
    ones = np.ones(2 * len(left), np.int32)
    graph = coo_matrix((ones, (np.concatenate([left, right]), np.concatenate([right, left]))), (count, count)).tocsr()
    graph.data[:] = 1
    return graph


def shared_neighbours(count: int, left: I64, right: I64) -> I64:
    """How many neighbours the ends of each edge share."""
    graph = adjacency(count, left, right)
    common = np.empty(len(left), np.int64)
    for start in range(0, len(left), 1 << 16):
        part = slice(start, start + (1 << 16))
        common[part] = np.asarray(graph[left[part]].multiply(graph[right[part]]).sum(axis=1)).ravel()
    return common


def components(count: int, left: I64, right: I64) -> I64:
    """The least node of the component of each node."""
    if len(left) < SMALL:
        return _least(count, left, right)
    labels = connected_components(adjacency(count, left, right), directed=False)[1]
    least = np.full(int(labels.max()) + 1 if count else 0, count, np.int64)
    np.minimum.at(least, labels, np.arange(count))
    roots: I64 = least[labels]
    return roots


def _least(count: int, left: I64, right: I64) -> I64:
    """``components`` of a small graph, edge by edge: a sparse matrix takes longer to make than to look through."""
    parent = list(range(count))
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        while parent[a] != a:
            parent[a] = a = parent[parent[a]]
        while parent[b] != b:
            parent[b] = b = parent[parent[b]]
        parent[max(a, b)] = min(a, b)
    for node in range(count):  # a parent is never greater than its child
        parent[node] = parent[parent[node]]
    return np.array(parent, np.int64)


def clusters(count: int, left: I64, right: I64, score: F64, *, strong: float) -> I64:
    """The cluster of each node, named by its least node.

    An edge joins two clusters only when it is not alone: its ends share a neighbour, or it is the best edge of both
    its ends and reaches ``strong``, or its ends have no other edge. A chain of n links falls apart into pairs, since
    its edges share no neighbour and only one of two edges can be the best of the node between them.
    """
    if not len(left):
        return np.arange(count)
    keep = shared_neighbours(count, left, right) > 0
    keep |= best_of_both(count, left, right, score) & (score >= strong)
    degree = np.bincount(np.concatenate([left, right]), minlength=count)
    keep |= (degree[left] == 1) & (degree[right] == 1)
    return components(count, left[keep], right[keep])


def best_of_both(count: int, left: I64, right: I64, score: F64) -> NDArray[np.bool_]:
    """Edges that are the best of both their ends; of equal ones the first by its ends."""
    order = np.lexsort((right, left, -score))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    best = np.full(count, len(order), np.int64)
    np.minimum.at(best, left, rank)
    np.minimum.at(best, right, rank)
    mutual: NDArray[np.bool_] = (best[left] == rank) & (best[right] == rank)
    return mutual


def pieces(count: int, left: I64, right: I64, score: F64) -> I64:
    """The least node of each node's component by edges above 0; one of over ``DENSE`` nodes falls into smaller ones.

    In a large corpus some weak edges chain thousands of clusters together. Such a component is held together by ever
    surer edges only, up to ``FIRM``, until each piece is small enough to be looked at as a whole; no other component
    is touched.
    """
    kept = score > 0
    roots = components(count, left[kept], right[kept])
    least = 0.0
    while least < FIRM and (big := np.bincount(roots, minlength=count)[roots] > DENSE).any():
        least += STEP
        kept &= ~big[left] | (score > least)
        roots = components(count, left[kept], right[kept])
    return roots


def linked(count: int, left: I64, right: I64, score: F64, *, missing: float) -> I64:
    """Average linkage: the cluster of each node; two clusters join while their mean score is above 0.

    Pairs that are not given count as ``missing``. What is still of more than ``DENSE`` nodes when it is held together
    by firm edges only is cut by ``clusters`` instead.
    """
    roots = pieces(count, left, right, score)
    found = np.arange(count)
    big = np.bincount(roots, minlength=count)[roots] > DENSE
    if big.any():
        part = (score > FIRM) & big[left] & big[right]
        cut = clusters(count, left[part], right[part], score[part], strong=SURE)
        found[big] = cut[big]
    inner = np.flatnonzero((roots[left] == roots[right]) & ~big[left])
    order = inner[np.argsort(roots[left[inner]], kind="stable")]
    groups = np.split(order, np.flatnonzero(np.diff(roots[left[order]])) + 1) if len(order) else []
    ranked = np.argsort(roots, kind="stable")
    for edges in groups:
        root = roots[left[edges[0]]]
        nodes = np.sort(ranked[slice(*np.searchsorted(roots, [root, root + 1], sorter=ranked))])
        found[nodes] = _average(nodes, left[edges], right[edges], score[edges], missing)
    return found


def _average(nodes: I64, left: I64, right: I64, score: F64, missing: float) -> I64:
    """Average linkage inside one component."""
    if len(nodes) == 2:
        return np.full(2, nodes[0]) if score[0] > 0 else nodes
    matrix = np.full((len(nodes), len(nodes)), missing)
    a, b = np.searchsorted(nodes, left), np.searchsorted(nodes, right)
    matrix[a, b] = matrix[b, a] = score
    scores = matrix[_above(len(nodes))]
    if (scores > 0).all():  # so is every mean of them
        return np.full(len(nodes), nodes[0])
    return nodes[_cut(average(np.maximum(CEILING - scores, 0.0)), len(nodes))]


@lru_cache(maxsize=64)
def _above(count: int) -> tuple[I64, I64]:
    """The places above the diagonal of a matrix."""
    return np.triu_indices(count, 1)


def _cut(merges: F64, count: int) -> I64:
    """The least node of each node's cluster where only merges within ``CEILING``, and within it below, are made.

    As ``fcluster`` by distance, without its checks: it is asked thousands of times for a few nodes each.
    """
    least, high = list(range(count)), [0.0] * count
    ends = [(int(a), int(b)) for a, b in merges[:, :2].tolist()]
    for (a, b), distance in zip(ends, merges[:, 2].tolist(), strict=True):
        least.append(min(least[a], least[b]))
        high.append(max(high[a], high[b], distance))
    for at in range(len(least) - 1, count - 1, -1):
        if high[at] <= CEILING:
            for end in ends[at - count]:
                least[end], high[end] = least[at], high[at]
    return np.array(least[:count], np.int64)
