"""Numbers that are names: road 1506, the twelfth package, flight 815."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from claimcmp.facts.nouns.lexicon import parted
from claimcmp.facts.numerals import Numeral, numerals
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import grammar, known, table
from claimcmp.text import fold

PART = 4  # letters from which a noun is also found at the beginning or end of a longer word
REACH = 2  # words between a numbered noun and its ordinal
HAN_REACH = 4  # characters
MARKS = "marks"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A thing named by its number: ``kind`` as in the table ("road"), the digits at ``start:end`` of the text."""

    kind: str
    number: float
    start: int
    end: int


@cache
def _nouns(lang: str) -> tuple[tuple[str, str], ...]:
    rows = table(lang, "numbered").items()
    return tuple((fold(noun), kind) for kind, nouns in sorted(rows) for noun in nouns)


@lru_cache(maxsize=65536)
def numbered(text: str, lang: str) -> tuple[Numbered, ...]:
    """The things that a sentence names by a number, in their order.

    >>> [(n.kind, n.number) for n in numbered("Three died on road 1506.", "en")]
    [('road', 1506.0)]
    """
    lang = known(lang)
    folded, _, tokens = parted(text)
    spaced = grammar(lang).spaced
    if spaced and {_kind(word, lang) for word in tokens} <= {"", MARKS}:  # "the library number 12"
        return ()
    if not spaced and not any(noun in folded for noun, _ in _nouns(lang)):
        return ()
    sentence = SentenceText(text, lang)
    near, found = _beside if spaced else _beside_han, []
    for numeral in numerals(sentence):
        kind = near(sentence, numeral)
        if kind and numeral.exact:
            found.append(Numbered(kind, numeral.value, *sentence.normal.span(numeral.start, numeral.end)))
    return tuple(found)


def _beside(sentence: SentenceText, numeral: Numeral) -> str:
    """What the number names: an ordinal stands on either side of its noun, digits behind it or before a mark."""
    text = sentence.normal.text
    spans = [(a, b) for a, b in sentence.words if b <= numeral.start or a >= numeral.end]
    before = [text[a:b] for a, b in spans if b <= numeral.start][-REACH:]
    after = [text[a:b] for a, b in spans if a >= numeral.end][:REACH]
    if numeral.ordinal:
        return _first_kind([*reversed(before[-1:]), *after, *reversed(before)], sentence.lang)
    if numeral.spelled or not text[numeral.start : numeral.end].isdigit():
        return ""
    if _first_kind(after[:1], sentence.lang) == MARKS:
        return _first_kind(after[1:], sentence.lang)
    if text[: numeral.start].endswith("-"):  # an article before the digits: Hebrew «חבילת הסנקציות ה-12»
        return _first_kind([text[a:b] for a, b in reversed(spans) if b < numeral.start - 1][:REACH], sentence.lang)
    kind = _first_kind(before[-1:], sentence.lang)
    return _first_kind(before[:-1], sentence.lang) if kind == MARKS else kind


def _beside_han(sentence: SentenceText, numeral: Numeral) -> str:
    text = sentence.normal.text
    after = text[numeral.end : numeral.end + HAN_REACH]
    if not numeral.ordinal and not after.startswith(tuple(n for n, kind in _nouns(sentence.lang) if kind == MARKS)):
        return ""
    found = [(after.find(noun), kind) for noun, kind in _nouns(sentence.lang) if kind != MARKS and noun in after]
    return min(found, default=(0, ""))[1]


def _first_kind(words: list[str], lang: str) -> str:
    return next(filter(None, (_kind(word, lang) for word in words)), "")


@lru_cache(maxsize=65536)
def _kind(word: str, lang: str) -> str:
    """What a word numbers ("road", "marks"), "" for any other word."""
    for noun, kind in _nouns(lang):
        if word == noun or len(noun) >= PART and (word.startswith(noun) or word.endswith(noun)):
            return kind
    return ""


def other_number(left: tuple[Numbered, ...], right: tuple[Numbered, ...]) -> bool:
    """Whether two sentences name things of one kind by numbers of which none is common."""
    if not left or not right:
        return False
    for kind in {n.kind for n in left} & {n.kind for n in right}:
        if not {n.number for n in left if n.kind == kind} & {n.number for n in right if n.kind == kind}:
            return True
    return False
