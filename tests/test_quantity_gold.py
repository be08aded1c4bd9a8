"""Quantities of news sentences in thirteen languages, in the short notation of tests/gold/quantity."""

import tomllib
from pathlib import Path

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES

GOLD = Path(__file__).parent / "gold" / "quantity"
KINDS = ("number", "percent", "money", "measure", "duration", "ordinal")
SIGNS = {"more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<="}
CASES = [
    (path.stem, case["text"], case["reads"])
    for path in sorted(GOLD.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def value(text):
    return f"{float(text):.6g}"


def expected(row):
    kind, _, rest = row.partition(" ")
    told, _, unit = rest.partition(" ")
    vague = told.endswith("~") and ".." in told
    sign = told[: len(told) - len(told.lstrip("<>=~"))]
    ends = told.strip("<>=~").split("..")
    return kind, ("~" if vague else sign) + "..".join(map(value, ends)), unit


def reading(fact):
    kind, unit = str(fact.kind), fact.unit
    if kind == "duration" and fact.role == "age":
        kind = "age"
    if kind == "percent":
        kind, unit = ("pp" if unit == "pp" else "percent"), ""
    sign = SIGNS.get(fact.bound, "~" if fact.bound == "approx" else "")
    ends = [value(v) for v in (fact.low, fact.high) if v is not None]
    return kind, sign + "..".join(dict.fromkeys(ends)), unit


@pytest.mark.parametrize(("lang", "text", "reads"), CASES, ids=[f"{lang}-{k}" for k, (lang, _, _) in enumerate(CASES)])
def test_gold(lang, text, reads):
    facts = [f for f in read(SentenceText(text, lang, reference=1.7e9)) if f.kind in KINDS]
    assert [reading(f) for f in facts] == [expected(row) for row in reads]


def test_every_language_has_its_cases():
    assert {lang for lang, _, _ in CASES} == set(LANGUAGES)
