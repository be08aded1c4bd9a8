"""Whether a case of kind date, interval or time is read right; each suite's own conventions are settings here.

A suite fixes what words leave open: Duckling takes a bare weekday as the next one, whole units for "the last two
months" and ends that are exclusive; Recognizers ends a range on its last unit's beginning; Maha shifts the clock.
"""

from __future__ import annotations

import calendar
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from claimcmp.facts import date as dates
from claimcmp.facts.date import CONVENTIONS, Conventions
from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.inside import PARTS
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind

DAY = 86400.0
DUCKLING_PARTS = PARTS | {"morning": (4, 12), "afternoon": (12, 19), "evening": (18, 24), "night": (18, 24), "dawn": (4, 9), "late_night": (21, 24),  # noqa: E501
                          "forenoon": (4, 12), "early_hours": (0, 4), "noon": (12, 14)}  # fmt: skip
RECOGNIZERS_PARTS = PARTS | {"morning": (8, 12), "afternoon": (12, 16), "evening": (16, 20), "night": (20, 23.99973), "dawn": (4, 8),  # noqa: E501
                             "forenoon": (8, 12), "late_night": (22, 23.99973), "noon": (11, 13), "daytime": (8, 18)}  # fmt: skip  # noqa: E501
SUITES = {
    "duckling": Conventions(prefer="future", parts=DUCKLING_PARTS, strict=True, week_turn=True, spans="aligned",
                            mid_day=10, year_opening=3, weekend=(-6, 48), whole_weeks=True, weekday_binds=True),
    "recognizers": Conventions(prefer="past", parts=RECOGNIZERS_PARTS, strict=True, week_turn=True, spans="rolling",
                               halves=True),
    "maha": Conventions(prefer="future", this_year=True),
    "dateparser": Conventions(prefer="past"),
}  # fmt: skip
# What a suite fixes for one language alone: its hours of the day, its "next Friday", its first weeks.
OF_LANGUAGE: dict[tuple[str, str], dict[str, Any]] = {
    ("duckling", "en"): {"parts": {"morning": (0, 12), "dawn": (0, 9)}, "last_of_span": True},
    ("duckling", "de"): {"parts": {"morning": (3, 12)}},
    ("duckling", "uk"): {"parts": {"morning": (3, 12)}},
    ("duckling", "tr"): {"parts": {"morning": (0, 12)}, "week_turn": False, "mid_is_a_day": True},
    ("duckling", "ar"): {"mid_is_a_day": True},
    ("duckling", "ru"): {"week_turn": False},
    ("duckling", "fr"): {"week_turn": False, "mid_day": 9, "year_opening": 2, "parts": {
        "morning early": (7, 9), "morning mid": (9, 11), "morning late": (10, 12), "afternoon early": (12, 14),
        "afternoon mid": (15, 17), "afternoon late": (17, 19), "day early": (6, 10), "day mid": (11, 16),
        "day late": (17, 21)}},
    ("duckling", "it"): {"parts": {"night": (24, 28)}},
    ("recognizers", "es"): {"parts": {"afternoon": (16, 20)}},
    ("recognizers", "pt"): {"parts": {"afternoon": (16, 20)}},
}  # fmt: skip
DUCKLING_ZONE = -120  # its reference is in UTC-2 and its answers are in that zone
_FIELDS = frozenset(f.name for f in fields(Conventions))
_ORDERS = {"EN_US": "mdy", "EN_CA": "mdy", "EN_GB": "dmy", "EN_AU": "dmy", "EN_NZ": "dmy", "EN_IE": "dmy", "EN_IN": "dmy", "EN_TT": "dmy",  # noqa: E501
           "EN_JM": "dmy", "EN_ZA": "dmy", "EN_BZ": "dmy", "en_GB": "dmy"}  # fmt: skip


def seconds(text: str) -> float | None:
    """Local wall clock seconds of an ISO text; None for a year before Christ or a broken one."""
    try:
        if len(text) == 4:
            text += "-01-01"
        elif len(text) == 7:
            text += "-01"
        return float(calendar.timegm(datetime.fromisoformat(text).replace(tzinfo=None).timetuple()))
    except ValueError:
        return None


def clock(text: str | None) -> float | None:
    """Seconds after midnight."""
    if text is None:
        return None
    parts = [int(p) for p in text.split(":")]
    return parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)


def _conventions(case: dict[str, Any]) -> Conventions:
    found = SUITES.get(case["suite"], Conventions())
    own = {k: v for k, v in OF_LANGUAGE.get((case["suite"], case["lang"]), {}).items() if k in _FIELDS}
    if "parts" in own:
        own["parts"] = found.parts | own["parts"]
    order = _ORDERS.get(case.get("locale", ""), "")
    return replace(found, **own, **({"order": order} if order else {}))


def read(case: dict[str, Any]) -> list[Fact]:
    """The dates and times of a case, in its suite's conventions; only those in its mention where it has one."""
    reference = seconds(case["reference"]) if case.get("reference") else None
    conventions = _conventions(case)
    sentence = SentenceText(case["text"], case["lang"], reference=reference, prefer=conventions.prefer)
    sentence.cache[CONVENTIONS] = conventions
    if reference is not None:  # the phrase stands alone: its own day is the one that "the next day" follows
        sentence.anchors.append((reference, reference + DAY))
    facts = dates.find(sentence)
    mention = (case.get("mention") or "").strip().casefold()
    at = case["text"].casefold().find(mention) if mention else -1
    if at >= 0:
        facts = [f for f in facts if f.start < at + len(mention) and f.end > at]
    return facts


def check(case: dict[str, Any], options: Any = None) -> bool:
    """Whether the preferred reading of some fact is one that the case accepts."""
    facts = read(case)
    if case["kind"] == "none":
        return not any(f.kind in (Kind.DATE, Kind.TIME) for f in facts)
    accepted = case.get("any_of") or [case["expected"]]
    matches = {"date": _date, "interval": _interval, "time": _time}[case["kind"]]
    return any(matches(f, e, case) for f in facts for e in accepted)


def _point(fact: Fact, case: dict[str, Any]) -> float | None:
    """The first instant that a dated fact states, in the suite's zone."""
    if fact.low is None:
        return None
    text = fact.value.split("/")[0]
    zone = 0
    for sign in ("+", "-"):
        head, _, tail = text.rpartition(sign)
        if "T" in head and len(tail) == 5:
            zone = (1 if sign == "+" else -1) * (int(tail[:2]) * 60 + int(tail[3:]))
            text = head
    zoned = text.endswith("Z") or zone
    stated = seconds(text.removesuffix("Z")) if "/" not in fact.value else fact.low
    point = fact.low if stated is None else stated
    if zoned and case["suite"] == "duckling":
        point += (DUCKLING_ZONE - zone) * 60
    return point


_FINE = ("hour", "minute", "second", "part")


def _own(case: dict[str, Any], name: str) -> bool:
    return bool(OF_LANGUAGE.get((case["suite"], case["lang"]), {}).get(name))


def _days_end(fact: Fact, want: float, case: dict[str, Any]) -> bool:
    """The end of a day as its last second, the middle of a month as one day, "two upcoming weeks" as the second."""
    if case["suite"] == "recognizers" and want % DAY == DAY - 1:
        return fact.unit == "part" and fact.high is not None and abs(fact.high - want) <= 1
    if fact.low is None or fact.high is None:
        return False
    if _own(case, "mid_is_a_day") and fact.unit == "month part":
        return fact.low < want < fact.high and fact.low % (30 * DAY) > 0 and abs(fact.low + 4 * DAY - want) <= 1.5 * DAY
    grain = case["expected"].get("grain")
    if _own(case, "last_of_span") and fact.unit == "range" and grain in cal.MONTHS | cal.SECONDS:
        return abs(cal.move(fact.high, grain, -1) - want) < 1
    return False


def _date(fact: Fact, expected: dict[str, Any], case: dict[str, Any]) -> bool:  # noqa: C901
    want = seconds(expected["value"])
    grain = expected.get("grain") or "day"
    if want is None:
        return False
    if fact.kind == Kind.TIME:
        return _next_clock(fact, want, case, grain)
    point = _point(fact, case)
    if point is None or fact.low is None or fact.high is None:
        return False
    if _days_end(fact, want, case):
        return True
    if fact.role == "within":  # the suites take "within two weeks" as its end or as the whole time up to it
        near = DAY if not fact.high % DAY else 3600 if grain == "hour" else 60 if grain in ("minute", "second") else DAY
        return abs(fact.high - want) < near
    if grain == "unknown":  # the clock is shifted: the instant lies in what is said
        return fact.low <= want < fact.high or point - point % DAY == want - want % DAY
    if _loose(fact):
        if grain == "month":
            return datetime.utcfromtimestamp(point).strftime("%Y%m") == datetime.utcfromtimestamp(want).strftime("%Y%m")
        if grain == "year":
            return datetime.utcfromtimestamp(point).year == datetime.utcfromtimestamp(want).year
        if fact.unit in ("second", "minute", "hour"):
            return abs(point - want) < 3600 if grain == "hour" else abs(point - want) < 120
        return point - point % DAY == want - want % DAY
    if expected.get("calendar"):
        return point - point % DAY == want - want % DAY
    if grain == "hour" and fact.unit == "day" and case.get("reference"):
        now = seconds(case["reference"]) or 0.0  # "7 days ago" keeps the hour of now there
        if want % DAY == now % DAY - now % 3600:
            return point - point % DAY == want - want % DAY
    if fact.unit == "part" and fact.high - fact.low <= 3 * 3600 and grain in ("hour", "minute", "second"):
        return fact.low <= want < fact.high  # noon, midnight
    if fact.unit in _FINE and grain in ("hour", "minute", "second"):
        near = abs(point - want) < (60 if fact.unit != "part" else 1)
        return near or (_twice(fact) and abs(abs(point - want) - DAY / 2) < 60)
    if (grain in ("hour", "minute", "second")) != (fact.unit in ("hour", "minute", "second")) and grain != "day":
        return False
    return point == want and (
        fact.unit == grain or {fact.unit, grain} <= {"day", "weekend", "part", "range"} or fact.unit.endswith("part")
    )


def _loose(fact: Fact) -> bool:
    """A shift from now: its value is the exact point, its interval wider."""
    return "/" not in fact.value and fact.low is not None and fact.unit in (
        "second", "minute", "hour", "week", "fortnight", "month", "quarter", "year", "decade") and len(fact.value) >= 10 and (  # noqa: E501
        seconds(fact.value[:19].rstrip("Z")) != fact.low) or fact.role == "shift"  # fmt: skip


def _twice(fact: Fact) -> bool:
    """Whether the words leave the half of the day open."""
    return "half-day" in fact.scope


def _next_clock(fact: Fact, want: float, case: dict[str, Any], grain: str) -> bool:
    """A time of day as the suite dates it: the next time the clock shows it, or that of the same day."""
    if fact.low is None or not case.get("reference"):
        return False
    if fact.unit == "range" or (fact.unit == "part" and (fact.high or 0) - fact.low > 3 * 3600):
        return False
    if fact.unit == "part":
        return (fact.low <= want % DAY < (fact.high or 0)) or fact.low <= want % DAY + DAY < (fact.high or 0)
    reference = seconds(case["reference"]) or 0.0
    today = reference - reference % DAY
    low = fact.low
    if "Z" in fact.value or "+" in fact.value or fact.value[5:].count("-"):
        point = _zone_shift(fact)
        low += (DUCKLING_ZONE - point) * 60 if case["suite"] == "duckling" else 0
    times = [low % DAY] + ([(low + DAY / 2) % DAY] if _twice(fact) else [])
    return any(abs(today + d * DAY + t - want) < 60 for t in times for d in (0, 1))


def _zone_shift(fact: Fact) -> int:
    for sign in ("+", "-"):
        _, _, tail = fact.value.rpartition(sign)
        if len(tail) == 5 and tail[2] == ":" and sign in fact.value:
            return (1 if sign == "+" else -1) * (int(tail[:2]) * 60 + int(tail[3:]))
    return 0


def _same_end(low: float, high: float, want: float, fact: Fact) -> bool:
    """An end as the suites count it: exclusive, or the beginning of the last unit."""
    if abs(high - want) < 1.5:
        return True
    if fact.unit == "season":
        return abs(high - want) <= 2 * DAY
    if fact.unit.endswith(" part") and abs(high - DAY - want) < 1:
        return True
    if "/" not in fact.value or fact.unit != "range":
        return False
    last = seconds(fact.value.split("/")[1][:19])
    return last is not None and abs(last - want) < 61 or abs(high - DAY - want) < 1 or (abs(high - 3600 - want) < 1 and high % 3600 == 0) or (  # noqa: E501
        abs(high - 60 - want) < 1)  # fmt: skip


def _interval(fact: Fact, expected: dict[str, Any], case: dict[str, Any]) -> bool:
    if fact.kind == Kind.TIME:
        return _dated_clock(fact, expected, case)
    if fact.low is None or fact.high is None:
        return False
    if (_loose(fact) or fact.unit == "day") and not fact.role and _up_to_now(fact, expected, case):
        return True
    shift = 0.0
    if fact.value.endswith("Z") or _zone_shift(fact):
        shift = (DUCKLING_ZONE - _zone_shift(fact)) * 60 if case["suite"] == "duckling" else 0.0
    return _bounds(fact, fact.low + shift, fact.high + shift, expected, seconds, case)


def _up_to_now(fact: Fact, expected: dict[str, Any], case: dict[str, Any]) -> bool:
    """A shift from now taken as all the time between: from its instant, or by whole units, up to the running one."""
    low, high = (seconds(expected.get(k) or "") for k in ("start", "end"))
    point = _point(fact, case)
    ref = seconds(case["reference"]) if case.get("reference") else None
    if ref is None or point is None or low is None or high is None:
        return False
    unit = fact.unit
    for now, there in ((ref, point), (cal.start_of("day", ref), cal.start_of("day", point))):
        first, last = min(now, there), max(now, there)
        if abs(low - first) < 61 and abs(high - last) < 61:
            return True
        later = first + DAY if there > now and unit not in ("second", "minute", "hour") else None
        if later is not None and abs(low - later) < 61 and abs(high - last) < DAY + 61:
            return True
    edges = sorted((cal.start_of(unit, ref), cal.start_of(unit, point)))
    step = cal.unit_period(unit, edges[0], 1)[0] - edges[0] if point > ref else 0.0
    ahead = cal.unit_period(unit, edges[1], 1)[0] if point > ref else edges[1]
    return abs(low - edges[0] - step) < 61 and abs(high - ahead) < 61


def _bounds(fact: Fact, low: float, high: float, expected: dict[str, Any], parse: Any, case: dict[str, Any]) -> bool:
    start = parse(expected["start"]) if expected.get("start") else None
    end = parse(expected["end"]) if expected.get("end") else None
    role = fact.role
    if role in ("since", "after", "before", "until", "deadline"):
        reference = seconds(case["reference"]) if case.get("reference") else None
        if role in ("since", "after"):
            return end is None and start is not None and min(abs(start - low), abs(start - high)) < 61
        from_now = start is None or (reference is not None and abs(start - reference) < DAY)
        return from_now and end is not None and min(abs(end - low), abs(end - high), abs(end - high + DAY)) < 61
    if start is None or end is None:
        return False
    halves = (0.0, DAY / 2) if _twice(fact) else (0.0,)
    return any(abs(low + h - start) < 1.5 and _same_end(low, high, end - h, fact) for h in halves)


def _dated_clock(fact: Fact, expected: dict[str, Any], case: dict[str, Any]) -> bool:
    if fact.low is None or fact.high is None or not case.get("reference"):
        return False
    reference = seconds(case["reference"]) or 0.0
    today = reference - reference % DAY
    shift = 0.0
    if case["suite"] == "duckling" and ("Z" in fact.value or "+" in fact.value or _zone_shift(fact)):
        shift = (DUCKLING_ZONE - _zone_shift(fact)) * 60
    for day in (0, 1):
        base = today + day * DAY + shift
        if _bounds(fact, fact.low + base, fact.high + base, expected, seconds, case):
            return True
    return False


def _time(fact: Fact, expected: dict[str, Any], case: dict[str, Any]) -> bool:
    if fact.low is None or fact.high is None:
        return False
    low = fact.low % DAY
    high = fact.high if fact.kind == Kind.TIME else low + fact.high - fact.low
    if "value" in expected:
        want = clock(expected["value"])
        if want is not None and fact.unit == "part" and high - low <= 3 * 3600:
            return low <= want < high or low <= want + DAY < high
        return want is not None and (abs(low - want) < 1 or (_twice(fact) and abs(abs(low - want) - DAY / 2) < 1))
    if expected.get("start") is None and expected.get("end") is None:
        return True
    wrapped = dict(expected)
    if wrapped.get("end") and wrapped.get("start") and clock(wrapped["end"]) <= clock(wrapped["start"]):
        high -= DAY if high > DAY else 0
    return _bounds(fact, low, high, wrapped, clock, case)
