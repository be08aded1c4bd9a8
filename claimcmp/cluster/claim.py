"""Claims: the slots that facts of a story fill, and groups of sentences that say one thing without a typed fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.align import Views, edges, told_apart
from claimcmp.cluster.apart import by_sentence, sentences_apart
from claimcmp.cluster.centred import centred
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.graph import I64, linked, log_odds
from claimcmp.cluster.keys import content_key
from claimcmp.cluster.lasting import with_keys
from claimcmp.cluster.one_value import evicted
from claimcmp.cluster.statements import statements
from claimcmp.cluster.stored import StoredEdges, edge_table
from claimcmp.config import ClusterSettings
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.model import Fact, Kind, Origin, ValueRelation, schemas

STATEMENT = "statement"
LARGE = 2_500  # sentences of a story looked at: all pairs of them are held at once (25 MB)
LONG = 80 * 86_400.0  # seconds from which a date is a setting, not an answer to "when"
LABEL = 60  # code points of a slot's label
NAMED = frozenset({Kind.PLACE, Kind.PERSON, Kind.ATTRIBUTION})


@dataclass(slots=True)
class Draft:
    """A claim before it has an id: its members as (sentence, fact or -1, similarity)."""

    story: int
    kind: str
    slot: str
    members: list[tuple[int, int, float]]


def claims(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], pairs: pa.Table, settings: ClusterSettings, *,
    previous: Mapping[str, pa.Table] | None = None,
) -> tuple[pa.Table, pa.Table]:  # fmt: skip
    """The tables ``claims`` and ``members`` of the stories in ``tables``.

    Where ``tables`` holds ``edges`` their scores are taken, whatever the threshold; else they are made anew.
    """
    _, rows, members = claims_part(tables, centred(vectors, tables["sentences"]), settings)
    return with_keys(rows, members, tables, previous), members


def claim_edges(tables: Mapping[str, pa.Table], vectors: NDArray[np.float32]) -> pa.Table:
    """The table ``edges``: every pair of facts of a story that may fill one slot, scored level by level."""
    near = centred(vectors, tables["sentences"])
    return edge_table(edge for _, _, views in _stories(tables) if views for edge in edges(views, near))


def claims_part(
    tables: Mapping[str, pa.Table], near: NDArray[np.float32], settings: ClusterSettings
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The tables ``edges``, ``claims`` and ``members`` of some stories; ``near`` are the centred vectors.

    A claim's key is still that of its content alone: ``with_keys`` makes the keys of all parts unique and lasting.
    """
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)
    position = np.asarray(tables["sentences"]["position"])
    roots = _roots(tables["origins"])
    stored = StoredEdges(tables["edges"]) if "edges" in tables else None
    drafts: list[Draft] = []
    scored: list[Edge] = []
    for story, rows, views in _stories(tables):
        body = rows[position[rows] >= 0]
        found = stored.of(views) if stored else edges(views, near) if views else []
        if stored is None:
            scored += found
        drafts += _story(story, views, found, body, article[body], near, settings, roots)
    return tables["edges"] if stored else edge_table(scored), *_tables(drafts, tables, roots)


def _stories(tables: Mapping[str, pa.Table]) -> Iterator[tuple[int, I64, list[FactView]]]:
    """Each story of two or more articles: its number, its sentences and their facts."""
    views = Views(tables)
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)
    position = np.asarray(tables["sentences"]["position"])
    order = np.argsort(article, kind="stable")
    first = np.searchsorted(article[order], np.arange(tables["articles"].num_rows + 1))
    for story, group in enumerate(tables["stories"]["articles"].to_pylist()):
        if len(group) > 1:
            rows = _thinned(np.sort(np.concatenate([order[first[a] : first[a + 1]] for a in group])), position)
            yield story, rows, views.of(rows)


def _thinned(rows: I64, position: I64) -> I64:
    """The sentences of a story, of a large one as many from the top of every article as ``LARGE`` allows."""
    if len(rows) <= LARGE:
        return rows
    counts = np.cumsum(np.bincount(position[rows] + 1))
    deepest = max(int(np.searchsorted(counts, LARGE, side="right")) - 1, 1)
    return rows[position[rows] + 1 <= deepest]


def _story(
    story: int, views: list[FactView], found: list[Edge], body: I64, articles: I64, vectors: NDArray[np.float32],
    settings: ClusterSettings, roots: Mapping[int, int],
) -> list[Draft]:  # fmt: skip
    """The claims of one story: slots first, then what its sentences say beyond them."""
    shift = log_odds(settings.threshold)
    titles = {v.sentence for v in views} - set(body.tolist())
    drafts = []
    for group in _slots(views, found, shift):
        group = _without_titles(group, titles)
        rows = [v.sentence for v in group]
        members = sorted((v.sentence, v.fact.id, _centrality(v.sentence, rows, vectors)) for v in group)
        if len({roots.get(v.article, v.article) for v in group}) > 1:
            drafts.append(Draft(story, group[0].fact.kind, _label(group), members))
        else:  # copies say the same thing in the same words: nothing to compare
            drafts.append(Draft(story, STATEMENT, STATEMENT, [(row, -1, c) for row, _, c in members]))
    known = [{sentence for sentence, _, _ in d.members} for d in drafts]
    told, of = told_apart(views, found), by_sentence(views)

    def apart(left: int, right: int) -> bool:
        return (left, right) in told or sentences_apart(of.get(left, ()), of.get(right, ()))

    for rows in statements(body, articles, vectors, known, apart, shift):
        members = [(row, -1, _centrality(row, rows, vectors)) for row in rows]
        drafts.append(Draft(story, STATEMENT, STATEMENT, members))
    return drafts


def _slots(views: list[FactView], found: list[Edge], shift: float) -> list[list[FactView]]:
    """Groups of facts of two or more articles that fill one slot."""
    at = {v.fact.id: i for i, v in enumerate(views)}
    left = np.array([at[e.left] for e in found], np.int64)
    right = np.array([at[e.right] for e in found], np.int64)
    score = np.array([e.score - shift for e in found], np.float64)
    roots = linked(len(views), left, right, score, missing=weights.MISSING_FACT)
    groups = _by_root(views, roots)
    out = {fact for group in groups for fact in evicted(group)}
    if out:  # the facts that left a slot may fill another one together
        rest = np.array([v.fact.id in out for v in views], bool)
        both = rest[left] & rest[right]
        again = linked(len(views), left[both], right[both], score[both], missing=weights.MISSING_FACT)
        groups = [[v for v in group if v.fact.id not in out] for group in groups]
        groups += [group for group in _by_root(views, again) if group[0].fact.id in out]
    return [group for group in groups if len({v.article for v in group}) > 1 and _telling(group)]


def _by_root(views: list[FactView], roots: I64) -> list[list[FactView]]:
    groups: dict[int, list[FactView]] = defaultdict(list)
    for view, root in zip(views, roots.tolist(), strict=True):
        groups[root].append(view)
    return [group for _, group in sorted(groups.items())]


def _without_titles(group: list[FactView], titles: set[int]) -> list[FactView]:
    """A group less the titles of articles whose body says it too: the body is the better evidence."""
    said = {v.article for v in group if v.sentence not in titles}
    return [v for v in group if v.sentence not in titles or v.article not in said]


def _telling(group: list[FactView]) -> bool:
    """Whether a group is a claim: that all name one place, person, source or year only says what they are about."""
    setting = group[0].fact.kind in NAMED or all(_long(v.fact) for v in group)
    return not setting or any(
        relation(a.fact, b.fact) == ValueRelation.DISJOINT for a, b in combinations(group, 2)
    )


def _long(fact: Fact) -> bool:
    """Whether a date is a quarter or more: this year, the third quarter."""
    return fact.kind == Kind.DATE and fact.low is not None and fact.high is not None and fact.high - fact.low > LONG


def _centrality(sentence: int, group: list[int], vectors: NDArray[np.float32]) -> float:
    """Cosine of a sentence with the mean of its group."""
    mean = vectors[group].mean(axis=0)
    return float(np.clip(vectors[sentence] @ mean / max(float(np.linalg.norm(mean)), 1e-9), -1.0, 1.0))


def _label(group: list[FactView]) -> str:
    """What the slot is, in a word or two."""
    kind = group[0].fact.kind
    if kind in (Kind.DATE, Kind.TIME):
        roles = sorted(v.fact.role for v in group if v.fact.role)
        return f"{kind}: {max(roles, key=roles.count)}" if 2 * len(roles) > len(group) else str(kind)
    names = sorted(v.fact.concept or v.fact.what or v.fact.unit for v in group)
    return max(sorted(set(names)), key=names.count)[:LABEL].replace("_", " ") or str(kind)


def _tables(
    drafts: list[Draft], tables: Mapping[str, pa.Table], roots: Mapping[int, int]
) -> tuple[pa.Table, pa.Table]:
    sentences = tables["sentences"].select(["article", "lang", "text", "position"]).to_pydict()
    articles = tables["articles"].select(["key", "outlet", "published"]).to_pydict()
    starts = tables["facts"]["start"].to_pylist()
    rows, members = [], []
    for number, d in enumerate(drafts):
        ranked = sorted(d.members, key=lambda m: (
            _time(articles, sentences["article"][m[0]]), _name(sentences, articles, m[0]), m[1]
        ))  # fmt: skip
        key, text = _name(sentences, articles, ranked[0][0])
        at = starts[ranked[0][1]] if ranked[0][1] >= 0 else -1
        key = content_key(d.kind, key, text, str(at))
        own = sorted({sentences["article"][s] for s, _, _ in d.members})
        seen = [articles["published"][a] for a in own if articles["published"][a] is not None]
        best = max(d.members, key=lambda m: (sentences["position"][m[0]] >= 0, m[2], -m[0]))
        rows.append({
            "id": number, "key": key, "story": d.story, "kind": d.kind, "slot": d.slot, "representative": best[0],
            "outlets": sorted({articles["outlet"][a] for a in own}),
            "languages": sorted({sentences["lang"][s] for s, _, _ in d.members}),
            "independent_sources": len({roots.get(a, a) for a in own}),
            "first_seen": min(seen, default=None), "last_seen": max(seen, default=None),
        })  # fmt: skip
        members += [{"claim": number, "sentence": s, "fact": f, "similarity": c} for s, f, c in d.members]
    return (
        pa.Table.from_pylist(rows, schema=schemas()["claims"]),
        pa.Table.from_pylist(members, schema=schemas()["members"]),
    )


def _time(articles: dict[str, list[Any]], article: int) -> float:
    published = articles["published"][article]
    return published if isinstance(published, float) else float("inf")


def _name(sentences: dict[str, list[Any]], articles: dict[str, list[Any]], sentence: int) -> tuple[str, str]:
    """What names a sentence in every run: its article's key and its text."""
    return articles["key"][sentences["article"][sentence]], sentences["text"][sentence]


def _roots(origins: pa.Table) -> dict[int, int]:
    """The root article of each article that comes from another one of the input."""
    parent = {o.article: o.origin for o in _rows(origins) if o.origin >= 0}
    roots = {}
    for article in parent:
        seen = {article}
        at = parent[article]
        while at in parent and at not in seen:
            seen.add(at)
            at = parent[at]
        roots[article] = at
    return roots


def _rows(origins: pa.Table) -> list[Origin]:
    return [Origin(**row) for row in origins.to_pylist()]
