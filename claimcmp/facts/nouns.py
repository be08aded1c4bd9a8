"""Which concept a counted noun stands for."""

from __future__ import annotations

from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact


def assign(sentence: SentenceText, facts: list[Fact]) -> list[Fact]:
    """The facts with ``concept`` filled in."""
    return facts
