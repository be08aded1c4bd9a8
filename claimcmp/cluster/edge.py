"""One scored pair of facts."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.model import Level


@dataclass(frozen=True, slots=True)
class Edge:
    """Two facts (or sentences) of a story and how surely they fill one slot, in log odds."""

    left: int
    right: int
    score: float
    levels: tuple[Level, ...]
