"""Groups of facts that are one slot after all: an article that gives another value, a slot that fell in two.

Two facts by themselves are hardly one slot when their values conflict. Two groups of facts say more: what they count is
told once by every article of both, each is the other's best choice, the articles of one give no value of their own in
the other. What that is worth stands in ``joins.toml``, fitted by ``tools/fit_story_joins.py`` (logistic regression).
"""

from __future__ import annotations

import heapq
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import log
from typing import NamedTuple

from claimcmp.cluster import weights
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.fitted import values
from claimcmp.cluster.levels import beside
from claimcmp.facts.nouns import concept
from claimcmp.match import FactView
from claimcmp.match.context import COUNTED, relation
from claimcmp.match.figures import people
from claimcmp.model import Kind, ValueRelation

Features = dict[str, float]
DISJOINT = str(ValueRelation.DISJOINT)
VALUED = ("value", "day", "value elsewhere")  # levels on the values themselves
ACTS = {"same": 1.0, "other": -1.0}
FLOOR = -3.0  # evidence of the best pair of facts below which two groups are not looked at
MOST, LEAST, SCALE = 4.0, -6.0, 3.0
FAMILIES = {Kind.NUMBER: "figure", Kind.PERCENT: "figure", Kind.MONEY: "figure", Kind.MEASURE: "figure",
            Kind.DURATION: "figure", Kind.DATE: "date"}  # fmt: skip


class Pair(NamedTuple):
    """What an edge says: its evidence whatever the values, the score itself, how near the sentences are, the choice.

    ``act`` is 1 where two dates stand beside one act, -1 where beside two.
    """

    evidence: float
    score: float
    cosine: float
    choice: float
    apart: bool
    act: float = 0.0


@cache
def table() -> dict[str, dict[str, float]]:
    """The weights by family of kinds, read once."""
    raw = tomllib.loads((files(__package__) / "joins.toml").read_text(encoding="utf-8"))
    return {family: {k: float(v) for k, v in raw[family].items()} for family in raw}


def pair_of(edge: Edge, shift: float) -> Pair:
    """An edge in short."""
    said = {x.name: x for x in edge.levels}
    of_values = sum(x.weight for x in edge.levels if x.name in VALUED)
    cosine = float(said["sentences"].value) if "sentences" in said else 0.0
    choice = float(said["choice"].value) if "choice" in said else 0.0
    apart = any(x.weight <= weights.APART for x in edge.levels)
    act = sum(ACTS.get(said[name].value, 0.0) for name in ("act", "act of a day") if name in said)
    return Pair(edge.score - of_values - shift, edge.score - shift, cosine, choice, apart, act)


class Joins:
    """The groups of one story's facts, ready to be asked what speaks for two of them being one slot."""

    def __init__(self, views: Sequence[FactView], found: Sequence[Edge], shift: float) -> None:
        self.pairs: dict[int, dict[int, Pair]] = defaultdict(dict)
        asked = {v.fact.id for v in views if v.fact.kind in FAMILIES}
        for edge in found:
            if edge.left in asked:  # both are of one kind
                pair = pair_of(edge, shift)
                self.pairs[edge.left][edge.right] = self.pairs[edge.right][edge.left] = pair
        self._told: dict[tuple[str, str, int], set[tuple[float | None, float | None]]] = defaultdict(set)
        for v in views:
            self._told[v.fact.kind, v.fact.concept, v.article].add((v.fact.low, v.fact.high))
        self._reports = max(len({v.article for v in views}), 2)

    def features(self, a: Sequence[FactView], b: Sequence[FactView]) -> Features:
        """What speaks for and against one slot of two groups of one kind."""
        between = [(x, y, self.pairs[x.fact.id].get(y.fact.id)) for x in a for y in b]
        known = [p for _, _, p in between if p is not None]
        of = [{v.article for v in group} for group in (a, b)]
        found: Features = {"always": 1.0, str(a[0].fact.kind): 1.0}
        missing, count = weights.MISSING_FACT, len(between)
        found["evidence"] = _scaled(sum(p.evidence if p else missing for _, _, p in between) / count)
        found["best"] = _scaled(max(p.evidence for p in known))
        found["score"] = _scaled(sum(p.score if p else missing for _, _, p in between) / count)
        found["best score"] = _scaled(max(p.score for p in known))
        found["known"] = len(known) / count
        found["cosine"] = max(p.cosine for p in known)
        found["choice"] = max(p.choice for p in known)
        found["apart"] = sum(p.apart for p in known) / len(known)
        found["act"] = sum(p.act for p in known) / len(known)
        found["articles in both"] = len(of[0] & of[1]) / min(len(of[0]), len(of[1]))
        alone = (len(of[0]) == 1) + (len(of[1]) == 1)
        found[("two slots", "a slot and a fact")[alone]] = 1.0
        found["reports"] = log(len(of[0] | of[1])) / log(self._reports)
        found |= self._counted(a, b)
        found |= _related(between, a[0].fact.kind)
        return found

    def _counted(self, a: Sequence[FactView], b: Sequence[FactView]) -> Features:
        """Whether both groups count one thing, and whether every article counts it once."""
        one, two = (Counter(v.fact.concept for v in group) for group in (a, b))
        best = max(sorted(one.keys() & two.keys()), key=lambda c: one[c] * two[c] if c else 0, default="")
        found: Features = {}
        if best:
            kind = a[0].fact.kind
            times = [len(self._told[kind, best, v.article]) for v in (*a, *b)]
            found["one noun"] = min(one[best] / len(a), two[best] / len(b))
            found["told once"] = sum(t <= 1 for t in times) / len(times)
            if people(best):
                found["people"] = 1.0
            if "tally" in concept(best).traits:
                found["tally"], found["tally told once"] = 1.0, found["told once"]
        elif all(one) and all(two):
            found["two nouns"] = 1.0
        else:
            found["no noun"] = 1.0
        roles = [{v.fact.role for v in group if v.fact.role} for group in (a, b)]
        if all(roles):
            found["one role" if roles[0] & roles[1] else "two roles"] = 1.0
        return found


def _scaled(evidence: float) -> float:
    return max(LEAST, min(MOST, evidence)) / SCALE


def _related(between: Sequence[tuple[FactView, FactView, Pair | None]], kind: str) -> Features:
    """How the values of two groups relate, and whether the later ones are greater."""
    names = Counter(_relation(x, y) for x, y, _ in between)
    total = sum(names.values())
    found: Features = {f"value {name}": count / total for name, count in names.items()}
    if kind == Kind.DATE:
        apart = [(x, y) for x, y, _ in between if _relation(x, y) == DISJOINT]
        found["days beside"] = sum(beside(x.fact, y.fact) for x, y in apart) / total
    if kind in COUNTED:
        grown = [_grown(x, y) for x, y, _ in between]
        found["grows"] = grown.count(1) / total
        found["shrinks"] = grown.count(-1) / total
    return found


def _relation(a: FactView, b: FactView) -> str:
    if a.fact.kind in COUNTED:
        return values(a.fact, b.fact)
    return str(relation(a.fact, b.fact))


def _grown(a: FactView, b: FactView) -> int:
    """1 where the later report gives the greater value, -1 where the smaller one, 0 where neither is known."""
    if a.published is None or b.published is None or a.fact.low is None or b.fact.low is None:
        return 0
    ahead = (b.published - a.published) * (b.fact.low - a.fact.low)
    return 1 if ahead > 0 else -1 if ahead < 0 else 0


def weigh(found: Mapping[str, float], family: str) -> float:
    """The log odds that two groups are one slot."""
    known = table()[family]
    return sum(known.get(name, 0.0) * value for name, value in found.items())


def candidates(groups: Mapping[int, Sequence[FactView]], joins: Joins) -> Iterator[tuple[int, int]]:
    """Pairs of groups (by number) of one kind that may be one slot: one of them is a slot, two of their facts are near.

    Two lone facts are told apart or joined by what they say themselves.
    """
    slots = {n for n, group in groups.items() if len({v.article for v in group}) > 1}
    at = {v.fact.id: n for n, group in groups.items() for v in group if v.fact.kind in FAMILIES}
    seen = set()
    for fact, number in at.items():
        for other, pair in joins.pairs[fact].items():
            two = at.get(other, number)
            if two != number and pair.evidence > FLOOR and (number in slots or two in slots):
                seen.add((min(number, two), max(number, two)))
    yield from sorted(seen)


def joined(groups: Sequence[list[FactView]], found: Sequence[Edge], shift: float) -> list[list[FactView]]:
    """The groups, those joined that are one slot: the surest first, each joint weighed anew with what was joined."""
    live = {n: list(group) for n, group in enumerate(groups)}
    joins = Joins([v for group in groups for v in group], found, shift)
    heap: list[tuple[float, int, int]] = []
    after = len(live)
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in candidates(live, joins):
        _push(heap, live, joins, a, b)
        near[a].add(b)
        near[b].add(a)
    while heap:
        _, a, b = heapq.heappop(heap)
        if a not in live or b not in live:
            continue
        live[after] = sorted([*live.pop(a), *live.pop(b)], key=lambda v: v.fact.id)
        near[after] = {n for n in near[a] | near[b] if n in live}
        for other in sorted(near[after]):
            near[other].add(after)
            _push(heap, live, joins, other, after)
        after += 1
    return [group for _, group in sorted(live.items())]


def told_beside(a: Sequence[FactView], b: Sequence[FactView]) -> bool:
    """Whether every article of the first group gives another figure of the second one itself: it tells two slots."""
    if a[0].fact.kind not in COUNTED:
        return False
    theirs: dict[int, list[FactView]] = defaultdict(list)
    for view in b:
        theirs[view.article].append(view)
    return all(x.article in theirs and all(_apart(x, y) for y in theirs[x.article]) for x in a)


def _apart(a: FactView, b: FactView) -> bool:
    return relation(a.fact, b.fact) == DISJOINT


def _push(heap: list[tuple[float, int, int]], live: Mapping[int, list[FactView]], joins: Joins, a: int, b: int) -> None:
    if told_beside(live[a], live[b]) or told_beside(live[b], live[a]):
        return
    family = FAMILIES[Kind(live[a][0].fact.kind)]
    score = weigh(joins.features(live[a], live[b]), family)
    if score > table()[family].get("least", 0.0):
        heapq.heappush(heap, (-score, a, b))
