"""What the sentences near a statement say of one fact of it, seen together: counts go on, an outlet has one stance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from claimcmp.comparer.updates import SHRINKING, amount
from claimcmp.comparer.why import shown
from claimcmp.match import FactView
from claimcmp.match.context import relation
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.same import running
from claimcmp.model import ValueRelation, Verdict

EARLIER = "earlier"  # a count that the statement's own has overtaken
READ = "read"  # a value beside the statement's of which nothing shows whether it is of the same fact
READ_FROM = 0.42  # cosine of a sentence with the statement from which such a value is shown
# The stronger verdict of an outlet's sentences speaks for the outlet; what is unrelated says nothing.
STRENGTH = {
    str(Verdict.AGREE): 5, str(Verdict.DIFFER): 4, str(Verdict.UPDATED): 3, str(Verdict.COMPATIBLE): 2, EARLIER: 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stance:
    """A fact of one sentence beside the statement's: the verdict on it, and how near the sentence is."""

    view: FactView
    verdict: str
    why: str
    score: float
    similarity: float


def settled(mine: FactView, found: Sequence[Stance]) -> list[Stance]:
    """The stances with counts put in the order of their times, and of each outlet only those of its strongest verdict.

    A statement whose time is not known stands where the first report gives its count, else before the first that gives
    more. A report before that with fewer was overtaken and contradicts nothing; a later report with more overtakes.
    """
    ordered = [_in_order(mine, s, _moment(mine, found)) for s in found] if running(mine) else list(found)
    ordered = [s for s in ordered if not (s.verdict == Verdict.DIFFER and _short_of_bound(s, ordered))]
    best: dict[str, int] = {}
    for s in ordered:
        best[s.view.outlet] = max(best.get(s.view.outlet, 0), STRENGTH[s.verdict])
    return [s for s in ordered if STRENGTH[s.verdict] == best[s.view.outlet]]


def beside(
    mine: FactView, near: Sequence[tuple[Sequence[FactView], float]], spoken: Iterable[str],
    judge: Callable[[FactView, FactView], float],
) -> list[Stance]:  # fmt: skip
    """What the nearest sentences of outlets without a verdict (not among ``spoken``) give of the statement's kind.

    ``near`` has the facts and the cosine of each sentence, the nearest first; ``judge`` scores two facts. An outlet
    that prints another sum of a fine is not silent on it, even where nothing shows that it is the same fine.
    """
    known, found = set(spoken), []
    for views, similarity in near:
        own = [v for v in views if v.fact.kind == mine.fact.kind and v.outlet not in known and _measurable(mine, v)]
        if own:
            best = max(own, key=lambda v: judge(mine, v))
            known.add(best.outlet)
            found.append(Stance(best, READ, f"it gives {shown(best)}", judge(mine, best), similarity))
    return found


def _measurable(mine: FactView, other: FactView) -> bool:
    """Whether two values could be of one thing at all: two names could, metres and litres could not."""
    named = mine.fact.kind not in QUANTITIES
    return named or relation(mine.fact, other.fact) != ValueRelation.INCOMPARABLE


def _moment(mine: FactView, found: Sequence[Stance]) -> float | None:
    """When the statement's count was told first, as far as the reports show."""
    agreed = [s.view.published for s in found if s.verdict == Verdict.AGREE and s.view.published is not None]
    more = [s.view.published for s in found if _ahead(mine, s.view) and s.view.published is not None]
    return min(agreed or more, default=None)


def _ahead(mine: FactView, other: FactView) -> bool:
    """Whether the other count is further on: greater, or smaller where people are still looked for."""
    one, two = amount(mine), amount(other)
    if one is None or two is None or one == two:
        return False
    return (two < one) if mine.fact.concept in SHRINKING else (two > one)


def _in_order(mine: FactView, stance: Stance, moment: float | None) -> Stance:
    """The stance of a count that goes on, by when it was told."""
    other = stance.view
    if stance.verdict not in (Verdict.DIFFER, Verdict.UPDATED) or amount(mine) == amount(other):
        return stance
    before = other.published is not None and (
        moment is not None and other.published <= moment
        or stance.verdict == Verdict.UPDATED and mine.published is not None and other.published < mine.published
    )
    if _ahead(mine, other):
        later = moment is not None and other.published is not None and other.published > moment
        return replace(stance, verdict=str(Verdict.UPDATED)) if later else stance
    if before or stance.verdict == Verdict.UPDATED:
        return replace(stance, verdict=EARLIER, why=f"an earlier count; {shown(other)} → {shown(mine)}")
    return stance


def _short_of_bound(stance: Stance, stances: Sequence[Stance]) -> bool:
    """Whether the outlet gives this value as a bound elsewhere: "Four dead" over "at least four were killed"."""
    value = amount(stance.view)
    return any(
        s.verdict == Verdict.COMPATIBLE and s.view.outlet == stance.view.outlet and value is not None
        and value in (s.view.fact.low, s.view.fact.high) for s in stances
    )  # fmt: skip


def stating(mine: FactView, others: Sequence[FactView]) -> FactView | None:
    """The fact of a sentence with the statement's value: another value beside it contradicts nothing."""
    value = (mine.fact.kind, mine.fact.low, mine.fact.high, mine.fact.unit)
    if mine.fact.low is None:
        return None
    return next((o for o in others if (o.fact.kind, o.fact.low, o.fact.high, o.fact.unit) == value), None)
