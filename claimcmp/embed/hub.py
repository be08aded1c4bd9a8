"""Any sentence-transformers model as an encoder, by the name a hub knows it by or by its folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.config import EmbedSettings
from claimcmp.embed.batches import by_length, well_formed
from claimcmp.errors import ModelError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.embed import Progress

# Characters that a token stands for, for cutting batches before anything is tokenised; too many only cost memory.
CHARACTERS_A_TOKEN = 3
SLICE = 4096
CHUNK = 1 << 20


class SentenceTransformers:
    """The model ``detail`` on whatever device torch finds; ``settings.prefix`` goes before each text.

    Raises ``ModelError`` where the model cannot be loaded. A folder is named by the digest of its files: the same
    weights elsewhere find their cached vectors, other weights in the same place do not.
    """

    def __init__(self, detail: str = "", settings: EmbedSettings | None = None) -> None:
        if not detail:
            raise UsageError("sentence-transformers needs a model: sentence-transformers:NAME or :PATH of its folder")
        settings = settings or EmbedSettings()
        self._prefix, self._batch_tokens = settings.prefix, settings.batch_tokens
        self._model = _load(detail)
        folder = Path(detail).expanduser()
        kind = f"{folder.resolve().name}-{_digest(folder)}" if folder.is_dir() else detail
        self.name = f"sentence-transformers:{kind}" + (f"+{self._prefix.strip()}" if self._prefix else "")
        self.dim = int(self._rows(["."]).shape[1])

    def _rows(self, texts: list[str]) -> NDArray[np.float32]:
        rows = self._model.encode(
            texts, batch_size=len(texts), show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=False
        )
        return np.asarray(rows, np.float32)

    def encode(
        self, texts: Sequence[str], *, langs: Sequence[str] | None = None, progress: Progress | None = None
    ) -> NDArray[np.float32]:
        """Unit vectors [n, dim]; a text that the model gives a null vector lies on the first axis."""
        out = np.empty((len(texts), self.dim), np.float32)
        done = 0
        for start in range(0, len(texts), SLICE):
            part = [self._prefix + well_formed(t) for t in texts[start : start + SLICE]]
            lengths = [2 + len(t) // CHARACTERS_A_TOKEN for t in part]
            for batch in by_length(lengths, tokens=self._batch_tokens):
                out[[start + i for i in batch]] = self._rows([part[i] for i in batch])
                done += len(batch)
                if progress is not None:
                    progress(done, len(texts))
        out[~np.isfinite(out).all(axis=1)] = 0.0
        out[~out.any(axis=1), 0] = 1.0
        out /= np.linalg.norm(out, axis=1, keepdims=True)
        return out


def _load(detail: str) -> Any:
    folder = Path(detail).expanduser()
    if not folder.exists() and (detail.startswith((".", "~", os.sep)) or detail.count("/") > 1):
        raise ModelError(f"{detail}: no such folder; give the folder that SentenceTransformer.save wrote")
    if folder.is_dir() and not any((folder / f).exists() for f in ("modules.json", "config.json")):
        raise ModelError(f"{detail}: no model in this folder (no modules.json); give one that SentenceTransformer "
                         "can load")  # fmt: skip
    try:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(folder) if folder.exists() else detail)
    # The libraries below raise what they like: connection, JSON, missing weights, unknown architectures.
    except Exception as error:
        first = str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__
        remedy = ("is it a whole model that SentenceTransformer can load?" if folder.exists()
                  else "check the name and the network, or download the model and give its folder")  # fmt: skip
        raise ModelError(f"{detail}: cannot load this sentence-transformers model ({first}); {remedy}") from error


def _digest(folder: Path) -> str:
    """A digest of the names and contents of the files of a model's folder."""
    seal = blake2b(digest_size=8)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix.lower() != ".md"):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        seal.update(path.relative_to(folder).as_posix().encode("utf-8", "surrogateescape") + b"\0")
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                seal.update(chunk)
    return seal.hexdigest()
