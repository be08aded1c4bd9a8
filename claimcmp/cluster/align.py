"""Facts of one story against one another: which pairs are looked at, and their scores with levels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.apart import apart_levels, is_identifier, noun_only
from claimcmp.cluster.deeds import is_aside, read_acts
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.fitted import FITTED, choices, day, story_levels, tempered
from claimcmp.cluster.levels import of_days, of_names, own_levels
from claimcmp.cluster.rivals import without_rivals
from claimcmp.match import FactView, same_fact
from claimcmp.match.context import COUNTED, relation
from claimcmp.model import Fact, Kind, Level, ValueRelation

# Facts that fill no slot by themselves: names stand in nearly every sentence and only say what a sentence is about.
SETTING = frozenset({Kind.ORGANIZATION, Kind.RECURRENCE, Kind.ORDINAL})

OTHER = ("other", "elsewhere_tally")
ALONE = "alone"  # a noun that is all that two counts share
TOLD = frozenset((ALONE, *OTHER))
# Levels that tell whole sentences apart, not facts alone; and counts of one noun with nothing else in common.
SETTINGS = frozenset({"place", "period", "identifier", "names"})


_COLUMNS = [f.name for f in fields(Fact)]


class Views:
    """The facts of some sentences in their settings, made once a story."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._sentences = tables["sentences"].select(["id", "text", "lang", "article"]).combine_chunks()
        self._facts = tables["facts"].select(_COLUMNS).combine_chunks()
        self._of_sentence = np.asarray(self._facts["sentence"]).astype(np.int64)
        articles = tables["articles"].select(["outlet", "published"]).to_pydict()
        self._outlets, self._published = articles["outlet"], articles["published"]

    def of(self, sentences: NDArray[np.int64]) -> list[FactView]:
        """Views of the facts of sentences (sorted row numbers), in fact order."""
        first = np.searchsorted(self._of_sentence, sentences)
        stop = np.searchsorted(self._of_sentence, sentences, side="right")
        found: list[FactView] = []
        counts = stop - first
        ends = np.cumsum(counts)
        chosen = np.arange(counts.sum()) + np.repeat(first - ends + counts, counts)
        columns = self._facts.take(pa.array(chosen)).to_pydict()
        columns["candidates"] = [tuple(tuple(c) for c in some or ()) for some in columns["candidates"]]
        every = [Fact(*row) for row in zip(*columns.values(), strict=True)]
        rows = zip(*self._sentences.take(pa.array(sentences)).to_pydict().values(), strict=True)
        for (row, text, lang, article), end, count in zip(rows, ends.tolist(), counts.tolist(), strict=True):
            facts = tuple(every[end - count : end])
            for fact in facts:
                found.append(
                    FactView(
                        fact=fact, sentence=row, text=text, lang=lang, article=article,
                        outlet=self._outlets[article], published=self._published[article], siblings=facts,
                    )  # fmt: skip
                )
        return found


def edges(
    views: Sequence[FactView], vectors: NDArray[np.float32], strange: Callable[[int, int], bool] = lambda a, b: False
) -> list[Edge]:
    """Scored pairs of facts of different sentences of one story; ``vectors`` are centred unit vectors.

    ``strange`` says of two sentences whether they are of two events.
    """
    rows = np.unique(np.array([v.sentence for v in views], np.int64))
    cosines = vectors[rows] @ vectors[rows].T
    articles = {v.sentence: v.article for v in views}
    nearest = mutual_nearest(cosines, np.array([articles[r] for r in rows.tolist()]))
    at = {r: i for i, r in enumerate(rows.tolist())}
    read_acts(views)
    told = Counter(articles.values())
    found = []
    for left, right, clear in _candidates(views, cosines, at):
        i, j = at[left.sentence], at[right.sentence]
        choice = min(told[left.article], told[right.article]) >= weights.CHOICE
        edge = _edge(left, right, float(cosines[i, j]), clear if choice else None, nearest=bool(nearest[i, j]))
        found.append(_strange(edge) if strange(left.sentence, right.sentence) else edge)
    return without_rivals(views, found)


def _strange(edge: Edge) -> Edge:
    """An edge of two articles that share no name."""
    level = Level("names", "other", weights.OTHER_EVENT)
    return edge._replace(score=edge.score + level.weight, levels=(*edge.levels, level))


def told_apart(views: Sequence[FactView], found: Sequence[Edge]) -> set[tuple[int, int]]:
    """Pairs of sentences (lesser first) of other places, periods or numbered things, or that share a noun alone."""
    sentence = {v.fact.id: v.sentence for v in views}
    return {
        (min(sentence[e.left], sentence[e.right]), max(sentence[e.left], sentence[e.right]))
        for e in found
        if not TOLD.isdisjoint([x.value for x in e.levels])
        and any([x.value == ALONE or x.name in SETTINGS for x in e.levels if x.value in TOLD])
    }


class Counts:
    """What sentences count, and which pairs of them (lesser first) state one fact."""

    def __init__(self, views: Sequence[FactView], found: Sequence[Edge], shift: float) -> None:
        sentence = {v.fact.id: v.sentence for v in views}
        self._met = {
            (min(sentence[e.left], sentence[e.right]), max(sentence[e.left], sentence[e.right]))
            for e in found
            if e.score > shift
        }
        self._of: dict[int, set[str]] = defaultdict(set)
        for view in views:
            if view.fact.kind == Kind.NUMBER:
                self._of[view.sentence] |= {view.fact.concept, view.fact.role} - {""}

    def apart(self, left: int, right: int) -> bool:
        """Whether both sentences hold counts of listed things, none of one thing, and state no fact together."""
        one, two = self._of[left], self._of[right]
        return bool(one and two) and (left, right) not in self._met and one.isdisjoint(two)


def scored(
    left: FactView, right: FactView, vectors: Mapping[int, NDArray[np.float32]] | NDArray[np.float32] | None
) -> Edge:
    """One edge by itself, without the level of mutual nearness; ``vectors`` are centred (None: not at hand)."""
    return _edge(left, right, None if vectors is None else float(vectors[left.sentence] @ vectors[right.sentence]))


def _edge(
    left: FactView, right: FactView, cosine: float | None, margin: float | None = None, *, nearest: bool = False
) -> Edge:
    if left.fact.kind in FITTED:
        return _fitted(left, right, cosine, margin, nearest=nearest)
    match = of_names(left, right, same_fact(left, right))
    own = [*own_levels(left, right, cosine, nearest), *apart_levels(left, right)]
    found = [level.weight for level in own]
    if min(match.least, *found) <= weights.APART:  # likeness outvotes no plain difference
        own = [level for level in own if level.weight < 0]
        found = [level.weight for level in own]
    return Edge(left.fact.id, right.fact.id, match.score + sum(found), (*match.levels, *own))


def _fitted(left: FactView, right: FactView, cosine: float | None, margin: float | None, *, nearest: bool) -> Edge:
    """The edge of two figures or dates."""
    match, known, least = tempered(same_fact(left, right), left.fact.kind)
    own = story_levels(left, right, cosine, margin, nearest=nearest)
    if left.fact.kind == Kind.DATE:
        own += day(of_days(left, right))
    own += apart_levels(left, right)
    if not nearest and noun_only(left, right, match.levels, cosine):
        own.append(Level("noun", ALONE, weights.NOUN_ALONE))
    levels = (*known, *own)
    if least <= weights.APART or any([level.weight <= weights.APART for level in own]):
        levels = tuple([level for level in levels if level.weight < 0])  # likeness outvotes no plain difference
    return Edge(left.fact.id, right.fact.id, round(sum([x.weight for x in levels]), 3), levels)


def mutual_nearest(cosines: NDArray[np.float32], articles: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Pairs of sentences of which each is the other's nearest in its article, ``bool[n, n]``."""
    best = np.zeros(cosines.shape, bool)
    for article in np.unique(articles).tolist():
        columns = np.flatnonzero(articles == article)
        if len(columns) < weights.CHOICE:  # the nearest of two says nothing
            continue
        best[np.arange(len(cosines)), columns[cosines[:, columns].argmax(axis=1)]] = True
    mutual: NDArray[np.bool_] = best & best.T
    return mutual


def _candidates(
    views: Sequence[FactView], cosines: NDArray[np.float32], at: Mapping[int, int]
) -> Iterator[tuple[FactView, FactView, float]]:
    """Pairs of one kind that share what they count, or of which one does not say and the sentences are near.

    With each pair goes the margin by which it is the choice of both (``choices``).
    Every fact keeps its ``NEIGHBOURS`` nearest and what is nearest of its concept, so that pairs grow with facts.
    """
    kinds: dict[str, list[FactView]] = defaultdict(list)
    for view in views:
        if view.fact.kind not in SETTING and not is_identifier(view) and not is_aside(view):
            kinds[view.fact.kind].append(view)
    kinds[Kind.PLACE] = _parting(kinds[Kind.PLACE])
    for kind, group in sorted((kind, group) for kind, group in kinds.items() if group):
        rows = np.array([at[v.sentence] for v in group])
        names = {name: i for i, name in enumerate(sorted({v.fact.concept for v in group} - {""}), 1)}
        code = np.array([names.get(v.fact.concept, 0) for v in group])
        near = cosines[np.ix_(rows, rows)]
        margins = choices(near, np.array([v.article for v in group]))
        same = (code[:, None] == code) & (code > 0)
        least = weights.NEAR_COUNTED if kind in COUNTED else weights.NEAR
        wanted = (same | (near >= least)) & (rows[:, None] != rows)
        if len(group) > weights.NEIGHBOURS:
            wanted &= _nearest(near + same, wanted, weights.NEIGHBOURS)
        for i, j in np.argwhere(np.triu(wanted, 1)).tolist():
            yield group[i], group[j], float(margins[i, j])


def _parting(places: Sequence[FactView]) -> list[FactView]:
    """The places that another one of the story excludes; of any other all reports agree, so that it fills no slot."""
    seen = {(v.fact.value, v.fact.role, v.fact.certainty): v.fact for v in places}
    parted = {key for key, a in seen.items() if any(relation(a, b) == ValueRelation.DISJOINT for b in seen.values())}
    return [v for v in places if (v.fact.value, v.fact.role, v.fact.certainty) in parted]


def _nearest(likeness: NDArray[np.float32], wanted: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """The pairs that are among the ``count`` best of either end."""
    ranked = np.where(wanted, likeness, -np.inf)
    best = np.argpartition(-ranked, count - 1, axis=1)[:, :count]
    kept = np.zeros(wanted.shape, bool)
    np.put_along_axis(kept, best, True, axis=1)
    return kept | kept.T
