"""Claims and facts → verdicts: agree, compatible, differ, updated, unrelated, with levels and a reason."""

from __future__ import annotations

from claimcmp.comparer.judge import Judgement, compare_facts
from claimcmp.comparer.sentences import SentenceComparison, compare_sentences
from claimcmp.comparer.story import compare_claims

__all__ = ["Judgement", "SentenceComparison", "compare_claims", "compare_facts", "compare_sentences"]
