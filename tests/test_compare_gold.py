"""Pairs of sentences with their verdicts, all kinds and languages: floors over all of them.

The weights are fitted to these pairs among others, so the floors say that nothing broke; how well new pairs are judged
is in ``benchmarks/README.md``.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from benchmarks.pairs import metrics
from claimcmp import compare_sentences

GOLD = Path(__file__).parent / "gold"


def pairs(folder):
    for path in sorted((GOLD / folder).glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            yield {**row, "verdict": row.get("verdict", path.stem)}


def judged(row, *, turned=False, encoder="best"):
    a, b = (row["b"], row["a"]) if turned else (row["a"], row["b"])
    at = [s.get("published") or s.get("at") for s in (a, b)]
    return compare_sentences(
        a["text"], b["text"], lang_a=a["lang"], lang_b=b["lang"], published_a=at[0], published_b=at[1],
        outlet_a=a.get("outlet", ""), outlet_b=b.get("outlet", ""), encoder=encoder,
    )  # fmt: skip


@cache
def verdicts(folder, encoder):
    rows = list(pairs(folder))
    return rows, [str(judged(row, encoder=encoder).verdict) for row in rows]


@pytest.mark.parametrize(
    ("folder", "encoder", "accuracy", "precision", "alarms"),
    [
        ("pairs", "best", 0.82, 0.85, 0.05),
        ("compare", "best", 0.78, 0.8, 0.08),
        ("pairs", None, 0.78, 0.8, 0.08),
        ("compare", None, 0.72, 0.7, 0.1),
    ],
)
def test_floors(folder, encoder, accuracy, precision, alarms):
    rows, ours = verdicts(folder, encoder)
    found = metrics([row["verdict"] for row in rows], ours)
    assert found["accuracy"] >= accuracy
    assert found["differ_precision"] >= precision
    assert found["false_alarm_rate"] <= alarms


def test_the_order_of_the_sentences_does_not_matter():
    rows, ours = verdicts("compare", "best")
    turned = [str(judged(row, turned=True).verdict) for row in rows]
    assert [(r["a"]["text"], o, t) for r, o, t in zip(rows, ours, turned, strict=True) if o != t] == []


def test_every_verdict_has_a_reason_and_levels():
    for row in list(pairs("compare"))[::10]:
        result = judged(row)
        assert result.why
        assert all(x.name and x.value for x in result.levels)


def test_every_language_and_every_verdict_has_pairs():
    rows = list(pairs("pairs"))
    languages = {side["lang"] for row in rows for side in (row["a"], row["b"])}
    assert languages == {"ar", "en", "ru", "uk", "fr", "de", "es", "tr", "zh", "fa", "he", "pt", "it"}
    assert {row["verdict"] for row in rows} == {"agree", "compatible", "differ", "updated", "unrelated"}
