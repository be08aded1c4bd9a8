"""What makes two values in conflict values of two things, although what is counted and what happened is alike.

Whose drones were shot down, whose coach spoke; one town or two towns together; a country or its bloc; staff or jobs
cut; the height of a flight or of the snow. Each rule only ever leaves a conflict unsaid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.facts.nouns.lexicon import ConceptHit, cues_in
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import MEETS, near, profile, relation
from claimcmp.match.editions import two_editions, two_lists
from claimcmp.match.figures import QUANTITIES, outcomes
from claimcmp.match.joint import joint
from claimcmp.match.places import meet
from claimcmp.match.view import FactView, once_a_view
from claimcmp.match.whose import of_two, two_offices
from claimcmp.model import Fact, Kind, Level, ValueRelation
from claimcmp.text import normalize

REACH = 60  # characters around a figure in which a word of its kind belongs to it
BESIDE = 30  # and in which a place is where it is counted
STAFF = frozenset({"job", "worker"})  # a firm has them as a whole and in each country, for good and for a time
LEAVING = frozenset({"left_job", "resigned"})
FEW = 12  # counts up to a dozen meet and part by chance
WHOLE = 100.0  # per cent
TENURE = ("lasting", "passing")
DATES = (Kind.DATE, Kind.TIME)
SERIES = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE)
OTHERS = 20  # characters around a figure in which "others" is said of what it counts
TREMORS = frozenset({"aftershock", "new_series"})
RATES = (Kind.PERCENT, Kind.MONEY, Kind.NUMBER)
NO_SUBJECT = frozenset({"measure", "direction", "change_dir", "damage", "outcome", "count_mode"})


def unlike(left: FactView, right: FactView) -> str:
    """Why two values in conflict are of two things: "each", "whose", "together", "bloc", "rest", "staff", "subject",
    "contrast", "others", "list", "office", "event", "edition", "series"; "" where nothing says so.

    >>> a = FactView(Fact("measure", 0, 6, concept="height"), text="3000 m", lang="en")
    >>> unlike(a, a)
    'subject'
    """
    kind = left.fact.kind
    if kind == Kind.PERSON:
        return "office" if two_offices(left, right) else ""
    if kind in DATES:
        if two_tremors(left, right):
            return "event"
        return "edition" if two_editions(left, right) else "series" if in_series(left, right) else ""
    if kind not in QUANTITIES:
        return ""
    return next((name for name, holds in RULES if holds(left, right)), "")


@once_a_view
def _cues(view: FactView) -> frozenset[str]:
    """The cues beside the figure, of its own clause or not."""
    return frozenset(h.concept for h in _cue_hits(view))


def _cue_hits(view: FactView) -> list[ConceptHit]:
    position = normalize(view.text).position
    a, b = position(max(0, view.fact.start - REACH)), position(min(len(view.text), view.fact.end + REACH))
    return [h for h in cues_in(view.text, view.lang) if h.end > a and h.start < b]


def two_tremors(left: FactView, right: FactView) -> bool:
    """Whether only one of two texts is on an aftershock or on another quake."""
    one, two = (TREMORS & profile(v.text, v.lang).concepts for v in (left, right))
    return one != two


def in_series(left: FactView, right: FactView) -> bool:
    """Whether the sentences of two dates give another figure of one noun each: a price of Monday, one of Wednesday."""
    one, two = ([f for f in v.siblings if f.kind in SERIES] for v in (left, right))
    related = {relation(a, b) if a.unit and b.unit else _bare_relation(a, b)
               for a in one for b in two if a.kind == b.kind and _one_series(a, b)}  # fmt: skip
    return ValueRelation.DISJOINT in related and related.isdisjoint(MEETS)


def _one_series(a: Fact, b: Fact) -> bool:
    """Whether two figures may be of one series: of one noun, or of one unit that is no mere count."""
    if a.kind == Kind.NUMBER:
        return bool(a.concept) and a.concept == b.concept
    return a.unit == b.unit or a.kind == Kind.MONEY and "" in (a.unit, b.unit)


def _bare_relation(a: Fact, b: Fact) -> ValueRelation:
    """How two figures relate of which one leaves its unit open."""
    unit = a.unit or b.unit
    return relation(replace(a, unit=unit), replace(b, unit=unit))


def one_bloc(left: FactView, right: FactView) -> bool:
    """Whether a rate of one text is of a bloc ("the euro zone") and the other's of a country that it does not name."""
    if left.fact.kind not in RATES:
        return False
    for a, b in ((left, right), (right, left)):
        if "bloc" in _cues(a) and "bloc" not in _cues(b) and _countries(b) and not _meet(_countries(a), _countries(b)):
            return True
    return False


def _countries(view: FactView) -> list[Fact]:
    return [f for f in view.siblings if f.kind == Kind.PLACE and not f.value.startswith("place:?")]


def _meet(one: list[Fact], two: list[Fact]) -> bool:
    return any(meet(a, b) for a in one for b in two)


def two_staffs(left: FactView, right: FactView) -> bool:
    """Whether one count is of jobs that go, that are only for a time or in one country, and the other is not."""
    names = {left.fact.concept, right.fact.concept, left.fact.role, right.fact.role}
    if left.fact.kind != Kind.NUMBER or not names & STAFF or any(concept(n).family == "outcome" for n in names):
        return False
    if bool(LEAVING & near(left)) != bool(LEAVING & near(right)):
        return True
    if any((cue in _cues(left)) != (cue in _cues(right)) for cue in TENURE):
        return True
    return _placed(left) != _placed(right) and not (_of_event(left) or _of_event(right))


def _of_event(view: FactView) -> bool:
    """Whether something happened to people there: workers trapped in a mine are no staff."""
    return any(concept(n).family in ("event", "outcome", "damage") for n in profile(view.text, view.lang).concepts)


@once_a_view
def _placed(view: FactView) -> bool:
    """Whether a listed place stands beside the figure."""
    a, b = view.fact.start - BESIDE, view.fact.end + BESIDE
    listed = (f for f in view.siblings if f.kind == Kind.PLACE and not f.value.startswith("place:?"))
    return any(f.end > a and f.start < b for f in listed)


def two_subjects(left: FactView, right: FactView) -> bool:
    """Whether two heights, lengths, weights or speeds stand beside no common word or name that has them."""
    if left.fact.kind != Kind.MEASURE or "weak" not in concept(left.fact.concept).traits:
        return False
    return not _subjects(left) & _subjects(right) and shared_names(left, right) not in ("same", "many")


@once_a_view
def _subjects(view: FactView) -> frozenset[str]:
    return frozenset(n for n in near(view) if concept(n).family not in NO_SUBJECT)


def contrasted(left: FactView, right: FactView) -> bool:
    """Whether another figure of this very noun and unit is equal: what differs is what each text sets it against.

    29.8 percent in June, down from 38; 29.8 percent in towns, 30.4 in the country.
    """
    if left.fact.kind not in (Kind.PERCENT, Kind.MONEY):
        return False
    return any(
        relation(a, b) == ValueRelation.EQUAL
        for a in _like(left) for b in _like(right) if a.concept == b.concept or "" in (a.concept, b.concept)
    )  # fmt: skip


def _like(view: FactView) -> list[Fact]:
    """The other figures of a sentence of the same kind and unit."""
    own = view.fact
    return [f for f in view.siblings if f is not own and f.start != own.start and f.kind == own.kind
            and f.unit == own.unit and (f.concept == own.concept or "" in (f.concept, own.concept))]  # fmt: skip


def further(left: FactView, right: FactView) -> bool:
    """Whether one count is of so many others beside a first count of the same noun: five villages, 15 others."""
    return _further(left) != _further(right)


@once_a_view
def _further(view: FactView) -> bool:
    if view.fact.kind != Kind.NUMBER or not any(
        f.kind == Kind.NUMBER and f.start < view.fact.start and f.concept == view.fact.concept for f in view.siblings
    ):
        return False
    position = normalize(view.text).position
    a, b = position(max(0, view.fact.start - OTHERS)), position(min(len(view.text), view.fact.end + OTHERS))
    return any(h.concept == "others" and h.end > a and h.start < b for h in cues_in(view.text, view.lang))


def the_rest(left: FactView, right: FactView) -> bool:
    """Whether two shares make up the whole: 60% without water, 40% with water again."""
    a, b = left.fact.low, right.fact.low
    return left.fact.kind == Kind.PERCENT and a is not None and b is not None and a + b == WHOLE and a != b


def other_count(left: FactView, right: FactView, levels: tuple[Level, ...]) -> bool:
    """Whether two equal counts are of other things (tents, people), or equal by chance: 7 people held, 7 candidates.

    ``levels``: those of their match.
    """
    if left.fact.kind != Kind.NUMBER:
        return False
    noun = next((x.value for x in levels if x.name == "noun"), "")
    few = all(f.low is not None and f.low <= FEW for f in (left.fact, right.fact))
    people = [is_a(v.fact.concept, "person") for v in (left, right)]
    things = [bool(concept(v.fact.concept).parent) for v in (left, right)]  # a firm may stand for its people
    mixed = noun == "other" and people[0] != people[1] and all(things)
    counted = [bool(outcomes(v.fact)) for v in (left, right)], [bool(v.fact.concept) for v in (left, right)]
    return mixed or few and noun in ("unknown", "sole") and all(x[0] != x[1] for x in counted)


def one_each(left: FactView, right: FactView) -> bool:
    """Whether one count is of each side and the other is not: 150 each, 300."""
    return ("each" in left.fact.scope.split()) != ("each" in right.fact.scope.split())


Rule = Callable[[FactView, FactView], bool]
RULES: tuple[tuple[str, Rule], ...] = (
    ("each", one_each), ("whose", of_two), ("together", joint), ("bloc", one_bloc),
    ("list", two_lists), ("edition", two_editions), ("rest", the_rest), ("staff", two_staffs),
    ("subject", two_subjects), ("contrast", contrasted), ("others", further),
)  # fmt: skip
