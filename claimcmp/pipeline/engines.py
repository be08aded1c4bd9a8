"""Where the heavy stages run: in this process, or on Ray. Both give the same tables.

To add an engine: a class with the four methods of ``Engine``, and a line in ``ENGINES``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from claimcmp.config import CompareSettings, EmbedSettings
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

    def pairs(self, vectors: np.ndarray, *, index: Index, k: int, min_similarity: float) -> Any:
        """Left, right and similarity of near rows, as ``index.neighbour_pairs`` gives them."""
        ...

    def extract(self, articles: pa.Table, sentences: pa.Table, *, progress: Count | None) -> pa.Table:
        """The facts table."""
        ...

    def compare(self, tables: Mapping[str, pa.Table], settings: CompareSettings, *,
                progress: Count | None) -> tuple[pa.Table, pa.Table]:
        """The positions and comparisons tables."""  # fmt: skip
        ...


@dataclass
class Local:
    """The process itself, and ``workers`` processes for reading facts."""

    workers: int = 1

    def encode(self, texts: Sequence[str], langs: Sequence[str], *, settings: EmbedSettings, encoder: Encoder | None,
               cache_dir: Path | None, progress: Count | None) -> np.ndarray:
        """See ``Engine``."""  # fmt: skip
        from claimcmp.embed import encode, load

        return encode(texts, langs, encoder=encoder or load(settings.encoder, settings), cache_dir=cache_dir,
                      progress=progress)  # fmt: skip

    def pairs(self, vectors: np.ndarray, *, index: Index, k: int, min_similarity: float) -> Any:
        """See ``Engine``."""
        from claimcmp.index import neighbour_pairs

        return neighbour_pairs(vectors, k=k, min_similarity=min_similarity, index=index)

    def extract(self, articles: pa.Table, sentences: pa.Table, *, progress: Count | None) -> pa.Table:
        """See ``Engine``."""
        from claimcmp.extract import find

        return find(articles, sentences, workers=self.workers, progress=progress)

    def compare(self, tables: Mapping[str, pa.Table], settings: CompareSettings, *,
                progress: Count | None) -> tuple[pa.Table, pa.Table]:
        """See ``Engine``."""  # fmt: skip
        from claimcmp.comparer import compare_claims

        return compare_claims(tables, settings, progress=progress)


def load_engine(name: str, workers: int) -> Engine:
    """An engine by name; ``UsageError`` for a name that is not there."""
    if name not in ENGINES:
        raise UsageError(f"no engine {name!r}; there are {', '.join(ENGINES)}")
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)(workers=workers)
    return engine
