"""Dates that name no year: "24 September" of two outlets is one date even if their readings guessed two years."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from claimcmp.model import Fact

DAY = 86_400.0
NEAR_A_YEAR = (290 * DAY, 440 * DAY)


def same_year(a: Fact, b: Fact) -> tuple[Fact, Fact]:
    """The two dates, the yearless one put into the year of the other where their readings lie about a year apart.

    >>> d = lambda day, scope: Fact("date", 0, 1, low=day * 86_400.0, high=(day + 1) * 86_400.0, scope=scope)
    >>> a, b = same_year(d(18900, ""), d(19265, "yearless"))
    >>> a.low == b.low
    True
    """
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return a, b
    if not NEAR_A_YEAR[0] <= abs(a.low - b.low) <= NEAR_A_YEAR[1]:
        return a, b
    if "yearless" in b.scope.split():
        return a, _moved(b, _year(a.low) - _year(b.low))
    if "yearless" in a.scope.split():
        return _moved(a, _year(b.low) - _year(a.low)), b
    return a, b


def _year(seconds: float) -> int:
    return datetime.fromtimestamp(seconds, UTC).year


def _moved(fact: Fact, years: int) -> Fact:
    assert fact.low is not None and fact.high is not None
    low = _shift(fact.low, years)
    return replace(fact, low=low, high=low + (fact.high - fact.low), candidates=())


def _shift(seconds: float, years: int) -> float:
    at = datetime.fromtimestamp(seconds, UTC)
    try:
        return at.replace(year=at.year + years).timestamp()
    except ValueError:  # 29 February
        return at.replace(year=at.year + years, day=28).timestamp()
