"""Claims and facts → verdicts: agree, compatible, differ, updated, unrelated, with levels and a reason."""

from __future__ import annotations

from claimcmp.compare.judge import Judgement, compare_facts
from claimcmp.compare.sentences import SentenceComparison, compare_sentences
from claimcmp.compare.story import compare_claims

__all__ = ["Judgement", "SentenceComparison", "compare_claims", "compare_facts", "compare_sentences"]
