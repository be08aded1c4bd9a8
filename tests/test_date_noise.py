"""Words of everyday news that look like dates and are none: a false date makes a false contradiction."""

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText

DATES = ("date", "time", "recurrence")
NONE = [
    ("de", "Die Regierung sprach mit dem Minister, die Opposition mit der Presse."),
    ("de", "Der Don fließt durch die Stadt, mit einer Brücke und mit einem Hafen."),
    ("fr", "Le bilan est monté à 23 morts, il a été confirmé par la mer et les autorités ont été prévenues."),
    ("fr", "L'équipe a gagné 1 à 0 en mer Noire."),
    ("es", "Theresa May habló del mar y de dos a diez personas, de una a cuatro casas."),
    ("en", "The team won by one to nil after the prime minister, Theresa May, spoke; they may march on."),
    ("en", "From 2 to 4 people sat there and one of nine houses fell first."),
    ("uk", "Розвідка ГРУ повідомила про одну з десяти груп."),
    ("it", "Il mar Nero e la gente di ven. sono lontani da 2 a 4 case."),
    ("pt", "O mar e a segunda equipe de dez jogadores; a terceira casa da rua."),
    ("tr", "Pazar yerinde iki kişi konuştu, ocak yakıldı ve ekim yapıldı."),
    ("ar", "قال أحد السكان إن من 2 إلى 4 أشخاص كانوا هناك."),
    ("ru", "От двух до четырёх человек; одна из десяти групп пришла."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_no_date_here(lang, text):
    found = [(f.kind, text[f.start : f.end]) for f in read(SentenceText(text, lang, reference=1_715_760_000.0))]
    assert [f for f in found if f[0] in DATES] == []


BESIDE = [
    ("en", "On Wednesday 23 people were hurt.", "Wednesday", "23"),
    ("de", "Am Mittwoch nahm die Polizei 23 Menschen fest.", "Mittwoch", "23"),
    ("de", "Die Polizei nahm am Mittwoch 23 Menschen fest.", "Mittwoch", "23"),
    ("en", "Fares will rise by 40% next month.", "next month", "40%"),
    ("ar", "رفع المصرف سعر الفائدة يوم الخميس إلى ٢١ في المئة.", "يوم الخميس", "٢١ في المئة"),
    ("en", "Turnout on Monday 61 per cent.", "Monday", "61 per cent"),
]


@pytest.mark.parametrize(("lang", "text", "day", "figure"), BESIDE)
def test_a_figure_beside_a_day_is_no_part_of_the_date(lang, text, day, figure):
    found = [(f.kind, text[f.start : f.end]) for f in read(SentenceText(text, lang, reference=1_715_760_000.0))]
    assert [t for kind, t in found if kind in DATES] == [day]
    assert figure in [t for kind, t in found if kind in ("number", "percent")]


def test_the_sea_before_a_weekday_is_no_month():
    text = "O barco afundou no mar, na sexta-feira, diante da praia."
    found = [(f.kind, text[f.start : f.end]) for f in read(SentenceText(text, "pt", reference=1_715_760_000.0))]
    assert [t for kind, t in found if kind in DATES] == ["sexta-feira"]
