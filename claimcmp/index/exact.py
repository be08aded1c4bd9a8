"""Exact search in NumPy: the reference of every other kind, and the fastest for small corpora."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.index.local import Local, nothing
from claimcmp.index.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Found, Vectors

# Scores held at once (queries × rows): 16 M float32 are 64 MB.
BLOCK_SCORES = 16_000_000


def top(scores: NDArray[np.float32], k: int) -> Found:
    """The k best of each row, best first, the lower id first on equal scores; padded with -1 and -inf.

    Ties at the edge of the k are broken by id too, so the answer never depends on the library's sort.
    """
    n, rows = scores.shape
    out, ids = nothing(n, k)
    width = min(k, rows)
    if not width:
        return out, ids
    edge = np.partition(scores, rows - width, axis=1)[:, rows - width]
    for i in range(n):
        near = np.flatnonzero(scores[i] >= edge[i])
        best = near[np.lexsort((near, -scores[i, near]))][:width]
        kept = best[scores[i, best] > -np.inf]
        out[i, : len(kept)] = scores[i, kept]
        ids[i, : len(kept)] = kept
    return out, ids


class Exact(Local):
    """All vectors against all queries, block by block."""

    kind, file = "exact", "vectors.npy"

    @classmethod
    def build(cls, vectors: Vectors, *, seed: int, encoder: str) -> Exact:
        """Keep the vectors as they are."""
        return cls(np.asarray(vectors, np.float32), Rows(np.ones(len(vectors), np.bool_)), encoder=encoder)

    @staticmethod
    def _shape(held: Vectors) -> tuple[int, int]:
        rows, columns = held.shape
        return rows, columns

    def _nearest(self, queries: Vectors, k: int, allowed: NDArray[np.bool_], widen: bool) -> Found:
        out, ids = nothing(len(queries), k)
        rows = None if allowed.all() else np.flatnonzero(allowed)
        held = self._held if rows is None else self._held[rows]
        step = max(1, BLOCK_SCORES // len(held))
        for start in range(0, len(queries), step):
            part = slice(start, start + step)
            out[part], found = top(queries[part] @ held.T, k)
            ids[part] = found if rows is None else np.where(found >= 0, rows[found], -1)
        return out, ids

    def _append(self, vectors: Vectors) -> None:
        self._held = np.concatenate([self._held, vectors])

    def _write(self, file: Path) -> None:
        with file.open("wb") as stream:
            np.save(stream, self._held)

    @classmethod
    def _read(cls, file: Path, *, mmap: bool) -> Any:
        return np.load(file, mmap_mode="r" if mmap else None)
