"""``python -m benchmarks TASK --data PATH [--json]``: one module a task, each with ``run(data, options) -> dict``.

With ``--json`` the last line of standard output is one JSON object. Missing data: one line, exit 2.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

# Task → where its data comes from, for the message when it is not there.
TASKS = {
    "retrieval": "NTREX-128 line-aligned news sentences (newstest2019-*.txt)",
    "facts": "JSONL cases of Duckling, Recognizers-Text, Maha, quantulum3, dateparser and spelled numerals",
    "pairs": "JSONL pairs of sentences with gold verdicts",
    "story": "a folder with articles.jsonl and gold.json",
    "story_errors": "as story",
    "clusters": "JSONL with text or title, published, lang, cluster",
    "paraphrase": "a folder with paraphraser_ru, ans_arabic, pawsx and nanco",
    "peers": "the cases of the facts task, and the readers to compare with (--option site=FOLDER)",
    "fuzz": "a folder of gold tables (tests/gold) or of JSONL with text and lang",
    "speed": "none: made from a fixed seed",
}


def main() -> int:
    """Run one benchmark; 0 done, 2 wrong use or missing data."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", action="store_true", help="end with one line of JSON")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE", help="an option of the task")
    args = parser.parse_args()
    if args.data is None and args.task != "speed":
        print(f"benchmarks {args.task}: --data PATH is missing; it is {TASKS[args.task]}", file=sys.stderr)
        return 2
    if args.data is not None and not args.data.exists():
        print(f"benchmarks {args.task}: no {args.data}; the data is {TASKS[args.task]}", file=sys.stderr)
        return 2
    try:
        module = importlib.import_module(f"benchmarks.{args.task}")
    except ModuleNotFoundError as error:
        if error.name != f"benchmarks.{args.task}":
            raise
        print(f"benchmarks {args.task}: not there yet", file=sys.stderr)
        return 2
    options = dict(o.split("=", 1) for o in args.option)
    result = module.run(args.data, options)
    if not args.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
    else:
        print(json.dumps(result, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
