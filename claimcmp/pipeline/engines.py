"""Where the heavy stages run: in this process, or on Ray. Both give the same tables.

To add an engine: a class with the four methods of ``Engine``, and a line in ``ENGINES``.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, islice
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from claimcmp.config import EmbedSettings
from claimcmp.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from claimcmp.embed import Encoder
    from claimcmp.index import Index

Count = Callable[[int, int], None]

ENGINES: dict[str, str] = {
    "local": "claimcmp.pipeline.engines:Local",
    "ray": "claimcmp.pipeline.on_ray:OnRay",
}


class Engine(Protocol):
    """Runs the stages that cost the most."""

    def encode(self, texts: Sequence[str], langs: Sequence[str], *, settings: EmbedSettings, encoder: Encoder | None,
               cache_dir: Path | None, progress: Count | None) -> np.ndarray:
        """Unit vectors float32 [n, dim], in the order of the texts."""  # fmt: skip
        ...

    def pairs(self, vectors: np.ndarray, *, index: Index, k: int, min_similarity: float,
              times: np.ndarray | None = None, within: float = inf) -> Any:
        """Left, right and similarity of near rows, as ``index.pairs.nearest_pairs`` gives them."""  # fmt: skip
        ...

    def extract(self, articles: pa.Table, sentences: pa.Table, *, progress: Count | None) -> pa.Table:
        """The facts table."""
        ...

    def each(self, function: Callable[..., Any], items: Iterable[Any], *given: Any) -> Iterator[Any]:
        """``function(item, *given)`` of every item, in their order; few more items are held than are worked on."""
        ...


@dataclass
class Local:
    """The process itself, and ``workers`` processes for reading facts, for claims and for comparing them."""

    workers: int = 1

    def encode(self, texts: Sequence[str], langs: Sequence[str], *, settings: EmbedSettings, encoder: Encoder | None,
               cache_dir: Path | None, progress: Count | None) -> np.ndarray:
        """See ``Engine``."""  # fmt: skip
        from claimcmp.embed import encode, load

        return encode(texts, langs, encoder=encoder or load(settings.encoder, settings), cache_dir=cache_dir,
                      float16=settings.float16, progress=progress)  # fmt: skip

    def pairs(self, vectors: np.ndarray, *, index: Index, k: int, min_similarity: float,
              times: np.ndarray | None = None, within: float = inf) -> Any:
        """See ``Engine``."""  # fmt: skip
        from claimcmp.index.pairs import nearest_pairs

        return nearest_pairs(vectors, k=k, min_similarity=min_similarity, index=index, times=times, within=within)

    def extract(self, articles: pa.Table, sentences: pa.Table, *, progress: Count | None) -> pa.Table:
        """See ``Engine``."""
        from claimcmp.extract import find

        return find(articles, sentences, workers=self.workers, progress=progress)

    def each(self, function: Callable[..., Any], items: Iterable[Any], *given: Any) -> Iterator[Any]:
        """See ``Engine``."""
        items = iter(items)
        first = list(islice(items, 2))
        if self.workers <= 1 or len(first) < 2:  # starting processes takes longer than one part
            yield from (function(item, *given) for item in chain(first, items))
            return
        # spawn: a forked child would inherit the threads' locks of numpy, torch and onnxruntime
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(max_workers=self.workers, mp_context=context) as pool:
            waiting: deque[Any] = deque()
            for item in chain(first, items):
                waiting.append(pool.submit(function, item, *given))
                if len(waiting) > 2 * self.workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


def load_engine(name: str, workers: int) -> Engine:
    """An engine by name; ``UsageError`` for a name that is not there."""
    if name not in ENGINES:
        raise UsageError(f"no engine {name!r}; there are {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)(workers=workers)
    return engine
