"""Numbers written in digits: separators, signs, fractions, and the digits that are no number at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from claimcmp.languages import grammar

# Web addresses, mail, handles, hashtags; telephone numbers; identifiers with letters on either side of the digits.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S{1,64}@\S{1,64}|[@#]\w+|\b[\w-]{1,40}\.(?:com|org|net|info|ru|de|fr|uk)\b\S*"
)
_PHONE = re.compile(
    r"\+\d[\d ()./-]{6,18}\d|\(\d{2,5}\) ?\d{2,4}[ -]?\d{2,4}(?:[ -]\d{2,4})?|\b\d{3}[.-]\d{3}[.-]\d{4}\b"
    r"|\b\d{2,4}-\d{2,4}-\d{2,4}(?:-\d{2,4})*\b|(?<![\d.,])0\d{2,4} \d{3,4} \d{3,4}\b"
)
_FOUR = re.compile(r"\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b")
_RUN = re.compile(r"\d+(?:[.,٫٬'/ ]\d+)*|(?<![\w.,])[.,٫]\d+")
_GLYPHS = {
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
    "⅐": "1/7",
    "⅑": "1/9",
    "⅒": "1/10",
}
_GLYPH = re.compile(r"(\d{0,30}) ?([¼½¾⅐-⅞])")
_START = re.compile(r"\d|(?<![\w.,])[.,٫]\d|[½¼¾⅐-⅞]")
_POWER = re.compile(
    r"(\d{1,15}(?:[.,]\d{1,15})?) ?[x×*] ?10 ?\^? ?([-+]?\d{1,3})\b|\b(\d{1,15}(?:\.\d{1,15})?)e([-+]?\d{1,2})\b"
)
LONGEST_RUN = 60  # characters of digits and separators; a longer run is no number
_DENOMINATORS = frozenset((*range(2, 13), 15, 16, 20, 25, 30, 32, 40, 50, 60, 64, 100, 1000))


def blocked_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the folded text in which digits are no numbers: addresses, handles, telephone numbers."""
    spans = [m.span() for m in _ADDRESS.finditer(text)] if ("." in text or "@" in text or "#" in text) else []
    spans += [m.span() for m in _PHONE.finditer(text)]
    return spans + [m.span() for m in _FOUR.finditer(text) if all(map(_octet, m.group().split(".")))]


def _octet(group: str) -> bool:
    """Whether a group of digits may be a part of an internet address; "000" is a thousands group."""
    return int(group) <= 255 and (group == "0" or group[0] != "0")


@cache
def _separators(lang: str) -> tuple[str, str]:
    row = grammar(lang)
    return row.decimal, row.group + " "


def _grouped(parts: list[str]) -> bool:
    """Whether digit runs are thousands groups, Indian ones included ("12,34,567")."""
    if not 1 <= len(parts[0]) <= 3 or len(parts[-1]) != 3 or parts[0] == "0" * len(parts[0]):
        return False
    inner = {len(p) for p in parts[1:-1]}
    return inner <= {3} or (inner <= {2} and len(parts[0]) <= 2)


def read_run(run: str, lang: str) -> tuple[int, Fraction] | None:
    """The number that a run of digits and separators begins with: (its length, its value); None where it is none.

    >>> read_run("1.234,5", "de"), read_run("1.5", "de"), read_run("12,34,567", "en")
    ((7, Fraction(2469, 2)), (3, Fraction(3, 2)), (9, Fraction(1234567, 1)))
    """
    decimal, group = _separators(lang)
    marks = [c for c in run if not c.isdigit()]
    parts = re.split(r"[^\d]", run)
    if not marks:
        return len(run), Fraction(int(run))
    if parts[0] == "":
        return (len(run), Fraction("0." + parts[1])) if len(parts) == 2 else None
    if " " in marks or "/" in marks:
        return _broken_run(run, lang, parts, marks)
    if len(set(marks)) == 1:
        return _one_mark(run, parts, marks, decimal, group)
    return _two_marks(run, parts, marks)


def _one_mark(run: str, parts: list[str], marks: list[str], decimal: str, group: str) -> tuple[int, Fraction] | None:
    mark = marks[0]
    grouped = _grouped(parts) and mark in group + ".,"
    if len(marks) == 1:
        usual_decimal = mark == decimal[0] and mark not in group
        if grouped and not usual_decimal and mark != "٫":
            return len(run), Fraction(int("".join(parts)))
        return (
            (len(run), Fraction(f"{parts[0]}.{parts[1]}")) if mark != "'" else (len(parts[0]), Fraction(int(parts[0])))
        )
    return (len(run), Fraction(int("".join(parts)))) if grouped else None


def _two_marks(run: str, parts: list[str], marks: list[str]) -> tuple[int, Fraction] | None:
    if len(set(marks[:-1])) == 1 and marks[-1] != marks[0] and _grouped(parts[:-1] if len(parts) > 2 else parts):
        return len(run), Fraction("".join(parts[:-1]) + "." + parts[-1])
    return None


def _broken_run(run: str, lang: str, parts: list[str], marks: list[str]) -> tuple[int, Fraction] | None:
    """A run that holds spaces or slashes: thousands groups, a mixed fraction, or only its first number."""
    mixed = re.match(r"(?:(\d{1,4}) )?(\d{1,3})/(\d{1,4})(?![\d/.])", run)
    if "/" in marks and mixed and mixed.end() == len(run):
        whole, top, under = (int(g) if g else 0 for g in mixed.groups())
        if "/" in _separators(lang)[0] and not whole:
            return len(run), Fraction(f"{mixed.group(2)}.{mixed.group(3)}")
        return (len(run), Fraction(whole) + Fraction(top, under)) if top < under and under in _DENOMINATORS else None
    if "/" in marks:
        cut = run.split("/")[0] if " " in run.split("/")[0] else ""
        head = cut.rsplit(" ", 1)[0] if cut else ""
        return read_run(head, lang) if head else None
    end = len(parts[0])
    spaced = re.match(r"\d{1,3}(?: \d{3})+(?:[.,٫]\d{1,2}(?!\d))?(?![\d])", run)
    if spaced and not run.startswith("0"):
        value = spaced.group().replace(" ", "").replace(",", ".").replace("٫", ".")
        if spaced.end() == len(run) or run[spaced.end()] == " ":
            return spaced.end(), Fraction(value)
    head = run.split(" ")[0]
    return read_run(head, lang) if head != run else (end, Fraction(int(parts[0])))


def has_digits(text: str) -> bool:
    """Whether a folded text holds a digit or a fraction's sign."""
    return _START.search(text) is not None


def digit_numbers(text: str, lang: str) -> Iterator[tuple[int, int, Fraction]]:
    """(start, end, value) of every number in digits of a folded text, signs and identifiers not looked at."""
    at, powers = 0, "10" in text or "e" in text
    while (start := _START.search(text, at)) is not None:
        at = start.start()
        power = _power(_POWER.match(text, at)) if powers else None
        glyph = _GLYPH.match(text, at)
        run = _RUN.match(text, at)
        if power is not None:
            end, value = power
        elif glyph is not None:
            end, value = glyph.end(), Fraction(int(glyph.group(1) or 0)) + Fraction(_GLYPHS[glyph.group(2)])
        else:
            assert run is not None
            read = read_run(run.group(), lang) if len(run.group()) <= LONGEST_RUN else None
            if read is None:
                at += len(run.group().split(" ")[0])
                continue
            end, value = at + read[0], read[1]
        yield at, end, value
        at = end


def _power(match: re.Match[str] | None) -> tuple[int, Fraction] | None:
    if match is None:
        return None
    base, exponent = match.group(1) or match.group(3), match.group(2) or match.group(4)
    if not base or not exponent or abs(int(exponent)) > 60:
        return None
    return match.end(), Fraction(base.replace(",", ".")) * Fraction(10) ** int(exponent)
