"""Is it the same fact? Levels, their weights, and the sum that decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from claimcmp.facts.nouns import concept
from claimcmp.match import figures
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import (
    MEETS,
    Profile,
    around,
    contrasts,
    local_modifiers,
    near,
    of_kinds,
    profile,
    relation,
    shared,
    topic_level,
)
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.periods import periods_apart
from claimcmp.match.places import place_value
from claimcmp.match.view import FactView, once_a_view
from claimcmp.match.weights import level, weights
from claimcmp.match.years import same_year
from claimcmp.model import Fact, Kind, Level, ValueRelation

LOW, HIGH = 0.45, 0.75  # cosines of the multilingual encoders: strangers lie below, paraphrases above
ENDING = frozenset({"phase_end", "deadline"})
EDGES = ("until", "deadline", "before")
WEEK, SEASON, YEAR, GENERATION = 7 * 86_400.0, 120 * 86_400.0, 360 * 86_400.0, 20 * 365 * 86_400.0
CREDITS = ("according_to", "citing")
OCCASION = 24 * 3600.0  # reports of one quake, match or storm follow it within a day
MODIFIED = {*QUANTITIES, Kind.DATE, Kind.TIME}
# What can happen to one person or thing at several times.
ACT_FAMILIES = frozenset({"outcome", "damage", "travel", "life"})
ACTS = frozenset(
    ("trial", "opening", "closing", "founded", "purchase", "sale", "theft", "charged", "attack", "quake", "explosion")
    + ("crash", "visit", "inspection", "protest", "strike_work", "concert", "exam")
)
NO_DEEDS = frozenset({"postpone", "cancel", "attend", "absent"})  # what is said of a date or of its guests
VAGUE_ACTS = frozenset({"launched", "infected", "closing"})  # words of many meanings
DATES = (Kind.DATE, Kind.TIME, Kind.RECURRENCE)


@dataclass(frozen=True, slots=True)
class Match:
    """How far two facts are one fact; ``lacking`` names what neither text gave, ``least`` is the lowest weight."""

    score: float
    levels: tuple[Level, ...]
    same: bool
    lacking: tuple[str, ...]
    least: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "least", min(x.weight for x in self.levels))


def same_fact(left: FactView, right: FactView, *, similarity: float | None = None, prior: str = "none") -> Match:
    """Whether two facts fill one slot: what is counted, whose, where, when; the values may conflict.

    ``prior`` "pair" is for two sentences that a person puts side by side or that stand in one claim.
    """
    a, b = left.fact, right.fact
    if a.kind != b.kind:
        return Match(-9.0, (Level("kind", "other", -9.0),), False, ())
    levels = [level("start", str(a.kind)), level("prior", prior)]
    if a.kind in QUANTITIES:
        levels += [
            figures.noun(left, right, paired=prior == "pair"),
            figures.role(a, b),
            figures.figure(a, b),
            figures.unit(a, b),
            figures.mood(left, right),
        ]
        levels.append(_repeated(left, right))
        if a.kind == Kind.DURATION:
            levels.append(_event(left, right))
    if a.kind == Kind.DATE:
        levels += [_grain(a, b), _deed(left, right), _edges(left, right)]
    if a.kind in (Kind.POLARITY, Kind.ATTRIBUTION):
        levels.append(level("act", "other" if relation(a, b) == ValueRelation.INCOMPARABLE else "same"))
    if a.kind == Kind.PERSON:
        levels.append(_title(left, right))
    levels += [
        _place(left, right, prior),
        _period(left, right), _who(left, right), _actor(left, right),
        level("contrast", _contrast(_exclusive(left), _exclusive(right))),
        level("modifier", _qualified(left, right)),
        level("topic", topic_level(around(left), around(right), a.concept, b.concept)),
        level("anchor", shared_names(left, right)),
        _beside(left, right), _similarity(similarity),
    ]  # fmt: skip
    return _match(tuple(levels))


_matches: dict[tuple[int, ...], Match] = {}
MOST_MATCHES = 1 << 15  # combinations of levels remembered: 55,000 pairs of one corpus had 102


def _match(levels: tuple[Level, ...]) -> Match:
    """What some levels come to; the levels of the table are one object each, so a combination is known by them."""
    key = tuple(map(id, levels))  # an entry holds its levels, so that no other level can get their ids
    found = _matches.get(key)
    if found is None:
        if len(_matches) >= MOST_MATCHES:
            _matches.clear()
        score = sum(x.weight for x in levels)
        lacking = tuple(x.name for x in levels if x.value in ("unknown", "absent"))
        found = _matches[key] = Match(round(score, 3), levels, score > weights()["decide"]["same"], lacking)
    return found


@once_a_view
def _exclusive(view: FactView) -> Profile | None:
    """The concepts of the sentence where some of them exclude others."""
    found = profile(view.text, view.lang)
    return found if found.exclusive else None


def _contrast(one: Profile | None, two: Profile | None) -> str:
    return "some" if one and two and contrasts(one, two) else "none"


def _place(left: FactView, right: FactView, prior: str) -> Level:
    """Whether the places meet; within one story they do so anyway, which says little of two dates."""
    if left.fact.kind in (Kind.PLACE, Kind.PERSON):
        return level("place", "absent")
    value = place_value(left, right)
    return level("place", "setting" if value == "same" and prior == "none" and left.fact.kind in DATES else value)


def _qualified(left: FactView, right: FactView) -> str:
    if left.fact.kind not in MODIFIED:
        return "none"
    odd = local_modifiers(left) ^ local_modifiers(right)
    if odd == {"deadline"} and all(_edge(v.fact) or "deadline" in near(v) for v in (left, right)):
        return "none"  # "until Friday" is a deadline without the word
    return "one_sided" if odd else "none"


def running(view: FactView) -> bool:
    """Whether the fact is a count that grows while an event is reported: casualties, evacuees, cases, burned land."""
    return any("tally" in concept(name).traits for name in (view.fact.concept, view.fact.role))


def _repeated(left: FactView, right: FactView) -> Level:
    """Whether a figure of what happens again and again (the magnitude of a quake) has a time to know it by."""
    names = {left.fact.concept, right.fact.concept}
    if not any("repeated" in concept(n).traits for n in names):
        return level("occasion", "single")
    dates = shared(dated(left), dated(right))
    near = (
        left.published is not None and right.published is not None and abs(left.published - right.published) <= OCCASION
    )
    return level("occasion", "known" if dates == "same" or near else "unknown")


def _edges(left: FactView, right: FactView) -> Level:
    """Whether two dates are one end of a period: "until Saturday", "ends on Saturday", "the deadline"."""
    one, two = _edge(left.fact), _edge(right.fact)
    if one == two or all(edge or ENDING & near(v) for edge, v in ((one, left), (two, right))):
        return level("edge", "same")
    return level("edge", "other")


def _edge(fact: Fact) -> str:
    """Which end of a period a date is: "until", "since", or neither."""
    return fact.role if fact.role in EDGES else ""


def _grain(a: Fact, b: Fact) -> Level:
    """Whether two dates can be dates of one event: as fine as one another and no season apart."""
    a, b = same_year(a, b)
    if a.low is None or b.low is None or a.high is None or b.high is None:
        return level("grain", "same")
    wide, fine = max(a.high - a.low, b.high - b.low), min(a.high - a.low, b.high - b.low)
    gap = max(a.low - b.high, b.low - a.high, 0.0)
    years = fine >= YEAR
    if years and gap > GENERATION:
        return level("grain", "other")
    if gap and not years and (gap > SEASON or wide >= YEAR and fine <= WEEK):
        return level("grain", "other")
    return level("grain", "same")


def _title(left: FactView, right: FactView) -> Level:
    """Whether two persons hold one office: the offices as the names room reads them, "mayor", "president/IR"."""
    a, b = left.fact.role.partition("/")[0], right.fact.role.partition("/")[0]
    if not a or not b:
        return level("title", "unknown")
    return level("title", "same" if a == b else "other")


def _period(left: FactView, right: FactView) -> Level:
    if left.fact.kind in DATES:
        return level("period", "absent")
    if periods_apart(left, right):
        return level("period", "other")
    one, two = dated(left), dated(right)
    if not one and not two:
        return level("period", "absent")
    found = shared(one, two)
    if found == "same" and _since(left) != _since(right) and left.fact.kind != Kind.DURATION:
        return level("period", "other")
    if found == "other" and running(left) and running(right):
        cues = profile(left.text, left.lang).cues | profile(right.text, right.lang).cues
        if "tally" in cues:
            return level("period", "tally")
    if found == "absent" and (_long_ago(left, right) or _long_ago(right, left)):
        return level("period", "other")
    return level("period", found)


@once_a_view
def _since(view: FactView) -> bool:
    """Whether the figure runs from a date on: since January, against a figure of one day."""
    now = view.published
    return any(d.role == "since" and (now is None or d.high is None or d.high < now - OCCASION) for d in dated(view))


def _long_ago(view: FactView, other: FactView) -> bool:
    """Whether only this text dates its fact, and to another season than the other text's day of publication."""
    dates = [d for d in dated(view) if d.low is not None and d.high is not None]
    if not dates or dated(other) or other.published is None:
        return False
    at = other.published
    return all(d.high < at - SEASON or d.low > at + SEASON for d in dates if d.low is not None and d.high is not None)


def _deed(left: FactView, right: FactView) -> Level:
    """Whether two dates are of one act: approved against signed are two."""
    a, b = (
        frozenset(n for n in near(v) if concept(n).family == "polarity" and n not in NO_DEEDS)
        for v in (left, right)
    )
    if _acts_apart(left, right):
        return level("deed", "other")
    return level("deed", "same" if not a ^ b else "other" if a and b and not a & b else "odd")


def _acts_apart(left: FactView, right: FactView) -> bool:
    """Whether what is told of each side is another act: arrested against tried, opened against repaired."""
    a, b = (
        frozenset(n for n in near(v) if concept(n).family in ACT_FAMILIES or n in ACTS) for v in (left, right)
    )
    return bool(a) and bool(b) and not a & b and not {*a, *b} & VAGUE_ACTS


def _event(left: FactView, right: FactView) -> Level:
    """Whether two durations are of one event: a truce against the talks on a truce."""
    a, b = (frozenset(n for n in near(v) if concept(n).family == "event") for v in (left, right))
    return level("event", "other" if a != b and a and b else "same")


@once_a_view
def dated(view: FactView) -> list[Fact]:
    """The dates of a sentence; "now" and "already" are none."""
    return [f for f in view.siblings if f.kind == Kind.DATE and f.unit != "second"]


def _who(left: FactView, right: FactView) -> Level:
    if left.fact.kind in (Kind.PERSON, Kind.ORGANIZATION):
        return level("who", "absent")
    return level("who", shared(_persons(left), _persons(right)))


@once_a_view
def _persons(view: FactView) -> list[Fact]:
    return of_kinds(view.siblings, (Kind.PERSON,))


def _actor(left: FactView, right: FactView) -> Level:
    """Whether two named organisations act (lend, report, buy) of which the other text knows nothing."""
    if left.fact.kind not in QUANTITIES:
        return level("actor", "absent")
    return level("actor", shared(actors(left), actors(right)))


@once_a_view
def actors(view: FactView) -> list[Fact]:
    """The organisations that a sentence names as acting, those it only credits left out."""
    credited = [(f.start, f.end) for f in view.siblings if f.kind == Kind.ATTRIBUTION and f.role in CREDITS]
    return [
        f for f in view.siblings
        if f.kind == Kind.ORGANIZATION and f.value.partition(":")[2][:1].isupper()
        and not any(s <= f.start < e for s, e in credited)
    ]  # fmt: skip


def _beside(left: FactView, right: FactView) -> Level:
    """Whether the other quantities of the two sentences agree (evidence) or differ (another event)."""
    one, two = _quantities(left), _quantities(right)
    if not one or not two:
        return level("beside", "absent")
    agreed = differed = False
    counted = left.fact.kind in QUANTITIES
    for a in one:
        for b in two:
            if a is left.fact or b is right.fact or counted and a.concept in ("", left.fact.concept):
                continue
            if a.kind == b.kind and figures.one_noun(a.concept, b.concept) and figures.figure(a, b).value == "same":
                found = relation(a, b)
                agreed = agreed or found in MEETS
                differed = differed or (found == ValueRelation.DISJOINT and bool(a.concept))
    return level("beside", "agree" if agreed else "differ" if differed and not counted else "absent")


@once_a_view
def _quantities(view: FactView) -> list[Fact]:
    return of_kinds(view.siblings, QUANTITIES)


def _similarity(similarity: float | None) -> Level:
    if similarity is None:
        return level("similarity", "unknown")
    return level("similarity", "high" if similarity >= HIGH else "low" if similarity < LOW else "middle")
