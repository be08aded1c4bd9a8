"""Every number in a sentence, in digits and in words, whatever it counts.

>>> from claimcmp.facts.sentence import SentenceText
>>> [(n.text, n.value) for n in numerals(SentenceText("Twenty-one of 1.5 million", "en"))]
[('twenty-one', 21.0), ('1.5 million', 1500000.0)]
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction

from claimcmp.facts.numerals.compose import Draft
from claimcmp.facts.numerals.digits import blocked_spans, digit_numbers, has_digits
from claimcmp.facts.numerals.ordinals import ordinal_marks
from claimcmp.facts.numerals.sequence import compose, digit_strings, without_taels
from claimcmp.facts.numerals.spelled import Atom, word_atoms
from claimcmp.facts.numerals.tables import NumberTable, Token, number_table
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import currency_codes

__all__ = ["Numeral", "numerals"]
_SPACED_SCALE = re.compile(r" (?=[a-z]{1,3}[$£€])")  # "2,4 M€"
GIGA = Fraction(10**9)  # "10G" and nothing else: in a sentence "5G" is a network
LARGEST = 10**30  # no quantity is larger; a longer run of digits is a key or a fault


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``start:end`` of the folded text; ``low == high`` unless its words are vague ("dozens").

    ``label`` says that the digits name a thing (S-300, Article 5); ``weak`` that the word may be an article;
    ``context`` that it may be a part of another word (Chinese 一, Persian «نه») unless a unit or a classifier follows;
    ``share`` that it is a bare fraction ("two thirds"); ``digits`` that it is written in digits alone.
    """

    start: int
    end: int
    low: float
    high: float
    text: str
    ordinal: bool = False
    spelled: bool = False
    scale_word: bool = False
    approx: bool = False
    weak: bool = False
    context: bool = False
    share: bool = False
    label: bool = False
    negative: bool = False
    scale: float = 1.0  # what the last scale word multiplied by
    more: tuple[int, int] | None = None  # where 多 stands in 100多万

    @property
    def value(self) -> float:
        """The number, or the low end of a vague one."""
        return self.low

    @property
    def exact(self) -> bool:
        """Whether the words give one number."""
        return self.low == self.high


def numerals(sentence: SentenceText) -> list[Numeral]:
    """The numbers of a sentence in their order, none overlapping; read once and kept in ``sentence.cache``."""
    found = sentence.cache.get("numerals")
    if found is None:
        found = sentence.cache["numerals"] = _read(sentence)
    assert isinstance(found, list)
    return found


def _read(sentence: SentenceText) -> list[Numeral]:
    text, lang = sentence.normal.text, sentence.lang
    numbers = number_table(lang)
    atoms = word_atoms(text, sentence.words, sentence.tokens, lang)
    if has_digits(text):
        atoms = _disjoint(sorted(atoms + _digit_atoms(sentence, numbers)))
    if numbers.digit_strings:
        atoms = without_taels(text, digit_strings(atoms))
    found: list[Numeral] = []
    i = 0
    while i < len(atoms):
        draft, i = compose(text, atoms, i, numbers)
        if draft is not None and abs(draft.interval()[1]) <= LARGEST:
            found.append(_numeral(sentence, draft, numbers))
    return found


def _disjoint(atoms: list[Atom]) -> list[Atom]:
    """The atoms without a scale that was read with its digits and as a word: "12mila"."""
    kept: list[Atom] = []
    for atom in atoms:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _digit_atoms(sentence: SentenceText, numbers: NumberTable) -> list[Atom]:
    text = sentence.normal.text
    if "，" in sentence.text:  # a full-width comma lists, it does not group
        text = "".join(
            ";" if c == "," and sentence.text[sentence.normal.span(i, i + 1)[0]] == "，" else c
            for i, c in enumerate(text)
        )
    barred = blocked_spans(text)
    atoms: list[Atom] = []
    for start, end, value in digit_numbers(text, sentence.lang):
        if any(a < end and start < b for a, b in barred):
            continue
        atoms.append(Atom(start, end, Token("digits", value), _linked(text, start, numbers), False))
        begin = end + (_SPACED_SCALE.match(text, end) is not None)
        compact = _compact(sentence, start, begin, numbers)
        if compact is not None:
            atoms.append(Atom(begin, compact[0], Token("scale", compact[1]), False, False))
    return atoms


def _linked(text: str, start: int, numbers: NumberTable) -> bool:
    """Whether "and" is written together with digits (Arabic «و200»)."""
    link = numbers.link_prefix
    before = text[:start].removesuffix("-") if link else ""
    return bool(link) and before.endswith(link) and not before[-len(link) - 1 : -len(link)].isalpha()


def _compact(sentence: SentenceText, start: int, end: int, numbers: NumberTable) -> tuple[int, Fraction] | None:
    text, stop = sentence.normal.text, end
    latin = text[end : end + 1].isascii()
    while stop < len(text) and stop - end < 8 and text[stop].isalpha() and text[stop].isascii() == latin:
        stop += 1
    scale = numbers.compact.get(text[end:stop]) if stop > end else None
    if scale is None and text[end:stop] == "g" and not text[stop:].strip() and not text[:start].strip("-., "):
        return (stop, GIGA) if sentence.text[sentence.normal.span(end, stop)[0]] == "G" else None
    if text[end:stop] == "mm" and unicodedata.category(text[start - 1 : start] or " ") != "Sc":
        return None  # "210mm" of rain
    if scale is None or stop - end == 1 and not _means_scale(sentence, end, start, numbers):
        return None
    return stop, scale


def _after_code(sentence: SentenceText, start: int) -> bool:
    """Whether the letters of a currency stand before digits: "EUR 45m"."""
    head = sentence.text[: sentence.normal.span(start, start + 1)[0]].rstrip()
    return head[-3:] in currency_codes() and not head[-4:-3].isalnum()


def _means_scale(sentence: SentenceText, at: int, start: int, numbers: NumberTable) -> bool:
    """Whether one letter after digits is a scale: "$5m", "5M", "5m people", but "a 5m wall", "5 t"."""
    text = sentence.normal.text
    if (
        text[at] in "kк"
        or unicodedata.category(text[start - 1 : start] or " ") == "Sc"
        or text[start - 2 : start - 1] in "$€£"
    ):
        return start > 0 or text[at] in "kк"
    if sentence.text[sentence.normal.span(at, at + 1)[0]].isupper() or _after_code(sentence, start):
        return True
    if text[at] != "m" or unicodedata.category(text[at + 1 : at + 2] or " ") == "Sc":
        return text[at] == "m"
    following = _first_word(text, at + 1)
    return following.isalpha() and len(following) > 2 and following not in numbers.metre_words


def _first_word(text: str, at: int) -> str:
    if text[at : at + 1] != " ":
        return ""
    end = at + 1
    while end < len(text) and text[end].isalpha() and end - at < 30:
        end += 1
    return text[at + 1 : end]


def _numeral(sentence: SentenceText, draft: Draft, numbers: NumberTable) -> Numeral:
    text = sentence.normal.text
    low, high = draft.interval()
    start, end, first = draft.start, draft.end, draft.first
    if (
        draft.atoms == 1
        and text[start:end] in numbers.dual_before_noun
        and text[end : end + 2].strip().isalpha()
        and (not text.startswith(" " + numbers.link_prefix, end))
    ):
        low, high = low * 2, high * 2  # «مليونا طفل» is a dual, «مليونا و200 ألف» is none
    minus = _negative(text, start)
    if minus or draft.negative:
        low, high, start = -high, -low, minus - 1 if minus else start
    if draft.share and text[start:end].endswith(numbers.trailing):
        end = start + len(text[start:end].rsplit(" ", 1)[0])
    if text[end : end + 1] == "." and draft.scaled and text[start:end].endswith(numbers.abbreviations):
        end += 1
    ordinal, label = draft.ordinal, False
    if numbers.definite and draft.spelled and text[:start] == numbers.definite and not text[end:].strip(" ."):
        ordinal = True  # «الثلاثين» by itself is the thirtieth
    if low == high and low.denominator == 1 and low >= 0:
        start, end, marked = ordinal_marks(sentence, start, end, numbers, digits=not draft.spelled)
        ordinal |= marked
    if not draft.spelled and not minus:
        label = low.denominator == 1 and _labelled(text, start, end, numbers)
    return Numeral(
        start,
        end,
        float(low),
        float(high),
        text[start:end],
        ordinal=ordinal,
        spelled=draft.spelled,
        scale_word=draft.scaled,
        approx=draft.approx,
        weak=bool(first and draft.atoms == 1 and first.weak and low.denominator == 1),
        context=text[draft.start : draft.end] in numbers.needs_context,
        share=draft.share and draft.current is not None,
        label=label,
        negative=bool(minus) or draft.negative,
        scale=float(draft.scale()),
        more=draft.more,
    )


def _negative(text: str, start: int) -> int:
    """The position after a minus sign that belongs to the digits at ``start``; 0 where there is none."""
    if start and text[start - 1] == "-" and (text[start : start + 1].isdigit() or text[start : start + 1] in ".,٫"):
        before = text[start - 2 : start - 1]
        if start == 1 or before in " ([" and before:
            return start
    if start > 1 and text[start - 1] == " " and text[: start - 1].strip() == "-":
        return text.index("-") + 1  # "- 1,200,000" and nothing before
    return 0


def _labelled(text: str, start: int, end: int, numbers: NumberTable) -> bool:
    """Whether digits name a thing: letters stand before them, or a label word ("Article 5", "24 sayılı karar")."""
    if numbers.labels_after and _first_word(text, end) in numbers.labels_after:
        return True
    before = text[:start]
    if not before:
        return False
    if before[-1] == "-" and len(before) > 1 and before[-2].isalpha():
        word = _last_word(before[:-1])
        return word not in numbers.prefixes and not word[0].isdigit()
    word = _last_word(before.rstrip(" "))
    if before[-1].isalpha() and before[-1] < "\u2e80" and word not in numbers.prefixes:
        return True  # G7, MH17; a currency's letters are looked at by who reads money
    return word in numbers.labels


def _last_word(text: str) -> str:
    end = len(text)
    start = end
    while start and end - start < 40 and (text[start - 1].isalnum()):
        start -= 1
    return text[start:end]
