"""A deterministic encoder without weights: hashed character n-grams of the folded text, for tests of logic."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.text import normalize

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.config import EmbedSettings
    from claimcmp.embed import Progress

ORDERS = (3, 4)


class Hashing:
    """Character 3- and 4-grams hashed into signed counts; near in spelling is near in vector."""

    def __init__(self, detail: str = "", settings: EmbedSettings | None = None) -> None:
        self.dim = int(detail) if detail.isdigit() else 256
        self.name = f"hashing-1-{self.dim}"

    def encode(
        self, texts: Sequence[str], *, langs: Sequence[str] | None = None, progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors [n, dim]; an empty text lies on the first axis."""
        out = np.zeros((len(texts), self.dim), np.float32)
        for i, text in enumerate(texts):
            padded = f" {normalize(text).text.strip()} "
            for order in ORDERS:
                for at in range(len(padded) - order + 1):
                    h = zlib.crc32(padded[at : at + order].encode("utf-8", "surrogatepass"))
                    out[i, h % self.dim] += 1.0 if h & 0x8000_0000 else -1.0
            if not out[i].any():
                out[i, 0] = 1.0
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        if progress is not None:
            progress(len(texts), len(texts))
        return out
