"""Drafts of schema.org ClaimReview as JSON-LD, one for each statement that others contradict.

A draft names the statement, who made it and where, and the statements against it. The rating, its author and its date
are left for a person: claimcmp says that outlets differ, never which one is right.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.report.json import dumps
from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.report.browse import Claim, Evidence

CONTEXT = "https://schema.org"
NOTE = "Draft. Before publishing set url, datePublished, author and reviewRating, and delete every \"claimcmp:\" key."


def draft(claim: Claim, side: int) -> dict[str, Any]:
    """The draft for one side of a claim on which outlets differ."""
    said = claim.sides[side]
    others = [e for i, s in enumerate(claim.sides) if i != side for e in s.evidence]
    first = said.evidence[0]
    return {
        "@context": CONTEXT, "@type": "ClaimReview", "claimReviewed": first.text, "inLanguage": first.lang, "url": "",
        "datePublished": "", "author": {"@type": "Organization", "name": "", "url": ""},
        "reviewRating": {"@type": "Rating", "ratingValue": None, "bestRating": None, "worstRating": None,
                         "alternateName": ""},
        "itemReviewed": {
            "@type": "Claim", "datePublished": first.published,
            "author": {"@type": "Organization", "name": first.outlet},
            "appearance": [_appearance(e) for e in said.evidence if e.url],
        },
        "claimcmp:note": NOTE, "claimcmp:claim": claim.key, "claimcmp:kind": claim.kind,
        "claimcmp:value": said.value, "claimcmp:why": claim.why, "claimcmp:score": claim.score,
        "claimcmp:against": [{"value": e.value, "outlet": e.outlet, "url": e.url, "published": e.published,
                              "lang": e.lang, "text": e.text} for e in others],
    }  # fmt: skip


def _appearance(e: Evidence) -> dict[str, Any]:
    return {"@type": "NewsArticle", "url": e.url, "headline": e.title, "datePublished": e.published,
            "publisher": {"@type": "Organization", "name": e.outlet}}  # fmt: skip


def drafts(report: Report) -> list[dict[str, Any]]:
    """A draft a side of every claim on which outlets differ, in the report's order."""
    return [draft(c, i) for c in report.differences for i, s in enumerate(c.sides) if s.evidence]


def write(report: Report, path: Path) -> None:
    """Write all drafts as one JSON list."""
    with written_aside(path) as aside:
        aside.write_text(dumps(drafts(report), indent=1) + "\n", encoding="utf-8")
