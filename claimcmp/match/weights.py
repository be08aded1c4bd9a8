"""The one readable table of weights: ``weights.toml`` beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from claimcmp.model import Level


@cache
def weights() -> dict[str, dict[str, float]]:
    """Level name → value → weight."""
    raw = tomllib.loads((files(__package__) / "weights.toml").read_text(encoding="utf-8"))
    return {name: {value: float(weight) for value, weight in row.items()} for name, row in raw.items()}


@cache
def level(name: str, value: str) -> Level:
    """A level with its weight from the table."""
    return Level(name, value, weights()[name][value])
