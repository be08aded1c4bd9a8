"""How two dates or times relate: by overlap, with granularity and every reading that the words leave open."""

from __future__ import annotations

import re

from claimcmp.facts.date.calendars import DAY, Period, civil, weekday_of
from claimcmp.model import Bound, Fact, Kind, ValueRelation

# Clock times that outlets round: a quarter of an hour apart is one time told twice.
CLOCK_SLACK = 16 * 60.0
# "Two weeks ago", "about", parts of units: how far apart approximate readings may lie, as a share of their length.
_FINE = ("hour", "minute", "second")
# "After 40 days" of an undated text.
_FROM_NOW = re.compile(r"now([+-]\d+(?:\.\d+)?) (minute|hour|day|week|month|year)$")
_LENGTHS = {"minute": 60.0, "hour": 3600.0, "day": DAY, "week": 7 * DAY, "month": 30.4 * DAY, "year": 365.25 * DAY}
_LOOSE = 0.1  # "six weeks" and "40 days" are one span told in two units


def compare(a: Fact, b: Fact) -> ValueRelation:
    """Relation of two dates, two times of day, or two recurrences; different kinds compare where a clock is shared.

    Days are disjoint only if all readings of both are; a coarser grain that holds the finer one is compatible.
    """
    if Kind.RECURRENCE in (a.kind, b.kind):
        same = a.kind == b.kind and a.value == b.value
        return ValueRelation.EQUAL if same else ValueRelation.INCOMPARABLE
    if a.kind != b.kind:
        return _clock_against_date(a, b)
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return _partial(a, b)
    if a.role in ("until", "since", "before", "after", "deadline") or b.role in (
        "until",
        "since",
        "before",
        "after",
        "deadline",
    ):
        return _bounded(a, b)
    return _periods(a, b)


def _readings(fact: Fact) -> tuple[Period, ...]:
    assert fact.low is not None and fact.high is not None
    return fact.candidates or ((fact.low, fact.high),)


def _overlap(x: Period, y: Period, slack: float) -> bool:
    return x[0] < y[1] + slack and y[0] < x[1] + slack


def _slack(a: Fact, b: Fact) -> float:
    """How far apart two periods may lie and still be one told loosely."""
    if a.unit in _FINE and b.unit in _FINE:
        return CLOCK_SLACK
    widest = 0.0
    for fact in (a, b):
        if fact.bound == Bound.APPROX and fact.low is not None and fact.high is not None:
            widest = max(widest, (fact.high - fact.low) / 2)
    return widest


def _periods(a: Fact, b: Fact) -> ValueRelation:
    slack = _slack(a, b)
    if (a.low, a.high) == (b.low, b.high):
        return ValueRelation.EQUAL
    for x in _readings(a):
        for y in _readings(b):
            if _overlap(x, y, slack):
                return _overlapping(a, b, x, y)
    return ValueRelation.DISJOINT


def _overlapping(a: Fact, b: Fact, x: Period, y: Period) -> ValueRelation:
    """Equal when the same day or period is meant, else compatible."""
    if x == y:
        return ValueRelation.EQUAL
    if a.unit in _FINE and b.unit in _FINE:
        return ValueRelation.EQUAL if abs(x[0] - y[0]) < 60 else ValueRelation.COMPATIBLE
    return ValueRelation.COMPATIBLE


def _bounded(a: Fact, b: Fact) -> ValueRelation:
    """Bounds of one sort compare by their dates; of two sorts, only what cannot both be is disjoint."""
    if a.role == b.role:
        return _periods(a, b)
    x, y = _opened(a), _opened(b)
    return ValueRelation.COMPATIBLE if any(_overlap(p, q, 0.0) for p in x for q in y) else ValueRelation.DISJOINT


def _opened(fact: Fact) -> tuple[Period, ...]:
    far = 1e13
    if fact.role in ("since", "after"):
        return tuple((low, far) for low, _ in _readings(fact))
    if fact.role in ("until", "before", "deadline"):
        return tuple((-far, high) for _, high in _readings(fact))
    return _readings(fact)


def _clock_against_date(a: Fact, b: Fact) -> ValueRelation:
    """A time of day against a dated time: by the clock alone."""
    time, dated = (a, b) if a.kind == Kind.TIME else (b, a)
    if dated.kind != Kind.DATE or time.kind != Kind.TIME or dated.low is None or dated.high is None:
        return ValueRelation.INCOMPARABLE
    if dated.unit not in (*_FINE, "part") or time.low is None or time.high is None:
        return ValueRelation.INCOMPARABLE
    low = dated.low % DAY
    span = (low, low + dated.high - dated.low)
    slack = CLOCK_SLACK if time.unit in _FINE and dated.unit in _FINE else 0.0
    for shift in (-DAY, 0.0, DAY):
        if _overlap((time.low + shift, time.high + shift), span, slack):
            return ValueRelation.COMPATIBLE
    return ValueRelation.DISJOINT


def _partial(a: Fact, b: Fact) -> ValueRelation:
    """What open dates share: month and day, weekday, or the very words."""
    if a.value and a.value == b.value:
        clear = a.value[:4] == "XXXX" or a.value.startswith("weekday")
        return ValueRelation.EQUAL if clear else ValueRelation.COMPATIBLE
    spans = _from_now(a), _from_now(b)
    if spans[0] is not None and spans[1] is not None:
        apart = abs(spans[0] - spans[1]) > _LOOSE * max(map(abs, spans))  # type: ignore[arg-type]
        return ValueRelation.DISJOINT if apart else ValueRelation.COMPATIBLE
    opened, other = (a, b) if a.low is None else (b, a)
    if opened.value.startswith("weekday:") and other.low is not None and other.unit in ("day", "part", *_FINE):
        same = opened.value.split(" ")[0].split("T")[0] == f"weekday:{weekday_of(other.low)}"
        return ValueRelation.COMPATIBLE if same else ValueRelation.INCOMPARABLE
    return _by_month(_month_day(opened), _month_day(other))


def _from_now(fact: Fact) -> float | None:
    """Seconds from the day of writing that a date of an undated text names: "after 47 years", "three days ago"."""
    found = _FROM_NOW.match(fact.value) if fact.low is None and fact.bound == Bound.EXACT else None
    return float(found[1]) * _LENGTHS[found[2]] if found else None


def _month_day(fact: Fact) -> tuple[int, int] | None:
    """Month and day (0: none) that a fact names; None where it names no month."""
    if fact.low is not None:
        if fact.unit not in ("day", "month", "part", *_FINE):
            return None
        day = civil(fact.low)
        return day.month, 0 if fact.unit == "month" else day.day
    text = fact.value
    if not text.startswith("XXXX-") or "/" in text or text[5:7] == "XX":
        return None
    day_text = text[8:10]
    return int(text[5:7]), int(day_text) if text[7:8] == "-" and day_text.isdigit() else 0


def _by_month(x: tuple[int, int] | None, y: tuple[int, int] | None) -> ValueRelation:
    if x is None or y is None:
        return ValueRelation.INCOMPARABLE
    if x[0] != y[0] or (x[1] and y[1] and x[1] != y[1]):
        return ValueRelation.DISJOINT
    return ValueRelation.EQUAL if x == y and x[1] else ValueRelation.COMPATIBLE
