"""Tables and arrays by name, each with the key of what it was made from."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimcmp.errors import WorkspaceError
from claimcmp.model import schemas

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa


def digest(*parts: object) -> str:
    """A short stable digest of plain values (str, numbers, lists, dicts).

    >>> digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    True
    """
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass
class Blocks:
    """An array that comes in blocks of rows, at least one."""

    blocks: Iterator[np.ndarray]


class Store:
    """Tables and arrays of one job by name, in memory; ``Workspace`` keeps them on disk.

    Every entry carries the ``key`` of what it was made from: ``get`` with another key finds nothing.
    """

    def __init__(self) -> None:
        self._entries: dict[str, tuple[str, Any]] = {}
        self.manifest: dict[str, Any] = {}

    def describe(self, values: Mapping[str, Any]) -> None:
        """Keep plain values (settings, versions, counts, timings, problems) with the tables."""
        self.manifest.update(values)

    def has(self, name: str, key: str) -> bool:
        """Whether the entry exists and was made from the same inputs and settings."""
        return name in self._entries and self._entries[name][0] == key

    def put_table(self, name: str, key: str, table: pa.Table) -> pa.Table:
        """Keep a table; returns it as it will be read back."""
        table = table.cast(schemas()[name]) if name in schemas() else table
        self._entries[name] = (key, table)
        return table

    def table(self, name: str) -> pa.Table:
        """A table by name; ``WorkspaceError`` when it is not there."""
        if name not in self._entries:
            raise WorkspaceError(f"there is no table {name!r} yet")
        return self._entries[name][1]

    def live(self, *names: str) -> Mapping[str, pa.Table]:
        """Tables as they are now, whatever is put in their place later."""
        return {name: self.table(name) for name in names}

    @contextlib.contextmanager
    def writing(self, name: str, key: str) -> Iterator[Callable[[pa.Table], None]]:
        """Keep a table that comes in parts: the block gets a function that takes them; kept when it ends well."""
        import pyarrow as pa

        parts: list[pa.Table] = []
        yield parts.append
        schema = schemas().get(name)
        self.put_table(name, key, pa.concat_tables(parts) if parts or schema is None else schema.empty_table())

    def put_array(self, name: str, key: str, array: np.ndarray) -> np.ndarray:
        """Keep an array; returns it as it will be read back."""
        self._entries[name] = (key, array)
        return array

    def put_blocks(self, name: str, key: str, given: Blocks) -> np.ndarray:
        """Keep an array that comes in blocks."""
        import numpy as np

        return self.put_array(name, key, np.concatenate(list(given.blocks)))

    def append_table(self, name: str, key: str, more: pa.Table) -> pa.Table:
        """Put rows behind those of a table; the old rows are neither read nor written where there are many."""
        import pyarrow as pa

        old = self.table(name)
        return self.put_table(name, key, pa.concat_tables([old, more.cast(old.schema)]))

    def append_array(self, name: str, key: str, more: np.ndarray) -> np.ndarray:
        """Put rows behind those of an array."""
        import numpy as np

        old = self.array(name)
        return self.put_array(name, key, np.concatenate([old, more.astype(old.dtype)]))

    def array(self, name: str) -> np.ndarray:
        """An array by name; ``WorkspaceError`` when it is not there."""
        array: np.ndarray = self.table(name)
        return array

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return int(self.table(name).num_rows)

    def names(self) -> list[str]:
        """Names of everything kept."""
        return sorted(self._entries)

    def key(self, name: str) -> str:
        """The key that an entry was made from ("" when it is not there)."""
        return self._entries[name][0] if name in self._entries else ""
