"""Which articles come from one another: copies, near copies, translations and credited agencies, with evidence."""

from __future__ import annotations

from claimcmp.dedup.evidence import evidence
from claimcmp.dedup.kept import from_table
from claimcmp.dedup.minhash import near_duplicate_texts
from claimcmp.dedup.origins import find, find_both, independent
from claimcmp.dedup.translations import RENDERED_WITHIN
from claimcmp.dedup.vectors import near_duplicate_vectors

__all__ = ["RENDERED_WITHIN", "evidence", "find", "find_both", "from_table", "independent", "near_duplicate_texts",
           "near_duplicate_vectors"]  # fmt: skip
