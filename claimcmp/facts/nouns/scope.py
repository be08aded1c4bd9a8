"""What kind of figure a number is: a change, a part, per day, negated; and verbs that bound it ("exceeded")."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts.nouns.concepts import concept
from claimcmp.facts.nouns.lexicon import ConceptHit
from claimcmp.facts.nouns.near import Setting, nearest
from claimcmp.model import Bound, Fact, Kind

BESIDE = 1.3  # a preposition or verb that stands directly before the number
NEAR = 3.3
CHANGE_REACH = 16.0  # the verb of change may stand at the head of the clause
EXCEED_REACH = 2.3
UNDER_REACH = 0.3
RIGHT_BEHIND = 12  # letters from a number to a word that is of it: its unit or noun stands between
EACH_BEFORE, EACH_AFTER = 5.3, 3.3  # "each side freed 40 captives", "150 prisoners from each side"


def _before(cues: tuple[ConceptHit, ...], setting: Setting, start: int, name: str, limit: float) -> bool:
    behind = [c for c in cues if c.concept == name and c.end <= start]
    return nearest(behind, setting, start, start, lambda c: True, limit=limit) is not None


def _after(cues: tuple[ConceptHit, ...], setting: Setting, end: int, name: str, limit: float) -> bool:
    ahead = [c for c in cues if c.concept == name and c.start >= end]
    return nearest(ahead, setting, end, end, lambda c: True, limit=limit) is not None


def _of_another(cue: ConceptHit, setting: Setting) -> bool:
    """Whether a word such as "each" is of the number right before it: "at 25 yuan each, raising 5 billion"."""
    return any(0 <= cue.start - b <= RIGHT_BEHIND for _, b in setting.numbers)


def _of_which(cues: tuple[ConceptHit, ...], setting: Setting, start: int, end: int) -> bool:
    """Whether "of which" follows a bare number and no number follows it: "two of which sank"."""
    if not any(b == end for _, b in setting.numbers):
        return False  # "nine people, among them tourists" is the whole
    found = nearest(
        [c for c in cues if c.concept == "part" and c.start >= end], setting, start, end, lambda c: True, limit=0.6
    )
    return found is not None and not any(0 <= a - found[0].end <= 2 for a, _ in setting.numbers)


def _of_many(cues: tuple[ConceptHit, ...], setting: Setting, start: int) -> bool:
    """Whether the number is of some of the dead, hurt or held: "three of the dead", "among the dead were three"."""
    end = next((b for a, b in setting.numbers if a == start), start)
    return _after(cues, setting, end, "part_of", 0.6) or _before(cues, setting, start, "part_among", NEAR)


def scope_tags(
    hits: tuple[ConceptHit, ...], cues: tuple[ConceptHit, ...], setting: Setting, start: int, end: int, cue: int,
    *, share: bool = False,
) -> set[str]:  # fmt: skip
    """Tags of a number at ``start:end`` whose bound words begin at ``cue``: "change", "per", "part", "not"."""
    tags: set[str] = set()
    moved = nearest(hits, setting, start, end, lambda c: concept(c).family == "change_dir", limit=CHANGE_REACH)
    growth = nearest(hits, setting, start, end, lambda c: c == "growth", limit=CHANGE_REACH)
    if (moved or growth) and not reached(cues, setting, start, cue):
        beside = moved is not None and moved[0].end <= start and moved[1] <= BESIDE
        # A verb that closes the sentence, as in Persian.
        ahead = share and moved is not None and moved[0].start >= end and moved[1] <= BESIDE / 2
        if beside or ahead or any(_before(cues, setting, at, "change_by", BESIDE) for at in (start, cue)):
            tags.add("change")
    if _after(cues, setting, end, "per", 0.6) or _before(cues, setting, start, "per", NEAR):
        tags.add("per")
    parted = _of_which(cues, setting, start, end) or _of_many(cues, setting, start)
    if parted or _before(cues, setting, start, "part", NEAR):
        tags.add("part")
    own = tuple(c for c in cues if not _of_another(c, setting))
    if _after(cues, setting, end, "each", EACH_AFTER) or _before(own, setting, start, "each", EACH_BEFORE):
        tags.add("each")
    if _before(cues, setting, cue, "not", 0.3):
        tags.add("not")
    return tags


def reached(cues: tuple[ConceptHit, ...], setting: Setting, start: int, cue: int) -> bool:
    """Whether "to" stands before a number or its bound words: the level that a change led to."""
    beside = any(_before(cues, setting, at, "change_to", BESIDE) for at in (start, cue))
    return beside or any(_before(cues, setting, at, name, 0.3) for at in (start, cue) for name in ("rising", "tally"))


def bounded(
    fact: Fact, hits: tuple[ConceptHit, ...], cues: tuple[ConceptHit, ...], setting: Setting, start: int, end: int
) -> Fact:
    """The fact with the bound that a verb gives it: "exceeded 3,000" is more, "rose to 216" is exactly that."""
    if fact.bound == Bound.AT_MOST and _before(cues, setting, start, "change_to", 0.3):
        moved = nearest(hits, setting, start, start, lambda c: concept(c).family == "change_dir", limit=CHANGE_REACH)
        if moved is not None:
            return replace(fact, bound=Bound.EXACT, low=fact.high)
    if fact.bound != Bound.EXACT or fact.low is None or fact.low != fact.high:
        return fact
    ahead = _after(cues, setting, end, "exceed_after", BESIDE)  # where the verb closes the sentence
    if ahead or _before(cues, setting, start, "exceed", EXCEED_REACH):
        return replace(fact, bound=Bound.MORE_THAN, high=None)
    # "Under the two presidents" bounds no count; "fell below a record 5 percent" does.
    if _before(cues, setting, start, "below", UNDER_REACH if fact.kind == Kind.NUMBER else EXCEED_REACH):
        return replace(fact, bound=Bound.LESS_THAN, low=None)
    return fact
