"""From what the words say to instants: the periods that a date's fields can mean, the preferred one first."""

from __future__ import annotations

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.calendars import DAY, Period
from claimcmp.facts.date.from_now import begun, shifted, spanned, weekends
from claimcmp.facts.date.holidays import holiday
from claimcmp.facts.date.inside import (
    HOUR,
    OPEN,
    Reading,
    Setting,
    clock_grain,
    clock_seconds,
    iso_week,
    modified,
    nth_of,
    part_hours,
)
from claimcmp.facts.date.occurrence import ordered, weekday_reading
from claimcmp.facts.date.piece import Fields

HALF_MONTH = 15  # days of its first half
SEASONS = {"spring": (3, 21), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}


def resolve(fields: Fields, setting: Setting) -> Reading:
    """The periods that fields mean; no candidates where they stay open."""
    candidates, grain = _dates(fields, setting)
    if not candidates:
        return [], grain
    if "within_unit" in fields:
        unit = fields["within_unit"]
        starts = [cal.start_of("week", low) + (5 * DAY if unit == "weekend" else 0) for low, _ in candidates]
        candidates, grain = [(s, s + (2 if unit == "weekend" else 7) * DAY) for s in starts], unit
    if "nth" in fields:
        candidates, grain = nth_of(fields["nth"], candidates, setting.conventions)
        candidates = begun(candidates, setting, len(fields["nth"]) > 2) if fields.get("vague") else candidates
    if "week_number" in fields:
        candidates, grain = [iso_week(lo, fields["week_number"]) for lo, _ in candidates], "week"
    if "mod" in fields:
        candidates = [modified(p, fields["mod"], grain, setting, relative="rel" in fields) for p in candidates]
        grain = "part" if grain == "day" else f"{grain} part"
    if "clock" in fields:
        return [_clocked(lo, fields) for lo, _ in candidates], clock_grain(fields)
    if "part" in fields:
        low, high = part_hours(fields, setting.conventions)
        return [(lo + low * HOUR, lo + high * HOUR) for lo, _ in candidates], "part"
    return candidates, grain


def _clocked(day: float, fields: Fields) -> Period:
    low = day - day % DAY + clock_seconds(fields)
    return low, low + cal.SECONDS[clock_grain(fields)]


def _dates(fields: Fields, setting: Setting) -> Reading:  # noqa: C901
    ref = setting.reference
    if "calendar" in fields or fields.get("era") in (
        "hijri",
        "jalali",
        "minguo",
        "buddhist",
        "reiwa",
        "heisei",
        "showa",
    ):
        return _other_calendar(fields, setting)
    if "now" in fields:
        return ([(ref, ref + 1)], "second") if ref is not None else OPEN
    if "shift" in fields:
        return shifted(fields, setting)
    if "span" in fields:
        return spanned(fields, setting)
    if "anchor_day" in fields:
        base = setting.anchor
        if base is None:
            return OPEN
        start = cal.start_of("day", base) + fields["anchor_day"] * DAY
        return [(start, start + DAY)], "day"
    if fields.get("era") == "bc":
        return OPEN
    if "decade" in fields and ("century" in fields or fields.get("rel", ("",))[0] == "century"):
        base = (fields["century"] - 1) * 100 if "century" in fields else 0
        if "rel" in fields:
            base = (cal.civil(ref).year // 100 + fields["rel"][1]) * 100 if ref is not None else 1900
        return _dates({"decade": base + fields["decade"] % 100}, setting)
    if "century" in fields:
        start = cal.day_start((fields["century"] - 1) * 100 + 1, 1, 1) or 0.0
        return [(cal.move(start, "year", 0 if fields["century"] == 1 else -1), cal.move(start, "year", 99))], "century"
    if "decade" in fields:
        decade = cal.day_start(max(fields["decade"], 1), 1, 1)
        return ([(decade, cal.move(decade, "year", 10))], "decade") if decade is not None else OPEN
    if "rel" in fields:
        return _related(fields, setting)
    if "month" in fields or "holiday" in fields or "quarter" in fields or "half" in fields or "season" in fields:
        return _in_years(fields, setting)
    if "year" in fields:
        period = _year(fields["year"])
        return ([period], "year") if period else OPEN
    if "day" in fields:
        return _lone_day(fields, setting)
    if "weekday" in fields:
        return weekday_reading(fields, setting)
    if ("clock" in fields or "part" in fields or "nth" in fields or "week_number" in fields) and ref is not None:
        unit = (
            "day"
            if "clock" in fields or "part" in fields
            else "month"
            if "nth" in fields and fields["nth"][1] != "month"
            else "year"
        )
        return [cal.unit_period(unit, ref, 0)], unit
    return OPEN


def _year(year: int) -> Period | None:
    start = cal.day_start(year, 1, 1)
    return (start, cal.move(start, "year", 1)) if start is not None and year < 9999 else None


def _occurrence(fields: Fields, year: int) -> Period | None:
    """The month, day, quarter, half, season or holiday of one year."""
    if "half" in fields and "month" in fields:
        start = cal.day_start(year, fields["month"], 1)
        return _half_of_month(start, fields["half"]) if start is not None else None
    if "quarter" in fields or "half" in fields:
        unit = "quarter" if "quarter" in fields else "half"
        start = cal.day_start(year, 1 + (fields[unit] - 1) * cal.MONTHS[unit], 1)
        return (start, cal.add_months(start, cal.MONTHS[unit])) if start is not None else None
    if "season" in fields:
        month, day = SEASONS[fields["season"]]
        start = cal.day_start(year, month, day)
        if start is None:
            return None
        return start, cal.add_months(start, 3) + (2 if month in (3, 6) else 0) * DAY - (2 * DAY if month == 9 else 0)
    if "holiday" in fields:
        return holiday(str(fields["holiday"]), year)
    start = cal.day_start(year, fields["month"], fields.get("day", 1))
    if start is None:
        return None
    return (start, start + DAY) if "day" in fields else (start, cal.add_months(start, 1))


def _half_of_month(start: float, half: int) -> Period:
    """The first fifteen days of a month, or the others."""
    middle = start + HALF_MONTH * DAY
    return (start, middle) if half == 1 else (middle, cal.add_months(start, 1))


def _in_years(fields: Fields, setting: Setting) -> Reading:
    names = ("quarter", "half", "season", "holiday")
    grain = next((n if n != "holiday" else "day" for n in names if n in fields), "day" if "day" in fields else "month")
    grain = "month part" if fields.keys() >= {"half", "month"} else grain
    grain = "range" if str(fields.get("holiday", "")).startswith("hijri") else grain
    if "year" in fields:
        found = _occurrence(fields, fields["year"])
        return ([found], grain) if found else OPEN
    ref = setting.reference
    if ref is None:
        return [], grain
    now = cal.civil(ref).year
    if setting.conventions.this_year and "turn" not in fields and (same := _occurrence(fields, now)):
        return [same], grain
    # Eight years each way reach a 29 February and a weekday that must agree.
    periods = [p for y in range(max(now - 8, 1), min(now + 9, 9999)) if (p := _occurrence(fields, y)) is not None]
    if "weekday" in fields:
        agreeing = [p for p in periods if cal.weekday_of(p[0]) == fields["weekday"]]
        near = [p for p in periods if abs(p[0] - ref) < 366 * DAY]
        # A weekday that fits no year near is the writer's slip: the date stands.
        close = [p for p in agreeing if abs(p[0] - ref) < 400 * DAY]
        periods = close or (agreeing if setting.conventions.weekday_binds else near) or agreeing or periods
    return ordered(periods, setting, fields.get("turn")), grain


def _related(fields: Fields, setting: Setting) -> Reading:
    """Fields inside this, last or next unit: "March last year", "Tuesday next week", "20th of next month"."""
    ref = setting.reference
    unit, offset = fields["rel"]
    if ref is None:
        return [], unit
    if unit in ("hour", "minute", "second") and abs(offset) == 1 and setting.conventions.spans != "aligned":
        return [(ref + min(offset, 0) * cal.SECONDS[unit], ref + max(offset, 0) * cal.SECONDS[unit])], "range"
    low, high = cal.unit_period(unit, ref, offset)
    if unit == "year" and any(n in fields for n in ("month", "quarter", "half", "season", "holiday")):
        return _in_years({k: v for k, v in fields.items() if k != "rel"} | {"year": cal.civil(low).year}, setting)
    if unit in ("week", "weekend") and "weekday" in fields:
        start = cal.start_of("week", low) + fields["weekday"] * DAY
        return [(start, start + DAY)], "day"
    if unit == "month" and "day" in fields:
        start = low + (fields["day"] - 1) * DAY
        return ([(start, start + DAY)], "day") if start < high else OPEN
    if unit == "month" and "half" in fields:
        return [_half_of_month(low, fields["half"])], "month part"
    if unit == "weekend":
        return weekends(low, offset, setting, bare="vague" in fields), unit
    if "vague" in fields and "nth" in fields:
        return [(low, high), cal.unit_period(unit, ref, offset - 1)], unit
    return [(low, high)], unit


def _lone_day(fields: Fields, setting: Setting) -> Reading:
    ref = setting.reference
    if ref is None:
        return [], "day"
    periods: list[Period] = []
    for offset in range(-14, 15):
        first = cal.add_months(cal.start_of("month", ref), offset)
        start = first + (fields["day"] - 1) * DAY
        if start < cal.add_months(first, 1) and fields.get("weekday") in (None, cal.weekday_of(start)):
            periods.append((start, start + DAY))
    if "weekday" in fields and periods:
        nearest = min(periods, key=lambda p: abs(p[0] - ref))
        if abs(nearest[0] - ref) <= 14 * DAY:  # no other such weekday and day is as near
            return [nearest], "day"
    return ordered(periods, setting, None), "day"


def _other_calendar(fields: Fields, setting: Setting) -> Reading:
    """A date of another calendar, its year taken from the reference when none is said."""
    era = fields.get("era", "")
    shift = {"minguo": 1911, "buddhist": -543, "reiwa": 2018, "heisei": 1988, "showa": 1925}.get(era)
    if shift is not None:
        rest = {k: v for k, v in fields.items() if k not in ("era", "calendar")}
        return _dates(rest | {"year": fields["year"] + shift}, setting) if "year" in fields else OPEN
    kind = fields.get("calendar") or era
    to_period = cal.hijri_period if kind == "hijri" else cal.jalali_period
    if "holiday" in fields and kind == "jalali" and "year" in fields:
        return _dates({"holiday": fields["holiday"], "year": fields["year"] + 621}, setting)  # «نوروز ۱۴۰۰»
    if kind == "jalali" and fields.keys() & {"season", "quarter", "half"}:
        return _part_of_jalali(fields, setting)
    if "decade" in fields:
        low, high = cal.jalali_days(fields["decade"], 1, 1), cal.jalali_days(fields["decade"] + 10, 1, 1)
        return ([(low, high)], "decade") if low is not None and high is not None else OPEN
    month, day = fields.get("month"), fields.get("day")
    grain = "day" if day else "month" if month else "year"
    if "rel" in fields and setting.reference is not None:
        fields = fields | {
            "year": _current(kind, setting.reference) + (fields["rel"][1] if fields["rel"][0] == "year" else 0)
        }
    if "year" in fields:
        year = fields["year"] + (1300 if kind == "jalali" and fields["year"] < 100 else 0)
        period = to_period(year, month, day)
        return ([period], grain) if period else OPEN
    if setting.reference is None or not month:
        return [], grain
    now = _current(kind, setting.reference)
    periods = [p for y in range(now - 2, now + 3) if (p := to_period(y, month, day)) is not None]
    return ordered(periods, setting, fields.get("turn")), grain


def _part_of_jalali(fields: Fields, setting: Setting) -> Reading:
    """A season, quarter or half of a Jalali year; it begins with spring."""
    name = next(n for n in ("season", "quarter", "half") if n in fields)
    year = fields.get("year")
    if year is None and setting.reference is not None:
        year = _current("jalali", setting.reference) + (fields["rel"][1] if "rel" in fields else 0)
    if year is None:
        return OPEN
    place = list(SEASONS).index(fields["season"]) if name == "season" else fields[name] - 1
    months = 6 if name == "half" else 3
    low, after = cal.jalali_days(year, place * months + 1, 1), place * months + 1 + months
    high = cal.jalali_days(year, after, 1) if after <= 12 else cal.jalali_days(year + 1, 1, 1)
    return ([(low, high)], name) if low is not None and high is not None else OPEN


def _current(kind: str, seconds: float) -> int:
    return cal.hijri_year(seconds) if kind == "hijri" else cal.jalali_year(seconds)
