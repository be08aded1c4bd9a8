"""Reading facts: one module a kind, each with ``find(sentence) -> list[Fact]`` and ``compare(a, b) -> Relation``.

``read`` runs the readers in the order of ``READERS``: what an earlier one has claimed (a date's digits) a later one
leaves alone, through ``taken(sentence)``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind

# The reader of each group of kinds, in reading order: a date's digits are no count, a sum of money is no number.
READERS: dict[str, str] = {
    "names": "claimcmp.facts.names:find",  # place, person, organization
    "date": "claimcmp.facts.date:find",  # date, time, recurrence
    "quantity": "claimcmp.facts.quantity:find",  # number, percent, money, measure, duration, ordinal
    "speech": "claimcmp.facts.speech:find",  # polarity, modality on facts, attribution
}

# How two facts of a kind relate in value: ``compare(a, b) -> ValueRelation``.
KINDS: dict[Kind, str] = {
    Kind.NUMBER: "claimcmp.facts.quantity:compare",
    Kind.PERCENT: "claimcmp.facts.quantity:compare",
    Kind.MONEY: "claimcmp.facts.quantity:compare",
    Kind.MEASURE: "claimcmp.facts.quantity:compare",
    Kind.DURATION: "claimcmp.facts.quantity:compare",
    Kind.ORDINAL: "claimcmp.facts.quantity:compare",
    Kind.DATE: "claimcmp.facts.date:compare",
    Kind.TIME: "claimcmp.facts.date:compare",
    Kind.RECURRENCE: "claimcmp.facts.date:compare",
    Kind.PLACE: "claimcmp.facts.names:compare",
    Kind.PERSON: "claimcmp.facts.names:compare",
    Kind.ORGANIZATION: "claimcmp.facts.names:compare",
    Kind.POLARITY: "claimcmp.facts.speech:compare",
    Kind.ATTRIBUTION: "claimcmp.facts.speech:compare",
}


@cache
def imported(spec: str) -> Callable[..., object]:
    """The object that a "module:name" string points to."""
    module, _, name = spec.partition(":")
    found: Callable[..., object] = getattr(import_module(module), name)
    return found


def taken(sentence: SentenceText) -> list[tuple[int, int]]:
    """Spans (of the folded text) that earlier readers claimed for good."""
    spans = sentence.cache.setdefault("taken", [])
    assert isinstance(spans, list)
    return spans


def released(sentence: SentenceText) -> list[tuple[int, int]]:
    """Spans (of the original text) of dates that a later reader knows to be counts: "between 20 and 30" thousand."""
    spans = sentence.cache.setdefault("released", [])
    assert isinstance(spans, list)
    return spans


def read(sentence: SentenceText) -> list[Fact]:
    """Every fact in a sentence, by its position.

    >>> [f.low for f in read(SentenceText("Nine people were killed.", "en")) if f.kind == "number"]
    [9.0]
    """
    facts: list[Fact] = []
    for spec in READERS.values():
        sentence.cache["facts"] = facts
        found = imported(spec)(sentence)
        assert isinstance(found, list)
        facts = facts + found
    if given_back := set(released(sentence)):
        facts = [f for f in facts if f.kind not in (Kind.DATE, Kind.TIME) or (f.start, f.end) not in given_back]
    refined = imported("claimcmp.facts.nouns:assign")(sentence, facts)
    assert isinstance(refined, list)
    return sorted(refined, key=lambda f: (f.start, -f.end, f.kind))
