"""Vectors → nearest neighbours: one small protocol over exact search and the FAISS kinds.

An id is the row number that a vector had when it was added. Scores are inner products of unit vectors (cosines), so a
higher score is nearer. ``INDEXES`` says where each kind lives. To add one: a class with the same methods, and a line
here.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from claimcmp.config import IndexSettings
from claimcmp.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Found = tuple[NDArray[np.float32], NDArray[np.int64]]


class Index(Protocol):
    """What finds the nearest of many vectors."""

    kind: str
    dim: int
    encoder: str

    def __len__(self) -> int:
        """Vectors in it, removed ones not counted."""
        ...

    @property
    def added(self) -> int:
        """Vectors that were ever put into it: the id that the next one gets."""
        ...

    def search(
        self, queries: Vectors, k: int, *, mask: NDArray[np.bool_] | None = None, widen: bool = True
    ) -> Found:
        """Scores float32 and ids int64, both [n, k], best first; where fewer exist, id -1 and score -inf.

        ``mask[id]`` False leaves a vector out: ``rows.within`` makes the mask of a span of time, ``rows.in_languages``
        that of languages. The fewer rows a mask leaves, the farther lists and graphs are searched; without ``widen``,
        where what the mask leaves out would not be wanted anyway, only in the lists nearest to a query.
        """
        ...

    def add(self, vectors: Vectors) -> NDArray[np.int64]:
        """Append without rebuilding; the ids that the vectors got."""
        ...

    def remove(self, ids: NDArray[np.int64]) -> int:
        """Never return these ids again; how many were there."""
        ...

    def save(self, path: Path) -> None:
        """Write a folder that ``load`` opens: the index and a manifest that names encoder, dimension and rows."""
        ...


# Kind → its class. "auto" is no kind: ``choose`` picks one.
INDEXES: dict[str, str] = {
    "exact": "claimcmp.index.exact:Exact",
    "hnsw": "claimcmp.index.faiss_index:Hnsw",
    "ivf-sq8": "claimcmp.index.faiss_index:IvfSq8",
    "ivf-rabitq": "claimcmp.index.faiss_index:IvfRabitq",
    "postgres": "claimcmp.index.postgres:Postgres",
}

EXACT_ROWS = 20_000  # benchmarks/speed_index.py
BYTES_IN_MEMORY = 8_000_000_000


def choose(rows: int, dim: int) -> str:
    """The kind for so many vectors: exact while that is quick, then lists of bytes, a quarter of the memory.

    Never the graph: on 15,000 real vectors it took 1.9 times as long as the lists to build and 1.7 times to search,
    for a recall of 1.000 in place of 0.997; larger sizes were not measured. From where bytes alone would fill
    ``BYTES_IN_MEMORY``, the bits lead: only what they find is read as bytes.
    """
    if rows <= EXACT_ROWS:
        return "exact"
    return "ivf-sq8" if rows * dim <= BYTES_IN_MEMORY else "ivf-rabitq"


def build(
    vectors: Vectors, *, kind: str = "auto", seed: int = IndexSettings().seed, encoder: str = ""
) -> Index:
    """An index over unit vectors [n, dim]; id i is row i. Raises ``UsageError`` on an unknown kind."""
    chosen = choose(*vectors.shape) if kind == "auto" else kind
    return _class(chosen).build(vectors, seed=seed, encoder=encoder)  # type: ignore[attr-defined, no-any-return]


def load(path: Path, *, mmap: bool = True, encoder: str = "", dim: int = 0) -> Index:
    """Open a saved index; ``encoder`` and ``dim`` are checked where given (``MismatchError``)."""
    from claimcmp.index.manifest import read

    manifest = read(path, encoder=encoder, dim=dim)
    return _class(manifest.kind).load(path, manifest=manifest, mmap=mmap)  # type: ignore[attr-defined, no-any-return]


def neighbour_pairs(
    vectors: Vectors,
    *,
    k: int = IndexSettings().neighbours,
    min_similarity: float,
    index: Index | None = None,
    kind: str = "auto",
    seed: int = IndexSettings().seed,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Pairs of rows of which one is among the ``k`` nearest of the other: left < right, each once, sorted.

    Similarities are exact cosines of the given vectors whatever the index; pairs below ``min_similarity`` are left out.
    Works in blocks: memory is rows × k, never rows².
    """
    from claimcmp.index.pairs import nearest_pairs

    found = build(vectors, kind=kind, seed=seed) if index is None else index
    return nearest_pairs(vectors, index=found, k=k, min_similarity=min_similarity)


def _class(kind: str) -> type[Index]:
    if kind not in INDEXES:
        raise UsageError(f"no index kind {kind!r}; there are auto, {', '.join(INDEXES)}")
    module, _, name = INDEXES[kind].partition(":")
    found: type[Index] = getattr(import_module(module), name)
    return found
