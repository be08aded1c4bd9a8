"""Some stories at a time: cut out of the tables as a corpus of their own, worked on, put back in their places.

Rows of a part are numbered from 0 in the order of the whole, so a stage sees no difference; only the rows of one part
are ever held as objects, and parts can be worked on by several processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.store import REFERENCES, spans, take

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    I64 = NDArray[np.int64]

LEFT_OUT = ("text", "url", "title")  # columns of articles that no stage after reading looks at


@dataclass
class Part:
    """Some stories: their tables with rows of their own, the rows of the whole, their centred vectors."""

    tables: dict[str, pa.Table]
    rows: dict[str, I64]
    near: NDArray[np.float32] | None = None


@dataclass
class Cutter:
    """Cuts stories out of tables whose rows stand in the order of what they belong to.

    That are sentences and origins by their articles, facts by sentences, claims by stories, members by claims.
    """

    tables: Mapping[str, pa.Table]
    left_out: tuple[str, ...] = LEFT_OUT
    _first: dict[str, I64] = field(default_factory=dict)

    def plan(self, size: int) -> Iterator[I64]:
        """The stories of two or more articles, as many together as have ``size`` sentences."""
        groups = self.tables["stories"]["articles"]
        lengths = np.concatenate([np.asarray(chunk.value_lengths()) for chunk in groups.chunks] or [np.zeros(0)])
        stories = np.flatnonzero(lengths > 1)
        if not len(stories):
            return
        sentences = self._story_sentences()[stories]
        part = (np.cumsum(sentences) - sentences) // max(size, 1)
        yield from np.split(stories, np.flatnonzero(np.diff(part)) + 1)

    def _story_sentences(self) -> I64:
        """How many sentences each story has."""
        article, story = self._article_stories()
        owner = self._column("sentences", "article")
        counts = np.searchsorted(owner, article, side="right") - np.searchsorted(owner, article)
        return np.bincount(story, weights=counts, minlength=self.tables["stories"].num_rows).astype(np.int64)

    def _article_stories(self) -> tuple[I64, I64]:
        """Each article of each story, and the story that it is in."""
        if "articles" not in self._first:
            groups = self.tables["stories"]["articles"].combine_chunks()
            lengths = np.asarray(groups.value_lengths())
            self._first["articles"] = np.asarray(groups.flatten())
            self._first["stories"] = np.repeat(np.arange(len(lengths)), lengths)
        return self._first["articles"], self._first["stories"]

    def _column(self, name: str, column: str) -> I64:
        """A column of row numbers, read once."""
        if f"{name}.{column}" not in self._first:
            self._first[f"{name}.{column}"] = np.asarray(self.tables[name][column])
        return self._first[f"{name}.{column}"]

    def cut(self, stories: I64, names: Iterable[str]) -> Part:
        """The rows of some tables that belong to some stories (ascending)."""
        article, story = self._article_stories()
        rows = {"stories": stories, "articles": np.sort(article[np.isin(story, stories)]).astype(np.int64)}
        rows["sentences"] = spans(self._column("sentences", "article"), rows["articles"])
        rows["facts"] = spans(self._column("facts", "sentence"), rows["sentences"])
        wanted = list(names)
        if "claims" in wanted:
            rows["claims"] = spans(self._column("claims", "story"), stories)
            rows["members"] = spans(self._column("members", "claim"), rows["claims"])
        for name in {"positions", "comparisons"} & {*wanted}:
            rows[name] = spans(self._column(name, "claim"), rows["claims"])
        if "origins" in wanted:
            rows["origins"] = spans(self._column("origins", "article"), rows["articles"])
        if "edges" in wanted:
            rows["edges"] = np.flatnonzero(np.isin(self._column("edges", "left"), rows["facts"]))
        part = Part({}, rows)
        for name in wanted:
            table = self.tables[name]
            if name == "articles":
                table = table.drop_columns([c for c in self.left_out if c in table.column_names])
            part.tables[name] = renumbered(name, take(table, rows[name]), rows, into=True)
        return part


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
