"""Fit how much each level of a story edge weighs, and hold it against stories that were left out.

    python -m tools.fit_story_weights FOLDER [FOLDER …] [--l2 3.0]

A FOLDER holds articles and ``gold.json`` (as ``python -m benchmarks story`` takes them). Two articles are on one event
when a chain of gold claims or duplicates joins them; every pair that ``story_edges`` scores is a row, its levels
the columns. Logistic regression with balanced classes and an L2 penalty finds what each level should be multiplied by;
1.0 keeps the table of ``claimcmp/cluster/weights.py``. Nothing is written: a person reads the factors.
The last line leaves out one folder in turn, fits on the others, and counts the pairs of that folder that are right.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from tools import logistic


def edges(folder: Path) -> tuple[np.ndarray, np.ndarray, tuple[str, ...]]:
    """Levels of every scored pair of articles, ``float64[pairs, levels]``, whether it is of one event, level names."""
    from claimcmp.cluster import centre
    from claimcmp.cluster.story_edges import story_edges
    from claimcmp.config import Settings
    from claimcmp.pipeline import stages
    from claimcmp.pipeline.job import Job
    from claimcmp.store import Store

    job = Job(Store(), Settings())
    files = sorted(p for p in folder.iterdir() if p.name != "gold.json")
    job.store.put_table("articles", "", stages.ingest(job, files))
    for stage in (stages.segment, stages.embed, stages.index, stages.extract):
        stage(job)
    tables, vectors = job.tables("articles", "sentences", "facts"), job.store.array("vectors")
    middle = centre(vectors, tables["sentences"])
    days = job.settings.cluster.story_days
    found = story_edges(tables, vectors, job.store.table("pairs"), days=days, middle=middle)
    event = events(tables["articles"]["key"].to_pylist(), json.loads((folder / "gold.json").read_text("utf-8")))
    same = [event[a] == event[b] for a, b in zip(found.left.tolist(), found.right.tolist(), strict=True)]
    return found.levels, np.array(same, dtype=np.float64), found.names


def events(keys: list[str], gold: dict) -> list[int]:
    """The event of each article: articles that share a gold claim, or are copies, are on one."""
    number = {key: i for i, key in enumerate(keys)}
    event = list(range(len(keys)))
    groups = [[m["article"] for m in claim["mentions"]] for claim in gold["claims"]] + list(gold.get("duplicates", ()))
    for group in groups:
        joined = {event[number[key]] for key in group if key in number}
        event = [min(joined) if e in joined else e for e in event]
    return event


def fit(levels: np.ndarray, same: np.ndarray, l2: float) -> np.ndarray:
    """A factor for each level and, last, a constant: the least balanced logistic loss, pulled towards 1 and 0."""
    x = np.c_[levels, np.ones(len(levels))]
    prior = np.r_[np.ones(levels.shape[1]), 0.0]
    share = np.clip(same.mean(), 0.01, 0.99)
    weight = np.where(same > 0, 0.5 / share, 0.5 / (1 - share))
    return np.asarray(logistic.fit(x, same > 0, l2, counts=weight, prior=prior))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--l2", type=float, default=3.0)
    options = parser.parse_args()
    parts = [edges(folder) for folder in options.folders]
    levels, same = np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])
    factors = fit(levels, same, options.l2)
    for name, factor in zip((*parts[0][2], "constant"), factors, strict=True):
        sys.stdout.write(f"{name:14} {factor:6.2f}\n")
    right, right_now = 0, 0
    for i, (own, gold, _) in enumerate(parts):
        rest = [p for j, p in enumerate(parts) if j != i] or parts
        w = fit(np.concatenate([p[0] for p in rest]), np.concatenate([p[1] for p in rest]), options.l2)
        right += int((((own @ w[:-1] + w[-1]) > 0) == (gold > 0)).sum())
        right_now += int(((own.sum(axis=1) > 0) == (gold > 0)).sum())
    counts = f"{right} of {len(same)}; as the table is: {right_now}"
    sys.stdout.write(f"pairs right, each folder by a fit on the others: {counts}\n")


if __name__ == "__main__":
    main()
