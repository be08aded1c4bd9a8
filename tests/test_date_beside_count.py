"""A number right after a weekday: a count ("on Tuesday 27 people") or the day of the month ("el martes 19")."""

from datetime import UTC, datetime

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText

PUBLISHED = datetime(2026, 5, 20, 20, tzinfo=UTC).timestamp()  # a Wednesday; the Tuesday before it is the 19th
DAY = "2026-05-19"
NIGHT = "2026-05-19T16:00/2026-05-20T00:00"

COUNTS = [
    ("ar", "قُتل يوم الثلاثاء 27 شخصاً في الانفجار.", DAY, "27"),
    ("ar", "قُتل يوم الثلاثاء 19 شخصاً في الانفجار.", DAY, "19"),
    ("en", "On Tuesday 27 people were killed.", DAY, "27"),
    ("en", "On Tuesday 19 people were killed.", DAY, "19"),
    ("en", "The attack killed 27 Tuesday, officials said.", DAY, "27"),
    ("en", "On Tuesday 12 Russian tanks were hit.", DAY, "12"),
    ("de", "Bei dem Brand sind am Dienstagabend 31 Menschen ums Leben gekommen.", NIGHT, "31"),
    ("de", "Am Dienstag 19 Verletzte.", DAY, "19"),
    ("fr", "Mardi soir 31 personnes sont mortes.", NIGHT, "31"),
    ("ru", "Во вторник 19 человек погибли.", DAY, "19"),
    ("uk", "У вівторок 27 людей загинули.", DAY, "27"),
    ("tr", "Salı günü 19 kişi öldü.", DAY, "19"),
    ("fa", "روز سه‌شنبه ۲۷ نفر کشته شدند.", DAY, "۲۷"),
    ("he", "ביום שלישי בערב 19 נהרגו.", NIGHT, "19"),
    ("pt", "Na terça-feira 27 pessoas morreram.", DAY, "27"),
    ("it", "Martedì 19 persone sono morte.", DAY, "19"),
    ("zh", "周二19人死亡。", DAY, "19"),
    ("es", "El incendio, que mató el martes a 27 personas, empezó en la cocina.", DAY, "27"),
]
DAYS = [
    ("es", "El martes 19 murieron tres personas.", "martes 19"),
    ("it", "Martedì 19 il governo è caduto.", "Martedì 19"),
    ("fr", "Mardi 19 à Paris, il a plu.", "Mardi 19"),
    ("pt", "Na terça-feira 19, o governo caiu.", "terça-feira 19"),
    ("en", "On Tuesday the 19th three people died.", "Tuesday the 19th"),
    ("ar", "عُقدت الجلسة الثلاثاء 19 الجاري.", "الثلاثاء 19"),
]


def times(text: str, lang: str, reference: float | None = PUBLISHED) -> list[tuple[str, str]]:
    facts = read(SentenceText(text, lang, reference=reference))
    return [(f.value, text[f.start : f.end]) for f in facts if f.kind == "date"]


@pytest.mark.parametrize(("lang", "text", "day", "count"), COUNTS)
def test_a_number_with_its_noun_is_a_count(lang: str, text: str, day: str, count: str) -> None:
    assert [value for value, _ in times(text, lang)] == [day]
    numbers = [text[f.start : f.end] for f in read(SentenceText(text, lang, reference=PUBLISHED)) if f.kind == "number"]
    assert numbers == [count]


@pytest.mark.parametrize(("lang", "text", "span"), DAYS)
def test_a_day_of_the_month_stays_one(lang: str, text: str, span: str) -> None:
    assert (DAY, span) in times(text, lang)


@pytest.mark.parametrize(("lang", "text"), [(c[0], c[1]) for c in COUNTS if c[3] != "27" or c[0] in ("en", "ar")])
def test_a_count_without_a_publication_time(lang: str, text: str) -> None:
    assert not any(any(ch.isdigit() for ch in span) for _, span in times(text, lang, None))
