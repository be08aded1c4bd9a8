"""The articles of a claim by the value that they give, and the pair of reports that speaks for two values."""

from __future__ import annotations

from claimcmp.comparer.falling import falls
from claimcmp.comparer.judge import Judgement
from claimcmp.comparer.known import Evidence
from claimcmp.comparer.members import compare_members
from claimcmp.comparer.reckoned import PARTS
from claimcmp.comparer.source import Stand
from claimcmp.comparer.updates import APART, apart, cues, moving_price, same_count, size
from claimcmp.comparer.vetoes import vetoed
from claimcmp.match import FactView
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.same import running
from claimcmp.match.unlike import unlike
from claimcmp.model import Kind, Verdict

COUNTED_ON = 3  # values of a count, each greater than the one before, from which it is one that goes on
CROWD = 4  # values of one claim from which, without a common noun, they are of several things
STRANGE = 0.3  # cosine of sentences (of one story, centred) below which strangers of one event lie too
LOOKED_AT = 30  # pairs of reports of which any may tell that the two groups are of two things
TRIED = 12  # pairs of reports of two groups that are looked at for one that is safely on one fact


def judged(left: FactView, right: FactView, evidence: Evidence) -> Judgement:
    """The judgement on two facts of a claim, worked out once: every group that holds one of the two asks for it."""
    key = f"judged against {right.fact.id}"
    if right.fact.id < 0 or key not in left.memo:
        left.memo[key] = compare_members(left, right, evidence=evidence(left.fact.id, right.fact.id))
    found: Judgement = left.memo[key]
    return found


def same_value(left: FactView, right: FactView, evidence: Evidence) -> bool:
    """Whether two facts of a claim give one value; two sentences without a fact do."""
    if not left.fact.kind or not right.fact.kind:
        return not left.fact.kind and not right.fact.kind
    found = judged(left, right, evidence)
    return found.verdict == Verdict.AGREE and not any((x.name, x.value) == ("time", PARTS) for x in found.levels)


def grouped(stands: list[Stand], evidence: Evidence) -> list[FactView]:
    """Put every article into the group of its value; the representatives of the groups, in order."""
    representatives: list[FactView] = []
    for stand in stands:
        for view in stand.views:
            for number, other in enumerate(representatives):
                if view.fact == other.fact or same_value(other, view, evidence):
                    stand.group, stand.chosen = number, view
                    break
            if stand.chosen is not None:
                break
        if stand.chosen is None:
            stand.chosen, stand.group = stand.views[0], len(representatives)
            representatives.append(stand.views[0])
    return representatives


def best(
    pairs: list[tuple[FactView, FactView]], evidence: Evidence
) -> tuple[FactView, FactView, Judgement]:
    """The first pair of reports that is safely on one fact, else the first one, with its judgement."""
    found = ((a, b, judged(a, b, evidence)) for a, b in pairs[:TRIED])
    first = next(found)
    if first[2].verdict != Verdict.UNRELATED:
        return first
    return next((row for row in found if row[2].verdict != Verdict.UNRELATED), first)


def closest(stands: list[Stand], i: int, j: int) -> list[tuple[FactView, FactView]]:
    """The pairs of positions of two groups, those published nearest to each other first: the fairest to compare.

    Pairs of which a time is unknown come last.
    """
    pairs = [
        (_gap(a.chosen, b.chosen), a.article, b.article, a.chosen, b.chosen)
        for a in stands
        for b in stands
        if a.group == i and b.group == j and a.chosen and b.chosen and a.chosen.article != b.chosen.article
    ]
    return [p[3:] for p in sorted(pairs, key=lambda p: p[:3])]


def _gap(left: FactView, right: FactView) -> float:
    gap = apart(left, right)
    return float("inf") if gap is None else abs(gap)


def counted_on(left: FactView, right: FactView, stands: list[Stand]) -> bool:
    """Whether two values are of a running count of which the reports give three or more, each later one a greater one.

    Two counts of one afternoon contradict one another; 200, then 310, then 520 are one count going on.
    """
    if not (running(left) and running(right)) or same_count(left, right):
        return False
    told = {(s.chosen.published, size(s.chosen)) for s in stands if s.chosen}
    values = [value for _, value in sorted((at, value) for at, value in told if at is not None and value is not None)]
    return len(set(values)) >= COUNTED_ON and values == sorted(values)


def back_and_forth(stands: list[Stand], i: int, j: int, groups: list[FactView]) -> bool:
    """Whether the greater value was told before the smaller one too: then it is no running count."""
    if groups[i].fact.kind not in QUANTITIES or falls(groups[i]) or falls(groups[j]) or moving_price(groups[i]):
        return False
    times = {
        g: [s.chosen.published for s in stands if s.group == g and s.chosen and s.chosen.published is not None]
        for g in (i, j)
    }
    low, high = sorted((i, j), key=lambda g: size(groups[g]) or 0.0)
    return bool(times[low]) and bool(times[high]) and min(times[high]) < min(times[low])


def holds_both(stands: list[Stand], i: int, j: int, evidence: Evidence, groups: list[FactView]) -> bool:
    """Whether every article of one of two groups also states the other's value: it reports both sides."""
    for own, other in ((i, j), (j, i)):
        members = [s for s in stands if s.group == own]
        if members and all(any(same_value(groups[other], v, evidence) for v in s.views) for s in members):
            return True
    return False


def crowded(groups: list[FactView], found: Judgement) -> bool:
    """Whether a claim has so many values, of which no noun says that they count one thing, that it is a mixed bag.

    The shares of towns, of villages, of children and of growth in one report on a census contradict nothing.
    """
    named = ("noun", "same") in {(x.name, x.value) for x in found.levels}
    return not named and groups[0].fact.kind in QUANTITIES and len(groups) >= CROWD


def two_things(stands: list[Stand], i: int, j: int) -> str:
    """Why the values of two groups are of two things: what any pair of their reports says; "" where none says so.

    One report of a group may leave out what another one tells: whose drones, which quarter, which town.
    """
    for left, right in closest(stands, i, j)[:LOOKED_AT]:
        found = unlike(left, right)
        if not found and (at_most := vetoed(left, right, Verdict.DIFFER))[0] == Verdict.UNRELATED:
            found = at_most[1]
        if found:
            return found
    return ""


def first_figures(stands: list[Stand], i: int, j: int) -> bool:
    """Whether one of two figures is told by later reports only, and an earlier report calls the other a first one."""
    sides = [[s.chosen for s in stands if s.group == g and s.chosen] for g in (i, j)]
    times = [[v.published for v in side if v.published is not None] for side in sides]
    if not all(times) or any(v.fact.kind not in QUANTITIES for side in sides for v in side):
        return False
    early = 0 if max(times[0]) <= min(times[1]) - APART else 1 if max(times[1]) <= min(times[0]) - APART else None
    return early is not None and any("first_count" in cues(v) for v in sides[early])


def strangers(left: FactView, right: FactView, evidence: Evidence) -> bool:
    """Whether two conflicting values stand in sentences that are not near: two sources alone may tell of two things.

    Acts and persons conflict through what is said of them, not through the likeness of the sentences.
    """
    if left.fact.kind in (Kind.POLARITY, Kind.PERSON):
        return False
    near = evidence.near(left.fact.id, right.fact.id)
    return near is not None and near < STRANGE
