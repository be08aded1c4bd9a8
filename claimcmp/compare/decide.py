"""From the facts that met to one verdict on two sentences."""

from __future__ import annotations

from claimcmp.compare.align import Aligned
from claimcmp.match import FactView
from claimcmp.match.context import contrasts, profile
from claimcmp.model import Kind, Verdict

FIGURES = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION, Kind.ORDINAL)
DATES = (Kind.DATE, Kind.TIME, Kind.RECURRENCE)
NAMES = (Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION)

Decision = tuple[Verdict, Aligned | None, str]


def decide(setting: tuple[FactView, FactView], met: list[Aligned], *, similarity: float | None = None) -> Decision:
    """One verdict for two sentences: a conflict counts where everything else meets; two conflicts are two facts."""
    figures = [m for m in met if m.left.fact.kind in FIGURES]
    dates = [m for m in met if m.left.fact.kind in DATES]
    for group in (figures, dates):
        found = strongest(group, (Verdict.DIFFER, Verdict.UPDATED))
        if found:
            return found.judgement.verdict, found, found.judgement.why
    left, right = setting
    if contrasts(profile(left.text, left.lang), profile(right.text, right.lang)):
        return Verdict.UNRELATED, None, "opposite terms"
    for group in (figures + dates,):
        found = strongest(group, (Verdict.COMPATIBLE, Verdict.AGREE))
        if found:
            return found.judgement.verdict, found, found.judgement.why
    return Verdict.UNRELATED, None, "no fact in common"


def strongest(group: list[Aligned], verdicts: tuple[Verdict, ...]) -> Aligned | None:
    """The best-supported pair with the first of the verdicts that occurs."""
    for verdict in verdicts:
        chosen = [m for m in group if m.judgement.verdict == verdict]
        if chosen:
            return max(chosen, key=lambda m: m.judgement.score)
    return None
