"""Credits as a table: what an article credits is read once, for as long as no text may mean an outlet that is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.credits import Credit

_CREDIT = pa.struct([("name", pa.string()), ("kind", pa.string()), ("place", pa.string()),
                     ("start", pa.int32()), ("end", pa.int32())])  # fmt: skip
SCHEMA = pa.schema([("article", pa.int32()), ("credits", pa.list_(_CREDIT))])


def to_table(credits: Sequence[Sequence[Credit]], read: NDArray[np.bool_]) -> pa.Table:
    """The table ``credits``: one row for each article whose credits were read, in the order of the articles."""
    rows = np.flatnonzero(read).tolist()
    return pa.Table.from_pydict({"article": rows, "credits": [[asdict(c) for c in credits[row]] for row in rows]},
                                schema=SCHEMA)  # fmt: skip


def from_table(table: pa.Table) -> Mapping[int, list[Credit]]:
    """The credits of each article of a table."""
    credits = ([Credit(**row) for row in own] for own in table["credits"].to_pylist())
    return dict(zip(table["article"].to_pylist(), credits, strict=True))
