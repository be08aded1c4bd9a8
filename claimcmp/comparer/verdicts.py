"""From named evidence to a verdict: one table of weights, ``verdicts.toml``, fitted by ``tools/fit_verdicts.py``.

Each feature adds its weight to each verdict; the shares are their softmax (multinomial logistic regression).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from claimcmp.model import Level, Verdict

ORDER = (Verdict.AGREE, Verdict.COMPATIBLE, Verdict.DIFFER, Verdict.UPDATED, Verdict.UNRELATED)
UNSURE = 0.3  # below this share, beside a likelier difference, agreements are more often wrong than right
SHOWN = 6  # of the features, those that weigh most are shown


@dataclass(frozen=True, slots=True)
class Table:
    """Feature → its weight for each verdict of ``ORDER``; the share from which a difference is told."""

    weights: dict[str, tuple[float, ...]]
    differ: float


@cache
def table() -> Table:
    """The table of weights, read once."""
    raw = tomllib.loads((files(__package__) / "verdicts.toml").read_text(encoding="utf-8"))
    return Table({name: tuple(row) for name, row in raw["weights"].items()}, float(raw["decide"]["differ"]))


def shares(evidence: Mapping[str, float]) -> dict[Verdict, float]:
    """Verdict → its share of 1.

    >>> found = shares({"always": 1.0, "figure agree": 1.0, "figure agree safe": 1.0})
    >>> round(sum(found.values()), 6), found[Verdict.AGREE] > found[Verdict.UNRELATED]
    (1.0, True)
    """
    known = table().weights
    sums = [0.0] * len(ORDER)
    for name, value in evidence.items():
        for i, weight in enumerate(known.get(name, ())):
            sums[i] += weight * value
    top = max(sums)
    raised = [exp(x - top) for x in sums]
    return {verdict: x / sum(raised) for verdict, x in zip(ORDER, raised, strict=True)}


def chosen(found: Mapping[Verdict, float], differ: float | None = None) -> Verdict:
    """The verdict of the greatest share; a difference only where it is safe, since a false alarm is the worst error.

    Where a difference is the likeliest and not safe, the next likely verdict is given, an agreement only from the share
    ``UNSURE``: else the pair is left unsaid.

    >>> str(chosen({Verdict.DIFFER: 0.5, Verdict.AGREE: 0.26, Verdict.UNRELATED: 0.24}, 0.75))
    'unrelated'
    """
    ranked = sorted(found, key=lambda v: -found[v])
    if ranked[0] != Verdict.DIFFER or found[Verdict.DIFFER] >= (table().differ if differ is None else differ):
        return ranked[0]
    return Verdict.UNRELATED if ranked[1] == Verdict.AGREE and found[Verdict.AGREE] < UNSURE else ranked[1]


def weighed(evidence: Mapping[str, float], verdict: Verdict) -> tuple[Level, ...]:
    """The features that weigh most for or against a verdict, as levels."""
    at, known = ORDER.index(verdict), table().weights
    rows = [(name, round(known[name][at] * value, 2)) for name, value in evidence.items() if name in known]
    rows.sort(key=lambda row: (-abs(row[1]), row[0]))
    return tuple(Level(name, "yes", weight) for name, weight in rows[:SHOWN] if weight and name != "always")
