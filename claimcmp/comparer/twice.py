"""One contradiction told once: titles say again what the bodies say."""

from __future__ import annotations

from collections.abc import Sequence

from claimcmp.comparer.sayings import silenced
from claimcmp.comparer.told import Finding
from claimcmp.model import Kind, Verdict


def without_twice(findings: Sequence[Finding], titles: set[int]) -> None:
    """Leave out of the findings of one story a denial that another one tells of the same outlets, title for body.

    The one with more articles stays, then the one with fewer ``titles``, then the surer one.
    """
    told = [f for f in findings if f.kind == Kind.POLARITY and any(r["verdict"] == Verdict.DIFFER for r in f.rows)]
    ranked = sorted(told, key=lambda f: (-len(_sides(f)), len(f.sentences & titles), -_score(f), f.claim))
    for number, finding in enumerate(ranked):
        if any(other.rows and _again(finding, other, titles) for other in ranked[:number]):
            finding.rows = []
            silenced(finding.stands)


def _sides(finding: Finding) -> dict[int, tuple[int, int]]:
    """Article → the group that it is in, and the sentence that it stands with."""
    return {s.article: (s.group, s.chosen.sentence) for s in finding.stands if s.chosen is not None}


def _score(finding: Finding) -> float:
    return max(float(r["score"]) for r in finding.rows)


def _again(finding: Finding, other: Finding, titles: set[int]) -> bool:
    """Whether another finding sets the same articles against each other, wherever it reads another sentence a title."""
    own, its = _sides(finding), _sides(other)
    if not own.keys() <= its.keys():
        return False
    groups = {(own[a][0], its[a][0]) for a in own}
    as_apart = len(groups) == len({g for g, _ in groups}) == len({g for _, g in groups})
    return as_apart and all(own[a][1] == its[a][1] or {own[a][1], its[a][1]} & titles for a in own)
