"""Claims: the slots that facts of a story fill, and groups of sentences that say one thing without a typed fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster.align import Counts, Views, edges, told_apart
from claimcmp.cluster.apart import by_sentence, other_site, sentences_apart
from claimcmp.cluster.centred import centred
from claimcmp.cluster.deeds import read_acts
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.graph import I64, log_odds
from claimcmp.cluster.keys import content_key
from claimcmp.cluster.lasting import with_keys
from claimcmp.cluster.numbered import numbered, other_number
from claimcmp.cluster.slots import label, slot_kind, slots, without_titles
from claimcmp.cluster.stances import Stances, with_stances
from claimcmp.cluster.statements import statements
from claimcmp.cluster.stored import StoredEdges, edge_table
from claimcmp.cluster.strangers import Strangers
from claimcmp.config import ClusterSettings
from claimcmp.match import FactView
from claimcmp.match.origins import roots as origin_roots
from claimcmp.model import Relation, schemas

STATEMENT = "statement"
LARGE = 2_500  # sentences of a story looked at: all pairs of them are held at once (25 MB)


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
    return edge_table(edge for _, _, views in story_views(tables) if views for edge in edges(views, near))


def claims_part(
    tables: Mapping[str, pa.Table], near: NDArray[np.float32], settings: ClusterSettings
) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The tables ``edges``, ``claims`` and ``members`` of some stories; ``near`` are the centred vectors.

    A claim's key is still that of its content alone: ``with_keys`` makes the keys of all parts unique and lasting.
    """
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)
    position = np.asarray(tables["sentences"]["position"])
    roots = origin_roots(tables["origins"])
    copied = origin_roots(tables["origins"], (Relation.COPY, Relation.NEAR_COPY))
    stored = StoredEdges(tables["edges"]) if "edges" in tables else None
    drafts: list[Draft] = []
    scored: list[Edge] = []
    for story, rows, views in story_views(tables):
        body = rows[position[rows] >= 0]
        written = texts(tables, rows)
        strange = Strangers({row: (*written[row], int(article[row])) for row in rows.tolist()}, views)
        found = stored.of(views) if stored else edges(views, near, strange) if views else []
        if stored is None:
            scored += found
        drafts += _story(story, views, found, body, article[body], near, settings, copied, written, strange)
    return tables["edges"] if stored else edge_table(scored), *_tables(drafts, tables, roots)


def story_views(tables: Mapping[str, pa.Table]) -> Iterator[tuple[int, I64, list[FactView]]]:
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


def texts(tables: Mapping[str, pa.Table], rows: I64) -> dict[int, tuple[str, str]]:
    """The text and language of some sentences."""
    found = tables["sentences"].select(["text", "lang"]).take(pa.array(rows)).to_pylist()
    return {row: (f["text"], f["lang"]) for row, f in zip(rows.tolist(), found, strict=True)}


def _thinned(rows: I64, position: I64) -> I64:
    """The sentences of a story, of a large one as many from the top of every article as ``LARGE`` allows."""
    if len(rows) <= LARGE:
        return rows
    counts = np.cumsum(np.bincount(position[rows] + 1))
    deepest = max(int(np.searchsorted(counts, LARGE, side="right")) - 1, 1)
    return rows[position[rows] + 1 <= deepest]


def _story(
    story: int, views: list[FactView], found: list[Edge], body: I64, articles: I64, vectors: NDArray[np.float32],
    settings: ClusterSettings, copied: Mapping[int, int], texts: Mapping[int, tuple[str, str]],
    strange: Callable[[int, int], bool],
) -> list[Draft]:  # fmt: skip
    """The claims of one story: slots first, then what its sentences say beyond them."""
    shift = log_odds(settings.threshold)
    titles = {v.sentence for v in views} - set(body.tolist())
    of = by_sentence(views)
    read_acts(views)
    groups = [without_titles(group, titles) for group in slots(views, found, shift)]
    drafts = []
    for group, asserted in with_stances(groups, views, Stances(texts, of, body, articles, vectors)):
        members = [(v.sentence, v.fact.id) for v in group] + asserted
        rows = [row for row, _ in members]
        known = sorted((*member, near) for member, near in zip(members, _centrality(rows, vectors), strict=True))
        written = {int(articles[np.searchsorted(body, row)]) for row, _ in asserted} | {v.article for v in group}
        if len({copied.get(a, a) for a in written}) > 1:
            drafts.append(Draft(story, slot_kind(group), label(group), known))
        else:  # copies say the same thing in the same words: nothing to compare
            drafts.append(Draft(story, STATEMENT, STATEMENT, [(row, -1, c) for row, _, c in known]))
    told, counts = told_apart(views, found), Counts(views, found, shift)

    def apart(left: int, right: int) -> bool:
        if (left, right) in told or counts.apart(left, right) or sentences_apart(of.get(left, ()), of.get(right, ())):
            return True
        one, two = texts[left], texts[right]
        return strange(left, right) or other_site(one, two) or other_number(numbered(*one), numbered(*two))

    held = [{sentence for sentence, _, _ in d.members} for d in drafts]
    for rows in statements(body, articles, vectors, held, apart, shift):
        found_near = zip(rows, _centrality(rows, vectors), strict=True)
        drafts.append(Draft(story, STATEMENT, STATEMENT, [(row, -1, near) for row, near in found_near]))
    return drafts


def _centrality(group: list[int], vectors: NDArray[np.float32]) -> list[float]:
    """Cosine of each sentence of a group with the mean of the group."""
    mean = vectors[group].mean(axis=0)
    length = max(float(np.linalg.norm(mean)), 1e-9)
    # One product a sentence: a product of all rows at once rounds by how many they are.
    cosines = (float(vectors[row] @ mean / length) for row in group)
    return [min(max(cosine, -1.0), 1.0) for cosine in cosines]


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
