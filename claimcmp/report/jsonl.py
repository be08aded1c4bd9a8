"""One claim a line, each line whole in itself: its story, sides, evidence and comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.report.json import dumps
from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.report.browse import Claim, Evidence


def line(claim: Claim, story_key: str) -> dict[str, Any]:
    """One claim as a self-contained record."""
    return {
        "key": claim.key, "story": story_key, "story_title": claim.story_title, "kind": claim.kind,
        "subject": claim.subject, "verdict": claim.verdict, "score": claim.score, "why": claim.why, "text": claim.text,
        "lang": claim.lang, "outlets": claim.outlets, "languages": claim.languages, "silent": claim.silent,
        "independent_sources": claim.independent_sources, "first_seen": claim.first_seen,
        "last_seen": claim.last_seen,
        "sides": [{"value": s.value, "independent_sources": s.independent_sources,
                   "evidence": [_evidence(e) for e in s.evidence]} for s in claim.sides],
        "comparisons": [{"verdict": c.verdict, "score": c.score, "why": c.why,
                         "left": c.left and _evidence(c.left), "right": c.right and _evidence(c.right),
                         "levels": [{"name": n, "value": v, "weight": w} for n, v, w in c.levels]}
                        for c in claim.comparisons],
    }  # fmt: skip


def _evidence(e: Evidence) -> dict[str, Any]:
    return {name: getattr(e, name) for name in e.__dataclass_fields__}


def write(report: Report, path: Path) -> None:
    """Write one line a claim."""
    with written_aside(path) as aside, aside.open("w", encoding="utf-8") as out:
        for story in report.stories:
            for claim in story.claims:
                out.write(dumps(line(claim, story.key)) + "\n")
