"""What an addition costs: the same new sentences to bases of several sizes, each in a process of its own.

New are stories that the base does not have and, for a fifth of the sentences, the last article of stories that it has.
Options: ``sizes`` ("10000,30000,100000") of the base, ``added`` (1000) sentences, ``encoder`` ("planted"). Seconds are
of a processor; those of the base and of the addition leave encoding out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import stories, story

LATE = 0.2  # of the new sentences that belong to stories of the base
A_STORY = 6  # sentences or so that a story's last article has


def sentences(articles: list[dict]) -> int:
    """About how many sentences articles have."""
    return sum(a["text"].count(". ") + 1 for a in articles)


def lots(size: int, added: int) -> tuple[list[dict], list[dict]]:
    """The articles of a base of so many sentences, and those that come to it."""
    groups = [articles for _, articles in stories(size)]
    step = max(1, len(groups) * A_STORY // max(1, int(added * LATE)))
    late = [group.pop() for group in groups[step // 2 :: step]]
    number = len(groups)
    while sentences(late) < added:
        late += story(number)[1]
        number += 1
    return [a for group in groups for a in group], late


def write(path: Path, articles: list[dict]) -> None:
    """As JSONL."""
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")


def one(folder: Path, encoder: str, what: str) -> dict:
    """Run the job over FOLDER/base.jsonl, or add FOLDER/new.jsonl to it, in this process and measure it."""
    from benchmarks import planted
    from benchmarks.watch import processor_seconds
    from claimcmp.config import Settings
    from claimcmp.pipeline import add, run, with_overrides

    planted.register()
    settings = with_overrides(Settings(), embed={"encoder": encoder})
    started = processor_seconds()
    if what == "base":
        run([folder / "base.jsonl"], workspace=folder / "out", settings=settings, cache_dir=folder / "cache")
    else:
        add([folder / "new.jsonl"], workspace=folder / "out", cache_dir=folder / "cache")
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    return {"cpu_seconds": round(processor_seconds() - started, 2), "sentences": manifest["counts"]["sentences"],
            "stories": manifest["counts"]["stories"], "claims": manifest["counts"]["claims"]}  # fmt: skip


def run(options: dict[str, str]) -> dict:
    """Both steps at every size, and how many times the largest base's addition costs what the smallest one's does."""
    sizes = [int(s) for s in options.get("sizes", "10000,30000,100000").split(",")]
    added, encoder = int(options.get("added", "1000")), options.get("encoder", "planted")
    runs: dict[str, dict] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="claimcmp-add-") as folder:
            base, new = lots(size, added)
            write(Path(folder) / "base.jsonl", base)
            write(Path(folder) / "new.jsonl", new)
            found = {}
            for what in ("base", "new"):
                code = "import sys, json; from pathlib import Path; from benchmarks.speed_add import one; " \
                       "print(json.dumps(one(Path(sys.argv[1]), *sys.argv[2:])))"  # fmt: skip
                done = subprocess.run([sys.executable, "-c", code, folder, encoder, what],
                                      capture_output=True, text=True, check=True)  # fmt: skip
                found[what] = json.loads(done.stdout.splitlines()[-1])
            grown = found["new"]["sentences"] - found["base"]["sentences"]
            runs[str(size)] = {"base": found["base"], "addition": {**found["new"], "new_sentences": grown}}
    cost = [runs[str(size)]["addition"]["cpu_seconds"] for size in (sizes[0], sizes[-1])]
    return {"encoder": encoder, "runs": runs, "add_cpu_seconds": cost[1], "add_growth": round(cost[1] / cost[0], 2),
            "add_base_growth": round(sizes[-1] / sizes[0], 1)}  # fmt: skip
