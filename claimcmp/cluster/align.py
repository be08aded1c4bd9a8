"""Facts of one story against one another: which pairs are looked at, and their scores with levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.match import FactView, same_fact
from claimcmp.model import Fact, Kind, Level

# Facts that fill no slot by themselves: names stand in nearly every sentence and only say what a sentence is about.
SETTING = frozenset({Kind.ORGANIZATION, Kind.RECURRENCE, Kind.ORDINAL})
BLOCK = 400  # facts of one block beyond which only those with near sentences are paired


@dataclass(frozen=True, slots=True)
class Edge:
    """Two facts (or sentences) of a story and how surely they fill one slot, in log odds."""

    left: int
    right: int
    score: float
    levels: tuple[Level, ...]


class Views:
    """The facts of some sentences in their settings, made once a story."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._sentences = tables["sentences"].combine_chunks()
        self._facts = tables["facts"].combine_chunks()
        self._of_sentence = np.asarray(self._facts["sentence"]).astype(np.int64)
        articles = tables["articles"].select(["outlet", "published"]).to_pydict()
        self._outlets, self._published = articles["outlet"], articles["published"]

    def of(self, sentences: NDArray[np.int64]) -> list[FactView]:
        """Views of the facts of sentences (sorted row numbers), in fact order."""
        first = np.searchsorted(self._of_sentence, sentences)
        stop = np.searchsorted(self._of_sentence, sentences, side="right")
        found: list[FactView] = []
        rows = self._sentences.take(pa.array(sentences)).to_pylist()
        for row, a, b in zip(rows, first.tolist(), stop.tolist(), strict=True):
            facts = tuple(_fact(f) for f in self._facts.slice(a, b - a).to_pylist())
            article = row["article"]
            for fact in facts:
                found.append(
                    FactView(
                        fact=fact, sentence=row["id"], text=row["text"], lang=row["lang"], article=article,
                        outlet=self._outlets[article], published=self._published[article], siblings=facts,
                    )  # fmt: skip
                )
        return found


def _fact(row: dict[str, object]) -> Fact:
    row["candidates"] = tuple(tuple(c) for c in row["candidates"] or ())  # type: ignore[attr-defined]
    return Fact(**row)  # type: ignore[arg-type]


def edges(views: Sequence[FactView], vectors: NDArray[np.float32], near: float) -> list[Edge]:
    """Scored pairs of facts of different sentences; ``near`` is the cosine that stands in for a missing noun."""
    found = []
    for left, right in _candidates(views, vectors, near):
        similarity = float(vectors[left.sentence] @ vectors[right.sentence])
        match = same_fact(left, right, similarity=similarity)
        found.append(Edge(left.fact.id, right.fact.id, match.score, match.levels))
    return found


def _candidates(
    views: Sequence[FactView], vectors: NDArray[np.float32], near: float
) -> Iterator[tuple[FactView, FactView]]:
    """Pairs of one kind that share what they count, or of which one does not say and the sentences are near."""
    kinds: dict[str, list[FactView]] = defaultdict(list)
    for view in views:
        if view.fact.kind not in SETTING:
            kinds[view.fact.kind].append(view)
    for _, group in sorted(kinds.items()):
        rows = np.array([v.sentence for v in group])
        similar = vectors[rows] @ vectors[rows].T if len(group) <= BLOCK else None
        for i, j in combinations(range(len(group)), 2):
            a, b = group[i], group[j]
            if a.sentence == b.sentence:
                continue
            same = bool(a.fact.concept) and a.fact.concept == b.fact.concept
            if same or (similar is not None and similar[i, j] >= near):
                yield a, b
