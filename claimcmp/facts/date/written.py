"""What a reading states, written out: the canonical value of a date, a range or a time of day."""

from __future__ import annotations

from typing import Any

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.calendars import DAY, Period
from claimcmp.facts.date.from_now import point_of
from claimcmp.facts.date.inside import Reading, Setting, clock_grain, clock_seconds, part_hours
from claimcmp.facts.date.piece import Fields
from claimcmp.facts.date.resolve import resolve
from claimcmp.model import Fact, Kind


def period_of(fields: Fields, setting: Setting) -> Reading:
    """The periods of a single time or of a range."""
    if "lasting" in fields:
        begun, _ = period_of({k: v for k, v in fields.items() if k != "lasting"}, setting)
        return [(low, point_of({"shift": fields["lasting"]}, low)) for low, _ in begun], "range"
    if "to" in fields:
        return _range(fields, setting)
    if "day_to" in fields:
        first = {k: v for k, v in fields.items() if k != "day_to"}
        last = {k: v for k, v in first.items() if k != "weekday"} | {"day": fields["day_to"]}
        return _range(first | {"to": last}, setting)
    return resolve(fields, setting)


def _range(fields: Fields, setting: Setting) -> Reading:
    """From the beginning of the first end to the end of the second; the second lies after the first."""
    left = {k: v for k, v in fields.items() if k != "to"}
    lows, first_grain = resolve(left, setting)
    highs, grain = resolve(fields["to"], setting)
    if not lows or not highs:
        return [], "range"
    ends = fields["to"]
    open_end = "month" in ends and ends.keys().isdisjoint(("year", "rel", "turn", "calendar"))
    if open_end:
        highs = [p for low in lows for p in _next_end(ends, low[0], setting)] or highs
    if "now" in left and grain not in ("hour", "minute", "second"):
        lows = [(low - low % DAY, high) for low, high in lows]
    if "now" in fields["to"] and first_grain not in ("hour", "minute", "second"):
        highs = [(low - low % DAY, low - low % DAY + DAY) for low, _ in highs]
    if first_grain in ("minute", "second") and grain == "hour":  # "3:30 to 6 pm" ends at six
        highs = [(low, low + cal.SECONDS[first_grain]) for low, _ in highs]
    pairs: list[Period] = []
    for low in lows:
        after = [h for h in highs if h[0] >= low[0]]
        if after:
            nearest = min(after, key=lambda h: (h[0], h[1]))
            pairs.append((low[0], nearest[1]))
        elif "clock" in fields["to"] and highs[0][0] + DAY > low[0]:
            pairs.append((low[0], highs[0][1] + DAY))
        elif "weekday" in fields["to"] and not fields["to"].keys() & {"year", "month"}:
            weeks = -((highs[0][0] - low[0]) // (7 * DAY))  # the next such day after the first end
            end = highs[0][0] + weeks * 7 * DAY
            pairs.append((low[0], end + DAY))
    if open_end and setting.reference is not None:  # a range that is running comes before one that is over or ahead
        ref = setting.reference
        pairs.sort(key=lambda p: not p[0] <= ref < p[1])
    return pairs, "range"


def _next_end(ends: Fields, low: float, setting: Setting) -> list[Period]:
    """The first month or day of a range's end, told without its year, after its beginning."""
    year = cal.civil(low).year
    found = [resolve(ends | {"year": y}, setting)[0] for y in (year, year + 1) if y < 9999]
    return [p[0] for p in found if p and p[0][0] >= low][:1]


def value_text(fields: Fields, low: float, high: float, grain: str, setting: Setting) -> str:
    """What is stated, written out: a day, a month, a range; of "two years ago" the exact point."""
    if "shift" in fields and fields.keys().isdisjoint(("within", "weekday", "clock", "part")):
        base = fields.get("base_low")
        if base is None:
            base = setting.anchor if fields.get("from_text") else setting.reference
        point = (low + high) / 2
        if base is not None:
            point = point_of(fields, base)
        fine = fields["shift"][-1][0] in ("second", "minute", "hour")
        return cal.iso(point, grain="second" if fine else "day")
    lunar = fields.get("calendar") or fields.get("era") in ("hijri", "jalali")
    if grain in ("day", "minute", "hour", "second") or (grain in ("month", "year") and not lunar):
        return cal.iso(low, grain=grain)
    if "day_to" in fields or "to" in fields:
        return _range_value(fields, low, high, setting)
    exact = low % DAY or high % DAY
    if not exact and grain != "day part":
        return f"{cal.iso(low)}/{cal.iso(high - DAY)}"
    return f"{cal.iso(low, grain='minute' if exact else 'day')}/{cal.iso(high, grain='minute' if exact else 'day')}"


def _range_value(fields: Fields, low: float, high: float, setting: Setting) -> str:
    """Both ends as they are said, the second one included: "2014/2019", "2022-01-05/2022-01-08"."""
    if "day_to" in fields:
        return f"{cal.iso(low)}/{cal.iso(high - DAY)}"
    _, first = resolve({k: v for k, v in fields.items() if k != "to"}, setting)
    _, last = resolve(fields["to"], setting)
    if "now" in fields["to"] and not high % DAY:
        last = "day"
    fine = ("hour", "minute", "second")
    last = first if first in ("minute", "second") and last == "hour" else last
    end = high - cal.SECONDS[last] if last in fine else high - DAY
    return f"{cal.iso(low, grain=first)}/{cal.iso(end, grain=last)}"


def zone_text(fields: Fields) -> str:
    """The zone as ISO writes it: "Z", "+03:00", or "" where none is said."""
    if "zone" not in fields:
        return ""
    minutes = int(fields["zone"])
    sign = "-" if minutes < 0 else "+"
    return "Z" if minutes == 0 else f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def is_time(fields: Fields) -> bool:
    """Whether the fields tell a time of day and no date."""
    return fields.keys() <= {"clock", "part", "part_mod", "pm", "zone", "to", "role"} and bool(
        fields.keys() & {"clock", "part"}
    )


def _time_of(fields: Fields, setting: Setting) -> tuple[Period, str]:
    if "clock" in fields:
        low = clock_seconds(fields)
        grain = clock_grain(fields)
        return (low, low + cal.SECONDS[grain]), grain
    low, high = part_hours(fields, setting.conventions)
    return (low * 3600, high * 3600), "part"


def time_fact(fields: Fields, ends: Fields, setting: Setting) -> Fact:
    """The fact of a time of day, or of a range of them: seconds after midnight."""
    (low, high), grain = _time_of(fields, setting)
    if ends:
        (end_low, high), end_grain = _time_of(ends, setting)
        if grain in ("minute", "second") and end_grain == "hour":
            high = end_low + 60
        high += DAY if high <= low else 0
        grain = "range"
    value = f"{int(low // 3600) % 24:02d}:{int(low % 3600 // 60):02d}"
    if grain == "second":
        value += f":{int(low % 60):02d}"
    if grain in ("range", "part"):
        value += f"/{int(high // 3600) % 24:02d}:{int(high % 3600 // 60):02d}"
    return Fact(
        Kind.TIME,
        0,
        0,
        low=low,
        high=high,
        unit=grain,
        value=value + zone_text(fields),
        role="range" if ends else str(fields.get("role", "")),
    )


def grain_of(fields: Fields) -> str:
    """How fine a date is that stays open."""
    for name in ("clock", "part", "day", "weekday", "month", "year"):
        if name in fields:
            return {"clock": "minute", "weekday": "day"}.get(name, name)
    return fields["rel"][0] if "rel" in fields else ""


def partial(fields: Fields) -> str:
    """The canonical form of a date that stays open.

    >>> partial({"month": 1, "day": 12}), partial({"weekday": 3}), partial({"rel": ("day", -1)})
    ('XXXX-01-12', 'weekday:3', 'day:-1')
    """
    parts: list[str] = []
    to: Any = fields.get("to")
    if "calendar" in fields:
        parts.append(f"{fields['calendar']}:")
    if "month" in fields:
        day = f"-{fields['day']:02d}" if "day" in fields else ""
        parts.append(f"{fields.get('year', 'XXXX')}-{fields['month']:02d}{day}")
    elif "day" in fields:
        parts.append(f"XXXX-XX-{fields['day']:02d}")
    elif "year" in fields:
        parts.append(f"{fields['year']}{fields.get('era', '')}")
    for name in ("weekday", "holiday", "quarter", "half", "season", "anchor_day", "century"):
        if name in fields and not (name == "weekday" and parts):
            parts.append(f"{name}:{fields[name]}")
    if "rel" in fields:
        parts.append(
            f"{fields['rel'][0]}:{fields['rel'][1]:+d}"
            if fields["rel"][1] > 0
            else f"{fields['rel'][0]}:{fields['rel'][1]}"
        )
    for unit, count in fields.get("shift", ()):
        parts.append(f"{'text' if fields.get('from_text') else 'now'}{count:+g} {unit}")
    if "span" in fields:
        parts.extend(f"span:{count:+g} {unit}" for unit, count in fields["span"])
    if "now" in fields:
        parts.append("now")
    if "clock" in fields:
        seconds = clock_seconds(fields)
        parts.append(f"T{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}")
    elif "part" in fields:
        parts.append(f"T{fields['part']}")
    if "day_to" in fields:
        parts.append(f"/{fields['day_to']:02d}")
    text = "".join(parts[:1]) + "".join(
        p if p[0] in "T/" else f" {p}" if parts and not parts[0].endswith(":") else p for p in parts[1:]
    )
    return f"{text}/{partial(to)}" if to else text
