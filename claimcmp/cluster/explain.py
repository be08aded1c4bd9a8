"""Why sentences are in one claim: every edge between its members with its levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.align import Views, scored
from claimcmp.cluster.centred import Centre, centre
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.stored import StoredEdges
from claimcmp.errors import UsageError
from claimcmp.match import FactView
from claimcmp.model import Level
from claimcmp.text import isolate

LEGEND = (
    "  A line each: how sure it is that both are one fact (0 is undecided, +1 about 3 to 1, +3 about 20 to 1; below 0\n"
    "  they are in one claim through others only), then what each level adds. A report's evidence is on a scale of\n"
    "  its own: it is weighed anew for two reports whose values are set against each other."
)
FACTS_A_CLAIM = 200  # of a larger claim only the first facts are explained


@dataclass(frozen=True, slots=True)
class ExplainedEdge:
    """Two members of a claim: outlet, words of the fact and sentence of both, and the edge's levels."""

    left: tuple[str, str, str]
    right: tuple[str, str, str]
    edge: Edge


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim's edges, the surest first; those below 0 hold together through others only."""

    key: str
    kind: str
    slot: str
    sentences: tuple[tuple[str, str], ...]
    edges: tuple[ExplainedEdge, ...]

    @property
    def weakest(self) -> ExplainedEdge | None:
        """The edge with the lowest score."""
        return min(self.edges, key=lambda e: e.edge.score, default=None)

    def __str__(self) -> str:
        lines = [f"claim {self.key}: {self.kind}, {self.slot}"]
        lines += [f"  {isolate(outlet)}: {isolate(text)}" for outlet, text in self.sentences]
        lines += [LEGEND] if self.edges else []
        for e in self.edges:
            left, right = (f"{isolate(side[0])}: {isolate(side[1])}" for side in (e.left, e.right))
            lines.append(f"  {e.edge.score:+.1f}  {left}  |  {right}")
            levels = [f"{level.name} {level.value} {level.weight:+.1f}" for level in e.edge.levels if level.weight]
            lines.append(f"        {', '.join(levels)}")
        if not self.edges:
            lines.append("  the sentences are near one another as a whole; they share no typed fact")
        return "\n".join(lines)


def explain(
    tables: Mapping[str, pa.Table], claim_key: str, *, vectors: NDArray[np.float32] | None = None
) -> Explanation:
    """Every edge between the facts of a claim, with its levels.

    ``tables`` holds articles, sentences, facts, claims and members. Edges of the table ``edges`` are shown as they
    were scored; others are scored anew, without ``vectors`` less the level of the sentences' nearness.
    Raises ``UsageError`` for an unknown key.
    """
    claims = tables["claims"].filter(pc.equal(tables["claims"]["key"], claim_key)).to_pylist()
    if not claims:
        raise UsageError(f"no claim {claim_key!r}; the report and claims.csv show the keys of all claims")
    claim = claims[0]
    members = tables["members"].filter(pc.equal(tables["members"]["claim"], claim["id"])).to_pylist()
    rows = np.unique([m["sentence"] for m in members]).astype(np.int64)
    views = Views(tables)
    outlets = tables["articles"]["outlet"].to_pylist()
    texts = tables["sentences"].select(["article", "text"]).take(pa.array(rows)).to_pylist()
    near = _near(tables, vectors, rows)
    seen = views.of(rows)
    stored = StoredEdges(tables["edges"]).of(seen) if "edges" in tables else []
    edges = _edges(seen, {m["fact"] for m in members}, near, {(e.left, e.right): e for e in stored})
    if near is not None:
        whole = sorted({m["sentence"] for m in members if m["fact"] < 0})
        told = {row: (outlets[t["article"]], t["text"]) for row, t in zip(rows.tolist(), texts, strict=True)}
        edges += _whole_edges(told, whole, near)
    return Explanation(
        claim_key, claim["kind"], claim["slot"], tuple((outlets[t["article"]], t["text"]) for t in texts), tuple(edges)
    )


def _edges(
    views: list[FactView], facts: set[int], vectors: Mapping[int, NDArray[np.float32]] | None,
    stored: Mapping[tuple[int, int], Edge],
) -> list[ExplainedEdge]:  # fmt: skip
    chosen = [v for v in views if v.fact.id in facts][:FACTS_A_CLAIM]
    found = [
        ExplainedEdge(_shown(a), _shown(b), stored.get((a.fact.id, b.fact.id)) or scored(a, b, vectors))
        for a, b in combinations(chosen, 2)
        if a.sentence != b.sentence
    ]
    return sorted(found, key=lambda e: (-e.edge.score, e.edge.left, e.edge.right))


def _near(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32] | None, rows: NDArray[np.int64]
) -> dict[int, NDArray[np.float32]] | None:
    """The centred vectors of some sentences; what they are centred on is in the table ``centre``, or worked out."""
    if vectors is None:
        return None
    sentences = tables["sentences"].take(pa.array(rows))
    middle = Centre.from_table(tables["centre"]) if "centre" in tables else centre(vectors, tables["sentences"])
    found = middle.of(np.asarray(vectors[rows], np.float32), middle.codes(sentences))
    return dict(zip(rows.tolist(), found, strict=True))


def _whole_edges(
    shown: Mapping[int, tuple[str, str]], rows: list[int], near: Mapping[int, NDArray[np.float32]]
) -> list[ExplainedEdge]:
    """Edges of sentences that are in a claim as a whole: how near each pair is."""
    found = []
    for a, b in combinations(rows[:FACTS_A_CLAIM], 2):
        cosine = float(near[a] @ near[b])
        level = Level("sentences", f"{cosine:.2f}", round(weights.at(cosine, weights.STATEMENTS), 2))
        ends = [(outlet, "the whole sentence", text) for outlet, text in (shown[a], shown[b])]
        found.append(ExplainedEdge(ends[0], ends[1], Edge(-1, -1, level.weight, (level,))))
    return sorted(found, key=lambda e: (-e.edge.score, e.left, e.right))


def _shown(view: FactView) -> tuple[str, str, str]:
    return view.outlet, view.text[view.fact.start : view.fact.end], view.text
