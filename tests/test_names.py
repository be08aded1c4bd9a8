"""Names: literal readings, matching across scripts, and no crash on broken input."""

import pytest

from claimcmp.facts import speech
from claimcmp.facts.names import compare, find, same_person
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind, ValueRelation

READINGS = (
    ("en", "Health minister Karim al-Zahhar landed in Rabat on Monday.",
     [("Karim al-Zahhar", "person:KRM SHR", "minister/health"), ("Rabat", "place:MA/rabat", "")]),
    ("en", "Traders in the Jordanian capital closed early.", [("Jordanian capital", "place:JO/amman", "capital")]),
    ("ar", "أكد المبعوث الأممي توماس فان دورن أن الهدنة ستوقع في الدوحة.",
     [("الأممي", "org:UN", ""), ("توماس فان دورن", "person:TMS DRN", "envoy/org:UN"), ("الدوحة", "place:QA/doha", "")]),
    ("ar", "وافتتح نائب وزير الزراعة رامي الفرحان المعرض.", [("رامي الفرحان", "person:RM FRHN", "deputy minister/agriculture")]),
    ("ru", "Паром застрял в порту Умм-эль-Хасан из-за шторма.", [("Умм-эль-Хасан", "place:?/AM HSN", "port")]),
    ("fr", "Le vice-ministre du Commerce, Ziad al-Kurdufi, a signé hier.",
     [("Ziad al-Kurdufi", "person:SD KRDF", "deputy minister/trade")]),
)  # fmt: skip
SAME = (
    ("ستولتنبرغ", "Stoltenberg"), ("ستولتنبرج", "Столтенберг"), ("غروشكو", "Grushko"), ("ريابكوف", "Ryabkov"),
    ("فؤاد حداد", "Фуад Хаддад"), ("Mouna Chahine", "منى شاهين"), ("Karim al-Zahhar", "كريم الزهّار"),
    ("Kareem ez-Zahar", "كريم الزهّار"), ("حداد", "Fouad Haddad"),
)  # fmt: skip
OTHER = (("Karim al-Zahhar", "Basel al-Omari"), ("غروشكو", "Ryabkov"), ("Anna Petersen", "Maria Lindqvist"))


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
    ("place:BE", "place:BE/brussels", ValueRelation.COMPATIBLE),
    ("place:PT/lisbon", "place:PT/porto", ValueRelation.DISJOINT),
    ("place:BE", "place:FR", ValueRelation.INCOMPARABLE),
    ("place:?/AM HSN", "place:?/AM HSN", ValueRelation.EQUAL),
])  # fmt: skip
def test_places_compared(a, b, relation):
    assert compare(Fact(Kind.PLACE, 0, 1, value=a), Fact(Kind.PLACE, 0, 1, value=b)) == relation


@pytest.mark.parametrize(("lang", "text"), [
    ("de", "laut Kassel " * 2000), ("ru", "президент " * 3000), ("ar", "وزير الخارجية " * 2000),
])  # fmt: skip
def test_endless_text_is_passed_over(lang, text):
    sentence = SentenceText(text, lang)
    assert (find(sentence), speech.find(sentence)) == ([], [])


@pytest.mark.parametrize("text", ["", "\x00", "ال" * 300, "· · ·", "al-" * 200, "(((((", "وزير " * 200])
def test_broken_input(text):
    for lang in ("ar", "en", "ru", "zh", "he"):
        assert all(0 <= f.start < f.end <= len(text) for f in find(SentenceText(text, lang)))
