"""What speaks for one fact, and what undoes an act: scores, slips of digits, groups of people, acts, zones."""

import pytest

from claimcmp.comparer.acts import acts
from claimcmp.comparer.scores import score
from claimcmp.comparer.sentences import views
from claimcmp.comparer.support import slip
from claimcmp.facts.nouns.lexicon import acts_in
from claimcmp.languages import LANGUAGES, table
from claimcmp.match import FactView
from claimcmp.match.anchors import full_names
from claimcmp.match.context import relation
from claimcmp.match.figures import alike, two_groups
from claimcmp.model import Fact


def whole(text, lang):
    read = views(text, lang, None, "", 0)
    return FactView(Fact("", 0, 0), text=text, lang=lang, siblings=tuple(v.fact for v in read))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Marlock won the cup final 3-1.", (3.0, 1.0)),
        ("en", "Marlock beat Tarn by four goals to two.", (4.0, 2.0)),
        ("ar", "فاز الفريق بثلاثة أهداف مقابل هدف.", (3.0, 1.0)),
        ("zh", "甲队以3比1战胜乙队。", (3.0, 1.0)),
        ("en", "The clinic is open 3-5 days a week.", None),
    ],
)
def test_score(lang, text, expected):
    assert score(whole(text, lang)) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [(38, 83, True), (7.2, 2.7, True), (12, 13, False), (40, 4, False), (41, 41, False), (5, 6, False)],
)
def test_slip(a, b, expected):
    one, two = (Fact("number", 0, 1, low=float(x), high=float(x)) for x in (a, b))
    assert slip(one, two) is expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The talks have not collapsed.", {"deal": {True}}),
        ("de", "Der Ingenieur ist weiter in Haft.", {"captive": {True}}),
        ("fr", "L'ancien maire a été acquitté.", {"guilt": {False}}),
        ("ru", "В ведомстве не стали комментировать сообщения.", {"comment": {False}}),
    ],
)
def test_acts(lang, text, expected):
    assert acts(whole(text, lang)) == expected


def test_every_language_names_the_same_acts():
    english = {part: set(rows) for part, rows in table("en", "acts").items()}
    assert {lang: {part: set(rows) for part, rows in table(lang, "acts").items()} for lang in LANGUAGES} == dict.fromkeys(
        LANGUAGES, english
    )


def test_an_act_and_its_undoing_stand_in_one_text():
    assert [h.concept for h in acts_in("El puente, cerrado en mayo, ha reabierto.", "es")] == ["open-", "open+"]


def test_two_groups_of_people():
    assert [two_groups(*x) for x in (("police", "protester"), ("soldier", "fighter"), ("child", "tourist"))] == [
        True, True, False,
    ]  # fmt: skip


def test_two_forms_of_a_noun_are_alike():
    assert [alike("كلب ضال", "كلباً"), alike("подписей", "подписи"), alike("houses", "horses")] == [True, True, False]


def test_full_names():
    assert full_names(whole("Mateo Larrea scored for Orvana on Sunday.", "en")) == [("MT", "LR")]


def test_clock_times_of_two_zones_are_one_moment():
    a = Fact("date", 0, 1, low=72_900.0, high=72_960.0, unit="minute", value="1970-01-01T20:15+02:00")
    b = Fact("date", 0, 1, low=65_700.0, high=65_760.0, unit="minute", value="1970-01-01T18:15Z")
    assert str(relation(a, b)) == "equal"
