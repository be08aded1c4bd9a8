"""Universal Sentence Encoder multilingual v3: the package's weights, a compiled tokenizer, all cores.

The tokens of many sentences are one flat matrix (no padding), cut to fit a core's cache; each thread takes batches of
its own with one BLAS thread, because BLAS threads that outnumber free cores wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.embed import unigram
from claimcmp.embed.e5 import cores
from claimcmp.embed.use_forward import ROWS, Forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

# A sentence is read to this many tokens: a whole page in one "sentence" must not take the memory of a book.
MAX_TOKENS = 1024
# Tokens whose distinct ones are tabled together: more share more, and 15 KB are held for each distinct one.
SHARED_TOKENS = 49_152
BATCH_TOKENS = 768  # a batch of one thread: 384 and 1,536 ran no faster


class USE:
    """Unit vectors of 512 columns, before any centring."""

    dim = 512

    def __init__(self) -> None:
        self._tokenizer = unigram.use_tokenizer()
        self._forward = Forward(unigram.sentencepiece_path().with_name("weights.npz"))

    def rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 [n, 512]; a text gets the same vector in whatever company (to 1e-5)."""
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

        ids = [e.ids[:MAX_TOKENS] for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=True)]
        lengths = np.array([len(i) for i in ids], np.int64)
        out = np.empty((len(ids), self.dim), np.float32)
        with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(cores()) as pool:
            for low, high in runs(lengths, SHARED_TOKENS):
                flat = np.concatenate([np.asarray(i, np.int64) for i in ids[low:high]])
                sums = self._sums(flat, lengths[low:high], pool)
                out[low:high] = self._forward.finish(sums, lengths[low:high])
        return out

    def _sums(
        self, flat: NDArray[np.int64], lengths: NDArray[np.int64], pool: ThreadPoolExecutor
    ) -> NDArray[np.float32]:
        distinct, row = np.unique(flat, return_inverse=True)
        tokens = self._forward.empty(len(distinct))
        starts = range(0, len(distinct), ROWS)
        list(pool.map(lambda start: self._forward.fill(tokens, distinct[start : start + ROWS], start), starts))
        sentences = np.split(row, np.cumsum(lengths)[:-1])
        batches = list(runs(lengths, BATCH_TOKENS))
        return np.concatenate(list(pool.map(lambda run: self._forward.sums(sentences[slice(*run)], tokens), batches)))


def runs(lengths: NDArray[np.int64], tokens: int) -> Iterator[tuple[int, int]]:
    """Consecutive sentences (first, past the last) of at most ``tokens`` tokens; a longer one stands alone.

    >>> list(runs(np.array([5, 2, 9, 2]), 8))
    [(0, 2), (2, 3), (3, 4)]
    """
    first = held = 0
    for at, length in enumerate(lengths.tolist()):
        if at > first and held + length > tokens:
            yield first, at
            first, held = at, 0
        held += length
    if len(lengths):
        yield first, len(lengths)
