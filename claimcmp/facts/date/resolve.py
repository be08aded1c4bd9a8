"""From what the words say to instants: the periods that a date's fields can mean, the preferred one first."""

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
}  # fmt: skip
SEASONS = {"spring": (3, 21), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}
# A month or day without a year that lies ahead is meant without any future cue only this near, when the past one is far.  # noqa: E501
NEAR_AHEAD, FAR_BACK = 45 * DAY, 150 * DAY


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
    this_year: bool = False  # a month or day without a year is that of the running year
    order: str = ""  # the order of a date in digits, where a region differs from its language


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sentence knows of its time: the publication, the way open words point, the article's own dates."""

    reference: float | None
    conventions: Conventions = Conventions()
    future: bool = False
    past: bool = False
    anchor: float | None = None
    week_turn: bool = False  # the language's "next Friday" is that of the next week


Reading = tuple[list[Period], str]  # candidates, the preferred one first; grain
OPEN: Reading = ([], "")


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
        candidates, grain = _nth(fields["nth"], candidates)
    if "week_number" in fields:
        candidates, grain = [_iso_week(lo, fields["week_number"]) for lo, _ in candidates], "week"
    if "mod" in fields:
        candidates = [modified(p, fields["mod"], grain, setting) for p in candidates]
        grain = "part" if grain == "day" else f"{grain} part"
    if "clock" in fields:
        return [_clocked(lo, fields) for lo, _ in candidates], clock_grain(fields)
    if "part" in fields:
        low, high = part_hours(fields, setting.conventions)
        return [(lo + low * HOUR, lo + high * HOUR) for lo, _ in candidates], "part"
    return candidates, grain


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


def _clocked(day: float, fields: Fields) -> Period:
    low = day - day % DAY + clock_seconds(fields)
    return low, low + cal.SECONDS[clock_grain(fields)]


def part_hours(fields: Fields, conventions: Conventions) -> tuple[float, float]:
    """From which hour to which a part of the day lasts."""
    low, high = conventions.parts.get(fields["part"], PARTS.get(fields["part"], (0, 24)))
    mod = fields.get("part_mod")
    if mod in ("early", "start"):
        return low, (low + high) / 2
    if mod in ("late", "end", "later"):
        return (low + high) / 2, high
    if mod == "mid":
        return low + (high - low) / 4, high - (high - low) / 4
    return low, high


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
        return _shifted(fields, setting)
    if "span" in fields:
        return _spanned(fields["span"], ref, setting.conventions.spans)
    if "anchor_day" in fields:
        base = setting.anchor
        if base is None:
            return OPEN
        start = cal.start_of("day", base) + fields["anchor_day"] * DAY
        return [(start, start + DAY)], "day"
    if fields.get("era") == "bc":
        return OPEN
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
        return _weekday(fields, setting)
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
        month, day = (int(p) for p in str(fields["holiday"]).split("-"))
        start = cal.day_start(year, month, day)
        return (start, start + DAY) if start is not None else None
    start = cal.day_start(year, fields["month"], fields.get("day", 1))
    if start is None:
        return None
    return (start, start + DAY) if "day" in fields else (start, cal.add_months(start, 1))


def _in_years(fields: Fields, setting: Setting) -> Reading:
    names = ("quarter", "half", "season", "holiday")
    grain = next((n if n != "holiday" else "day" for n in names if n in fields), "day" if "day" in fields else "month")
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
        periods = [p for p in agreeing if abs(p[0] - ref) < 400 * DAY] or near or agreeing or periods
    return ordered(periods, setting, fields.get("turn")), grain


def ordered(periods: list[Period], setting: Setting, turn: int | None) -> list[Period]:
    """The occurrences that can be meant, the preferred one first: by turn, by cue, by the reading's direction."""
    ref = setting.reference
    assert ref is not None
    today = ref - ref % DAY
    past = [p for p in periods if p[1] <= today]
    holding = [p for p in periods if p[0] <= ref < p[1] or p[0] == today]
    ahead = [p for p in periods if p[0] > ref and p not in holding]
    if turn is not None and turn < 0:
        return past[turn:][:1] if len(past) >= -turn else []
    if turn is not None and turn > 0:
        return ahead[turn - 1 : turn]
    if turn == 0:
        return [*holding, *[p for p in (ahead[:1] + past[-1:]) if cal.civil(p[0]).year == cal.civil(ref).year]][
            :1
        ] or ahead[:1]
    if holding:
        return [holding[0], *(past[-1:] if setting.conventions.prefer == "past" and not setting.future else ahead[:1])]
    onward = setting.future or setting.conventions.prefer == "future"
    if not onward and not setting.conventions.strict and not setting.past and past and ahead:
        onward = ahead[0][0] - ref <= NEAR_AHEAD and ref - past[-1][1] >= FAR_BACK
    return [*ahead[:1], *past[-1:]] if onward else [*past[-1:], *ahead[:1]]


def _weekday(fields: Fields, setting: Setting) -> Reading:
    ref = setting.reference
    if ref is None:
        return [], "day"
    today = ref - ref % DAY
    ahead = (fields["weekday"] - cal.weekday_of(ref)) % 7
    turn = fields.get("turn")
    in_week = today + (fields["weekday"] - cal.weekday_of(ref)) * DAY
    if fields.get("coming") and turn:
        starts = (
            [today + (ahead or 7) * DAY + (turn - 1) * 7 * DAY]
            if turn > 0
            else [today - ((7 - ahead) % 7 or 7) * DAY + (turn + 1) * 7 * DAY]
        )
    elif turn is None:
        past, coming = today - (7 - ahead) % 7 * DAY, today + ahead * DAY
        if setting.conventions.strict and ahead == 0:
            coming += 7 * DAY
        onward = setting.future or setting.conventions.prefer == "future"
        starts = [coming, past] if onward else [past, coming if coming != past else past + 7 * DAY]
    elif turn == 0:
        coming = today + ((ahead or 7) if setting.conventions.strict else ahead) * DAY
        onward = setting.conventions.prefer == "future" or setting.future
        starts = [coming if setting.conventions.strict else in_week, coming if onward else in_week]
    else:
        starts = _turned_weekday(turn, today, ahead, in_week, setting)
    unique = list(dict.fromkeys(starts))
    return [(s, s + DAY) for s in unique], "day"


def _turned_weekday(turn: int, today: float, ahead: int, in_week: float, setting: Setting) -> list[float]:
    """Next or last weekday: the nearest one that way, and that of the neighbouring week, where they differ."""
    by_week = in_week + turn * 7 * DAY
    if turn < 0:
        nearest = today - ((7 - ahead) % 7 or 7) * DAY + (turn + 1) * 7 * DAY
    else:
        nearest = today + (ahead or 7) * DAY + (turn - 1) * 7 * DAY
    week_first = setting.conventions.week_turn or setting.week_turn
    return [by_week, nearest] if week_first else [nearest, by_week]


def _related(fields: Fields, setting: Setting) -> Reading:
    """Fields inside this, last or next unit: "March last year", "Tuesday next week", "20th of next month"."""
    ref = setting.reference
    unit, offset = fields["rel"]
    if ref is None:
        return [], unit
    low, high = cal.unit_period(unit, ref, offset)
    if unit == "year" and any(n in fields for n in ("month", "quarter", "half", "season", "holiday")):
        return _in_years({k: v for k, v in fields.items() if k != "rel"} | {"year": cal.civil(low).year}, setting)
    if unit in ("week", "weekend") and "weekday" in fields:
        start = cal.start_of("week", low) + fields["weekday"] * DAY
        return [(start, start + DAY)], "day"
    if unit == "month" and "day" in fields:
        start = low + (fields["day"] - 1) * DAY
        return ([(start, start + DAY)], "day") if start < high else OPEN
    if unit == "weekend":
        low, high = (low + hours * HOUR for hours in setting.conventions.weekend)
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
    return ordered(periods, setting, None), "day"


def point_of(fields: Fields, base: float) -> float:
    """The instant so far from a base as a shift says."""
    for unit, count in fields["shift"]:
        base = cal.move(base, unit, count)
    return base


def _shifted(fields: Fields, setting: Setting) -> Reading:
    """So long ago: a day for days, else a window as wide as the unit around the point ("two years ago" names no day)."""  # noqa: E501
    base = fields.get("base_low")
    if base is None:
        base = setting.anchor if fields.get("from_text") else setting.reference
    if base is None:
        return OPEN
    unit = fields["shift"][-1][0]
    point = point_of(fields, base)
    if fields.get("within"):
        whole = unit not in ("second", "minute", "hour") and not setting.conventions.strict
        return [(base - base % DAY, point - point % DAY + DAY) if whole else (base, point)], "range"
    if unit in ("second", "minute", "hour"):
        wide = cal.SECONDS[unit]
        return [(point - wide / 2, point + wide / 2)], unit
    point = point - point % DAY
    if "weekday" in fields and unit == "week":
        point = cal.start_of("week", point) + fields["weekday"] * DAY
        return [(point, point + DAY)], "day"
    if unit == "day" or fields.get("base_low") is not None:
        return [(point, point + DAY)], "day"
    half = {
        "week": 3,
        "fortnight": 3,
        "weekend": 3,
        "month": 15,
        "quarter": 45,
        "half": 90,
        "year": 182,
        "decade": 1825,
    }.get(unit, 182)
    return [(point - half * DAY, point + (half + 1) * DAY)], unit


def _spanned(span: tuple[str, float], ref: float | None, mode: str) -> Reading:
    """The last or next so many units, the day that is running included."""
    if ref is None:
        return OPEN
    unit, count = span
    fine = unit in ("second", "minute", "hour")
    if mode == "aligned" or unit in ("quarter", "half") or (mode == "rolling" and unit in ("decade", "century")):
        edge = cal.start_of(unit, ref) if count < 0 else cal.unit_period(unit, ref, 1)[0]
        low, high = sorted((edge, cal.move(edge, unit, count)))
        return [(low, high)], "range"
    edge = ref if fine else ref - ref % DAY
    rolling = mode == "rolling"
    if count < 0:
        return [(cal.move(edge, unit, count), edge + (0 if fine or rolling else DAY))], "range"
    start = edge + (DAY if rolling and not fine else 0)
    return [(start, cal.move(start, unit, count) + (0 if fine or rolling else DAY))], "range"


def _nth(nth: tuple[int, Any], containers: list[Period]) -> Reading:
    place, what = nth
    found: list[Period] = []
    for low, high in containers:
        period = _nth_in(place, what, low, high)
        if period is not None:
            found.append(period)
    return found, what if isinstance(what, str) else "day"


def _nth_in(place: int, what: Any, low: float, high: float) -> Period | None:
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
        first = cal.start_of("week", low + 3 * DAY)
        last = cal.start_of("week", high - 4 * DAY)
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


def _iso_week(year_start: float, number: int) -> Period:
    first = cal.start_of("week", year_start + 3 * DAY)
    return first + (number - 1) * 7 * DAY, first + number * 7 * DAY


def modified(period: Period, mod: str, grain: str, setting: Setting) -> Period:
    """The early, middle or late part of a period: thirds of a month, and of a year the first, middle or last four months."""  # noqa: E501
    low, high = period
    base = grain.split(" ")[0]
    conventions = setting.conventions
    if conventions.halves and base in ("month", "year") and mod not in ("rest",):
        middle = low + 15 * DAY if base == "month" else cal.add_months(low, 6)
        four = (low + 10 * DAY, low + 20 * DAY) if base == "month" else (cal.add_months(low, 4), cal.add_months(low, 8))
        return four if mod == "mid" else (low, middle) if mod in ("early", "start") else (middle, high)
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
    ref = setting.reference
    if mod in ("rest", "later"):
        inside = ref is not None and low <= ref < high
        return (ref - ref % DAY if inside and ref is not None else low, high)
    name = {"start": "early", "end": "late"}.get(mod, mod)
    return cuts.get(name, period)


def _other_calendar(fields: Fields, setting: Setting) -> Reading:
    """A date of another calendar, its year taken from the reference when none is said."""
    era = fields.get("era", "")
    shift = {"minguo": 1911, "buddhist": -543, "reiwa": 2018, "heisei": 1988, "showa": 1925}.get(era)
    if shift is not None:
        rest = {k: v for k, v in fields.items() if k not in ("era", "calendar")}
        return _dates(rest | {"year": fields["year"] + shift}, setting) if "year" in fields else OPEN
    kind = fields.get("calendar") or era
    to_period = cal.hijri_period if kind == "hijri" else cal.jalali_period
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


def _current(kind: str, seconds: float) -> int:
    return cal.hijri_year(seconds) if kind == "hijri" else cal.jalali_year(seconds)
