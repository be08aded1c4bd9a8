"""One scored pair of facts."""

from __future__ import annotations

from typing import NamedTuple

from claimcmp.model import Level


class Edge(NamedTuple):
    """Two facts (or sentences) of a story and how surely they fill one slot, in log odds."""

    left: int
    right: int
    score: float
    levels: tuple[Level, ...]
