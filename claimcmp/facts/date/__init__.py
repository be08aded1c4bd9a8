"""Reading dates, times of day, intervals and recurrences in thirteen languages, and comparing them.

``vocabulary`` holds a language's words, ``tokens`` and ``digits`` cut a sentence, ``by_calendar``, ``by_relation`` and
``by_clock`` find pieces, ``grammar`` joins them, ``resolve`` turns them into instants, ``reader`` makes facts of them.
"""

from __future__ import annotations

from claimcmp.facts.date.compare import compare
from claimcmp.facts.date.inside import Conventions
from claimcmp.facts.date.reader import CONVENTIONS, find

__all__ = ["CONVENTIONS", "Conventions", "compare", "find"]
