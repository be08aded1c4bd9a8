"""One sentence laid out for the quantity reader: its words, its numbers, and what stands on either side of a span."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from claimcmp.facts.nouns.concepts import concept
from claimcmp.facts.nouns.lexicon import hits_of
from claimcmp.facts.numerals import Numeral
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.words import QuantityTable, quantity_table
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Bound

COUNTABLE = ("noun", "participant_rank")  # families of concepts


@dataclass(slots=True)
class Item:
    """A quantity being read: folded span, interval, unit, and where its bounding words stand."""

    start: int
    end: int
    low: float
    high: float
    numeral: Numeral | None = None
    unit: Unit | None = None
    bound: str = Bound.EXACT
    cue: tuple[int, int] = (-1, -1)
    number_start: int = -1
    number_end: int = -1
    role: str = ""
    certainty: float = 1.0
    dropped: bool = False
    origin: bool = False  # what a change began with: "from 19" to 26
    parts: list[tuple[float, str]] = field(default_factory=list)

    @property
    def weak(self) -> bool:
        """Whether the number may be an article."""
        return self.numeral is not None and self.numeral.weak


class Scene:
    """A sentence with its tables; positions are those of the folded text."""

    def __init__(self, sentence: SentenceText) -> None:
        self.sentence = sentence
        self.text = sentence.normal.text
        self.spans = sentence.words
        self.tokens = sentence.tokens
        self.starts = [a for a, _ in self.spans]
        self.table: QuantityTable = quantity_table(sentence.lang)
        self._things: frozenset[int] | None = None  # where countable nouns begin; looked up when first asked for
        self.sums = False  # whether the sentence tells an amount of money

    def thing(self, index: int) -> bool:
        """Whether a listed noun of things that can be counted begins at a word."""
        if self._things is None:
            hits = hits_of(self.sentence)[0]
            self._things = frozenset(h.start - h.prefix for h in hits if concept(h.concept).family in COUNTABLE)
        return index < len(self.starts) and self.starts[index] in self._things

    def word_at(self, position: int) -> int:
        """Index of the first word that begins at or after a position."""
        return bisect_left(self.starts, position)

    def word_of(self, position: int) -> int:
        """Index of the word that a position lies in, letters written together with it included: ال of «الثلاثين»."""
        index = self.word_at(position)
        inside = index > 0 and self.spans[index - 1][0] < position < self.spans[index - 1][1]
        lead = inside and self.text[self.starts[index - 1] : position].isalpha()
        return index - 1 if lead else index

    def word(self, index: int) -> str:
        """The word at an index, "" past either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else ""

    def original(self, start: int, end: int) -> str:
        """The original characters of a folded span."""
        return self.sentence.text[slice(*self.sentence.normal.span(start, end))]

    def near(self, end: int, start: int) -> bool:
        """Whether only blanks, quotes or a hyphen stand between two positions."""
        return start >= end and start - end <= 4 and not self.text[end:start].strip(" -'\"")

    def whole(self, item: Item) -> bool:
        """Whether a reading covers the whole text (a headline cell, a table cell)."""
        return not self.text[: item.start].strip(" .,") and not self.text[item.end :].strip(" .,!?")
