"""The lines of an article: where they stand and what they look like."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcmp.text import normalize

_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•●▪▫■□◦‣⁃∙·►▶➤➔→»*+–—-]|\d{1,2}[.)])\s+")
_FINAL = re.compile(r"[.!?؟。！？…｡][\"”»’')\]」』】 \u00a0\u202f]*(?:\[\d{1,3}\])*$")
_CREDITED = re.compile(r"[.!?؟。！？…][\"”»’']*\s*[(\[（【][^()\[\]（）【】]{1,40}[)\]）】]$")
_INNER = re.compile(r"[.!?؟][\"”»’')\]]*\s+\S|[。！？][^”」』]")
_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W_]+")
# Two Han characters count as one word.
_HAN_A_WORD = 2
# Text whose lines are broken by width: most lines that end no sentence are about as long as the longest.
_WRAP_WIDTHS = (50, 100)
_WRAP_LINES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; ``start:end`` leave out its bullet and the space around it."""

    start: int
    end: int
    folded: str
    words: int
    final: bool  # ends as sentences end
    inner: bool  # a sentence ends inside
    bullet: bool
    asks: bool  # ends with a question or exclamation mark, or a bracket, as teasers do


def lines_of(text: str) -> list[Line]:
    """The paragraphs of a text that hold a letter or a digit; lines broken by width are joined."""
    pieces = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    if len(pieces) > _WRAP_LINES and _wrapped(text, pieces):
        pieces = _joined(text, pieces)
    found = (_line(text, start, end) for start, end in pieces)
    return [line for line in found if line is not None]


def _line(text: str, start: int, end: int) -> Line | None:
    raw = text[start:end]
    body = raw.strip(" \t\u00a0\u200b\u200e\u200f\ufeff\u3000")
    start += raw.find(body[0]) if body else 0
    bullet = _BULLET.match(body)
    if bullet is not None and bullet.end() < len(body):
        start += bullet.end()
        body = body[bullet.end() :]
    folded = normalize(body).text
    count = word_count(folded)
    if count == 0:
        return None
    ending = body[-1]
    return Line(
        start, start + len(body), folded, count,
        is_final(body),
        _INNER.search(body) is not None, bullet is not None, ending in "?!؟！？)]",
    )  # fmt: skip


def is_final(body: str) -> bool:
    """Whether a line or sentence ends as sentences end, a credit in brackets behind it or not."""
    return _FINAL.search(body[-12:]) is not None or _CREDITED.search(body[-60:]) is not None


def word_count(folded: str) -> int:
    """Words of a folded text; two Han characters count as one.

    >>> word_count("nine people"), word_count("九人死亡")
    (2, 2)
    """
    han = len(_HAN.findall(folded))
    spaced = _HAN.sub(" ", folded) if han else folded
    return len(_WORD.findall(spaced)) + (han + 1) // _HAN_A_WORD


def _wrapped(text: str, pieces: list[tuple[int, int]]) -> bool:
    """Whether the lines are broken by width, as in old text files: long, alike, and mostly ending amid a sentence."""
    widths = [b - a for a, b in pieces]
    longest = max(widths)
    if not _WRAP_WIDTHS[0] <= longest <= _WRAP_WIDTHS[1]:
        return False
    full = [i for i, width in enumerate(widths) if width >= longest - 20]
    open_ended = sum(_FINAL.search(text[pieces[i][0] : pieces[i][1]][-12:]) is None for i in full)
    return len(full) >= 0.6 * len(pieces) and open_ended >= 0.6 * len(full)


def _joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    longest = max(b - a for a, b in pieces)
    found: list[tuple[int, int]] = []
    open_line = False
    for start, end in pieces:
        gap = len(_BREAK.findall(text[found[-1][1] : start])) if found else 0
        if open_line and gap == 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        open_line = end - start >= longest - 20
    return found
