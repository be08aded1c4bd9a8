"""Fit the weights of the match levels to labelled pairs and print them beside the weights in use.

    python -m tools.fit_weights PAIRS.jsonl [PAIRS.jsonl …] [--l2 2.0]

Every pair of facts that meets in a labelled pair of sentences is one row: a column a (level, value), the label 1 where
the pair's verdict is any but "unrelated". Logistic regression with an L2 penalty that pulls towards the weights in use
(not towards 0). Nothing is written: a person reads the two columns and edits weights.toml.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from claimcmp.comparer import compare_sentences
from claimcmp.match.weights import weights
from tools import logistic

SKIPPED = {"value", "time", "nli"}


def rows(paths: list[Path]) -> tuple[list[dict[tuple[str, str], float]], list[int]]:
    """(level, value) → weight in use of each best pair of facts, and whether the sentences state one fact."""
    features, labels = [], []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            a, b = pair["a"], pair["b"]
            result = compare_sentences(
                a["text"], b["text"], lang_a=a["lang"], lang_b=b["lang"], published_a=a["published"],
                published_b=b["published"],
            )  # fmt: skip
            if result.comparisons:
                best = max(result.comparisons, key=lambda m: m.judgement.score)
                found = {(x.name, x.value): x.weight for x in best.judgement.levels if x.name not in SKIPPED}
                features.append(found)
                labels.append(int(pair["verdict"] != "unrelated"))
    return features, labels


def fit(features: list[dict[tuple[str, str], float]], labels: list[int], l2: float) -> dict[tuple[str, str], float]:
    """Weights of least penalised loss, pulled towards the weights in use."""
    names = sorted({name for found in features for name in found})
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(features), len(names)))
    for i, found in enumerate(features):
        for name in found:
            x[i, at[name]] = 1.0
    prior = np.array([weights()[name][value] for name, value in names])
    w = logistic.fit(x, labels, l2, prior=prior)
    return dict(zip(names, w.tolist(), strict=True))


def main() -> int:
    """Print level, value, rows, weight in use, fitted weight."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("--l2", type=float, default=2.0)
    args = parser.parse_args()
    features, labels = rows(args.pairs)
    fitted = fit(features, labels, args.l2)
    for (name, value), weight in sorted(fitted.items()):
        count = sum((name, value) in found for found in features)
        print(f"{name:12} {value:16} {count:5} {weights()[name][value]:+7.2f} {weight:+7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
