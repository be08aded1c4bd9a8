"""Sentences → vectors: encoders by name, each distinct sentence encoded once, vectors kept on disk.

An encoder is anything with ``name``, ``dim`` and ``encode``; ``ENCODERS`` says where each one lives. To add one: a
class, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from claimcmp.config import EmbedSettings
from claimcmp.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

Progress = Callable[[int, int], None]  # (sentences done, sentences in all)


@runtime_checkable
class Encoder(Protocol):
    """What turns sentences into unit vectors.

    ``name`` names the weights and the fit with their version: two encoders of one name give the same vectors.
    """

    @property
    def name(self) -> str:
        """The name that keys the cache and the index."""
        ...

    @property
    def dim(self) -> int:
        """Columns of a vector."""
        ...

    def encode(
        self, texts: Sequence[str], *, langs: Sequence[str] | None = None, progress: Progress | None = None
    ) -> Vectors:
        """float32 ``[len(texts), dim]``, rows of unit length; ``langs`` are guessed where they are not given."""
        ...


ENCODERS: dict[str, str] = {
    "best": "claimcmp.embed.bundled:Best",
    "fast": "claimcmp.embed.bundled:Fast",
    "hashing": "claimcmp.embed.hashing:Hashing",
    "sentence-transformers": "claimcmp.embed.hub:SentenceTransformers",
}


def load(name: str, settings: EmbedSettings | None = None) -> Encoder:
    """The encoder ``name``; what follows a colon is given to it ("sentence-transformers:intfloat/e5-base").

    Raises ``UsageError`` on an unknown name and ``ModelError`` where the weights cannot be read.
    """
    kind, _, detail = name.partition(":")
    if kind not in ENCODERS:
        raise UsageError(f"no encoder {name!r}; there are {', '.join(sorted(ENCODERS))}")
    module, _, cls = ENCODERS[kind].partition(":")
    encoder = getattr(import_module(module), cls)(detail, settings or EmbedSettings())
    assert isinstance(encoder, Encoder)
    return encoder


def encode(
    texts: Sequence[str],
    langs: Sequence[str] | None,
    *,
    encoder: Encoder,
    cache_dir: Path | None = None,
    float16: bool = False,
    progress: Progress | None = None,
) -> Vectors:
    """float32 ``[len(texts), dim]``, row i for text i; a normalised text that occurs twice is encoded once.

    With ``cache_dir`` the vectors stay on disk, keyed by the encoder's name and the text's digest, so that a second
    run over a grown corpus encodes the new sentences only. ``float16`` halves the file (cosines move by < 1e-3).
    """
    from claimcmp.embed.once import encode_once

    return encode_once(texts, langs, encoder=encoder, cache_dir=cache_dir, float16=float16, progress=progress)
