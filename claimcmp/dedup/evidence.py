"""What stands behind copies, and what falls short of them: runs of words, single sentences, likely translations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.minhash import near_duplicate_texts
from claimcmp.dedup.origins import independent
from claimcmp.dedup.overlap import overlap
from claimcmp.dedup.shingles import I64, shingle, tokenize
from claimcmp.dedup.translations import DAYS, FEWEST, RENDERED, rendering, rows_of
from claimcmp.model import Relation

F32 = NDArray[np.float32]
Span = tuple[int, int, int, int]

SENTENCE = 6  # words of a sentence that is worth calling copied: shorter ones are said by many
SENTENCE_SHARE = 0.8  # of its shingles, from which a sentence is a near copy
NEIGHBOURS = 16  # nearest sentences looked at for translations
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one article that stands in another one, without a claim that the article comes from it.

    ``relation`` is "sentence" (copied, or nearly) or "possible_translation"; ``origin`` is the article that published
    earlier, or the first of the input where that is not known: then ``why`` says that the direction is undecided.
    ``spans`` are code points ``start, end`` in the article and ``start, end`` in the other one.
    """

    article: int
    origin: int
    relation: str
    share: float
    spans: tuple[Span, ...]
    why: str


def evidence(
    articles: pa.Table, sentences: pa.Table, origins: pa.Table, *, vectors: F32 | None = None
) -> Iterator[dict[str, Any]]:
    """What is known of copies, for people to read: one row a relation, articles by their keys, offsets in code points.

    First the table ``origins``, the runs of copies with it; then the ``passages`` that fall short of one.
    """
    keys, outlets = articles["key"].to_pylist(), articles["outlet"].to_pylist()
    runs = copied_runs(articles, origins)
    for row in origins.to_pylist():
        known = row["origin"] >= 0
        yield {
            "article": keys[row["article"]], "outlet": outlets[row["article"]],
            "origin": keys[row["origin"]] if known else None,
            "origin_outlet": outlets[row["origin"]] if known else None,
            "relation": row["relation"], "share": round(row["share"], 4), "credit": row["credit"], "why": row["why"],
            "spans": runs.get((row["article"], row["origin"]), []),
        }  # fmt: skip
    for passage in passages(articles, sentences, origins, vectors=vectors):
        yield {
            "article": keys[passage.article], "outlet": outlets[passage.article], "origin": keys[passage.origin],
            "origin_outlet": outlets[passage.origin], "relation": passage.relation, "share": round(passage.share, 4),
            "credit": "", "why": passage.why, "spans": [list(span) for span in passage.spans],
        }  # fmt: skip


def copied_runs(articles: pa.Table, origins: pa.Table) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Of every copy (article, origin): where its words that stand in the origin are, longest run first."""
    pairs = [
        (row["article"], row["origin"])
        for row in origins.select(["article", "origin", "relation"]).to_pylist()
        if row["relation"] in (Relation.COPY, Relation.NEAR_COPY) and row["origin"] >= 0
    ]
    used = sorted({article for pair in pairs for article in pair})
    at = {article: i for i, article in enumerate(used)}
    tokens = tokenize(articles["text"].take(pa.array(used, pa.int64())).to_pylist())
    shingles = shingle(tokens)
    return {(copy, origin): list(overlap(tokens, shingles, at[origin], at[copy]).spans) for copy, origin in pairs}


def passages(
    articles: pa.Table, sentences: pa.Table, origins: pa.Table, *, vectors: F32 | None = None
) -> list[Passage]:
    """Copied sentences and possible translations of articles that ``origins`` does not give one root already."""
    roots = independent(origins)
    found = list(_sentences(articles, sentences))
    if vectors is not None:
        found += _translations(articles, sentences, vectors)
    apart = [p for p in found if roots.get(p.article, p.article) != roots.get(p.origin, p.origin)]
    return sorted(apart, key=lambda p: (p.article, p.origin, p.relation, p.spans))


def _sentences(articles: pa.Table, sentences: pa.Table) -> Iterator[Passage]:
    """Sentences that stand, word for word or nearly and with the same numbers, in an article of another outlet."""
    body = np.flatnonzero(np.asarray(sentences["position"]) >= 0)
    texts = sentences["text"].take(pa.array(body)).to_pylist()
    tokens = tokenize(texts)
    shingles = shingle(tokens)
    count = tokens.count()
    columns = sentences.select(["article", "start", "end"]).take(pa.array(body)).to_pydict()
    outlets, order = articles["outlet"].to_pylist(), _order(articles)
    spans: dict[tuple[int, int], list[tuple[Span, float]]] = defaultdict(list)
    for left, right in near_duplicate_texts(texts, SENTENCE_SHARE).tolist():
        one, two = columns["article"][left], columns["article"][right]
        if min(count[left], count[right]) < SENTENCE or one == two or outlets[one] == outlets[two]:
            continue
        common = overlap(tokens, shingles, left, right)
        if common.numbers > 0:
            continue
        copy, origin = (right, left) if order[one] < order[two] else (left, right)
        span = (columns["start"][copy], columns["end"][copy], columns["start"][origin], columns["end"][origin])
        pair = (columns["article"][copy], columns["article"][origin])
        spans[pair].append((span, min(common.left, common.right)))
    for (article, origin), rows in sorted(spans.items()):
        share = sum(s for _, s in rows) / len(rows)
        number = "one of its sentences stands" if len(rows) == 1 else f"{len(rows)} of its sentences stand"
        why = f"{number} in the other article; {_direction(articles, article, origin)}"
        yield Passage(article, origin, "sentence", share, tuple(sorted(span for span, _ in rows)), why)


def _translations(articles: pa.Table, sentences: pa.Table, vectors: F32) -> Iterator[Passage]:
    """Articles that render, sentence by sentence and in order, an earlier one in another language."""
    rows = rows_of(sentences, articles.num_rows)
    columns = articles.select(["outlet", "lang", "published"]).to_pydict()
    order = _order(articles)
    span = sentences.select(["start", "end"]).to_pydict()
    for left, right in _rendered_pairs(sentences, vectors):
        article, origin = (right, left) if order[left] < order[right] else (left, right)
        times = columns["published"][article], columns["published"][origin]
        late = None not in times and times[0] - times[1] > DAYS * DAY
        if late or any(columns[name][left] == columns[name][right] for name in ("lang", "outlet")):
            continue
        whole = rendering(vectors, rows[article], rows[origin])
        if whole.whole:
            places = tuple((span["start"][a], span["end"][a], span["start"][b], span["end"][b]) for a, b in whole.pairs)
            why = (
                f"{whole.in_order:.0%} of its sentences render, in the same order, those of the other article, and it "
                f"credits nobody: undecided whether it is a translation; {_direction(articles, article, origin)}"
            )
            yield Passage(article, origin, "possible_translation", whole.in_order, places, why)


def _rendered_pairs(sentences: pa.Table, vectors: F32) -> list[list[int]]:
    """Pairs of articles (left < right) of which ``FEWEST`` sentences or more lie near one another."""
    body = np.flatnonzero(np.asarray(sentences["position"]) >= 0)
    if len(body) < 2:
        return []
    own = np.ascontiguousarray(vectors[body], np.float32)
    near = faiss.knn(own, own, min(NEIGHBOURS + 1, len(own)), metric=faiss.METRIC_INNER_PRODUCT)
    article = np.asarray(sentences["article"]).astype(np.int64)[body]
    left = np.repeat(article, near[1].shape[1])
    right = article[near[1].ravel()]
    close = (near[0].ravel() >= RENDERED) & (left != right)
    pairs: I64 = np.sort(np.stack([left[close], right[close]], axis=1), axis=1)
    unique, counts = np.unique(pairs, axis=0, return_counts=True)
    found: list[list[int]] = unique[counts >= FEWEST].tolist()
    return found


def _order(articles: pa.Table) -> list[tuple[bool, float, int]]:
    """What comes first: the earlier publication, unknown times last."""
    return [(t is None, t or 0.0, i) for i, t in enumerate(articles["published"].to_pylist())]


def _direction(articles: pa.Table, article: int, origin: int) -> str:
    times = [articles["published"][i].as_py() for i in (article, origin)]
    if None in times:
        return "direction undecided: publication times are not known"
    if times[0] == times[1]:
        return "direction undecided: published at the same time"
    return "direction by the earlier publication"
