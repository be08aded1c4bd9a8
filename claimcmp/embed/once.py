"""Encoding each distinct sentence once, through the vector cache."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.embed.cache import VectorCache
from claimcmp.errors import UsageError
from claimcmp.languages import LANGUAGES
from claimcmp.languages.guess import guess

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.embed import Encoder, Progress

DIGEST_BYTES = 16
# Texts go to the encoder in slices, each written to the cache: a job that dies keeps what it has done.
SLICE = 20_000


def normal_form(text: str) -> str:
    r"""What two texts must share to be one sentence: NFC, single spaces.

    >>> normal_form(" Nine  people\nkilled. ")
    'Nine people killed.'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str, lang: str) -> bytes:
    """The key of a sentence in the cache; a language centres its own vectors, so it is part of the key."""
    return blake2b(f"{lang}\0{text}".encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def language(text: str, lang: str | None) -> str:
    """The base code of a known language as given, else the guess from letters and small words."""
    base = (lang or "").replace("_", "-").split("-")[0].lower()
    return base if base in LANGUAGES else guess(text)


def encode_once(
    texts: Sequence[str], langs: Sequence[str] | None, *, encoder: Encoder, cache_dir: Path | None, float16: bool,
    progress: Progress | None,
) -> NDArray[np.float32]:  # fmt: skip
    """See ``claimcmp.embed.encode``."""
    if langs is not None and len(langs) != len(texts):
        raise UsageError(f"{len(texts)} texts but {len(langs)} languages")
    row_of: dict[bytes, int] = {}
    distinct: list[tuple[str, str]] = []
    rows = np.empty(len(texts), np.int64)
    for i, raw in enumerate(texts):
        text = normal_form(raw)
        lang = language(text, langs[i] if langs is not None else None)
        row = row_of.setdefault(digest(text, lang), len(distinct))
        if row == len(distinct):
            distinct.append((text, lang))
        rows[i] = row
    if cache_dir is None:
        vectors = _run(distinct, encoder, progress, done=0, total=len(distinct))
    else:
        cache = VectorCache(cache_dir, encoder=encoder.name, dim=encoder.dim, float16=float16)
        vectors = _through(cache, list(row_of), distinct, encoder, progress)
    return vectors[rows]


def _run(
    items: list[tuple[str, str]], encoder: Encoder, progress: Progress | None, *, done: int, total: int
) -> NDArray[np.float32]:
    if not items:
        return np.empty((0, encoder.dim), np.float32)
    report = None if progress is None else (lambda n, _: progress(done + n, total))
    return encoder.encode([t for t, _ in items], langs=[lang for _, lang in items], progress=report)


def _through(
    cache: VectorCache, keys: list[bytes], items: list[tuple[str, str]], encoder: Encoder, progress: Progress | None
) -> NDArray[np.float32]:
    vectors, found = cache.get(keys)
    missing = np.flatnonzero(~found)
    for start in range(0, len(missing), SLICE):
        part = missing[start : start + SLICE]
        # What is kept already is no progress: the pace shown is that of the encoder.
        fresh = _run([items[i] for i in part], encoder, progress, done=start, total=len(missing))
        vectors[part] = cache.put([keys[i] for i in part], fresh)
    return vectors
