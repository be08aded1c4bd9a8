"""Values that a text denies: "not in Romania", "وليس إلى حلب", "kulüp başkanı değil"."""

from __future__ import annotations

from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.match import FactView
from claimcmp.match.context import MEETS, relation
from claimcmp.match.places import meet
from claimcmp.match.view import once_a_view
from claimcmp.model import Fact, Kind
from claimcmp.text import normalize

KINDS = (Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION, Kind.DATE, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DURATION)
BEFORE, AFTER = 16, 4  # characters from "not" to the value that it denies, and from the value to a "not" behind it
BREAKS = ",;.:،؛。，；"


def denied_by(view: FactView, other: FactView) -> set[str]:
    """Kinds of which ``view`` denies a value that ``other`` gives."""
    denied = _denied(view)
    told = [f for f in other.siblings if f.kind in KINDS and f not in _denied(other)]
    return {str(f.kind) for f in denied for g in told if f.kind == g.kind and _one(f, g)}


def _one(a: Fact, b: Fact) -> bool:
    return bool(meet(a, b)) if a.kind == Kind.PLACE else relation(a, b) in MEETS


@once_a_view
def _denied(view: FactView) -> list[Fact]:
    normal = normalize(view.text)
    cues = [c for c in cues_in(view.text, view.lang) if c.concept in ("not", "negation", "negation_after")]
    out = []
    for fact in (f for f in view.siblings if f.kind in KINDS):
        start, end = normal.position(fact.start), normal.position(fact.end)
        for cue in cues:
            gap = normal.text[cue.end : start] if cue.end <= start else normal.text[end : cue.start]
            reach = BEFORE if cue.concept != "negation_after" and cue.end <= start else AFTER
            right_side = cue.end <= start if cue.concept != "negation_after" else cue.start >= end
            if right_side and len(gap) <= reach and not set(gap) & set(BREAKS):
                out.append(fact)
                break
    return out
