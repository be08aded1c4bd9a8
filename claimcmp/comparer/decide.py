"""From the facts that met to one verdict on two sentences: evidence, weights, and the facts that speak for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcmp.comparer.align import Aligned
from claimcmp.comparer.evidence import CONFLICT, GROUPS, MEETING, Met, best_met, evidence, grouped, rulings
from claimcmp.comparer.falling import falls
from claimcmp.comparer.judge import Judgement
from claimcmp.comparer.reckoned import PARTS, adds_up
from claimcmp.comparer.topics import Pair
from claimcmp.comparer.updates import LATER, apart, cues, grows, maybe_later, size
from claimcmp.comparer.verdicts import chosen, shares, weighed
from claimcmp.comparer.vetoes import vetoed
from claimcmp.comparer.why import reason
from claimcmp.match import FactView
from claimcmp.match.context import near, relation
from claimcmp.match.places import meet, places
from claimcmp.match.same import running
from claimcmp.match.unlike import other_count, unlike
from claimcmp.model import Kind, Level, Verdict
from claimcmp.text import words

Decision = tuple[Verdict, Aligned | None, str]
# The value verdicts whose facts may speak for a verdict, the likeliest first.
SPEAKS = {
    Verdict.AGREE: MEETING, Verdict.COMPATIBLE: MEETING[::-1], Verdict.DIFFER: CONFLICT,
    Verdict.UPDATED: CONFLICT[::-1], Verdict.UNRELATED: (*CONFLICT, *MEETING),
}  # fmt: skip
CONFLICTS = (Verdict.DIFFER, Verdict.UPDATED)
PLAIN = {
    Verdict.AGREE: "both tell the event alike",
    Verdict.COMPATIBLE: "one report is only vaguer",
    Verdict.DIFFER: "they tell one event in two ways",
    Verdict.UPDATED: "the later report tells how it went on",
    Verdict.UNRELATED: "they have no fact in common",
}


def decide(pair: Pair, left: Sequence[FactView], right: Sequence[FactView]) -> Decision:
    """One verdict for two sentences, the pair of facts that speaks for it, and why."""
    if not (_worded(pair.left.text) and _worded(pair.right.text)):
        return Verdict.UNRELATED, None, "no words to compare"
    found = evidence(pair, left, right)
    verdict = chosen(shares(found))
    verdict = Verdict.DIFFER if verdict == Verdict.UPDATED and _shrunk(left, right) else verdict
    verdict, best, summed = _checked(pair, left, right, verdict)
    if best is not None and (at_most := vetoed(best.left, best.right, verdict))[1]:
        verdict = at_most[0]
    levels = weighed(found, verdict)
    if best is not None:
        related = Level("value", str(relation(best.left.fact, best.right.fact)), 0.0)
        time = (Level("time", PARTS, 0.0),) if summed else ()
        told = (*best.match.levels, related, *time, *levels)
        why = reason(verdict, best.left, best.right, told)
        if verdict == Verdict.DIFFER and maybe_later(best.left, best.right):
            why = f"{why}; {LATER}"
        return verdict, Aligned(best.left, best.right, Judgement(verdict, best.match.score, told, why)), why
    for said, aligned, why in rulings(pair):
        if said == verdict:
            told = levels if aligned is None else (*aligned.judgement.levels, *levels)
            if aligned is not None:
                aligned = replace(aligned, judgement=Judgement(verdict, aligned.judgement.score, told, why))
            return verdict, aligned, why
    return verdict, None, PLAIN[verdict]


def _checked(
    pair: Pair, left: Sequence[FactView], right: Sequence[FactView], verdict: Verdict
) -> tuple[Verdict, Met | None, bool]:
    """The verdict as far as a pair of facts bears it out, that pair, and whether parts add up to a whole.

    A conflict of two things, or one that no fact shows, is no conflict; one number of two things is no agreement.
    """
    best = _speaker(pair, left, right, verdict)
    unsafe = best is not None and best.match.score <= 0
    if verdict == Verdict.AGREE and best and unsafe and other_count(best.left, best.right, best.match.levels):
        return Verdict.UNRELATED, best, False
    if verdict not in CONFLICTS:
        return verdict, best, False
    if best is None:
        borne = verdict == Verdict.UPDATED or any(said == verdict for said, _, _ in rulings(pair))
        borne = borne or _places_apart(pair)
        borne = borne and not _officers_apart(left, right)
        return verdict if borne else Verdict.UNRELATED, None, False
    if adds_up(best.left, best.right):
        return Verdict.AGREE, best, True
    if unlike(best.left, best.right):
        sure = _speaker(pair, left, right, verdict, of_one=True)
        return verdict if sure else Verdict.UNRELATED, sure or best, False
    return verdict, best, False


def _places_apart(pair: Pair) -> bool:
    """Whether each text names one place, and not the same."""
    one, two = places(pair.left), places(pair.right)
    return len(one) == len(two) == 1 and meet(one[0], two[0]) is False


def _officers_apart(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether two texts name holders of one office of two teams or countries."""
    one, two = (grouped(views, (Kind.PERSON,)) for views in (left, right))
    return any(unlike(a, b) for a in one for b in two)


def _worded(text: str) -> bool:
    spans = words(text)
    return len(spans) > 1 and any(text[a:b].isalpha() for a, b in spans)


def _shrunk(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether a count that only grows is smaller in the later report: that is no update unless the words say so."""
    best = best_met(grouped(left, GROUPS[0][1]), grouped(right, GROUPS[0][1])).get("differ")
    if best is None or not (running(best.left) and running(best.right)) or best.match.score <= 0:
        return False
    gap, first, second = apart(best.left, best.right), size(best.left), size(best.right)
    worded = {"fall", "postpone"} & (near(best.left) | near(best.right)) or "correction" in cues(best.left) | cues(
        best.right
    )
    if gap is None or not gap or first is None or second is None or worded or falls(best.left) and falls(best.right):
        return False
    return first != second and not grows(gap, first, second)


def _speaker(
    pair: Pair, left: Sequence[FactView], right: Sequence[FactView], verdict: Verdict, *, of_one: bool = False
) -> Met | None:
    """The best-supported figures, else dates, whose values relate as the verdict says.

    With ``of_one`` only figures that are safely of one thing.
    """
    for _, kinds in GROUPS[:1] if of_one else GROUPS:
        met = best_met(grouped(left, kinds), grouped(right, kinds), alike=of_one)
        for name in SPEAKS[verdict]:
            if name in met:
                return met[name]
    return None
