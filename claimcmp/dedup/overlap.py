"""Real overlap of two texts: which of one's words stand in the other in runs, where, and which numbers do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from claimcmp.dedup.shingles import I64, U64, WORDS, Shingles, Words, mix

# A text of fewer words says too little for a share to mean anything: "Quake of 4.5 hits Izmir" is no copy of
# "Quake of 5.1 hits Van" though most words are shared, nor a fire in Lisbon of one in Oslo. A short
# text must stand in the other one whole, with every number, and make up most of it.
SHORT_WORDS = 30
SHORT_SHARE = 0.8
# Reports made from one form (daily weather, markets, quakes) share their words and differ in their numbers.
FORM_NUMBERS = 0.5
BLOCK = 4096  # pairs counted at once
FIRST_BITS = 22  # of a hash: four million for the half a million shingles of a block


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of two texts is common.

    ``left`` and ``right`` are the shares of their words that stand in a common run; ``spans`` are runs of the right
    text, as code points ``start, end``, longest first; ``numbers`` is the share of the right text's digit runs that
    the left text lacks (and the other way round, whichever is less); ``words`` counts the words of the shorter text.
    """

    left: float
    right: float
    spans: tuple[tuple[int, int], ...]
    numbers: float
    words: int

    @property
    def share(self) -> float:
        """The share of the text that is better contained in the other."""
        return max(self.left, self.right)

    def near(self, threshold: float) -> bool:
        """Whether the two are near copies: common beyond the threshold, and not one form filled in twice."""
        if self.words < SHORT_WORDS:
            return self.share == 1.0 and min(self.left, self.right) >= SHORT_SHARE and self.numbers == 0
        return self.share >= threshold and self.numbers < FORM_NUMBERS


def overlap(tokens: Words, shingles: Shingles, left: int, right: int) -> Overlap:
    """The overlap of two texts by their runs of ``WORDS`` words."""
    covered_left = _covered(tokens, shingles, left, right)
    covered_right = _covered(tokens, shingles, right, left)
    return Overlap(
        left=_mean(covered_left),
        right=_mean(covered_right),
        spans=_runs(tokens, right, covered_right),
        numbers=min(_other_numbers(tokens, left, right), _other_numbers(tokens, right, left)),
        words=min(len(covered_left), len(covered_right)),
    )


def may_be_near(tokens: Words, shingles: Shingles, pairs: I64, threshold: float) -> I64:
    """The pairs (rows of ``[n, 2]``) that are near or within a rounding of it, as ``Overlap.near`` tells it.

    The shares are those of ``overlap``, counted for many pairs at once: most candidates go no further.
    """
    kept = [pairs[:0]]
    sizes = tokens.count()
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        block = block[_other_digits(tokens, block) <= FORM_NUMBERS]  # forms filled in anew are most of the candidates
        left, right = (_keys(shingles, block[:, side]) for side in (0, 1))
        enough = np.zeros(len(block), bool)
        for side, one, other in ((0, left, right), (1, right, left)):
            size = sizes[block[:, side]]
            covered = _covered_counts(one, other.keys, size)
            enough |= covered >= threshold * size
        kept.append(block[enough])
    return np.concatenate(kept)


@dataclass(frozen=True, slots=True)
class _Keys:
    """The shingles of some texts, hashed with the place of their text; that place; their place in the text."""

    keys: U64
    owner: I64
    within: I64


def _keys(shingles: Shingles, texts: I64) -> _Keys:
    counts = shingles.first[texts + 1] - shingles.first[texts]
    owner = np.repeat(np.arange(len(texts)), counts)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    hashes = shingles.hashes[shingles.first[texts][owner] + within]
    return _Keys(hashes ^ mix(owner.astype(np.uint64)), owner, within)


def _other_digits(tokens: Words, pairs: I64) -> NDArray[np.float64]:
    """The share of digit runs that the other text of each pair lacks, for the text of which it lacks less."""
    rows = np.flatnonzero(tokens.digit)
    digits = Shingles(tokens.hashes[rows], np.searchsorted(rows, tokens.first))
    one, two = (_keys(digits, pairs[:, side]) for side in (0, 1))
    lacking = []
    for own, other in ((one, two), (two, one)):
        total = np.bincount(own.owner, minlength=len(pairs))
        gone = np.bincount(own.owner[~_within(own.keys, other.keys)], minlength=len(pairs))
        lacking.append(gone / np.maximum(total, 1))
    least: NDArray[np.float64] = np.minimum(*lacking)
    return least


def _within(keys: U64, others: U64) -> NDArray[np.bool_]:
    """``np.isin`` of hashes: only those whose first bits are among the others' are looked for."""
    first = np.zeros(1 << FIRST_BITS, bool)
    first[others >> np.uint64(64 - FIRST_BITS)] = True
    found: NDArray[np.bool_] = first[keys >> np.uint64(64 - FIRST_BITS)]
    hits = np.flatnonzero(found)
    if len(hits):
        ranked, asked = np.sort(others), keys[hits]
        found[hits] = ranked[np.minimum(np.searchsorted(ranked, asked), len(ranked) - 1)] == asked
    return found


def _covered_counts(texts: _Keys, others: U64, sizes: I64) -> I64:
    """How many words of each text stand in a run of ``WORDS`` that the other text has too."""
    first = np.cumsum(sizes) - sizes
    common = _within(texts.keys, others)
    owner, within = texts.owner[common], texts.within[common]
    covered = np.zeros(int(sizes.sum()), bool)
    for step in range(WORDS):
        inside = within + step < sizes[owner]
        covered[(first[owner] + within + step)[inside]] = True
    sums = np.concatenate([[0], np.cumsum(covered)])
    counts: I64 = sums[first + sizes] - sums[first]
    return counts


def _mean(covered: np.ndarray) -> float:
    return float(covered.mean()) if len(covered) else 0.0


def _covered(tokens: Words, shingles: Shingles, text: int, other: int) -> np.ndarray:
    """Which words of a text stand in a run that the other text has too."""
    size = int(tokens.first[text + 1] - tokens.first[text])
    common = np.isin(shingles.of(text), shingles.of(other))
    covered = np.zeros(size, bool)
    for step in range(min(WORDS, size)):
        covered[step : step + len(common)] |= common
    return covered


def _runs(tokens: Words, text: int, covered: np.ndarray) -> tuple[tuple[int, int], ...]:
    edges = np.flatnonzero(np.diff(np.concatenate([[0], covered.astype(np.int8), [0]])))
    base = int(tokens.first[text])
    runs = [(int(tokens.start[base + a]), int(tokens.end[base + b - 1])) for a, b in edges.reshape(-1, 2)]
    return tuple(sorted(runs, key=lambda run: (run[0] - run[1], run[0])))


def _other_numbers(tokens: Words, text: int, other: int) -> float:
    """Share of a text's digit runs that the other text lacks."""
    here, there = tokens.of(text), tokens.of(other)
    mine = tokens.hashes[here][tokens.digit[here]]
    if not len(mine):
        return 0.0
    return float(1.0 - np.isin(mine, tokens.hashes[there][tokens.digit[there]]).mean())
