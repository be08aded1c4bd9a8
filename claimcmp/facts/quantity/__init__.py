"""Reading quantities: counts, percentages, sums of money, measures, durations, ordinals.

Number, unit or counted noun, and bound are put together from what ``claimcmp.facts.numerals`` found; the words are in
each language's ``numbers.toml``, ``units.toml``, ``bounds.toml`` and the generated ``cldr.toml``.
"""

from __future__ import annotations

from claimcmp.facts.quantity.assemble import find
from claimcmp.facts.quantity.base import in_base
from claimcmp.facts.quantity.comparing import compare

__all__ = ["compare", "find", "in_base"]
