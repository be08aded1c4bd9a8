"""Which of several words a number goes with: distance in words, dearer over commas, conjunctions and other numbers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from claimcmp.facts.nouns.lexicon import ConceptHit
from claimcmp.languages import table

# The price of what lies between a number and a word, in words. Set on the gold tables of tests/gold/compare.
COMMA = 4.0
CLAUSE = 9.0
CONJUNCTION = 4.0
NUMBER = 6.0
HAN_WORD = 0.5  # a Han character is about half a word
MAX_COST = 24.0
_CLAUSE = re.compile(r"[;:!?。；：！？]|\.\s|\.$|[–]")
_COMMA = re.compile(r"[,，、()（）]")
_TOKEN = re.compile(r"[\u2e80-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """What distance is measured in: the folded text, spans of all quantities, the conjunctions of the language."""

    text: str
    numbers: tuple[tuple[int, int], ...]
    conjunctions: frozenset[str]
    attached: tuple[str, ...]  # conjunctions written together with the next word
    starts: tuple[int, ...] = field(init=False)  # of the quantities
    ends: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", tuple(sorted(s for s, _ in self.numbers)))
        object.__setattr__(self, "ends", tuple(sorted(e for _, e in self.numbers)))

    def least(self, start: int, end: int, hit: ConceptHit) -> float:
        """What a word's cost is at least: the whole words and the numbers between, looked up, not read again."""
        a, b = (hit.end, start) if hit.end <= start else (end, hit.start)
        starts, ends, prices = _weights(self.text)
        first, last = bisect_left(starts, a), bisect_right(ends, b)
        price = prices[last] - prices[first] if last > first else 0.0
        return price + NUMBER * max(0, bisect_right(self.ends, b) - bisect_left(self.starts, a))

    def counts(self, hit: ConceptHit) -> bool:
        """Whether a number stands right before a word: «سبعة قتلى و21 جريحاً», "7死21伤"."""
        start = hit.start - hit.prefix
        dual = any(a < hit.end and start < b for a, b in self.numbers)  # «قتيلان و15 جريحاً»
        return dual or any(b <= start and not self.text[b:start].strip() for b in self.ends)

    def begins_anew(self, start: int, hits: Iterable[ConceptHit]) -> bool:
        """Whether the word at ``start`` is led by an "and" written with it: «مقتل 12 وإصابة 40» counts no injury."""
        led = (h for h in hits if h.prefix and h.start - h.prefix == start)
        return any(self.text[start : h.start].startswith(self.attached) for h in led)

    def cost(self, start: int, end: int, hit: ConceptHit) -> float:
        """How far a word lies from a span; 0 inside it or beside it."""
        if hit.start < end and start < hit.end:
            return 0.0
        before = hit.end <= start
        a, b = (hit.end, start) if before else (end, hit.start)
        between = self.text[a:b]
        if not before:
            between = between.removeprefix(".")  # an abbreviated scale: "1,5 Mio. Haushalte"
        between_words = _TOKEN.findall(between)
        price = sum(map(_weight, between_words))
        price += CLAUSE * len(_CLAUSE.findall(between)) + COMMA * len(_COMMA.findall(between))
        price += CONJUNCTION * sum(t in self.conjunctions for t in between_words)
        if not before and hit.prefix and self.text[hit.start - hit.prefix : hit.start].startswith(self.attached):
            price += CONJUNCTION
        if before and self.attached and self.text[start : start + 1].startswith(self.attached):
            price += 0.5 * CONJUNCTION
        price += NUMBER * sum(a <= s and e <= b for s, e in self.numbers)
        return price + (0.25 if before else 0.0)


def conjunctions(lang: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words and the written-together particles for "and" of a language."""
    row = table(lang, "nouns").get("and", {})
    return frozenset(row.get("words", ())), tuple(row.get("attached", ())) or ("\0",)


def nearest(
    hits: Iterable[ConceptHit], setting: Setting, start: int, end: int, wanted: Callable[[str], bool],
    *, limit: float = MAX_COST,
) -> tuple[ConceptHit, float] | None:  # fmt: skip
    """The cheapest wanted hit around a span and its cost; None beyond ``limit``."""
    best: tuple[ConceptHit, float] | None = None
    for hit in hits:
        most = limit if best is None else best[1]
        if wanted(hit.concept) and setting.least(start, end, hit) <= most:
            cost = setting.cost(start, end, hit)
            if cost <= limit and (best is None or cost < best[1]):
                best = (hit, cost)
    return best


@lru_cache(maxsize=16)
def _weights(text: str) -> tuple[list[int], list[int], list[float]]:
    """(starts, ends, price of all before each and of all) of the words of a folded text."""
    starts: list[int] = []
    ends: list[int] = []
    prices = [0.0]
    for match in _TOKEN.finditer(text):
        starts.append(match.start())
        ends.append(match.end())
        prices.append(prices[-1] + _weight(match.group()))
    return starts, ends, prices


def _weight(word: str) -> float:
    return HAN_WORD if len(word) == 1 and ord(word) > 0x2E80 else 1.0
