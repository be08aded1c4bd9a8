"""Groups of sentences that say one thing without a typed fact in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.align import mutual_nearest
from claimcmp.cluster.graph import F64, I64, linked


def statement_edges(
    rows: I64, articles: I64, vectors: NDArray[np.float32]
) -> tuple[I64, I64, F64]:  # indices into rows, log odds
    """Pairs of sentences of different articles that may paraphrase one another; ``vectors`` are centred."""
    cosines = vectors[rows] @ vectors[rows].T
    nearest = mutual_nearest(cosines, articles)
    close = (nearest & (cosines >= weights.NEAR_STATEMENT)) | (cosines >= weights.SURE_STATEMENT)
    apart = articles[:, None] != articles[None, :]
    left, right = np.nonzero(np.triu(apart & close, 1))
    score = weights.between(cosines[left, right], weights.STATEMENTS)
    return left.astype(np.int64), right.astype(np.int64), score


def statements(
    rows: I64, articles: I64, vectors: NDArray[np.float32], known: Sequence[set[int]],
    apart: Callable[[int, int], bool], shift: float,
) -> list[list[int]]:  # fmt: skip
    """Groups of two or more sentences of different articles that no claim in ``known`` holds together yet.

    ``apart`` says of two sentences (the lesser first) that they are never joined by themselves.
    """
    left, right, score = statement_edges(rows, articles, vectors)
    told = np.array([apart(int(rows[a]), int(rows[b])) for a, b in zip(left, right, strict=True)], bool)
    left, right, score = left[~told], right[~told], score[~told]
    roots = linked(len(rows), left, right, score - shift, missing=weights.MISSING_STATEMENT)
    groups: dict[int, list[int]] = defaultdict(list)
    for row, root in zip(rows.tolist(), roots.tolist(), strict=True):
        groups[root].append(row)
    of = dict(zip(rows.tolist(), articles.tolist(), strict=True))
    found = []
    for _, group in sorted(groups.items()):
        if len({of[s] for s in group}) > 1 and not any(set(group) <= members for members in known):
            found.append(group)
    return found
