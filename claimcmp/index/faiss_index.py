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

from claimcmp.index.local import Local
from claimcmp.index.rows import Rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Found, Vectors

# Lists: k-means wants 39 points a centroid; 4·√rows lists is FAISS's own guideline. More than 256 points a list in the
# sample cost time and gain nothing.
POINTS_A_LIST, LISTS_A_ROOT, SAMPLE_A_LIST = 40, 4, 256
MOST_SAMPLED = 100_000  # vectors to learn lists from, beyond what k-means wants: its cost goes with lists × vectors
# Fewer rows say nothing about the range of bytes, so random unit vectors join the sample: later adds are not clipped.
MIN_SAMPLE = 1000
# The range of a column's bytes is that of the sample, widened by this share on either side for what is added later.
WIDER_RANGE = 0.25
# How far to look: recall@10 ≥ 0.98 on clustered vectors of 384 columns (benchmarks/speed_index.py).
GRAPH_BUILD, GRAPH_SEARCH = 64, 128
MIN_PROBES, PROBES_SHARE = 48, 12
# Where a mask leaves only what could be wanted: of a million vectors of the made corpus by ``fast`` in 4,000 lists, 333
# lists hold .985 of the nearest within two story windows, 32 hold .980 at a seventh of the cost. Of vectors whose
# directions are random (``planted``) they hold less.
NEAR_PROBES = 32
REFINE_FACTOR = 10
FEW_QUERIES = 2048  # of fewer at once the threads wait for one another as long as they look


def _faiss() -> Any:
    """Imported late, as other kinds do without it; untyped, since its stubs lack half of its parameters."""
    return import_module("faiss")


def _threads(most: int = 0) -> None:
    """FAISS starts a thread a core of the machine; keep to the cores that this process may use."""
    _faiss().omp_set_num_threads(most or len(os.sched_getaffinity(0)))


class Faiss(Local):
    """One FAISS index; a subclass names its kind and its factory string (``{lists}`` is filled in)."""

    file = "index.faiss"
    factory: ClassVar[str]

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
        inside = faiss.extract_index_ivf(self._held)
        inside.cp.seed = seed % 2**31
        inside.cp.min_points_per_centroid = 1  # few rows are no reason to warn on standard error
        self._codec().rangestat_arg = WIDER_RANGE
        rng = np.random.default_rng(seed)
        wanted = max(MIN_SAMPLE, lists * POINTS_A_LIST, min(lists * SAMPLE_A_LIST, MOST_SAMPLED))
        chosen = np.sort(rng.choice(len(vectors), wanted, replace=False)) if len(vectors) > wanted else slice(None)
        sample = np.asarray(vectors[chosen], np.float32)
        if len(sample) < MIN_SAMPLE:
            more = rng.standard_normal((MIN_SAMPLE - len(sample), self.dim), np.float32)
            sample = np.concatenate([sample, more / np.linalg.norm(more, axis=1, keepdims=True)])
        self._held.train(np.ascontiguousarray(sample))

    def _codec(self) -> Any:
        return self._held.sq

    @staticmethod
    def _shape(held: Any) -> tuple[int, int]:
        return int(held.ntotal), int(held.d)

    def _nearest(self, queries: Vectors, k: int, allowed: NDArray[np.bool_], widen: bool) -> Found:
        """The fewer rows the mask leaves, the farther the search looks."""
        faiss, count = _faiss(), int(allowed.sum())
        bits = np.packbits(allowed, bitorder="little")
        selector = None if count == len(allowed) else faiss.IDSelectorBitmap(bits)
        _threads(1 if len(queries) < FEW_QUERIES else 0)
        parameters = self._parameters(k, selector=selector, wider=len(allowed) / count if widen else None)
        scores, ids = self._held.search(queries, k, params=parameters)
        scores[ids < 0] = -np.inf
        order = np.lexsort((ids, -scores), axis=1)
        return np.take_along_axis(scores, order, 1), np.take_along_axis(ids, order, 1)

    def _parameters(self, k: int, *, selector: Any, wider: float | None) -> Any:
        faiss = _faiss()
        lists = faiss.extract_index_ivf(self._held).nlist
        probes = NEAR_PROBES if wider is None else int(max(MIN_PROBES, lists // PROBES_SHARE) * wider)
        return faiss.SearchParametersIVF(nprobe=min(lists, probes), **_selected(selector))

    def _append(self, vectors: Vectors) -> None:
        faiss = _faiss()
        if self._mapped:
            self._held = faiss.deserialize_index(faiss.serialize_index(self._held))
        _threads(1)  # the order in which threads link a graph would differ from run to run
        self._held.add(vectors)

    def _write(self, file: Path) -> None:
        _faiss().write_index(self._held, str(file))

    @classmethod
    def _read(cls, file: Path, *, mmap: bool) -> Any:
        faiss = _faiss()
        return faiss.read_index(str(file), faiss.IO_FLAG_MMAP_IFC if mmap else 0)


class Hnsw(Faiss):
    """A graph over float32 vectors: scores are exact, only a neighbour may be missed."""

    kind = "hnsw"
    factory = "HNSW32,Flat"

    def _train(self, vectors: Vectors, *, lists: int, seed: int) -> None:
        self._held.hnsw.efConstruction = GRAPH_BUILD

    def _parameters(self, k: int, *, selector: Any, wider: float | None) -> Any:
        faiss = _faiss()
        look = min(self._held.ntotal, int(max(GRAPH_SEARCH, 2 * k) * (wider or 1.0)))
        return faiss.SearchParametersHNSW(efSearch=look, **_selected(selector))


class IvfSq8(Faiss):
    """Inverted lists of one byte a column: scores within 0.01 of the cosine."""

    kind = "ivf-sq8"
    factory = "IVF{lists},SQ8"

    def ranked(self, rank: NDArray[np.int64]) -> Ranked | None:
        """The same lists, row i under the id ``rank[i]``; None where rows were removed."""
        return Ranked(self._held, rank) if self._rows.alive.all() else None


class Ranked:
    """Lists whose rows stand in the order of their ranks: a span of ranks is looked through without a mask."""

    def __init__(self, held: Any, rank: NDArray[np.int64]) -> None:
        faiss = _faiss()
        lists = faiss.ArrayInvertedLists(held.nlist, held.code_size)
        for number in range(held.nlist):
            size = held.invlists.list_size(number)
            if not size:
                continue
            ids = rank[faiss.rev_swig_ptr(held.invlists.get_ids(number), size)]
            codes = faiss.rev_swig_ptr(held.invlists.get_codes(number), size * held.code_size)
            order = np.argsort(ids)
            ids, codes = ids[order], np.ascontiguousarray(codes.reshape(size, -1)[order])
            lists.add_entries(number, size, faiss.swig_ptr(ids), faiss.swig_ptr(codes))
        self._held = faiss.IndexIVFScalarQuantizer(held.quantizer, held.d, held.nlist, held.sq.qtype, held.metric_type)
        self._held.sq, self._held.by_residual, self._held.is_trained = held.sq, held.by_residual, True
        self._held.replace_invlists(lists, True)
        lists.this.disown()
        self._held.ntotal = held.ntotal
        self._lists_of = held  # the quantizer is its own

    def search(self, queries: Vectors, k: int, first: int, last: int) -> NDArray[np.int64]:
        """The ranks int64 [n, k] of the nearest rows whose rank lies in ``first:last``, -1 where there are fewer."""
        faiss = _faiss()
        _threads()
        probes = min(self._held.nlist, NEAR_PROBES)
        span = faiss.IDSelectorRange(first, last, True)
        found = self._held.search(queries, k, params=faiss.SearchParametersIVF(nprobe=probes, sel=span))
        ranks: NDArray[np.int64] = found[1]
        return ranks


class IvfRabitq(Faiss):
    """Inverted lists of one bit a column, the best re-ranked by one byte a column."""

    kind = "ivf-rabitq"
    factory = "IVF{lists},RaBitQ,Refine(SQ8)"

    def _codec(self) -> Any:
        return _faiss().downcast_index(self._held.refine_index).sq

    def _parameters(self, k: int, *, selector: Any, wider: float | None) -> Any:
        faiss = _faiss()
        inside = super()._parameters(k, selector=selector, wider=wider)
        return faiss.IndexRefineSearchParameters(k_factor=REFINE_FACTOR, base_index_params=inside)


def _selected(selector: Any) -> dict[str, Any]:
    return {} if selector is None else {"sel": selector}
