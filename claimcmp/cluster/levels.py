"""What a story adds to the levels of two facts: nearness of their sentences, days, acts, names."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from claimcmp.cluster import weights
from claimcmp.cluster.apart import outside_year
from claimcmp.cluster.deeds import NAMED, act_level, is_speaker, is_telling_year
from claimcmp.match import FactView, Match
from claimcmp.match.context import COUNTED, MEETS, profile, relation
from claimcmp.match.view import once_a_view
from claimcmp.model import Fact, Kind, Level, ValueRelation


def of_names(left: FactView, right: FactView, match: Match) -> Match:
    """A long sentence dates and places many things: its dates and places tell little of the names in it."""
    if left.fact.kind not in NAMED:
        return match
    known = _aside.get(id(match))  # an entry holds its match, so that no other one can get its id
    if known is None:
        if len(_aside) >= MOST_ASIDE:
            _aside.clear()
        levels = tuple(
            Level(x.name, x.value, max(x.weight, weights.ASIDE)) if x.name in ("period", "place", "who") else x
            for x in match.levels
        )
        score = round(sum(x.weight for x in levels), 3)
        known = _aside[id(match)] = match, replace(match, score=score, levels=levels)
    return known[1]


_aside: dict[int, tuple[Match, Match]] = {}
MOST_ASIDE = 1 << 15  # matches remembered: thousands of pairs of facts have the same levels


@lru_cache(maxsize=1 << 14)
def told(name: str, value: str, weight: float) -> Level:
    """A level, one object for all pairs that have it: making one anew takes longer than finding it."""
    return Level(name, value, weight)


def own_levels(left: FactView, right: FactView, cosine: float | None, nearest: bool) -> list[Level]:
    """What a story adds: that both are on one event, how near the sentences are, whether the same day is named."""
    found = [told("story", "same", weights.SAME_STORY)]
    if cosine is not None:
        found.append(told("sentences", f"{cosine:.2f}", round(weights.at(cosine, weights.SENTENCES), 2)))
    if nearest:
        found.append(told("nearest", "mutual", weights.NEAREST))
    if left.fact.kind == Kind.POLARITY:
        found += _of_acts(left, right, cosine, nearest)
    if left.fact.kind in NAMED:
        found += _of_names(left, right)
    if left.fact.kind in (Kind.DATE, Kind.TIME):
        found += of_days(left, right)
    return found


def _of_acts(left: FactView, right: FactView, cosine: float | None, nearest: bool) -> list[Level]:
    """Whether two acts are about one thing: nearer sentences where one denies what the other affirms."""
    if against := _of_two_matters(left, right):
        return [Level("proposition", "unsure", against)]
    least = weights.SAME_PROPOSITION if nearest else weights.SURE_PROPOSITION
    one_speaker = left.fact.speaker == right.fact.speaker != ""
    denied = relation(left.fact, right.fact) == ValueRelation.DISJOINT
    far = (denied or not one_speaker) and cosine is not None and cosine < least
    return [Level("proposition", "other", weights.OTHER_PROPOSITION)] if far else []


def _of_names(left: FactView, right: FactView) -> list[Level]:
    """Whether two persons or places stand beside one act, and are one."""
    found = []
    if _figures_part(left, right):
        found.append(Level("figures", "other", weights.TWO_CONFLICTS))
    if left.fact.kind == Kind.PERSON and relation(left.fact, right.fact) == ValueRelation.EQUAL:
        found.append(Level("person", "same", weights.SAME_PERSON))
    if _other_offices(left.fact, right.fact):
        found.append(Level("office", "other", weights.OTHER_OFFICE))
    if _only_quoted(left, right):
        found.append(Level("quoted", "one", weights.OTHER_OFFICE))
    act = act_level(left, right, conflict=False)
    return found if act is None else [*found, act]


def _only_quoted(left: FactView, right: FactView) -> bool:
    """Whether one of two persons is quoted and the other holds no such office: who speaks and who was held are two."""
    a, b = left.fact, right.fact
    if a.kind != Kind.PERSON or relation(a, b) != ValueRelation.DISJOINT or not (is_speaker(left) or is_speaker(right)):
        return False
    return not a.role or a.role.partition("/")[0] != b.role.partition("/")[0]


def _other_offices(a: Fact, b: Fact) -> bool:
    """Whether two persons hold one office in two countries, bodies or fields: foreign minister, oil minister."""
    if a.kind != Kind.PERSON:
        return False
    left, right = a.role.split("/"), b.role.split("/")
    if left[0] != right[0] or relation(a, b) == ValueRelation.EQUAL:
        return False
    return any(x != y for x, y in zip(left[1:], right[1:], strict=False))


def of_days(left: FactView, right: FactView) -> list[Level]:
    """Whether two dates are of one act and name one day."""
    same = relation(left.fact, right.fact)
    act = act_level(left, right, conflict=same == ValueRelation.DISJOINT)
    found = [] if act is None else [act]
    long = max(_length(left.fact), _length(right.fact))
    if same in MEETS and short(left.fact) and short(right.fact):
        part = long <= weights.PART_GRAIN
        found.append(Level("day", "part", weights.SAME_PART) if part else Level("day", "same", weights.SAME_DAY))
    elif same == ValueRelation.EQUAL and is_telling_year(left):
        found.append(Level("day", "same year", weights.SAME_YEAR))
    elif same == ValueRelation.COMPATIBLE and long <= weights.DAYS_WIDE:
        found.append(Level("day", "within", weights.WITHIN_DAYS))
    elif outside_year(left.fact, right.fact):
        found.append(Level("day", "other year", weights.OTHER_PERIOD))
    elif same == ValueRelation.DISJOINT:
        near = beside(left.fact, right.fact)
        found.append(Level("day", "beside", weights.OTHER_DAY) if near else Level("day", "far", weights.FAR_DAY))
    return found


def _of_two_matters(left: FactView, right: FactView) -> float:
    """What speaks against one matter of two acts of one sign (both deny): two speakers, no word in common."""
    a, b = left.fact, right.fact
    if relation(a, b) != ValueRelation.EQUAL or a.speaker == b.speaker:
        return 0.0
    kinds = {x.speaker.partition(":")[0] for x in (a, b)}
    if len(kinds) == 1 and kinds <= {"place", "org"}:
        return weights.OTHER_SPEAKER
    one, two = (profile(v.fact.what, v.lang).topics for v in (left, right))
    return 0.0 if one & two else weights.UNSURE_PROPOSITION


def _figures_part(left: FactView, right: FactView) -> bool:
    """Whether two conflicting names stand beside figures that conflict too: two conflicts are two events."""
    if not _counts(left) or not _counts(right) or relation(left.fact, right.fact) != ValueRelation.DISJOINT:
        return False
    found = {
        relation(a, b) for a in _counts(left) for b in _counts(right) if a.kind == b.kind and a.concept == b.concept
    }
    return ValueRelation.DISJOINT in found and ValueRelation.EQUAL not in found


@once_a_view
def _counts(view: FactView) -> list[Fact]:
    return [f for f in view.siblings if f.kind in COUNTED]


def beside(a: Fact, b: Fact) -> bool:
    """Whether two dates lie no further apart than reports of one event err."""
    return _days_apart(a, b) <= weights.CONFLICT_DAYS


def _days_apart(a: Fact, b: Fact) -> float:
    """Days between two dates, of several readings the nearest; 0 where one is open."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return 0.0
    one, two = a.candidates or ((a.low, a.high),), b.candidates or ((b.low, b.high),)
    return min(max(x[0] - y[1], y[0] - x[1], 0.0) for x in one for y in two) / 86_400.0


def short(fact: Fact) -> bool:
    """Whether a date is a day or a part of one."""
    return _length(fact) <= weights.DAY_GRAIN


def _length(fact: Fact) -> float:
    return float("inf") if fact.low is None or fact.high is None else fact.high - fact.low
