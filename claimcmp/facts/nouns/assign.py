"""Filling in what a fact is about: its concept, role and scope."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts.nouns.concepts import concept
from claimcmp.facts.nouns.lexicon import ConceptHit, concepts_in
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind

COUNTS = (Kind.NUMBER, Kind.MEASURE, Kind.ORDINAL)


def assign(sentence: SentenceText, facts: list[Fact]) -> list[Fact]:
    """The facts with ``concept`` and ``role`` filled in."""
    hits = concepts_in(sentence.text, sentence.lang)
    position = sentence.normal.position
    spans = [(position(f.start), position(f.end)) for f in facts]
    out = []
    for fact, (start, end) in zip(facts, spans, strict=True):
        if fact.kind in COUNTS and not fact.concept:
            noun = _nearest(hits, start, end, family="noun")
            outcome = _nearest(hits, start, end, family="outcome")
            name = outcome or noun
            fact = replace(fact, concept=name, role=noun if outcome else "")
        out.append(fact)
    return out


def _nearest(hits: tuple[ConceptHit, ...], start: int, end: int, *, family: str) -> str:
    best, name = 10**9, ""
    for hit in hits:
        if concept(hit.concept).family == family:
            gap = hit.start - end if hit.start >= end else max(0, start - hit.end) + 1
            if gap < best:
                best, name = gap, hit.concept
    return name
