"""The dead and the hurt of one sentence, each with its own number, as every newsroom writes them."""

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText

TOLLS = [
    ("ar", "سقوط سبعة قتلى و21 جريحاً في الفيضانات."),
    ("ar", "ارتفعت الحصيلة إلى 7 قتلى و 21 مصاباً."),
    ("he", "באירוע נספרו 7 הרוגים ו-21 פצועים."),
    ("zh", "事故造成7死21伤。"),
    ("en", "Officials counted seven dead and 21 injured."),
    ("fr", "Le bilan est de 7 morts et 21 blessés."),
    ("de", "Es gab 7 Tote und 21 Verletzte."),
    ("es", "El balance es de 7 muertos y 21 heridos."),
    ("it", "Il bilancio è di 7 morti e 21 feriti."),
    ("pt", "O balanço é de 7 mortos e 21 feridos."),
    ("ru", "Насчитали 7 погибших и 21 раненого."),
    ("uk", "Нарахували 7 загиблих і 21 пораненого."),
    ("tr", "Olayda 7 ölü ve 21 yaralı var."),
    ("fa", "این حادثه ۷ کشته و ۲۱ زخمی داشت."),
]
PARTS = [("en", "The toll rose after the death of five of the wounded."), ("ar", "ارتفعت الحصيلة بعد وفاة خمسة من الجرحى.")]


def counts(lang: str, text: str) -> list[tuple[float | None, str]]:
    return [(f.low, f.concept) for f in read(SentenceText(text, lang)) if f.kind == "number"]


@pytest.mark.parametrize(("lang", "text"), TOLLS)
def test_the_dead_and_the_hurt_are_two_counts(lang: str, text: str) -> None:
    assert counts(lang, text) == [(7.0, "killed"), (21.0, "injured")]


@pytest.mark.parametrize(("lang", "text"), PARTS)
def test_wounded_who_died_are_dead(lang: str, text: str) -> None:
    assert counts(lang, text) == [(5.0, "killed")]


AFTER = [
    ("ar", "أسفر الهجوم عن مقتل 12 وإصابة 40 وفقدان 5.", [(12.0, "killed"), (40.0, "injured"), (5.0, "missing")]),
    ("ar", "ارتفع عدد القتلى إلى 12 والجرحى إلى 40.", [(12.0, "killed"), (40.0, "injured")]),
    ("ar", "سقط قتيلان و15 جريحاً.", [(2.0, "killed"), (15.0, "injured")]),
    ("ar", "قُتل 12 ولداً وأصيب 3.", [(12.0, "killed"), (3.0, "injured")]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), AFTER)
def test_a_word_led_by_and_counts_nothing_before_it(lang: str, text: str, expected: list) -> None:
    assert counts(lang, text) == expected
