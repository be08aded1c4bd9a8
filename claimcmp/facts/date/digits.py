"""Dates and clock times that are written in digits alone."""

from __future__ import annotations

import re
from typing import Any

_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_SEC = r"(?::(?P<s>[0-5]?\d)(?:[.,]\d{1,6})?)?"
# What may not stand right after a date or a clock: more digits, or a sign and more digits (a phone, a version, a code).
_END = r"(?!\d)(?![/.:]\d|[-–]\d(?!\d?:\d\d))"
# A date or a clock and its dash right before the digits: the other end of a range.
_OPENED = re.compile(r"(?:\d\d?:\d\d|(?<![\d/.])\d{1,4}(?:[/.]\d{1,4}){1,2}) ?[-–]$")
_SECOND = re.compile(r"\d\d?:\d\d|\d{1,4}(?:[/.]\d{1,4}){1,2}(?!\d)")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(
        rf"(?P<y>[12]\d{{3}})(?P<j>[-/.])(?P<m>{_MONTH})(?P=j)(?P<d>{_DAY})(?:(?:t|,? )(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d)"  # noqa: E501
        rf"{_SEC}(?P<z>z|[+-]\d\d:?\d\d)?)?(?!\d)(?![.:]\d|-\d(?!\d{3}[/.]\d))")),
    ("isospaced", re.compile(rf"(?P<y>[12]\d{{3}}) - (?P<m>{_MONTH}) - (?P<d>{_DAY})(?!\d| ?[-/.:]\d)")),
    ("compact", re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")),
    ("full", re.compile(r"(?P<a>\d{1,2})(?P<j> ?[-/.] ?)(?P<b>\d{1,2})(?P=j)(?P<y>[12]\d{3}|\d{2})(?!\d)(?![/.:]\d)(?![-–]\d{4}(?![/.]))")),  # noqa: E501
    ("spaced", re.compile(r"(?P<a>\d{1,2})(?P<j> )(?P<b>\d{1,2}) (?P<y>(?:19|20)\d\d)(?![\d%])(?! ?\d)")),
    ("clock", re.compile(rf"(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d){_SEC}{_END}")),
    ("clock_h", re.compile(r"(?P<h>[01]?\d|2[0-4]) ?h ?(?P<n>[0-5]\d)?(?![\w])")),
    ("span4", re.compile(r"(?P<y>(?:1[0-9]|20)\d\d) ?[-–/] ?(?P<to>(?:1[0-9]|20)\d\d)(?![\d%])(?![-/.:]\d)")),
    ("season", re.compile(r"(?P<y>(?:19|20)\d\d)[-–/](?P<short>\d\d)(?![\d%])(?![-/.:,]\d)")),
    ("ym", re.compile(r"(?P<y>(?:1[5-9]|20)\d\d) ?[-/.] ?(?P<m>0[1-9]|1[0-2]|[1-9])(?![\d%])(?![-/.:,]\d)")),
    ("my", re.compile(r"(?P<m>0?[1-9]|1[0-2]) ?[-/.] ?(?P<y>(?:1[89]|20)\d\d)(?![\d%])(?![-/.:,]\d)")),
    ("yq", re.compile(r"(?P<y>(?:19|20)\d\d) ?-?(?:q(?P<q>[1-4])|h(?P<half>[12]))(?![\w])")),
    ("qy", re.compile(r"(?P<q>[1-4])q ?(?P<y>(?:19|20)\d\d|\d\d)(?!\d)")),
    ("dmrange", re.compile(
        r"(?P<a>\d{1,2})(?P<dot>\.)? ?[-–/] ?(?P<a2>\d{1,2})\.(?P<b>0?[1-9]|1[0-2])(?(dot)\.?|\.)"
        r"(?P<y>(?:19|20)\d\d|\d\d)?(?!\d)")),
    ("dmspan", re.compile(
        r"(?P<a>\d{1,2})(?P<j>[/.])(?P<b>\d{1,2})\.? ?[-–] ?(?P<a2>\d{1,2})(?P=j)(?P<b2>\d{1,2})"
        r"(?![\d%‰])(?![/:.,]\d)")),
    ("dm", re.compile(
        r"(?P<a>\d{1,2})(?P<j>[/.]| / )(?P<b>\d{1,2})(?P<dot>\.(?!\d))?(?![\d%‰])(?![/:.,]?\d|[-–]\d(?!\d?/\d))")),
    ("clock_dot", re.compile(r"(?P<a>[01]?\d|2[0-4])\.(?P<b>[0-5]\d)(?![\d%‰])(?![/:.,]?\d)")),
    ("dashed", re.compile(r"(?P<a>\d{1,2})(?P<j>-| - )(?P<b>\d{1,2})(?![\d%‰])(?![-–/:.,]?\d)")),
)  # fmt: skip


def in_chain(text: str, start: int, end: int) -> bool:
    """Whether digits stand inside a longer code: "+86 2010-2015-86", "192.168.0.1", "S-300", "A4"."""
    before = text[max(0, start - 2) : start]
    if before and (before[-1].isalpha() and before[-1].isascii() and before[-1] not in "qhw"):
        return True
    return len(before) == 2 and before[1] in "-." and before[0].isascii() and before[0].isalpha() and start >= 2 and (
        start < 3 or not text[start - 3].isalpha())  # fmt: skip


def match(text: str, start: int, order: str) -> tuple[int, dict[str, Any]] | None:
    """The longest form at a digit: its end and its tags ("fields" of a date, or "clock"); None where there is none.

    ``order`` is the language's ("dmy", "mdy", "ymd"). Ambiguous forms carry "weak": they need a neighbour.
    """
    if not text[start].isdigit() or (start and (text[start - 1].isdigit() or _continues_code(text, start))):
        return None
    for name, form in _FORMS:
        found = form.match(text, start)
        if found is None:
            continue
        tags = _READ[name](found, order)
        if tags is not None:
            return found.end(), tags
    return None


def _continues_code(text: str, start: int) -> bool:
    """Whether the digits go on a code that began before: a digit and a joint, or a letter right before."""
    before = text[start - 1]
    if before.isascii() and before.isalpha():
        return before not in "t"
    if before in "-–" and _OPENED.search(text[max(0, start - 14) : start]) and _SECOND.match(text, start):
        return False
    return before in "-/.:+" and start >= 2 and text[start - 2].isdigit()


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (1900 if year >= 50 else 2000)


def _valid(year: int | None, month: int, day: int) -> bool:
    lengths = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        return False
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return not (month == 2 and day == 29 and not leap)


def _iso(found: re.Match[str], order: str) -> dict[str, Any] | None:
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    if not _valid(year, month, day):
        return None
    fields: dict[str, Any] = {"year": year, "month": month, "day": day}
    groups = found.groupdict()
    if groups.get("h"):
        second = int(groups["s"]) if groups.get("s") else None
        fields["clock"] = (int(groups["h"]), int(groups["n"]), second)
        if groups.get("z"):
            zone = groups["z"]
            sign = -1 if zone[0] == "-" else 1
            fields["zone"] = 0 if zone == "z" else sign * (int(zone[1:3]) * 60 + int(zone[-2:]))
    return {"fields": fields}


def _ordered(first: int, second: int, order: str, year: int | None) -> tuple[int, int] | None:
    """(month, day) by the language's order, or the other way round where only that is a date."""
    pairs = [(second, first), (first, second)]
    if order == "mdy":
        pairs.reverse()
    for month, day in pairs:
        if _valid(year, month, day):
            return month, day
    return None


def _full(found: re.Match[str], order: str) -> dict[str, Any] | None:
    if len(found["y"]) == 2 and order == "ymd" and _valid(_full_year(found["a"]), int(found["b"]), int(found["y"])):  # noqa: SIM102
        if int(found["a"]) > 12:
            return {"fields": {"year": _full_year(found["a"]), "month": int(found["b"]), "day": int(found["y"])}}
    year = _full_year(found["y"])
    # Dots are the day-first habit everywhere; "13.5.2015" is no American date.
    pair = _ordered(int(found["a"]), int(found["b"]), "dmy" if "." in found["j"] else order, year)
    if pair is None:
        first = _full_year(found["a"])
        if len(found["y"]) == 2 and len(found["a"]) == 2 and _valid(first, int(found["b"]), int(found["y"])):
            return {"fields": {"year": first, "month": int(found["b"]), "day": int(found["y"])}}
        return None
    return {"fields": {"year": year, "month": pair[0], "day": pair[1]}}


def _clock(found: re.Match[str], order: str) -> dict[str, Any] | None:
    hour = int(found["h"])
    second = found.groupdict().get("s")
    if hour == 24 and int(found["n"] or 0):
        return None
    return {"clock": (hour, int(found["n"] or 0) if found["n"] else None, int(second) if second else None)}


def _clock_h(found: re.Match[str], order: str) -> dict[str, Any] | None:
    tags = _clock(found, order)
    if tags is not None:
        tags["h_form"] = True
        if found["n"] is None:
            tags["number"] = int(found["h"])
            tags["weak"] = True
    return tags


def _span4(found: re.Match[str], order: str) -> dict[str, Any] | None:
    low, high = int(found["y"]), int(found["to"])
    if low >= high or high - low > 400:
        return None
    return {"fields": {"year": low, "to": {"year": high}}}


def _season(found: re.Match[str], order: str) -> dict[str, Any] | None:
    low, short = int(found["y"]), int(found["short"])
    high = low // 100 * 100 + short
    if not low < high or high - low > 20 or (short <= 12 and high - low != 1):
        return None
    return {"fields": {"year": low, "to": {"year": high}}}


def _year_month(found: re.Match[str], order: str) -> dict[str, Any] | None:
    fields = {"year": int(found["y"]), "month": int(found["m"])}
    sure = "/" in found.group() or (len(found["m"]) == 2 and "." not in found.group())
    return {"fields": fields} | ({} if sure else {"weak_ym": True})


def _quarter(found: re.Match[str], order: str) -> dict[str, Any] | None:
    fields: dict[str, Any] = {"year": _full_year(found["y"])}
    groups = found.groupdict()
    if groups.get("q"):
        fields["quarter"] = int(groups["q"])
    else:
        fields["half"] = int(groups["half"])
    return {"fields": fields}


def _day_month_range(found: re.Match[str], order: str) -> dict[str, Any] | None:
    year = _full_year(found["y"]) if found["y"] else None
    low, high, month = int(found["a"]), int(found["a2"]), int(found["b"])
    if low >= high or not _valid(year, month, high):
        return None
    fields: dict[str, Any] = {"month": month, "day": low, "day_to": high}
    return {"fields": fields | ({"year": year} if year else {})}


def _day_month_span(found: re.Match[str], order: str) -> dict[str, Any] | None:
    order = "dmy" if found["j"] == "." else order
    first = _ordered(int(found["a"]), int(found["b"]), order, None)
    last = _ordered(int(found["a2"]), int(found["b2"]), order, None)
    if first is None or last is None or first >= last or found["j"] == "." and len(found["b"] + found["b2"]) < 4:
        return None
    return {"fields": {"month": first[0], "day": first[1], "to": {"month": last[0], "day": last[1]}}}


def _day_month(found: re.Match[str], order: str) -> dict[str, Any] | None:
    if "." in found["j"] and len(found["b"]) == 1 and len(found["a"]) == 1 and not found.groupdict().get("dot"):
        return None
    pair = _ordered(int(found["a"]), int(found["b"]), "dmy" if "." in found["j"] else order, None)
    if pair is None:
        return None
    strong = bool(found.groupdict().get("dot"))
    if strong and int(found["b"]) > 12:
        return None  # "9.30." at a sentence's end
    return {"fields": {"month": pair[0], "day": pair[1]}, "strong" if strong else "weak": True, "pair": (
        int(found["a"]), int(found["b"]))}  # fmt: skip


def _clock_dot(found: re.Match[str], order: str) -> dict[str, Any] | None:
    return {"pair": (int(found["a"]), int(found["b"])), "cardinal": float(found.group()), "weak": True}


def _dashed(found: re.Match[str], order: str) -> dict[str, Any] | None:
    return {"pair": (int(found["a"]), int(found["b"])), "dash": True, "weak": True}


_READ = {
    "iso": _iso, "isospaced": _iso, "compact": _iso, "full": _full, "spaced": _full, "clock": _clock,
    "clock_h": _clock_h, "span4": _span4, "season": _season, "ym": _year_month, "my": _year_month, "yq": _quarter,
    "qy": _quarter, "dmrange": _day_month_range, "dmspan": _day_month_span, "dm": _day_month,
    "clock_dot": _clock_dot, "dashed": _dashed,
}  # fmt: skip
