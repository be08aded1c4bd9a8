"""The verdict on two facts of one claim: that they fill one slot is settled by the story, so values that meet are told.

A conflict asks for more: the two facts by themselves are safely one, or the story's evidence for one slot is strong.
"""

from __future__ import annotations

from dataclasses import replace

from claimcmp.comparer.judge import Judgement, compare_facts, value_verdict
from claimcmp.comparer.plans import meeting_dates
from claimcmp.comparer.reckoned import PARTS, adds_up
from claimcmp.comparer.together import tells_denied
from claimcmp.comparer.updates import part_of, provisional
from claimcmp.comparer.vetoes import vetoed
from claimcmp.comparer.why import reason
from claimcmp.match import FactView
from claimcmp.match.context import MEETS, relation
from claimcmp.match.figures import QUANTITIES, defining, fates_apart
from claimcmp.match.same import DATES
from claimcmp.match.unlike import FEW, other_count, unlike
from claimcmp.model import Bound, Fact, Kind, Level, ValueRelation, Verdict

# Log odds of a story edge from which two conflicting values of one slot are told: set on the story benchmark.
SURE_FIGURE, SURE_DATE = 1.2, 0.3
SURE_LATER = 0.0  # an update is told sooner: that a count went on accuses nobody
SETTING_MET = {("period", "same"), ("topic", "same"), ("who", "same")}
ONE_OFFICE = 0.5  # two persons who are said to hold or stand for one office
DOUBTFUL = 0.6  # and below which two dates, however alike their sentences, are left unsaid
# And below which the dates or places of a slot in which no two reports agree are left unsaid.
LONE: dict[str, float] = {Kind.DATE: 2.5, Kind.TIME: 2.5, Kind.PLACE: 2.0}
DENIED, UNNAMED = "denied", "person:?"
FIGURE = frozenset({"figure"})
TELLING, APART = frozenset({"contrast", "modifier", *FIGURE}), -5.0  # levels that no evidence of a story outweighs
TELLING_DATES = TELLING | {"deed"}  # a strike began on one day and spread on another
FAR, SURE_FAR = 2.0, 2.2  # figures of which one is twice the other contradict one another only from this evidence
ROUNDED = 1.05  # how far a rounded share of one thing may lie off it
LOOSE = 1.0  # evidence from which a vague count of a wider group may be of the narrower one
SCALE = 6.0  # and of which one is six times the other never


def compare_members(left: FactView, right: FactView, *, evidence: float | None = None) -> Judgement:
    """The verdict on two facts of one claim; ``evidence`` is the story's, in log odds."""
    found = _judged(left, right, evidence)
    verdict, time = found.verdict, ""
    if verdict == Verdict.COMPATIBLE and left.fact.kind in DATES:
        verdict = meeting_dates(left, right)
    elif verdict == Verdict.COMPATIBLE and _loosely_met(left, right, found):
        verdict, time = Verdict.UNRELATED, "too little in common"
    elif verdict == Verdict.DIFFER and provisional(left, right):
        verdict, time = Verdict.UPDATED, "later count"
    elif verdict == Verdict.DIFFER and (
        _small_change(left, right) or _placed_apart(left, right, found) or _lone_names(left.fact, right.fact)
    ):
        verdict, time = Verdict.UNRELATED, "too little in common"
    if (at_most := vetoed(left, right, verdict))[1]:
        verdict, time = at_most
    return found if verdict == found.verdict else _told(found, verdict, time, left, right, evidence)


def _judged(left: FactView, right: FactView, evidence: float | None) -> Judgement:
    judged = compare_facts(left, right, prior="pair" if left.fact.kind in QUANTITIES else "none")
    if fates_apart(left.fact, right.fact):
        return _told(judged, Verdict.UNRELATED, "", left, right, evidence)
    apart = _part_alone(left, right, judged) or other_count(left, right, judged.levels)
    if judged.verdict == Verdict.UNRELATED and apart:
        return judged
    if judged.verdict in (Verdict.COMPATIBLE, Verdict.UNRELATED) and (
        nominally_equal(left.fact, right.fact) or one_name(left.fact, right.fact)
    ):
        return _told(judged, Verdict.AGREE, "", left, right, evidence)
    if _unasserted(left, right):
        return _told(judged, Verdict.UNRELATED, "", left, right, evidence)
    if judged.verdict == Verdict.DIFFER and left.fact.kind in DATES and evidence is not None and evidence < DOUBTFUL:
        return _told(judged, Verdict.UNRELATED, "too little in common", left, right, evidence)
    if judged.verdict == Verdict.DIFFER and _far_apart(left, right, evidence):
        return _told(judged, Verdict.UNRELATED, "too far apart", left, right, evidence)
    if judged.verdict != Verdict.UNRELATED:
        return judged
    verdict, time = value_verdict(left, right, relation(left.fact, right.fact))
    if verdict == Verdict.DIFFER and told_apart(judged, TELLING_DATES if left.fact.kind in DATES else TELLING):
        return judged
    later = verdict == Verdict.UPDATED and (evidence is None or evidence >= SURE_LATER)
    if verdict in (Verdict.DIFFER, Verdict.UPDATED):
        if left.fact.kind == Kind.NUMBER and adds_up(left, right):
            return _told(judged, Verdict.AGREE, PARTS, left, right, evidence)
        if unlike(left, right):
            return judged
    if verdict in (Verdict.AGREE, Verdict.COMPATIBLE) or verdict != Verdict.UNRELATED and (
        later or _sure(left, right, evidence)
    ):
        return _told(judged, verdict, time, left, right, evidence)
    return judged


def told_apart(judged: Judgement, names: frozenset[str] = TELLING) -> bool:
    """Whether a level by itself tells the two facts apart: then no likeness of a story makes a conflict of them."""
    return any(x.name in names and x.weight <= APART for x in judged.levels)


def _unasserted(left: FactView, right: FactView) -> bool:
    """Whether a denial meets a sentence that neither confirms anything nor tells what is denied."""
    if left.fact.kind != Kind.POLARITY or (left.fact.id < 0) == (right.fact.id < 0):
        return False
    denier, other = (left, right) if right.fact.id < 0 else (right, left)
    return not tells_denied(denier, other)


def _part_alone(left: FactView, right: FactView, judged: Judgement) -> bool:
    """Whether one count is a part of something and the other is not: then even equal ones are of two things."""
    if left.fact.kind != Kind.NUMBER or not told_apart(judged, FIGURE):
        return False
    if left.fact.concept == right.fact.concept not in ("", "person"):
        return False  # the dead of two texts, of whom one says that they are among others
    return ("part" in left.fact.scope.split()) != ("part" in right.fact.scope.split())


def _told(
    judged: Judgement, verdict: Verdict, time: str, left: FactView, right: FactView, evidence: float | None
) -> Judgement:
    """A verdict that the claim gives: what speaks for it is shown, and the story's evidence where that is more."""
    found = relation(left.fact, right.fact)
    told = verdict != Verdict.UNRELATED
    kept = tuple(x for x in judged.levels if x.name not in ("value", "time") and not (told and x.weight < 0))
    if told and evidence is not None and evidence > judged.score:
        kept = (Level("claim", "one", round(evidence, 2)), *kept)
    levels = (*kept, Level("value", found.value, 0.0), *((Level("time", time, 0.0),) if time else ()))
    why = _denial(left, right) if verdict == Verdict.DIFFER and left.fact.kind == Kind.POLARITY else ""
    shown = sum(x.weight for x in levels if x.name != "claim") if told else judged.score
    score = max(shown, evidence or shown) if told else judged.score
    return Judgement(verdict, score, levels, why or reason(verdict, left, right, levels))


def _denial(left: FactView, right: FactView) -> str:
    """Who has it denied and who has it asserted, by outlet."""
    denied, stated = (left, right) if left.fact.value == DENIED else (right, left)
    return f"denied in {denied.outlet}, stated in {stated.outlet}" if denied.outlet and stated.outlet else ""


def _sure(left: FactView, right: FactView, evidence: float | None) -> bool:
    """Whether the story is sure enough of one slot to tell a conflict in it."""
    if left.fact.kind == Kind.POLARITY:
        return DENIED in (left.fact.value, right.fact.value)  # the story has looked at what is denied
    if evidence is None or part_of(left, right):
        return False
    if left.fact.kind == Kind.PERSON and left.fact.role and _office(left.fact) == _office(right.fact):
        return evidence >= ONE_OFFICE
    if left.fact.kind in QUANTITIES:
        return evidence >= SURE_FIGURE and not _far_apart(left, right, evidence)
    return evidence >= (SURE_DATE if left.fact.kind in DATES else SURE_FIGURE)


def too_lone(left: FactView, right: FactView, evidence: float | None, *, agreed: bool) -> bool:
    """Whether dates or places conflict where no two reports agree, and the story is not sure that it is one slot."""
    return not agreed and evidence is not None and evidence < LONE.get(left.fact.kind, float("-inf"))


def _small_change(left: FactView, right: FactView) -> bool:
    """Whether two small counts conflict of which no table knows that they count one thing: two calls, three votes."""
    a, b = left.fact, right.fact
    if a.kind != Kind.NUMBER or a.concept and a.concept == b.concept:
        return False
    return all(f.low is not None and f.low <= FEW for f in (a, b))


def _lone_names(a: Fact, b: Fact) -> bool:
    """Whether two persons conflict of whom neither is named in full: a lone word may as well be a country's name."""
    return a.kind == b.kind == Kind.PERSON and all(UNNAMED not in f.value and " " not in f.value for f in (a, b))


def _loosely_met(left: FactView, right: FactView, found: Judgement) -> bool:
    """Whether two figures of two things meet only because one is vague: "hundreds" of people, 500 prisoners.

    Inflation at 29.8% and a currency that lost nearly 29%, a rate of 27.25% and "almost 30%".
    """
    a, b = left.fact, right.fact
    if a.kind != b.kind or a.concept == b.concept or nominally_equal(a, b):
        return False
    if a.kind == Kind.NUMBER:
        return found.score < LOOSE and any((x.name, x.value) == ("noun", "wider") for x in found.levels)
    if a.kind != Kind.PERCENT:
        return False
    less, more = sorted((_middle(a), _middle(b)))
    two = bool(a.concept and b.concept) and (defining(a.concept) or defining(b.concept))
    return two or {a.bound, b.bound} <= {Bound.EXACT, Bound.APPROX} and more > ROUNDED * less


def _middle(fact: Fact) -> float:
    low = fact.low if fact.low is not None else fact.high or 0.0
    return (low + (fact.high if fact.high is not None else low)) / 2


def _placed_apart(left: FactView, right: FactView, found: Judgement) -> bool:
    """Whether two places conflict in sentences that share no time, names, persons or topic: two things, two places."""
    values = {(x.name, x.value) for x in found.levels}
    return left.fact.kind == right.fact.kind == Kind.PLACE and not values & SETTING_MET


def _office(fact: Fact) -> list[str]:
    """An office with its field: deputy minister, foreign."""
    return fact.role.split("/")[:2]


def nominally_equal(a: Fact, b: Fact) -> bool:
    """Whether two figures are one but for a word such as "about": about 9,000 and 9,000, 12 km and about 7.5 miles.

    Or for a currency that one text leaves open: half a million pounds, 500,000 Lebanese pounds.
    """
    if a.kind == b.kind == Kind.MONEY and "" in (a.unit, b.unit):
        a = replace(a, unit=b.unit) if not a.unit else a
        b = replace(b, unit=a.unit)
    if a.kind not in QUANTITIES or a.kind != b.kind or not {a.bound, b.bound} <= {Bound.EXACT, Bound.APPROX}:
        return False
    if a.low is None or a.low != a.high or b.low is None or b.low != b.high:
        return False
    return relation(replace(a, bound=Bound.EXACT), replace(b, bound=Bound.EXACT)) == ValueRelation.EQUAL


def one_name(a: Fact, b: Fact) -> bool:
    """Whether two names are of one person, one of them in full."""
    named = a.kind == b.kind == Kind.PERSON and UNNAMED not in (a.value, b.value)
    return named and relation(a, b) in MEETS


def _far_apart(left: FactView, right: FactView, evidence: float | None) -> bool:
    """Whether one figure is twice the other where the story is not sure of one slot: registered voters, votes cast."""
    if evidence is None or left.fact.kind not in QUANTITIES:
        return False
    return _scales_apart(left.fact, right.fact, FAR if evidence < SURE_FAR else SCALE)


def _scales_apart(a: Fact, b: Fact, times: float) -> bool:
    """Whether two figures lie so far apart that they measure two things: two years of works, two weeks of a stop."""
    from claimcmp.facts.quantity.base import in_base

    raw = [abs(f.low if f.low is not None else f.high or 0.0) for f in (a, b)]
    one, two = (in_base(size, f.unit) or (size, f.unit) for size, f in zip(raw, (a, b), strict=True))
    if one[1] != two[1]:
        return a.kind != Kind.NUMBER
    small, large = sorted((one[0], two[0]))
    return large >= times * max(small, 1e-9)
