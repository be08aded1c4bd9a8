"""An index and, behind it, the vectors that came after it was built: these are looked through one by one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.index import load
from claimcmp.index.exact import Exact

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Found, Index, Vectors


def open_with_tail(path: Path, vectors: Vectors, *, encoder: str) -> Index:
    """A saved index over all of ``vectors``, of which the last may not be in it yet."""
    index = load(path, encoder=encoder)
    return Tail(index, vectors) if index.added < len(vectors) else index


class Tail:
    """An index whose last rows are not in it yet: ``vectors`` [n, dim] are all rows, the first of them in ``index``."""

    def __init__(self, index: Index, vectors: Vectors) -> None:
        self.kind, self.dim, self.encoder = index.kind, index.dim, index.encoder
        self.index, self._vectors = index, vectors
        self.first = index.added
        self._tail = Exact.build(np.asarray(vectors[self.first :], np.float32), seed=0, encoder=index.encoder)

    def __len__(self) -> int:
        return len(self.index) + len(self._tail)

    @property
    def added(self) -> int:
        """See ``Index.added``."""
        return len(self._vectors)

    def search(
        self, queries: Vectors, k: int, *, mask: NDArray[np.bool_] | None = None, widen: bool = True
    ) -> Found:
        """See ``Index.search``."""
        before, behind = (None, None) if mask is None else (mask[: self.first], mask[self.first :])
        scores, ids = self.index.search(queries, k, mask=before, widen=widen)
        more, other = self._tail.search(queries, k, mask=behind)
        scores = np.concatenate([scores, more], axis=1)
        ids = np.concatenate([ids, np.where(other >= 0, other + self.first, -1)], axis=1)
        order = np.lexsort((ids, -scores), axis=1)[:, :k]
        return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)

    def add(self, vectors: Vectors) -> NDArray[np.int64]:
        """See ``Index.add``."""
        first = len(self._vectors)
        self._vectors = np.concatenate([self._vectors, vectors])
        self._tail.add(vectors)
        return np.arange(first, len(self._vectors), dtype=np.int64)

    def remove(self, ids: NDArray[np.int64]) -> int:
        """See ``Index.remove``."""
        ids = np.asarray(ids, np.int64)
        return self.index.remove(ids[ids < self.first]) + self._tail.remove(ids[ids >= self.first] - self.first)

    def save(self, path: Path) -> None:
        """Put the tail into the index and save it whole."""
        self.index.add(np.asarray(self._vectors[self.first :], np.float32))
        self.index.save(path)
