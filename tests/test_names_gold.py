"""Names: every place, person and organisation of the gold sentences, and nothing else of its kind."""

import tomllib
from pathlib import Path

import pytest

from claimcmp.facts.names import find
from claimcmp.facts.sentence import SentenceText

GOLD = Path(__file__).parent / "gold"
CASES = [
    (kind, path.stem, case)
    for kind in ("place", "person", "organization")
    for path in sorted((GOLD / kind).glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("kind", "lang", "case"), CASES)
def test_names_of_a_sentence(kind, lang, case):
    text = case["text"]
    found = sorted((f for f in find(SentenceText(text, lang)) if f.kind == kind), key=lambda f: f.start)
    assert [[text[f.start : f.end], f.value] for f in found] == case["facts"]
