"""How two quantities relate in value: by overlap of what their words leave open."""

from __future__ import annotations

from math import inf, isfinite

from claimcmp.facts.quantity.base import MONTH_SECONDS, in_base
from claimcmp.model import Bound, Fact, Kind, ValueRelation

# How far "about X" may be off, as a share of X: real pairs of headlines call "about 500" and 480 or 530 the same.
APPROX_SHARE = 0.1
# Two exact values in different units count as equal within the rounding of the coarser one, at most this share apart.
ROUNDING_SHARE = 0.05
SAME_SHARE = 1e-9


def step(value: float) -> float:
    """The place value of the last non-zero digit: 1200 → 100, 2.5 → 0.1, 0 → 1.

    >>> step(1200), step(7), step(2.5)
    (100.0, 1.0, 0.1)
    """
    if value == 0 or not isfinite(value):
        return 1.0
    digits = f"{abs(value):.12g}"
    mantissa, _, exponent = digits.partition("e")
    whole, _, decimals = mantissa.partition(".")
    power = -len(decimals) if decimals else len(whole) - len(whole.rstrip("0"))
    return float(10.0 ** (power + int(exponent or 0)))


def spread(fact: Fact) -> tuple[float, float]:
    """The values that a fact's words allow.

    "More than X" reaches up to the next step of X's last non-zero digit, "less than X" down to the one before;
    "about X" is a tenth of X, or half a step where that is more, to either side.
    """
    low = fact.low if fact.low is not None else -inf
    high = fact.high if fact.high is not None else inf
    if fact.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        base = low if isfinite(low) else high
        return base, base + step(base)
    if fact.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        base = high if isfinite(high) else low
        return base - step(base), base
    if fact.bound == Bound.APPROX and low == high:
        margin = max(abs(low) * APPROX_SHARE, step(low) / 2 if abs(low) >= 10 else 0.0)
        return low - margin, high + margin
    return low, high


def compare(a: Fact, b: Fact) -> ValueRelation:
    """How the values of two quantities relate; other currencies or dimensions are ``INCOMPARABLE``.

    >>> mile, km = Fact("measure", 0, 1, 10, 10, "mile"), Fact("measure", 0, 1, 16, 16, "kilometre")
    >>> compare(mile, km).value
    'equal'
    """
    if Kind.ORDINAL in (a.kind, b.kind) and a.kind != b.kind:
        return ValueRelation.INCOMPARABLE
    if a.low is None and a.high is None or b.low is None and b.high is None:
        return ValueRelation.INCOMPARABLE
    open_money = Kind.MONEY in (a.kind, b.kind) and a.unit != b.unit
    if open_money and not _same_family(a, b):
        return ValueRelation.INCOMPARABLE
    if a.unit == b.unit or open_money:
        relation = _overlap(a, b, spread(a), spread(b), exact=True, tolerance=0.0)
        return ValueRelation.INCOMPARABLE if open_money and relation == ValueRelation.DISJOINT else relation
    return _converted(a, b)


def _same_family(a: Fact, b: Fact) -> bool:
    """An open currency ("pounds") against one of its family (EGP) may be the same."""
    return "" in (a.unit, b.unit) and a.kind == b.kind and bool(a.role) and a.role == b.role


def _converted(a: Fact, b: Fact) -> ValueRelation:
    first, second = _ends(a), _ends(b)
    if first is None or second is None:
        return ValueRelation.INCOMPARABLE
    if first[2] != second[2]:
        if {first[2], second[2]} != {"month", "second"}:
            return ValueRelation.INCOMPARABLE
        first, second = _seconds(first), _seconds(second)
    tolerance = max(_rounding(a), _rounding(b))
    return _overlap(a, b, first[:2], second[:2], exact=False, tolerance=tolerance)


def _ends(fact: Fact) -> tuple[float, float, str] | None:
    low, high = spread(fact)
    base_low, base_high = in_base(low, fact.unit), in_base(high, fact.unit)
    if base_low is None or base_high is None:
        return None
    return base_low[0], base_high[0], base_low[1]


def _seconds(ends: tuple[float, float, str]) -> tuple[float, float, str]:
    factor = MONTH_SECONDS if ends[2] == "month" else 1.0
    return ends[0] * factor, ends[1] * factor, "second"


def _rounding(fact: Fact) -> float:
    """Half a step of the last digit given, in the base unit; whole tens are read as rounded to their unit digit."""
    value = fact.low if fact.low is not None else fact.high
    if value is None:
        return 0.0
    half = min(step(value) / 2, abs(value) * ROUNDING_SHARE)
    size = in_base(half, fact.unit)
    zero = in_base(0.0, fact.unit)
    return size[0] - zero[0] if size is not None and zero is not None else 0.0


def _overlap(
    a: Fact,
    b: Fact,
    first: tuple[float, float],
    second: tuple[float, float],
    *,
    exact: bool,
    tolerance: float,
) -> ValueRelation:
    slack = tolerance + SAME_SHARE * max(1.0, *(abs(x) for x in (*first, *second) if isfinite(x)))
    if first[0] > second[1] + slack or second[0] > first[1] + slack:
        return ValueRelation.DISJOINT
    same = abs(first[0] - second[0]) <= slack and abs(first[1] - second[1]) <= slack
    alike = a.bound == b.bound or not exact and {a.bound, b.bound} <= {Bound.EXACT, Bound.APPROX}
    return ValueRelation.EQUAL if same and alike else ValueRelation.COMPATIBLE
