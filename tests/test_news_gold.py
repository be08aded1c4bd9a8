"""News sentences of thirteen languages with every quantity, date and time in them, spans and values together."""

import tomllib
from pathlib import Path

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES

GOLD = Path(__file__).parent / "gold" / "news"
REFERENCE = 1641999600.0  # Wednesday 12 January 2022, 15:00
QUANTITIES = ("number", "percent", "money", "measure", "duration")
TIMES = ("date", "time")
SIGNS = {"more_than": ">", "at_least": ">=", "less_than": "<", "at_most": "<=", "approx": "~"}
CASES = [
    pytest.param(path.stem, case["text"], case["reads"], id=f"{path.stem}-{i}")
    for path in sorted(GOLD.glob("*.toml"))
    for i, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
]


def reading(fact):
    """A fact in the short notation of the tables: kind, value with its bound before it, unit."""
    if fact.kind in TIMES:
        return f"{fact.kind} {fact.value}"
    kind = "age" if fact.role == "age" else "pp" if fact.unit == "pp" else str(fact.kind)
    unit = "" if fact.kind == "percent" else fact.unit
    ends = dict.fromkeys(f"{v:.6g}" for v in (fact.low, fact.high) if v is not None)
    return f"{kind} {SIGNS.get(fact.bound, '')}{'..'.join(ends)} {unit}".rstrip()


@pytest.mark.parametrize(("lang", "text", "reads"), CASES)
def test_gold(lang, text, reads):
    facts = [f for f in read(SentenceText(text, lang, reference=REFERENCE)) if f.kind in QUANTITIES + TIMES]
    assert [[text[f.start : f.end], reading(f)] for f in facts] == reads


def test_every_language_has_its_sentences():
    assert {param.values[0] for param in CASES} == set(LANGUAGES)
