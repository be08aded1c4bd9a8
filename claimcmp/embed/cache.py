"""Vectors on disk: append-only segments, each written aside and renamed, so that a crash loses at most the last one.

A segment is two files of one stem: ``S.vectors.npy`` [n, dim] and ``S.keys.npy`` [n, 16]. The keys are renamed into
place last: vectors without keys do not exist. The stem is the digest of the keys, so two processes that encode the
same sentences write the same file.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.errors import MismatchError, WorkspaceError

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEY_BYTES = 16
# Above this many segments they are merged into one: opening stays a matter of milliseconds.
MANY_SEGMENTS = 64


class VectorCache:
    """The vectors of one encoder under ``root``; any number of processes may read and append."""

    def __init__(self, root: Path, *, encoder: str, dim: int, float16: bool = False) -> None:
        suffix = "-f16" if float16 else ""
        self.folder = Path(root) / (re.sub(r"[^\w.+-]+", "_", encoder)[:100] + "-" + _short(encoder) + suffix)
        self.dim = dim
        self.dtype = np.float16 if float16 else np.float32
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"{self.folder}: cannot make the vector cache ({error}); name another") from error
        self._segments: dict[str, NDArray[Any]] = {}
        self._place: dict[bytes, tuple[str, int]] = {}
        self._read_new()
        if len(self._segments) > MANY_SEGMENTS:
            self._merge()

    def __len__(self) -> int:
        return len(self._place)

    def get(self, keys: Sequence[bytes]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """The vectors that are here (float32 [n, dim], other rows unset) and which ones they are (bool [n])."""
        vectors = np.empty((len(keys), self.dim), np.float32)
        found = np.zeros(len(keys), np.bool_)
        wanted: dict[str, tuple[list[int], list[int]]] = {}
        for i, key in enumerate(keys):
            place = self._place.get(key)
            if place is not None:
                into, rows = wanted.setdefault(place[0], ([], []))
                into.append(i)
                rows.append(place[1])
        for stem, (into, rows) in wanted.items():
            vectors[into] = self._segments[stem][rows]
            found[into] = True
        return vectors, found

    def put(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Append; returns the vectors as a later ``get`` will give them (rounded where the cache is float16)."""
        stored = vectors.astype(self.dtype)
        if len(keys):
            self._write(keys, stored)
            self._read_new()
        return stored.astype(np.float32)

    def _write(self, keys: Sequence[bytes], stored: NDArray[Any]) -> str:
        packed = np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), KEY_BYTES)
        stem = blake2b(packed.tobytes(), digest_size=12).hexdigest()
        for kind, array in (("vectors", stored), ("keys", packed)):
            handle, temporary = tempfile.mkstemp(dir=self.folder, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    np.save(file, array)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(temporary, self.folder / f"{stem}.{kind}.npy")
            except BaseException:
                Path(temporary).unlink(missing_ok=True)
                raise
        return stem

    def _read_new(self) -> None:
        for path in sorted(self.folder.glob("*.keys.npy")):
            stem = path.name.removesuffix(".keys.npy")
            if stem in self._segments:
                continue
            try:
                keys = np.load(path)
                vectors = np.load(path.with_name(f"{stem}.vectors.npy"), mmap_mode="r")
            except FileNotFoundError:
                continue  # merged away by another process between the listing and the reading
            except (OSError, ValueError) as error:
                raise WorkspaceError(f"{path}: unreadable vector cache: {error}; delete the file") from error
            if vectors.shape != (len(keys), self.dim):
                raise MismatchError(
                    f"{path}: vectors of shape {vectors.shape}, not ({len(keys)}, {self.dim}); delete {self.folder}"
                )
            self._segments[stem] = vectors
            blob = keys.tobytes()
            for row in range(len(keys)):
                self._place.setdefault(blob[row * KEY_BYTES : (row + 1) * KEY_BYTES], (stem, row))

    def _merge(self) -> None:
        old = list(self._segments)
        keys = list(self._place)
        stored = np.empty((len(keys), self.dim), self.dtype)
        for i, (stem, row) in enumerate(self._place.values()):
            stored[i] = self._segments[stem][row]
        merged = self._write(keys, stored)
        for stem in old:
            if stem != merged:
                (self.folder / f"{stem}.keys.npy").unlink(missing_ok=True)
                (self.folder / f"{stem}.vectors.npy").unlink(missing_ok=True)
        self._segments.clear()
        self._place.clear()
        self._read_new()


def _short(name: str) -> str:
    return blake2b(name.encode("utf-8"), digest_size=4).hexdigest()
