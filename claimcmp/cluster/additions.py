"""Links of articles that come to a large corpus: only they and those that may be on their events are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from claimcmp.cluster.centred import Centre
from claimcmp.cluster.event_time import DAY
from claimcmp.cluster.graph import F64, I64
from claimcmp.cluster.mentions import Whole
from claimcmp.cluster.namesakes import RARE
from claimcmp.cluster.spellings import Spelled, Spellings
from claimcmp.cluster.story import link_table
from claimcmp.cluster.story_edges import FIGURES, WINDOWS, story_edges
from claimcmp.config import ClusterSettings
from claimcmp.store import spans, take

SIEVE = 1 << 16  # keys are told apart by their last bits first: most are none of those looked for


def grown_links(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], near: pa.Table, spellings: Spellings,
    settings: ClusterSettings, *, middle: Centre, first: int,
) -> pa.Table:  # fmt: skip
    """The links of articles from row ``first`` on with any other; ``near`` are the pairs of their sentences.

    ``tables`` (articles, sentences, facts) are of all articles, ``spellings`` of all sentences. How rare a name is goes
    by all of them.
    """
    owner = np.asarray(tables["sentences"]["article"])
    published = tables["articles"]["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    sides = [owner[np.asarray(near[side])].astype(np.int64) for side in ("left", "right")]
    inside = ~(np.abs(published[sides[0]] - published[sides[1]]) > WINDOWS * settings.story_days * DAY)
    near = near.filter(pa.array(inside))
    alike = np.concatenate([side[inside] for side in sides])
    named = _Named(spellings, owner, first)
    new = np.arange(first, len(published))
    rows = np.unique(np.concatenate([alike, new, named.articles(published, within=settings.story_days * DAY)]))
    part = _Part.of(tables, owner, rows)
    found, seen = named.spelled(part.sentences)
    whole = Whole(len(published), seen, _values(tables["facts"], owner, first), _figures(tables["facts"], owner, first))
    own = cast("NDArray[np.float32]", _Some(vectors, part.sentences))
    edges = story_edges(
        part.tables, own, part.pairs(near), days=settings.story_days, middle=middle,
        first=int(np.searchsorted(rows, first)), found=found, whole=whole,
    )  # fmt: skip
    return link_table(rows[edges.left], rows[edges.right], edges.score)


class _Some:
    """Some rows of an array, read where they are asked for."""

    def __init__(self, array: NDArray[np.float32], rows: I64) -> None:
        self._array, self._rows = array, rows
        self.shape = (len(rows), *array.shape[1:])

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> NDArray[np.float32]:
        return np.asarray(self._array[self._rows[at]])


@dataclass(frozen=True, slots=True)
class _Part:
    """Some articles of a corpus with what is read of them, numbered from 0, and the rows of their sentences."""

    tables: dict[str, pa.Table]
    sentences: I64

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table], owner: I64, rows: I64) -> _Part:
        sentences = spans(owner, rows)
        facts = spans(np.asarray(tables["facts"]["sentence"]), sentences)
        said = take(tables["sentences"].select(["article", "position", "lang", "text"]), sentences)
        read = take(tables["facts"].select(["sentence", "kind", "value", "low", "high"]), facts)
        return cls({
            "articles": take(tables["articles"].select(["lang", "published"]), rows),
            "sentences": said.set_column(0, "article", pa.array(np.searchsorted(rows, np.asarray(said["article"])))),
            "facts": read.set_column(0, "sentence", pa.array(np.searchsorted(sentences, np.asarray(read["sentence"])))),
        }, sentences)  # fmt: skip

    def pairs(self, near: pa.Table) -> pa.Table:
        ends = [pa.array(np.searchsorted(self.sentences, np.asarray(near[side]))) for side in ("left", "right")]
        return pa.table([*ends, near["similarity"]], names=["left", "right", "similarity"])


class _Named:
    """The names of the articles from row ``first`` on: where else they stand, and how many articles have each."""

    def __init__(self, spellings: Spellings, owner: I64, first: int) -> None:
        self._all, self._owner, self._first = spellings, owner, first
        begin = np.searchsorted(spellings.sentence, np.searchsorted(owner, first))
        own = np.unique(spellings.numbered(spellings.key[begin:]))
        own = own[own >= 0]
        keys = np.unique(np.concatenate([spellings.names[own], spellings.rendered[own]]))
        sieve = np.zeros(SIEVE, bool)
        sieve[keys[keys != 0] & (SIEVE - 1)] = True
        hits = np.flatnonzero(sieve[spellings.key & (SIEVE - 1)])
        number = spellings.numbered(spellings.key[hits])
        named = np.isin(number, own)
        count = max(len(spellings.names), 1)
        told = np.unique(owner[spellings.sentence[hits[named]]].astype(np.int64) * count + number[named])
        self._article, self._name = np.divmod(told, count)
        self._seen = np.bincount(self._name, minlength=count).astype(np.float64)

    def articles(self, published: F64, *, within: float) -> I64:
        """Earlier articles that share a rare name with a new one of the same days."""
        rare = (self._seen[self._name] > 1) & (self._seen[self._name] <= RARE)
        article, name = self._article[rare], self._name[rare]
        order = np.argsort(name, kind="stable")
        new, old = (order[side] for side in (article[order] >= self._first, article[order] < self._first))
        low = np.searchsorted(name[old], name[new])
        counts = np.searchsorted(name[old], name[new], side="right") - low
        ends = np.cumsum(counts)
        other = old[np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(low - ends + counts, counts)]
        one, two = article[np.repeat(new, counts)], article[other]
        found: I64 = two[~(np.abs(published[one] - published[two]) > within)]
        return found

    def spelled(self, sentences: I64) -> tuple[Spelled, F64]:
        """The names of some sentences, and how many articles of the whole have each (0 where no new one has it)."""
        pairs = spans(self._all.sentence, sentences)
        number = self._all.numbered(self._all.key[pairs])
        named = number >= 0
        row = np.searchsorted(sentences, self._all.sentence[pairs[named]])
        own, name = np.unique(number[named], return_inverse=True)
        count = max(len(own), 1)
        told = np.unique(row * count + name)
        return Spelled(*np.divmod(told, count), len(own)), self._seen[own] if len(own) else np.zeros(1)


def _values(facts: pa.Table, owner: I64, first: int) -> dict[tuple[str, str], int]:
    """How many articles hold each value of a kind that a new one holds."""
    begin = int(np.searchsorted(np.asarray(facts["sentence"]), np.searchsorted(owner, first)))
    own = pc.unique(facts["value"].slice(begin))
    found = facts.select(["sentence", "kind", "value"]).filter(pc.is_in(facts["value"], value_set=own))
    articles = pa.array(owner[np.asarray(found["sentence"])])
    told = pa.table([articles, found["kind"], found["value"]], names=["article", "kind", "value"])
    counts = told.group_by(["kind", "value"]).aggregate([("article", "count_distinct")]).to_pydict()
    return dict(zip(zip(counts["kind"], counts["value"], strict=True), counts["article_count_distinct"], strict=True))


def _figures(facts: pa.Table, owner: I64, first: int) -> dict[float, int]:
    """How many articles hold each figure that a new one holds."""
    begin = int(np.searchsorted(np.asarray(facts["sentence"]), np.searchsorted(owner, first)))
    low, high = (facts[side].to_numpy(zero_copy_only=False).astype(np.float64) for side in ("low", "high"))
    kinds = np.asarray(pc.is_in(facts["kind"], value_set=pa.array(FIGURES)))
    own = np.unique(low[begin:][kinds[begin:] & (low[begin:] == high[begin:])])
    hits = np.flatnonzero(kinds & (low == high) & np.isin(low, own))
    pairs = np.unique(np.stack([low[hits], owner[np.asarray(facts["sentence"])[hits]].astype(np.float64)]), axis=1)
    values, counts = np.unique(pairs[0], return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))
