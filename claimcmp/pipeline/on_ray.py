"""The heavy stages on Ray Data: actors that load the model or the index once, stories in partitions.

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
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.config import EmbedSettings
from claimcmp.errors import UsageError
from claimcmp.index.pairs import BLOCK_ROWS
from claimcmp.pipeline.engines import Count

if TYPE_CHECKING:
    import pyarrow as pa

    from claimcmp.embed import Encoder
    from claimcmp.index import Index
    from claimcmp.index.pairs import Search

ENCODE_ROWS = 512  # sentences an actor gets at once: enough to batch by length
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


class SearchBlock:
    """An actor that holds the index and looks for the neighbours of blocks of vectors."""

    def __init__(self, search: Any) -> None:
        import ray

        self.search: Search = ray.get(search)

    def __call__(self, batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """First rows and ends of blocks → the pairs of each, as ``Search.keys`` gives them."""
        spans = zip(batch["start"].tolist(), batch["stop"].tolist(), strict=True)
        return {"key": np.concatenate([self.search.keys(start, stop) for start, stop in spans])}


@dataclass
class OnRay:
    """Ray Data with ``workers`` actors a stage."""

    workers: int = 2
    query_rows: int = BLOCK_ROWS
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
        """Distinct texts that the cache does not have, on actors that hold the model."""  # fmt: skip
        from claimcmp.embed import encode, load

        there = _There(self, settings, encoder or load(settings.encoder, settings))
        return encode(texts, langs, encoder=there, cache_dir=cache_dir, float16=settings.float16, progress=progress)

    def encode_there(self, texts: Sequence[str], langs: Sequence[str], settings: EmbedSettings,
                     progress: Count | None) -> np.ndarray:
        """Vectors of texts, from actors that hold the model."""  # fmt: skip
        import pyarrow as pa

        table = pa.table({"row": list(range(len(texts))), "text": list(texts), "lang": list(langs)})
        blocks = max(1, ceil(len(texts) / ENCODE_ROWS))
        data = self.ray.data.from_arrow(table).repartition(blocks).map_batches(
            EncodeBatch, fn_constructor_args=(settings,), batch_size=ENCODE_ROWS, compute=self._actors(blocks)
        )
        vectors: np.ndarray | None = None
        done = 0
        for batch in data.iter_batches(batch_size=None, batch_format="numpy"):
            block = np.stack(batch["vector"]).astype(np.float32)
            if vectors is None:
                vectors = np.empty((len(texts), block.shape[1]), np.float32)
            vectors[batch["row"]] = block
            done += len(block)
            if progress:
                progress(done, len(texts))
        return np.empty((0, 0), np.float32) if vectors is None else vectors

    def _actors(self, blocks: int) -> Any:
        """No more actors than there are blocks for them."""
        return self.ray.data.ActorPoolStrategy(size=max(1, min(self.workers, blocks)))

    def pairs(self, vectors: np.ndarray, *, index: Index, k: int, min_similarity: float,
              times: np.ndarray | None = None, within: float = inf) -> Any:
        """The local engine's blocks of vectors, each looked for by one of the actors in the same index."""  # fmt: skip
        from claimcmp.index.pairs import Search, together

        search = Search(vectors, index, k, times=times, within=within, block=self.query_rows)
        blocks = [{"start": start, "stop": stop} for start, stop in search.spans()]
        if len(blocks) <= 1:
            return together(vectors, (search.keys(**block) for block in blocks), min_similarity=min_similarity)
        data = self.ray.data.from_items(blocks, override_num_blocks=len(blocks)).map_batches(
            SearchBlock, fn_constructor_args=(self.ray.put(search),), batch_size=1, compute=self._actors(len(blocks))
        )
        found = [batch["key"] for batch in data.iter_batches(batch_size=None, batch_format="numpy")]
        return together(vectors, found, min_similarity=min_similarity)

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
class _There:
    """An encoder whose texts are encoded by the actors of an engine."""

    engine: OnRay
    settings: EmbedSettings
    here: Encoder

    @property
    def name(self) -> str:
        return self.here.name

    @property
    def dim(self) -> int:
        return self.here.dim

    def encode(
        self, texts: Sequence[str], *, langs: Sequence[str] | None = None, progress: Count | None = None
    ) -> np.ndarray:
        assert langs is not None, "each distinct text comes with its language"
        return self.engine.encode_there(texts, langs, self.settings, progress)


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
