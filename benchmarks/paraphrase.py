"""``paraphrase``: pairs of sentences that say the same, the opposite, or only sound alike, by vectors and cues.

PATH is a folder that holds any of the sets below, at whatever depth, or one file of theirs. A small logistic head
reads the two vectors and what ``paraphrase_features`` counts in the words. It is fitted on a file named ``train`` and
reported on the others of its set; where a set has one file it is fitted on four fifths and reported on the fifth, five
times, with sentences that share a pair on one side. ``fitted_on`` of each set says which.

ru      ParaPhraser (``*.jsonl``: text_1, text_2, label): precise and near paraphrases against the rest; f1, accuracy,
        auc
ar      ANS (``*.csv``: s1, s2, stance): agree against disagree; macro_f1, accuracy, auc
pawsx   PAWS-X (``*.tsv``: two sentences, label): the same words in another order. false_merge_rate: the share of
        non-paraphrases that a claim would hold together by nearness alone (``cosine`` at ``SURE_STATEMENT``);
        false_merge_rate_fitted and accuracy: by the fitted head
nanco   NAnCo (``*.json``): answers to one question, of one group or not; balanced_accuracy, fitted on the other
        questions
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

FOLDS, SEED = 5, 7
STRENGTH = {"vectors": 0.15, "words": 0.6, "counts": 1.0}  # how far each block of features counts before the penalty


@dataclass
class Pairs:
    """Pairs of one set; ``part`` is the file that a pair comes from, or the question that binds it."""

    lang: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    label: list[int] = field(default_factory=list)
    part: list[str] = field(default_factory=list)

    def add(self, lang: str, left: str, right: str, label: int, part: str) -> None:
        for column, value in zip((self.lang, self.left, self.right, self.label, self.part),
                                 (lang, left, right, label, part), strict=True):  # fmt: skip
            column.append(value)  # type: ignore[attr-defined]


def read(data: Path) -> dict[str, Pairs]:
    """Set → its pairs, of every file of a known form under ``data``."""
    found: dict[str, Pairs] = {}
    for path in sorted(data.rglob("*")) if data.is_dir() else [data]:
        reader = READERS.get(path.suffix)
        if reader is None or not path.is_file():
            continue
        for name, row in reader(path):
            found.setdefault(name, Pairs()).add(*row)
    return found


def read_jsonl(path: Path) -> Iterator[tuple[str, tuple[str, str, str, int, str]]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if {"text_1", "text_2", "label"} <= row.keys():
            yield "ru", ("ru", row["text_1"], row["text_2"], int(int(row["label"]) >= 0), path.stem)


def read_csv(path: Path) -> Iterator[tuple[str, tuple[str, str, str, int, str]]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("stance") in ("agree", "disagree"):
                yield "ar", ("ar", row["s1"], row["s2"], int(row["stance"] == "agree"), path.stem)


def read_tsv(path: Path) -> Iterator[tuple[str, tuple[str, str, str, int, str]]]:
    lang = path.stem.rpartition("-")[2]
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")[-3:]
        if len(cells) == 3 and cells[2] in ("0", "1"):
            yield "pawsx", (lang, cells[0], cells[1], int(cells[2]), lang)


def read_json(path: Path) -> Iterator[tuple[str, tuple[str, str, str, int, str]]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    for question in rows if isinstance(rows, list) else []:
        answers = question.get("answers", []) if isinstance(question, dict) else []
        for i, one in enumerate(answers):
            for other in answers[:i]:
                same = int(one["cluster_global"] == other["cluster_global"])
                yield "nanco", ("en", one["Answer"], other["Answer"], same, question["question"])


READERS = {".jsonl": read_jsonl, ".csv": read_csv, ".tsv": read_tsv, ".json": read_json}


def folds(pairs: Pairs, *, by_part: bool) -> np.ndarray:
    """A fold for every pair; pairs that share a sentence (or a part) are in one fold."""
    group: dict[str, str] = {}

    def root(name: str) -> str:
        while group.setdefault(name, name) != name:
            group[name] = group[group[name]]
            name = group[name]
        return name

    for left, right, part in zip(pairs.left, pairs.right, pairs.part, strict=True):
        group[root(part if by_part else right)] = root(part if by_part else left)
    roots = [root(part if by_part else left) for left, part in zip(pairs.left, pairs.part, strict=True)]
    distinct = sorted(set(roots))
    order = np.random.default_rng(SEED).permutation(len(distinct))
    count = len(distinct) if by_part else FOLDS
    place = {name: int(at) % count for name, at in zip(distinct, order, strict=True)}
    return np.array([place[name] for name in roots])


def fitted(x: np.ndarray, y: np.ndarray) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=1.0, max_iter=400, class_weight="balanced").fit(x, y)


def predictions(pairs: Pairs, x: np.ndarray, *, by_part: bool = False) -> tuple[np.ndarray, np.ndarray, str]:
    """Which rows are reported, the head's log odds for them, and what it was fitted on."""
    y, part = np.array(pairs.label), np.array(pairs.part)
    training = np.char.find(part, "train") >= 0
    if not by_part and training.any() and not training.all():
        return ~training, fitted(x[training], y[training]).decision_function(x[~training]), "train"
    fold = folds(pairs, by_part=by_part)
    odds = np.zeros(len(y))
    for one in np.unique(fold):
        rest = fold != one
        odds[~rest] = fitted(x[rest], y[rest]).decision_function(x[~rest]) if len(set(y[rest])) > 1 else 0.0
    every = np.ones(len(y), bool)
    return every, odds, "the other questions" if by_part else "the other four fifths"


def figures(name: str, pairs: Pairs, encoder: Any) -> dict[str, Any]:
    """The metrics of one set."""
    from sklearn.metrics import accuracy_score, balanced_accuracy_score, f1_score, roc_auc_score

    from benchmarks.paraphrase_features import features
    from claimcmp.cluster.weights import SURE_STATEMENT

    x, cosines = features(pairs.lang, pairs.left, pairs.right, encoder=encoder, strength=STRENGTH)
    kept, odds, on = predictions(pairs, x, by_part=name == "nanco")
    y, said = np.array(pairs.label)[kept], (odds > 0).astype(int)
    found = {"pairs": len(y), "fitted_on": on, "accuracy": accuracy_score(y, said), "auc": roc_auc_score(y, odds),
             "auc_cosine": roc_auc_score(y, cosines[kept])}  # fmt: skip
    if name == "ru":
        found["f1"] = f1_score(y, said)
    elif name == "ar":
        found["macro_f1"] = f1_score(y, said, average="macro")
    elif name == "nanco":
        found["balanced_accuracy"] = balanced_accuracy_score(y, said)
    else:
        found["false_merge_rate"] = float((cosines[kept][y == 0] >= SURE_STATEMENT).mean())
        found["false_merge_rate_fitted"] = float(said[y == 0].mean())
    return {k: round(float(v), 4) if isinstance(v, float) else v for k, v in found.items()}


def run(data: Path, options: dict[str, str]) -> dict[str, Any]:
    """One dict of figures a set; options ``encoder``, ``sets`` ("ru,ar"), ``cache`` (a folder of vectors)."""
    from claimcmp.config import EmbedSettings
    from claimcmp.embed import encode, load

    name = options.get("encoder") or EmbedSettings().encoder
    loaded, cache = load(name), options.get("cache")

    def encoder(texts: list[str], langs: list[str]) -> np.ndarray:
        return encode(texts, langs, encoder=loaded, cache_dir=Path(cache) if cache else None)

    sets = read(data)
    wanted = options.get("sets", ",".join(sorted(sets))).split(",")
    if not sets or set(wanted) - set(sets):
        raise SystemExit(f"{data}: no pairs of ParaPhraser, ANS, PAWS-X or NAnCo ({', '.join(wanted)})")
    return {"encoder": loaded.name, **{one: figures(one, sets[one], encoder) for one in wanted}}
