"""What a group of sentences that say one thing without a figure is told as: who, or who says so.

Named features of the group weigh for or against each reading (``readings.toml``, fitted by ``tools/fit_readings.py``);
the likeliest reading is told from the share that its row asks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import exp

from claimcmp.comparer.traits import held, meetings, traits
from claimcmp.match import FactView
from claimcmp.model import Level

STATEMENT = "statement"
MOST_SOURCES, ENOUGH = 5, 3
PAIRS = 60  # of a large group, pairs of sentences that are looked at
SHOWN = 5  # of the features, those that weigh most are shown


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind and a verdict that a group may be told as, with its share and what weighs for and against it."""

    kind: str
    verdict: str
    share: float
    levels: tuple[Level, ...] = ()


@cache
def table() -> dict[str, dict[str, float]]:
    """Reading ("person agree") → the weight of each feature; "least" is the share from which it is told."""
    raw = tomllib.loads((files(__package__) / "readings.toml").read_text(encoding="utf-8"))
    return {name: {k: float(v) for k, v in row.items()} for name, row in raw.items()}


def features(views: Sequence[FactView], sources: Sequence[int]) -> dict[str, float]:
    """What a group of sentences gives to read it by; ``sources``: whose each sentence is."""
    count = len(set(sources))
    found = {"always": 1.0, "sources": min(count, MOST_SOURCES) - 2.0, "held": held(list(views), list(sources))}
    if count >= ENOUGH:
        found["three sources"] = 1.0
    own: dict[int, set[str]] = {}
    for view, source in zip(views, sources, strict=True):
        own.setdefault(source, set()).update(traits(view))
    for name in sorted({t for some in own.values() for t in some}):
        share = sum(name in some for some in own.values()) / count
        found[f"share {name}"] = share
        if share == 1.0:
            found[f"all {name}"] = 1.0
    pairs = [(a, b) for a, b in combinations(range(len(views)), 2) if sources[a] != sources[b]][:PAIRS]
    seen: dict[str, int] = {}
    for a, b in pairs:
        for name in sorted(meetings(views[a], views[b])):
            seen[name] = seen.get(name, 0) + 1
    for name, times in sorted(seen.items()):
        found[f"any {name}"] = 1.0
        found[f"share {name}"] = times / len(pairs)
    return found


def shares(found: Mapping[str, float]) -> dict[str, float]:
    """Reading → the share of groups with such features that are told so.

    >>> given = {"always": 1.0, "share figure": 1.0}
    >>> all(share < 0.1 for share in shares(given).values())
    True
    """
    return {
        name: 1.0 / (1.0 + exp(-sum(row.get(k, 0.0) * v for k, v in found.items()))) for name, row in table().items()
    }


def reading(found: Mapping[str, float]) -> Reading | None:
    """The likeliest reading of a group, None where none is likely enough."""
    ranked = sorted(shares(found).items(), key=lambda row: (-row[1], row[0]))
    name, share = ranked[0]
    row = table()[name]
    if share < row["least"]:
        return None
    weighed = sorted(((k, round(row[k] * v, 2)) for k, v in found.items() if k in row and k != "always"),
                     key=lambda x: (-abs(x[1]), x[0]))  # fmt: skip
    kind, _, verdict = name.partition(" ")
    return Reading(kind, verdict, share, tuple(Level(k, "yes", w) for k, w in weighed[:SHOWN] if w))
