"""Two sentences side by side: the facts of them that met, and how far their topics meet."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.comparer.align import Aligned
from claimcmp.facts.nouns import concept
from claimcmp.match import FactView
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import profile, topic_level
from claimcmp.match.view import once_a_view
from claimcmp.model import Kind

# What the listed words leave open, names may close.
NAMED = {
    ("unknown", "same"): "some", ("unknown", "many"): "same", ("none", "same"): "some", ("none", "many"): "some",
    ("some", "same"): "same", ("some", "many"): "same",
}  # fmt: skip


MIDDLE, SCALE = 0.55, 5.0  # a cosine of the bundled encoders at which two sentences may or may not be of one event


def likeness(similarity: float) -> float:
    """How far above that cosine two sentences are, in steps of a fifth.

    >>> round(likeness(0.75), 6)
    1.0
    """
    return (similarity - MIDDLE) * SCALE


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, the facts of them that met, and their cosine where vectors are at hand."""

    left: FactView
    right: FactView
    met: list[Aligned]
    similarity: float | None

    def of(self, *kinds: Kind) -> list[Aligned]:
        """The pairs of facts of some kinds."""
        return [m for m in self.met if m.left.fact.kind in kinds]

    @property
    def topic(self) -> str:
        """How far the topics meet: "same", "some", "none", "unknown"; names in common are a topic in common."""
        listed = topic_level(subjects(self.left), subjects(self.right))
        return NAMED.get((listed, shared_names(self.left, self.right)), listed)


@once_a_view
def subjects(view: FactView) -> frozenset[str]:
    """The topics of a sentence and the things that it names."""
    known = profile(view.text, view.lang)
    return known.topics | {n for n in known.concepts if concept(n).family == "noun" and n != "person"}
