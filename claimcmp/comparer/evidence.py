"""What two sentences give to judge them by: named, readable features, each worth what ``verdicts.toml`` says.

Nothing here decides. A feature is 1 where it holds; "score" and "alike" features carry a number. What the words of the
tables do not know, the likeness of the two sentences (their cosine) still says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claimcmp.comparer.acts import acts, alike, offices_apart, opposed, silent, strangers
from claimcmp.comparer.align import Aligned, now
from claimcmp.comparer.denied import denied_by
from claimcmp.comparer.gainsaid import gainsaid
from claimcmp.comparer.judge import value_verdict
from claimcmp.comparer.leftover import left_over, outcomes_apart, values_left
from claimcmp.comparer.names import issuers, leftover, offices, one_named, persons, places
from claimcmp.comparer.plans import days_apart
from claimcmp.comparer.scores import scores
from claimcmp.comparer.support import slip
from claimcmp.comparer.together import conflicts, fates, speakers, stances
from claimcmp.comparer.topics import Pair, likeness, subjects
from claimcmp.comparer.updates import apart, moved
from claimcmp.facts.names.relation import namesakes
from claimcmp.facts.nouns.denials import denials_in
from claimcmp.match import FactView, Match, same_fact
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import contrasts, near, profile, relation, topic_level
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.places import meet
from claimcmp.match.same import DATES
from claimcmp.match.unlike import unlike
from claimcmp.model import Fact, Kind, ValueRelation, Verdict

GROUPS = (("figure", QUANTITIES), ("date", DATES))
NAMES = (("person", Kind.PERSON), ("place", Kind.PLACE), ("body", Kind.ORGANIZATION))
RULES = (
    ("scores", scores), ("act opposed", opposed), ("act alike", alike), ("office", offices), ("persons", persons),
    ("places", places), ("issuers", issuers),
)  # fmt: skip
TELLING_CUES = ("negation", "tally", "rising", "correction", "first_count", "sole", "remaining")
APART = -3.0  # a level that by itself tells two facts apart
LOW, STEEP = 0.5, 10.0
COMMON = 12  # counts up to a dozen meet by chance
RATIOS = ((1.5, "close"), (3.0, "near"), (10.0, "far"))
HOUR = 3600.0
GAPS = ((4 * HOUR, "hours"), (16 * HOUR, "half a day"), (48 * HOUR, "a day"))
MEETING_NAMES = ("equal", "compatible")
MEETING, CONFLICT = ("agree", "compatible"), ("differ", "updated")

OTHER_OUTCOME = "of another outcome"  # killed and injured: two facts, whatever their values

Features = dict[str, float]
Decision = tuple[Verdict, Aligned | None, str]


@dataclass(frozen=True, slots=True)
class Met:
    """The best-supported pair of facts of one group and one value verdict."""

    left: FactView
    right: FactView
    match: Match


def evidence(pair: Pair, left: Sequence[FactView], right: Sequence[FactView]) -> Features:
    """The features of two sentences; ``left`` and ``right`` are their facts, derived ones included."""
    found: Features = {"always": 1.0}
    for part in (_likeness, _setting, _named, _ruled):
        found.update(part(pair))
    for name, kinds in GROUPS:
        one, two = grouped(left, kinds), grouped(right, kinds)
        found.update(_valued(pair, name, one, two))
        found.update(values_left(one, two, name))
    for name, kind in NAMES:
        found.update(values_left(grouped(left, (kind,)), grouped(right, (kind,)), name))
    found.update(left_over(pair.left, pair.right))
    found.update(conflicts(found, pair.left, pair.right, pair.similarity))
    found.update(speakers(pair.left, pair.right))
    found.update(fates(pair.left, pair.right))
    found.update(stances(pair.left, pair.right, pair.similarity))
    found.update(gainsaid(pair.left, pair.right, pair.similarity))
    if "deed undone" in found and pair.similarity is not None:
        found["deed undone alike"] = likeness(pair.similarity)
    return found


def grouped(views: Sequence[FactView], kinds: tuple[Kind, ...]) -> list[FactView]:
    """The facts of some kinds; "now" is none."""
    return [v for v in views if v.fact.kind in kinds and not now(v)]


def _likeness(pair: Pair) -> Features:
    if pair.similarity is None:
        return {"alike unknown": 1.0}
    return {"alike": likeness(pair.similarity), "unlike": max(0.0, LOW - pair.similarity) * STEEP}


def _setting(pair: Pair) -> Features:
    """Topics, names in common, hours between the reports, cues that only one text has."""
    one, two = profile(pair.left.text, pair.left.lang), profile(pair.right.text, pair.right.lang)
    found = {f"topic {pair.topic}": 1.0, f"words {topic_level(subjects(pair.left), subjects(pair.right))}": 1.0,
             f"names {shared_names(pair.left, pair.right)}": 1.0, f"apart {_gap(pair)}": 1.0}  # fmt: skip
    if contrasts(one, two):
        found["contrast"] = 1.0
    if moved(pair.left) != moved(pair.right):
        found["moved"] = 1.0
    for cue in TELLING_CUES:
        said = (cue in one.cues or _denies(pair.left, cue)) + (cue in two.cues or _denies(pair.right, cue))
        if said:
            found[f"{cue} {'both' if said == 2 else 'one'}"] = 1.0
    return found


def _denies(view: FactView, cue: str) -> bool:
    """Whether the cue is "negation" and a verb carries it in its ending or beginning."""
    return cue == "negation" and any(d.side == "own" for d in denials_in(view.text, view.lang))


def _gap(pair: Pair) -> str:
    gap = apart(pair.left, pair.right)
    return "unknown" if gap is None else next((name for most, name in GAPS if abs(gap) < most), "days")


def _named(pair: Pair) -> Features:
    """How persons, places and bodies of the two texts meet, and what one text denies of the other."""
    found: Features = {}
    for name, kind in NAMES:
        a, b = ([f for f in v.siblings if f.kind == kind] for v in (pair.left, pair.right))
        found[f"{name} {'both' if a and b else 'one' if a or b else 'none'}"] = 1.0
        meeting = _places_meet(a, b) if kind == Kind.PLACE else _names_meet(a, b)
        if meeting:
            found[f"{name} {meeting}"] = 1.0
        apart = kind == Kind.PERSON and meeting not in MEETING_NAMES
        if apart and any(namesakes(x, y) for x in a for y in b):
            found["person of one family name"] = 1.0
    for denied in denied_by(pair.left, pair.right) | denied_by(pair.right, pair.left):
        found[f"denied {denied}"] = 1.0
    return found


def _names_meet(a: list[Fact], b: list[Fact]) -> str:
    found = {relation(x, y) for x in a for y in b}
    order = (ValueRelation.EQUAL, ValueRelation.COMPATIBLE, ValueRelation.DISJOINT)
    return next((str(r) for r in order if r in found), "")


def _places_meet(a: list[Fact], b: list[Fact]) -> str:
    if any(x.value == y.value for x in a for y in b):
        return "equal"
    found = {meet(x, y) for x in a for y in b}
    return "compatible" if True in found else "disjoint" if False in found else ""


def _ruled(pair: Pair) -> Features:
    """What the readers of scores, acts, persons, places and issuers say by themselves."""
    found: Features = {f"{name} {decision[0]}": 1.0 for name, decision in _decisions(pair)}
    if silent(pair.left) != silent(pair.right):
        found["no comment"] = 1.0
    if offices_apart(pair.left, pair.right):
        found["offices apart"] = 1.0
    if strangers(pair.left, pair.right):
        found["strangers"] = 1.0
    one, two = acts(pair.left), acts(pair.right)
    for base in sorted(one.keys() & two.keys()):
        if len(one[base]) == len(two[base]) == 1:
            found["deed same" if one[base] == two[base] else "deed undone"] = 1.0
    for kind in (Kind.POLARITY, Kind.ATTRIBUTION):
        for m in pair.of(kind):
            if m.judgement.verdict != Verdict.UNRELATED:
                found[f"{kind} {m.judgement.verdict}"] = 1.0
    return found


def _decisions(pair: Pair) -> Iterator[tuple[str, Decision]]:
    for name, rule in RULES:
        decision = rule(pair.left, pair.right, pair.met, pair.topic)
        if decision is not None:
            yield name, decision
    for name, lone in (("left names", leftover), ("official", one_named)):
        decision = lone(pair.left, pair.right)
        if decision is not None:
            yield name, decision


def rulings(pair: Pair) -> list[Decision]:
    """The decisions of the readers of scores, acts, persons, places and issuers, in that order."""
    return [decision for _, decision in _decisions(pair)]


def best_met(left: Sequence[FactView], right: Sequence[FactView], *, alike: bool = False) -> dict[str, Met]:
    """Value verdict → the best-supported pair of facts with that verdict on their values.

    With ``alike`` only pairs that are safely of one thing.
    """
    found: dict[str, Met] = {}
    for a, b in _meetings(left, right):
        match = same_fact(a, b, prior="pair")
        if alike and (not match.same or unlike(a, b)):
            continue
        verdict, _ = value_verdict(a, b, relation(a.fact, b.fact))
        name = str(verdict)
        if outcomes_apart(a, b):
            name = OTHER_OUTCOME
        elif verdict == Verdict.AGREE and "whole" in a.fact.scope.split() and "whole" in b.fact.scope.split():
            name = "whole"
        elif verdict == Verdict.AGREE and _turned(a, b):
            name = str(Verdict.DIFFER)  # up by 8% and down by 8%
        if name not in found or match.score > found[name].match.score:
            found[name] = Met(a, b, match)
    return found


def _meetings(left: Sequence[FactView], right: Sequence[FactView]) -> Iterator[tuple[FactView, FactView]]:
    return ((a, b) for a in left for b in right if a.fact.kind == b.fact.kind and _no(a) == _no(b))


def _no(view: FactView) -> bool:
    """Whether the value is named to be denied: "12, not 20"."""
    return "not" in view.fact.scope.split()


def _valued(pair: Pair, group: str, left: list[FactView], right: list[FactView]) -> Features:
    """How the figures (or the dates) of the two texts relate, and how safely they are of one fact."""
    found: Features = {f"{group} {'both' if left and right else 'one' if left or right else 'none'}": 1.0}
    spans = [{(v.fact.start, v.fact.end) for v in views} for views in (left, right)]
    if len(spans[0]) == len(spans[1]) == 1:
        found[f"{group} lone"] = 1.0
    for m in (m for m in pair.met if m.left.fact.kind in dict(GROUPS)[group]):
        found[f"{group} judged {m.judgement.verdict}"] = 1.0
    met = best_met(left, right)
    if met and not any(name in met for name in MEETING):
        found[f"{group} parts"] = 1.0
        if pair.similarity is not None:
            found[f"{group} parts alike"] = likeness(pair.similarity)
    for verdict, best in met.items():
        name = f"{group} {verdict}"
        found[name] = 1.0
        found[f"{name} score"] = min(5.0, max(-6.0, best.match.score)) / 3
        if best.match.score > 0:
            found[f"{name} safe"] = 1.0
        for level in best.match.levels:
            if level.weight <= APART:
                found[f"{name} but {level.name}"] = 1.0
        if verdict in CONFLICT:
            found.update({f"{name} {x}": 1.0 for x in _conflict(group, best)})
            if unlike(best.left, best.right):
                found[f"{name} of two things"] = 1.0
        if verdict == "compatible" and group == "date" and days_apart(best.left, best.right):
            found["date compatible by an open end"] = 1.0  # "from the 12th", "on the 21st"
        if verdict == "agree" and group == "figure" and (best.left.fact.low or 0.0) > COMMON:
            found["figure agree rare"] = 1.0
        if group == "figure" and _turned(best.left, best.right):
            found[f"{name} turned"] = 1.0
    return found


def _conflict(group: str, met: Met) -> Iterator[str]:
    """What a conflict of two values looks like: swapped digits, how far apart, whether the later one is greater."""
    a, b = met.left.fact, met.right.fact
    if slip(a, b):
        yield "slip"
    one, two = a.low or a.high, b.low or b.high
    if not one or not two:
        return
    if group == "figure":
        if a.unit == b.unit:
            ratio = max(one / two, two / one)
            yield next((name for most, name in RATIOS if ratio < most), "scales apart")
        elif one == two:
            yield "other unit"
    gap = apart(met.left, met.right)
    if gap is not None and abs(gap) > GAPS[0][0] and one != two:
        yield "grows" if (two > one) == (gap > 0) else "shrinks"


def _turned(left: FactView, right: FactView) -> bool:
    """Whether one figure is told as a rise and the other as a fall."""
    if left.fact.kind not in QUANTITIES:
        return False
    one, two = ({"rise", "fall"} & near(v) for v in (left, right))
    return len(one) == len(two) == 1 and one != two
