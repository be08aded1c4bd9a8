"""Dates and times in the reader's notation: from seconds to "12 January 2022", "5–8 January 2022", "18:30"."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FROM_NOW = re.compile(r"now([+-])(\d+(?:\.\d+)?) ([a-z]+)")
_EPOCH = datetime(1970, 1, 1)
_DAY = 86_400.0
# The widest span that is still told by the clock: a part of a day ("in the evening").
_CLOCK_SPAN = 12 * 3600.0


def iso(seconds: float | None) -> str | None:
    """UTC seconds as ISO 8601 to the second; None stays None.

    >>> iso(1641998100.0)
    '2022-01-12T14:35:00Z'
    """
    moment = _moment(seconds)
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def short(seconds: float | None) -> str:
    """UTC seconds as a reader's date and time, "" when unknown.

    >>> short(1641998100.0)
    '12 January 2022, 14:35 UTC'
    """
    moment = _moment(seconds)
    return "" if moment is None else f"{day(moment)}, {moment:%H:%M} UTC"


def parse(text: str | None) -> float | None:
    """The UTC seconds of an ISO text that ``iso`` wrote."""
    if not text:
        return None
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).timestamp()


def day(moment: datetime) -> str:
    """A day in words, without locale.

    >>> day(datetime(2022, 1, 12))
    '12 January 2022'
    """
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def _moment(seconds: float | None) -> datetime | None:
    if seconds is None or seconds != seconds:
        return None
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None


def date(low: float | None, high: float | None, grain: str, value: str = "") -> str:
    """A date reading ``[low, high)`` of local wall clock seconds at its grain; ``value`` where it stays partial.

    >>> date(1641945600.0, 1642032000.0, "day")
    '12 January 2022'
    >>> date(1641340800.0, 1641686400.0, "day")
    '5–8 January 2022'
    >>> date(None, None, "day", "XXXX-01-12")
    '12 January (no year)'
    """
    start, end = _moment(low), _moment(high)
    if start is None and end is None:
        return _partial(value)
    if start is None:
        return f"before {_point(end, grain)}"
    if end is None:
        return f"from {_point(start, grain)}"
    return _span(start, end, grain)


def _point(moment: datetime | None, grain: str) -> str:
    assert moment is not None
    if grain in ("second", "minute", "hour", "part"):
        return f"{day(moment)}, {moment:%H:%M}"
    if grain == "month":
        return f"{MONTHS[moment.month - 1]} {moment.year}"
    return str(moment.year) if grain in ("year", "decade", "century") else day(moment)


def _span(start: datetime, end: datetime, grain: str) -> str:
    seconds = (end - start).total_seconds()
    midnight = start.hour == start.minute == start.second == 0
    if grain in ("second", "minute", "hour") and seconds <= 3600:
        return f"{day(start)}, {start:%H:%M}"
    if not midnight or 0 < seconds <= _CLOCK_SPAN:
        return _clock_span(start, end)
    if seconds <= _DAY:
        return day(start)
    last = end - timedelta(days=1) if end.hour == end.minute == 0 else end
    if start.day == 1 and end.day == 1:
        return _months(start, last)
    return _days(start, last)


def _clock_span(start: datetime, end: datetime) -> str:
    if start.date() == end.date() or (end - start).total_seconds() <= _DAY:
        return f"{day(start)}, {start:%H:%M}–{end:%H:%M}"
    return f"{day(start)}, {start:%H:%M} – {day(end)}, {end:%H:%M}"


def _months(start: datetime, last: datetime) -> str:
    """Whole months: "January 2022", "first quarter of 2022", "2022", "2010–2019"."""
    if start.month == 1 and last.month == 12:
        return str(start.year) if start.year == last.year else f"{start.year}–{last.year}"
    first, final = MONTHS[start.month - 1], MONTHS[last.month - 1]
    if start.year != last.year:
        return f"{first} {start.year} – {final} {last.year}"
    return f"{first} {start.year}" if first == final else f"{first}–{final} {start.year}"


def _days(start: datetime, last: datetime) -> str:
    if (start.year, start.month) == (last.year, last.month):
        return f"{start.day}–{day(last)}"
    if start.year == last.year:
        return f"{start.day} {MONTHS[start.month - 1]} – {day(last)}"
    return f"{day(start)} – {day(last)}"


def _partial(value: str) -> str:
    """A reading that the text leaves open: "XXXX-01-12", "weekday:3" (Monday is 0), "day:-1", "anchor_day:-1"."""
    name, _, rest = value.partition(":")
    if name == "weekday" and rest[:1].isdigit() and int(rest[0]) <= 6:
        return f"{WEEKDAYS[int(rest[0])]} (which is open)"
    if name in ("day", "week", "month", "year", "hour", "minute") and rest.lstrip("+-").isdigit():
        return _relative(name, int(rest))
    if name == "anchor_day" and rest.lstrip("+-").isdigit():  # "the next day": counted from a day that the text told
        return _from_told(int(rest))
    if found := _FROM_NOW.fullmatch(value):
        sign, number, unit = found.groups()
        return f"{number} {unit}{'' if number == '1' else 's'} {'before' if sign == '-' else 'after'} the report"
    parts = value.split("-")
    if len(parts) in (2, 3) and all(p.isdigit() or set(p) == {"X"} for p in parts) and parts[1].isdigit():
        month = MONTHS[(int(parts[1]) - 1) % 12]
        days = f"{int(parts[2])} " if len(parts) == 3 and parts[2].isdigit() else ""
        return f"{days}{month} (no year)" if not parts[0].isdigit() else f"{days}{month} {int(parts[0])}"
    if len(parts) == 3 and parts[2].isdigit():
        return f"day {int(parts[2])} of an open month"
    return value


def _from_told(days: int) -> str:
    if not days:
        return "the same day (open)"
    far = "the day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{far} {'before' if days < 0 else 'after'} (open)"


def _relative(unit: str, n: int) -> str:
    if n == 0:
        return f"the same {unit}"
    return f"{abs(n)} {unit}{'' if abs(n) == 1 else 's'} {'earlier' if n < 0 else 'later'} (open)"


def clock(low: float | None, high: float | None) -> str:
    """A time of day in seconds after midnight.

    >>> clock(66600.0, 66660.0)
    '18:30'
    """
    if low is None or low != low:
        return ""
    start = _hour(low)
    if high is None or high - low <= 3600 or high != high:
        return start
    return f"{start}–{_hour(high)}"


def _hour(seconds: float) -> str:
    minutes = int(seconds // 60)
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
