"""What two sentences part on, taken together: one kind of value alone or several, and whom each has speak."""

from __future__ import annotations

from collections.abc import Mapping

from claimcmp.comparer.names import SINGULAR
from claimcmp.comparer.topics import likeness
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.denials import denials_in
from claimcmp.match import FactView
from claimcmp.match.context import profile, relation
from claimcmp.match.footings import UNNAMED
from claimcmp.model import Fact, Kind, ValueRelation
from claimcmp.text import normalize

PARTS = ("figure", "date", "person", "place", "body")
HAPPENING = frozenset({"outcome", "damage", "polarity", "event"})  # families of concepts for what happened
# Stances that say yes and that say no: approved against rejected.
YES, NO = frozenset({"accepted", "confirmed"}), frozenset({"denied", "refused", "cancelled"})
Features = dict[str, float]


def conflicts(found: Mapping[str, float], left: FactView, right: FactView, similarity: float | None) -> Features:
    """Which one kind of value conflicts, "none" or "many", which do so together, how alike the sentences are beside it.

    ``found``: what ``values_left`` says of each kind.
    """
    parting = [part for part in PARTS if f"{part} left conflict" in found]
    meeting = any(f"{part} left {state} beside {n}" in found for part in PARTS if part not in parting
                  for state in ("none", "one", "both") for n in ("one", "many"))  # fmt: skip
    only = parting[0] if len(parting) == 1 else "many" if parting else "none"
    out = {f"conflict {only}": 1.0, f"conflict {only} beside {'some' if meeting else 'nothing'}": 1.0}
    out.update({f"conflict {a} with {b}": 1.0 for a in parting for b in parting if a < b})
    if similarity is not None:
        out[f"conflict {only} alike"] = likeness(similarity)
    if "person" in parting:
        shared = profile(left.text, left.lang).concepts & profile(right.text, right.lang).concepts
        out["person conflict of one deed" if shared & SINGULAR else "person conflict of no deed"] = 1.0
    return out


def speakers(left: FactView, right: FactView) -> Features:
    """How those who say so relate: the same, one vaguer, two; an unnamed one beside a named one."""
    one, two = ([f for f in v.siblings if f.kind == Kind.ATTRIBUTION] for v in (left, right))
    out = {f"speaker {'both' if one and two else 'one' if one or two else 'none'}": 1.0}
    if not one or not two:
        return out
    found = {_related(a, b) for a in one for b in two}
    best = next(name for name in ("same", "near", "vague", "open", "other") if name in found)
    out[f"speaker {best}"] = 1.0
    claims = [any(f.value == "claimed_responsibility" for f in v.siblings) for v in (left, right)]
    if all(claims):
        out[f"claimed by {best}"] = 1.0
    return out


def _related(a: Fact, b: Fact) -> str:
    found = relation(a, b)
    unnamed = [f.value.startswith(UNNAMED) for f in (a, b)]
    if any(unnamed):
        return "vague" if not all(unnamed) else "near" if found == ValueRelation.EQUAL else "open"
    if found == ValueRelation.EQUAL:
        return "same"
    return "near" if found == ValueRelation.COMPATIBLE else "other"


def stances(left: FactView, right: FactView, similarity: float | None) -> Features:
    """Which acts of saying yes or no one text has and the other lacks: "denies one", "confirms both"."""
    out: Features = {}
    one, two = ({f.value for f in v.siblings if f.kind == Kind.POLARITY and not f.negated} for v in (left, right))
    for value in sorted(one | two):
        out[f"stance {value} {'both' if value in one and value in two else 'one'}"] = 1.0
    if any(a & YES and b & NO and not (a & NO or b & YES) for a, b in ((one, two), (two, one))):
        out["stances opposed"] = 1.0
    if ("denied" in one) == ("denied" in two):
        return out
    if similarity is not None:
        out["stance denied one alike"] = likeness(similarity)
    denier, other = (left, right) if "denied" in one else (right, left)
    if denials_in(other.text, other.lang):
        out["denied here and negated there"] = 1.0  # "denies paying", "says that nothing was paid"
    if matter := _denied(denier):
        told = _happened(other, 0, len(other.text))
        out["denied what is told" if matter & told else "denied something else"] = 1.0
    return out


def tells_denied(denier: FactView, other: FactView) -> bool:
    """Whether one text tells what the other denies, by a concept of what happened or was done."""
    families = HAPPENING | {"polarity"}  # resigned, signed, opened
    return bool(_denied(denier, families) & _happened(other, 0, len(other.text), families))


def _denied(view: FactView, families: frozenset[str] = HAPPENING) -> set[str]:
    """What is said not to have happened or been done."""
    return {c for f in view.siblings if f.kind == Kind.POLARITY and f.value == "denied" and not f.negated
            for c in _happened(view, f.what_start, f.what_end, families)}  # fmt: skip


def _happened(view: FactView, start: int, end: int, families: frozenset[str] = HAPPENING) -> set[str]:
    """What is said to have happened or been done in a part of a sentence."""
    span = normalize(view.text).span
    hits = [h.concept for h in concepts_in(view.text, view.lang) if start <= span(h.start, h.end)[0] < end]
    return {c for c in hits if concept(c).family in families or c in SINGULAR} - {"deny", "confirm", "reject"}


def fates(left: FactView, right: FactView) -> Features:
    """What became of those whom neither text counts: the same, another thing, or more than the other says."""
    if any(f.kind == Kind.NUMBER and (f.low or 0) > 1 for v in (left, right) for f in v.siblings):
        return {}
    one, two = (frozenset(c for c in profile(v.text, v.lang).concepts if concept(c).family == "outcome")
                for v in (left, right))  # fmt: skip
    if not one or not two:
        return {}
    return {"fate same" if one == two else "fate other" if not one & two else "fate in part": 1.0}
