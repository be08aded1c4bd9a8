"""Numbers that go together: "nine of ten drones" counts drones twice, the second time all of them."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts.nouns.concepts import concept
from claimcmp.facts.nouns.lexicon import ConceptHit
from claimcmp.model import Fact, Kind
from claimcmp.text import Normalized

JOINT = 14  # characters between the part and the whole: "nine of the ten"
REACH = 25  # and behind the whole, to the verb
OUTCOME = "outcome"
HAPPENED = ("damage", OUTCOME)


def counted_together(
    facts: list[Fact], normal: Normalized, hits: tuple[ConceptHit, ...], cues: tuple[ConceptHit, ...]
) -> list[Fact]:
    """The facts with the noun of a whole given to its part: "nine of ten drones" are nine drones, of ten in all.

    "Six of the ten hostages were freed" counts six freed; "eight of the fourteen dead" only a part of the dead.
    """
    out = list(facts)
    numbers = [i for i, f in enumerate(out) if f.kind == Kind.NUMBER]
    for i, j in zip(numbers, numbers[1:], strict=False):
        part, whole = out[i], out[j]
        a, b = normal.position(part.end), normal.position(whole.start)
        joined = any(c.concept == "of_total" and a <= c.start and c.end <= b for c in cues)
        if (
            not joined
            or b - a > JOINT
            or not whole.concept
            or part.low is None
            or whole.low is None
            or part.low > whole.low
        ):
            continue
        happened = part.concept if concept(part.concept).family in HAPPENED else ""
        if concept(whole.concept).family == OUTCOME and happened in ("", whole.concept):
            found = _later_outcome(whole, hits, normal)
            scope = part.scope if found else " ".join(dict.fromkeys([*part.scope.split(), "part"]))
            role = whole.concept if found else whole.role
            out[i] = replace(part, concept=found or whole.concept, role=role, scope=scope)
        elif concept(whole.concept).family in HAPPENED:
            out[i] = replace(part, concept=happened or whole.concept, role=whole.role)
        else:
            out[i] = replace(part, concept=whole.concept, role=happened or part.role or whole.role)
        out[j] = replace(whole, scope=" ".join([*whole.scope.split(), "whole"]))
    return out


def _later_outcome(whole: Fact, hits: tuple[ConceptHit, ...], normal: Normalized) -> str:
    """What happened to the part, where a word behind the whole says so: "of the ten hostages were freed"."""
    end = normal.position(max(whole.end, whole.what_end))
    for hit in hits:
        if end <= hit.start <= end + REACH and concept(hit.concept).family == OUTCOME and hit.concept != whole.concept:
            return hit.concept
    return ""
