"""Names: literal readings, matching across scripts, and no crash on broken input."""

import pytest

from claimcmp.facts.names import compare, find, same_person
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind, ValueRelation

READINGS = (
    ("en", "Oil minister Salem al-Darraz visited Cairo.",
     [("Salem al-Darraz", "person:SLM DRS", "minister/oil"), ("Cairo", "place:EG/cairo", "")]),
    ("en", "The talks in the Egyptian capital ended.", [("Egyptian capital", "place:EG/cairo", "capital")]),
    ("ar", "أكد المبعوث الأممي بيتر فان آلست أن المباحثات ستجري في مسقط.",
     [("الأممي", "org:UN", ""), ("بيتر فان آلست", "person:BTR ALST", "envoy/org:UN"), ("مسقط", "place:OM/muscat", "")]),
    ("ar", "وتفقّد نائب وزير النفط عماد الصيرفي الموقع.", [("عماد الصيرفي", "person:AMD SRF", "deputy minister/oil")]),
    ("ru", "Пожар в порту Рас-эль-Мурджан потушен.", [("Рас-эль-Мурджан", "place:?/RS MRGN", "port")]),
    ("fr", "Le vice-ministre du Pétrole, Imad al-Sayrafi, était absent.",
     [("Imad al-Sayrafi", "person:AMD SRF", "deputy minister/oil")]),
)  # fmt: skip
SAME = (
    ("ستولتنبرغ", "Stoltenberg"), ("ستولتنبرج", "Столтенберг"), ("غروشكو", "Grushko"), ("ريابكوف", "Ryabkov"),
    ("نبيل قطان", "Набиль Каттан"), ("Houda Samaan", "هدى سمعان"), ("Salem al-Darraz", "سالم الدرّاز"),
    ("Salim ed-Derraz", "سالم الدرّاز"), ("قطان", "Nabil Qattan"),
)  # fmt: skip
OTHER = (("Salem al-Darraz", "Yahya al-Ramli"), ("غروشكو", "Ryabkov"), ("Anna Petersen", "Maria Lindqvist"))


@pytest.mark.parametrize(("lang", "text", "expected"), READINGS)
def test_readings(lang, text, expected):
    read = {(text[f.start : f.end], f.value, f.role) for f in find(SentenceText(text, lang))}
    assert set(expected) <= read


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_person_in_two_scripts(a, b):
    assert same_person(a, b)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_two_persons(a, b):
    assert not same_person(a, b)


@pytest.mark.parametrize(("a", "b", "relation"), [
    ("place:BE", "place:BE/brussels", ValueRelation.COMPATIBLE), ("place:PT/lisbon", "place:PT/porto", ValueRelation.DISJOINT),
    ("place:BE", "place:FR", ValueRelation.INCOMPARABLE), ("place:?/RS MRGN", "place:?/RS MRGN", ValueRelation.EQUAL),
])  # fmt: skip
def test_places_compared(a, b, relation):
    assert compare(Fact(Kind.PLACE, 0, 1, value=a), Fact(Kind.PLACE, 0, 1, value=b)) == relation


@pytest.mark.parametrize("text", ["", "\x00", "ال" * 300, "· · ·", "al-" * 200, "(((((", "وزير " * 200])
def test_broken_input(text):
    for lang in ("ar", "en", "ru", "zh", "he"):
        assert all(0 <= f.start < f.end <= len(text) for f in find(SentenceText(text, lang)))
