"""Fit ``claimcmp/cluster/joins.toml``: when two groups of facts of a story are one slot (logistic regression).

    python -m tools.fit_story_joins [FOLDER …] [--write] [--l2 4.0]

A FOLDER holds articles and ``gold.json`` (as ``python -m benchmarks story`` takes them); without one those of
``benchmarks/own/stories`` and ``tests/gold/stories`` are taken. A fact belongs to a gold claim where its sentence is a
mention of it and its value is the one that gold gives the article. Without ``--write`` every story is run by weights
fitted to the others, and its figures are printed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.story import FAMILY, Counts, Story, located, score
from claimcmp.cluster import joins as J
from claimcmp.cluster.align import edges
from claimcmp.cluster.centred import centred
from claimcmp.cluster.claim import story_views, texts
from claimcmp.cluster.graph import log_odds
from claimcmp.cluster.slots import grouped
from claimcmp.cluster.strangers import Strangers
from claimcmp.config import Settings
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.match import FactView
from claimcmp.model import Kind
from claimcmp.pipeline import stages
from claimcmp.pipeline.by_story import cluster, compare
from claimcmp.pipeline.job import Job
from claimcmp.store import Store
from tools import logistic

ROOT = Path(__file__).parent.parent
OWN = sorted(p.parent for own in ("benchmarks/own", "tests/gold") for p in (ROOT / own).glob("stories/*/gold.json"))
TABLE = ROOT / "claimcmp" / "cluster" / "joins.toml"
MEASURES = ("comparison", "claim_pair", "comparison_annotated", "copy", "credit")
UNKNOWN = 0.4  # what a pair of groups counts of which gold knows only one: the other one states nothing that gold lists
TITLE = "title"
SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86_400.0, "week": 604_800.0, "month": 2_630_000.0,
           "year": 31_557_600.0}  # fmt: skip
HEAD = """# What each feature of two groups of facts adds to the log odds that they are one slot, by family of kinds.
# Written by tools/fit_story_joins.py: edit the features (cluster/joins.py) or the stories, then fit again.
"""
LEAST = {"figure": 0.0, "date": 0.5}  # log odds above which two groups are joined


def read(folder: Path) -> Job:
    """A job over a folder's articles, its stages done but clusters and comparisons."""
    job = Job(Store(), Settings())
    files = sorted(p for p in folder.iterdir() if p.name != "gold.json")
    job.store.put_table("articles", "", stages.ingest(job, files))
    for stage in (stages.segment, stages.embed, stages.index, stages.extract, stages.dedup):
        stage(job)
    return job


def judged(job: Job, folder: Path) -> Story:
    """The story of a job that is clustered and compared, with its gold."""
    names = ("articles", "sentences", "origins", "stories", "claims", "members", "facts", "positions", "comparisons")
    tables = job.tables(*(n for n in names if n in job.store.names()))
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    return located(tables, gold)


def labels(story: Story, views: Sequence[FactView]) -> dict[int, str]:
    """Fact → the gold claim that it gives its article's value of."""
    found: dict[int, str] = {}
    for gold in story.gold["comparisons"]:
        kind, mentions = FAMILY.get(gold["kind"], gold["kind"]), story.mentions[gold["claim"]]
        own: dict[int, list[FactView]] = defaultdict(list)
        for v in views:
            if FAMILY.get(v.fact.kind, v.fact.kind) == kind and mentions.get(v.sentence) in gold["values"]:
                own[v.sentence].append(v)
        for row, told in own.items():
            right = [v for v in told if gives(v, str(gold["values"][mentions[row]]))]
            for v in right or (told if len(told) == 1 and kind in ("date", "place") else []):
                found.setdefault(v.fact.id, gold["claim"])
    return found


def gives(view: FactView, value: str) -> bool:
    """Whether a fact gives a gold value: "~300 rescuer", "2000..9999 protester", "2025-03-05 (evening)"."""
    fact, plain = view.fact, re.sub(r"\(.*?\)", "", value)
    if fact.kind == "date":
        day = re.match(r"\d{4}(-\d\d)?(-\d\d)?", plain)
        return day is not None and fact.value.startswith(day.group())
    if fact.kind in ("person", "place"):
        unlisted = fact.kind == "person" or fact.value[6:7] == "?"
        bones = (skeleton(plain, "en") if unlisted else plain).casefold().replace(" ", "")
        named = fact.value.replace("/", ":").split(":")[-1].casefold().split()
        return any(len(word) > 1 and word in bones for word in named)
    own = [x for x in (fact.low, fact.high) if x is not None]
    if fact.kind == "duration":
        parts = re.findall(rf"(\d+(?:\.\d+)?)\s*({'|'.join(SECONDS)})", plain)
        told = sum(float(n) * SECONDS[unit] for n, unit in parts)
        return any(abs(x * SECONDS.get(fact.unit, 1.0) - told) <= 0.05 * told for x in own)
    told_all = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", plain)]
    return any(abs(x - n) <= 1e-4 * max(abs(n), 1.0) for x in own for n in told_all)


Row = tuple[str, dict[str, float], bool, float]


def rows(job: Job, folder: Path) -> list[Row]:
    """(family, features, whether one slot, what it counts) of pairs of groups of the event's story."""
    tables = job.tables("articles", "sentences", "facts", "stories", "origins")
    near = centred(job.store.array("vectors"), tables["sentences"])
    story = judged(job, folder)
    out: list[Row] = []
    shift = log_odds(job.settings.cluster.threshold)
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)
    titles = set(np.flatnonzero(np.asarray(tables["sentences"]["position"]) < 0).tolist())
    for _, own, views in story_views(tables):
        gold = labels(story, views)
        if not gold:
            continue
        written = texts(tables, own)
        strange = Strangers({row: (*written[row], int(article[row])) for row in own.tolist()}, views)
        found = edges(views, near, strange)
        groups = dict(enumerate(grouped(views, found, shift)))
        joins = J.Joins(views, found, shift)
        gold |= {v.fact.id: TITLE for v in views if v.sentence in titles}  # gold lists sentences of texts alone
        out += compared(groups, joins, gold)
        out += compared(merged(groups, gold), joins, gold)
    return out


def compared(groups: dict[int, list[FactView]], joins: J.Joins, gold: dict[int, str]) -> Iterator[Row]:
    """The rows of the candidates among some groups."""
    claim = {n: claim_of(group, gold) for n, group in groups.items()}
    for a, b in J.candidates(groups, joins):
        if (claim[a] or claim[b]) and TITLE not in (claim[a], claim[b]):
            same = claim[a] == claim[b]
            family = J.FAMILIES[Kind(groups[a][0].fact.kind)]
            yield family, joins.features(groups[a], groups[b]), same, 1.0 if claim[a] and claim[b] else UNKNOWN


def claim_of(group: Sequence[FactView], gold: dict[int, str]) -> str:
    """The gold claim that most of a group's facts belong to, "" where most belong to none."""
    seen = Counter(gold.get(v.fact.id, "") for v in group)
    if len(seen) > 1:
        del seen[TITLE]
    best = max(sorted(seen), key=lambda c: (bool(c) and 2 * seen[c] >= sum(seen.values()), seen[c]))
    return best if 2 * seen[best] >= sum(seen.values()) else ""


def merged(groups: dict[int, list[FactView]], gold: dict[int, str]) -> dict[int, list[FactView]]:
    """The groups, of every claim the greatest two joined: what later joints look at."""
    by: dict[str, list[int]] = defaultdict(list)
    for n, group in groups.items():
        by[claim_of(group, gold)].append(n)
    out = dict(groups)
    for claim, numbers in by.items():
        if claim not in ("", TITLE) and len(numbers) > 2:
            first, second = sorted(numbers, key=lambda n: (-len(groups[n]), n))[:2]
            out[first] = [*out[first], *out.pop(second)]
    return out


def fit(found: Sequence[Row], family: str, l2: float) -> dict[str, float]:
    """Weights by feature that maximise the penalised likelihood."""
    mine = [r for r in found if r[0] == family]
    names = sorted({name for _, f, _, _ in mine for name in f})
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(mine), len(names)))
    for i, (_, f, _, _) in enumerate(mine):
        for name, value in f.items():
            x[i, at[name]] = value
    penalty = l2 * np.array([0.0 if n == "always" else 1.0 for n in names])
    w = logistic.fit(x, [same for _, _, same, _ in mine], penalty, counts=np.array([c for *_, c in mine]))
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def tables_of(found: Sequence[Row], l2: float) -> dict[str, dict[str, float]]:
    """The whole table."""
    return {f: {"least": LEAST[f], **fit(found, f, l2)} for f in LEAST}


def written(table: dict[str, dict[str, float]]) -> str:
    """The table as TOML."""
    parts = [f"\n[{family}]\n" + "".join(f'"{k}" = {v}\n' for k, v in row.items()) for family, row in table.items()]
    return HEAD + "".join(parts)


def held(parts: dict[Path, tuple[Job, list[Row]]], l2: float) -> Iterator[str]:
    """A line a folder: its figures by weights fitted to the other folders, and those of all."""
    counts, totals = {name: Counts() for name in MEASURES}, Counter[str]()
    for folder, (job, _) in parts.items():
        table = tables_of([r for f, (_, own) in parts.items() if f != folder for r in own], l2)
        J.table = partial(dict, table)  # type: ignore[assignment]
        forget(job)
        cluster(job)
        compare(job)
        own, of_own = {name: Counts() for name in MEASURES}, Counter[str]()
        score(judged(job, folder), own, of_own, [])
        for name, c in own.items():
            counts[name].right += c.right
            counts[name].predicted += c.predicted
            counts[name].gold += c.gold
        totals += of_own
        yield shown(folder.name, own, of_own)
    yield shown("all", counts, totals)


def shown(name: str, counts: dict[str, Counts], totals: Counter[str]) -> str:
    """One line of figures."""
    figures = " ".join(f"{m} {counts[m].f1:.3f}" for m in MEASURES[:2])
    return f"{name:16} {figures} alarms {totals['false_alarms']} leaks {totals['distractor_leaks']}"


def forget(job: Job) -> None:
    """Drop what was made from earlier weights."""
    for name in ("edges", "claims", "members", "positions", "comparisons"):
        job.store._entries.pop(name, None)


def main() -> int:
    """Fit and write, or hold every folder against a fit to the others."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, default=OWN)
    parser.add_argument("--l2", type=float, default=4.0)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    parts: dict[Path, tuple[Job, list[Row]]] = {}
    for folder in args.folders:
        job = read(folder)
        cluster(job)
        parts[folder] = job, rows(job, folder)
    if args.write:
        TABLE.write_text(written(tables_of([r for _, own in parts.values() for r in own], args.l2)), encoding="utf-8")
        return 0
    for line in held(parts, args.l2):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
