"""The conventions of reading, and what lies inside a period: its nth week, its beginning and end, its hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.calendars import DAY, Period
from claimcmp.facts.date.piece import Fields

HOUR = 3600.0


# When a part of the day begins and ends, in hours of its day; wide, since outlets draw the lines differently, and
# the night of a day runs into the early hours of the next.
PARTS: dict[str, tuple[float, float]] = {
    "early_hours": (0, 6), "dawn": (2, 8), "morning": (4, 12), "forenoon": (7, 13), "noon": (11, 14), "afternoon": (12, 19),  # noqa: E501
    "evening": (16, 24), "night": (18, 30), "midnight": (23, 25), "daytime": (5, 20), "late_night": (20, 30),
    "eve_night": (-6, 6), "day early": (0, 12), "day mid": (9, 16), "day late": (14, 24),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conventions:
    """How open words are read; a benchmark's harness sets them to its suite's, news uses the defaults."""

    prefer: str = "past"
    parts: dict[str, tuple[float, float]] = field(default_factory=lambda: PARTS)
    strict: bool = False  # a bare weekday is never today, a month ahead never near
    week_turn: bool = False  # "next Friday" is that of the next week
    spans: str = "running"  # "the last two months": "running" with today, "rolling" up to it, "aligned" whole units
    mid_day: int = 9  # the day of a month before which "mid" does not begin
    year_opening: int = 4  # how many months "early in the year" lasts
    weekend: tuple[float, float] = (0, 48)  # hours from Saturday's beginning
    halves: bool = False  # "early" and "late" are halves of a month or year, "mid" its middle four months
    whole_weeks: bool = False  # the first week of a month is the first that lies in it wholly
    weekday_binds: bool = False  # a weekday that does not fit the date moves its year, however far
    this_year: bool = False  # a month or day without a year is that of the running year
    order: str = ""  # the order of a date in digits, where a region differs from its language


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence knows of its time: the publication, the way open words point, the article's own dates."""

    reference: float | None
    conventions: Conventions = Conventions()
    future: bool = False
    past: bool = False
    both: bool = False  # the sentence speaks of past and future
    anchor: float | None = None
    week_turn: bool = False  # the language's "next Friday" is that of the next week


Reading = tuple[list[Period], str]  # candidates, the preferred one first; grain


OPEN: Reading = ([], "")


def clock_grain(fields: Fields) -> str:
    """The grain of a clock time."""
    _, minute, second = fields["clock"]
    return "hour" if minute is None else "minute" if second is None else "second"


def clock_seconds(fields: Fields) -> float:
    """Seconds after midnight of a clock time, its half of the day taken from "pm" or the part of the day."""
    hour, minute, second = fields["clock"]
    part = fields.get("part")
    afternoon = (
        part in ("afternoon", "evening")
        or (part in ("night", "late_night") and hour >= 5)
        or (part == "noon" and hour < 6)
    )
    if hour < 12 and (fields.get("pm") or ("pm" not in fields and afternoon)):
        hour += 12
    elif hour == 12 and (fields.get("pm") is False or part in ("night", "early_hours", "midnight", "late_night")):
        hour = 24 if part in ("night", "midnight", "late_night") else 0
    return float(hour * HOUR + (minute or 0) * 60.0 + (second or 0))


def part_hours(fields: Fields, conventions: Conventions) -> tuple[float, float]:
    """From which hour to which a part of the day lasts."""
    said = str(fields.get("part_mod", ""))
    mod = {"start": "early", "end": "late", "later": "late"}.get(said, said)
    named = conventions.parts.get(f"{fields['part']} {mod}")
    if named is not None:
        return named
    low, high = conventions.parts.get(fields["part"], PARTS.get(fields["part"], (0, 24)))
    if mod == "early":
        return low, (low + high) / 2
    if mod == "late":
        return (low + high) / 2, high
    if mod == "mid":
        return low + (high - low) / 4, high - (high - low) / 4
    return low, high


def nth_of(nth: tuple[Any, ...], containers: list[Period], conventions: Conventions) -> Reading:
    """The nth unit or weekday of each container (-1: the last), or the first or last so many of it."""
    place, what = nth[:2]
    count = nth[2] if len(nth) > 2 else 1
    found: list[Period] = []
    for low, high in containers:
        period = _nth_in(place, what, low, high, whole=conventions.whole_weeks)
        if period is not None and count > 1:
            other = _nth_in(place * count, what, low, high, whole=conventions.whole_weeks)
            period = (min(period[0], other[0]), max(period[1], other[1])) if other is not None else None
        if period is not None:
            found.append(period)
    if what == "weekend" and conventions.weekend != (0, 48):
        first, last = conventions.weekend
        found = [(low + first * HOUR, high + (last - 48) * HOUR) for low, high in found]
    return found, "range" if count > 1 else what if isinstance(what, str) else "day"


def _nth_in(place: int, what: Any, low: float, high: float, *, whole: bool = False) -> Period | None:
    if isinstance(what, int):
        first = low + (what - cal.weekday_of(low)) % 7 * DAY
        last = high - DAY - (cal.weekday_of(high - DAY) - what) % 7 * DAY
        start = first + (place - 1) * 7 * DAY if place > 0 else last + (place + 1) * 7 * DAY
        return (start, start + DAY) if low <= start < high else None
    if what == "day":
        start = low + (place - 1) * DAY if place > 0 else high + place * DAY
        return (start, start + DAY) if low <= start < high else None
    if what == "week":
        # The week that holds most of its days inside: the one with the container's first Thursday.
        first = cal.start_of("week", low + (6 if whole else 3) * DAY)
        last = cal.start_of("week", high - (7 if whole else 4) * DAY)
        start = first + (place - 1) * 7 * DAY if place > 0 else last + (place + 1) * 7 * DAY
        return start, start + 7 * DAY
    if what == "weekend":
        first = cal.start_of("week", low) + 5 * DAY
        first += 7 * DAY if first < low else 0
        last = cal.start_of("week", high - DAY) + 5 * DAY
        last -= 7 * DAY if last >= high else 0
        start = first + (place - 1) * 7 * DAY if place > 0 else last + (place + 1) * 7 * DAY
        return start, start + 2 * DAY
    start = cal.move(low, what, place - 1) if place > 0 else cal.move(high, what, place)
    return (start, cal.move(start, what, 1)) if low <= start < high else None


def iso_week(year_start: float, number: int) -> Period:
    """The week of a number, by the ISO count, in the year that begins at ``year_start`` (seconds)."""
    first = cal.start_of("week", year_start + 3 * DAY)
    return first + (number - 1) * 7 * DAY, first + number * 7 * DAY


def modified(period: Period, mod: str, grain: str, setting: Setting, *, relative: bool = False) -> Period:
    """The early, middle or late part of a period: thirds of a month, and of a year the first, middle or last four months."""  # noqa: E501
    low, high = period
    base = grain.split(" ")[0]
    conventions = setting.conventions
    name = {"start": "early", "end": "late"}.get(mod, mod)
    if base == "day" and f"day {name}" in conventions.parts and mod not in ("rest", "later"):
        first, last = conventions.parts[f"day {name}"]
        return low + first * HOUR, low + last * HOUR
    ref = setting.reference
    running = ref is not None and low <= ref < high
    if conventions.halves and base == "year" and not relative:
        cuts = {"early": (low, cal.add_months(low, 4)), "mid": (cal.add_months(low, 4), cal.add_months(low, 8)),
                "late": (cal.add_months(low, 8), high)}  # fmt: skip
        return cuts.get(name, period)
    if conventions.halves and base in ("month", "year", "week") and mod != "rest":
        middle = low + 15 * DAY if base == "month" else low + 3 * DAY if base == "week" else cal.add_months(low, 6)
        four = (low + 9 * DAY, low + 20 * DAY) if base == "month" else (cal.add_months(low, 4), cal.add_months(low, 8))
        if mod == "later" and running and ref is not None:
            middle = max(middle, ref - ref % DAY)
        if mod == "mid" and base != "week":
            return four
        return (low, middle) if mod in ("early", "start") else (middle, high)
    if base == "month":
        cuts = {
            "early": (low, low + 10 * DAY),
            "mid": (low + conventions.mid_day * DAY, low + 20 * DAY),
            "late": (low + 20 * DAY, high),
        }
    elif base == "year":
        cuts = {"early": (low, cal.add_months(low, conventions.year_opening)), "mid": (cal.add_months(low, 3), cal.add_months(low, 9)),  # noqa: E501
                "late": (cal.add_months(low, 8), high)}  # fmt: skip
    elif base in ("decade", "century"):
        ten = 1 if base == "decade" else 10
        cuts = {"early": (low, cal.move(low, "year", 4 * ten)), "mid": (cal.move(low, "year", 3 * ten), cal.move(
            low, "year", 7 * ten)), "late": (cal.move(low, "year", 6 * ten), high)}  # fmt: skip
    elif base in ("week", "day"):
        step = (high - low) / 7
        cuts = {"early": (low, low + 3 * step), "mid": (low + 2 * step, low + 5 * step), "late": (low + 4 * step, high)}
    else:
        step = (high - low) / 3
        cuts = {"early": (low, low + step), "mid": (low + step, low + 2 * step), "late": (low + 2 * step, high)}
    if mod in ("rest", "later"):
        return (ref - (0 if base == "day" else ref % DAY) if running and ref is not None else low, high)
    return cuts.get(name, period)
