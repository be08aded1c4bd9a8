"""``clusters``: stories against labels on any JSONL with ``text`` or ``title``, ``published``, ``lang``, ``cluster``.

PATH may also be a folder of labelled stories (``articles.jsonl`` and ``gold.json``), however deep: all their articles
are then one input, the articles of a folder one event, each of its distractors another one.

B-cubed precision, recall and f1 (Bagga and Baldwin 1998) over the labelled articles. Options: ``limit=N`` takes the
first N lines, ``similarity=X`` sets the story threshold, ``days=N`` the window.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path


def bcubed(predicted: list[int], gold: list[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and f1 of two partitions of the same items."""
    both = Counter(zip(predicted, gold, strict=True))
    ours, theirs = Counter(predicted), Counter(gold)
    precision = sum(n * n / ours[p] for (p, _), n in both.items()) / max(len(gold), 1)
    recall = sum(n * n / theirs[g] for (_, g), n in both.items()) / max(len(gold), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def labelled(data: Path) -> list[dict]:
    """The rows of a file or folder, ``cluster`` filled in where they are of labelled stories."""
    folders = sorted(p.parent for p in data.rglob("gold.json")) if data.is_dir() else []
    if not folders:
        files = sorted(data.glob("*.jsonl")) if data.is_dir() else [data]
        return [row for file in files for row in _rows(file)]
    found = []
    for folder in folders:
        strangers = set(json.loads((folder / "gold.json").read_text(encoding="utf-8")).get("distractors", ()))
        for row in _rows(folder / "articles.jsonl"):
            found.append({**row, "cluster": f"{folder.name} {row['id']}" if row["id"] in strangers else folder.name})
    return found


def _rows(file: Path) -> list[dict]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def run(data: Path, options: dict[str, str]) -> dict:
    from claimcmp.config import Settings
    from claimcmp.pipeline import stages
    from claimcmp.pipeline.job import Job
    from claimcmp.store import Store

    rows = [r for r in labelled(data) if r.get("cluster") not in (None, "")]
    rows = rows[: int(options.get("limit", len(rows)))]
    settings = Settings()
    cluster = replace(
        settings.cluster,
        story_similarity=float(options.get("similarity", settings.cluster.story_similarity)),
        story_days=float(options.get("days", settings.cluster.story_days)),
    )
    job = Job(Store(), replace(settings, cluster=cluster))
    articles = [
        {"id": str(i), "outlet": r.get("outlet", ""), "lang": r.get("lang", ""), "published": r.get("published"),
         "title": r.get("title", ""), "text": r.get("text") or r.get("title")}
        for i, r in enumerate(rows)
    ]  # fmt: skip
    from claimcmp.ingest import from_objects

    table = from_objects(articles, settings.ingest, job.problems)
    job.store.put_table("articles", "", table)
    for stage in (stages.segment, stages.embed, stages.index, stages.extract, stages.dedup, stages.cluster):
        stage(job)
    keys = table["key"].to_pylist()
    story = {}
    for number, group in enumerate(job.store.table("stories")["articles"].to_pylist()):
        story |= {int(keys[a]): number for a in group}
    gold = [str(rows[i]["cluster"]) for i in sorted(story)]
    precision, recall, f1 = bcubed([story[i] for i in sorted(story)], gold)
    return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4), "articles": len(gold),
            "gold_clusters": len(set(gold)), "stories": job.store.table("stories").num_rows}  # fmt: skip
