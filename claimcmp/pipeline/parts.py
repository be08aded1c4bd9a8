"""Some stories at a time: cut out of the tables as a corpus of their own, worked on, put back in their places.

Rows of a part are numbered from 0 in the order of the whole, so a stage sees no difference; only the rows of one part
are ever held as objects, and parts can be worked on by several processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.store import take

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    I64 = NDArray[np.int64]

# Columns that hold row numbers, and of which table: what a part renumbers.
REFERENCES = {
    "articles": {"id": "articles"},
    "sentences": {"id": "sentences", "article": "articles"},
    "facts": {"id": "facts", "sentence": "sentences"},
    "stories": {"id": "stories", "articles": "articles"},
    "origins": {"article": "articles", "origin": "articles"},
    "claims": {"id": "claims", "story": "stories", "representative": "sentences"},
    "members": {"claim": "claims", "sentence": "sentences", "fact": "facts"},
    "edges": {"left": "facts", "right": "facts"},
    "positions": {"claim": "claims", "article": "articles", "sentence": "sentences", "fact": "facts"},
    "comparisons": {"claim": "claims", "left": "facts", "right": "facts"},
}  # fmt: skip
LEFT_OUT = ("text", "url", "title")  # columns of articles that no stage after reading looks at


@dataclass
class Part:
    """Some stories: their tables with rows of their own, the rows of the whole, their centred vectors."""

    tables: dict[str, pa.Table]
    rows: dict[str, I64]
    near: NDArray[np.float32] | None = None


@dataclass
class Cutter:
    """Cuts stories out of tables whose sentences stand in the order of their articles, and facts of their sentences."""

    tables: Mapping[str, pa.Table]
    _first: dict[str, I64] = field(default_factory=dict)

    def plan(self, size: int, *, only: Iterable[int] | None = None) -> Iterator[I64]:
        """The stories of two or more articles (or of ``only``), as many together as have ``size`` sentences."""
        groups = self.tables["stories"]["articles"]
        lengths = np.concatenate([np.asarray(chunk.value_lengths()) for chunk in groups.chunks] or [np.zeros(0)])
        stories = np.flatnonzero(lengths > 1)
        if only is not None:
            stories = np.intersect1d(stories, np.fromiter(only, np.int64))
        if not len(stories):
            return
        sentences = self._story_sentences()[stories]
        part = (np.cumsum(sentences) - sentences) // max(size, 1)
        yield from np.split(stories, np.flatnonzero(np.diff(part)) + 1)

    def _story_sentences(self) -> I64:
        """How many sentences each story has."""
        article, story = self._article_stories()
        first = self.first("sentences")
        return np.bincount(story, weights=(first[article + 1] - first[article]),
                           minlength=self.tables["stories"].num_rows).astype(np.int64)  # fmt: skip

    def _article_stories(self) -> tuple[I64, I64]:
        """Each article of each story, and the story that it is in."""
        if "articles" not in self._first:
            groups = self.tables["stories"]["articles"].combine_chunks()
            lengths = np.asarray(groups.value_lengths())
            self._first["articles"] = np.asarray(groups.flatten()).astype(np.int64)
            self._first["stories"] = np.repeat(np.arange(len(lengths)), lengths)
        return self._first["articles"], self._first["stories"]

    def first(self, name: str) -> I64:
        """The first row of ``name`` (sentences, facts, claims, members) for each row that it refers to, and the end."""
        if name not in self._first:
            column, above = {"sentences": ("article", "articles"), "facts": ("sentence", "sentences"),
                             "members": ("claim", "claims")}[name]  # fmt: skip
            values = np.asarray(self.tables[name][column])
            self._first[name] = np.searchsorted(values, np.arange(self.tables[above].num_rows + 1)).astype(np.int64)
        return self._first[name]

    def claims_of(self, stories: I64) -> dict[str, pa.Table]:
        """The claims of some stories and their members, numbered as in the whole."""
        rows = np.flatnonzero(np.isin(np.asarray(self.tables["claims"]["story"]), stories))
        members = _spans(self.first("members"), rows)
        return {"claims": take(self.tables["claims"], rows), "members": take(self.tables["members"], members)}

    def cut(self, stories: I64, names: Iterable[str]) -> Part:
        """The rows of some tables that belong to some stories (ascending)."""
        article, story = self._article_stories()
        rows = {"stories": stories, "articles": np.sort(article[np.isin(story, stories)])}
        rows["sentences"] = _spans(self.first("sentences"), rows["articles"])
        rows["facts"] = _spans(self.first("facts"), rows["sentences"])
        wanted = list(names)
        if "claims" in wanted:
            rows["claims"] = np.flatnonzero(np.isin(np.asarray(self.tables["claims"]["story"]), stories))
            rows["members"] = _spans(self.first("members"), rows["claims"])
        if "origins" in wanted:
            rows["origins"] = np.flatnonzero(np.isin(np.asarray(self.tables["origins"]["article"]), rows["articles"]))
        if "edges" in wanted:
            rows["edges"] = np.flatnonzero(np.isin(np.asarray(self.tables["edges"]["left"]), rows["facts"]))
        part = Part({}, rows)
        for name in wanted:
            table = self.tables[name]
            if name == "articles":
                table = table.drop_columns([c for c in LEFT_OUT if c in table.column_names])
            part.tables[name] = renumbered(name, take(table, rows[name]), rows, into=True)
        return part


def _spans(first: I64, above: I64) -> I64:
    """The rows that belong to some rows above them."""
    counts = first[above + 1] - first[above]
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    rows: I64 = np.arange(total) + np.repeat(first[above] - ends + counts, counts)
    return rows


def renumbered(name: str, table: pa.Table, rows: Mapping[str, I64], *, into: bool) -> pa.Table:
    """A table with its row numbers changed into those of a part, or back; -1 stays, what is outside becomes -1."""
    import pyarrow as pa

    for column, other in REFERENCES[name].items():
        if other not in rows:
            continue
        at = table.schema.get_field_index(column)
        values = table.column(at)
        kind = table.schema.field(at)
        if pa.types.is_list(kind.type):
            lists = values.combine_chunks()
            flat = _moved(np.asarray(lists.flatten()), rows[other], into=into)
            offsets = np.concatenate([[0], np.cumsum(np.asarray(lists.value_lengths()))])
            moved = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(flat, kind.type.value_type))
        else:
            moved = pa.array(_moved(np.asarray(values), rows[other], into=into), kind.type)
        table = table.set_column(at, kind, moved)
    return table


def _moved(values: I64, rows: I64, *, into: bool) -> I64:
    values = values.astype(np.int64)
    if not len(rows):
        return np.full(len(values), -1)
    if not into:
        return np.where(values >= 0, rows[np.maximum(values, 0)], -1)
    at = np.minimum(np.searchsorted(rows, values), len(rows) - 1)
    return np.where(rows[at] == values, at, -1)
