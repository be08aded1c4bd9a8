"""Exact search in NumPy: the reference of every other kind, and the fastest for small corpora."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.errors import MismatchError, WorkspaceError
from claimcmp.index.manifest import Manifest, write
from claimcmp.index.rows import Rows, check_columns

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
    out = np.full((n, k), -np.inf, np.float32)
    ids = np.full((n, k), -1, np.int64)
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


class Exact:
    """All vectors against all queries, block by block."""

    kind = "exact"

    def __init__(self, vectors: Vectors, rows: Rows, *, encoder: str) -> None:
        self.dim = int(vectors.shape[1])
        self.encoder = encoder
        self._vectors = vectors
        self._rows = rows

    @classmethod
    def build(cls, vectors: Vectors, *, seed: int, encoder: str) -> Exact:
        """Keep the vectors as they are."""
        return cls(np.asarray(vectors, np.float32), Rows(np.ones(len(vectors), np.bool_)), encoder=encoder)

    def __len__(self) -> int:
        return len(self._rows)

    def search(self, queries: Vectors, k: int, *, mask: NDArray[np.bool_] | None = None) -> Found:
        """See ``Index.search``."""
        check_columns(queries, self.dim)
        out = np.full((len(queries), k), -np.inf, np.float32)
        ids = np.full((len(queries), k), -1, np.int64)
        allowed = self._rows.allowed(mask)
        step = max(1, BLOCK_SCORES // max(1, len(self._vectors)))
        for start in range(0, len(queries), step):
            scores = np.asarray(queries[start : start + step], np.float32) @ self._vectors.T
            scores[:, ~allowed] = -np.inf
            out[start : start + step], ids[start : start + step] = top(scores, k)
        return out, ids

    def add(self, vectors: Vectors) -> NDArray[np.int64]:
        """See ``Index.add``."""
        self._vectors = np.concatenate([self._vectors, np.asarray(vectors, np.float32)])
        return self._rows.add(len(vectors))

    def remove(self, ids: NDArray[np.int64]) -> int:
        """See ``Index.remove``."""
        return self._rows.remove(ids)

    def save(self, path: Path) -> None:
        """See ``Index.save``."""
        Path(path).mkdir(parents=True, exist_ok=True)
        aside = Path(path) / "vectors.part.npy"
        np.save(aside, self._vectors)
        os.replace(aside, Path(path) / "vectors.npy")  # the old file may be the one that is mapped
        self._rows.save(Path(path))
        write(Path(path), Manifest(self.kind, self.encoder, self.dim, len(self._vectors)))

    @classmethod
    def load(cls, path: Path, *, manifest: Manifest, mmap: bool) -> Exact:
        """Open a saved index."""
        try:
            vectors = np.load(Path(path) / "vectors.npy", mmap_mode="r" if mmap else None)
            rows = Rows.load(Path(path))
        except (OSError, ValueError) as error:
            raise WorkspaceError(f"{path}: unreadable index: {error}; build it again") from error
        if vectors.shape != (manifest.rows, manifest.dim) or rows.added != manifest.rows:
            raise MismatchError(
                f"{path}: vectors {vectors.shape}, manifest says ({manifest.rows}, {manifest.dim}); build it again"
            )
        return cls(vectors, rows, encoder=manifest.encoder)
