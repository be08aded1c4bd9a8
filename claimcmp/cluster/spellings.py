"""What sentences may name, as columns of numbers: held, stored and brought together without their texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from claimcmp.cluster.graph import I64


@dataclass(frozen=True, slots=True)
class Spelled:
    """Which names stand in which sentences: row numbers of sentences and numbers of names, pair by pair."""

    sentence: I64
    name: I64
    count: int


@dataclass(frozen=True, slots=True)
class Spellings:
    """What sentences may name: row and key, pair by pair (ascending); a key is a name once it is among ``names``.

    ``names`` stand in the order in which they came up, ``rendered`` is the key of their Chinese rendering (0: none),
    ``plain`` are the words (ascending) that are written small somewhere. An addition brings pairs and names of its own.
    """

    sentence: I64
    key: I64
    names: I64
    rendered: I64
    plain: I64

    def numbered(self, keys: I64) -> I64:
        """The number of the name that each key stands for, -1 where it is none."""
        own, first = np.unique(self.rendered, return_index=True)
        ids = np.concatenate([self.names, own[own != 0]])
        numbers = np.concatenate([np.arange(len(self.names)), first[own != 0]])
        order = np.argsort(ids, kind="stable")
        ids, numbers = ids[order], numbers[order]
        if not len(ids):
            return np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(ids, keys), len(ids) - 1)
        found: I64 = np.where(ids[at] == keys, numbers[at], -1)
        return found

    def spelled(self) -> Spelled:
        """The pairs whose key is a name."""
        count = len(self.names)
        number = self.numbered(self.key)
        named = number >= 0
        pairs = np.unique(self.sentence[named] * max(count, 1) + number[named])
        return Spelled(*np.divmod(pairs, max(count, 1)), count)

    def and_of(self, later: Spellings) -> Spellings:
        """These and those of an addition."""
        joined = {f.name: np.concatenate([getattr(self, f.name), getattr(later, f.name)]) for f in fields(self)}
        return Spellings(**{**joined, "plain": np.sort(joined["plain"])})

    def to_tables(self) -> dict[str, pa.Table]:
        """As tables of a workspace."""
        return {
            "spellings": pa.table({"sentence": pa.array(self.sentence, pa.int32()), "key": pa.array(self.key)}),
            "names": pa.table({"key": pa.array(self.names), "rendered": pa.array(self.rendered)}),
            "plain": pa.table({"word": pa.array(self.plain)}),
        }

    @classmethod
    def from_tables(cls, tables: Mapping[str, pa.Table]) -> Spellings:
        """What ``to_tables`` wrote, with what additions brought."""
        pairs, names = tables["spellings"], tables["names"]
        plain = np.sort(np.asarray(tables["plain"]["word"]))
        return cls(np.asarray(pairs["sentence"]).astype(np.int64), np.asarray(pairs["key"]),
                   np.asarray(names["key"]), np.asarray(names["rendered"]), plain)  # fmt: skip
