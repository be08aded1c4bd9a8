"""Claims: the slots that facts of a story fill, and groups of sentences that say one thing without a typed fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.align import Views, edges
from claimcmp.cluster.centred import centred
from claimcmp.cluster.graph import linked
from claimcmp.cluster.keys import carried, content_key
from claimcmp.config import ClusterSettings
from claimcmp.match import FactView
from claimcmp.model import Origin, schemas

STATEMENT = "statement"


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
    """The tables ``claims`` and ``members`` of the stories in ``tables``."""
    vectors = centred(vectors, tables["sentences"])
    views = Views(tables)
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)
    order = np.argsort(article, kind="stable")
    first = np.searchsorted(article[order], np.arange(tables["articles"].num_rows + 1))
    drafts: list[Draft] = []
    for story, group in enumerate(tables["stories"]["articles"].to_pylist()):
        if len(group) < 2:
            continue
        rows = np.sort(np.concatenate([order[first[a] : first[a + 1]] for a in group]))
        drafts += _story(story, views.of(rows), vectors, settings)
    return _tables(drafts, tables, previous)


def _story(
    story: int, views: list[FactView], vectors: NDArray[np.float32], settings: ClusterSettings
) -> list[Draft]:
    """The claims of one story."""
    if not views:
        return []
    found = edges(views, vectors)
    at = {v.fact.id: i for i, v in enumerate(views)}
    shift = float(np.log(settings.threshold / (1 - settings.threshold)))
    left = np.array([at[e.left] for e in found], np.int64)
    right = np.array([at[e.right] for e in found], np.int64)
    score = np.array([e.score - shift for e in found], np.float64)
    roots = linked(len(views), left, right, score, missing=weights.MISSING_FACT)
    groups: dict[int, list[FactView]] = defaultdict(list)
    for view, root in zip(views, roots.tolist(), strict=True):
        groups[root].append(view)
    drafts = []
    for _, group in sorted(groups.items()):
        if len({v.article for v in group}) < 2:
            continue
        members = [(v.sentence, v.fact.id, _centrality(v, group, vectors)) for v in group]
        drafts.append(Draft(story, group[0].fact.kind, _label(group), sorted(members)))
    return drafts


def _centrality(view: FactView, group: list[FactView], vectors: NDArray[np.float32]) -> float:
    """Mean cosine of a sentence with the group's."""
    mean = vectors[[v.sentence for v in group]].mean(axis=0)
    return float(np.clip(vectors[view.sentence] @ mean / max(float(np.linalg.norm(mean)), 1e-9), -1.0, 1.0))


def _label(group: list[FactView]) -> str:
    """What the slot is, in a word or two."""
    names = sorted(v.fact.concept or v.fact.what or v.fact.unit for v in group)
    return max(sorted(set(names)), key=names.count) or str(group[0].fact.kind)


def _tables(
    drafts: list[Draft], tables: Mapping[str, pa.Table], previous: Mapping[str, pa.Table] | None
) -> tuple[pa.Table, pa.Table]:
    sentences = tables["sentences"].select(["article", "lang", "text", "position"]).to_pydict()
    articles = tables["articles"].select(["key", "outlet", "published"]).to_pydict()
    roots = _roots(tables["origins"])
    fresh, names = [], []
    for d in drafts:
        ranked = sorted(d.members, key=lambda m: (_time(articles, sentences["article"][m[0]]), m[0]))
        first = ranked[0][0]
        key, text = _name(sentences, articles, first)
        fresh.append(content_key(d.kind, d.slot, key, text))
        names.append([(*_name(sentences, articles, m[0]), d.kind) for m in d.members])
    keys = carried(fresh, names, _earlier(previous))
    rows, members = [], []
    for number, (d, key) in enumerate(zip(drafts, keys, strict=True)):
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


def _earlier(previous: Mapping[str, pa.Table] | None) -> dict[Hashable, set[str]]:
    """In which earlier claims each sentence (by article key, text and kind) was."""
    if not previous or not {"claims", "members", "sentences", "articles"} <= previous.keys():
        return {}
    sentences = previous["sentences"].select(["article", "text"]).to_pydict()
    articles = previous["articles"].select(["key"]).to_pydict()
    claims_ = previous["claims"].select(["key", "kind"]).to_pydict()
    found: dict[Hashable, set[str]] = defaultdict(set)
    for claim, sentence in zip(*previous["members"].select(["claim", "sentence"]).to_pydict().values(), strict=True):
        name = articles["key"][sentences["article"][sentence]], sentences["text"][sentence], claims_["kind"][claim]
        found[name].add(claims_["key"][claim])
    return found

