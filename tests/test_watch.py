"""What the sampler of memory makes of processes that come and go."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks import watch


def test_the_memory_of_this_process_is_seen():
    resident, own = watch.memory(os.getpid())
    assert resident > own > 1.0


def test_a_process_that_has_ended_but_was_not_waited_for_has_no_memory():
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert "VmRSS" not in Path(f"/proc/{child.pid}/status").read_text()
    assert watch.memory(child.pid) == (0.0, 0.0)
    child.wait()
    assert watch.memory(child.pid) == (0.0, 0.0)


def test_a_look_that_fails_does_not_end_the_watch(tmp_path, monkeypatch):
    looks = iter([KeyError("VmRSS"), (2.0, 1.0), (3.0, 1.0)])

    def memory(root):
        found = next(looks, (1.0, 1.0))
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(watch, "memory", memory)
    monkeypatch.setattr(watch, "SECONDS", 0.001)
    with watch.Watch(tmp_path / "log") as seen:
        for _ in range(1000):
            if seen._highest == [3.0, 1.0]:
                break
            seen._done.wait(0.005)
    assert seen._highest == [3.0, 1.0]
