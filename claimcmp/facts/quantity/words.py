"""The words around a number, as the tables of a language give them: units, currencies, bounds, ranges, counting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from claimcmp.facts.numerals.tables import unaccented
from claimcmp.facts.quantity.base import DURATIONS, Unit
from claimcmp.facts.quantity.signs import SIGNS
from claimcmp.languages import LANGUAGES, grammar, table
from claimcmp.text import Memo, fold, words

T = TypeVar("T")
SHORTEST_STEM = 3  # letters that must be left when a prefix is taken off: «بين» is no yen


class Phrases(Generic[T]):
    """Listed phrases looked up at a word: forwards from it, or backwards to it."""

    def __init__(self, entries: Iterable[tuple[str, T]], *, prefixes: Iterable[str] = ()) -> None:
        self._rows: dict[tuple[str, ...], T] = {}
        for phrase, value in entries:
            folded = fold(phrase)
            parts = tuple(folded[a:b] for a, b in words(folded))
            if parts:
                self._rows.setdefault(parts, value)
        self._firsts = {p[0]: max(len(q) for q in self._rows if q[0] == p[0]) for p in self._rows}
        lasts: dict[str, set[int]] = {}
        for parts in self._rows:
            lasts.setdefault(parts[-1], set()).add(len(parts))
        self._lasts = {last: sorted(sizes, reverse=True) for last, sizes in lasts.items()}
        self._prefixes = tuple(sorted({fold(p) for p in prefixes if p}, key=lambda p: (len(p), p)))
        self.starts = Memo(lambda word: self._stems(word, self._firsts))  # word → the listed first words in it
        self._ends = Memo(self._sizes)

    def after(self, text: str, spans: list[tuple[int, int]], i: int) -> tuple[int, T] | None:
        """The longest phrase that begins with word ``i``: (index after it, its value)."""
        if i >= len(spans):
            return None
        start, end = spans[i]
        for stem in self.starts[text[start:end]]:
            for size in range(min(self._firsts[stem], len(spans) - i), 0, -1):
                parts = (stem, *(text[a:b] for a, b in spans[i + 1 : i + size]))
                if parts in self._rows and _joined(text, spans, i, size):
                    return i + size, self._rows[parts]
        return None

    def before(self, text: str, spans: list[tuple[int, int]], i: int) -> tuple[int, T] | None:
        """The longest phrase that ends with word ``i - 1``: (index of its first word, its value)."""
        if i <= 0:
            return None
        begin, end = spans[i - 1]
        for size in self._ends[text[begin:end]]:
            start = i - size
            if start < 0 or not _joined(text, spans, start, size):
                continue
            rest = tuple(text[a:b] for a, b in spans[start + 1 : i])
            for stem in (text[spans[start][0] : spans[start][1]], *self._unprefixed(text, spans[start])):
                if (stem, *rest) in self._rows:
                    return start, self._rows[stem, *rest]
        return None

    def __bool__(self) -> bool:
        return bool(self._rows)

    def lead(self, word: str) -> int:
        """How many characters of prefixes stand before the listed word that ``word`` begins with."""
        stems = self.starts[word]
        return len(word) - len(stems[0]) if stems else 0

    def _stems(self, word: str, among: Mapping[str, object]) -> list[str]:
        found = [word] if word in among else []
        if not word.startswith(self._prefixes):
            return found
        return found + [
            w for p in self._prefixes if SHORTEST_STEM <= len(w := word.removeprefix(p)) < len(word) and w in among
        ]

    def _sizes(self, last: str) -> list[int]:
        """The numbers of words, most first, of the phrases that end with a word."""
        return self._lasts.get(last) or ([1] if self._stems(last, self._lasts) else [])

    def _unprefixed(self, text: str, span: tuple[int, int]) -> list[str]:
        word = text[span[0] : span[1]]
        return [word[len(p) :] for p in self._prefixes if word.startswith(p) and len(word) > len(p) + 1]


def _joined(text: str, spans: list[tuple[int, int]], start: int, size: int) -> bool:
    for k in range(start + 1, start + size):
        gap = text[spans[k - 1][1] : spans[k][0]]
        if len(gap) > 3 or gap.strip(" -.'/\""):
            return False
    return True


@dataclass(frozen=True, slots=True)
class QuantityTable:
    """Everything that the quantity reader knows of a language."""

    units: Phrases[Unit]
    bare: Phrases[Unit]
    duals: Phrases[Unit]
    symbols: dict[str, tuple[tuple[str, Unit], ...]]
    percent_before: Phrases[Unit]
    percent_beside: Phrases[Unit]  # "11 points", where the sentence tells a percentage
    unit_before: Phrases[Unit]
    bound_before: Phrases[str]
    bound_after: Phrases[str]
    bound_far: Phrases[str]
    between: Phrases[bool]
    origin: Phrases[bool]
    coins: Phrases[Unit]  # words that are coins only after an amount of money: 分
    after_half: Phrases[Unit]  # units named so only after a half: 三个半月
    coin_joins: frozenset[str]  # what joins coins to it beside "and": Spanish "con"
    joins: frozenset[str]
    and_joins: frozenset[str]
    side_joins: frozenset[str]  # what joins two bounds on one thing beside "and": "but"
    articles: frozenset[str]  # what may stand before either end of a range: "entre el diez y el quince"
    below_zero: Phrases[bool]  # after or before a temperature: "below zero"
    range_after: Phrases[bool]
    change: Phrases[bool]
    score: frozenset[str]
    versus: frozenset[str]  # between the two sides of a result: 2比1
    origin_words: frozenset[str]
    spatial: frozenset[str]  # bounding words that tell a place before an article: "under the two bridges"
    spanning: frozenset[str]  # bounding words that tell before a duration what something took: "over two years"
    spanning_sums: frozenset[str]  # the same where the sentence tells a sum: "drei Milliarden über zwei Jahre"
    lasting: Phrases[bool]  # before such a word, where it bounds all the same: "served over two years"
    age_opening: Phrases[bool]  # before an age at the beginning of a sentence: "À 17 ans, elle …"
    age_before: Phrases[bool]
    age_after: Phrases[bool]
    age_not: Phrases[bool]  # after years that are no age: "лет лишения свободы"
    age_person: Phrases[bool]  # before an age in years only: "una chica de" 14 años
    fillers: frozenset[str]
    links: frozenset[str]
    not_measured: Phrases[bool]
    during: Phrases[bool]
    during_after: Phrases[bool]
    whole: Phrases[bool]
    reaching: frozenset[str]  # between a unit that stands first and its number: 时速达90公里
    steps: frozenset[str]  # prepositions between a bounding word and its number
    adjacent_only: frozenset[str]  # verbs that bound a number only right beside it
    approx_prefix: str
    by_words: frozenset[str]  # "by", before a change whose end "to" tells
    one_bounded: frozenset[str]  # forms of "thousands" that are one thousand behind a bounding word
    to_words: frozenset[str]  # "up to", where a verb of change makes it "to"
    to_stems: tuple[str, ...]
    currency_default: dict[str, str]
    approximators: frozenset[str]


_SECTION_KINDS = {"duration": "duration", "measure": "measure", "currency": "money"}


def _units(raw: Mapping[str, Any], cldr: Mapping[str, Any]) -> list[tuple[str, Unit]]:
    rows: list[tuple[str, Unit]] = []
    for section, kind in _SECTION_KINDS.items():
        rows += [(f, Unit(kind, name)) for name, forms in raw.get(section, {}).items() for f in forms]
    for key, forms in raw.get("subunit", {}).items():  # "USD/100" = ["cents"]
        code, _, part = key.partition("/")
        rows += [(f, Unit("money", code, factor=1 / float(part))) for f in forms]
    for key, forms in raw.get("currency_open", {}).items():  # "pound EGP SDG" = ["جنيه"]
        family, *codes = key.split(" ")
        rows += [(f, Unit("money", "", role=family, candidates=tuple(codes))) for f in forms]
    for name, forms in raw.get("percent", {}).items():
        unit, _, factor = name.partition("*")
        rows += [(f, Unit("percent", unit, factor=float(factor or 1))) for f in forms]
    rows += [(f, Unit("duration", name, role="age")) for name, forms in raw.get("age", {}).items() for f in forms]
    for name, forms in cldr.get("units", {}).items():
        rows += [(f, Unit("duration" if name in DURATIONS else "measure", name)) for f in forms]
    for code, forms in cldr.get("currencies", {}).items():
        rows += [(f, Unit("money", code)) for f in forms]
    return rows


def _coins(raw: Mapping[str, Any]) -> list[tuple[str, Unit]]:
    found: list[tuple[str, Unit]] = []
    for key, forms in raw.get("coins", {}).items():  # "CNY/100" = ["分"]
        code, _, part = key.partition("/")
        found += [(f, Unit("money", code, factor=1 / float(part))) for f in forms]
    return found


# Words that hold a unit and its number: «شهرين», "полчаса", "Viertelstunde".
_NUMBERED = {
    "dual": ("duration", 2.0),
    "dual_measure": ("measure", 2.0),
    "dual_currency": ("money", 2.0),
    "dual_noun": ("count", 2.0),
    "half": ("duration", 0.5),
    "quarter": ("duration", 0.25),
}


def _duals(raw: Mapping[str, Any]) -> list[tuple[str, Unit]]:
    return [
        (form, Unit(kind, name, number=number))
        for section, (kind, number) in _NUMBERED.items()
        for name, forms in raw.get(section, {}).items()
        for form in forms
    ]


@cache
def _symbols(lang: str) -> dict[str, tuple[tuple[str, Unit], ...]]:
    """Signs and abbreviations written beside digits, by their first character, longest first."""
    found: dict[str, list[tuple[str, Unit]]] = {}
    rows = [(fold(sign), unit) for sign, unit in SIGNS.items()]
    for name, forms in table(lang, "units").get("sign", {}).items():
        rows += [
            (
                fold(f),
                Unit(
                    "duration" if name in ("second", "minute", "hour", "day", "year", "month", "week") else "measure",
                    name,
                ),
            )
            for f in forms
        ]
    for sign, unit in rows:
        found.setdefault(sign[0], []).append((sign, unit))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}


def _of_units(lang: str) -> dict[str, Any]:
    """The fields of the table that ``units.toml`` and ``cldr.toml`` give."""
    units, prefixes = table(lang, "units"), grammar(lang).prefixes
    rows = _units(units, table(lang, "cldr"))
    singular = {f for forms in units.get("bare", {}).values() for f in forms}
    before = [(f, Unit("percent", "percent")) for f in units.get("percent_before", {}).get("percent", [])]
    before += [(f, Unit("measure", name)) for name, forms in units.get("unit_before", {}).items() for f in forms]
    if table(lang, "numbers").get("rules", {}).get("unaccented", False):
        rows += [(unaccented(fold(f)), u) for f, u in rows if not f.isascii()]
    halves = [(f, Unit("duration", name)) for name, forms in units.get("after_half", {}).items() for f in forms]
    return {
        "units": Phrases(rows, prefixes=prefixes),
        "bare": Phrases(
            [(f, u) for f, u in rows if f in singular], prefixes=[p for p in prefixes if not p.endswith("ال")]
        ),
        "duals": Phrases(_duals(units), prefixes=prefixes),
        "symbols": _symbols(lang),
        "percent_before": Phrases(before, prefixes=prefixes),
        "unit_before": Phrases([(f, u) for f, u in rows if u.kind == "money"], prefixes=prefixes),
        "after_half": Phrases(halves),
        "percent_beside": Phrases(
            (f, Unit("percent", n)) for n, fs in units.get("percent_beside", {}).items() for f in fs
        ),
        "coins": Phrases(_coins(units)),
        "coin_joins": frozenset(fold(w) for w in units.get("coin_joins", {}).get("all", [])),
        "currency_default": dict(units.get("currency_default", {})),
    }


# Fields of the table by where ``bounds.toml`` keeps their words: phrases looked up at a word, and plain words.
_PHRASES = {
    "between": ("range", "between"),
    "origin": ("range", "from"),
    "range_after": ("range", "after"),
    "change": ("range", "change"),
    "below_zero": ("range", "below_zero"),
    "age_before": ("age", "before"),
    "age_after": ("age", "after"),
    "age_not": ("age", "not_after"),
    "age_person": ("age", "person"),
    "age_opening": ("age", "opening"),
    "lasting": ("count", "lasting"),
    "not_measured": ("count", "not_measured"),
    "during": ("count", "during"),
    "during_after": ("count", "during_after"),
    "whole": ("count", "whole"),
}
_LISTS = {
    "joins": ("range", "to"),
    "and_joins": ("range", "and"),
    "side_joins": ("range", "but"),
    "articles": ("range", "articles"),
    "score": ("range", "score"),
    "versus": ("range", "versus"),
    "origin_words": ("range", "from"),
    "spatial": ("count", "spatial"),
    "spanning": ("count", "spanning"),
    "spanning_sums": ("count", "spanning_sums"),
    "fillers": ("count", "fillers"),
    "links": ("count", "links"),
    "adjacent_only": ("range", "adjacent_only"),
    "reaching": ("count", "reaching"),
    "steps": ("count", "steps"),
    "one_bounded": ("count", "one_bounded"),
    "to_words": ("range", "to_words"),
    "by_words": ("range", "by_words"),
    "approximators": ("before", "approx"),
}
_BOUNDS = {"bound_before": "before", "bound_after": "after", "bound_far": "far"}


def _of_bounds(lang: str) -> dict[str, Any]:
    """The fields of the table that ``bounds.toml`` gives."""
    raw, prefixes = table(lang, "bounds"), grammar(lang).prefixes

    def listed(section: str, key: str) -> list[str]:
        return [fold(w) for w in raw.get(section, {}).get(key, [])]

    return {
        **{n: Phrases(((f, True) for f in listed(*at)), prefixes=prefixes) for n, at in _PHRASES.items()},
        **{
            n: Phrases(((f, b) for b, forms in raw.get(section, {}).items() for f in forms), prefixes=prefixes)
            for n, section in _BOUNDS.items()
        },
        **{n: frozenset(listed(*at)) for n, at in _LISTS.items()},
        "approx_prefix": fold(raw.get("range", {}).get("approx_prefix", "")),
        "to_stems": tuple(sorted(set(listed("range", "to_stems")))),
    }


@cache
def quantity_table(lang: str) -> QuantityTable:
    """The unit and bound words of a language, folded and indexed."""
    assert lang in LANGUAGES
    return QuantityTable(**_of_units(lang), **_of_bounds(lang))
