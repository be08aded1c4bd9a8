"""What the clustering knows of two facts of a story: how surely they fill one slot, how near their sentences are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

VALUED = ("value", "day")  # levels of an edge that weigh the values
LIKENESS = "sentences"  # the level whose value is the cosine of the sentences


@dataclass(frozen=True, slots=True)
class Evidence:
    """The table ``edges`` by pairs of facts: ``code`` is the lesser id times ``count`` plus the greater one, sorted."""

    count: int
    code: NDArray[np.int64]
    score: NDArray[np.float64]
    cosine: NDArray[np.float64]

    def __call__(self, one: int, two: int) -> float | None:
        """Log odds that two facts fill one slot whatever their values; None where the story is mute."""
        at = self._at(one, two)
        return None if at is None else float(self.score[at])

    def near(self, one: int, two: int) -> float | None:
        """The cosine of the sentences of two facts, None where they were not compared."""
        at = self._at(one, two)
        return None if at is None or np.isnan(self.cosine[at]) else float(self.cosine[at])

    def _at(self, one: int, two: int) -> int | None:
        wanted = min(one, two) * self.count + max(one, two)
        at = int(np.searchsorted(self.code, wanted))
        return at if at < len(self.code) and self.code[at] == wanted else None


def evidence_of(tables: Mapping[str, pa.Table]) -> Evidence:
    """The evidence of a story's ``edges``.

    Their scores less what the values themselves weigh there: a conflict speaks against one slot.
    """
    none: NDArray[np.float64] = np.zeros(0)
    if "edges" not in tables or not tables["edges"].num_rows:
        return Evidence(1, np.zeros(0, np.int64), none, none)
    edges, count = tables["edges"], max(tables["facts"].num_rows, 1)
    left, right = (np.asarray(edges[side]).astype(np.int64) for side in ("left", "right"))
    code = np.minimum(left, right) * count + np.maximum(left, right)
    order = np.argsort(code, kind="stable")
    valued, cosine = _levels(edges["levels"].combine_chunks())
    return Evidence(count, code[order], (np.asarray(edges["score"]) - valued)[order], cosine[order])


def _levels(levels: pa.ListArray) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What the levels on the values weigh together in each edge, and the cosine of its sentences (NaN: not told)."""
    import pyarrow as pa
    import pyarrow.compute as pc

    flat = levels.flatten()
    row = np.repeat(np.arange(len(levels)), np.asarray(levels.value_lengths()))
    ours = np.asarray(pc.is_in(flat.field("name"), value_set=pa.array(VALUED)), bool)
    valued: NDArray[np.float64] = np.zeros(len(levels))
    np.add.at(valued, row, np.where(ours, np.asarray(flat.field("weight"), np.float64), 0.0))
    cosine: NDArray[np.float64] = np.full(len(levels), np.nan)
    told = np.asarray(pc.equal(flat.field("name"), LIKENESS), bool)
    cosine[row[told]] = np.asarray(flat.field("value").filter(pa.array(told)).cast(pa.float64()))
    return valued, cosine
