"""The day of a holiday in a year: a fixed day, one that moves with Easter, one of another calendar, an nth weekday."""

from __future__ import annotations

import re
from functools import cache

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.calendars import DAY, Period

_KEY = re.compile(r"(?P<kind>[a-z]+)?(?P<shift>[+-]\d+)? ?(?P<numbers>\d+(?:-\d+)*(?: last)?)?")


@cache
def holiday(key: str, year: int) -> Period | None:
    """The period of a holiday by its key in a language's table; None where the year has none.

    Keys: "12-25" (month and day), "easter+1", "pascha-2" (days from Western and Eastern Easter), "hijri 10-1" and
    "jalali 1-1" (month and day of that calendar), "nth 11-3-4" (month, weekday from Monday = 0, place; "last": 0).

    >>> cal.iso(holiday("easter+1", 2022)[0]), [cal.iso(end) for end in holiday("hijri 10-1", 2022)]
    ('2022-04-18', ['2022-05-01', '2022-05-06'])
    """
    found = _KEY.fullmatch(key)
    if found is None or not 1 <= year <= 9998:
        return None
    kind, shift = found["kind"], int(found["shift"] or 0)
    numbers = [int(n) for n in (found["numbers"] or "").split("-") if n]
    if kind is None:
        start = cal.day_start(year, numbers[0], numbers[1])
    elif kind in ("easter", "pascha"):
        start = easter(year) + shift * DAY if kind == "easter" else pascha(year) + shift * DAY
    elif kind == "nth":
        start = _nth(year, *numbers)
    else:
        start = _of_calendar(kind, numbers, year)
    if start is None:
        return None
    if kind == "hijri":  # countries see the new moon a day apart, and the two feasts last for days
        return start - DAY, start + (4 if numbers in ([10, 1], [12, 10]) else 2) * DAY
    return start, start + DAY


def easter(year: int) -> float:
    """Seconds of Western Easter Sunday, by the anonymous Gregorian rule (Meeus, Jones, Butcher).

    >>> [cal.iso(easter(y)) for y in (2019, 2021, 2022)]
    ['2019-04-21', '2021-04-04', '2022-04-17']
    """
    golden, century = year % 19, year // 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    days = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - moon - year % 100 % 4) % 7
    late = (golden + 11 * moon + 22 * days) // 451
    month, day = divmod(moon + days - 7 * late + 114, 31)
    return cal.day_start(year, month, day + 1) or 0.0


def pascha(year: int) -> float:
    """Seconds of Eastern Easter Sunday, by the Julian rule, on the Gregorian calendar.

    >>> [cal.iso(pascha(y)) for y in (2019, 2021, 2022)]
    ['2019-04-28', '2021-05-02', '2022-04-24']
    """
    moon = (19 * (year % 19) + 15) % 30
    days = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + days + 114, 31)
    late = year // 100 - year // 400 - 2  # how many days the Julian calendar lags
    return (cal.day_start(year, month, day + 1) or 0.0) + late * DAY


def _nth(year: int, month: int, weekday: int, place: int) -> float | None:
    """The nth weekday of a month; place 0 is the last one."""
    first = cal.day_start(year, month, 1)
    if first is None:
        return None
    if place == 0:
        last = cal.add_months(first, 1) - DAY
        return last - (cal.weekday_of(last) - weekday) % 7 * DAY
    return first + (weekday - cal.weekday_of(first)) % 7 * DAY + (place - 1) * 7 * DAY


def _of_calendar(kind: str, numbers: list[int], year: int) -> float | None:
    """The first day of that month and day of another calendar that falls into the civil year."""
    middle = cal.day_start(year, 7, 1)
    if middle is None:
        return None
    hijri = kind == "hijri"
    about = cal.hijri_year(middle) if hijri else cal.jalali_year(middle)
    to_period = cal.hijri_period if hijri else cal.jalali_period
    for own in (about - 1, about, about + 1):
        period = to_period(own, numbers[0], numbers[1])
        if period is not None and cal.civil(period[0]).year == year:
            return period[0]
    return None
