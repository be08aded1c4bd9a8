"""The heavy stages on Ray Data: actors that load the model once, one index shard a partition, stories in partitions.

Needs the extra ``claimcmp[ray]``. A cluster is used where ``RAY_ADDRESS`` names one, else this machine. The tables are
those of the local engine, row for row.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from claimcmp.config import EmbedSettings
from claimcmp.errors import UsageError
from claimcmp.pipeline.engines import Count

if TYPE_CHECKING:
    import pyarrow as pa

    from claimcmp.embed import Encoder
    from claimcmp.index import Index

ENCODE_ROWS = 512  # sentences an actor gets at once: enough to batch by length
SHARD_ROWS = 250_000  # vectors an index shard holds; every query probes all shards
QUERY_ROWS = 8192
ARTICLES_A_PART = 2000


class EncodeBatch:
    """An actor that loads the encoder once and encodes batch after batch."""

    def __init__(self, settings: EmbedSettings) -> None:
        from claimcmp.embed import load

        self.encoder = load(settings.encoder, settings)

    def __call__(self, batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Texts and languages → rows and vectors."""
        vectors = self.encoder.encode(batch["text"].tolist(), langs=batch["lang"].tolist())
        return {"row": batch["row"], "vector": vectors}


class SearchShard:
    """An actor that searches index shards for blocks of queries."""

    def __init__(self, vectors: Any, seed: int, k: int, shard_rows: int, query_rows: int) -> None:
        import ray

        self.vectors = ray.get(vectors)
        self.seed, self.k, self.shard_rows, self.query_rows = seed, k, shard_rows, query_rows
        self.shards: dict[int, Index] = {}

    def __call__(self, batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """(shard, first query) rows → for each query of the block its nearest in the shard."""
        from claimcmp.index import build

        rows, ids, scores = [], [], []
        for shard, query in zip(batch["shard"].tolist(), batch["query"].tolist(), strict=True):
            if shard not in self.shards:
                self.shards = {shard: build(self.vectors[shard : shard + self.shard_rows], seed=self.seed)}
            queries = self.vectors[query : query + self.query_rows]
            found, at = self.shards[shard].search(queries, min(self.k, len(self.shards[shard])))
            width = self.k - at.shape[1]  # a small shard has fewer than k: pad, so that rows are of one length
            at = np.pad(np.where(at >= 0, at + shard, -1), ((0, 0), (0, width)), constant_values=-1)
            found = np.pad(found, ((0, 0), (0, width)), constant_values=-np.inf)
            rows.append(np.arange(query, query + len(queries)))
            ids.append(at)
            scores.append(found)
        return {"row": np.concatenate(rows), "ids": np.concatenate(ids), "scores": np.concatenate(scores)}


@dataclass
class OnRay:
    """Ray Data with ``workers`` actors a stage."""

    workers: int = 2
    seed: int = 20_260_101
    shard_rows: int = SHARD_ROWS
    query_rows: int = QUERY_ROWS
    articles_a_part: int = ARTICLES_A_PART

    @cached_property
    def ray(self) -> Any:
        """The started Ray; ``UsageError`` names the extra where it is not installed."""
        try:
            import ray
        except ImportError as error:
            raise UsageError("--engine ray needs Ray: pip install 'claimcmp[ray]'") from error
        if not ray.is_initialized():
            ray.init(include_dashboard=False, logging_level=logging.ERROR, log_to_driver=False,
                     num_cpus=None if _cluster() else max(1, self.workers))  # fmt: skip
        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        return ray

    def encode(self, texts: Sequence[str], langs: Sequence[str], *, settings: EmbedSettings, encoder: Encoder | None,
               cache_dir: Path | None, progress: Count | None) -> np.ndarray:
        """Distinct texts only, on actors that hold the model."""  # fmt: skip
        import pyarrow as pa

        distinct: dict[tuple[str, str], int] = {}
        rows = [distinct.setdefault(pair, len(distinct)) for pair in zip(texts, langs, strict=True)]
        table = pa.table({
            "row": list(range(len(distinct))), "text": [t for t, _ in distinct], "lang": [lang for _, lang in distinct],
        })  # fmt: skip
        blocks = max(1, ceil(len(distinct) / ENCODE_ROWS))
        data = self.ray.data.from_arrow(table).repartition(blocks).map_batches(
            EncodeBatch, fn_constructor_args=(settings,), batch_size=ENCODE_ROWS, compute=self._actors(blocks)
        )
        vectors: np.ndarray | None = None
        done = 0
        for batch in data.iter_batches(batch_size=None, batch_format="numpy"):
            block = np.stack(batch["vector"]).astype(np.float32)
            if vectors is None:
                vectors = np.empty((len(distinct), block.shape[1]), np.float32)
            vectors[batch["row"]] = block
            done += len(block)
            if progress:
                progress(done, len(distinct))
        return np.empty((0, 0), np.float32) if vectors is None else vectors[rows]

    def _actors(self, blocks: int) -> Any:
        """No more actors than there are blocks for them."""
        return self.ray.data.ActorPoolStrategy(size=max(1, min(self.workers, blocks)))

    def pairs(self, vectors: np.ndarray, *, index: Index, k: int, min_similarity: float,
              times: np.ndarray | None = None, within: float = inf) -> Any:
        """Every block of queries probes every shard, at any time; the k best of all are merged."""  # fmt: skip
        from claimcmp.index.pairs import nearest_pairs

        n = len(vectors)
        if n <= 1:
            return nearest_pairs(vectors, index=index, k=k, min_similarity=min_similarity)
        held = self.ray.put(np.ascontiguousarray(vectors, dtype=np.float32))
        probes = [{"shard": s, "query": q} for s in range(0, n, self.shard_rows)
                  for q in range(0, n, self.query_rows)]  # fmt: skip
        data = self.ray.data.from_items(probes, override_num_blocks=len(probes)).map_batches(
            SearchShard, fn_constructor_args=(held, self.seed, k + 1, self.shard_rows, self.query_rows), batch_size=1,
            compute=self._actors(len(probes)),
        )
        best = np.full((n, k + 1), -np.inf, np.float32)
        near = np.full((n, k + 1), -1, np.int64)
        for batch in data.iter_batches(batch_size=None, batch_format="numpy"):
            rows = batch["row"]
            scores = np.concatenate([best[rows], np.stack(batch["scores"])], axis=1)
            ids = np.concatenate([near[rows], np.stack(batch["ids"])], axis=1)
            order = np.lexsort((ids, -scores), axis=1)[:, : k + 1]
            best[rows] = np.take_along_axis(scores, order, axis=1)
            near[rows] = np.take_along_axis(ids, order, axis=1)
        found = cast("Index", _Found(near, best))
        return nearest_pairs(vectors, index=found, k=k, min_similarity=min_similarity)

    def extract(self, articles: pa.Table, sentences: pa.Table, *, progress: Count | None) -> pa.Table:
        """Articles in parts; the parts' facts in the order of the sentences."""
        import pyarrow as pa

        held = self.ray.put((articles, sentences))
        owner = sentences["article"].to_numpy()
        parts: list[dict[str, int]] = []
        for first in range(0, articles.num_rows, self.articles_a_part):
            last = min(first + self.articles_a_part, articles.num_rows)
            begin, end = np.searchsorted(owner, [first, last])
            parts.append({"part": len(parts), "first": first, "last": last, "begin": int(begin), "end": int(end)})
        find = self.ray.remote(_extract_part)
        tables, first_id = [], 0
        for done, reference in enumerate([find.remote(held, part) for part in parts], 1):
            table = self.ray.get(reference)
            table = table.set_column(0, "id", pa.array(range(first_id, first_id + table.num_rows), pa.int32()))
            first_id += table.num_rows
            tables.append(table)
            if progress:
                progress(parts[done - 1]["end"], sentences.num_rows)
        return pa.concat_tables(tables) if tables else _extract_part((articles, sentences), {
            "first": 0, "last": 0, "begin": 0, "end": 0})  # fmt: skip

    def each(self, function: Callable[..., Any], items: Iterable[Any], *given: Any) -> Iterator[Any]:
        """Items as tasks, in their order; no more than twice the workers wait."""
        task = self.ray.remote(function)
        waiting: deque[Any] = deque()
        for item in items:
            waiting.append(task.remote(item, *given))
            if len(waiting) > 2 * self.workers:
                yield self.ray.get(waiting.popleft())
        while waiting:
            yield self.ray.get(waiting.popleft())


@dataclass
class _Found:
    """Neighbours that are known already, in the form of an index: the blocks are asked for in order."""

    near: np.ndarray
    best: np.ndarray
    at: int = 0

    def search(self, queries: np.ndarray, k: int, **_: object) -> tuple[np.ndarray, np.ndarray]:
        rows = slice(self.at, self.at + len(queries))
        self.at += len(queries)
        return self.best[rows, :k], self.near[rows, :k]


def _cluster() -> bool:
    import os

    return bool(os.environ.get("RAY_ADDRESS"))


def _extract_part(held: Any, part: dict[str, int]) -> pa.Table:
    from claimcmp.extract import find

    articles, sentences = held
    return find(
        articles.slice(part["first"], part["last"] - part["first"]),
        sentences.slice(part["begin"], part["end"] - part["begin"]),
    )
