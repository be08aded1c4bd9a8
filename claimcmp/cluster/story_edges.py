"""Pairs of articles that may be on one event, and the levels that say whether they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from claimcmp.cluster import weights
from claimcmp.cluster.centred import Centre
from claimcmp.cluster.event_time import DAY, event_time
from claimcmp.cluster.graph import F64, I64
from claimcmp.cluster.mentions import Whole, binary, products, rarity
from claimcmp.cluster.name_level import name_level
from claimcmp.cluster.namesakes import likeness, namesakes
from claimcmp.cluster.spelled import spelled
from claimcmp.cluster.spellings import Spelled
from claimcmp.model import Kind

LEAD = 2  # sentences of the body that say, with the title, what an article is about
BEST = 4  # near pairs of sentences that say how alike two articles are
FIGURES = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE)
CENTRE = 40  # neighbour pairs of articles kept for each article, the most alike
BLOCK = 1 << 20  # pairs of sentences ranked at once
WINDOWS = 2.0  # articles further apart than this many story windows are never one story


@dataclass(frozen=True, slots=True)
class StoryEdges:
    """Scored pairs of articles (left < right) and the weight that each level gave, ``float64[pairs, levels]``."""

    left: I64
    right: I64
    score: F64
    levels: F64
    names: tuple[str, ...] = ("similarity", "time", "place", "person", "organization", "event time", "names", "figures")


def story_edges(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], pairs: pa.Table, *, days: float, middle: Centre,
    first: int = 0, found: Spelled | None = None, whole: Whole | None = None,
) -> StoryEdges:  # fmt: skip
    """Every pair of articles with near sentences, published within the window, scored level by level.

    ``vectors`` are as encoded, ``middle`` is taken off them, ``found`` are the names in the sentences. Pairs that only
    a rare name in common brings together are of articles from row ``first`` on and any other. Where the articles are
    some of a corpus, ``whole`` says how many of it hold what they say.
    """
    count = tables["articles"].num_rows
    found = found or spelled(tables["sentences"], tables["facts"])
    left, right, similarity = _with_namesakes(
        tables, vectors, found, days, middle, *_candidates(tables, vectors, pairs, days, middle), first=first,
        seen=whole.names if whole else None,
    )  # fmt: skip
    named = _Names(tables, count, whole)
    near = weights.between(similarity, weights.SIMILARITY)
    spelling = name_level(tables, found, left, right, lead=LEAD, near=near, whole=whole)
    place, country = named.place(left, right)
    person, figures = named.shared(Kind.PERSON, weights.SHARED_PERSON, left, right), named.figures(left, right)
    one_event = person + figures >= weights.ONE_EVENT
    spelling = np.where(one_event, np.maximum(spelling, weights.UNSHOWN), spelling)
    columns = [
        near,
        _time(tables["articles"], left, right),
        np.where((place <= weights.OTHER_PLACE) & (one_event | (spelling > 0)), weights.DOUBTED_PLACE, place) + country,
        person,
        named.shared(Kind.ORGANIZATION, weights.SHARED_ORGANIZATION, left, right),
        event_time(tables, left, right, lead=LEAD),
        spelling,
        figures,
    ]
    levels = np.stack(columns, axis=1) if len(left) else np.zeros((0, len(columns)))
    return StoryEdges(left, right, levels.sum(axis=1), levels)


def _candidates(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], pairs: pa.Table, days: float, middle: Centre
) -> tuple[I64, I64, F64]:
    """Pairs of articles with near sentences inside the window, and how near: the mean of their ``BEST`` best pairs.

    Each article keeps its ``CENTRE`` most alike.
    """
    count = tables["articles"].num_rows
    article = np.asarray(tables["sentences"]["article"]).astype(np.int32)
    one, two = np.asarray(pairs["left"]), np.asarray(pairs["right"])
    published = tables["articles"]["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    near = np.concatenate([
        (a != b) & ~(np.abs(published[a] - published[b]) > WINDOWS * days * DAY)
        for part in (slice(at, at + BLOCK) for at in range(0, max(len(one), 1), BLOCK))
        for a, b in [(article[one[part]], article[two[part]])]
    ])  # fmt: skip
    one, two = one[near], two[near]
    plain = np.asarray(pairs["similarity"])[near].astype(np.float64)
    cosine = middle.cosines(vectors, middle.codes(tables["sentences"]), one, two, plain)
    a, b = article[one], article[two]
    found = [_best_means(a[part], b[part], cosine[part], count) for part in _runs(a)]
    unique, sums = (np.concatenate(column) for column in zip(*found, strict=True))
    lengths = np.bincount(article, minlength=count)
    left, right = np.divmod(unique, max(count, 1))
    possible = np.minimum(BEST, np.minimum(lengths[left], lengths[right]))
    similarity = sums / np.maximum(possible, 1)
    best = _places(-similarity)
    keep = (_ranks(left, best) < CENTRE) | (_ranks(right, best) < CENTRE)
    return left[keep], right[keep], similarity[keep]


def _runs(first: NDArray[np.int32]) -> Iterator[slice]:
    """Spans of some pairs of sentences such that the pairs of two articles lie in one span.

    Pairs that stand in the order of their first sentence do so in that of its article; others make one span.
    """
    start = 0
    if len(first) > BLOCK and (first[1:] >= first[:-1]).all():
        while len(first) - start > BLOCK:
            stop = int(np.searchsorted(first, first[start + BLOCK]))
            if stop <= start:  # one article fills a block
                stop = int(np.searchsorted(first, first[start], side="right"))
            yield slice(start, stop)
            start = stop
    yield slice(start, len(first))


def _best_means(a: NDArray[np.int32], b: NDArray[np.int32], cosine: F64, count: int) -> tuple[I64, F64]:
    """Pairs of articles (``left * count + right``, ascending) and the sum of their ``BEST`` greatest cosines."""
    key = np.minimum(a, b).astype(np.int64) * count + np.maximum(a, b)
    order = _order(key, _places(-cosine))
    key, cosine = key[order], cosine[order]
    unique, first, number = np.unique(key, return_index=True, return_counts=True)
    rank = np.arange(len(key)) - np.repeat(first, number)
    group = np.repeat(np.arange(len(unique)), number)[rank < BEST]
    sums: F64 = np.bincount(group, weights=cosine[rank < BEST], minlength=len(unique)).astype(np.float64)
    return unique, sums


def _with_namesakes(
    tables: Mapping[str, pa.Table], vectors: NDArray[np.float32], found: Spelled, days: float, middle: Centre,
    left: I64, right: I64, similarity: F64, *, first: int, seen: F64 | None,
) -> tuple[I64, I64, F64]:  # fmt: skip
    """Candidates and, behind them, the pairs of articles that share a rare name and were not among them."""
    published = tables["articles"]["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    one, two = namesakes(tables["sentences"], found, published, within=days * DAY, seen=seen)
    count = max(len(published), 1)
    known, keys = left * count + right, one * count + two  # the candidates ascend
    at = np.minimum(np.searchsorted(known, keys), max(len(known) - 1, 0))
    new = (two >= first) & (known[at] != keys if len(known) else True)
    one, two = one[new], two[new]
    near = likeness(tables["sentences"], vectors, middle, one, two, best=BEST)
    order = np.argsort(np.concatenate([known, keys[new]]))
    left, right = np.concatenate([left, one])[order], np.concatenate([right, two])[order]
    return left, right, np.concatenate([similarity, near])[order]


def _places(values: F64) -> I64:
    """The place of each value among all, ascending; of equal ones the first comes first."""
    places = np.empty(len(values), np.int64)
    places[np.argsort(values, kind="stable")] = np.arange(len(values))
    return places


def _order(groups: I64, places: I64) -> I64:
    """The order by group and then by place (all places are different): sorting numbers is quicker than sorting rows."""
    count = max(len(places), 1)
    if len(groups) and int(groups.max()) > (1 << 62) // count:
        groups = np.unique(groups, return_inverse=True)[1]
    rows = np.empty(len(places), np.int64)
    rows[places] = np.arange(len(places))
    order: I64 = rows[np.sort(groups * count + places) % count]
    return order


def _ranks(ends: I64, places: I64) -> I64:
    """The rank of each edge by its place among those of one end."""
    order = _order(ends, places)
    ranked = ends[order]
    starts = np.flatnonzero(np.diff(ranked, prepend=-1))
    ranks = np.empty(len(ends), np.int64)
    ranks[order] = np.arange(len(ends)) - np.repeat(starts, np.diff(starts, append=len(ends)))
    return ranks


def _time(articles: pa.Table, left: I64, right: I64) -> F64:
    published = articles["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    gap = np.abs(published[left] - published[right]) / DAY
    found: F64 = np.where(np.isnan(gap), weights.UNKNOWN_DAY, weights.between(np.nan_to_num(gap), weights.DAYS))
    return found


class _Names:
    """Which names stand where, as sparse matrices of articles × names."""

    def __init__(self, tables: Mapping[str, pa.Table], count: int, whole: Whole | None = None) -> None:
        self.count, self.whole = count, whole
        facts, sentences = tables["facts"], tables["sentences"]
        sentence = np.asarray(facts["sentence"]).astype(np.int64)
        self._article = np.asarray(sentences["article"]).astype(np.int64)[sentence]
        self._lead = np.asarray(sentences["position"])[sentence] < LEAD
        self._kind = facts["kind"]
        self._value = facts["value"]
        self._low = facts["low"].to_numpy(zero_copy_only=False).astype(np.float64)
        self._high = facts["high"].to_numpy(zero_copy_only=False).astype(np.float64)

    def _matrix(self, kind: Kind, keep: NDArray[np.bool_]) -> tuple[csr_matrix, csr_matrix, F64]:
        """All mentions, those of title and lead (both 0/1), and the weight of each name by its rarity."""
        chosen = np.flatnonzero(np.asarray(pc.equal(self._kind, str(kind))) & keep)
        names = pc.dictionary_encode(self._value.take(pa.array(chosen)).combine_chunks())
        column = np.asarray(names.indices).astype(np.int64)
        shape = (self.count, max(len(names.dictionary), 1))
        everywhere = binary(self._article[chosen], column, shape)
        lead = self._lead[chosen]
        ahead = binary(self._article[chosen][lead], column[lead], shape)
        seen, told = None, names.dictionary.to_pylist() or [""]
        if self.whole is not None:
            known = self.whole.values
            seen = np.array([known.get((str(kind), v), 0) for v in told], np.float64)
        trust = np.array([_trust(v) for v in told], np.float64)
        return everywhere, ahead, rarity(everywhere, self.whole, seen) * trust

    def place(self, left: I64, right: I64) -> tuple[F64, F64]:
        """The level of places (in common, different, or different though mentioned) and that of countries in common."""
        values = self._value
        known = np.asarray(pc.not_equal(values, "")) & ~np.asarray(pc.equal(values, "place:?"))
        exact = np.asarray(pc.match_substring(values, "/")) & known
        everywhere, ahead, rare = self._matrix(Kind.PLACE, exact)
        shared = products(ahead, ahead.multiply(rare[None, :]).tocsr(), left, right)
        aside = products(ahead, everywhere, left, right) + products(everywhere, ahead, left, right)
        has = np.asarray(ahead.sum(axis=1)).ravel() > 0
        both = has[left] & has[right]
        level = np.where(shared > 0, np.minimum(weights.SHARED_PLACE * shared, weights.NAMES_CEILING), 0.0)
        level = np.where((shared == 0) & both, np.where(aside > 0, weights.ASIDE_PLACE, weights.OTHER_PLACE), level)
        _, countries, common = self._matrix(Kind.PLACE, ~exact & known)
        country = products(countries, countries.multiply(common[None, :]).tocsr(), left, right)
        return level, np.minimum(weights.COMMON_PLACE * country, 1.0)

    def shared(self, kind: Kind, weight: float, left: I64, right: I64) -> F64:
        """The level of names of one kind in common anywhere, rare ones weighing more."""
        # A named one: person:ALF SLM, org:UN; the army, the police and the like are in many stories.
        known = np.asarray(pc.and_(pc.match_substring_regex(self._value, ":.*[A-Z]"),
                                   pc.invert(pc.match_substring(self._value, "?"))))  # fmt: skip
        everywhere, _, rare = self._matrix(kind, known)
        total = products(everywhere, everywhere.multiply(rare[None, :]).tocsr(), left, right)
        return np.minimum(weight * total, weights.NAMES_CEILING)

    def figures(self, left: I64, right: I64) -> F64:
        """The level of figures of two digits or more in common: 58.3%, 1,240 houses; the rare ones weigh more."""
        kinds = pc.is_in(self._kind, value_set=pa.array(FIGURES))
        exact = np.flatnonzero(np.asarray(kinds) & (self._low == self._high))
        exact = exact[[_tells(x) for x in self._low[exact].tolist()]] if len(exact) else exact
        keys = {key: i for i, key in enumerate(np.unique(self._low[exact]).tolist())}
        column = np.array([keys[x] for x in self._low[exact].tolist()], np.int64)
        told = binary(self._article[exact], column, (self.count, max(len(keys), 1)))
        known = None if self.whole is None else self.whole.figures
        seen = None if known is None else np.array([known.get(x, 0) for x in keys] or [0], np.float64)
        total = products(told, told.multiply(rarity(told, self.whole, seen)[None, :]).tocsr(), left, right)
        return np.minimum(weights.SHARED_FIGURE * total, weights.FIGURES_CEILING)


def _trust(value: str) -> float:
    """What a name in common weighs beside one that a table lists or that stands in full.

    >>> [_trust(name) for name in ("place:NO/oslo", "place:?/VLMR", "person:SLM DRS", "person:DRS", "org:UN")]
    [1.0, 0.5, 1.0, 0.35, 1.0]
    """
    if value.startswith("place:?"):
        return weights.UNLISTED_PLACE
    return weights.LONE_NAME if value.startswith("person:") and " " not in value else 1.0


def _tells(value: float) -> bool:
    """Whether a figure has two digits or more that are not zeros at its end, and is no year."""
    return len(f"{value:.3f}".replace(".", "").strip("0")) > 1 and not (value % 1 == 0 and 1900 <= value < 2100)
