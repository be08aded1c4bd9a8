"""What two sentences share and where they part, apart from the two facts in question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from claimcmp.facts import KINDS, imported
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.match.view import FactView, once_a_view
from claimcmp.match.years import same_year
from claimcmp.model import Bound, Fact, Kind, ValueRelation
from claimcmp.text import normalize

DAY, EVENING, MORNING = 86_400.0, 17 * 3600.0, 6 * 3600.0
SHARE_SLACK = 0.5  # percentage points between a fraction in words and its rounded share
FRACTION_SLACK = 2.5  # percentage points that a fraction in words is loose by
PART_SLACK = 3 * 3600.0  # dawn begins at two in one language, at midnight in another
_ZONED = re.compile(r"T.*(Z|[+-]\d\d:\d\d)$")
_OFFSET = re.compile(r"T.*?([+-])(\d\d):(\d\d)$")
MEETS = (ValueRelation.EQUAL, ValueRelation.COMPATIBLE)  # relations of values that both can be true
ZONES = 14 * 3600.0  # no two clocks on earth are further apart
COUNTED = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION)
GROUPS = frozenset(("child", "woman", "man", "youth", "elderly", "student"))
TOPIC_REACH = 75  # characters to either side of a fact whose words say what it is about
HAN_TOPIC_REACH = 30
MODIFIER_REACH = 45  # characters around a fact in which a qualifier belongs to it
MOST_TOPICS = 1 << 15  # pairs of sets of topics remembered: the sentences of one story are on few topics
TOPIC_FAMILIES_OUT = frozenset({"direction", "change_dir", "noun", "count_mode", "fx"})


@dataclass(frozen=True, slots=True)
class Profile:
    """The concepts and cues of one sentence."""

    concepts: frozenset[str]
    topics: frozenset[str]
    exclusive: dict[str, frozenset[str]]
    said: tuple[str, str]  # text and language

    @property
    def cues(self) -> frozenset[str]:
        """The cues, looked for where they are asked for."""
        return _cues(*self.said)


@lru_cache(maxsize=16384)
def _cues(text: str, lang: str) -> frozenset[str]:
    return frozenset(h.concept for h in cues_in(text, lang))


@lru_cache(maxsize=16384)
def profile(text: str, lang: str) -> Profile:
    """The concepts of a sentence: all, those that say its topic, those that exclude others."""
    names = frozenset(h.concept for h in concepts_in(text, lang))
    exclusive: dict[str, set[str]] = {}
    for name in names:
        known = concept(name)
        if "exclusive" in known.traits and known.family:
            exclusive.setdefault(known.family, set()).add(name)
    topics = frozenset(
        n for n in names if concept(n).family not in TOPIC_FAMILIES_OUT and "weak" not in concept(n).traits
    )
    return Profile(names, topics, {k: frozenset(v) for k, v in exclusive.items()}, (text, lang))


def contrasts(left: Profile, right: Profile) -> list[tuple[str, str]]:
    """Members of one exclusive family of which each side has another one."""
    found: list[tuple[str, str]] = []
    if not left.exclusive or not right.exclusive:
        return found
    for family in sorted(left.exclusive.keys() & right.exclusive.keys()):
        a, b = left.exclusive[family], right.exclusive[family]
        if not a & b:
            found.append((min(a), min(b)))
    return found


@once_a_view
def near(view: FactView) -> frozenset[str]:
    """The concepts of the words around a fact."""
    reach = HAN_TOPIC_REACH if "\u2e80" < view.text[:1] < "\ua000" else TOPIC_REACH
    position = normalize(view.text).position
    a, b = position(max(0, view.fact.start - reach)), position(min(len(view.text), view.fact.end + reach))
    return frozenset(h.concept for h in concepts_in(view.text, view.lang) if h.end > a and h.start < b)


@once_a_view
def around(view: FactView) -> frozenset[str]:
    """The topics of the words around a fact: in a long sentence a date belongs to the verb beside it."""
    names = near(view)
    topics = names & profile(view.text, view.lang).topics
    if view.fact.kind in COUNTED:
        return topics
    return topics | {n for n in names if concept(n).family == "noun" and n != "person"}  # a date is of a ship, a train


@lru_cache(maxsize=MOST_TOPICS)
def topic_level(left: frozenset[str], right: frozenset[str], *but: str) -> str:
    """How far two sets of topics meet, those of ``but`` left out: "same", "some", "none", "unknown"."""
    out = {*but}
    a, b = left - out, right - out
    shared, possible = len(a & b), min(len(a), len(b))
    if shared and a == b:
        return "same"
    if shared >= 2 and shared >= 0.5 * possible:
        return "same"
    if shared:
        return "some"
    return "none" if possible >= 2 else "unknown"


_related: dict[tuple[int, int], tuple[Fact, Fact, ValueRelation]] = {}
MOST_RELATED = 1 << 16  # pairs remembered: several levels and stages ask for the same two facts


def relation(a: Fact, b: Fact) -> ValueRelation:
    """How the values of two facts of one kind relate."""
    key = id(a), id(b)  # an entry holds its facts, so that no other fact can get their ids
    known = _related.get(key)
    if known is None:
        if len(_related) >= MOST_RELATED:
            _related.clear()
        known = _related[key] = a, b, _relation(a, b)
    return known[2]


def _relation(a: Fact, b: Fact) -> ValueRelation:
    if a.kind == Kind.POLARITY and a.modality == b.modality:
        a, b = replace(a, modality=""), replace(b, modality="")
    if a.kind == b.kind == Kind.DATE:
        a, b = same_year(a, b)
    if a.kind == b.kind == Kind.DATE and zoned(a) and zoned(b):
        a, b = in_one_zone(a), in_one_zone(b)
    found = _compare(a.kind)(a, b)
    assert isinstance(found, ValueRelation)
    if found == ValueRelation.COMPATIBLE and a.kind == b.kind == Kind.DATE:
        if nights_apart(a, b):
            return ValueRelation.DISJOINT
        if same_moment(a, b):
            return ValueRelation.EQUAL
    if a.kind == b.kind == Kind.PERCENT and same_share(a, b):
        return ValueRelation.EQUAL
    if found == ValueRelation.DISJOINT and a.kind == b.kind == Kind.PERCENT and loose_share(a, b):
        return ValueRelation.COMPATIBLE
    if found == ValueRelation.DISJOINT and one_zoned(a, b):
        return ValueRelation.COMPATIBLE
    if found == ValueRelation.INCOMPARABLE and a.kind == b.kind == Kind.MONEY and same_figure(a, b):
        return ValueRelation.DISJOINT
    return found


@cache
def _compare(kind: str) -> Callable[..., object]:
    return imported(KINDS[Kind(kind)])


def same_share(a: Fact, b: Fact) -> bool:
    """A fraction in words and its rounded percentage: a third and 33%."""
    exact = a.bound == b.bound == Bound.EXACT and a.low is not None and b.low is not None
    return exact and "share" in (a.role, b.role) and abs((a.low or 0.0) - (b.low or 0.0)) <= SHARE_SLACK


def loose_share(a: Fact, b: Fact) -> bool:
    """A fraction in words beside a percentage near it: half and 51%, one in three and 32.4%."""
    if ("share" in (a.role, b.role)) and a.role != b.role and a.low is not None and b.low is not None:
        return abs(a.low - b.low) <= FRACTION_SLACK
    return False


def nights_apart(a: Fact, b: Fact) -> bool:
    """Sunday night against dawn on Monday: the hours meet, the days that the two name do not."""
    if a.low is None or b.low is None or not a.unit == b.unit == "part":
        return False
    early, late = sorted((a.low, b.low))
    return late // DAY == early // DAY + 1 and early % DAY >= EVENING and late % DAY <= MORNING


def same_moment(a: Fact, b: Fact) -> bool:
    """Whether two dates are one day, or one part of one day in the words of two languages (dawn, madrugada)."""
    if (a.low, a.high) == (b.low, b.high) and a.low is not None:
        return True
    if a.low is None or b.low is None:
        return False
    if {a.unit, b.unit} == {"part", "day"}:  # dawn on the 10th, the 10th
        return a.low // DAY == b.low // DAY
    if not a.unit == b.unit == "part":
        return False
    return abs(a.low - b.low) <= PART_SLACK


def one_zoned(a: Fact, b: Fact) -> bool:
    """Whether only one of two clock times names its zone and the other may be the same moment in another zone."""
    if a.kind != Kind.DATE or a.low is None or b.low is None or zoned(a) == zoned(b):
        return False
    return {a.unit, b.unit} <= {"hour", "minute", "second"} and abs(a.low - b.low) <= ZONES


def zoned(fact: Fact) -> bool:
    """Whether the text names the zone of a clock time: "22:00 GMT", "7 a.m. EST"."""
    return bool(_ZONED.search(fact.value))


def in_one_zone(fact: Fact) -> Fact:
    """A clock time that names its zone, told in UTC.

    >>> in_one_zone(Fact("date", 0, 1, low=7200.0, high=7260.0, value="1970-01-01T02:00+02:00")).low
    0.0
    """
    offset = _OFFSET.search(fact.value)
    if offset is None or fact.low is None or fact.high is None:
        return fact
    ahead = (int(offset[2]) * 3600.0 + int(offset[3]) * 60.0) * (-1.0 if offset[1] == "-" else 1.0)
    return replace(fact, low=fact.low - ahead, high=fact.high - ahead, candidates=())


def same_figure(a: Fact, b: Fact) -> bool:
    """One figure in two currencies: 500 million US dollars against 500 million Canadian dollars."""
    return bool(a.unit and b.unit) and a.low is not None and a.low == b.low and a.high == b.high


def of_kinds(facts: Iterable[Fact], kinds: tuple[Kind, ...]) -> list[Fact]:
    """The facts of some kinds."""
    return [f for f in facts if f.kind in kinds]


def shared(left: list[Fact], right: list[Fact]) -> str:
    """Whether values meet: "absent", "same" (any two values meet) or "other" (values on both sides, none meets)."""
    if not left or not right:
        return "absent"
    met, compared = False, False
    for a in left:
        for b in right:
            if a.kind == b.kind:
                found = relation(a, b)
                met = met or found in MEETS
                compared = compared or found != ValueRelation.INCOMPARABLE
    return "same" if met else "other" if compared else "absent"


@once_a_view
def groups(view: FactView) -> frozenset[str]:
    """The groups of people that a share is of: the young, women, pensioners."""
    return frozenset(n for n in near(view) if n in GROUPS)


@once_a_view
def local_modifiers(view: FactView) -> frozenset[str]:
    """Qualifiers near the fact that make it another one: deadline, capacity, asked for, ban, deputy."""
    start, end = max(0, view.fact.start - MODIFIER_REACH), view.fact.end + MODIFIER_REACH
    position = normalize(view.text).position
    a, b = position(start), position(min(end, len(view.text)))
    return frozenset(
        h.concept for h in concepts_in(view.text, view.lang)
        if h.end > a and h.start < b and "onesided" in concept(h.concept).traits
        and (h.concept == "deadline") == (view.fact.kind in (Kind.DATE, Kind.TIME))
        and (h.concept != "deputy")
    ) | (groups(view) if view.fact.kind == Kind.PERCENT else frozenset())  # fmt: skip
