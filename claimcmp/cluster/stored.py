"""Scored edges as a table, so that another threshold needs no new scores and every edge can be shown as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa

from claimcmp.cluster.edge import Edge
from claimcmp.match import FactView
from claimcmp.model import Level, schemas


def edge_table(found: Iterable[Edge]) -> pa.Table:
    """The table ``edges``: two facts, their score in log odds and the levels that weigh something."""
    rows = list(found)
    told = [[x for x in e.levels if x.weight] for e in rows]
    levels = [x for own in told for x in own]
    schema = schemas()["edges"]
    parts: list[pa.Array] = [
        pa.array([x.name for x in levels]), pa.array([x.value for x in levels]), pa.array([x.weight for x in levels]),
    ]  # fmt: skip
    kind = schema.field("levels").type
    structs = pa.StructArray.from_arrays([p.cast(f.type) for p, f in zip(parts, kind.value_type, strict=True)],
                                         fields=list(kind.value_type))  # fmt: skip
    ends = pa.array(np.cumsum([0, *map(len, told)]), pa.int32())
    return pa.table(
        [
            pa.array([e.left for e in rows], pa.int32()), pa.array([e.right for e in rows], pa.int32()),
            pa.array([e.score for e in rows], pa.float64()), pa.ListArray.from_arrays(ends, structs, type=kind),
        ], schema=schema,
    )  # fmt: skip


class StoredEdges:
    """The table ``edges`` by the lesser fact of each edge."""

    def __init__(self, table: pa.Table) -> None:
        left = np.asarray(table["left"]).astype(np.int64)
        self._order = np.argsort(left, kind="stable")
        self._left = left[self._order]
        self._table = table

    def of(self, views: Sequence[FactView]) -> list[Edge]:
        """The edges whose first fact is one of a story's, in the order in which they were scored."""
        facts = np.array([v.fact.id for v in views], np.int64)
        first, stop = np.searchsorted(self._left, facts), np.searchsorted(self._left, facts, side="right")
        spans = [self._order[a:b] for a, b in zip(first.tolist(), stop.tolist(), strict=True) if b > a]
        if not spans:
            return []
        rows = self._table.take(pa.array(np.sort(np.concatenate(spans)))).to_pylist()
        return [Edge(r["left"], r["right"], r["score"], tuple(Level(**x) for x in r["levels"])) for r in rows]
