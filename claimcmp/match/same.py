"""Is it the same fact? Levels, their weights, and the sum that decides."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.match.view import FactView
from claimcmp.model import Level


@dataclass(frozen=True, slots=True)
class Match:
    """How far two facts are one fact; ``lacking`` names what neither text gave."""

    score: float
    levels: tuple[Level, ...]
    same: bool
    lacking: tuple[str, ...]


def same_fact(left: FactView, right: FactView, *, similarity: float | None = None) -> Match:
    """Whether two facts fill one slot: what is counted, whose, where, when; the values may conflict."""
    a, b = left.fact, right.fact
    levels = [Level("kind", "same" if a.kind == b.kind else "other", 0.0 if a.kind == b.kind else -9.0)]
    if a.kind == b.kind:
        if a.concept and b.concept:
            levels.append(Level("noun", *(("same", 3.0) if a.concept == b.concept else ("other", -6.0))))
        elif a.unit == b.unit:
            levels.append(Level("noun", "unknown", -0.5))
        else:
            levels.append(Level("unit", "other", -3.0))
    if similarity is not None:
        levels.append(Level("similarity", f"{similarity:.2f}", 4.0 * (similarity - 0.5)))
    score = sum(level.weight for level in levels)
    lacking = tuple(level.name for level in levels if level.value == "unknown")
    return Match(score, tuple(levels), score > 0, lacking)
