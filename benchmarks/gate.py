"""Fails when a metric falls below its floor: ``python -m benchmarks.gate --data FOLDER [--write] [TASK …]``.

``floors.json`` names, for each run, the task, its data below the folder (or ``own``: in the repository), and a floor
(or ceiling) a metric. A floor is only ever raised. ``--write`` keeps each result in ``results/NAME.json``.
"""

from __future__ import annotations

import argparse
import importlib
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent


def command(name: str, run: dict) -> str:
    """The command that makes a run's figures."""
    where = run.get("own") or (f"DATA/{run['data']}" if run.get("data") else "")
    data = f" --data {where}" if where else ""
    options = "".join(f" --option {k}={v}" for k, v in run.get("options", {}).items())
    return f"python -m benchmarks {run['task']}{data}{options} --json"


def keep(name: str, run: dict, result: dict) -> None:
    """Write a result with what made it."""
    made = {
        "command": command(name, run),
        "versions": {p: version(p) for p in ("claimcmp", "numpy", "faiss-cpu", "onnxruntime")},
        "python": platform.python_version(),
        "result": result,
    }
    path = HERE / "results" / f"{name}.json"
    path.write_text(json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def value(result: dict, metric: str) -> float:
    """A metric by its path: ``by_kind.money.accuracy``."""
    for part in metric.split("."):
        result = result[part]
    return result


def failures(name: str, run: dict, result: dict) -> list[str]:
    """One line for each metric beyond its floor or ceiling."""
    wrong = []
    for metric, floor in run.get("floors", {}).items():
        if (found := value(result, metric)) < floor:
            wrong.append(f"{name}: {metric} is {found:.4g}, its floor {floor}")
    for metric, ceiling in run.get("ceilings", {}).items():
        if (found := value(result, metric)) > ceiling:
            wrong.append(f"{name}: {metric} is {found:.4g}, its ceiling {ceiling}")
    return wrong


def main() -> int:
    """Run what floors.json names; 0 all hold, 1 a metric fell, 2 nothing could be run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate")
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds gold/ and eval/")
    parser.add_argument("--write", action="store_true", help="keep results in benchmarks/results/")
    parser.add_argument("names", nargs="*", help="only these runs")
    args = parser.parse_args()
    runs = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    wrong: list[str] = []
    done = 0
    for name, run in runs.items():
        if (args.names and name not in args.names) or (not args.names and run.get("slow") and not args.write):
            continue
        data = args.data / run["data"] if run.get("data") else None
        if run.get("own"):
            data = HERE.parent / run["own"]
        if data is not None and not data.exists():
            print(f"{name}: left out, no {data}", file=sys.stderr)
            continue
        result = importlib.import_module(f"benchmarks.{run['task']}").run(data, run.get("options", {}))
        done += 1
        if args.write:
            keep(name, run, result)
        lines = failures(name, run, result)
        wrong.extend(lines)
        print(f"{name}: {'; '.join(lines) or 'holds'}")
    if wrong:
        print(f"{len(wrong)} metrics fell", file=sys.stderr)
        return 1
    if not done:
        print("nothing was run: name the folder of the data with --data", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
