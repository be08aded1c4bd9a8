"""Numbers read again: nouns that look like scales, particles that look like bounds, decades read as durations."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import table
from claimcmp.model import Bound, Fact, Kind
from claimcmp.text import fold

_DECADE = re.compile(r"1[5-9]\d0s|20\d0s")
LONGEST = 32  # letters of a word that governs a bound
THOUSAND = 1000.0


def reread(facts: list[Fact], sentence: SentenceText) -> list[Fact]:
    """The facts with such numbers put right.

    >>> [f.kind for f in reread([Fact("date", 0, 3, 0.0, 1.0, "day")], SentenceText("12 May was cold.", "en"))]
    ['date']
    """
    return [_reread(fact, sentence) for fact in facts]


def _reread(fact: Fact, sentence: SentenceText) -> Fact:
    fact = _without_bound(fact, sentence)
    if fact.kind == Kind.NUMBER:
        return _without_scale(fact, sentence)
    span = sentence.text[fact.start : fact.end]
    if fact.kind == Kind.DURATION and _DECADE.fullmatch(span):
        return _decade(fact, int(span[:4]))
    return fact


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
    """A number after a word whose particle looks like a bound: "handed over 150 prisoners", "Auftrag über 3 Millionen".

    A listed word that begins with * is the end of any word: German compounds ("Großauftrag").
    """
    verbs = table(sentence.lang, "nouns").get("cues", {}).get("not_bound_after", ())
    if fact.bound != Bound.MORE_THAN or fact.cue_start < 0 or fact.low is None or not verbs:
        return fact
    before = fold(sentence.text[max(0, fact.cue_start - LONGEST) : fact.cue_start]).split()
    if not before or not any(before[-1].endswith(w[1:]) if w[0] == "*" else before[-1] == w for w in map(fold, verbs)):
        return fact
    return replace(fact, bound=str(Bound.EXACT), high=fact.low, cue_start=-1, cue_end=-1)


def _decade(fact: Fact, year: int) -> Fact:
    """The decade that "1970s" names."""
    low, high = (datetime(y, 1, 1, tzinfo=UTC).timestamp() for y in (year, year + 10))
    return replace(fact, kind=str(Kind.DATE), low=low, high=high, unit="decade", value=f"{year}s", what="", role="")
