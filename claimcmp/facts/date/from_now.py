"""Times told by their distance from now, from the article's day or from another date, as periods."""

from __future__ import annotations

import math

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.calendars import DAY, Period
from claimcmp.facts.date.inside import HOUR, OPEN, Reading, Setting
from claimcmp.facts.date.piece import Fields

VAGUE_UNITS = 10.0  # "the coming weeks", "recent years": as far as such words are stretched in the news


def point_of(fields: Fields, base: float) -> float:
    """The instant so far from a base as a shift says."""
    for unit, count in fields["shift"]:
        base = cal.move(base, unit, count)
    return base


def shifted(fields: Fields, setting: Setting) -> Reading:
    """So long ago: a day for days, else a window as wide as the unit around the point ("two years ago" names no day)."""  # noqa: E501
    base = fields.get("base_low")
    if base is None:
        base = setting.anchor if fields.get("from_text") else setting.reference
    if base is None:
        return OPEN
    unit = fields["shift"][-1][0]
    point = point_of(fields, base)
    if fields.get("within"):
        if unit in ("second", "minute", "hour"):
            return [(base, point)], "range"
        edge = point - point % DAY
        if setting.conventions.strict:
            return [(base if setting.conventions.spans == "aligned" else base - base % DAY, edge)], "range"
        return [(base - base % DAY, edge + DAY)], "range"
    if unit in ("second", "minute", "hour"):
        wide = cal.SECONDS[unit]
        return [(point - wide / 2, point + wide / 2)], unit
    point = point - point % DAY
    if "weekday" in fields and unit == "week":
        point = cal.start_of("week", point) + fields["weekday"] * DAY
        return [(point, point + DAY)], "day"
    if unit == "day" or fields.get("base_low") is not None or fields.keys() & {"clock", "part"}:
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


def spanned(fields: Fields, setting: Setting) -> Reading:
    """The last or next so many units, the day that is running included."""
    span, ref, mode = fields["span"], setting.reference, setting.conventions.spans
    if ref is None:
        return OPEN
    if fields.get("vague") and not setting.conventions.strict:
        span = [(unit, math.copysign(VAGUE_UNITS, count)) for unit, count in span]
    unit, count = span[-1]
    fine = unit in ("second", "minute", "hour")
    if mode == "aligned" or unit in ("quarter", "half") or (mode == "rolling" and unit in ("decade", "century")):
        edge = cal.start_of(unit, ref) if count < 0 else cal.unit_period(unit, ref, 1)[0]
        low, high = sorted((edge, point_of({"shift": span}, edge)))
        return [(low, high)], "range"
    edge = ref if fine else ref - ref % DAY
    rolling = mode == "rolling"
    if count < 0:
        return [(point_of({"shift": span}, edge), edge + (0 if fine or rolling else DAY))], "range"
    start = edge + (DAY if rolling and not fine else 0)
    return [(start, point_of({"shift": span}, start) + (0 if fine or rolling else DAY))], "range"


def weekends(start: float, offset: int, setting: Setting, *, bare: bool) -> list[Period]:
    """The weekend so many weeks away; "this" or a bare one is the last that began where the sentence is of the past."""
    first, last = setting.conventions.weekend
    here = (start + first * HOUR, start + last * HOUR)
    onward = setting.future or (setting.conventions.prefer == "future" if bare else not setting.past)
    if offset or setting.conventions.strict or setting.reference is None or here[0] <= setting.reference:
        return [here]
    before = (here[0] - 7 * DAY, here[1] - 7 * DAY)
    return [here, before] if onward else [before, here]


def begun(candidates: list[Period], setting: Setting, counted: bool) -> list[Period]:
    """Of the places in this year and the last, that which has begun; of "the first nine months", which are over."""
    ref = setting.reference
    if ref is None or setting.future or setting.conventions.strict or setting.conventions.prefer == "future":
        return candidates[:1]
    return [p for p in candidates if p[counted] <= ref][:1] or candidates[:1]
