"""What a plain number counts: the noun beside it, or what happened to the people that it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from claimcmp.facts.nouns.concepts import concept, is_a
from claimcmp.facts.nouns.lexicon import ConceptHit
from claimcmp.facts.nouns.near import Setting, nearest
from claimcmp.model import Bound, Fact

NEAR_NOUN = 4.5  # a counted noun stands beside its number
BESIDE = 0.5
SCALE_REACH = 1.3  # "magnitude 5.4 earthquake" counts no earthquakes
BARE_NOUN = 2.0  # a noun before a number that no noun follows
OUTCOME_REACH = 14.0  # what happened to it may stand further off
DAMAGE_REACH = 10.0
HEAD_REACH = 2.6  # words between "number of" and its noun
HEADS = {"number_of": 1, "number_of_post": -1}  # and on which side of it the noun stands
NOUNS = ("noun", "participant_rank")
OTHER_NOUNS = ("event", "topic", "counterpart", "energy")

Found = tuple[ConceptHit, float]


@dataclass(frozen=True, slots=True)
class Where:
    """A quantity in its folded sentence: the concepts there, its own span and its noun's (None: no noun read)."""

    hits: tuple[ConceptHit, ...]
    setting: Setting
    start: int
    end: int
    what: tuple[int, int] | None
    cues: tuple[ConceptHit, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The number and its noun together."""
        return (min(self.start, self.what[0]), max(self.end, self.what[1])) if self.what else (self.start, self.end)


def in_family(*names: str) -> Callable[[str], bool]:
    """Whether a concept belongs to one of some families."""
    return lambda name: concept(name).family in names


def counted(fact: Fact, where: Where) -> tuple[str, str]:
    """(concept, role): persons by what happened to them and who they are, things by what they are and what happened."""
    if nearest(where.hits, where.setting, where.start, where.end, lambda c: c == "magnitude", limit=SCALE_REACH):
        return "magnitude", ""
    where = _headed(where)
    noun = _noun(where)
    outcome = _outcome(where)
    if noun and outcome and not (where.what and noun[1] == 0) and outcome[1] < noun[1]:
        noun = None  # "kills six in a mill town", "14 hurt when scaffolding fell"
    name = noun[0].concept if noun else ""
    if outcome and outcome[0].concept == "injured" and _died(where):
        return "killed", "injured"  # "the death of five of the wounded"
    if not name or is_a(name, "person"):
        return _people(fact, where, name, outcome)
    damage = nearest(where.hits, where.setting, *where.span, in_family("damage"), limit=DAMAGE_REACH)
    happened = damage or outcome
    role = happened[0].concept if happened else ""
    return name, "damaged" if role == "injured" and is_a(name, "thing") else role


def _headed(where: Where) -> Where:
    """The place of the noun that "the number of …" puts before a figure: "the number of families rose to 2,500"."""
    heads = [c for c in where.cues if c.concept in HEADS and c.end <= where.start]
    cue = heads[-1] if heads else None
    if cue is None or any(cue.end < end <= where.start for end in where.setting.ends):
        return where
    side = HEADS[cue.concept]
    hits = [h for h in where.hits if h.end <= where.start and (h.start >= cue.end if side > 0 else h.end <= cue.start)]
    noun = nearest(hits, where.setting, cue.start, cue.end, in_family("noun"), limit=HEAD_REACH)
    if noun is None:
        return where
    start, end = noun[0].start, noun[0].end
    return replace(where, start=start, end=end, what=(start, end))


def _outcome(where: Where) -> Found | None:
    """What happened to them; the subject stands before "rose to"."""
    before = tuple(h for h in where.hits if h.end <= where.start)
    rose = nearest(before, where.setting, where.start, where.end, lambda c: c == "rise", limit=SCALE_REACH)
    subject = nearest(before, where.setting, *where.span, in_family("outcome"), limit=OUTCOME_REACH) if rose else None
    return subject or nearest(where.hits, where.setting, *where.span, in_family("outcome"), limit=OUTCOME_REACH)


def _noun(where: Where) -> Found | None:
    """The counted noun: the one that the number's own noun stands for, else the nearest one."""
    noun = None
    if where.what:
        noun = nearest(where.hits, where.setting, *where.what, in_family(*NOUNS, "title"), limit=BESIDE)
        noun = noun or nearest(where.hits, where.setting, *where.what, in_family(*OTHER_NOUNS), limit=BESIDE)
    beside = [h for h in where.hits if h.start >= where.start] if where.what else where.hits
    noun = noun or nearest(beside, where.setting, where.start, where.end, in_family(*NOUNS), limit=NEAR_NOUN)
    if noun is None or where.what or is_a(noun[0].concept, "person"):
        return noun
    before = noun[0].end <= where.start and noun[1] > BARE_NOUN
    return None if before else noun  # "the toll of the mine accident has risen to 18" counts no mines


def _died(where: Where) -> bool:
    """Whether a word of dying stands right before a number of wounded and goes with no number of its own."""
    own = where.setting
    before = [h for h in where.hits if h.end <= where.start and h.concept == "killed" and not own.counts(h)]
    return nearest(before, where.setting, where.start, where.end, lambda c: True, limit=SCALE_REACH) is not None


def _people(fact: Fact, where: Where, name: str, outcome: Found | None) -> tuple[str, str]:
    if outcome:
        return outcome[0].concept, name
    if name:
        return name, ""
    other = nearest(where.hits, where.setting, *where.span, in_family("measure", "damage"), limit=NEAR_NOUN)
    if other:
        return other[0].concept, ""
    vague = not where.what and fact.bound == Bound.APPROX and fact.low != fact.high
    return ("person" if vague else ""), ""  # "thousands gathered" are people
