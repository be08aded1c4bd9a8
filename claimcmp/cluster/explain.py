"""Why sentences are in one claim: every edge between its members with its levels; and which claims look over-merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.align import Views, scored
from claimcmp.cluster.centred import centred
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.stored import StoredEdges
from claimcmp.errors import UsageError
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Kind, ValueRelation

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
        lines += [f"  {outlet}: {text}" for outlet, text in self.sentences]
        for e in self.edges:
            lines.append(f"  {e.edge.score:+.1f}  {e.left[0]}: {e.left[1]}  |  {e.right[0]}: {e.right[1]}")
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
    near = centred(vectors, tables["sentences"]) if vectors is not None else None
    seen = views.of(rows)
    stored = StoredEdges(tables["edges"]).of(seen) if "edges" in tables else []
    edges = _edges(seen, {m["fact"] for m in members}, near, {(e.left, e.right): e for e in stored})
    return Explanation(
        claim_key, claim["kind"], claim["slot"], tuple((outlets[t["article"]], t["text"]) for t in texts), tuple(edges)
    )


def _edges(
    views: list[FactView], facts: set[int], vectors: NDArray[np.float32] | None,
    stored: Mapping[tuple[int, int], Edge],
) -> list[ExplainedEdge]:  # fmt: skip
    chosen = [v for v in views if v.fact.id in facts][:FACTS_A_CLAIM]
    found = [
        ExplainedEdge(_shown(a), _shown(b), stored.get((a.fact.id, b.fact.id)) or scored(a, b, vectors))
        for a, b in combinations(chosen, 2)
        if a.sentence != b.sentence
    ]
    return sorted(found, key=lambda e: (-e.edge.score, e.edge.left, e.edge.right))


def _shown(view: FactView) -> tuple[str, str, str]:
    return view.outlet, view.text[view.fact.start : view.fact.end], view.text


def suspects(tables: Mapping[str, pa.Table], *, limit: int = 100) -> pa.Table:
    """Claims that look over-merged, the most suspicious first.

    Columns: ``claim``, ``key``, ``reason``, ``score`` (of the weak edge), ``left`` and ``right`` (its facts). Looked
    at are claims in which two values of one article exclude one another, and claims with an edge below ``WEAK``.
    """
    views = Views(tables)
    sentences: dict[int, set[int]] = defaultdict(set)
    facts: dict[int, set[int]] = defaultdict(set)
    for row in tables["members"].to_pylist():
        if row["fact"] >= 0:
            sentences[row["claim"]].add(row["sentence"])
            facts[row["claim"]].add(row["fact"])
    keys = tables["claims"]["key"].to_pylist()
    rows = []
    for claim in sorted(sentences):
        seen = views.of(np.array(sorted(sentences[claim]), np.int64))
        found = _suspicion([v for v in seen if v.fact.id in facts[claim]][:FACTS_A_CLAIM])
        if found:
            reason, edge = found
            rows.append({"claim": claim, "key": keys[claim], "reason": reason, "score": edge.score,
                         "left": edge.left, "right": edge.right})  # fmt: skip
    rows.sort(key=lambda r: (r["score"], r["claim"]))
    schema = pa.schema([("claim", pa.int32()), ("key", pa.string()), ("reason", pa.string()),
                        ("score", pa.float32()), ("left", pa.int32()), ("right", pa.int32())])  # fmt: skip
    return pa.Table.from_pylist(rows[:limit], schema=schema)


def _suspicion(views: list[FactView]) -> tuple[str, Edge] | None:
    """The weakest edge of a claim and what is odd about it."""
    pairs = [(a, b) for a, b in combinations(views, 2) if a.fact.kind == b.fact.kind]
    if not pairs:
        return None
    edges = [(scored(a, b, None), a, b) for a, b in pairs]
    edge, a, b = min(edges, key=lambda e: (e[0].score, e[0].left, e[0].right))
    own = [e for e, x, y in edges if x.article == y.article and _excluded(x, y)]
    if own:
        return "one article gives two values", min(own, key=lambda e: (e.score, e.left, e.right))
    if edge.score < weights.WEAK and a.article != b.article:
        return "two members are unlike", edge
    return None


def _excluded(a: FactView, b: FactView) -> bool:
    return a.fact.kind != Kind.ATTRIBUTION and relation(a.fact, b.fact) == ValueRelation.DISJOINT
