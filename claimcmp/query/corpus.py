"""A workspace opened for questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.config import Settings
from claimcmp.model import FACT_CHECK, Fact

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from claimcmp.index import Index


class Corpus:
    """A workspace opened for questions: tables memory-mapped, encoder and index loaded when first needed."""

    def __init__(self, workspace: Path, *, encoder: str = "") -> None:
        from claimcmp.config import build
        from claimcmp.store import Workspace

        self.space = Workspace(workspace, create=False)
        self.settings = build(Settings, self.space.manifest.get("settings", {}), where=str(workspace))
        self._encoder_name = encoder or self.settings.embed.encoder

    @cached_property
    def sentences(self) -> pa.Table:
        """The sentences table."""
        return self.space.table("sentences")

    @cached_property
    def articles(self) -> pa.Table:
        """The articles table without the texts."""
        return self.space.table("articles").drop_columns(["text"])

    def encode(self, texts: Sequence[str], langs: Sequence[str]) -> np.ndarray:
        """Unit vectors of texts by the encoder that the workspace was made with."""
        from claimcmp.embed import load

        return load(self._encoder_name, self.settings.embed).encode(texts, langs=langs)

    @cached_property
    def stories(self) -> list[list[int]]:
        """The articles of each story."""
        rows: list[list[int]] = self.space.table("stories")["articles"].to_pylist()
        return rows

    @cached_property
    def story_of(self) -> dict[int, int]:
        """The story of each article."""
        return {article: story for story, articles in enumerate(self.stories) for article in articles}

    @cached_property
    def index(self) -> Index:
        """The index over the vectors, opened by mmap and checked to be of the same encoder."""
        from claimcmp.index.tail import open_with_tail

        return open_with_tail(self.space.path / "index", self.space.array("vectors"),
                              encoder=self.space.manifest.get("encoder", ""))  # fmt: skip

    def nearest(self, vectors: np.ndarray, k: int, mask: np.ndarray | None = None) -> list[list[tuple[int, float]]]:
        """The k nearest sentences of each vector as (id, similarity), best first."""
        scores, ids = self.index.search(vectors, k, mask=mask)
        return [
            [(i, score) for i, score in zip(row, line, strict=True) if i >= 0]
            for row, line in zip(ids.tolist(), scores.tolist(), strict=True)
        ]

    def mask(self, *, outlet: str = "", lang: str = "", since: float | None = None,
             until: float | None = None) -> np.ndarray:  # fmt: skip
        """Which sentences belong to an outlet, to languages ("ar" or "ar,fa"), to a span of time."""
        import numpy as np
        import pyarrow.compute as pc

        from claimcmp.index.rows import in_languages, within

        keep = np.ones(self.sentences.num_rows, dtype=bool)
        article = self.sentences["article"].to_numpy()
        if lang:
            keep &= in_languages(self.sentences["lang"].to_numpy(zero_copy_only=False), lang.split(","))
        if outlet:
            keep &= pc.equal(self.articles["outlet"], outlet).to_numpy()[article]
        if since is not None or until is not None:
            published = self.articles["published"].to_numpy(zero_copy_only=False).astype(float)
            keep &= within(published, since=since, until=until)[article]
        return keep

    @cached_property
    def _fact_rows(self) -> tuple[pa.Table, np.ndarray]:
        table = self.space.table("facts")
        return table, table["sentence"].to_numpy()

    def facts_of(self, sentence: int) -> tuple[Fact, ...]:
        """The facts read in one sentence (the table is in sentence order)."""
        import numpy as np

        table, order = self._fact_rows
        first, last = np.searchsorted(order, [sentence, sentence + 1])
        rows = table.slice(int(first), int(last - first)).to_pylist()
        for row in rows:
            row["candidates"] = tuple((low, high) for low, high in row["candidates"])
        return tuple(Fact(**row) for row in rows)

    def beside(self, facts: Iterable[int]) -> list[int]:
        """The sentences of the claims that hold any of these facts."""
        import pyarrow as pa
        import pyarrow.compute as pc

        members = self.space.table("members")
        wanted = pa.array(sorted(facts), members["fact"].type)
        claims = members["claim"].filter(pc.is_in(members["fact"], value_set=wanted)).combine_chunks()
        held = members.filter(pc.is_in(members["claim"], value_set=claims))
        return sorted(set(held["sentence"].to_pylist()))

    def cosine(self, vector: np.ndarray, sentence: int) -> float:
        """How near a sentence is to a vector of ``encode``."""
        return float(self.space.array("vectors")[sentence] @ vector)

    def is_fact_check(self, sentence: int) -> bool:
        """Whether a sentence is of a published fact check."""
        return str(self.article_row(self.sentence_row(sentence)["article"])["key"]).startswith(FACT_CHECK)

    @cached_property
    def _several_unknown(self) -> bool:
        import pyarrow.compute as pc

        unknown = pc.equal(self.articles["outlet"], self.settings.ingest.default_outlet)
        return int(pc.sum(unknown).as_py() or 0) > 1

    def article_row(self, article: int) -> Mapping[str, Any]:
        """One article as a dict; several of unknown outlet are told apart by their keys, as in the report."""
        from claimcmp.report.naming import KEY, clipped

        row: dict[str, Any] = self.articles.slice(article, 1).to_pylist()[0]
        if self._several_unknown and row["outlet"] == self.settings.ingest.default_outlet:
            row["outlet"] = f"{row['outlet']} ({clipped(row['key'], KEY)})"
        return row

    def sentence_row(self, sentence: int) -> Mapping[str, Any]:
        """One sentence as a dict."""
        row: Mapping[str, Any] = self.sentences.slice(sentence, 1).to_pylist()[0]
        return row
