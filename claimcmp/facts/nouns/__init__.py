"""What is counted: concepts of nouns, verbs and qualities in thirteen languages, and what they say of a number.

``assign`` is the last reader: it gives every fact its ``concept`` (what is counted: "killed", "soldier", "inflation"),
its ``role`` (the noun behind an outcome, or what happened to a thing), its ``scope`` (tags such as "change", "per:day",
"part", "ordinal"), and through the speech room its ``modality``, ``negated`` and ``speaker``.
"""

from __future__ import annotations

from claimcmp.facts.nouns.assign import assign
from claimcmp.facts.nouns.concepts import Concept, concept
from claimcmp.facts.nouns.lexicon import ConceptHit, concepts_in

__all__ = ["Concept", "ConceptHit", "assign", "concept", "concepts_in"]
