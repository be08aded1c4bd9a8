"""Reading dates, times of day, intervals and recurrences in thirteen languages, and comparing them."""

from __future__ import annotations

from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, ValueRelation


def find(sentence: SentenceText) -> list[Fact]:
    """Facts of this room in a sentence."""
    return []


def compare(a: Fact, b: Fact) -> ValueRelation:
    """How two values relate."""
    return ValueRelation.INCOMPARABLE
