"""Verdicts on pairs of sentences: accuracy, macro-F1, and above all how right and how complete ``differ`` is."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from claimcmp import compare_sentences
from claimcmp.query.sentences import DEFAULT

VERDICTS = ("agree", "compatible", "differ", "updated", "unrelated")


def judged(row: dict[str, Any], encoder: Any) -> str:
    """Our verdict on one pair: text, language, outlet and time are all that is looked at."""
    a, b = row["a"], row["b"]
    return str(compare_sentences(
        a["text"], b["text"], lang_a=a["lang"], lang_b=b["lang"], published_a=a["published"],
        published_b=b["published"], outlet_a=a["outlet"], outlet_b=b["outlet"], encoder=encoder,
    ).verdict)  # fmt: skip


def metrics(gold: list[str], ours: list[str]) -> dict[str, float]:
    """The figures over two aligned lists of verdicts; a ratio over nothing is 0."""
    count = Counter(zip(gold, ours, strict=True))
    f1 = []
    for verdict in VERDICTS:
        right = count[verdict, verdict]
        total = sum(g == verdict for g in gold) + sum(o == verdict for o in ours)
        if any(g == verdict for g in gold):
            f1.append(2 * right / total if total else 0.0)
    said = sum(o == "differ" for o in ours)
    true = sum(g == "differ" for g in gold)
    calm = sum(g in ("agree", "compatible", "unrelated") for g in gold)
    alarms = sum(o == "differ" and g in ("agree", "compatible", "unrelated") for g, o in zip(gold, ours, strict=True))
    return {
        "accuracy": sum(g == o for g, o in zip(gold, ours, strict=True)) / max(1, len(gold)),
        "macro_f1": sum(f1) / max(1, len(f1)),
        "differ_precision": count["differ", "differ"] / said if said else 0.0,
        "differ_recall": count["differ", "differ"] / true if true else 0.0,
        "false_alarm_rate": alarms / calm if calm else 0.0,
    }


def run(data: Path, options: dict[str, str]) -> dict[str, Any]:
    """Judge every pair of a file (or of every *.jsonl of a folder); option ``encoder`` names another one, or none."""
    files = sorted(data.glob("*.jsonl")) if data.is_dir() else [data]
    rows = [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines() if line.strip()]
    name = options.get("encoder", DEFAULT)
    encoder = None if name == "none" else name
    gold = [row["verdict"] for row in rows]
    ours = [judged(row, encoder) for row in rows]
    confusion: dict[str, dict[str, int]] = {g: {o: 0 for o in VERDICTS} for g in VERDICTS}
    groups: dict[str, dict[str, list[int]]] = {"by_kind": defaultdict(list), "by_lang": defaultdict(list)}
    for row, g, o in zip(rows, gold, ours, strict=True):
        confusion[g][o] += 1
        groups["by_kind"][row.get("kind", "")].append(g == o)
        for lang in {row["a"]["lang"], row["b"]["lang"]}:
            groups["by_lang"][lang].append(g == o)
    result: dict[str, Any] = {"pairs": len(rows), **{k: round(v, 4) for k, v in metrics(gold, ours).items()}}
    result["encoder"] = name
    result["confusion"] = confusion
    for name, parts in groups.items():
        result[name] = {k: {"pairs": len(v), "accuracy": round(sum(v) / len(v), 4)} for k, v in sorted(parts.items())}
    if options.get("wrong"):
        result["wrong"] = [
            f"{r.get('id', n)} {g} {o}" for n, (r, g, o) in enumerate(zip(rows, gold, ours, strict=True)) if g != o
        ]
    return result
