"""What every reader of facts gets: one sentence with its setting, folded once."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from claimcmp.languages import known
from claimcmp.text import Normalized, normalize, words

_MOST_WORDS = 400  # the longest of 22,000 news sentences in eleven languages has 116


@dataclass(slots=False, eq=False)
class SentenceText:
    """One sentence to read facts in.

    ``reference`` is the publication time as seconds of its local wall clock (None: unknown; then relative dates stay
    open). ``prefer`` says which way a bare weekday or month points where no cue decides: "past" (news) or "future".
    ``anchors`` are dates read earlier in the article, newest last, for "the same day", "two days earlier".
    """

    text: str
    lang: str
    reference: float | None = None
    prefer: str = "past"
    anchors: list[tuple[float, float]] = field(default_factory=list)
    cache: dict[str, object] = field(default_factory=dict)  # what one reader leaves for the next: numerals, spans

    def __post_init__(self) -> None:
        self.lang = known(self.lang)

    @cached_property
    def normal(self) -> Normalized:
        """The folded text with its offsets."""
        return normalize(self.text)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """Spans of the words of the folded text."""
        return words(self.normal.text)

    def at(self, offset: int) -> int:
        """The index of the word that covers a folded offset, else of the next one."""
        i = bisect_right(self.words, (offset, len(self.normal.text) + 1)) - 1
        return i if i >= 0 and offset < self.words[i][1] else i + 1

    @property
    def endless(self) -> bool:
        """Whether it has more words than a sentence: a list or a table, whose names nobody can tell apart."""
        return len(self.words) > _MOST_WORDS

    @cached_property
    def tokens(self) -> list[str]:
        """The words of the folded text."""
        text = self.normal.text
        return [text[a:b] for a, b in self.words]
