"""Quantities: gold sentences of thirteen languages, how values relate, and that no input is slow or crashes."""

import random
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcmp.facts import read
from claimcmp.facts.quantity import compare, find, in_base
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES
from claimcmp.model import Fact

GOLD = Path(__file__).parent / "gold"
KINDS = ("number", "percent", "money", "measure", "duration", "ordinal")
FILES = [(kind, path.stem, path) for kind in KINDS for path in sorted((GOLD / kind).glob("*.toml"))]
REFERENCE = 1.7e9
SLOWEST = 0.05  # seconds a sentence


def sentence(text, lang):
    return SentenceText(text, lang, reference=REFERENCE)


def row(fact, text):
    seen = {"kind": str(fact.kind), "span": text[fact.start : fact.end]}
    seen |= {k: round(v, 4) for k, v in (("low", fact.low), ("high", fact.high)) if v is not None}
    seen |= {
        k: str(v)
        for k, v in (("unit", fact.unit), ("what", fact.what), ("role", fact.role))
        if v and (k != "role" or v in ("age", "share"))
    }
    return seen | ({"bound": str(fact.bound)} if fact.bound != "exact" else {})


@pytest.mark.parametrize(("kind", "lang", "path"), FILES, ids=[f"{k}-{lang}" for k, lang, _ in FILES])
def test_gold(kind, lang, path):
    cases = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    wrong = []
    for case in cases:
        facts = [f for f in read(sentence(case["text"], lang)) if f.kind in KINDS]
        got = [row(f, case["text"]) for f in facts]
        if got != case["facts"]:
            wrong.append((case["text"], got, case["facts"]))
    assert wrong == []


def test_gold_covers_every_language():
    counts = dict.fromkeys(LANGUAGES, 0)
    for _, lang, path in FILES:
        counts[lang] += len(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
    assert min(counts.values()) >= 30 and counts["ar"] >= 120


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("The S-300 and Il-76 flew over.", "en"), ("COVID-19 and G7 leaders met under Article 5.", "en"),
        ("Call +44 20 7946 0958 or visit https://example.org/2024/05 today.", "en"),
        ("They won 3-1 on aggregate.", "en"), ("See page 14 of resolution 1701.", "en"), ("No one saw one another.", "en"),
        ("Ил-76 и С-300 прибыли.", "ru"), ("صدر القرار 1701 وفق المادة 5.", "ar"), ("他们一起去了四川。", "zh"),
    ],
)  # fmt: skip
def test_what_is_no_quantity(text, lang):
    assert [text[f.start : f.end] for f in find(sentence(text, lang))] == []


def fact(kind, low, high=None, unit="", bound="exact", role=""):
    return Fact(kind, 0, 1, low, low if high is None else high, unit, bound, role=role)


COMPARED = [
    (fact("measure", 10, unit="mile"), fact("measure", 16, unit="kilometre"), "equal"),
    (fact("duration", 2.5, unit="year"), fact("duration", 30, unit="month"), "equal"),
    (fact("duration", 2, unit="week"), fact("duration", 14, unit="day"), "equal"),
    (fact("number", 13), fact("number", 13), "equal"),
    (fact("number", 13), fact("number", 21), "disjoint"),
    (fact("number", 100, bound="more_than"), fact("number", 120), "compatible"),
    (fact("number", 100, bound="more_than"), fact("number", 300), "disjoint"),
    (fact("number", 500, bound="approx"), fact("number", 480), "compatible"),
    (fact("number", 20, 99, bound="approx"), fact("number", 40), "compatible"),
    (fact("number", 20_000, 30_000, bound="range"), fact("number", 35_000), "disjoint"),
    (fact("money", 500, unit="USD"), fact("money", 500, unit="CAD"), "incomparable"),
    (fact("money", 500, unit="", role="pound"), fact("money", 500, unit="EGP", role="pound"), "equal"),
    (fact("money", 500, unit="", role="pound"), fact("money", 900, unit="EGP", role="pound"), "incomparable"),
    (fact("percent", 5, unit="percent"), fact("percent", 5, unit="pp"), "incomparable"),
    (fact("measure", 5, unit="tonne"), fact("measure", 5, unit="kilometre"), "incomparable"),
    (fact("measure", 48, unit="celsius"), fact("measure", 118, unit="fahrenheit"), "equal"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "relation"), COMPARED)
def test_compare(a, b, relation):
    assert compare(a, b) == relation
    assert compare(b, a) == relation


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [(3, "kilometre", (3000.0, "m")), (2, "tonne", (2e6, "g")), (2.5, "year", (30.0, "month")), (1, "bushel", None)],
)
def test_in_base(value, unit, base):
    assert in_base(value, unit) == base


@given(st.integers(0, 10**9), st.sampled_from(["percent", "tonne", "kilometre", "USD"]))
def test_a_value_equals_itself(value, unit):
    one = fact("measure", value, unit=unit)
    assert compare(one, one) == "equal"


def gold_texts():
    return [(c["text"], lang) for _, lang, p in FILES for c in tomllib.loads(p.read_text(encoding="utf-8"))["case"]]


def timed(text, lang):
    start = time.process_time()
    return find(sentence(text, lang)), time.process_time() - start


def test_mutated_sentences_neither_crash_nor_take_long():
    rng = random.Random(7)
    texts = gold_texts()
    slow = []
    for _ in range(3000):
        text, lang = rng.choice(texts)
        chars = list(text)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(chars) + 1)
            chars[at : at + rng.randint(0, 3)] = rng.choice(
                [list("١٢٣"), list(" 1.2,3 "), list("%$-–"), list("万亿"), list(text[:9])]
            )
        mutated = "".join(chars)
        read_in = rng.choice([lang, *LANGUAGES])
        facts, seconds = timed(mutated, read_in)
        if seconds > SLOWEST and min(timed(mutated, read_in)[1] for _ in range(3)) > SLOWEST:  # no pause of the machine
            slow.append(mutated)
        assert all(0 <= f.start < f.end <= len(mutated) for f in facts)
    assert slow == []


@pytest.mark.parametrize(("text", "lang"), [
    ("Тираж " + "9" * 400 + " екземплярів.", "uk"), ("9" * 5000 + "½", "en"), ("It was " + "8" * 5000 + "e9.", "en"),
    ("1," + "000," * 2000 + "000 people", "en"), ("百" * 500 + "万" * 500, "zh"), ("million billion " * 200, "en"),
])  # fmt: skip
def test_numbers_beyond_all_measure_are_none(text, lang):
    assert all(f.low is None or abs(f.low) <= 1e30 for f in read(sentence(text, lang)))


def test_a_noun_at_the_end_stays_inside_its_text():
    text = "袭击造成至少13人死亡，27人"
    assert [f.what_end for f in read(sentence(text, "zh")) if f.kind == "number"] == [9, len(text)]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.sampled_from(LANGUAGES))
def test_any_text_is_read(text, lang):
    for f in find(sentence(text, lang)):
        assert 0 <= f.start <= f.end <= len(text)
