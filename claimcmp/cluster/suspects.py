"""Claims that look over-merged: two values that exclude one another, unlike members, bridges; with the weak edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from claimcmp.cluster import weights
from claimcmp.cluster.align import Views, scored
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.stored import StoredEdges
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Kind, ValueRelation, Verdict

FACTS_A_CLAIM = 200  # of a larger claim only the first facts are looked at
TELLING = frozenset({"place", "period", "identifier", "names", "day"})  # levels that are scopes of a value
UNLIKE = "two members are unlike"
SIDE = 2  # facts on either side of an edge from which it is called a bridge
FAR = 0.4  # least cosine of a paraphrase with the middle of its group
SCHEMA = pa.schema([("claim", pa.int32()), ("key", pa.string()), ("reason", pa.string()),
                    ("score", pa.float32()), ("left", pa.int32()), ("right", pa.int32())])  # fmt: skip


def suspects(tables: Mapping[str, pa.Table], *, limit: int = 100) -> pa.Table:
    """Claims that look over-merged, the most suspicious first.

    Columns: ``claim``, ``key``, ``reason``, ``score`` (of the weak edge), ``left`` and ``right`` (its facts, -1 where
    a sentence is in the claim as a whole). Reasons: one article gives two values, two values have disjoint scopes,
    only one edge joins two parts (a bridge), two members are unlike (the diameter), a sentence is far from the others.
    ``tables`` holds articles, sentences, facts, claims and members; scores of the table ``edges`` are taken. Members of
    a claim on which the table ``comparisons`` says that outlets differ are unlike because they contradict one another.
    """
    views = Views(tables)
    stored = StoredEdges(tables["edges"]) if "edges" in tables else None
    facts: dict[int, dict[int, int]] = defaultdict(dict)
    whole: dict[int, float] = {}
    for row in tables["members"].to_pylist():
        if row["fact"] >= 0:
            facts[row["claim"]][row["fact"]] = row["sentence"]
        else:
            whole[row["claim"]] = min(whole.get(row["claim"], 1.0), row["similarity"])
    far = "a sentence is far from the others"
    told = _told_to_differ(tables)
    found = [(claim, far, score, -1, -1) for claim, score in whole.items() if score < FAR]
    for claim, own in sorted(facts.items()):
        seen = [v for v in views.of(np.unique(np.array(list(own.values()), np.int64))) if v.fact.id in own]
        odd = _suspicion(seen[:FACTS_A_CLAIM], stored)
        if odd and not (odd[0] == UNLIKE and claim in told):
            found.append((claim, odd[0], odd[1].score, odd[1].left, odd[1].right))
    keys = tables["claims"]["key"].to_pylist()
    rows = [
        {"claim": claim, "key": keys[claim], "reason": reason, "score": score, "left": left, "right": right}
        for claim, reason, score, left, right in sorted(found, key=lambda f: (f[2], f[0], f[1]))
    ]
    return pa.Table.from_pylist(rows[:limit], schema=SCHEMA)


def _told_to_differ(tables: Mapping[str, pa.Table]) -> set[int]:
    rows = tables["comparisons"].select(["claim", "verdict"]).to_pylist() if "comparisons" in tables else []
    return {r["claim"] for r in rows if r["verdict"] == Verdict.DIFFER}


def _suspicion(views: Sequence[FactView], stored: StoredEdges | None) -> tuple[str, Edge] | None:
    """What is odd about a claim, and its weak edge."""
    known = {(e.left, e.right): e for e in stored.of(views)} if stored else {}
    pairs = [(a, b) for a, b in combinations(views, 2) if a.fact.kind == b.fact.kind and a.sentence != b.sentence]
    edges = [known.get((a.fact.id, b.fact.id)) or scored(a, b, None) for a, b in pairs]
    if not edges:
        return None
    views_of = {v.fact.id: v for v in views}
    own = [e for e in edges if _one_article(views_of[e.left], views_of[e.right])]
    if own:
        return "one article gives two values", _weakest(own)
    scopes = [e for e in edges if any(x.name in TELLING and x.weight <= weights.APART for x in e.levels)]
    if scopes:
        return "two values have disjoint scopes", _weakest(scopes)
    bridge = _bridge(views, edges)
    if bridge is not None:
        return "only one edge joins two parts", bridge
    weakest = _weakest(edges)
    return (UNLIKE, weakest) if weakest.score < weights.WEAK else None


def _weakest(edges: Sequence[Edge]) -> Edge:
    return min(edges, key=lambda e: (e.score, e.left, e.right))


def _one_article(a: FactView, b: FactView) -> bool:
    """Whether two facts of one article exclude one another."""
    excluded = a.fact.kind != Kind.ATTRIBUTION and relation(a.fact, b.fact) == ValueRelation.DISJOINT
    return a.article == b.article and excluded


def _bridge(views: Sequence[FactView], edges: Sequence[Edge]) -> Edge | None:
    """The weakest good edge without which a claim falls into two parts of ``SIDE`` facts or more each."""
    at = {v.fact.id: i for i, v in enumerate(views)}
    good = [e for e in edges if e.score > 0]
    ends = np.array([[at[e.left], at[e.right]] for e in good], np.int64).reshape(-1, 2)
    if len(good) < 2 * SIDE - 1 or len(good) > FACTS_A_CLAIM:  # as dense as that, no edge is alone
        return None
    before = _parts(ends, len(views))
    bridges = []
    for i, edge in enumerate(good):
        parts = _parts(np.delete(ends, i, axis=0), len(views))
        sides = [int((parts == parts[end]).sum()) for end in ends[i]]
        if parts.max() > before.max() and min(sides) >= SIDE:
            bridges.append(edge)
    return _weakest(bridges) if bridges else None


def _parts(ends: NDArray[np.int64], count: int) -> NDArray[np.int32]:
    graph = coo_matrix((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), shape=(count, count))
    labels: NDArray[np.int32] = connected_components(graph, directed=False)[1]
    return labels


def shown(tables: Mapping[str, pa.Table], *, limit: int = 100) -> str:
    """The suspects as text: a line a claim with its reason, and both ends of the weak edge."""
    table = suspects(tables, limit=limit)
    if not table.num_rows:
        return "no claim looks over-merged"
    legend = "In brackets: how sure it is that both are one fact; 0 is undecided, −3 about 20 to 1 that they are not."
    outlets = tables["articles"]["outlet"].to_pylist()
    lines = ["These claims look over-merged, the most suspicious first. " + legend]
    for row in table.to_pylist():
        lines.append(f"claim {row['key']}: {row['reason']} ({row['score']:+.1f})")
        for fact in (row["left"], row["right"]):
            if fact >= 0:
                told = tables["facts"].slice(fact, 1).to_pylist()[0]
                sentence = tables["sentences"].slice(told["sentence"], 1).to_pylist()[0]
                words = sentence["text"][told["start"] : told["end"]]
                lines.append(f"  {outlets[sentence['article']]}: {words}  |  {sentence['text']}")
    return "\n".join(lines)
