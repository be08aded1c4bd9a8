"""The number words of a language, as its ``numbers.toml`` gives them, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from claimcmp.languages import grammar, table
from claimcmp.text import fold, words

LONGEST_COMPOUND = 120  # characters of a number written as one word; German needs 60


class Token(NamedTuple):
    """What one word, or a listed phrase, says of a number.

    ``kind`` is "unit" (added), "teen" (adds ten to the unit before it), "scale" (multiplies what stands before it),
    "digits", "fraction" (multiplies), "plus" (a fraction added: "and a half"), "vague" (an interval), "link" ("and"),
    "minus", "point" (a spoken decimal separator), "more" (多 between a number and its scale) "over" (分之 after a
    denominator), "parts" (Portuguese "avos" after one) or "by" (Turkish "bölü" before one).
    ``alone`` is the interval of a scale that nothing multiplies.
    """

    kind: str
    value: Fraction
    high: Fraction | None = None
    ordinal: bool = False
    approx: bool = False
    weak: bool = False  # an article that is one only before a scale or a unit
    vague_alone: bool = False  # "thousands": an interval when nothing multiplies it
    alone: tuple[Fraction, Fraction] | None = None  # that interval where it is not 2 to 9 of them: "dozens"


@dataclass(frozen=True, slots=True)
class NumberTable:
    """The words and the writing rules of a language's numbers."""

    lang: str
    tokens: dict[str, Token]  # single words
    phrases: dict[str, tuple[tuple[tuple[str, ...], Token], ...]]  # first word → phrases, longest first
    blocked: dict[str, tuple[tuple[str, ...], ...]]  # first word → phrases in which a number word is none
    pieces: dict[str, Token]  # what a number written as one word may be made of
    longest_piece: int  # characters of the longest of them
    prefixes: tuple[str, ...]
    link_prefix: str  # a prefix that says "and" (Arabic و)
    suffixes: tuple[str, ...]  # endings that a scale word may carry
    compact: dict[str, Fraction]  # right after digits: "k", "bn"
    fraction_gaps: frozenset[str]  # what may stand between a half and its scale: "a", "of a"
    trailing: tuple[str, ...]  # " of": listed with a fraction, but no part of it
    link_after_tens: bool
    link_after_scales: bool
    link_required: bool
    units_first: bool
    ten_adds: bool
    weak_adds: bool  # the article adds one to tens: "setenta y uno"
    adds_teens_to: frozenset[int]
    trailing_unit: bool  # Chinese 三千五 is 3,500
    most_hundreds: int  # French "quinze cents" is 1,500, "quarante cents" money; 0: no such limit
    digit_strings: bool  # Chinese 二〇二四, "one two three" nowhere else
    needs_context: frozenset[str] = field(default_factory=frozenset)  # read only before a unit, scale or classifier
    ordinal_before: frozenset[str] = field(default_factory=frozenset)  # 第
    ordinal_suffixes: tuple[str, ...] = ()
    ordinal_dot: bool = False
    spelled_only: frozenset[str] = field(default_factory=frozenset)  # "14,27 cents" are no hundreds
    definite: str = ""  # the article that makes a bare tens word an ordinal (Arabic ال)
    abbreviations: tuple[str, ...] = ()  # scale words that end in a dot: "тыс."
    dual_before_noun: frozenset[str] = field(default_factory=frozenset)
    has_parts: bool = False  # a denominator has a word of its own after it: Portuguese "avos"
    metre_words: frozenset[str] = field(default_factory=frozenset)  # after them "5m" is a length
    labels: frozenset[str] = field(default_factory=frozenset)  # words whose following digits name a thing
    labels_after: frozenset[str] = field(default_factory=frozenset)  # words whose preceding digits do: "24 sayılı"


def _number(text: str) -> Fraction:
    return Fraction(text)


def _interval(key: str) -> tuple[Fraction, Fraction]:
    low, _, high = key.partition("..")
    return _number(low), _number(high or low)


_MARKS = {
    "links": "link",
    "minus": "minus",
    "points": "point",
    "inner_more": "more",
    "denominator_marks": "over",
    "parts": "parts",
    "divides": "by",
}


def _entries(raw: dict[str, Any]) -> Iterator[tuple[str, Token]]:
    """Every written form of a table with its token, the plainer readings first."""
    endings = raw.get("rules", {}).get("ordinal_endings", [])
    for section, make in _SECTIONS.items():
        for key, forms in raw.get(section, {}).items():
            for form in forms:
                yield form, make(key)
    for key, stems in raw.get("ordinal_stems", {}).items():
        for stem in stems:
            for ending in endings:
                yield stem + ending, Token("unit", _number(key), ordinal=True)
    for key, stems in raw.get("ordinal_scale_stems", {}).items():
        for stem in stems:
            for ending in endings:
                yield stem + ending, Token("scale", _number(key), ordinal=True)
    yield from _denominators(raw)
    for key, kind in _MARKS.items():
        for word in raw.get("rules", {}).get(key, []):
            yield word, Token(kind, Fraction(0))


def _denominators(raw: dict[str, Any]) -> Iterator[tuple[str, Token]]:
    """Spanish "treintavos", "veintiunavos", "treintaicincoavos": a cardinal with the ending of a denominator."""
    endings = raw.get("rules", {}).get("denominator_endings", [])
    if not endings:
        return
    plain = {int(k): forms for k, forms in raw.get("cardinals", {}).items()}
    rows = [(k, f) for k, forms in plain.items() if 11 <= k <= 100 for f in forms]
    rows += [
        (ten + one, tens + "i" + unit)
        for ten in range(30, 100, 10)
        for tens in plain.get(ten, [])
        for one in range(1, 10)
        for unit in plain.get(one, ["un"])
    ]
    for key, form in rows:
        for stem in {form, form.rstrip("aeo")} if form[-1] in "aeo" else {form}:
            for ending in endings:
                yield stem + ending, Token("fraction", Fraction(1, key))


def _vague(key: str) -> Token:
    low, high = _interval(key)
    return Token("vague", low, high=high)


def _vague_scale(key: str) -> Token:
    value, _, interval = key.partition(" ")
    return Token("scale", _number(value), vague_alone=True, alone=_interval(interval))


_SECTIONS = {
    "weak": lambda k: Token("unit", _number(k), weak=True),
    "cardinals": lambda k: Token("unit", _number(k)),
    "teens": lambda k: Token("teen", _number(k)),
    "scales": lambda k: Token("scale", _number(k)),
    "scale_plurals": lambda k: Token("scale", _number(k), vague_alone=True),
    "collectives": lambda k: Token("scale", _number(k), approx=True),
    "ordinals": lambda k: Token("unit", _number(k), ordinal=True),
    "ordinal_scales": lambda k: Token("scale", _number(k), ordinal=True),
    "fractions": lambda k: Token("fraction", _number(k)),
    "plus_fractions": lambda k: Token("plus", _number(k)),
    "vague": _vague,
    "vague_scales": _vague_scale,
}


def _parts(phrase: str) -> tuple[str, ...]:
    folded = fold(phrase)
    return tuple(folded[a:b] for a, b in words(folded))


def _by_first(phrases: list[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for parts in phrases:
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(rows, key=lambda r: (-len(r), r))) for first, rows in found.items()}


def _folded(raw: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in raw.get("rules", {}).get(name, []))


def _pieces(raw: dict[str, Any], tokens: dict[str, Token]) -> dict[str, Token]:
    """What glued numbers are made of: the words themselves and the shortened forms listed for it."""
    if not raw.get("rules", {}).get("glued", False):
        return {}
    pieces = {w: t for w, t in tokens.items() if t.kind in ("unit", "scale", "link", "fraction") and len(w) > 1}
    for key, forms in raw.get("glued", {}).items():
        for form in forms:
            pieces[fold(form)] = Token("link", Fraction(0)) if key == "link" else Token("unit", _number(key))
    for key, forms in raw.get("glued_scales", {}).items():
        pieces.update({fold(form): Token("scale", _number(key)) for form in forms})
    for key, forms in raw.get("glued_ordinals", {}).items():
        pieces.update({fold(form): Token("unit", _number(key), ordinal=True) for form in forms})
    for key, forms in raw.get("glued_plus", {}).items():
        pieces.update({fold(form): Token("plus", _number(key)) for form in forms})
    return pieces


def unaccented(form: str) -> str:
    """A word as hurried writers type it: "quatrieme", "milhao"."""
    return "".join(c for c in normalize("NFD", form) if not combining(c))


# Rules of ``numbers.toml`` that hold or not, and lists of folded words in it, named as the fields above.
_FLAGS = (
    "link_after_tens",
    "link_after_scales",
    "link_required",
    "units_first",
    "ten_adds",
    "weak_adds",
    "trailing_unit",
    "digit_strings",
    "ordinal_dot",
)
_LISTS = (
    "needs_context",
    "ordinal_before",
    "spelled_only",
    "labels",
    "labels_after",
    "metre_words",
    "dual_before_noun",
)


def _longest_first(forms: list[str]) -> tuple[str, ...]:
    return tuple(sorted((fold(f) for f in forms), key=lambda f: (-len(f), f)))


def _vocabulary(raw: dict[str, Any]) -> tuple[dict[str, Token], dict[str, tuple[tuple[tuple[str, ...], Token], ...]]]:
    """(single words, phrases by their first word) of a table, folded."""
    tokens: dict[str, Token] = {}
    phrases: dict[str, dict[tuple[str, ...], Token]] = {}
    for form, token in _entries(raw):
        parts = _parts(form)
        if len(parts) == 1:
            tokens.setdefault(parts[0], token)
        elif parts:
            phrases.setdefault(parts[0], {}).setdefault(parts, token)
    if raw.get("rules", {}).get("unaccented", False):
        for form, token in list(tokens.items()):
            tokens.setdefault(unaccented(form), token)
    return tokens, {f: tuple(sorted(rows.items(), key=lambda r: (-len(r[0]), r[0]))) for f, rows in phrases.items()}


@cache
def number_table(lang: str) -> NumberTable:
    """The number words of a language, folded and indexed."""
    raw, rules = table(lang, "numbers"), table(lang, "numbers").get("rules", {})
    tokens, phrases = _vocabulary(raw)
    pieces = _pieces(raw, tokens)
    writing: dict[str, Any] = {name: rules.get(name, False) for name in _FLAGS}
    return NumberTable(
        lang=lang,
        tokens=tokens,
        phrases=phrases,
        blocked=_by_first([_parts(p) for p in rules.get("blocked", [])]),
        pieces=pieces,
        longest_piece=max(map(len, pieces), default=0),
        prefixes=tuple(sorted({fold(p) for p in grammar(lang).prefixes if p}, key=lambda p: (len(p), p))),
        link_prefix=fold(rules.get("link_prefix", "")),
        suffixes=_longest_first(rules.get("suffixes", [])),
        compact={fold(w): _number(k) for k, forms in raw.get("compact", {}).items() for w in forms},
        fraction_gaps=_folded(raw, "fraction_gaps") | {""},
        trailing=tuple(" " + fold(w) for w in rules.get("fraction_gaps", []) if " " not in w),
        most_hundreds=int(rules.get("most_hundreds", 0)),
        adds_teens_to=frozenset(rules.get("adds_teens_to", [])),
        ordinal_suffixes=_longest_first(rules.get("ordinal_suffixes", [])),
        definite=fold(rules.get("definite", "")),
        has_parts=bool(rules.get("parts")),
        abbreviations=tuple(sorted(_folded(raw, "abbreviations"))) or ("\n",),
        **writing | {name: _folded(raw, name) for name in _LISTS},
    )
