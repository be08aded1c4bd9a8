"""The whole job on the made corpus: sentences a second by stage, growth from size to size, peak memory.

Each size runs in a process of its own, so that one run's memory is not counted for the next. Options: ``sizes``
("10000,30000"), ``encoder`` (default "fast"; "planted" leaves the encoder's cost out), ``workers`` (1), ``folder``
(what is made stays there, and a run that was cut off goes on). Seconds are of a processor, of all processes together,
so that what else a machine does is not counted; ``stages`` has the wall clock beside them.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.corpus import write

CHILD = "import sys, json; from pathlib import Path; from benchmarks.speed_{part} import one; " \
        "print(json.dumps(one(Path(sys.argv[1]), *sys.argv[2:])))"  # fmt: skip


def child(part: str, *given: str) -> dict:
    """What ``one`` of a part of the benchmark measures, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", CHILD.format(part=part), *given], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict = json.loads(done.stdout.splitlines()[-1])
    return found


@contextmanager
def place(options: dict[str, str], size: int) -> Iterator[Path]:
    """The folder of a corpus of so many sentences, which is written where it is not there yet."""
    with tempfile.TemporaryDirectory(prefix="claimcmp-speed-") as made:
        folder = Path(options.get("folder", made)) / str(size)
        if not (folder / "articles.jsonl").is_file():
            write(size, folder)
        yield folder


def one(folder: Path, encoder: str, workers: str = "1") -> dict:
    """Run the job over FOLDER/articles.jsonl in this process and measure it."""
    from benchmarks import planted
    from benchmarks.watch import Watch
    from claimcmp.config import Settings
    from claimcmp.pipeline import run, with_overrides

    planted.register()
    settings = with_overrides(Settings(), embed={"encoder": encoder})
    with Watch(folder / "stages.jsonl") as watch:
        report = run([folder / "articles.jsonl"], workspace=folder / "out", settings=settings, workers=int(workers),
                     cache_dir=folder / "cache")  # fmt: skip
    timings = {name: stage["cpu_seconds"] for name, stage in watch.stages.items()}
    total = sum(timings.values())
    peak, own = (max(stage[key] for stage in watch.stages.values()) for key in ("rss_mb", "own_mb"))
    sentences = report.counts["sentences"]
    size = sum(p.stat().st_size for p in (folder / "out").iterdir())
    return {
        "sentences": sentences, "articles": report.counts["articles"], "stories": report.counts["stories"],
        "claims": report.counts["claims"], "facts": report.counts["facts"], "seconds": round(total, 2),
        "stage_seconds": timings, "stages": watch.stages, "encode_seconds": timings.get("embed", 0.0),
        "sentences_per_second": round(sentences / total, 1),
        "sentences_per_second_without_encoding": round(sentences / (total - timings.get("embed", 0.0)), 1),
        "peak_rss_mb": peak, "peak_own_mb": own,
        "bytes_a_sentence": round(size / sentences, 1),
        **quality(folder, report),
    }  # fmt: skip


def quality(folder: Path, report: object) -> dict:
    """How many of the planted stories and verdicts came out right."""
    truth = [json.loads(line) for line in (folder / "truth.jsonl").open(encoding="utf-8")]
    keys = report.tables["articles"]["key"].to_pylist()
    story_of = {
        keys[a]: s["id"] for s in report.tables["stories"].select(["id", "articles"]).to_pylist() for a in s["articles"]
    }
    whole = sum(len({story_of.get(a) for a in t["articles"]}) == 1 for t in truth)
    mixed: dict[int, set[int]] = {}
    for t in truth:
        for article in t["articles"]:
            mixed.setdefault(story_of.get(article, -1), set()).add(t["story"])
    return {
        "stories_whole": round(whole / len(truth), 4),
        "stories_pure": round(sum(len(m) == 1 for m in mixed.values()) / max(1, len(mixed)), 4),
        **verdicts(report, truth, story_of),
    }


# A slot's facts are told by kind and unit: what the corpus plants in each.
def slot_of(fact: dict) -> str:
    """The planted slot that a fact states, or "" for what fillers say."""
    if fact["kind"] == "money":
        return "damage"
    if fact["kind"] == "duration" and fact["unit"] == "day":
        return "closure"
    if fact["kind"] == "number":
        return {"killed": "killed", "injured": "injured", "family": "families", "families": "families",
                "evacuated": "families"}.get(fact["concept"], "")  # fmt: skip
    return ""


def verdicts(report: object, truth: list[dict], story_of: dict) -> dict:
    """Share of planted differences found, and of reported differences that were planted."""
    tables = report.tables
    facts = tables["facts"].select(["kind", "unit", "concept"]).to_pylist()
    claims = tables["claims"].select(["story"]).to_pylist()
    said: dict[tuple[int, str], set[str]] = {}
    for c in tables["comparisons"].select(["claim", "left", "verdict"]).to_pylist():
        slot = slot_of(facts[c["left"]]) if c["left"] >= 0 else ""
        if slot:
            said.setdefault((claims[c["claim"]]["story"], slot), set()).add(c["verdict"])
    right = wrong = planted = 0
    for t in truth:
        stories = {story_of.get(a) for a in t["articles"]}
        for slot, gold in t["slots"].items():
            found = set().union(*(said.get((s, slot), set()) for s in stories))
            if gold["verdict"] == "differ":
                planted += 1
            if "differ" in found:
                right += gold["verdict"] == "differ"
                wrong += gold["verdict"] == "agree"
    return {
        "differ_recall": round(right / max(1, planted), 4), "differ_precision": round(right / max(1, right + wrong), 4),
        "false_alarms": wrong,
    }  # fmt: skip


def run(options: dict[str, str]) -> dict:
    """Measure each size in its own process; growth is the slope of log time over log size, encoding apart."""
    sizes = [int(s) for s in options.get("sizes", "10000,30000").split(",")]
    encoder = options.get("encoder", "fast")
    runs = {}
    for size in sizes:
        with place(options, size) as folder:
            runs[str(size)] = child("pipeline", str(folder), encoder, options.get("workers", "1"))
    result = {"encoder": encoder, "runs": runs}
    last = runs[str(sizes[-1])]
    result["pipeline_sentences_per_second"] = last["sentences_per_second"]
    result["pipeline_sentences_per_second_without_encoding"] = last["sentences_per_second_without_encoding"]
    result["peak_rss_mb"] = last["peak_rss_mb"]
    for name, seconds in (("", "cpu_seconds"), ("_wall", "wall_seconds")):
        taken = last["stages"]["cluster"][seconds]
        result[f"cluster{name}_seconds_a_million"] = round(taken / last["sentences"] * 1e6, 1)
    result["extract_sentences_per_second"] = round(last["sentences"] / last["stage_seconds"]["extract"], 1)
    if len(sizes) > 1:
        first = runs[str(sizes[0])]
        cost = [r["seconds"] - r["encode_seconds"] for r in (first, last)]
        result["growth_exponent"] = round(
            math.log(cost[1] / cost[0]) / math.log(last["sentences"] / first["sentences"]), 3
        )
    return result
