"""The listed words of page furniture, folded and ready to be looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimcmp.languages import known, table
from claimcmp.text import fold

_SPACE = re.compile(r"\s+")
_HAN = re.compile("[\u3400-\u9fff]")
# A line that begins with a single listed word ("watch", "تابعوا") is furniture only up to this many words.
_SHORT = 12
# Longer lines are told by their own shape, not by how they begin.
_START_WORDS = 30
# Photo credits stand in captions up to this long, in their last characters.
_CAPTION_WORDS = 60
_CREDIT_TAIL = 60
# A caption that ends in a full stop, or in an agency's name in brackets, is no longer than this: paragraphs are.
_FINAL_CAPTION_WORDS = 25


@dataclass(frozen=True, slots=True)
class Phrases:
    """The table ``boilerplate.toml`` of a language with that of English, which pages everywhere mix in."""

    line: frozenset[str]
    end: frozenset[str]
    aside: frozenset[str]
    start: re.Pattern[str]
    start_word: re.Pattern[str]
    contain: tuple[str, ...]
    credit: re.Pattern[str]
    photo: re.Pattern[str]
    agency: re.Pattern[str]
    agency_mark: re.Pattern[str]
    photo_words: tuple[str, ...]
    suffix: tuple[str, ...]

    def is_line(self, folded: str) -> bool:
        """Whether a whole line is a listed one, marks and digits around it aside."""
        return bare(folded) in self.line

    def starts(self, folded: str, words: int) -> bool:
        """Whether a line begins as furniture begins."""
        if words > _START_WORDS:
            return False
        return self.start.match(folded) is not None or (words <= _SHORT and self.start_word.match(folded) is not None)

    def is_photo(self, folded: str, words: int, *, final: bool) -> bool:
        """Whether a line ends in a photo credit; ``final`` lines end as sentences end and are given the benefit."""
        if words > _CAPTION_WORDS:
            return False
        tail = folded[-_CREDIT_TAIL:]
        if not any(word in tail for word in self.photo_words):
            return False
        if self.photo.search(tail):
            return not final or words <= _FINAL_CAPTION_WORDS
        if final:
            return False
        return bool(self.agency.search(tail) or (words <= _FINAL_CAPTION_WORDS and self.agency_mark.search(tail)))

    def is_notice(self, folded: str) -> bool:
        """Whether a listed phrase of notices stands anywhere in a folded text."""
        return any(phrase in folded for phrase in self.contain)


@cache
def phrases(lang: str) -> Phrases:
    """The listed words for a language."""
    rows = [table(code, "boilerplate") for code in dict.fromkeys((known(lang), "en"))]
    listed = {key: sorted({fold(w) for row in rows for w in row[key]}, key=lambda w: (-len(w), w)) for key in rows[0]}
    sets = {key: frozenset(bare(w) for w in listed[key]) for key in ("line", "end", "aside")}
    single = [w for w in listed["start"] if " " not in w and _bounded(w)]
    longer = [w for w in listed["start"] if w not in single]
    agency = _either(listed["agency"])
    return Phrases(
        **sets,
        start=re.compile(rf"\W{{0,3}}{_either(longer)}"),
        start_word=re.compile(rf"\W{{0,3}}{_either(single)}"),
        contain=tuple(listed["contain"]),
        photo_words=tuple(w for key in ("photo", "agency") for w in listed[key]),
        credit=re.compile(rf"\W{{0,3}}{_either(listed['credit'])}"),
        photo=re.compile(_either(listed["photo"])),
        agency=re.compile(rf"{agency}\s*/\s*\S|/\s*{agency}"),
        agency_mark=re.compile(rf"[^\s.!?؟。…][»”\"]?\s*[(\[©]\s*{agency}\s*[)\]]?\W*$"),
        suffix=tuple(listed["suffix"]),
    )  # fmt: skip


def bare(folded: str) -> str:
    """A folded line without marks and digits around it, its spaces single.

    >>> bare("  • share: 12 ")
    'share'
    """
    letters = range(len(folded))
    first = next((i for i in letters if folded[i].isalpha()), -1)
    if first < 0:
        return ""
    last = next(i for i in reversed(letters) if folded[i].isalpha())
    return _SPACE.sub(" ", folded[first : last + 1])


def _bounded(word: str) -> bool:
    """Whether an entry ends in a letter of a script that separates words."""
    return word[-1].isalnum() and not _HAN.match(word[-1])


def _either(words: list[str]) -> str:
    """A pattern of whole words; entries in Han, or that begin or end in a mark, stand anywhere."""
    parts = [
        ("" if not w[0].isalnum() or _HAN.match(w[0]) else r"(?<!\w)")
        + re.escape(w) + (r"(?!\w)" if _bounded(w) else "")
        for w in words
    ]  # fmt: skip
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"
