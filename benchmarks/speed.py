"""Speed, by part: encoding, index, deduplication, the whole job, an addition. Peers take turns with ours in one run.

Options: ``parts`` ("encode,index,dedup,pipeline", and "add"), and those of each part. A part whose peer is missing
is named under ``left_out``, with what it lacks.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

PARTS = ("encode", "index", "dedup", "pipeline")
ASKED = (*PARTS, "add")  # all that there are; an addition takes a base first, so it is measured where it is named


def run(data: Path | None, options: dict[str, str]) -> dict[str, Any]:
    """The figures of every part in one dict; ``data`` is not looked at."""
    wanted = options.get("parts", ",".join(PARTS)).split(",")
    unknown = sorted(set(wanted) - set(ASKED))
    if unknown:
        raise SystemExit(f"benchmarks speed: no part {unknown[0]!r}; there are {', '.join(ASKED)}")
    result: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    for part in wanted:
        try:
            result.update(figures(part, options))
        except ImportError as error:
            left_out[part] = str(error)
    return {**result, "left_out": left_out}


def figures(part: str, options: dict[str, str]) -> dict[str, Any]:
    """What one part measured."""
    module = importlib.import_module(f"benchmarks.speed_{part}")
    if hasattr(module, "run"):
        found: dict[str, Any] = module.run(options)
        return found
    return {**module.chain(), **module.minhash(), **module.vectors()}
