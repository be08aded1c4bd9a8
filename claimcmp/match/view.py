"""What the comparer sees of one fact: the reading, its sentence, its outlet and its time."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.model import Fact


@dataclass(frozen=True, slots=True)
class FactView:
    """One fact in its setting; ``published`` is UTC seconds or None, ``siblings`` all facts of the sentence."""

    fact: Fact
    sentence: int = -1
    text: str = ""
    lang: str = ""
    article: int = -1
    outlet: str = ""
    published: float | None = None
    siblings: tuple[Fact, ...] = ()
