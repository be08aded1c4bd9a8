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
    rows = [
        {
            "left": e.left, "right": e.right, "score": e.score,
            "levels": [{"name": x.name, "value": x.value, "weight": x.weight} for x in e.levels if x.weight],
        }
        for e in found
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schemas()["edges"])


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
