"""What each stage of a run takes: wall clock, processor time of all its processes, their memory at its peak.

Other work on the machine lengthens the wall clock; processor time it lengthens only by what it takes from the caches.
"""

from __future__ import annotations

import json
import os
import resource
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

SECONDS = 0.5  # between two looks at the memory


def processor_seconds() -> float:
    """Processor time of this process and of its children that have ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def memory(root: int) -> tuple[float, float]:
    """Megabytes of a process and its descendants: resident (shared pages once a process), and their own (unshared)."""
    resident = own = 0.0
    waiting = [root]
    while waiting:
        process = Path("/proc") / str(waiting.pop())
        try:
            for task in (process / "task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
            status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        except (OSError, ValueError, KeyError):  # it has ended
            continue
        resident += int(status.get("VmRSS", "0 kB").split()[0]) / 1024  # a process that has ended has none
        own += int(status.get("RssAnon", "0 kB").split()[0]) / 1024
    return resident, own


class Watch:
    """Notes what the stages of ``Job.run_stage`` take, one line of JSON a stage in ``log``; a context."""

    def __init__(self, log: Path) -> None:
        self.log, self.peak = log, (0.0, 0.0)
        self.stages: dict[str, dict[str, float]] = {}
        self._done = threading.Event()
        self._highest = [0.0, 0.0]

    def _look(self) -> None:
        while not self._done.wait(SECONDS):
            with suppress(LookupError, OSError, ValueError):  # one look that fails is no reason to look no more
                self._highest = [max(a, b) for a, b in zip(self._highest, memory(os.getpid()), strict=True)]

    def __enter__(self) -> Watch:
        from claimcmp.pipeline.job import Job

        self._plain = Job.run_stage
        plain, watch = self._plain, self

        def run_stage(job: Job, name: str, *given: Any) -> bool:
            started = time.perf_counter(), processor_seconds()
            watch._highest = [0.0, 0.0]
            ran = plain(job, name, *given)
            now = memory(os.getpid())
            watch._note(name, time.perf_counter() - started[0], processor_seconds() - started[1], now, ran)
            return ran

        Job.run_stage = run_stage  # type: ignore[method-assign]
        threading.Thread(target=self._look, daemon=True).start()
        return self

    def _note(self, name: str, wall: float, cpu: float, now: tuple[float, float], ran: bool) -> None:
        highest = [max(a, b) for a, b in zip(self._highest, now, strict=True)]
        self.peak = max(self.peak[0], highest[0]), max(self.peak[1], highest[1])
        if not ran:
            return
        earlier = self.stages.get(name, {"wall_seconds": 0.0, "cpu_seconds": 0.0, "rss_mb": 0.0, "own_mb": 0.0})
        found = {
            "wall_seconds": earlier["wall_seconds"] + wall, "cpu_seconds": earlier["cpu_seconds"] + cpu,
            "rss_mb": max(earlier["rss_mb"], highest[0]), "own_mb": max(earlier["own_mb"], highest[1]),
        }  # fmt: skip
        self.stages[name] = {key: round(value, 1) for key, value in found.items()}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"stage": name, **self.stages[name]}) + "\n")

    def __exit__(self, *_: object) -> None:
        from claimcmp.pipeline.job import Job

        Job.run_stage = self._plain  # type: ignore[method-assign]
        self._done.set()
