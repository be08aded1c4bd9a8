"""Civil arithmetic in seconds of a local wall clock, and the calendars that are turned into it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hijridate import Hijri

DAY = 86400.0
_EPOCH = date(1970, 1, 1).toordinal()
Period = tuple[float, float]


def day_start(year: int, month: int, day: int) -> float | None:
    """Seconds of the first instant of a day; None where there is no such day."""
    try:
        return (date(year, month, day).toordinal() - _EPOCH) * DAY
    except (ValueError, OverflowError):
        return None


def civil(seconds: float) -> date:
    """The day in which an instant lies, kept inside years 1 to 9999."""
    ordinal = int(seconds // DAY) + _EPOCH
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def seconds_of(day: date) -> float:
    """Seconds of the first instant of a day."""
    return (day.toordinal() - _EPOCH) * DAY


def weekday_of(seconds: float) -> int:
    """0 for Monday to 6 for Sunday."""
    return (int(seconds // DAY) + 3) % 7


def iso(seconds: float, *, grain: str = "day") -> str:
    """An instant written to a grain.

    >>> iso(1641945600.0), iso(1641945600.0, grain="month"), iso(1641979800.0, grain="minute")
    ('2022-01-12', '2022-01', '2022-01-12T09:30')
    """
    day = civil(seconds).isoformat()
    if grain in ("year", "decade", "century"):
        return day[:4]
    if grain in ("month", "quarter", "half", "season"):
        return day[:7]
    if grain in ("hour", "minute", "second", "part"):
        clock = (datetime(1970, 1, 1) + timedelta(seconds=seconds % DAY)).strftime("%H:%M:%S")
        return f"{day}T{clock if grain == 'second' else clock[:5]}"
    return day


def add_months(seconds: float, months: int) -> float:
    """An instant moved by months, its day kept or cut to the month's last one; within years 1 to 9999."""
    day = civil(seconds)
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    return seconds_of(first) + (min(day.day, _month_days(first)) - 1) * DAY + seconds % DAY


def _month_days(first: date) -> int:
    if (first.year, first.month) == (9999, 12):
        return 31
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following.toordinal() - first.toordinal()


MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": DAY, "week": 7 * DAY, "weekend": 7 * DAY,
           "fortnight": 14 * DAY}  # fmt: skip


def move(seconds: float, unit: str, count: float) -> float:
    """An instant moved by ``count`` units; fractions of months and years go by whole months and by days."""
    limit = 40000.0
    count = max(-limit, min(limit, count)) if unit not in ("second", "minute") else count
    if unit in MONTHS:
        months = count * MONTHS[unit]
        whole = int(months)
        return add_months(seconds, whole) + round((months - whole) * 30) * DAY
    return seconds + count * SECONDS.get(unit, DAY)


def start_of(unit: str, seconds: float) -> float:
    """The first instant of the unit that holds an instant (weeks begin on Monday, decades in a year ending in 0)."""
    day = civil(seconds)
    if unit in ("second", "minute", "hour"):
        return seconds - seconds % SECONDS[unit]
    if unit in ("week", "fortnight"):
        return seconds - seconds % DAY - weekday_of(seconds) * DAY
    if unit == "weekend":
        return start_of("week", seconds) + 5 * DAY
    if unit in ("month", "quarter", "half"):
        step = MONTHS[unit]
        return seconds_of(day.replace(month=(day.month - 1) // step * step + 1, day=1))
    if unit in ("year", "decade", "century"):
        step = MONTHS[unit] // 12
        return seconds_of(date(max(day.year // step * step, 1), 1, 1))
    return seconds - seconds % DAY


def unit_period(unit: str, seconds: float, offset: int) -> Period:
    """The unit ``offset`` away from the one that holds an instant."""
    start = move(start_of(unit, seconds), unit, offset)
    if unit == "weekend":
        return start, start + 2 * DAY
    return start, move(start, unit, 1)


def hijri_period(year: int, month: int | None, day: int | None) -> Period | None:
    """The civil period of a Hijri year, month or day (Umm al-Qura, years 1343 to 1500); None outside."""
    try:
        first = Hijri(year, month or 1, day or 1).to_gregorian()
        low = seconds_of(date(first.year, first.month, first.day))
        if day:
            return low, low + DAY
        if month:
            return low, low + Hijri(year, month, 1).month_length() * DAY
        return low, low + Hijri(year, 1, 1).year_length() * DAY
    except (ValueError, OverflowError):
        return None


def hijri_year(seconds: float) -> int:
    """The Hijri year that holds most of the civil year of an instant; by the mean length of a lunar year."""
    day = civil(seconds)
    return int((day.toordinal() - 227015) / 354.367056) + 1


# Breaks of the 33-year rule of the Jalali calendar between 1178 and 1634 are none: (25 y + 11) mod 33 < 8 is exact there.  # noqa: E501


def _jalali_leap(year: int) -> bool:
    return (25 * year + 11) % 33 < 8


def jalali_days(year: int, month: int, day: int) -> float | None:
    """Seconds of the first instant of a Jalali day; None where there is no such day or the year is out of 1200 to 1500.

    >>> iso(jalali_days(1403, 1, 1)), iso(jalali_days(1399, 12, 30))
    ('2024-03-20', '2021-03-20')
    """
    if not (1200 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    if month == 12 and day == 30 and not _jalali_leap(year):
        return None
    # Nowruz of 1400 was 2021-03-21; every year between is 365 days and a leap day by the rule.
    days = date(2021, 3, 21).toordinal()
    span = range(1400, year) if year >= 1400 else range(year, 1400)
    days += (1 if year >= 1400 else -1) * sum(366 if _jalali_leap(y) else 365 for y in span)
    days += (month - 1) * 31 - max(0, month - 7) + day - 1
    return (days - _EPOCH) * DAY


def jalali_period(year: int, month: int | None, day: int | None) -> Period | None:
    """The civil period of a Jalali year, month or day; None outside 1200 to 1500."""
    low = jalali_days(year, month or 1, day or 1)
    if low is None:
        return None
    if day:
        return low, low + DAY
    high = jalali_days(year, month + 1, 1) if month and month < 12 else jalali_days(year + 1, 1, 1)
    return (low, high) if high is not None else None


def jalali_year(seconds: float) -> int:
    """The Jalali year of an instant."""
    day = civil(seconds)
    return day.year - 621 - ((day.month, day.day) < (3, 21))
