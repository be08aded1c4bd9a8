"""Which rows of an index are still there, and which of them a search may find: one bookkeeping for every kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.errors import MismatchError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from claimcmp.index import Vectors

NAME = "alive.npy"


class Rows:
    """An id is the place of a row in the order of adding; a removed one is never given again."""

    def __init__(self, alive: NDArray[np.bool_] | None = None) -> None:
        self.alive = np.empty(0, np.bool_) if alive is None else alive

    def __len__(self) -> int:
        return int(self.alive.sum())

    @property
    def added(self) -> int:
        """Rows that were ever added."""
        return len(self.alive)

    def add(self, count: int) -> NDArray[np.int64]:
        """Room for so many more; their ids."""
        first = self.added
        self.alive = np.concatenate([self.alive, np.ones(count, np.bool_)])
        return np.arange(first, self.added, dtype=np.int64)

    def remove(self, ids: NDArray[np.int64]) -> int:
        """Take out ids; how many of them were there. An id that never was is passed over."""
        before, given = len(self), np.asarray(ids, np.int64)
        self.alive = self.alive.copy()
        self.alive[given[(given >= 0) & (given < self.added)]] = False
        return before - len(self)

    def allowed(self, mask: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
        """What is there and not masked out; ``MismatchError`` where the mask is of another length."""
        if mask is None:
            return self.alive
        if len(mask) != self.added:
            raise MismatchError(f"a mask of {len(mask)} rows, the index has {self.added}; make one entry for each id")
        return self.alive & mask

    def save(self, folder: Path) -> None:
        """Beside the vectors."""
        np.save(folder / NAME, self.alive)

    @classmethod
    def load(cls, folder: Path) -> Rows:
        """As saved; raises what NumPy raises."""
        return cls(np.load(folder / NAME))


def check_columns(what: str, vectors: Vectors, dim: int) -> None:
    """``MismatchError`` where the vectors come from another encoder."""
    if vectors.shape[1] != dim:
        raise MismatchError(f"{what} have {vectors.shape[1]} columns, the index {dim}; use its encoder")


def within(times: NDArray[np.float64], *, since: float | None = None, until: float | None = None) -> NDArray[np.bool_]:
    """A mask of the rows whose time (seconds, NaN unknown) lies in ``[since, until]``; an unknown time lies nowhere.

    >>> within(np.array([1.0, 5.0, np.nan]), since=2.0).tolist()
    [False, True, False]
    """
    low, high = -np.inf if since is None else since, np.inf if until is None else until
    with np.errstate(invalid="ignore"):
        kept: NDArray[np.bool_] = (times >= low) & (times <= high)
    return kept


def in_languages(langs: Sequence[str] | NDArray[np.str_], wanted: Iterable[str]) -> NDArray[np.bool_]:
    """A mask of the rows in one of the ``wanted`` languages.

    >>> in_languages(["ar", "en", "ru"], ["ar", "ru"]).tolist()
    [True, False, True]
    """
    return np.isin(np.asarray(langs, dtype=str), sorted(wanted))
