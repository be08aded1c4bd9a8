"""Figures and dates of one story: the levels of the match and of the story, weighed by a fit to labelled stories.

A match is made for two sentences of anywhere; in a story its levels say less, since the articles are on one event
already, and how the sentences and the values relate says more. The weights stand in ``fitted.toml``, written by
``tools/fit_claim_weights.py`` (logistic regression, each story held against a fit on the others).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.apart import sites
from claimcmp.cluster.deeds import is_telling_year
from claimcmp.cluster.levels import told
from claimcmp.match import FactView, Match
from claimcmp.match.context import COUNTED, relation
from claimcmp.match.figures import alike
from claimcmp.match.same import running
from claimcmp.model import Fact, Kind, Level, ValueRelation

FITTED = frozenset({*COUNTED, Kind.DATE})  # kinds whose pairs the fit weighs
STARTS = ("start", "prior", "similarity")
TABLE = Path(__file__).parent / "fitted.toml"


@dataclass(frozen=True, slots=True)
class Table:
    """Level → its value → log odds; level → (what is measured, log odds) points, linear between them."""

    values: dict[str, dict[str, float]]
    points: dict[str, weights.Points]


_in_use: list[Table] = []


def table() -> Table:
    """The table of weights, read once."""
    if not _in_use:
        _in_use.append(read_table((files(__package__) / TABLE.name).read_text(encoding="utf-8")))
    return _in_use[0]


def use(other: Table) -> None:
    """Weigh by another table from now on."""
    _in_use[:] = [other]
    _known.clear()
    _level.cache_clear()


def read_table(text: str) -> Table:
    """A table as ``tools/fit_claim_weights.py`` writes it."""
    raw = tomllib.loads(text)
    points = {name: tuple((float(x), float(y)) for x, y in rows) for name, rows in raw.pop("points").items()}
    return Table(raw, points)


_known: dict[tuple[int, str], tuple[Match, tuple[Level, ...], float]] = {}
MOST_KNOWN = 1 << 15  # matches remembered: thousands of pairs of facts have the same levels


def tempered(match: Match, kind: str) -> tuple[Match, tuple[Level, ...], float]:
    """A match of two facts of one story, its levels (the first says where their kind starts), their least weight."""
    key = id(match), kind  # an entry holds its match, so that no other one can get its id
    found = _known.get(key)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        start = Level("start", kind, table().values["start"][kind])
        rest = (weighed(level, kind) for level in match.levels if level.name not in STARTS)
        levels = (start, *rest)
        found = _known[key] = match, levels, min(level.weight for level in levels)
    return found


def row_of(name: str, kind: str) -> str:
    """The row of the table for a level: dates have their own ones."""
    return f"{name} of dates" if kind == Kind.DATE else name


def weighed(level: Level, kind: str) -> Level:
    """A level at the weight that it has in a story; one that no labelled pair had is only tempered."""
    rows = table().values.get(row_of(level.name, kind), {})
    default = max(weights.TEMPER * level.weight, weights.LEAST_TEMPERED)
    return replace(level, weight=rows.get(level.value, round(default, 2)))


def choices(near: NDArray[np.float32], articles: NDArray[np.int64]) -> NDArray[np.float32]:
    """How much nearer each pair of facts is than the next best choice of either in the other's article.

    ``near`` float32 [n, n] holds the cosines of the facts' sentences; of both ends the lesser margin counts.
    """
    count = len(near)
    margin = np.zeros((count, count), np.float32)
    _, number, times = np.unique(articles, return_inverse=True, return_counts=True)
    lone = times[number] == 1
    margin[:, lone] = near[:, lone] - np.float32(weights.NONE)
    rows = np.arange(count)
    for article in np.flatnonzero(times > 1).tolist():
        columns = np.flatnonzero(number == article)
        own = near[:, columns]
        first = own.argmax(axis=1)
        best = own[rows, first]
        rest = own.copy()
        rest[rows, first] = -np.inf
        other = np.repeat(best[:, None], len(columns), axis=1)
        other[rows, first] = rest.max(axis=1)
        margin[:, columns] = own - other
    return np.minimum(margin, margin.T)


def story_levels(
    left: FactView, right: FactView, cosine: float | None, margin: float | None, *, nearest: bool
) -> list[Level]:
    """What a story adds: how near the sentences are, how clear the choice is, how the values and words relate."""
    found = []
    points, kind = table().points, left.fact.kind
    if cosine is not None:
        nearness = weights.at(cosine, points[row_of("sentences", kind)])
        found.append(told("sentences", f"{cosine:.2f}", round(nearness, 2)))
    one_year = is_telling_year(left) and relation(left.fact, right.fact) == ValueRelation.EQUAL
    if margin is not None and left.article != right.article and not one_year:  # a year is choice enough
        found.append(told("choice", f"{margin:+.2f}", round(weights.at(margin, points[row_of("choice", kind)]), 2)))
    if nearest:
        found.append(_level("nearest", "mutual", kind))
    one, two = sites(left.text, left.lang), sites(right.text, right.lang)
    if one and two:
        found.append(_level("site", "same" if one & two else "other", kind))
    if left.fact.kind != Kind.DATE:
        found.append(_level("value", told_values(left, right), kind))
        if _unlike_words(left, right):
            found.append(_level("words", "unlike", kind))
    return found


@cache
def _level(name: str, value: str, kind: str) -> Level:
    return Level(name, value, table().values.get(row_of(name, kind), {}).get(value, 0.0))


def _unlike_words(left: FactView, right: FactView) -> bool:
    """Whether two counts of one language are of two words that are not alike and no table calls one thing."""
    a, b = left.fact, right.fact
    if a.kind != Kind.NUMBER or left.lang != right.lang or not a.what or not b.what:
        return False
    return (a.concept != b.concept or not a.concept) and not alike(a.what, b.what)


def told_values(left: FactView, right: FactView) -> str:
    """How the figures of two reports relate; "grown" where the later one gives more of what is still counted."""
    name = values(left.fact, right.fact)
    grows = name in ("near", "far", "scale") and left.fact.kind == Kind.NUMBER and running(left) and running(right)
    if not grows or left.published is None or right.published is None or left.published == right.published:
        return name
    early, late = (left, right) if left.published < right.published else (right, left)
    return f"grown {name}" if _size(early.fact) < _size(late.fact) else name


def values(a: Fact, b: Fact) -> str:
    """How two figures relate: the same (one that tells or a plain one), compatible, near, far, of another scale.

    >>> six, seven, many = (Fact("number", 0, 1, low=x, high=x) for x in (6.0, 7.0, 600.0))
    >>> values(six, six), values(six, seven), values(six, many)
    ('same', 'near', 'scale')
    """
    found = relation(a, b)
    if found == ValueRelation.EQUAL:
        return "same telling" if telling(a) and telling(b) else "same"
    if found == ValueRelation.COMPATIBLE:
        return "compatible"
    if found == ValueRelation.INCOMPARABLE or a.unit != b.unit:
        return "unlike"
    times = abs(math.log10(_size(a) / _size(b)))
    return "near" if times < weights.NEAR_TIMES else "far" if times < weights.FAR_TIMES else "scale"


def _size(fact: Fact) -> float:
    return max(abs(fact.low if fact.low is not None else fact.high or 0.0), 1e-3)


def telling(fact: Fact) -> bool:
    """Whether a figure has two digits or more that are not zeros at its end: 6.5, 1,200, but not 5 or 300.

    >>> [telling(Fact("number", 0, 1, low=x, high=x)) for x in (6.5, 1200.0, 300.0)]
    [True, True, False]
    """
    return fact.low is not None and fact.low == fact.high and len(f"{fact.low:.3f}".replace(".", "").strip("0")) > 1


def day(levels: Sequence[Level]) -> list[Level]:
    """The levels of two dates' days and acts as the fit weighs them."""
    if not any(level.name == "day" for level in levels):
        levels = [*levels, Level("day", "none", 0.0)]
    return [weighed(level, Kind.DATE) for level in levels]
