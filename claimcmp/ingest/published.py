"""When an article was published: UTC seconds and the offset of its zone, never guessed.

What is stored: with a zone in the input, the instant and the zone's offset in minutes. Without one the wall clock is
stored as if it were UTC, and the offset is null; a date alone is stored as its midnight, in the same way. So
``published + 60 * (utc_offset or 0)`` is the local wall clock as far as the input tells it.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_tz
from functools import lru_cache
from typing import Any

from claimcmp.model import Kind

# 1800-01-01 and 2200-01-01: a time outside is a broken number, not a publication time.
_EARLIEST, _LATEST = -5_364_662_400.0, 7_258_118_400.0
# Minutes from UTC; no zone in use lies farther (+14:00, Kiribati).
_MOST_OFFSET = 14 * 60
# Above this a number counts milliseconds (1e11 seconds is the year 5138).
_MILLISECONDS = 1e11
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:[T ,]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?"
    r"(?:\[[\w/+-]+\])?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
# The zones that RFC 822 names; the parser takes any other word, and none at all, for UTC.
_ZONED = re.compile(r"(?:(?!-0000)[+-]\d{4}|\b(?:UTC?|GMT|Z|[ECMP][SD]T))\s*(?:\([^()]{0,40}\))?\s*$")
_HALF_DAY = re.compile(r"\b[ap]\.?m\b", re.IGNORECASE)
_YEAR, _DIGIT = re.compile(r"(?<!\d)\d{4}(?!\d)"), re.compile(r"\d")
_FIGURES = re.compile(r"\d\s*[/.-]\s*\d")  # its month is a figure, and may be the day
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# A day in words is no longer than this, and says the day or more.
_WORDED_LENGTH = 80
_GRAINS = frozenset(("day", "hour", "minute", "second"))
_NUMBER = re.compile(r"-?\d{8,14}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Published:
    """A publication time as stored; ``wrong`` says why a given value could not be read ("" where it could)."""

    seconds: float | None
    utc_offset: int | None
    wrong: str = ""


UNKNOWN = Published(None, None)


def parse(value: Any) -> Published:
    """ISO 8601, RFC 822, epoch seconds or milliseconds, a date, a datetime; ``UNKNOWN`` for nothing.

    >>> parse("2024-05-15T09:00:00+03:00")
    Published(seconds=1715752800.0, utc_offset=180, wrong='')
    >>> parse("2024-05-15")
    Published(seconds=1715731200.0, utc_offset=None, wrong='')
    >>> parse("03/04/2024").wrong
    'day and month are ambiguous'
    """
    if value is None or isinstance(value, bool):
        return UNKNOWN
    if isinstance(value, (int, float)):
        return _epoch(float(value))
    if isinstance(value, datetime):
        return _from_datetime(value)
    if isinstance(value, dict):  # as MongoDB exports it
        return parse(value.get("$date"))
    text = _HIDDEN.sub("", "".join(str(int(c)) if c.isdecimal() else c for c in str(value))).strip()
    if not text:
        return UNKNOWN
    for read in (_iso, _number, _slashed, _rfc822, _worded):
        found = read(text)
        if found is not None:
            return found
    return Published(None, None, "no date that can be read")


def _epoch(number: float) -> Published:
    if math.isnan(number):
        return UNKNOWN
    if number == 0:
        return Published(None, None, "0 stands for no date")
    seconds = number / 1000 if abs(number) > _MILLISECONDS else number
    return _checked(seconds, None)


def _from_datetime(value: datetime) -> Published:
    offset = value.utcoffset()
    if offset is None:
        return _checked(value.replace(tzinfo=UTC).timestamp(), None)
    return _checked(value.timestamp(), int(offset.total_seconds() // 60))


def _checked(seconds: float, offset: int | None) -> Published:
    if abs(offset or 0) > _MOST_OFFSET:
        return Published(None, None, "no such time zone")
    if not _EARLIEST <= seconds < _LATEST:
        return Published(None, None, "outside the years 1800 to 2199")
    return Published(float(seconds), offset)


def _wall(parts: list[int], offset: int | None) -> Published:
    try:
        year, month, day, hour, minute, second = parts
        wall = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except ValueError:
        return Published(None, None, "no such day or time")
    return _checked(wall.timestamp() - 60 * (offset or 0), offset)


def _iso(text: str) -> Published | None:
    match = _ISO.fullmatch(text)
    if match is None or (match[4] is None and "-" not in text and len(text) != 8):
        return None
    parts = [int(match[i] or 0) for i in range(1, 7)]
    if parts[3] == 24 and parts[4] == parts[5] == 0:
        parts[3] = 23
        parts[4:] = [59, 59]
    return _wall(parts, _offset(match[7]))


def _offset(zone: str | None) -> int | None:
    if zone is None or zone == "-00:00":
        return None
    if zone[0] not in "+-":
        return 0
    digits = zone[1:].replace(":", "")
    minutes = 60 * int(digits[:2]) + int(digits[2:] or 0)
    return -minutes if zone[0] == "-" else minutes


def _number(text: str) -> Published | None:
    return _epoch(float(text)) if _NUMBER.fullmatch(text) else None


def _slashed(text: str) -> Published | None:
    match = _SLASHED.fullmatch(text)
    if match is None:
        return None
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    clock = [int(match[i] or 0) for i in (5, 6, 7)]
    if len(match[1]) == 4:
        return _wall([first, middle, last, *clock], None)
    if len(match[4]) != 4:
        return None
    if match[2] == "." or first > 12 or first == middle:
        return _wall([last, middle, first, *clock], None)
    if middle > 12:
        return _wall([last, first, middle, *clock], None)
    return Published(None, None, "day and month are ambiguous")


def _rfc822(text: str) -> Published | None:
    if not re.search(r"\d{4}", text) or not re.search(r"[A-Za-z]{3}", text):
        return None
    parsed = None if _HALF_DAY.search(text) else parsedate_tz(text)
    if parsed is None:
        return None
    zone = parsed[9] if _ZONED.search(text) else None
    return _wall(list(parsed[:6]), None if zone is None else zone // 60)


@lru_cache(maxsize=10_000)
def _worded(text: str) -> Published | None:
    """A day with its month in words, in any of our languages ("March 9, 2025, 10:30 PM", "9 مارس 2025")."""
    from claimcmp.facts import read
    from claimcmp.facts.sentence import SentenceText
    from claimcmp.languages import LANGUAGES
    from claimcmp.languages.detect import detect

    if len(text) > _WORDED_LENGTH or not _YEAR.search(text) or _FIGURES.search(text):
        return None
    for lang in dict.fromkeys((detect(text), "en", *LANGUAGES)):
        found = [fact for fact in read(SentenceText(text, lang)) if fact.kind == Kind.DATE]
        rest = text[: found[0].start] + text[found[0].end :] if found else ""
        if len(found) == 1 and found[0].low is not None and found[0].unit in _GRAINS and not _DIGIT.search(rest):
            return _checked(found[0].low, None)
    return None
