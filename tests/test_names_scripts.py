"""Names across languages and scripts: one person or place in many spellings, and look-alikes that are two."""

import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from claimcmp.facts.names import compare, find
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind, ValueRelation

GOLD = Path(__file__).parent / "gold" / "same_names"
SAME = tomllib.loads((GOLD / "same.toml").read_text(encoding="utf-8"))
OTHER = tomllib.loads((GOLD / "other.toml").read_text(encoding="utf-8"))
MEET = (ValueRelation.EQUAL, ValueRelation.COMPATIBLE)


def person(lang, spelling):
    """A spelling as a fact: what the reader finds where the name is a known one, else the name's skeleton."""
    read = [f for f in find(SentenceText(spelling, lang)) if f.kind == Kind.PERSON]
    value = read[0].value if len(read) == 1 else f"person:{skeleton(spelling, lang)}"
    return Fact(Kind.PERSON, 0, len(spelling), value=value)


def places(lang, spelling):
    return [f for f in find(SentenceText(spelling, lang)) if f.kind == Kind.PLACE and f.role != "demonym"]


@pytest.mark.parametrize(("name", "spellings"), SAME["persons"].items())
def test_one_person(name, spellings):
    facts = {lang: person(lang, spelling) for lang, spelling in spellings.items()}
    apart = [(a, b) for a, b in combinations(facts, 2) if compare(facts[a], facts[b]) not in MEET]
    assert apart == []


@pytest.mark.parametrize(("value", "spellings"), SAME["places"].items())
def test_one_place(value, spellings):
    read = {lang: [f.value for f in places(lang, spelling)] for lang, spelling in spellings.items()}
    assert {lang: found for lang, found in read.items() if found != [f"place:{value}"]} == {}


@pytest.mark.parametrize(("one", "two"), OTHER["persons"])
def test_two_persons(one, two):
    assert compare(person(*one), person(*two)) not in MEET


@pytest.mark.parametrize(("one", "two"), OTHER["places"])
def test_two_places(one, two):
    a, b = places(*one), places(*two)
    assert a and b
    assert a[0].value != b[0].value
