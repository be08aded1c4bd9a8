"""Real overlap of two texts: which of one's words stand in the other in runs, where, and which numbers do not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from claimcmp.dedup.shingles import WORDS, Shingles, Words

# A text of fewer words says too little for a share to mean anything: "Quake of 4.5 hits Izmir" is no copy of
# "Quake of 5.1 hits Van" though most words are shared, nor a fire in Lisbon of one in Oslo. A short
# text must stand in the other one whole, with every number, and make up most of it.
SHORT_WORDS = 30
SHORT_SHARE = 0.8
# Reports made from one form (daily weather, markets, quakes) share their words and differ in their numbers.
FORM_NUMBERS = 0.5


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
