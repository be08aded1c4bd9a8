"""Stories (articles on one event) and claims (what their sentences state), with every edge that joined them."""

from __future__ import annotations

from claimcmp.cluster.additions import grown_links
from claimcmp.cluster.centred import Centre, centre
from claimcmp.cluster.claim import claim_edges, claims, claims_part
from claimcmp.cluster.explain import Explanation, explain
from claimcmp.cluster.lasting import with_keys
from claimcmp.cluster.spelled import read_spellings
from claimcmp.cluster.spellings import Spellings
from claimcmp.cluster.story import grown_stories, stories, stories_of, story_links
from claimcmp.cluster.suspects import shown as shown_suspects
from claimcmp.cluster.suspects import suspects

__all__ = ["Centre", "Explanation", "Spellings", "centre", "claim_edges", "claims", "claims_part", "explain",
           "grown_links", "grown_stories", "read_spellings", "shown_suspects", "stories", "stories_of", "story_links",
           "suspects", "with_keys"]  # fmt: skip
