"""Average linkage of a large graph: weak edges between clusters chain nothing together."""

import numpy as np

from claimcmp.cluster import graph
from claimcmp.cluster.graph import DENSE, components, linked
from claimcmp.cluster.story import _as_before


def cliques(count: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """The edges of so many cliques of one size, node after node."""
    a, b = np.triu_indices(size, 1)
    first = np.arange(count)[:, None] * size
    return (first + a).ravel(), (first + b).ravel()


def test_weak_edges_chain_no_clusters_of_a_large_component():
    count, size = 600, 5
    assert count * size > DENSE
    left, right = cliques(count, size)
    heads = np.arange(count - 1) * size
    left, right = np.concatenate([left, heads]), np.concatenate([right, heads + size])
    score = np.where(np.arange(len(left)) < len(left) - len(heads), 4.0, 1.2)
    found = linked(count * size, left, right, score, missing=-3.0)
    assert found.tolist() == np.repeat(np.arange(count) * size, size).tolist()


def test_a_triangle_of_edges_above_0_is_one_cluster_and_a_chain_of_three_two():
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert linked(3, left, right, np.array([2.0, 1.0, 0.5]), missing=-3.0).tolist() == [0, 0, 0]
    assert linked(3, np.array([0, 1]), np.array([1, 2]), np.array([2.0, 1.0]), missing=-3.0).tolist() == [0, 0, 2]


def test_a_mean_above_0_outweighs_one_edge_below_it():
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    assert linked(3, left, right, np.array([3.0, 2.0, -1.0]), missing=-3.0).tolist() == [0, 0, 0]
    assert linked(3, left, right, np.array([3.0, 0.5, -1.0]), missing=-3.0).tolist() == [0, 0, 2]


def test_a_small_graph_and_a_large_one_are_looked_through_alike(monkeypatch):
    rng = np.random.default_rng(3)
    for count in (1, 7, 60, 300):
        left, right = np.sort(rng.integers(0, count, (2, count // 2)), axis=0)
        small = components(count, left, right)
        monkeypatch.setattr(graph, "SMALL", 0)
        assert components(count, left, right).tolist() == small.tolist()
        monkeypatch.undo()
    assert components(5, np.array([3, 1, 2]), np.array([4, 4, 2])).tolist() == [0, 1, 2, 1, 1]


def test_sure_edges_too_hold_a_component_of_thousands_together_only_while_surer_ones_do():
    count, size = 600, 5
    left, right = cliques(count, size)
    heads = np.arange(count - 1) * size
    left, right = np.concatenate([left, heads, heads]), np.concatenate([right, heads + size, heads + size + 1])
    score = np.repeat([9.0, 7.2], [len(left) - 2 * len(heads), 2 * len(heads)])
    found = linked(count * size, left, right, score, missing=-3.0)
    assert found.tolist() == np.repeat(np.arange(count) * size, size).tolist()


def test_a_story_that_keeps_its_articles_is_as_before():
    # articles 0-1 are all of story 0; of story 1 one came out; 5 joins story 2; 6 is new; 8-9 are of two stories
    roots = np.array([0, 0, 2, 3, 4, 4, 6, 7, 8, 8])
    story = np.array([0, 0, 1, 1, 2, -1, -1, 3, 4, 5])
    found = _as_before(roots, story, np.array([2, 2, 1, 1, 1, 1]))
    assert found.tolist() == [True, True, False, False, False, False, False, True, False, False]
    assert _as_before(roots[:2], story[:2], np.array([3])).tolist() == [False, False]
