"""The bundled encoders: e5 and USE, less their language's mean, through a head fitted to meet across languages.

``best`` puts both models side by side; ``fast`` runs e5 only for the languages that USE never learned. The
heads (``best.npz``, ``fast.npz``) come from ``tools/fit_encoder.py``. Languages without a mean of their own take the
mean of their kin.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.config import EmbedSettings
from claimcmp.embed.batches import well_formed
from claimcmp.embed.e5 import E5
from claimcmp.embed.use import USE
from claimcmp.errors import ModelError
from claimcmp.languages import LANGUAGES, table
from claimcmp.languages.guess import guess

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.embed import Progress

LAYERS = 12
SLICE = 4096
PREFIX = "query: "  # what multilingual-e5-small wants before a text that is compared with its like
UNLEARNED = ("fa", "he", "uk")  # languages that USE was not trained on
KIN = {"it": ("es", "fr"), "pt": ("es", "fr")}


@cache
def letters(lang: str) -> dict[int, str | None]:
    """The letters of a language that USE never learned → those of a neighbour of its script that it did learn."""
    row = table(lang, "borrow")
    return {ord(a): b for a, b in zip(row.get("from", ""), row.get("to", ""), strict=True)} | {
        ord(c): None for c in row.get("drop", "")
    }


class Best:
    """384 columns; a sentence has the same vector in whatever batch it comes (to 1e-4)."""

    dim = 384
    _weights, _version, _mixed = "best.npz", "best-3", False

    def __init__(self, detail: str = "", settings: EmbedSettings | None = None) -> None:
        settings = settings or EmbedSettings()
        self._prefix, self._batch_tokens = settings.prefix or PREFIX, settings.batch_tokens
        self.name = self._version + ("" if self._prefix == PREFIX else f"+{self._prefix.strip()}")
        self._means: dict[str, NDArray[np.float32]] = {}
        self._calibration: dict[str, NDArray[np.float32]] = {}
        self._e5: E5 | None = None
        self._use: USE | None = None

    def encode(
        self, texts: Sequence[str], *, langs: Sequence[str] | None = None, progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors [n, 384]; a text without a known language has it guessed from its letters and small words."""
        self._read_head()
        out = np.empty((len(texts), self.dim), np.float32)
        for start in range(0, len(texts), SLICE):
            part = [well_formed(t) for t in texts[start : start + SLICE]]
            given = [None] * len(part) if langs is None else list(langs[start : start + SLICE])
            spoken = [g if g in LANGUAGES else guess(t) for g, t in zip(given, part, strict=True)]
            out[start : start + SLICE] = self._slice(part, [str(s) for s in spoken])
            if progress is not None:
                progress(start + len(part), len(texts))
        return out

    def _read_head(self) -> None:
        if self._means:
            return
        try:
            with (files("claimcmp.embed") / self._weights).open("rb") as file, np.load(file) as head:
                self._calibration = {k[4:]: head[k].astype(np.float32) for k in head.files if k.startswith("cal.")}
                means = dict(zip(head["langs"].tolist(), head["means"].astype(np.float32), strict=True))
                self._learned, self._bridged = (head[k].astype(np.float32) for k in ("learned", "bridged"))
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"claimcmp/embed/{self._weights}: {error}; install claimcmp again") from error
        self._means = {lang: np.mean([means[kin] for kin in KIN.get(lang, (lang,))], axis=0) for lang in LANGUAGES}

    def _slice(self, texts: list[str], langs: list[str]) -> NDArray[np.float32]:
        unlearned = np.array([lang in UNLEARNED for lang in langs])
        left = np.zeros((len(texts), E5.dim), np.float32)
        means = np.stack([self._means[lang] for lang in langs])
        by_e5 = np.flatnonzero(unlearned) if self._mixed else np.arange(len(texts))
        if len(by_e5):
            self._e5 = self._e5 or E5(
                layers=LAYERS, calibration=self._calibration, prefix=self._prefix, batch_tokens=self._batch_tokens
            )
            rows = self._e5.rows([texts[i] for i in by_e5])
            left[by_e5] = rows / np.linalg.norm(rows, axis=1, keepdims=True) - means[by_e5, : E5.dim]
        self._use = self._use or USE()
        right = np.empty((len(texts), USE.dim), np.float32)
        order = np.argsort(np.array(langs), kind="stable")  # sentences of one language share more of their tokens
        right[order] = self._use.rows([texts[i].translate(letters(langs[i])) for i in order])
        right -= means[:, E5.dim :]
        both = np.concatenate([left, right], axis=1)
        z = np.where(unlearned[:, None], both @ self._bridged, both @ self._learned)
        unit: NDArray[np.float32] = z / np.maximum(np.linalg.norm(z, axis=1, keepdims=True), 1e-9)
        return unit


class Fast(Best):
    """384 columns; e5 runs for the three languages that USE lacks, and for them only."""

    _weights, _version, _mixed = "fast.npz", "fast-4", True
