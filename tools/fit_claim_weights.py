"""Fit ``claimcmp/cluster/fitted.toml``: what each level of two figures or dates of a story weighs.

    python -m tools.fit_claim_weights [FOLDER …] [--light FOLDER …] [--l2 4.0] [--write]

The labelled stories of the repository and any other FOLDER of articles and ``gold.json`` (as ``python -m benchmarks
story`` takes them). Every pair of figures or dates that ``cluster.align`` scores and that the gold tells about is
a row, its levels the columns. Logistic regression pulled towards the table as it is (``--l2``); stories that words and
rules were tuned on (``--light``) count less. Printed: for each story, the F1 of its sentence pairs with the table as it
is and with one fitted to all other stories.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import story as measured
from claimcmp.cluster import fitted, weights
from claimcmp.cluster.align import edges
from claimcmp.cluster.centred import centred
from claimcmp.cluster.claim import claims_part, story_views
from claimcmp.cluster.edge import Edge
from claimcmp.config import Settings
from claimcmp.match import FactView
from claimcmp.model import Kind
from tools import logistic

ROOT = Path(__file__).parent.parent
OWN = (*sorted((ROOT / "benchmarks" / "own" / "stories").glob("*/")), ROOT / "data" / "sample",
       *sorted((ROOT / "tests" / "gold" / "stories").glob("*/")))  # fmt: skip
# What a pair counts whose values conflict and that is of two slots: joined, it makes outlets contradict one another.
COST = 4.0
CONFLICTS = {
    *(("value", name) for name in ("near", "far", "scale")),
    *(("day of dates", name) for name in ("beside", "far")),
}
LIGHT = 0.3  # what a pair of a story counts that words and rules were tuned on
HEAD = """# What each level of two figures or dates of one story adds to the log odds that they fill one slot.
# Written by tools/fit_claim_weights.py: edit the levels (cluster/fitted.py) or the stories, then fit again.
"""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Row = tuple[dict[tuple[str, str], float], float, float]  # columns, what else the edge weighs, whether it is one slot
Values = dict[str, dict[str, float]]
Points = dict[str, Sequence[tuple[float, float]]]


@dataclass
class Labelled:
    """A story run through the pipeline, with the pairs of its facts that its gold tells about."""

    name: str
    weight: float
    story: measured.Story
    vectors: Any
    rows: list[Row] = field(default_factory=list)


def labelled(folder: Path, weight: float) -> Labelled:
    """Run a folder's articles and label the pairs of its facts."""
    from claimcmp.pipeline import run

    with tempfile.TemporaryDirectory(prefix="claimcmp-fit-") as workspace:
        report = run(sorted(p for p in folder.iterdir() if p.name != "gold.json"), workspace=workspace)
        tables = {name: measured.held(table) for name, table in report.tables.items()}
        vectors = np.array(np.load(Path(workspace) / "vectors.npy"), np.float32)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    story = measured.located(tables, gold)
    found = Labelled(folder.name, weight, story, centred(vectors, tables["sentences"]))
    found.rows = list(_rows(story, found.vectors))
    return found


def _rows(story: measured.Story, vectors: Any) -> Iterator[Row]:
    known = {s for mentions in story.mentions.values() for s in mentions}
    of: dict[int, set[str]] = {s: {c for c, m in story.mentions.items() if s in m} for s in known}
    for _, _, views in story_views(story.tables):
        slot = slots(story, views)
        at = {v.fact.id: v for v in views}
        for edge in edges(views, vectors) if views else ():
            left, right = at[edge.left], at[edge.right]
            if left.fact.kind not in fitted.FITTED or left.article == right.article:
                continue
            if any(level.weight <= weights.APART for level in edge.levels):
                continue  # told apart for good: nothing to weigh
            same = _same(left, right, slot, of, story)
            if same is not None:
                yield (*columns(edge, left.fact.kind), float(same))


def _same(
    left: FactView, right: FactView, slot: Mapping[int, str], of: Mapping[int, set[str]], story: measured.Story
) -> bool | None:
    """Whether two facts fill one slot of the gold; None where it does not say."""
    a, b = slot.get(left.fact.id), slot.get(right.fact.id)
    if a and b:
        return a == b
    strangers = any(story.article(v.sentence) in story.distractors for v in (left, right))
    if strangers:
        return False
    if left.sentence not in of or right.sentence not in of:
        return None
    shared = of[left.sentence] & of[right.sentence]
    if not shared:
        return False
    return True if fitted.values(left.fact, right.fact) == "same telling" and len(shared) == 1 else None


def slots(story: measured.Story, views: Iterable[FactView]) -> dict[int, str]:
    """The slot of each fact (by id) that a gold comparison gives the value of."""
    found: dict[int, str] = {}
    by_sentence: dict[int, list[FactView]] = {}
    for view in views:
        by_sentence.setdefault(view.sentence, []).append(view)
    for number, gold in enumerate(story.gold["comparisons"]):
        for sentence, article in story.mentions[gold["claim"]].items():
            value = gold["values"].get(article)
            for view in by_sentence.get(sentence, ()) if value is not None else ():
                kind = measured.FAMILY.get(str(view.fact.kind), str(view.fact.kind))
                if kind == measured.FAMILY.get(gold["kind"], gold["kind"]) and is_value(view, str(value)):
                    found[view.fact.id] = f"{gold['claim']} {number}"
    return found


def is_value(view: FactView, text: str) -> bool:
    """Whether a fact is the value that a gold comparison writes: ">=85 person killed", "2024-09-08 (evening)"."""
    fact = view.fact
    low, high = (fact.low if fact.low is not None else fact.high), (fact.high if fact.high is not None else fact.low)
    if low is None or high is None:
        return False
    if fact.kind == Kind.DATE:
        days = [np.datetime64(d).astype("datetime64[s]").astype(float) for d in _DAY.findall(text)]
        return any(low < d + 86_400.0 and d < high for d in days) and high - low < 40 * 86_400.0
    told = [float(x) for x in _NUMBER.findall(text.replace(",", ""))]
    return any(low <= x * scale <= high for x in told for scale in (1.0, 1e3, 1e6, 1e9))


def columns(edge: Edge, kind: str) -> tuple[dict[tuple[str, str], float], float]:
    """The columns of an edge's levels, and what its other levels weigh."""
    found: dict[tuple[str, str], float] = {}
    rest = 0.0
    table = fitted.table()
    for level in edge.levels:
        name = level.name if level.name == "start" else fitted.row_of(level.name, kind)
        if name in table.points:
            for knot, share in hats(float(level.value), [x for x, _ in table.points[name]]):
                found[name, str(knot)] = share
        elif level.value in table.values.get(name, {}):
            found[name, level.value] = 1.0
        else:
            rest += level.weight
    return found, rest


def hats(value: float, knots: Sequence[float]) -> list[tuple[int, float]]:
    """The two knots that a value lies between, with its share of each."""
    if value <= knots[0]:
        return [(0, 1.0)]
    for i in range(len(knots) - 1):
        if value < knots[i + 1]:
            share = (value - knots[i]) / (knots[i + 1] - knots[i])
            return [(i, 1.0 - share), (i + 1, share)]
    return [(len(knots) - 1, 1.0)]


def fit(parts: Sequence[Labelled], l2: float) -> fitted.Table:
    """A table for the rows of some stories: the least logistic loss, pulled towards the table as it is."""
    table = fitted.table()
    prior = {(name, value): w for name, row in table.values.items() for value, w in row.items()}
    prior |= {(name, str(i)): y for name, rows in table.points.items() for i, (_, y) in enumerate(rows)}
    at = {key: i for i, key in enumerate(prior)}
    start = np.array(list(prior.values()))
    every = [(row, part.weight) for part in parts for row in part.rows]
    x = np.zeros((len(every), len(at)))
    for i, ((cells, _, _), _) in enumerate(every):
        for key, share in cells.items():
            x[i, at[key]] = share
    rest = np.array([row[1] for row, _ in every])
    same = np.array([row[2] for row, _ in every])
    wrong = np.array([COST if not row[2] and not row[0].keys().isdisjoint(CONFLICTS) else 1.0 for row, _ in every])
    weight = np.array([w for _, w in every]) * wrong
    found = logistic.fit(x, same > 0, l2, counts=weight, prior=start, offset=rest)
    best = np.clip(found, weights.APART + 0.1, -weights.APART)
    values = {name: {v: float(best[at[name, v]]) for v in row} for name, row in table.values.items()}
    points = {
        name: tuple((knot, float(best[at[name, str(i)]])) for i, (knot, _) in enumerate(rows))
        for name, rows in table.points.items()
    }
    return fitted.Table(values, points)


def score(part: Labelled, table: fitted.Table) -> measured.Counts:
    """The pairs of sentences of a story that share a claim, by a table, against its gold."""
    fitted.use(table)
    tables = {name: t for name, t in part.story.tables.items() if name != "edges"}
    _, tables["claims"], tables["members"] = claims_part(tables, part.vectors, Settings().cluster)
    counts = measured.Counts()
    counts.add(*measured.claim_pairs(replace(part.story, tables=tables)))
    return counts


def written(values: Values, points: Points) -> str:
    """The text of the table's file."""
    lines = [HEAD]
    for name, row in values.items():
        lines += [f"[{_key(name)}]", *(f"{_key(v)} = {w:.2f}" for v, w in row.items()), ""]
    lines.append("[points]")
    lines += [f"{_key(name)} = [{', '.join(f'[{x:g}, {y:.2f}]' for x, y in rows)}]" for name, rows in points.items()]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--light", nargs="*", type=Path, default=[])
    parser.add_argument("--l2", type=float, default=4.0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    before = fitted.table()
    parts = [labelled(folder, 1.0) for folder in (*OWN, *options.folders)]
    parts += [labelled(folder, LIGHT) for folder in options.light]
    sys.stdout.write(f"{sum(len(p.rows) for p in parts)} pairs of facts of {len(parts)} stories\n")
    totals = measured.Counts(), measured.Counts()
    for part in parts:
        fitted.use(before)
        other = fit([p for p in parts if p is not part] or parts, options.l2)
        now, then = score(part, before), score(part, other)
        for total, own in zip(totals, (now, then), strict=True):
            total.right, total.predicted, total.gold = (
                total.right + own.right, total.predicted + own.predicted, total.gold + own.gold
            )  # fmt: skip
        sys.stdout.write(f"{part.name:14} {len(part.rows):6} as it is {now.f1:.3f}  by the others {then.f1:.3f}\n")
    sys.stdout.write(f"{'all':21} as it is {totals[0].f1:.4f}  by the others {totals[1].f1:.4f}\n")
    fitted.use(before)
    if options.write:
        found = fit(parts, options.l2)
        fitted.TABLE.write_text(written(found.values, found.points), encoding="utf-8")


if __name__ == "__main__":
    main()
