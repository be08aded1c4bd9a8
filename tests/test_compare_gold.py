"""Pairs of sentences with their verdicts: all kinds, all languages. A false alarm is never excused."""

import tomllib
from pathlib import Path

import pytest

from claimcmp import compare_sentences

FOLDER = Path(__file__).parent / "gold" / "compare"


def pairs():
    for path in sorted(FOLDER.glob("*.toml")):
        for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["pair"], 1):
            marks = [pytest.mark.xfail(reason=row["open"], strict=True)] if row.get("open") else []
            yield pytest.param(row, id=f"{path.stem}-{number}-{row['kind']}", marks=marks)


def judged(row):
    a, b = row["a"], row["b"]
    return compare_sentences(
        a["text"], b["text"], lang_a=a["lang"], lang_b=b["lang"],
        published_a=a.get("published"), published_b=b.get("published"),
        outlet_a=a.get("outlet", "Outlet A"), outlet_b=b.get("outlet", "Outlet B"),
    )  # fmt: skip


@pytest.mark.parametrize("row", list(pairs()))
def test_verdict(row):
    result = judged(row)
    assert (str(result.verdict), result.why) == (row["verdict"], result.why)


def test_no_false_alarm():
    wrong = [
        (row.values[0]["a"]["text"], row.values[0]["b"]["text"]) for row in pairs()
        if row.values[0]["verdict"] not in ("differ", "updated") and judged(row.values[0]).verdict == "differ"
    ]  # fmt: skip
    assert wrong == []
