"""Articles that render a report of the outlet that they credit, by a name that is known or by one that is not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from claimcmp.dedup.credits import Credit
from claimcmp.dedup.outlets import Outlets
from claimcmp.dedup.shingles import I64
from claimcmp.dedup.translations import LATER, NEAREST, RENDERED_WITHIN, TRANSLATION, centroids, rendering, rows_of
from claimcmp.model import Origin, Relation


@dataclass(slots=True)
class Corpus:
    """The articles as columns, with what each credits."""

    keys: list[str]
    outlets: list[str]
    langs: list[str]
    published: list[float | None]
    credits: list[list[Credit]]
    known: Outlets

    def credited(self, article: int, other: int) -> bool:
        """Whether an article names the outlet of another one as its source."""
        house = self.known.house(self.outlets[other])
        return self.known.house(self.outlets[article]) != house and any(
            c.kind == "outlet" and self.known.house(c.name) == house for c in self.credits[article]
        )


def translations(
    corpus: Corpus, sentences: pa.Table, vectors: NDArray[np.float32] | None, taken: set[int]
) -> list[Origin]:
    """Articles that credit another outlet of the input and render its report."""
    by_house: dict[str, list[int]] = defaultdict(list)
    for i, outlet in enumerate(corpus.outlets):
        by_house[corpus.known.house(outlet)].append(i)
    rows_of_article = rows_of(sentences, len(corpus.keys))
    rows = []
    for article, credits in enumerate(corpus.credits):
        if article in taken:
            continue
        houses = {corpus.known.house(c.name): c.name for c in credits if c.kind == "outlet"}
        options = [
            (_share(vectors, rows_of_article, article, other), -other, name)
            for house, name in sorted(houses.items())
            for other in by_house[house]
            if other != article and _before(corpus, other, article)
        ]
        if options and max(options)[0] >= TRANSLATION:
            share, negative, name = max(options)
            relation = Relation.CREDITED if corpus.langs[article] == corpus.langs[-negative] else Relation.TRANSLATION
            why = f"it credits {name}; {share:.0%} of its sentences render sentences of that report"
            rows.append(Origin(article, -negative, relation, share, name, why))
    if vectors is not None:
        rows += _unlisted(corpus, vectors, rows_of_article, taken | {row.article for row in rows})
    return rows


def _share(vectors: NDArray[np.float32] | None, rows: list[I64], article: int, other: int) -> float:
    return rendering(vectors, rows[article], rows[other]).share if vectors is not None else 0.0


def _unlisted(corpus: Corpus, vectors: NDArray[np.float32], rows: list[I64], taken: set[int]) -> list[Origin]:
    """Articles that credit an outlet by a name that is not known, and are a rendering of one report of the input."""
    credits = {
        article: next((c.name for c in found if c.kind == "unlisted"), "")
        for article, found in enumerate(corpus.credits)
        if article not in taken
    }
    crediting = sorted(article for article, name in credits.items() if name)
    if not crediting:
        return []
    means = centroids(vectors, rows)
    found = []
    for article in crediting:
        house = corpus.known.house(corpus.outlets[article])
        nearest = np.argsort(-(means @ means[article]), kind="stable")[: NEAREST + 1].tolist()
        options = [
            (whole.in_order, whole.similarity, -other)
            for other in nearest
            if other != article and corpus.known.house(corpus.outlets[other]) != house
            and _before(corpus, other, article) and (whole := rendering(vectors, rows[article], rows[other])).whole
        ]  # fmt: skip
        if options:
            share, _, negative = max(options)
            outlet = corpus.outlets[-negative]
            relation = Relation.CREDITED if corpus.langs[article] == corpus.langs[-negative] else Relation.TRANSLATION
            why = (
                f"it credits {credits[article]}, a name that is not known; {share:.0%} of its sentences render, in the "
                f"same order, those of one report of {outlet}"
            )
            found.append(Origin(article, -negative, relation, share, credits[article], why))
    return found


def _before(corpus: Corpus, origin: int, article: int) -> bool:
    first, second = corpus.published[origin], corpus.published[article]
    return first is None or second is None or -LATER <= second - first <= RENDERED_WITHIN
