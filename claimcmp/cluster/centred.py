"""Vectors less what all sentences of their language share, so that cosines mean the same whatever the encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

F32 = NDArray[np.float32]
F64 = NDArray[np.float64]
I64 = NDArray[np.int64]

# Sentences that the mean of all languages counts for beside those of one: a language of three sentences would
# otherwise be centred on what these three say.
SHRINK = 12.0
# From how many sentences on the mean of the input is taken off, and from how many wholly: the mean of a few articles
# on one event is the event, and taking it off would leave nothing that they share.
FEW, ENOUGH = 20, 60
LEAST = 3  # of fewer vectors nothing is taken off
BLOCK = 1 << 16  # rows held at once


@dataclass(frozen=True, slots=True)
class Centre:
    """What the sentences of each language share: ``means`` float32 [languages + 1, dim], the last of any other one."""

    langs: tuple[str, ...]
    means: F32

    def codes(self, sentences: pa.Table) -> I64:
        """The row of ``means`` for each sentence."""
        found = pc.index_in(sentences["lang"].combine_chunks(), value_set=pa.array(self.langs, pa.string()))
        codes: I64 = np.asarray(pc.fill_null(found, len(self.langs))).astype(np.int64)
        return codes

    def of(self, vectors: F32, codes: I64) -> F32:
        """Unit vectors with the mean of their language taken off; ``vectors`` and ``codes`` row by row."""
        vectors = np.asarray(vectors, np.float32)
        if not len(self.means):
            return vectors
        moved: F32 = vectors - self.means[codes]
        moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
        return moved

    def cosines(self, vectors: F32, codes: I64, left: I64, right: I64, plain: F64) -> F64:
        """Cosines of centred vectors from the ``plain`` ones of pairs of rows, without looking at the vectors again.

        With means m and n: (a - m)(b - n) = ab - an - bm + mn.
        """
        if not len(self.means):
            return plain
        asked = np.zeros(len(vectors), bool)
        asked[left] = asked[right] = True
        rows, place = np.flatnonzero(asked), np.cumsum(asked) - 1
        left, right, codes = place[left], place[right], codes[rows]
        onto = np.empty((len(rows), len(self.means)), np.float64)  # the product of each vector with each mean
        square = np.empty(len(rows), np.float64)
        for start in range(0, len(rows), BLOCK):
            part = slice(start, start + BLOCK)
            block = np.asarray(vectors[rows[part]], np.float32)
            onto[part] = block @ self.means.T
            square[part] = np.einsum("ij,ij->i", block, block)
        means = self.means.astype(np.float64)
        between = means @ means.T
        own = onto[np.arange(len(rows)), codes]
        length = np.sqrt(np.maximum(square - 2 * own + between[codes, codes], 1e-18))
        found = np.empty(len(left), np.float64)
        for start in range(0, len(left), BLOCK):
            part = slice(start, start + BLOCK)
            a, b = left[part], right[part]
            product = plain[part] - onto[a, codes[b]] - onto[b, codes[a]] + between[codes[a], codes[b]]
            found[part] = product / (length[a] * length[b])
        return found

    def to_table(self) -> pa.Table:
        """As a table of a workspace."""
        dim = self.means.shape[1] if len(self.means) else 0
        means = pa.FixedSizeListArray.from_arrays(pa.array(self.means.ravel(), pa.float32()), max(dim, 1))
        return pa.table({"lang": [*self.langs, ""] if len(self.means) else [], "mean": means})

    @classmethod
    def from_table(cls, table: pa.Table) -> Centre:
        """The centre that ``to_table`` wrote."""
        if not table.num_rows:  # of so few vectors that nothing was taken off
            return cls((), np.zeros((0, 0), np.float32))
        langs = tuple(table["lang"].to_pylist()[:-1])
        flat = np.array(table["mean"].to_pylist(), np.float32)
        return cls(langs, flat.reshape(table.num_rows, -1))


def blocks(vectors: F32) -> Iterator[tuple[slice, F32]]:
    """Row by row in blocks: the vectors of a large corpus are never copied whole."""
    for start in range(0, len(vectors), BLOCK):
        rows = slice(start, min(start + BLOCK, len(vectors)))
        yield rows, np.asarray(vectors[rows], np.float32)


def centre(vectors: F32, sentences: pa.Table) -> Centre:
    """The means that are taken off the vectors of ``sentences``, row by row."""
    dim = vectors.shape[1] if len(vectors) else 0
    if len(vectors) < LEAST:
        return Centre((), np.zeros((0, dim), np.float32))
    names = pc.dictionary_encode(sentences["lang"].combine_chunks())
    code = np.asarray(names.indices).astype(np.int64)
    count = np.bincount(code, minlength=len(names.dictionary)).astype(np.float32)
    total = np.zeros((len(count), dim), np.float32)
    for rows, block in blocks(vectors):
        for lang in range(len(count)):
            total[lang] += block[code[rows] == lang].sum(axis=0)
    everywhere = (total / np.maximum(count, 1)[:, None]).mean(axis=0)
    means = (total + SHRINK * everywhere) / (count + SHRINK)[:, None]
    means = np.concatenate([means, everywhere[None]])
    means *= min(1.0, max(0.0, (len(vectors) - FEW) / (ENOUGH - FEW)))
    return Centre(tuple(names.dictionary.to_pylist()), means.astype(np.float32))


def centred(vectors: F32, sentences: pa.Table) -> F32:
    """Unit vectors with the mean of their language taken off, ``float32[n, dim]``.

    Many multilingual encoders put all sentences of a language into one corner: with them two strangers of one
    language lie nearer than two renderings. Where an encoder is centred already this changes little.
    """
    middle = centre(vectors, sentences)
    return middle.of(vectors, middle.codes(sentences))
