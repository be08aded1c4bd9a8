"""Whether two facts are the same fact: the levels of record linkage and their weights."""

from __future__ import annotations

from claimcmp.match.same import Match, same_fact
from claimcmp.match.view import FactView

__all__ = ["FactView", "Match", "same_fact"]
