"""Stories (articles on one event) and claims (what their sentences state), with every edge that joined them."""

from __future__ import annotations

from claimcmp.cluster.claim import claim_edges, claims
from claimcmp.cluster.explain import Explanation, explain, suspects
from claimcmp.cluster.story import stories

__all__ = ["Explanation", "claim_edges", "claims", "explain", "stories", "suspects"]
