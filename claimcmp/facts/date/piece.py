"""What the rules of the temporal grammar work on: the tokens of a sentence, and pieces of dates in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from claimcmp.facts.date.tokens import Token
from claimcmp.facts.date.vocabulary import Vocabulary

Fields = dict[str, Any]
_SPACE = frozenset(("", " ", "  ", "-", " -", "- ", ".", ". ", "'", " '", "/", "‐"))
_LOOSE = frozenset((*_SPACE, ",", ", ", " , ", " (", "(", ") ", ", (", ".,", "., ", " ,", " – ", " - ", "«", "»"))

_SIGNS = frozenset("%٪‰°$€£¥₽₺₴₪")

# Fields that name a day, fields that name a time of day, and fields that go with any other.
DAYLIKE = frozenset(("day", "weekday", "rel", "holiday", "shift", "anchor_day", "nth", "now"))
CLOCKLIKE = frozenset(("clock", "part", "part_mod", "pm", "zone"))
FREE = frozenset(
    (
        "turn",
        "vague",
        "from_text",
        "role",
        "coming",
        "day_to",
        "days",
        "day_ends",
        "weekday_weak",
        "base_low",
        "within",
        "within_unit",
    )
)
# Words that may stand between two pieces of one time.
JOINS = ("clock_noise", "of", "on", "at", "the", "during", "day_noise", "approx")


@dataclass(slots=True)
class Piece:
    """A stretch of tokens ``first:last`` and what it says of a date; ``weak``: nothing without a neighbour."""

    first: int
    last: int
    fields: Fields
    weak: bool = False


@dataclass(slots=True)
class Tokens:
    """The tokens of a sentence, asked by place and tag; every question is safe beyond the ends."""

    items: list[Token]
    vocabulary: Vocabulary
    text: str
    future: bool = False
    past: bool = False
    memo: dict[int, Piece | None] = field(default_factory=dict)  # the longest piece at a token, once it is known
    reference: float | None = None  # when the sentence was published, seconds
    things: frozenset[int] = frozenset()  # where words of the text begin that name what a number counts

    def __len__(self) -> int:
        return len(self.items)

    def tag(self, i: int, name: str) -> Any:
        """The value of a tag of token ``i``, or None."""
        items = self.items
        return items[i].tags.get(name) if 0 <= i < len(items) else None

    def has(self, i: int, *names: str) -> bool:
        """Whether token ``i`` bears one of the tags."""
        items = self.items
        return 0 <= i < len(items) and not items[i].tags.keys().isdisjoint(names)

    def close(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it within a phrase."""
        return 0 < i < len(self.items) and self.items[i].gap in _SPACE

    def loose(self, i: int) -> bool:
        """Whether token ``i`` follows the one before it with a comma or a bracket at most."""
        return 0 < i < len(self.items) and self.items[i].gap in _LOOSE

    def joint(self, i: int) -> str:
        """What stands between token ``i`` and the one before, without its spaces."""
        return self.items[i].gap.strip() if 0 < i < len(self.items) else ""

    def skip(self, i: int, *names: str, limit: int = 2) -> int:
        """The place after at most ``limit`` tokens with one of the tags."""
        while limit and self.has(i, *names) and (i == 0 or self.close(i) or self.has(i, "clitic")):
            i += 1
            limit -= 1
        return i

    def number(self, i: int, low: float, high: float) -> float | None:
        """The number in digits or words at token ``i`` when it lies in a range."""
        for name in ("number", "cardinal"):
            value = self.tag(i, name)
            if value is not None and low <= value <= high:
                return float(value)
        return None

    def place(self, i: int, low: int, high: int) -> int | None:
        """The ordinal, or failing that the number, at token ``i`` when it lies in a range."""
        for name in ("ordinal", "number", "cardinal"):
            value = self.tag(i, name)
            if isinstance(value, int) and low <= value <= high:
                return value
        return None

    def unlisted(self, i: int) -> bool:
        """Whether token ``i`` is a word without any tag."""
        return 0 <= i < len(self.items) and not self.items[i].tags

    def measured(self, i: int) -> bool:
        """Whether the number at token ``i`` counts units or per cent."""
        if not 0 <= i < len(self.items):
            return False
        sign = self.text[self.items[i].end :][:2].strip()[:1]
        return sign in _SIGNS or (self.has(i + 1, "unit", "percent") and self.close(i + 1))

    def named(self, i: int) -> bool:
        """Whether what follows the unit at token ``i`` tells which one it is: "year 2021", "year before last"."""
        if not self.close(i + 1):
            return False
        value = self.tag(i + 1, "number")
        counted = value is not None and 31 < value < 1000  # "since the start of the year 300 people"
        return self.has(i + 1, "turn_post", "number", "ordinal", "year_mark_post") and not counted

    def unknown(self, i: int) -> bool:
        """Whether token ``i`` is a word of the running text that follows without a break."""
        return 0 < i < len(self.items) and self.items[i].gap == " " and not self.items[i].tags


def longest(*pieces: Piece | None) -> Piece | None:
    """The piece that reaches farthest, the first of equals; None when there is none."""
    best: Piece | None = None
    for piece in pieces:
        if piece is not None and (best is None or piece.last > best.last):
            best = piece
    return best
