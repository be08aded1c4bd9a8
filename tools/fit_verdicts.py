"""Fit ``claimcmp/comparer/verdicts.toml`` to labelled pairs of sentences: multinomial logistic regression.

    python -m tools.fit_verdicts [PAIRS …] [--light PAIRS …] [--write] [--l2 2.0] [--differ 0.76]

A file is JSONL (as ``benchmarks pairs`` reads it) or TOML (as ``tests/gold/pairs``). Pairs that rules were tuned on
(``--light``) are few beside the others and weigh ``LIGHT``. Every pair is given twice, with its cosine and
without one, so that one table serves both. Printed: the figures of each file by weights of all others.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from benchmarks.pairs import metrics
from claimcmp.comparer.sentences import Side, evidence_of
from claimcmp.comparer.verdicts import ORDER, chosen
from claimcmp.query.sentences import DEFAULT, loaded

ROOT = Path(__file__).parent.parent
OWN, GOLD = ROOT / "benchmarks" / "own" / "pairs", ROOT / "tests" / "gold"
TABLE = ROOT / "claimcmp" / "comparer" / "verdicts.toml"
LIGHT = 5.0  # what a pair of the few counts that rules were tuned on: real headlines and small cases stand among them
WITHOUT = 0.3  # what a pair counts without its cosine
NAMES = [str(v) for v in ORDER]
LEAST = 0.005  # smaller weights are left out of the table
HEAD = """# What each feature of two sentences adds to the verdicts agree, compatible, differ, updated, unrelated,
# in this order.
# Written by tools/fit_verdicts.py: edit the evidence (comparer/evidence.py) or the pairs, then fit again.

[decide]
differ = {differ}  # the share of 1 from which a difference is told: a false alarm costs more than a miss

[weights]
"""


def rows(path: Path) -> list[dict[str, Any]]:
    """The pairs of a file; in TOML the verdict of a pair is its own or the file's name."""
    if path.suffix == ".toml":
        found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
        return [{**row, "verdict": row.get("verdict", path.stem)} for row in found]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def side(row: dict[str, Any]) -> Side:
    """One sentence of a pair."""
    return Side(row["text"], row["lang"], row.get("published") or row.get("at"), row.get("outlet", ""))


def features(path: Path) -> list[tuple[dict[str, float], dict[str, float], int]]:
    """(evidence with the cosine, without it, verdict) of each pair of a file."""
    pairs = rows(path)
    sides = [(side(row["a"]), side(row["b"])) for row in pairs]
    flat = [s for two in sides for s in two]
    vectors = loaded(DEFAULT).encode([s.text for s in flat], langs=[s.lang for s in flat])
    cosines = (vectors[0::2] * vectors[1::2]).sum(1)
    return [
        (evidence_of(a, b, similarity=float(c)), evidence_of(a, b), NAMES.index(row["verdict"]))
        for row, (a, b), c in zip(pairs, sides, cosines, strict=True)
    ]


def matrix(found: list[dict[str, float]], names: list[str]) -> Any:
    """[pairs, features]."""
    at = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(found), len(names)))
    for i, row in enumerate(found):
        for name, value in row.items():
            if name in at:
                x[i, at[name]] = value
    return x


def fit(x: Any, y: Any, counts: Any, l2: float) -> Any:
    """Weights [features, verdicts] that maximise the penalised likelihood."""
    width, classes = x.shape[1], len(NAMES)
    truth = np.eye(classes)[y]

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(width, classes)
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        value = -(counts * np.log(p[np.arange(len(y)), y] + 1e-12)).sum() + 0.5 * l2 * (w * w).sum()
        return float(value), (x.T @ ((p - truth) * counts[:, None]) + l2 * w).ravel()

    found = minimize(loss, np.zeros(width * classes), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return found.x.reshape(width, classes)


def trained(batches: dict[Path, list[Any]], light: set[Path], l2: float) -> tuple[list[str], Any]:
    """Feature names and their weights from all pairs of the batches, each with its cosine and without."""
    names = sorted({name for pairs in batches.values() for a, b, _ in pairs for name in (*a, *b)})
    found, y, counts = [], [], []
    for path, pairs in batches.items():
        for alike, bare, verdict in pairs:
            worth = LIGHT if path in light else 1.0
            found += [alike, bare]
            y += [verdict, verdict]
            counts += [worth, worth * WITHOUT]
    return names, fit(matrix(found, names), np.array(y), np.array(counts), l2)


def judged(found: list[dict[str, float]], names: list[str], weights: Any, differ: float) -> list[str]:
    """The verdicts that weights give."""
    out = []
    for z in matrix(found, names) @ weights:
        p = np.exp(z - z.max())
        out.append(str(chosen(dict(zip(ORDER, p / p.sum(), strict=True)), differ)))
    return out


def main() -> int:
    """Cross-validate by file; with ``--write`` fit to all and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="*", type=Path, default=sorted(OWN.glob("*.jsonl")))
    light = [*sorted(GOLD.glob("pairs/*.toml")), *sorted(GOLD.glob("compare/*.toml"))]
    parser.add_argument("--light", nargs="*", type=Path, default=light)
    parser.add_argument("--l2", type=float, default=2.0)
    parser.add_argument("--differ", type=float, default=0.76)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    light = set(args.light)
    batches = {path: features(path) for path in [*args.pairs, *args.light]}
    gold, ours, bare = [], [], []
    for path in args.pairs:
        names, weights = trained({p: rows for p, rows in batches.items() if p != path}, light, args.l2)
        gold += [NAMES[y] for *_, y in batches[path]]
        ours += judged([a for a, _, _ in batches[path]], names, weights, args.differ)
        bare += judged([b for _, b, _ in batches[path]], names, weights, args.differ)
        print(
            path.stem,
            {k: round(v, 3) for k, v in metrics(gold[-len(batches[path]) :], ours[-len(batches[path]) :]).items()},
        )
    print("each file by all others:", {k: round(v, 3) for k, v in metrics(gold, ours).items()})
    print("without an encoder:     ", {k: round(v, 3) for k, v in metrics(gold, bare).items()})
    if args.write:
        names, weights = trained(batches, light, args.l2)
        lines = [
            f'"{name}" = [{", ".join(f"{x:.3f}" for x in row)}]'
            for name, row in zip(names, weights, strict=True)
            if np.abs(row).max() >= LEAST
        ]
        TABLE.write_text(HEAD.format(differ=args.differ) + "\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
