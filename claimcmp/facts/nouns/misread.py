"""Dates that are none: short forms of weekdays that are also small words, decimals, levels after "rose to"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from claimcmp.facts.nouns.concepts import concept
from claimcmp.facts.nouns.lexicon import concepts_in, cues_in
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import grammar, table
from claimcmp.model import Bound, Fact, Kind
from claimcmp.text import fold

_DECIMAL = re.compile(r"(\d{1,2}\.\d{1,2})\.?")
_DECADE = re.compile(r"1[5-9]\d0s|20\d0s")
_FOUR = re.compile(r"\d{4}")
_LEVEL = re.compile(r"\D{0,5}(\d+)")
THOUSAND = 1000.0
BESIDE = 2  # characters between a verb of change and "to 14"


def reread(facts: list[Fact], sentence: SentenceText) -> list[Fact]:
    """The facts without dates that are small words; a level that was read as an hour is a number again.

    >>> [f.kind for f in reread([Fact("date", 0, 3, 0.0, 1.0, "day")], SentenceText("Die Brücke ist offen.", "de"))]
    []
    """
    kept = [again for fact in facts if (again := _reread(fact, sentence)) is not None]
    cut = _cut_short(kept, sentence)
    return [f for i, f in enumerate(kept) if i not in cut]


def _cut_short(facts: list[Fact], sentence: SentenceText) -> set[int]:
    """Dates that took the first digits of a number, and what they left: "cumartesi günü 13 | bin 850"."""
    text = sentence.text
    scales = {fold(w) for w in table(sentence.lang, "nouns").get("cues", {}).get("scale_words", ())}
    numbers = [(i, f) for i, f in enumerate(facts) if f.kind == Kind.NUMBER]
    cut: set[int] = set()
    for i, date in enumerate(facts):
        if date.kind == Kind.DATE and date.end > date.start and text[date.end - 1].isdigit():
            left = [j for j, f in numbers if 0 <= f.start - date.end <= 1]
            following = fold(text[date.end : date.end + 16]).split()
            split = bool(left) or bool(following) and following[0] in scales
            cut |= {i, *left} if split else set()
    return cut


def _reread(fact: Fact, sentence: SentenceText) -> Fact | None:
    if fact.kind == Kind.NUMBER:
        return _without_scale(_without_bound(fact, sentence), sentence)
    span = sentence.text[fact.start : fact.end]
    if fact.kind == Kind.DURATION and _DECADE.fullmatch(span):
        return _decade(fact, int(span[:4]))
    if fact.kind not in (Kind.DATE, Kind.TIME):
        return fact
    if fact.kind == Kind.TIME:
        level = _LEVEL.match(span)
        if level is None or not _after_change(fact, sentence):
            return fact
        return _number(replace(fact, end=fact.start + level.end()), float(level[1]))
    if _small_word(span, fact.start, sentence):
        return None
    if _FOUR.fullmatch(span) and not grammar(sentence.lang).spaced:
        return _number(fact, float(span))  # a year carries its word there: 2100年
    decimal = _DECIMAL.fullmatch(span)
    if decimal and grammar(sentence.lang).decimal.startswith("."):
        return _number(replace(fact, end=fact.start + len(decimal[1])), float(decimal[1]))
    return fact


def _small_word(span: str, start: int, sentence: SentenceText) -> bool:
    cues = table(sentence.lang, "nouns").get("cues", {})
    word = fold(span)
    if word in {fold(w) for w in cues.get("not_date", ())}:
        return True
    before = fold(sentence.text[max(0, start - 16) : start]).split()
    return " " not in word and bool(before) and before[-1] in {fold(w) for w in cues.get("not_date_after", ())}


def _without_scale(fact: Fact, sentence: SentenceText) -> Fact:
    """A number whose last word is a noun that looks like a scale: Turkish "320 bina" is 320 buildings."""
    span = sentence.text[fact.start : fact.end]
    head, _, last = span.rpartition(" ")
    nouns = table(sentence.lang, "nouns").get("cues", {}).get("not_scale", ())
    if not head or fact.low is None or fact.high is None or fold(last) not in {fold(w) for w in nouns}:
        return fact
    end = fact.start + len(head)
    low, high = fact.low / THOUSAND, fact.high / THOUSAND
    return replace(fact, low=low, high=high, end=end, what=last, what_start=end + 1, what_end=fact.end)


def _without_bound(fact: Fact, sentence: SentenceText) -> Fact:
    """A number after a verb whose particle looks like a bound: "handed over 150 prisoners" is 150."""
    verbs = table(sentence.lang, "nouns").get("cues", {}).get("not_bound_after", ())
    if fact.bound != Bound.MORE_THAN or fact.cue_start < 0 or fact.low is None or not verbs:
        return fact
    before = fold(sentence.text[max(0, fact.cue_start - 16) : fact.cue_start]).split()
    if not before or before[-1] not in {fold(w) for w in verbs}:
        return fact
    return replace(fact, bound=str(Bound.EXACT), high=fact.low, cue_start=-1, cue_end=-1)


def _after_change(fact: Fact, sentence: SentenceText) -> bool:
    start = sentence.normal.position(fact.start)
    hits = [h for h in concepts_in(sentence.text, sentence.lang) if concept(h.concept).family == "change_dir"]
    cues = [c for c in cues_in(sentence.text, sentence.lang) if c.concept in ("rising", "tally")]
    return any(0 <= start - h.end <= BESIDE for h in (*hits, *cues))


def _decade(fact: Fact, year: int) -> Fact:
    """The decade that "1970s" names."""
    low, high = (datetime(y, 1, 1, tzinfo=UTC).timestamp() for y in (year, year + 10))
    return replace(fact, kind=str(Kind.DATE), low=low, high=high, unit="decade", value=f"{year}s", what="", role="")


def _number(fact: Fact, value: float) -> Fact:
    return replace(fact, kind=str(Kind.NUMBER), low=value, high=value, unit="", value="", role="", candidates=())
