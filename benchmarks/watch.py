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
    """Notes what the stages of ``Job.run_stage`` take, one line of JSON for what each writes in ``log``; a context.

    What the log says of earlier runs counts where this one found their stages done.
    """

    def __init__(self, log: Path) -> None:
        self.log = log
        self._parts: dict[tuple[str, str], dict[str, float]] = {}
        for line in log.read_text(encoding="utf-8").splitlines() if log.is_file() else ():
            found = json.loads(line)
            self._parts[found.pop("stage"), found.pop("writes")] = found
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
            wall, cpu = time.perf_counter() - started[0], processor_seconds() - started[1]
            if ran:
                watch._note(name, " ".join(given[0]), wall, cpu, memory(os.getpid()))
            return ran

        Job.run_stage = run_stage  # type: ignore[method-assign]
        threading.Thread(target=self._look, daemon=True).start()
        return self

    def _note(self, name: str, writes: str, wall: float, cpu: float, now: tuple[float, float]) -> None:
        resident, own = (max(a, b) for a, b in zip(self._highest, now, strict=True))
        found = {"wall_seconds": wall, "cpu_seconds": cpu, "rss_mb": resident, "own_mb": own}
        self._parts[name, writes] = {key: round(value, 1) for key, value in found.items()}
        with self.log.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"stage": name, "writes": writes, **self._parts[name, writes]}) + "\n")

    @property
    def stages(self) -> dict[str, dict[str, float]]:
        """What every stage took: seconds of the clock and of a processor, megabytes at its peak."""
        found: dict[str, dict[str, float]] = {}
        for (name, _), part in self._parts.items():
            known = found.setdefault(name, dict.fromkeys(part, 0.0))
            for key, value in part.items():
                known[key] = round(known[key] + value, 1) if key.endswith("seconds") else max(known[key], value)
        return found

    def __exit__(self, *_: object) -> None:
        from claimcmp.pipeline.job import Job

        Job.run_stage = self._plain  # type: ignore[method-assign]
        self._done.set()
