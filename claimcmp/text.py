"""Normalising text with a way back to the original offsets, and finding listed words in it.

Tables of words are folded by the same function as the text that they are looked up in, so a table may be written the
way people write.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

# Characters that vanish: Arabic diacritics and tatweel, Hebrew points, bidi controls, soft hyphen, BOM, ZW(J/SP).
_DROPPED = (
    *range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640, *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5),
    0x06E7, 0x06E8, *range(0x06EA, 0x06EE), *range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7,
    0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C, 0x00AD, 0xFEFF, 0x200B, 0x200D, 0x0307,
)  # fmt: skip
# Letters that writers use for one another. Numeric fractions stay as they are: NFKC would turn 2½ into 21⁄2.
_FOLDED = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك",
    "ڪ": "ك", "٪": "%", "؉": "‰", "،": ",", "؛": ";", "؟": "?", "ё": "е", "Ё": "е", "İ": "i", "ı": "i",
    "־": "-", "‐": "-", "‑": "-", "−": "-", "‒": "-", "—": "–", "―": "–", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'",
    "´": "'", "׳": "'", "״": '"', "“": '"', "”": '"', "„": '"', "\u200c": " ", "\u2028": " ", "\u2029": " ",
}  # fmt: skip
SENTENCE = 2_000  # code points up to which a text is kept with its folded form: a sentence is looked at many times
_FRACTIONS = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")


class _Fold(dict[int, str]):
    """Code point → folded text, worked out once a character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char in _FRACTIONS:
            folded = char
        elif char in _FOLDED:
            folded = _FOLDED[char]
        elif (digit := unicodedata.digit(char, None)) is not None and unicodedata.category(char) == "Nd":
            folded = str(digit)
        elif char.isspace():
            folded = " "
        else:
            folded = "".join(_FOLDED.get(c, c) for c in unicodedata.normalize("NFKC", char).lower())
            folded = "".join(c for c in folded if ord(c) not in _DROPPED_SET)
        self[code] = folded
        if len(folded) != 1:
            _RESIZED.add(char)
        return folded


_DROPPED_SET = frozenset(_DROPPED)
_FOLD = _Fold({code: "" for code in _DROPPED})
_RESIZED = {chr(code) for code in _DROPPED}  # characters met so far whose folded form is not one character long
_COMBINING = re.compile(r"[^\W\d_][\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Normalized:
    """Folded text and, for each of its characters, where it comes from in the original."""

    original: str
    text: str
    offsets: tuple[int, ...] | None  # None: every character stands where it stood; else len(text) + 1 entries

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of ``text[start:end]``, dropped characters inside it included.

        >>> n = normalize("قُتل ١٢")
        >>> n.text[4:6], n.original[slice(*n.span(4, 6))]
        ('12', '١٢')
        """
        if self.offsets is None or start >= end:
            return (start, end) if self.offsets is None else (self.offsets[start], self.offsets[start])
        return self.offsets[start], min(self.offsets[end - 1] + self._width(end - 1), len(self.original))

    def _width(self, last: int) -> int:
        assert self.offsets is not None
        begin, following = self.offsets[last], self.offsets[last + 1]
        return 1 if following <= begin else following - begin

    def position(self, original: int) -> int:
        """The position in ``text`` of the first character at or after an original offset."""
        return original if self.offsets is None else bisect_left(self.offsets, original)


def normalize(text: str) -> Normalized:
    """Fold digits, letters, marks and case; keep the way back to the original.

    >>> normalize("٢٫٥ مليون").text
    '2٫5 مليون'
    >>> normalize("ÇALIŞMA").text == normalize("çalışma").text
    True
    """
    return _normalize_again(text) if len(text) <= SENTENCE else _normalize(text)


@lru_cache(maxsize=4096)
def _normalize_again(text: str) -> Normalized:
    return _normalize(text)


def _normalize(text: str) -> Normalized:
    if not _COMBINING.search(text):
        folded = text.translate(_FOLD)
        if len(folded) == len(text) and _RESIZED.isdisjoint(text):
            return Normalized(text, folded, None)
        pieces = [(i, _FOLD[ord(c)]) for i, c in enumerate(text)]
    else:
        pieces = list(_composed(text))
    out: list[str] = []
    offsets: list[int] = []
    for i, piece in pieces:
        out.append(piece)
        offsets.extend([i] * len(piece))
    offsets.append(len(text))
    return Normalized(text, "".join(out), tuple(offsets))


def _composed(text: str) -> Iterator[tuple[int, str]]:
    """Folded pieces of a text that holds combining marks: a letter and its marks are one piece."""
    at = 0
    for match in _COMBINING.finditer(text):
        yield from ((i, _FOLD[ord(text[i])]) for i in range(at, match.start()))
        composed = unicodedata.normalize("NFC", match.group())
        yield match.start(), composed.translate(_FOLD)
        at = match.end()
    yield from ((i, _FOLD[ord(text[i])]) for i in range(at, len(text)))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The folded form of a table entry.

    >>> fold("آب/أغسطس")
    'اب/اغسطس'
    """
    return normalize(word).text


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One entry of a lexicon found at ``start:end`` of the folded text; ``prefix`` are its clitics' characters."""

    start: int
    end: int
    value: T
    prefix: int


# A word: letters and marks, with inner apostrophes left out; digits are words of their own; Han is cut to characters.
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\u3005-\u3007"
_WORD = re.compile(rf"[{_HAN}]|\d+|[^\W\d_{_HAN}]+")


def words(text: str) -> list[tuple[int, int]]:
    """Spans of the words of a folded text; each Han character is a word, a run of digits is a word.

    >>> t = "在12月 قتل"; [t[a:b] for a, b in words(t)]
    ['在', '12', '月', 'قتل']
    """
    return [m.span() for m in _WORD.finditer(text)]


MOST_REMEMBERED = 100_000  # words of a memo: more than a language's running vocabulary


class Memo(dict[str, T]):
    """Word → what a function says of it, worked out once a word; emptied when it holds too many.

    >>> lengths = Memo(len); lengths["four"], lengths["four"]
    (4, 4)
    """

    def __init__(self, function: Callable[[str], T], *, most: int = MOST_REMEMBERED) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, word: str) -> T:
        value = self._function(word)
        if len(self) >= self._most:
            self.clear()
        self[word] = value
        return value


class Lexicon(Generic[T]):
    """Longest-match look-up of listed phrases in folded text, by whole words, clitic prefixes allowed.

    Entries may hold spaces and punctuation; runs of space match any run. ``prefixes`` are the written-together
    particles of a language (Arabic و ف ب ل ك ال, Hebrew ו ב ל מ ה ש): a word that is not an entry itself is tried
    without them. ``suffixes`` likewise at the end of a word (Turkish cases come after an apostrophe and need none).
    """

    def __init__(
        self, entries: Mapping[str, T] | Iterable[tuple[str, T]], *, prefixes: Iterable[str] = (),
        suffixes: Iterable[str] = (), min_stem: int = 2,
    ) -> None:  # fmt: skip
        pairs = entries.items() if isinstance(entries, Mapping) else entries
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in pairs:
            folded = fold(phrase).strip()
            parts = tuple(folded[a:b] for a, b in words(folded))
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, value))
        for candidates in self._by_first.values():
            candidates.sort(key=lambda c: -len(c[0]))
        self._prefixes = tuple(sorted({fold(p) for p in prefixes if p}, key=len, reverse=True))
        self._suffixes = tuple(sorted({fold(p) for p in suffixes if p}, key=len, reverse=True))
        self._min_stem = min_stem

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def _stems(self, word: str) -> Iterator[tuple[str, int]]:
        yield word, 0
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= self._min_stem:
                yield word[len(prefix) :], len(prefix)

    def _same(self, word: str, part: str) -> bool:
        if word == part:
            return True
        return any(word == part + s for s in self._suffixes)

    def match_at(self, text: str, spans: list[tuple[int, int]], index: int) -> tuple[Hit[T], int] | None:
        """The longest entry whose first word is word ``index``, and the index of the word after it."""
        start, end = spans[index]
        for stem, prefix in self._stems(text[start:end]):
            for first in self._first_forms(stem):
                for parts, value in self._by_first.get(first, ()):
                    stop = index + len(parts)
                    if stop <= len(spans) and self._follows(text, spans, index, parts):
                        return Hit(start + prefix, spans[stop - 1][1], value, prefix), stop
        return None

    def _first_forms(self, stem: str) -> Iterator[str]:
        yield stem
        for suffix in self._suffixes:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= self._min_stem:
                yield stem[: -len(suffix)]

    def _follows(self, text: str, spans: list[tuple[int, int]], index: int, parts: tuple[str, ...]) -> bool:
        for k in range(1, len(parts)):
            a, b = spans[index + k]
            gap = text[spans[index + k - 1][1] : a]
            if len(gap) > 3 or gap.strip(" -–/.'\"‐") or not self._same(text[a:b], parts[k]):
                return False
        return True

    def scan(self, text: str, spans: list[tuple[int, int]] | None = None) -> list[Hit[T]]:
        """Every entry in a folded text, leftmost longest, none overlapping.

        >>> lex = Lexicon({"كانون الثاني": 1, "آذار": 3}, prefixes=["و", "في"])
        >>> [(h.start, h.end, h.value) for h in lex.scan(fold("كانون الثاني وآذار"))]
        [(0, 12, 1), (14, 18, 3)]
        """
        spans = words(text) if spans is None else spans
        hits: list[Hit[T]] = []
        i = 0
        while i < len(spans):
            found = self.match_at(text, spans, i)
            if found is None:
                i += 1
            else:
                hits.append(found[0])
                i = found[1]
        return hits


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
FSI, PDI = "\u2068", "\u2069"
# What could turn a line around or drive a terminal: bidi controls, and control characters such as ESC.
_CONTROLS: dict[int, str | None] = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_CONTROLS |= dict.fromkeys((*range(32), *range(0x7F, 0xA0)), " ")


def isolate(text: str) -> str:
    """Text for a line of left-to-right text: one that runs to the left stands between isolates.

    >>> isolate("مرفأ") == FSI + "مرفأ" + PDI, isolate("port")
    (True, 'port')
    """
    return f"{FSI}{plain(text)}{PDI}" if _RIGHT_TO_LEFT.search(text) else plain(text)


def plain(text: str) -> str:
    """The text without characters that turn a line around or drive a terminal."""
    return text.translate(_CONTROLS)
