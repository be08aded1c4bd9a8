"""What an addition costs: the same new sentences to bases of several sizes, each in a process of its own.

New are stories that the base does not have and, for a fifth of the sentences, one more article of stories that it has.
Options: ``sizes`` ("10000,30000,100000") of the base, ``added`` (1000) sentences, ``encoder`` ("planted"), ``workers``
(1) of the base, ``folder`` as in ``speed_pipeline``, whose bases are taken where they are there. Seconds are of a
processor; ``share`` is what the addition takes of what its base took, encoding left out of both.
"""

from __future__ import annotations

import json
import resource
import shutil
from pathlib import Path

from benchmarks.corpus import stories, story
from benchmarks.speed_pipeline import child, place

LATE = 0.2  # of the new sentences that belong to stories of the base
A_STORY = 6  # sentences or so that a story's last article has


def sentences(articles: list[dict]) -> int:
    """About how many sentences articles have."""
    return sum(a["text"].count(". ") + 1 for a in articles)


def lot(size: int, added: int) -> list[dict]:
    """The articles that come to the corpus of so many sentences."""
    number = sum(1 for _ in stories(size))
    step = max(1, number * A_STORY // max(1, int(added * LATE)))
    late = [story(at, more=1)[1][-1] for at in range(step // 2, number, step)]
    while sentences(late) < added:
        late += story(number)[1]
        number += 1
    return late


def one(folder: Path, encoder: str, added: str) -> dict:
    """Add FOLDER/new.jsonl to a copy of the workspace FOLDER/out in this process and measure it."""
    from benchmarks import planted
    from benchmarks.watch import processor_seconds
    from claimcmp.pipeline import add
    from claimcmp.pipeline.engines import Local

    planted.register()
    new, grown = folder / f"new-{added}.jsonl", folder / "grown"
    articles = lot(int(folder.name), int(added))
    new.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    shutil.rmtree(grown, ignore_errors=True)
    shutil.copytree(folder / "out", grown)
    encoding, encode = [0.0], Local.encode

    def timed(*args: object, **given: object) -> object:
        begun = processor_seconds()
        found = encode(*args, **given)
        encoding[0] += processor_seconds() - begun
        return found

    Local.encode = timed
    started = processor_seconds()
    report = add([new], workspace=grown, cache_dir=folder / "cache")
    taken = processor_seconds() - started - encoding[0]
    shutil.rmtree(grown)
    return {"cpu_seconds": round(taken, 2), "encode_seconds": round(encoding[0], 2), "counts": report.counts,
            "rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)}  # fmt: skip


def run(options: dict[str, str]) -> dict:
    """Both steps at every size, and how many times the largest base's addition costs what the smallest one's does."""
    sizes = [int(s) for s in options.get("sizes", "10000,30000,100000").split(",")]
    added, encoder = options.get("added", "1000"), options.get("encoder", "planted")
    runs: dict[str, dict] = {}
    for size in sizes:
        with place(options, size) as folder:
            base = child("pipeline", str(folder), encoder, options.get("workers", "1"))
            found = child("add", str(folder), encoder, added)
        whole = base["seconds"] - base["encode_seconds"]
        kept = {"sentences": base["sentences"], "stories": base["stories"], "claims": base["claims"],
                "cpu_seconds": round(whole, 2)}  # fmt: skip
        grown = found["counts"]["sentences"] - base["sentences"]
        runs[str(size)] = {"base": kept, "addition": {**found, "new_sentences": grown},
                           "share": round(found["cpu_seconds"] / whole, 4)}  # fmt: skip
    cost = [runs[str(size)]["addition"]["cpu_seconds"] for size in (sizes[0], sizes[-1])]
    return {"encoder": encoder, "runs": runs, "add_cpu_seconds": cost[1], "add_growth": round(cost[1] / cost[0], 2),
            "add_base_growth": round(sizes[-1] / sizes[0], 1), "add_share": runs[str(sizes[-1])]["share"]}  # fmt: skip
