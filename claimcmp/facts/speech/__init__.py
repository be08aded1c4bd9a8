"""Reading who says so (attribution) and whether it is affirmed, denied, refused, called off, planned (polarity)."""

from __future__ import annotations

from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech import attribution, polarity
from claimcmp.facts.speech.clauses import scene
from claimcmp.facts.speech.credits import Credit, credits
from claimcmp.facts.speech.deeds import Deed, deeds
from claimcmp.facts.speech.frames import Frame, frame
from claimcmp.facts.speech.relation import compare
from claimcmp.model import Fact

__all__ = ["Credit", "Deed", "Frame", "compare", "credits", "deeds", "find", "frame"]


def find(sentence: SentenceText) -> list[Fact]:
    """Polarity and attribution facts of a sentence; the names must have been read before (``cache["facts"]``).

    >>> from claimcmp.facts import names
    >>> s = SentenceText("The defence ministry denied any losses.", "en")
    >>> s.cache["facts"] = names.find(s)
    >>> [(f.kind.value, f.value, f.speaker) for f in find(s)]
    [('polarity', 'denied', 'org:ministry/defence'), ('attribution', 'org:ministry/defence', 'org:ministry/defence')]
    """
    if sentence.endless:
        return []
    here = scene(sentence)
    return [*polarity.facts(here), *attribution.facts(here)]
