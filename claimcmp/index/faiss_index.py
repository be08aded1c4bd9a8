"""FAISS kinds: a graph (hnsw), lists of bytes (ivf-sq8), lists of bits re-ranked by bytes (ivf-rabitq).

Removed vectors stay in the file behind a mask, since a graph cannot lose a node: build again when many are gone.
Building twice gives the same index: the graph is built in one thread, and the lists are trained on a seeded sample.
"""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from claimcmp.errors import MismatchError, WorkspaceError
from claimcmp.index.manifest import Manifest, write
from claimcmp.index.rows import Rows, check_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Found, Vectors

NAME = "index.faiss"
# Lists: k-means wants 39 points a centroid; 4·√rows lists is FAISS's own guideline. More than 256 points a list in the
# sample cost time and gain nothing.
POINTS_A_LIST, LISTS_A_ROOT, SAMPLE_A_LIST = 40, 4, 256
# Fewer rows say nothing about the range of bytes, so random unit vectors join the sample: later adds are not clipped.
MIN_SAMPLE = 1000
# The range of a column's bytes is that of the sample, widened by this share on either side for what is added later.
WIDER_RANGE = 0.25
# How far to look: recall@10 ≥ 0.98 on clustered vectors of 384 columns (benchmarks/speed_index.py).
GRAPH_BUILD, GRAPH_SEARCH = 64, 128
MIN_PROBES, PROBES_SHARE = 48, 12
REFINE_FACTOR = 10


def _faiss() -> Any:
    """Imported late, as other kinds do without it; untyped, since its stubs lack half of its parameters."""
    return import_module("faiss")


def _threads(most: int = 0) -> None:
    """FAISS starts a thread a core of the machine; keep to the cores that this process may use."""
    _faiss().omp_set_num_threads(most or len(os.sched_getaffinity(0)))


class Faiss:
    """One FAISS index; a subclass names its kind and its factory string (``{lists}`` is filled in)."""

    kind: ClassVar[str]
    factory: ClassVar[str]

    def __init__(self, index: Any, rows: Rows, *, encoder: str, mapped: bool = False) -> None:
        self.dim = int(index.d)
        self.encoder = encoder
        self._index = index
        self._rows = rows
        self._mapped = mapped

    @classmethod
    def build(cls, vectors: Vectors, *, seed: int, encoder: str) -> Faiss:
        """Train on a sample drawn with ``seed``, then add every row."""
        faiss = _faiss()
        rows, dim = vectors.shape
        lists = max(1, min(int(LISTS_A_ROOT * rows**0.5), rows // POINTS_A_LIST))
        index = faiss.index_factory(dim, cls.factory.format(lists=lists), faiss.METRIC_INNER_PRODUCT)
        made = cls(index, Rows(), encoder=encoder)
        _threads()
        made._train(vectors, lists=lists, seed=seed)
        made.add(vectors)
        return made

    def _train(self, vectors: Vectors, *, lists: int, seed: int) -> None:
        faiss = _faiss()
        inside = faiss.extract_index_ivf(self._index)
        inside.cp.seed = seed % 2**31
        inside.cp.min_points_per_centroid = 1  # few rows are no reason to warn on standard error
        self._codec().rangestat_arg = WIDER_RANGE
        rng = np.random.default_rng(seed)
        wanted = max(MIN_SAMPLE, lists * SAMPLE_A_LIST)
        chosen = np.sort(rng.choice(len(vectors), wanted, replace=False)) if len(vectors) > wanted else slice(None)
        sample = np.asarray(vectors[chosen], np.float32)
        if len(sample) < MIN_SAMPLE:
            more = rng.standard_normal((MIN_SAMPLE - len(sample), self.dim), np.float32)
            sample = np.concatenate([sample, more / np.linalg.norm(more, axis=1, keepdims=True)])
        self._index.train(np.ascontiguousarray(sample))

    def _codec(self) -> Any:
        return self._index.sq

    def __len__(self) -> int:
        return len(self._rows)

    def search(self, queries: Vectors, k: int, *, mask: NDArray[np.bool_] | None = None) -> Found:
        """See ``Index.search``; the fewer rows the mask leaves, the farther the search looks."""
        check_columns(queries, self.dim)
        allowed = self._rows.allowed(mask)
        count = int(allowed.sum())
        if not count or not len(queries) or not k:
            return np.full((len(queries), k), -np.inf, np.float32), np.full((len(queries), k), -1, np.int64)
        faiss = _faiss()
        bits = np.packbits(allowed, bitorder="little")
        selector = None if count == len(allowed) else faiss.IDSelectorBitmap(bits)
        _threads()
        given = np.ascontiguousarray(queries, np.float32)
        parameters = self._parameters(k, selector=selector, wider=len(allowed) / count)
        scores, ids = self._index.search(given, k, params=parameters)
        scores[ids < 0] = -np.inf
        order = np.lexsort((ids, -scores), axis=1)
        return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)

    def _parameters(self, k: int, *, selector: Any, wider: float) -> Any:
        faiss = _faiss()
        lists = faiss.extract_index_ivf(self._index).nlist
        probes = min(lists, int(max(MIN_PROBES, lists // PROBES_SHARE) * wider))
        return faiss.SearchParametersIVF(nprobe=probes, **_selected(selector))

    def add(self, vectors: Vectors) -> NDArray[np.int64]:
        """See ``Index.add``; an index opened by mmap is read into memory first."""
        faiss = _faiss()
        if self._mapped:
            self._index = faiss.deserialize_index(faiss.serialize_index(self._index))
            self._mapped = False
        _threads(1)  # the order in which threads link a graph would differ from run to run
        self._index.add(np.ascontiguousarray(vectors, np.float32))
        return self._rows.add(len(vectors))

    def remove(self, ids: NDArray[np.int64]) -> int:
        """See ``Index.remove``."""
        return self._rows.remove(ids)

    def save(self, path: Path) -> None:
        """See ``Index.save``; written aside and renamed, since the old file may be the one that is mapped."""
        faiss = _faiss()
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / (NAME + ".part")
        faiss.write_index(self._index, str(aside))
        os.replace(aside, folder / NAME)
        self._rows.save(folder)
        write(folder, Manifest(self.kind, self.encoder, self.dim, self._rows.added))

    @classmethod
    def load(cls, path: Path, *, manifest: Manifest, mmap: bool) -> Faiss:
        """Open a saved index, by mmap unless told otherwise."""
        faiss = _faiss()
        try:
            index = faiss.read_index(str(Path(path) / NAME), faiss.IO_FLAG_MMAP_IFC if mmap else 0)
            rows = Rows.load(Path(path))
        except (OSError, ValueError, RuntimeError) as error:
            raise WorkspaceError(f"{path}: unreadable index: {_first_line(error)}; build it again") from error
        if (index.ntotal, index.d) != (manifest.rows, manifest.dim) or rows.added != manifest.rows:
            raise MismatchError(
                f"{path}: vectors ({index.ntotal}, {index.d}), manifest says ({manifest.rows}, {manifest.dim}); "
                "build it again"
            )
        return cls(index, rows, encoder=manifest.encoder, mapped=mmap)


class Hnsw(Faiss):
    """A graph over float32 vectors: scores are exact, only a neighbour may be missed."""

    kind = "hnsw"
    factory = "HNSW32,Flat"

    def _train(self, vectors: Vectors, *, lists: int, seed: int) -> None:
        self._index.hnsw.efConstruction = GRAPH_BUILD

    def _parameters(self, k: int, *, selector: Any, wider: float) -> Any:
        faiss = _faiss()
        look = min(self._index.ntotal, int(max(GRAPH_SEARCH, 2 * k) * wider))
        return faiss.SearchParametersHNSW(efSearch=look, **_selected(selector))


class IvfSq8(Faiss):
    """Inverted lists of one byte a column: scores within 0.01 of the cosine."""

    kind = "ivf-sq8"
    factory = "IVF{lists},SQ8"


class IvfRabitq(Faiss):
    """Inverted lists of one bit a column, the best re-ranked by one byte a column."""

    kind = "ivf-rabitq"
    factory = "IVF{lists},RaBitQ,Refine(SQ8)"

    def _codec(self) -> Any:
        return _faiss().downcast_index(self._index.refine_index).sq

    def _parameters(self, k: int, *, selector: Any, wider: float) -> Any:
        faiss = _faiss()
        inside = super()._parameters(k, selector=selector, wider=wider)
        return faiss.IndexRefineSearchParameters(k_factor=REFINE_FACTOR, base_index_params=inside)


def _selected(selector: Any) -> dict[str, Any]:
    return {} if selector is None else {"sel": selector}


def _first_line(error: Exception) -> str:
    """What FAISS says without the place in its own source."""
    return str(error).strip().rpartition("Error: ")[2].splitlines()[0] if str(error).strip() else repr(error)
