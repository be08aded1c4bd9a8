"""The tables by claim: what each article of a story says on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from claimcmp.match import FactView
from claimcmp.match.origins import roots
from claimcmp.model import Fact, Kind, Relation

if TYPE_CHECKING:
    import pyarrow as pa

COPIES = (Relation.COPY, Relation.NEAR_COPY)
ASSERTED = "affirmed"  # what a sentence without a fact of its own says of what others deny
_FACT_COLUMNS = tuple(f.name for f in fields(Fact))


@dataclass(slots=True)
class Stand:
    """What one article says on a claim: its facts in reading order and the group that it belongs to."""

    article: int
    views: list[FactView]
    group: int = -1
    chosen: FactView | None = None


class Source:
    """The tables by claim: which facts each article of a story states."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._sentences = tables["sentences"].select(["article", "text", "lang"]).to_pydict()
        places = tables["sentences"]["position"].to_pylist()
        self.titles = {row for row, position in enumerate(places) if position is not None and position < 0}
        self._facts = tables["facts"].select(_FACT_COLUMNS).to_pydict()
        self._facts["candidates"] = [tuple(tuple(c) for c in some or ()) for some in self._facts["candidates"]]
        self._columns = list(self._facts.values())
        self._seen: dict[int, dict[int, FactView]] = {}
        self._wholes: dict[int, FactView] = {}
        articles = tables["articles"].select(["outlet", "published"]).to_pydict()
        self._outlets, self._published = articles["outlet"], articles["published"]
        self._articles_of = dict(
            zip(tables["stories"]["id"].to_pylist(), tables["stories"]["articles"].to_pylist(), strict=True)
        )
        self._members: dict[int, list[tuple[int, int]]] = {}
        for row in tables["members"].select(["claim", "sentence", "fact"]).to_pylist():
            self._members.setdefault(row["claim"], []).append((row["sentence"], row["fact"]))
        self._copy_of = {
            row["article"]: row["origin"]
            for row in tables["origins"].select(["article", "origin", "relation"]).to_pylist()
            if row["relation"] in COPIES and row["origin"] >= 0
        }
        self._roots = roots(tables["origins"])
        self._by_sentence = self._facts_of_sentences()
        self._of_article: dict[int, list[int]] = {}
        for row, article in enumerate(self._sentences["article"]):
            self._of_article.setdefault(article, []).append(row)

    def _facts_of_sentences(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, sentence in enumerate(self._facts["sentence"]):
            found.setdefault(sentence, []).append(row)
        return found

    def story_articles(self, story: int) -> list[int]:
        """The articles of a story in order."""
        return sorted(self._articles_of.get(story, ()))

    def article(self, article: int) -> Iterator[FactView]:
        """All facts of an article, in reading order."""
        for sentence in self._of_article.get(article, ()):
            yield from self.views(sentence).values()

    def story(self, story: int) -> Iterator[FactView]:
        """All facts of a story, article by article."""
        for article in self.story_articles(story):
            yield from self.article(article)

    def _fact(self, row: int) -> Fact:
        return Fact(*[column[row] for column in self._columns])

    def views(self, sentence: int) -> dict[int, FactView]:
        """The facts of a sentence by their rows: the same views in every claim, with what was read of them."""
        if sentence not in self._seen:
            self._seen[sentence] = self._read(sentence)
        return self._seen[sentence]

    def _read(self, sentence: int) -> dict[int, FactView]:
        article, text, lang = (self._sentences[name][sentence] for name in ("article", "text", "lang"))
        rows = self._by_sentence.get(sentence, [])
        facts = tuple(self._fact(r) for r in rows)
        outlet, published = self._outlets[article], self._published[article]
        return {
            r: FactView(f, sentence, text, lang, article, outlet, published, facts)
            for r, f in zip(rows, facts, strict=True)
        }

    def sentences(self, claim: int) -> tuple[list[FactView], list[int]]:
        """The sentences of a claim as wholes, and the source of each: the article that its own comes from."""
        rows = sorted({sentence for sentence, _ in self._members.get(claim, ())})
        views = [self.whole(row) for row in rows]
        return views, [self._roots.get(v.article, v.article) for v in views]

    def whole(self, sentence: int) -> FactView:
        """A sentence with all its facts."""
        if sentence not in self._wholes:
            views = self.views(sentence)
            siblings = next(iter(views.values())).siblings if views else ()
            self._wholes[sentence] = replace(self._bare(sentence, ""), siblings=siblings)
        return self._wholes[sentence]

    def sources(self, stands: list[Stand]) -> int:
        """How many origins some articles come from; a rendering that credits another outlet counts with it."""
        return len({self._roots.get(s.article, s.article) for s in stands})

    def stands(self, claim: int, story: int, kind: str = "") -> list[Stand]:
        """What the articles of a claim say, the earliest first; members without a fact keep an empty one.

        A sentence without a fact in a claim of acts asserts what others deny.
        """
        by_article: dict[int, list[FactView]] = {}
        for sentence, fact in sorted(self._members.get(claim, ())):
            views = self.views(sentence)
            view = views.get(fact) or self._bare(sentence, kind)
            by_article.setdefault(view.article, []).append(view)
        stands = [Stand(article, views) for article, views in by_article.items()]
        for article in self.story_articles(story):
            origin = self._copy_of.get(article)
            if article not in by_article and origin in by_article:
                stands.append(Stand(article, by_article[origin]))
        return sorted(stands, key=lambda s: (self._when(s.article), s.article))

    def _when(self, article: int) -> float:
        published = self._published[article]
        return float("inf") if published is None else float(published)

    def _bare(self, sentence: int, kind: str) -> FactView:
        article = self._sentences["article"][sentence]
        return FactView(
            Fact(Kind.POLARITY, 0, 0, value=ASSERTED, id=-1) if kind == Kind.POLARITY else Fact("", 0, 0),
            sentence,
            self._sentences["text"][sentence],
            self._sentences["lang"][sentence],
            article,
            self._outlets[article],
            self._published[article],
            tuple(v.fact for v in self.views(sentence).values()),
        )
