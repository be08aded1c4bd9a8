"""What was done or denied: accepted against rejected, confirmed against denied, allowed against forbidden."""

from __future__ import annotations

from claimcmp.comparer.align import Aligned
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.denials import denials_in
from claimcmp.facts.nouns.lexicon import ConceptHit, acts_in, cues_in
from claimcmp.match import FactView
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import profile, relation
from claimcmp.match.places import place_value
from claimcmp.match.view import once_a_view
from claimcmp.model import Kind, ValueRelation, Verdict
from claimcmp.text import normalize

Decision = tuple[Verdict, Aligned | None, str]
NEGATION_REACH = 28  # characters before a verb in which "not" denies it
AFTER_REACH = 3  # characters from an act to the verb that denies it: "istifa etmeyecek"
HAN, HAN_NEGATION_REACH = "\u4e00", 8
# Families that say who acts on what; sharing two of these words makes two acts one act.
OBJECTS_OUT = frozenset({"polarity", "change_dir", "count_mode", "direction", "fx"})
ENOUGH = 2
NAMES = {"many": 2, "same": 1, "absent": 0, "other": 0}  # what shared names that no table lists add to shared objects
OF_MANY = frozenset({"alive", "captive", "hurt", "search"})  # of several people some lived, some were freed
CLAIMS = frozenset({"confirm"})  # to confirm or deny says nothing until both texts name what
REFUSAL_REACH = 14  # "refused to sign": the act that was refused follows at once
BREAKS = ",;.:،؛。，；"


@once_a_view
def acts(view: FactView) -> dict[str, set[bool]]:
    """Base act → whether it is told as done (True), denied (False) or both."""
    text = normalize(view.text).text
    negations = [c for c in cues_in(view.text, view.lang) if c.concept in ("negation", "not", "negation_after")]
    found: dict[str, set[bool]] = {}
    hits = [h for h in concepts_in(view.text, view.lang) if concept(h.concept).family == "polarity"]
    refusals = [h for h in hits if h.concept in ("reject", "deny")]
    negations += [
        r for r in refusals if any(h.concept != r.concept and 0 < h.start - r.end <= REFUSAL_REACH for h in hits)
    ]
    for hit in (h for h in hits if h not in negations):
        for trait in concept(hit.concept).traits:
            if trait == "pos" or trait.startswith("neg:"):
                base = hit.concept if trait == "pos" else trait.removeprefix("neg:")
                found.setdefault(base, set()).add((trait == "pos") != _denied(text, negations, hit))
    own = [d for d in denials_in(view.text, view.lang) if d.side == "own"]
    for hit in acts_in(view.text, view.lang):
        name, done = hit.concept[:-1], hit.concept.endswith("+")
        undone = done and any(d.start < hit.end and hit.start < d.end for d in own)  # "açılmadı"
        found.setdefault(name, set()).add(done != (undone or _denied(text, negations, hit)))
    return found


def _denied(text: str, negations: list[ConceptHit], hit: ConceptHit) -> bool:
    reach = HAN_NEGATION_REACH if text[hit.start : hit.start + 1] >= HAN else NEGATION_REACH
    near = [c for c in negations if c.end <= hit.start + 1 and hit.start - c.end <= reach]
    if any(c.concept == "negation_after" and 0 <= c.start - hit.end <= AFTER_REACH for c in negations):
        return True
    return any(c.concept != "negation_after" and not set(text[c.end : hit.start]) & set(BREAKS) for c in near)


@once_a_view
def objects(view: FactView) -> frozenset[str]:
    """What says who acts and on what: concepts, places, bodies, offices."""
    credits = [(f.start, f.end) for f in view.siblings if f.kind == Kind.ATTRIBUTION]
    named = {
        f.value
        for f in view.siblings
        if f.kind in (Kind.PLACE, Kind.ORGANIZATION) and not any(s <= f.start < e for s, e in credits)
    }
    named |= {f.role.partition("/")[0] for f in view.siblings if f.kind == Kind.PERSON and f.role}
    return frozenset(
        n
        for n in profile(view.text, view.lang).concepts
        if concept(n).family not in OBJECTS_OUT and "weak" not in concept(n).traits
    ) | frozenset(named)


def opposed(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """One act said to be done by one outlet and not done by the other."""
    return _judged(left, right, (Verdict.DIFFER, Verdict.COMPATIBLE))


def alike(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """One act told alike by both."""
    return _judged(left, right, (Verdict.AGREE, Verdict.COMPATIBLE))


def _judged(left: FactView, right: FactView, wanted: tuple[Verdict, ...]) -> Decision | None:
    if strangers(left, right) or place_value(left, right) == "other" or not one_object(left, right):
        return None
    if deputies_apart(left, right) or offices_apart(left, right):
        return None
    one, two = acts(left), acts(right)
    ranks = all(concept(c).family == "participant_rank" for c in objects(left) & objects(right))
    found: list[Decision] = []
    for base in sorted(one.keys() & two.keys()):
        if base == "comment" or base in CLAIMS and ranks or base in OF_MANY and (_counts(left) or _counts(right)):
            continue
        both = len(one[base]) > 1 or len(two[base]) > 1
        verdict = Verdict.COMPATIBLE if both else Verdict.AGREE if one[base] == two[base] else Verdict.DIFFER
        sign = "=" if verdict == Verdict.AGREE else "≠"
        found.append((verdict, None, f"{base}: {_said(one[base])} {sign} {_said(two[base])}"))
    for verdict in wanted:
        for decision in found:
            if decision[0] == verdict:
                return decision
    return None


def one_object(left: FactView, right: FactView) -> bool:
    """Whether the texts share enough of what they name for one act of theirs to be one act."""
    a, b = objects(left), objects(right)
    names = NAMES[shared_names(left, right)]
    shared, least = len(a & b) + names, min(len(a), len(b)) + names
    return shared >= min(ENOUGH, max(1, least)) and 2 * shared >= least


def silent(view: FactView) -> bool:
    """Whether the text says that somebody declined to comment."""
    return "comment" in acts(view)


def deputies_apart(left: FactView, right: FactView) -> bool:
    """Whether one text is on a deputy and the other on the one deputised for."""
    one, two = ("deputy" in profile(v.text, v.lang).concepts for v in (left, right))
    return one != two


def offices_apart(left: FactView, right: FactView) -> bool:
    """Whether each text names holders of offices with a portfolio and none is the same: two ministers."""
    a, b = ({f.role for f in v.siblings if f.kind == Kind.PERSON and "/" in f.role} for v in (left, right))
    return bool(a) and bool(b) and not any(_one_office(x, y) for x in a for y in b)


def _one_office(one: str, other: str) -> bool:
    """Whether two roles may be one: as far as both go into detail they say the same."""
    return all(x == y for x, y in zip(one.split("/"), other.split("/"), strict=False))


def _counts(view: FactView) -> bool:
    """Whether the text counts people: then some lived and some died."""
    return any(f.kind == Kind.NUMBER and f.low is not None and f.low > 1 for f in view.siblings)


def strangers(left: FactView, right: FactView) -> bool:
    """Whether both texts name persons and none of them is the same."""
    a, b = (
        [f for f in v.siblings if f.kind == Kind.PERSON and not f.value.startswith("person:?")] for v in (left, right)
    )
    return bool(a) and bool(b) and all(relation(x, y) == ValueRelation.DISJOINT for x in a for y in b)


def _said(signs: set[bool]) -> str:
    return "both reported" if len(signs) > 1 else "yes" if True in signs else "no"
