"""Two tables for a spreadsheet: ``claims.csv`` (the path given) and ``comparisons.csv`` beside it.

The columns and their order are part of the interface. A cell that a spreadsheet would run as a formula is written
with an apostrophe before it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.model import Verdict
from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.report.browse import Evidence

CLAIMS = ("story", "story_title", "claim", "kind", "subject", "verdict", "score", "why", "values", "outlets",
          "languages", "independent_sources", "silent", "first_seen", "last_seen", "text")  # fmt: skip
COMPARISONS = (
    "story", "claim", "kind", "subject", "verdict", "score", "why", "levels",
    "left_outlet", "left_value", "left_published", "left_url", "left_lang", "left_text",
    "right_outlet", "right_value", "right_published", "right_url", "right_lang", "right_text",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(value: object) -> object:
    """A cell that no spreadsheet runs as a formula; numbers stay numbers.

    >>> safe("=HYPERLINK(1)"), safe(-1.5), safe("13")
    ("'=HYPERLINK(1)", -1.5, '13')
    """
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" \u2068\u200e\u200f\ufeff").startswith(_FORMULA) else value
    return "" if value is None else value


def claim_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    """The rows of ``claims.csv``: every claim but those whose values are held apart, which say nothing."""
    for story in report.stories:
        for c in story.claims:
            if c.verdict == Verdict.UNRELATED:
                continue
            values = " | ".join(f"{s.value} ({', '.join(s.outlets)})" for s in c.sides)
            yield (
                story.key, story.title, c.key, c.kind, c.subject, c.verdict, c.score, c.why, values,
                "; ".join(c.outlets), "; ".join(c.languages), c.independent_sources, "; ".join(c.silent),
                c.first_seen, c.last_seen, c.text,
            )  # fmt: skip


def comparison_rows(report: Report) -> Iterator[tuple[Any, ...]]:
    """The rows of ``comparisons.csv``."""
    for story in report.stories:
        for c in story.claims:
            for k in c.comparisons:
                levels = "; ".join(f"{name}: {value} ({weight:+.2f})" for name, value, weight in k.levels)
                yield (story.key, c.key, c.kind, c.subject, k.verdict, k.score, k.why, levels,
                       *_side(k.left), *_side(k.right))  # fmt: skip


def _side(e: Evidence | None) -> tuple[Any, ...]:
    return ("",) * 6 if e is None else (e.outlet, e.value, e.published, e.url, e.lang, e.text)


def _put(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    # The mark at the start tells spreadsheets that the file is UTF-8: without it Arabic arrives broken.
    with written_aside(path) as aside, aside.open("w", encoding="utf-8-sig", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([safe(v) for v in row] for row in rows)


def comparisons_path(path: Path) -> Path:
    """Where the comparisons stand beside the claims: ``claims.csv`` → ``comparisons.csv``, ``a.csv`` → ``a.comparisons.csv``."""  # noqa: E501
    return path.with_name("comparisons.csv" if path.name == "claims.csv" else f"{path.stem}.comparisons.csv")


def write(report: Report, path: Path) -> None:
    """Write the claims to ``path`` and the comparisons beside it."""
    _put(path, CLAIMS, claim_rows(report))
    _put(comparisons_path(path), COMPARISONS, comparison_rows(report))
