"""Progress bars on standard error: only for a terminal, only for what takes more than two seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

SILENT_SECONDS = 2.0
NAMES = {
    "ingest": "reading articles", "segment": "splitting sentences", "embed": "encoding sentences",
    "index": "finding neighbours", "extract": "reading facts", "dedup": "finding copies",
    "cluster": "aligning claims", "compare": "comparing",
}  # fmt: skip


class Bars:
    """Draws a bar a stage; call it with (stage, done, total)."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._on = not quiet and sys.stderr.isatty()
        self._started: dict[str, float] = {}
        self._tasks: dict[str, Any] = {}
        self._live: Any = None

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:  # fmt: skip
        if self._live is not None:
            self._live.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` (0: unknown) rows of a stage are through."""
        if not self._on:
            return
        started = self._started.setdefault(stage, time.monotonic())
        if stage not in self._tasks:
            if time.monotonic() - started < SILENT_SECONDS:
                return
            self._tasks[stage] = self._bars().add_task(NAMES.get(stage, stage), total=total or None, pace="")
        seconds = time.monotonic() - started
        pace = f"{done / seconds:,.0f}/s" if seconds else ""
        self._bars().update(self._tasks[stage], completed=done, total=total or None, pace=pace)

    def _bars(self) -> Any:
        if self._live is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._live = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                TextColumn("{task.fields[pace]}"), TimeRemainingColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip
            self._live.start()
        return self._live
