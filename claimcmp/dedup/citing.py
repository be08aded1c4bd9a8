"""Where a text cites: names beside words such as "according to", "reported", «نقلاً عن»."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from claimcmp.text import Lexicon, Normalized, words

Spans = list[tuple[int, int]]

REACH = 5  # words between a phrase of citing and the outlet's name
NAME_WORDS = 4  # words of an outlet's name that no table lists
_MEDIA_REACH = 3  # words from words of citing to the end of a word for an outlet
_QUOTED = re.compile(r"\s*[«\"《]([^«»\"《》\n]{2,50})[»\"》]")
_STOP = re.compile(r"[.!?。！？\n;؛]")


class Citing:
    """Where a text cites: the names that words of citing stand next to, in their own sentence."""

    def __init__(self, text: str, spans: Spans, before: Lexicon[str], after: Lexicon[str]) -> None:
        self._text, self._spans = text, spans
        self._starts = [a for a, _ in spans]
        self._before = [hit.end for hit in before.scan(text, spans)]
        self._after = [hit.start for hit in after.scan(text, spans)]

    @property
    def words(self) -> frozenset[int]:
        """The words (by number) at which a cited name may begin."""
        ahead = [bisect_left(self._starts, end) for end in self._before]
        behind = [bisect_left(self._starts, start) for start in self._after]
        near = [range(i, i + REACH + 1) for i in ahead] + [range(max(0, i - 2 * REACH), i) for i in behind]
        return frozenset(i for part in near for i in part)

    def cites(self, start: int, end: int) -> bool:
        """Whether a name at ``start:end`` is cited; a word of citing may be its last: "Sada es-Sahil gazetesinin"."""
        first, last = bisect_right(self._before, start), bisect_right(self._after, start)
        return any(self._joined(hit, start, REACH) for hit in self._before[max(0, first - REACH) : first]) or any(
            self._joined(end, hit, REACH - 2) for hit in self._after[last : last + REACH]
        )

    def unlisted(self, normal: Normalized, outlet_words: frozenset[str]) -> Iterable[tuple[int, int]]:
        """Where a quoted name, or one with a capital, stands between words of citing or beside an outlet's word."""
        for end in self._before:
            at = bisect_left(self._starts, end)
            ahead = [self._text[a:b] for a, b in self._spans[max(0, at - 1) : at + _MEDIA_REACH]]
            told = [i for i, word in enumerate(ahead, max(0, at - 1)) if word in outlet_words]
            first = told[-1] + 1 if told else at
            if first < len(self._spans) and self._joined(end, self._spans[first][0], _MEDIA_REACH):
                yield from self._name_at(normal, self._spans[first - 1][1] if first else 0, first, sure=bool(told))
        for start in self._after:
            at = bisect_left(self._starts, start)
            if at > 1 and self._text[slice(*self._spans[at - 1])] in outlet_words:
                first = at - 1
                while first > 0 and at - first <= NAME_WORDS and self._capital(normal, first - 1):
                    first -= 1
                if first < at - 1 and self._joined(self._spans[first][0], start, REACH):
                    yield self._spans[first][0], self._spans[at - 2][1]

    def _name_at(self, normal: Normalized, end: int, first: int, *, sure: bool) -> Iterable[tuple[int, int]]:
        """The name that follows: quoted, or ``sure`` to be one of an outlet and with a capital."""
        quoted = _QUOTED.match(self._text, end)
        if quoted and (sure or any(a - quoted.end() in (0, 1) for a in self._after)):
            yield quoted.span(1)
        elif sure and not quoted:
            last = first
            while last < min(first + NAME_WORDS, len(self._spans)) and self._capital(normal, last):
                last += 1
            if last > first and self._joined(self._spans[first][0], self._spans[last - 1][1], NAME_WORDS):
                yield self._spans[first][0], self._spans[last - 1][1]

    def _capital(self, normal: Normalized, word: int) -> bool:
        return normal.original[normal.span(*self._spans[word])[0]].isupper()

    def _joined(self, start: int, end: int, most: int) -> bool:
        gap = self._text[start:end]
        return len(words(gap)) <= most and not _STOP.search(gap)
