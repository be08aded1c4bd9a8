"""What every kind that this process holds itself has in common: ids, masks, removal, a folder with a manifest."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from claimcmp.errors import MismatchError, WorkspaceError
from claimcmp.index.manifest import Manifest, write
from claimcmp.index.rows import Rows, check_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Found, Vectors


def nothing(queries: int, k: int) -> Found:
    """Scores and ids of a search that finds nothing."""
    return np.full((queries, k), -np.inf, np.float32), np.full((queries, k), -1, np.int64)


class Local(ABC):
    """The vectors as ``held``, and which of their rows are still there.

    A subclass names its kind and its file, and says how to look up, append, read and write.
    """

    kind: ClassVar[str]
    file: ClassVar[str]

    def __init__(self, held: Any, rows: Rows, *, encoder: str, mapped: bool = False) -> None:
        self.dim = self._shape(held)[1]
        self.encoder = encoder
        self._held = held
        self._rows = rows
        self._mapped = mapped

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def added(self) -> int:
        """See ``Index.added``."""
        return self._rows.added

    def search(
        self, queries: Vectors, k: int, *, mask: NDArray[np.bool_] | None = None, widen: bool = True
    ) -> Found:
        """See ``Index.search``."""
        check_columns("queries", queries, self.dim)
        allowed = self._rows.allowed(mask)
        if not k or not len(queries) or not allowed.any():
            return nothing(len(queries), k)
        return self._nearest(np.ascontiguousarray(queries, np.float32), k, allowed, widen)

    def add(self, vectors: Vectors) -> NDArray[np.int64]:
        """See ``Index.add``; an index opened by mmap is read into memory first."""
        check_columns("new vectors", vectors, self.dim)
        self._append(np.ascontiguousarray(vectors, np.float32))
        self._mapped = False
        return self._rows.add(len(vectors))

    def remove(self, ids: NDArray[np.int64]) -> int:
        """See ``Index.remove``."""
        return self._rows.remove(ids)

    def save(self, path: Path) -> None:
        """See ``Index.save``; written aside and renamed, since the old file may be the one that is mapped."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        aside = folder / (self.file + ".part")
        self._write(aside)
        os.replace(aside, folder / self.file)
        self._rows.save(folder)
        write(folder, Manifest(self.kind, self.encoder, self.dim, self._rows.added))

    @classmethod
    def load(cls, path: Path, *, manifest: Manifest, mmap: bool) -> Self:
        """Open a saved index, by mmap unless told otherwise."""
        try:
            held = cls._read(Path(path) / cls.file, mmap=mmap)
            rows = Rows.load(Path(path))
        except (OSError, ValueError, RuntimeError) as error:
            raise WorkspaceError(f"{path}: unreadable index: {_first_line(error)}; build it again") from error
        if cls._shape(held) != (manifest.rows, manifest.dim) or rows.added != manifest.rows:
            raise MismatchError(
                f"{path}: vectors {cls._shape(held)}, manifest says ({manifest.rows}, {manifest.dim}); build it again"
            )
        return cls(held, rows, encoder=manifest.encoder, mapped=mmap)

    @staticmethod
    @abstractmethod
    def _shape(held: Any) -> tuple[int, int]:
        """Rows and columns."""

    @abstractmethod
    def _nearest(self, queries: Vectors, k: int, allowed: NDArray[np.bool_], widen: bool) -> Found:
        """The nearest of the rows that are ``allowed``, of which there are some."""

    @abstractmethod
    def _append(self, vectors: Vectors) -> None:
        """Hold these too, after those that are there."""

    @abstractmethod
    def _write(self, file: Path) -> None:
        """Write what is held."""

    @classmethod
    @abstractmethod
    def _read(cls, file: Path, *, mmap: bool) -> Any:
        """What ``_write`` wrote; raises what the library raises."""


def _first_line(error: Exception) -> str:
    """What FAISS says without the place in its own source."""
    return str(error).strip().rpartition("Error: ")[2].splitlines()[0] if str(error).strip() else repr(error)
