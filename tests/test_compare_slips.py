"""Values that look unlike and are one, or look alike and are two: bounds, fractions, records, editions, lists, marks."""

from __future__ import annotations

import pytest

from claimcmp.comparer.sentences import Side, evidence_of, side_by_side, views
from claimcmp.facts.names.relation import compare
from claimcmp.match.places import meet
from claimcmp.match.unlike import unlike
from claimcmp.model import Fact

NOON = "2026-04-22T12:00:00+00:00"


def figures(lang, text):
    kinds = ("number", "percent", "money", "measure")
    return [(str(v.fact.bound), v.fact.low, v.fact.high, v.fact.unit) for v in views(text, lang, NOON, "", 0)
            if v.fact.kind in kinds]  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ru", "Без света остались около тысячи семей.", ("approx", 1000.0, 1000.0, "")),
        ("ru", "Собрались более тысячи врачей.", ("more_than", 1000.0, None, "")),
        ("ru", "Тысячи врачей вышли на площадь.", ("approx", 2000.0, 9999.0, "")),
        ("ru", "Пострадали до сотни рыбаков.", ("at_most", None, 100.0, "")),
        ("uk", "Зібралося близько тисячі лікарів.", ("approx", 1000.0, 1000.0, "")),
        ("uk", "Зникло понад сотні рибалок.", ("more_than", 100.0, None, "")),
        ("en", "The rate does not exceed 4%.", ("at_most", None, 4.0, "percent")),
        ("es", "La tasa no supera el 4%.", ("at_most", None, 4.0, "percent")),
        ("tr", "Oran yüzde 4'ü aşmıyor.", ("at_most", None, 4.0, "percent")),
        ("fa", "نرخ از ۴ درصد فراتر نمی‌رود.", ("at_most", None, 4.0, "percent")),
        ("ar", "لا تتعدى النسبة 4 في المئة.", ("at_most", None, 4.0, "percent")),
        ("ar", "لا يزيد عدد المصابين على 40.", ("at_most", None, 40.0, "")),
        ("en", "The port got a loan of EUR 30m.", ("exact", 30e6, 30e6, "EUR")),
        ("fr", "Le port a reçu un prêt de USD 30m.", ("exact", 30e6, 30e6, "USD")),
        ("en", "The wall cost GBP 2m.", ("exact", 2e6, 2e6, "GBP")),
        ("en", "They built a 2m wall.", ("exact", 2.0, 2.0, "metre")),
    ],
)
def test_bounds_and_scales(lang, text, expected):
    assert figures(lang, text) == [expected]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("en", "Half of the voters back the dam."), ("ar", "51% من الناخبين يؤيدون السد."), "figure compatible"),
        (("en", "Fewer than one in five shops opened."), ("de", "17 Prozent der Läden öffneten."), "figure compatible"),
        (("en", "A third of the shops opened."), ("de", "41 Prozent der Läden öffneten."), "figure differ"),
        (("ar", "أغزر أمطار في البلاد منذ 30 عاما."), ("ar", "أمطار هي الأغزر منذ 10 أعوام."), "date compatible"),
        (("pt", "A ponte fecha a 21 de maio."), ("pt", "A ponte está fechada desde 12 de maio."),
         "date compatible by an open end"),
        (("es", "El club niega haber pagado la multa."), ("pt", "O clube diz que não pagou a multa."),
         "denied here and negated there"),
        (("ar", "كأس الخليج 2019: مواعيد المباريات"), ("ar", "كأس الخليج 2023: مواعيد المباريات"),
         "figure differ of two things"),
        (("en", "7 tips for a calm night"), ("en", "12 tips for a calm night"), "figure differ of two things"),
    ],
)  # fmt: skip
def test_how_two_values_relate(a, b, expected):
    assert expected in evidence_of(Side(a[1], a[0], NOON), Side(b[1], b[0], NOON))


@pytest.mark.parametrize(
    ("lang", "a", "b", "expected"),
    [
        ("en", "Harvest Festival 2024: the full programme", "Harvest Festival 2025: the full programme", "edition"),
        ("ru", "Кубок Волги 2021: расписание", "Кубок Волги 2022: расписание", "edition"),
        ("en", "The festival was founded in 1951.", "The festival was founded in 1957.", ""),
        ("ar", "تأسس المهرجان عام 1951", "تأسس المهرجان عام 1957", ""),
    ],
)
def test_two_editions(lang, a, b, expected):
    _, one, two = side_by_side(Side(a, lang, NOON), Side(b, lang, NOON))
    assert unlike(one[0], two[0]) == expected


@pytest.mark.parametrize(
    ("lang", "a", "b", "expected"),
    [
        ("en", "9 reasons to walk", "5 reasons to walk", "list"),
        ("zh", "5个理由", "7个理由", "list"),
        ("he", "7 סיבות ללכת ברגל", "9 סיבות ללכת ברגל", "list"),
        ("en", "9 hikers were found", "5 hikers were found", ""),
    ],
)
def test_each_article_counts_what_it_lists(lang, a, b, expected):
    _, one, two = side_by_side(Side(a, lang, NOON), Side(b, lang, NOON))
    assert unlike(one[0], two[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("التقى الوفدان في عمّان.", "place:JO/amman"), ("التقى الوفدان في عُمان.", "place:OM")],
)
def test_marks_tell_two_places_of_the_same_letters(text, expected):
    assert [v.fact.value for v in views(text, "ar", NOON, "", 0) if v.fact.kind == "place"] == [expected]


def test_a_region_may_hold_any_town_of_its_country():
    munich, bavaria, berlin = (Fact("place", 0, 1, value=f"place:DE/{x}") for x in ("munich", "bavaria", "berlin"))
    assert [meet(munich, bavaria), meet(munich, berlin)] == [None, False]


def test_a_region_is_named_for_its_town():
    samara = views("Пожар в Самаре.", "ru", NOON, "", 0)[0].fact
    region = next(v.fact for v in views("Пожар в Самарской области.", "ru", NOON, "", 0) if v.fact.kind == "place")
    kazan = views("Пожар в Казани.", "ru", NOON, "", 0)[0].fact
    assert [meet(samara, region), meet(region, samara), meet(kazan, region)] == [True, True, None]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("person:HLN MRSDN", "person:KLN DRFRD", "disjoint"),
        ("person:HLN MRSDN", "person:HLN DRFRD", "incomparable"),
        ("person:KRM SHR", "person:KRM SHR", "equal"),
        ("person:ANDR STLM", "person:ANTNF STLM", "incomparable"),
    ],
)
def test_two_persons_whose_given_names_only_sound_alike(a, b, expected):
    assert str(compare(Fact("person", 0, 1, value=a), Fact("person", 0, 1, value=b))) == expected


def test_two_bearers_of_one_family_name():
    a = Side("Слідчі затримали депутата Андрія Коваленка.", "uk", NOON)
    b = Side("Слідчі затримали депутата Тараса Коваленка.", "uk", NOON)
    assert "person of one family name" in evidence_of(a, b)
