"""Writing a report: one module a format, each fed by one payload."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.errors import UsageError
from claimcmp.store.remote import place, sent, split

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from claimcmp.report.browse import Claim, Outlet, Story

# Format → its writer ``write(report, path)``.
FORMATS: dict[str, str] = {
    "html": "claimcmp.report.html:write",
    "json": "claimcmp.report.json:write",
    "jsonl": "claimcmp.report.jsonl:write",
    "csv": "claimcmp.report.csv:write",
    "markdown": "claimcmp.report.markdown:write",
    "parquet": "claimcmp.report.parquet:write",
    "claimreview": "claimcmp.report.claimreview:write",
    "graphml": "claimcmp.report.graphml:write",
    "terminal": "claimcmp.report.terminal:write",
}
# The file that a format is written to where a folder is named.
NAMES = {"html": "report.html", "json": "report.json", "jsonl": "claims.jsonl", "csv": "claims.csv",
         "markdown": "report.md", "parquet": "claims.parquet", "claimreview": "claimreview.json",
         "graphml": "report.graphml", "terminal": "summary.txt"}  # fmt: skip
# What a file name says about its format, where none is named.
SUFFIXES = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv",
            ".md": "markdown", ".parquet": "parquet", ".jsonld": "claimreview", ".graphml": "graphml",
            ".txt": "terminal"}  # fmt: skip


class Report:
    """The result of a comparison: tables, and a payload that every format shows.

    ``tables`` follow ``model.schemas()``; a missing one counts as empty. ``decisions`` are lines of a decisions file,
    or rows with ``action``, ``keys`` and ``text``.
    """

    def __init__(
        self, tables: Mapping[str, pa.Table], settings: Mapping[str, Any] | None = None,
        versions: Mapping[str, Any] | None = None, problems: Iterable[Any] = (),
        counts: Mapping[str, Any] | None = None, *, decisions: Iterable[Mapping[str, Any] | str] | None = None,
    ) -> None:  # fmt: skip
        self.tables = tables
        self.settings = dict(settings or {})
        self.versions = dict(versions or {})
        self.problems = list(problems)
        self.counts = dict(counts or {})
        self.decisions = None if decisions is None else list(decisions)

    @cached_property
    def _payload(self) -> dict[str, Any]:
        from claimcmp.report.payload import build

        return build(self.tables, settings=self.settings, versions=self.versions, problems=self.problems,
                     counts=self.counts, decisions=self.decisions)  # fmt: skip

    def payload(self) -> dict[str, Any]:
        """What every format shows, in the form of ``schema/report.schema.json``; built once, not to be changed."""
        return self._payload

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories, those with the most disagreements first."""
        from claimcmp.report.browse import stories

        return stories(self._payload)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all stories, the strongest verdicts first."""
        from claimcmp.report.browse import ranked

        return ranked(claim for story in self.stories for claim in story.claims)

    @property
    def differences(self) -> tuple[Claim, ...]:
        """The claims on which outlets differ, those with the most evidence first."""
        return tuple(c for c in self.claims if c.verdict == "differ")

    @cached_property
    def outlets(self) -> tuple[Outlet, ...]:
        """The outlets by name."""
        from claimcmp.report.browse import outlets

        return outlets(self._payload)

    def write(self, path: str | Path, format: str = "") -> str | Path:
        """Write the report to a file (``csv`` and ``parquet``: see their modules); returns the path.

        An address (``s3://bucket/report.html``) is a path, too: see ``store.remote``.
        """
        return write(self, path, format)

    def to_arrow(self) -> dict[str, pa.Table]:
        """The tables as they are, by name."""
        return dict(self.tables)

    def to_pandas(self) -> dict[str, pd.DataFrame]:
        """Flat frames for a notebook: ``stories``, ``claims``, ``positions``, ``comparisons``, ``articles``.

        Errors: ``UsageError`` where pandas is not installed.
        """
        from claimcmp.report.frames import frames

        return frames(self._payload)

    def summary(self, *, width: int = 80, color: bool = False) -> str:
        """The terminal's summary as text."""
        from claimcmp.report.terminal import render

        return render(self, width=width, color=color)

    def __repr__(self) -> str:
        counts = self._payload["counts"]
        return (
            f"<Report: {counts['articles']} articles, {counts['stories']} stories, {counts['claims']} claims, "
            f"{counts['verdicts'].get('differ', 0)} differ>"
        )

    def _repr_html_(self) -> str:
        from claimcmp.report.notebook import fragment

        return fragment(self)


def write(report: Report, path: str | Path, format: str = "") -> str | Path:
    """Write a report in a format (default: what the file name says); returns the file's path.

    A path that is a folder, or has none of the known endings, is a folder: the file in it is named by ``NAMES``.
    Errors: ``UsageError`` for an unknown format or a folder that cannot be written.
    """
    path = place(path)
    if isinstance(path, str):
        return _write_there(report, path, format)
    known = "" if path.is_dir() else SUFFIXES.get(path.suffix.lower(), "")
    name = format or known
    if name not in FORMATS:
        asked = f"unknown format {name!r}" if name else f"{path}: no format is named"
        raise UsageError(f"{asked}; choose one of {', '.join(FORMATS)}")
    path = path if known else path / NAMES[name]
    module, _, function = FORMATS[name].partition(":")
    writer: Callable[[Report, Path], None] = getattr(import_module(module), function)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writer(report, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot write the report: {error.strerror or error}; choose another path") from error
    return path


def _write_there(report: Report, url: str, format: str) -> str:
    """Write a report's file here, with what stands beside it, and copy all of it to an address."""
    folder, name = split(url)
    if Path(name).suffix.lower() not in SUFFIXES:
        folder, name = url.rstrip("/"), ""
    with sent(folder) as here:
        written = write(report, here / name if name else here, format)
        return f"{folder}/{Path(written).name}"
