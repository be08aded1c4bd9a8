"""Fit ``claimcmp/comparer/readings.toml``: what a group of sentences without a figure is told as.

    python -m tools.fit_readings [STORY …] [--write]

Stories are folders with gold (see ``benchmarks/story.py``); without any, all of ``benchmarks/own`` and ``tests/gold``.
A reading is right where a gold comparison of its kind and verdict has half of its articles among the sentences of the
group. The features of each reading are those that its row in the table names: edit the row, then fit again. Each story
held against weights of the others says what the table is worth.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from benchmarks.story import Story
from claimcmp.comparer.readings import STATEMENT, features, table
from claimcmp.comparer.source import Source
from claimcmp.pipeline.by_story import cluster, compare
from tools import logistic
from tools.fit_story_joins import OWN, judged, read

TABLE = Path(__file__).parent.parent / "claimcmp" / "comparer" / "readings.toml"
LEAST = 0.25  # half of the F1 that is reached: what is likelier than that gains more than it costs
L2 = 1.0
HEAD = """# What each feature of a group of sentences without a figure adds to the log odds that it is told as this.
# Written by tools/fit_readings.py: edit the names, then fit again. "least": the share from which it is told.
"""
Row = tuple[str, dict[str, float], frozenset[str]]  # story, features, readings that are right


def rows(story: Story, name: str) -> Iterable[Row]:
    """The groups of a story, with which readings of them are right."""
    source = Source(story.tables)
    for claim in story.tables["claims"].to_pylist():
        if claim["kind"] != STATEMENT:
            continue
        views, sources = source.sentences(claim["id"])
        if len(set(sources)) < 2:
            continue
        right = set()
        for gold in story.gold["comparisons"]:
            mentions = story.mentions[gold["claim"]]
            inside = {story.keys[v.article] for v in views if v.sentence in mentions}
            if 2 * len(inside & gold["values"].keys()) >= len(gold["values"]):
                right.add(f"{gold['kind']} {gold['verdict']}")
        yield name, features(views, sources), frozenset(right)


def fit(found: Sequence[Row], name: str, columns: Sequence[str]) -> dict[str, float]:
    """Weights of one reading that maximise the penalised likelihood."""
    x = np.array([[f.get(c, 0.0) for c in columns] for _, f, _ in found])
    l2 = L2 * np.array([0.01 if c == "always" else 1.0 for c in columns])
    w = logistic.fit(x, [name in right for *_, right in found], l2)
    return {c: round(float(v), 2) for c, v in zip(columns, w, strict=True)}


def columns_of(name: str) -> list[str]:
    """The features of a reading, as its row in the table names them."""
    return [c for c in table()[name] if c != "least"]


def told(found: Sequence[Row], weights: dict[str, dict[str, float]]) -> list[str]:
    """The reading of each group, "" where none is likely enough."""
    out = []
    for _, given, _ in found:
        share = {n: 1 / (1 + np.exp(-sum(w.get(k, 0.0) * v for k, v in given.items()))) for n, w in weights.items()}
        best = max(sorted(share), key=lambda n: share[n])
        out.append(best if share[best] >= LEAST else "")
    return out


def held_out(found: Sequence[Row]) -> None:
    """Print how many readings are right where each story is read by weights of the others."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for story in sorted({r[0] for r in found}):
        rest = [r for r in found if r[0] != story]
        mine = [r for r in found if r[0] == story]
        weights = {n: fit(rest, n, columns_of(n)) for n in table()}
        for row, name in zip(mine, told(mine, weights), strict=True):
            count[name] += bool(name)
            right[name] += name in row[2]
    print(f"{len(found)} groups; told, by weights of the other stories:")
    for name in table():
        print(f"  {name}: {right[name]} right of {count[name]}, {sum(name in r[2] for r in found)} in gold")


def written(weights: dict[str, dict[str, float]]) -> str:
    """The table as TOML."""
    parts = []
    for name, row in weights.items():
        lines = [f'"{k}" = {v}\n' for k, v in row.items()]
        parts.append(f'\n["{name}"]\nleast = {LEAST}\n' + "".join(lines))
    return HEAD + "".join(parts)


def main(argv: Sequence[str]) -> int:
    """Fit, print what held out stories say, and write the table."""
    folders = [Path(a) for a in argv if not a.startswith("--")] or OWN
    found: list[Row] = []
    for folder in folders:
        job = read(folder)
        cluster(job)
        compare(job)
        found += rows(judged(job, folder), folder.name)
    held_out(found)
    if "--write" in argv:
        TABLE.write_text(written({n: fit(found, n, columns_of(n)) for n in table()}), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
