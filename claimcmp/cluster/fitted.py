"""Figures and dates of one story: the levels of the match and of the story, weighed by a fit to labelled stories.

A match is made for two sentences of anywhere; in a story its levels say less, since the articles are on one event
already, and how the sentences and the values relate says more. The weights stand in ``weights.py``; they were fitted
by logistic regression to 5,900 pairs of facts of eight labelled stories, each story held against a fit on the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.deeds import is_telling_year
from claimcmp.cluster.levels import COUNTED
from claimcmp.match import FactView, Match
from claimcmp.match.context import relation
from claimcmp.model import Fact, Kind, Level, ValueRelation

FITTED = COUNTED | {Kind.DATE}  # kinds whose pairs the fit weighs
STARTS = ("start", "prior", "similarity")


_known: dict[tuple[int, str], tuple[Match, tuple[Level, ...]]] = {}
MOST_KNOWN = 1 << 15  # matches remembered: thousands of pairs of facts have the same levels


def tempered(match: Match, kind: str) -> tuple[Level, ...]:
    """The levels of a match of two facts of one story, the first saying where their kind starts."""
    key = id(match), kind  # an entry holds its match, so that no other one can get its id
    found = _known.get(key)
    if found is None:
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        found = _known[key] = match, _temper(match, kind)
    return found[1]


def _temper(match: Match, kind: str) -> tuple[Level, ...]:
    start = Level("start", kind, weights.STARTS.get(kind, weights.START))
    return (start, *(_tempered(level) for level in match.levels if level.name not in STARTS))


def _tempered(level: Level) -> Level:
    if level.weight > weights.APART:
        return Level(level.name, level.value, round(weights.TEMPER * level.weight, 2))
    return Level(level.name, level.value, weights.TOLD_APART.get(level.name, level.weight))


def choices(near: NDArray[np.float32], articles: NDArray[np.int64]) -> NDArray[np.float32]:
    """How much nearer each pair of facts is than the next best choice of either in the other's article.

    ``near`` float32 [n, n] holds the cosines of the facts' sentences; of both ends the lesser margin counts.
    """
    count = len(near)
    margin = np.zeros((count, count), np.float32)
    for article in np.unique(articles).tolist():
        columns = np.flatnonzero(articles == article)
        own = near[:, columns]
        first, rows = own.argmax(axis=1), np.arange(count)
        best = own[rows, first]
        rest = own.copy()
        rest[rows, first] = weights.NONE if len(columns) == 1 else -np.inf
        other = np.repeat(best[:, None], len(columns), axis=1)
        other[rows, first] = rest.max(axis=1)
        margin[:, columns] = own - other
    return np.minimum(margin, margin.T)


def story_levels(left: FactView, right: FactView, cosine: float | None, margin: float | None) -> list[Level]:
    """What a story adds: how near the sentences are, how clear the choice is, how the values relate."""
    found = []
    if cosine is not None:
        found.append(Level("sentences", f"{cosine:.2f}", round(weights.at(cosine, weights.NEAR_FACTS), 2)))
    one_year = is_telling_year(left) and relation(left.fact, right.fact) == ValueRelation.EQUAL
    if margin is not None and left.article != right.article and not one_year:  # a year is choice enough
        found.append(Level("choice", f"{margin:+.2f}", round(weights.at(margin, weights.MARGINS), 2)))
    if left.fact.kind != Kind.DATE:
        name = values(left.fact, right.fact)
        found.append(_value_level(name))
    return found


@cache
def _value_level(name: str) -> Level:
    return Level("value", name, weights.VALUES[name])


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
    """The level of two dates' days as the fit weighs it."""
    names = [level.value for level in levels if level.name == "day"]
    name = names[0] if names else "none"
    rest = [Level(x.name, x.value, round(weights.TEMPER * x.weight, 2)) for x in levels if x.name != "day"]
    return [*rest, Level("day", name, weights.DAY_LEVELS[name])]
