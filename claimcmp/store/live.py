"""Tables as their readers see them: rows that an addition replaced are left out, row numbers run from 0 again.

An addition neither rewrites nor renumbers a table: it writes its own rows into a file beside the others and names the
rows that they replace. Until ``compact`` writes it anew, a table's rows keep the numbers that they were written with.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    I64 = NDArray[np.int64]

# Columns that hold row numbers, and of which table.
REFERENCES = {
    "articles": {"id": "articles"},
    "sentences": {"id": "sentences", "article": "articles"},
    "facts": {"id": "facts", "sentence": "sentences"},
    "stories": {"id": "stories", "articles": "articles"},
    "origins": {"article": "articles", "origin": "articles"},
    "credits": {"article": "articles"},
    "claims": {"id": "claims", "story": "stories", "representative": "sentences"},
    "members": {"claim": "claims", "sentence": "sentences", "fact": "facts"},
    "edges": {"left": "facts", "right": "facts"},
    "positions": {"claim": "claims", "article": "articles", "sentence": "sentences", "fact": "facts"},
    "comparisons": {"id": "comparisons", "claim": "claims", "left": "facts", "right": "facts"},
}  # fmt: skip


class Live(Mapping[str, "pa.Table"]):
    """Some tables as they were when they were opened; what went is left out of a table when it is first asked for.

    ``gone`` are the row numbers (ascending) that went from each table; ``moved`` are the tables whose rows still name
    other rows by the numbers that these were written with.
    """

    def __init__(self, stored: Mapping[str, pa.Table], gone: Mapping[str, I64], moved: Container[str]) -> None:
        self._stored, self._gone, self._moved = stored, gone, moved
        self._made: dict[str, pa.Table] = {}

    def __getitem__(self, name: str) -> pa.Table:
        if name not in self._made:
            self._made[name] = self._of(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    def _of(self, name: str) -> pa.Table:
        import pyarrow as pa

        table = self._stored[name]
        gone = self._gone.get(name)
        if gone is not None and len(gone):
            stay = np.ones(table.num_rows, bool)
            stay[gone] = False
            table = table.filter(pa.array(stay))
        for column, other in REFERENCES.get(name, {}).items() if name in self._moved else ():
            lost = self._gone.get(other)
            if lost is None or not len(lost):
                continue
            at = table.schema.get_field_index(column)
            values = np.asarray(table.column(at)).astype(np.int64)
            moved = values - np.searchsorted(lost, values)
            table = table.set_column(at, table.schema.field(at), pa.array(moved, table.schema.field(at).type))
        return table
