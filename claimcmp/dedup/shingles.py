"""Texts as arrays of word hashes and shingle hashes, without a Python object a word.

All texts are laid out as one array of code points, folded by a table that holds each character that occurs, cut
into words where the character class changes (as ``text.words`` does), and hashed by differences of prefix sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from claimcmp.text import fold, words

U64 = NDArray[np.uint64]
I64 = NDArray[np.int64]

WORDS = 3  # words a shingle: two common words run together everywhere, four miss every other edit

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_NONE, _LETTER, _DIGIT, _HAN, _VANISHING = 0, 1, 2, 3, 4
_CHUNK = 1 << 17  # code points worked on at once: their arrays stay in the cache


def mix(values: U64) -> U64:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014), elementwise."""
    mixed: U64 = values + np.uint64(0x9E3779B97F4A7C15)
    shifted = np.empty_like(mixed[:_CHUNK])
    for start in range(0, len(mixed), _CHUNK):
        x = mixed[start : start + _CHUNK]
        y = shifted[: len(x)]
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
            np.right_shift(x, np.uint64(shift), out=y)
            np.bitwise_xor(x, y, out=x)
            if factor != 1:
                np.multiply(x, np.uint64(factor), out=x)
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


class _Alphabet:
    """Of each code point that has occurred: its class, whether it vanishes, and a random number for what it folds to.

    The number is 0 for what vanishes.
    """

    def __init__(self) -> None:
        self.seen = np.zeros(0x110000, bool)
        self.kind = np.zeros(0x110000, np.uint8)
        self.value = np.zeros(0x110000, np.uint64)

    def learn(self, codes: NDArray[np.uint32]) -> None:
        """Take in the characters of a text."""
        if self.seen[codes].all():
            return
        for code in np.unique(codes).tolist():
            if self.seen[code]:
                continue
            self.seen[code] = True
            folded = fold(chr(code))
            if not folded:
                self.kind[code] = _VANISHING
                continue
            self.value[code] = mix(np.array([ord(folded[0])], np.uint64))[0]
            if words(folded[0]):
                han = "\u2e80" <= folded[0] <= "\u9fff"
                self.kind[code] = _DIGIT if folded[0].isdecimal() else _HAN if han else _LETTER


_ALPHABET = _Alphabet()


def tokenize(texts: Sequence[str]) -> Words:
    """The words of many texts.

    >>> w = tokenize(["قتل ١٢", "قُتل 12!"])
    >>> w.hashes[0] == w.hashes[2], w.hashes[1] == w.hashes[3], w.digit.tolist(), w.first.tolist()
    (np.True_, np.True_, [False, True, False, True], [0, 2, 4])
    """
    lengths = np.fromiter((len(t) + 1 for t in texts), np.int64, len(texts))
    cuts = np.searchsorted(np.cumsum(lengths), np.arange(_CHUNK, int(lengths.sum()) + _CHUNK, _CHUNK)) + 1
    parts, start = [], 0
    for stop in np.unique(np.minimum(cuts, len(texts))).tolist():
        parts.append(_tokenize(texts[start:stop], lengths[start:stop]))
        start = stop
    if not parts:
        empty = np.zeros(0, np.int64)
        return Words(np.zeros(0, np.uint64), empty, empty, np.zeros(0, bool), np.zeros(1, np.int64))
    counts = np.concatenate([p.count() for p in parts])
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return Words(
        np.concatenate([p.hashes for p in parts]), np.concatenate([p.start for p in parts]),
        np.concatenate([p.end for p in parts]), np.concatenate([p.digit for p in parts]), first,
    )  # fmt: skip


def _tokenize(texts: Sequence[str], lengths: I64) -> Words:
    raw = np.frombuffer(("\n".join(texts) + "\n").encode("utf-32-le", "surrogatepass"), np.uint32)
    _ALPHABET.learn(raw)
    kind = _ALPHABET.kind[raw]
    starts, ends = _boundaries(kind)
    hashes = _hash_segments(_ALPHABET.value[raw], kind == _VANISHING, starts, ends)
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    first = np.searchsorted(starts, offsets).astype(np.int64)
    base = np.repeat(offsets[:-1], np.diff(first))
    return Words(hashes, starts - base, ends - base, kind[starts] == _DIGIT, first)


def _boundaries(kind: NDArray[np.uint8]) -> tuple[I64, I64]:
    """Spans of the words: runs of one class, a Han character by itself; vanishing marks belong to what they follow."""
    vanishing = kind == _VANISHING
    if vanishing.any():
        last = np.where(vanishing, 0, np.arange(len(kind)))
        kind = kind[np.maximum.accumulate(last)]
        kind = np.where(kind == _VANISHING, np.uint8(_NONE), kind)
    change = np.empty(len(kind), bool)
    change[0] = True
    change[1:] = (kind[1:] != kind[:-1]) | ((kind[1:] == _HAN) & ~vanishing[1:])
    edges = np.flatnonzero(change)
    stops = np.append(edges[1:], len(kind))
    real = kind[edges] != _NONE
    return edges[real].astype(np.int64), stops[real].astype(np.int64)


@cache
def _powers(count: int) -> tuple[U64, U64]:
    """Powers of the base and of its inverse modulo 2**64."""
    powers, inverse = np.full(count, _BASE, np.uint64), np.full(count, _INVERSE, np.uint64)
    powers[0] = inverse[0] = 1
    return np.cumprod(powers, dtype=np.uint64), np.cumprod(inverse, dtype=np.uint64)


def _hash_segments(values: U64, vanishing: NDArray[np.bool_], starts: I64, ends: I64) -> U64:
    """Polynomial hashes of segments; what vanishes takes no power."""
    if vanishing.any():
        rank = np.concatenate([np.zeros(1, np.int64), np.cumsum(~vanishing)])
        values = values[~vanishing]
        starts, ends = rank[starts], rank[ends]
    powers, inverse = _powers(1 << (len(values) + 1).bit_length())
    sums = np.zeros(len(values) + 1, np.uint64)
    np.cumsum(values * powers[: len(values)], dtype=np.uint64, out=sums[1:])
    return mix((sums[ends] - sums[starts]) * inverse[starts])


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
    first = np.concatenate([np.zeros(1, np.int64), np.cumsum(number)])
    hashes = tokens.hashes
    for step in range(1, WORDS):
        following = np.append(tokens.hashes[step:], np.zeros(min(step, len(hashes)), np.uint64))
        hashes = mix(hashes) + following
    keep = np.ones(len(hashes), bool)
    for step in range(1, WORDS):
        ends = tokens.first[1:][count >= WORDS] - step
        keep[ends] = False
    short = np.flatnonzero((count > 0) & (count < WORDS))
    for text in short.tolist():
        at = tokens.of(text)
        hashes[at.start] = segment_sums(mix(tokens.hashes[at]), np.array([0, at.stop - at.start]))[0]
        keep[at.start + 1 : at.stop] = False
    return Shingles(mix(hashes[keep]), first)
