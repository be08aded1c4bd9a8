"""Texts as arrays of word hashes and shingle hashes, without a Python object a word.

All texts are laid out as one array of code points, folded by a table that holds each character that occurs, cut
into words where the character class changes (as ``text.words`` does), and hashed by differences of prefix sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimcmp.text import fold, words

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

WORDS = 3  # words a shingle: two common words run together everywhere, four miss every other edit

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_NONE, _LETTER, _DIGIT, _HAN = 0, 1, 2, 3


def mix(values: U64) -> U64:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014), elementwise."""
    x = values + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: U64 = x ^ (x >> np.uint64(31))
    return mixed


@dataclass(frozen=True, slots=True)
class Words:
    """Words of many texts: ``hashes``, ``start`` and ``end`` (code points in their text), ``digit`` (a run of digits).

    The words of text ``i`` are ``first[i]:first[i + 1]``.
    """

    hashes: U64
    start: I64
    end: I64
    digit: NDArray[np.bool_]
    first: I64

    def of(self, text: int) -> slice:
        """Where the words of a text stand."""
        return slice(int(self.first[text]), int(self.first[text + 1]))

    def count(self) -> I64:
        """Words of each text."""
        return np.diff(self.first)

    def digests(self) -> U64:
        """One hash a text, equal for texts of the same words in the same order."""
        return segment_sums(mix(self.hashes + self._places()), self.first)

    def _places(self) -> U64:
        within = np.arange(len(self.hashes)) - np.repeat(self.first[:-1], self.count())
        return mix(within.astype(np.uint64))


def segment_sums(values: U64, first: I64) -> U64:
    """Sums modulo 2**64 of consecutive segments."""
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)])
    totals: U64 = sums[first[1:]] - sums[first[:-1]]
    return totals


def _folding(codes: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Folded code point and class of each code point that occurs; letters that vanish keep class _NONE and code 0."""
    folded = np.zeros(0x110000, np.uint32)
    kind = np.zeros(0x110000, np.uint8)
    for code in np.flatnonzero(np.bincount(codes)):
        char = fold(chr(int(code)))
        if not char:
            folded[code], kind[code] = 0, _LETTER
            continue
        folded[code] = ord(char[0])
        if words(char[0]):
            kind[code] = _DIGIT if char[0].isdecimal() else _HAN if "\u2e80" <= char[0] <= "\u9fff" else _LETTER
    return folded, kind


def tokenize(texts: Sequence[str]) -> Words:
    """The words of many texts.

    >>> w = tokenize(["قتل ١٢", "قُتل 12!"])
    >>> w.hashes[0] == w.hashes[2], w.hashes[1] == w.hashes[3], w.digit.tolist(), w.first.tolist()
    (np.True_, np.True_, [False, True, False, True], [0, 2, 4])
    """
    joined = "\n".join(texts) + "\n"
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded, kind = _folding(raw)
    code, cls = folded[raw], kind[raw]
    starts, ends = _boundaries(code, cls)
    hashes = _hash_segments(code, starts, ends)
    keep = code[starts] + code[ends - 1] > 0
    starts, ends, hashes = starts[keep], ends[keep], hashes[keep]
    lengths = np.fromiter((len(t) for t in texts), np.int64, len(texts))
    offsets = np.concatenate([[0], np.cumsum(lengths + 1)])
    first = np.searchsorted(starts, offsets).astype(np.int64)
    base = np.repeat(offsets[:-1], np.diff(first))
    return Words(hashes, starts - base, ends - base, cls[starts] == _DIGIT, first)


def _boundaries(code: NDArray[np.uint32], cls: NDArray[np.uint8]) -> tuple[I64, I64]:
    """Spans of the words: runs of one class, a Han character by itself; vanishing marks belong to what they follow."""
    vanishing = (code == 0) & (cls == _LETTER)
    if vanishing.any():
        last = np.where(vanishing, 0, np.arange(len(cls)))
        cls = cls[np.maximum.accumulate(last)]
    inside = cls != _NONE
    change = np.empty(len(cls), bool)
    change[0] = True
    change[1:] = (cls[1:] != cls[:-1]) | ((cls[1:] == _HAN) & ~vanishing[1:])
    edges = np.flatnonzero(change)
    stops = np.append(edges[1:], len(cls))
    real = inside[edges]
    return edges[real].astype(np.int64), stops[real].astype(np.int64)


def _hash_segments(code: NDArray[np.uint32], starts: I64, ends: I64) -> U64:
    """Polynomial hashes of segments, vanishing characters left out of the powers."""
    present = code > 0
    rank = np.concatenate([[0], np.cumsum(present)])
    values = mix(code[present].astype(np.uint64))
    powers = np.ones(len(values) + 1, np.uint64)
    powers[1:] = np.uint64(_BASE)
    inverse = np.ones(len(values) + 1, np.uint64)
    inverse[1:] = np.uint64(_INVERSE)
    powers, inverse = np.cumprod(powers, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)
    sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values * powers[:-1], dtype=np.uint64)])
    a, b = rank[starts], rank[ends]
    return mix((sums[b] - sums[a]) * inverse[a])


@dataclass(frozen=True, slots=True)
class Shingles:
    """Hashes of runs of ``WORDS`` words; those of text ``i`` are ``first[i]:first[i + 1]``, in reading order."""

    hashes: U64
    first: I64

    def of(self, text: int) -> U64:
        """The shingles of a text."""
        return self.hashes[self.first[text] : self.first[text + 1]]


def shingle(tokens: Words) -> Shingles:
    """Shingles of every text; a text shorter than a shingle has one of all its words, an empty one has none."""
    count = tokens.count()
    number = np.where(count >= WORDS, count - WORDS + 1, np.minimum(count, 1))
    first = np.concatenate([[0], np.cumsum(number)]).astype(np.int64)
    at = np.arange(first[-1]) - np.repeat(first[:-1] - tokens.first[:-1], number)
    stop = np.repeat(tokens.first[1:], number)
    padded = np.concatenate([tokens.hashes, np.zeros(WORDS, np.uint64)])
    hashes = padded[at]
    for k in range(1, WORDS):
        hashes = mix(hashes) + np.where(at + k < stop, padded[at + k], np.uint64(k))
    return Shingles(mix(hashes), first)
