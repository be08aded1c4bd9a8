"""The page that an editor reads: one file, offline, nothing in it that an article wrote can run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report


def write(report: Report, path: Path) -> None:
    """Write the page."""
    with written_aside(path) as aside:
        aside.write_text(f"<!doctype html><meta charset=utf-8><title>claimcmp</title>{report._repr_html_()}\n",
                         encoding="utf-8", errors="replace")  # fmt: skip
