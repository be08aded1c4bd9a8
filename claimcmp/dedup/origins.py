"""From copies and credits to origins: who took from whom, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.config import DedupSettings
from claimcmp.dedup.asked import asked
from claimcmp.dedup.credited import Corpus, translations
from claimcmp.dedup.credits import Credit, Names, find_credits
from claimcmp.dedup.kept import to_table
from claimcmp.dedup.minhash import candidates, pairs_of_equal
from claimcmp.dedup.outlets import Outlets, load_outlets
from claimcmp.dedup.overlap import Overlap, may_be_near, overlap
from claimcmp.dedup.shingles import I64, shingle, tokenize
from claimcmp.dedup.translations import TRANSLATION
from claimcmp.model import Origin, Relation, schemas

Progress = Callable[[int, int], None]

LONG_SENTENCE = 6  # words from which an equal sentence in two articles is worth a look
WHOLE = 0.98


def find(
    articles: pa.Table, sentences: pa.Table, settings: DedupSettings, *,
    vectors: NDArray[np.float32] | None = None, progress: Progress | None = None,
) -> pa.Table:  # fmt: skip
    """Which articles come from another one or credit an outlet outside the input: the table ``origins``.

    See ``find_both``.
    """
    return find_both(articles, sentences, settings, vectors=vectors, progress=progress)[0]


def find_both(
    articles: pa.Table, sentences: pa.Table, settings: DedupSettings, *,
    vectors: NDArray[np.float32] | None = None, outlets: Iterable[str] = (), first: int = 0,
    kept: Mapping[int, list[Credit]] | None = None, progress: Progress | None = None,
) -> tuple[pa.Table, pa.Table]:  # fmt: skip
    """The tables ``origins`` and ``credits``: who comes from whom, and what each article that was looked at credits.

    ``vectors`` are those of ``sentences``, row by row; without them translations are found by their credits alone.
    ``outlets`` are more names that a text may credit, of articles that are not given. ``kept`` are credits that were
    read before, by article, with the same names of outlets.
    ``first``: rows between articles before this one are not asked for and may be wrong; the others are what they are.
    ``progress`` is called with the articles read and all there are. Raises ``InputError`` for an unreadable
    outlets file.
    """
    links = _copies(articles, sentences, settings.near_copy)
    published = articles["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    read = asked(sentences, vectors, published, first, {article for pair in links for article in pair})
    corpus = _corpus(articles, load_outlets(settings.outlets), outlets, read, kept or {}, progress)
    rows = _directed(corpus, links)
    taken = {row.article for row in rows}
    rows += translations(corpus, sentences, vectors, taken)
    taken = {row.article for row in rows}
    rows += _wires(corpus, sentences, taken)
    rows.sort(key=lambda r: (r.article, r.origin, r.relation, r.credit))
    return _table(rows), to_table(corpus.credits, read)


def _table(rows: list[Origin]) -> pa.Table:
    schema = schemas()["origins"]
    return pa.Table.from_pydict({name: [getattr(r, name) for r in rows] for name in schema.names}, schema=schema)


def _corpus(
    articles: pa.Table, known: Outlets, outlets: Iterable[str], read: NDArray[np.bool_],
    kept: Mapping[int, list[Credit]], progress: Progress | None,
) -> Corpus:  # fmt: skip
    columns = articles.select(["key", "outlet", "lang", "published", "text"]).to_pydict()
    names = Names(sorted({*columns["outlet"], *known.names, *outlets}))
    count = articles.num_rows
    credits: list[list[Credit]] = []
    for i, (text, lang) in enumerate(zip(columns["text"], columns["lang"], strict=True)):
        own = known.house(columns["outlet"][i])
        found = kept[i] if read[i] and i in kept else find_credits(text, lang, names) if read[i] else []
        credits.append([c for c in found if known.house(c.name) != own])
        if progress and i % 256 == 0:
            progress(i, count)
    return Corpus(columns["key"], columns["outlet"], columns["lang"], columns["published"], credits, known)


def _copies(articles: pa.Table, sentences: pa.Table, threshold: float) -> dict[tuple[int, int], Overlap]:
    """Verified pairs of copies and near copies (left < right)."""
    tokens = tokenize(articles["text"].to_pylist())
    shingles = shingle(tokens)
    filled = tokens.count() > 0
    same = pairs_of_equal(np.where(filled, tokens.digests(), np.arange(len(filled), dtype=np.uint64)))
    pairs = np.unique(np.concatenate([same, candidates(shingles), _sharing(sentences)]), axis=0)
    found = {}
    for left, right in may_be_near(tokens, shingles, pairs, threshold).tolist():
        common = overlap(tokens, shingles, left, right)
        if common.near(threshold):
            found[left, right] = common
    return found


def _sharing(sentences: pa.Table) -> I64:
    """Pairs of articles with two or more long sentences in common."""
    body = np.asarray(sentences["position"]) >= 0
    article = np.asarray(sentences["article"])[body].astype(np.int64)
    if not len(article):
        return np.zeros((0, 2), np.int64)
    tokens = tokenize(sentences["text"].filter(pa.array(body)).to_pylist())
    long = np.flatnonzero(tokens.count() >= LONG_SENTENCE)
    pairs = article[long][pairs_of_equal(tokens.digests()[long], window=16)]
    pairs = np.sort(pairs[pairs[:, 0] != pairs[:, 1]], axis=1)
    unique, counts = np.unique(pairs, axis=0, return_counts=True)
    return unique[counts >= 2]


def _directed(corpus: Corpus, links: dict[tuple[int, int], Overlap]) -> list[Origin]:
    """One row for each article that is a copy: its best origin among those that come before it."""
    best: dict[int, tuple[float, float, int, str]] = {}
    for (left, right), common in sorted(links.items()):
        origin, why = _origin(corpus, left, right)
        copy = left if origin == right else right
        share = common.left if copy == left else common.right
        rank = (common.share, share, -origin, why)
        if copy not in best or rank > best[copy]:
            best[copy] = rank
    rows = []
    for copy, (_, share, negative, why) in sorted(best.items()):
        origin = -negative
        common = links[min(copy, origin), max(copy, origin)]
        relation = Relation.COPY if min(common.left, common.right) >= WHOLE else Relation.NEAR_COPY
        rows.append(Origin(copy, origin, relation, share, "", f"{share:.0%} of its words stand in the origin; {why}"))
    return rows


def _origin(corpus: Corpus, left: int, right: int) -> tuple[int, str]:
    """Which of two copies the other comes from, and why."""
    for copy, origin in ((left, right), (right, left)):
        if corpus.credited(copy, origin) and not corpus.credited(origin, copy):
            return origin, f"it credits {corpus.outlets[origin]}"
    agency = [corpus.known.agency(corpus.outlets[i]) for i in (left, right)]
    if agency[0] != agency[1]:
        origin = left if agency[0] else right
        return origin, f"{corpus.outlets[origin]} is an agency"
    times = corpus.published[left], corpus.published[right]
    if times[0] is not None and times[1] is not None and times[0] != times[1]:
        return (left if times[0] < times[1] else right), "direction by the earlier publication"
    if times[0] is not None and times[0] == times[1]:
        return left, "direction undecided: published at the same time"
    return left, "direction undecided: publication times are not known"


def _wires(corpus: Corpus, sentences: pa.Table, taken: set[int]) -> list[Origin]:
    """Articles that carry an agency's credit line."""
    rows = []
    for article, credits in enumerate(corpus.credits):
        if article in taken:
            continue
        for credit in _lines(credits):
            name = credit.name or "agencies"
            why = f"its {credit.place} credits {name}"
            rows.append(Origin(article, -1, Relation.CREDITED, 1.0, name, why))
    return rows


def _lines(credits: Iterable[Credit]) -> list[Credit]:
    """One credit a name, of those that stand in a dateline or a closing line."""
    found: dict[str, Credit] = {}
    for credit in credits:
        if credit.place in ("dateline", "closing"):
            found.setdefault(credit.name, credit)
    return list(found.values())


def independent(origins: pa.Table) -> dict[int, int]:
    """The root of each article that has an origin; articles of one named agency share the first of them as root.

    An article that is not in the answer is its own root.
    """
    columns = origins.select(["article", "origin", "credit", "share"]).to_pydict()
    parent: dict[int, int] = {}
    wires: dict[str, int] = {}
    for article, origin, credit, share in zip(*columns.values(), strict=True):
        if origin >= 0:
            parent.setdefault(article, origin)
        elif credit and credit != "agencies" and share >= TRANSLATION:
            first = wires.setdefault(credit, article)
            if first != article:
                parent.setdefault(article, first)
    return {article: _root(article, parent) for article in sorted(parent)}


def _root(article: int, parent: dict[int, int]) -> int:
    seen = [article]
    while (article := parent.get(article, -1)) >= 0 and article not in seen:
        seen.append(article)
    # Two articles that credit one another have one root: the first of the ring.
    return min(seen[seen.index(article) :]) if article >= 0 else seen[-1]
