"""Things named by a number, in thirteen languages, and the sentences that such numbers tell apart."""

import pytest

from claimcmp.cluster.numbered import numbered, other_number

CASES = [
    ("en", "Three people died on road 1506 near Aldby.", [("road", 1506.0)]),
    ("en", "The union adopted its twelfth package of sanctions.", [("package", 12.0)]),
    ("en", "The union adopted 12 packages of sanctions.", []),
    ("en", "Flight 815 and flight 902 were delayed.", [("flight", 815.0), ("flight", 902.0)]),
    ("ar", "وقع الحادث على الطريق 1506 قرب الواحة.", [("road", 1506.0)]),
    ("ar", "أقر الاتحاد الحزمة الثانية عشرة من العقوبات.", [("package", 12.0)]),
    ("ru", "Союз принял двенадцатый пакет санкций.", [("package", 12.0)]),
    ("uk", "Аварія сталася на дорозі 1507 біля села.", [("road", 1507.0)]),
    ("de", "Die Union hat das zwölfte Sanktionspaket beschlossen.", [("package", 12.0)]),
    ("fr", "L'accident s'est produit sur la route 1506.", [("road", 1506.0)]),
    ("es", "El accidente ocurrió en la carretera 1506.", [("road", 1506.0)]),
    ("it", "L'incidente è avvenuto sulla strada 1506.", [("road", 1506.0)]),
    ("pt", "A União aprovou o décimo segundo pacote de sanções.", [("package", 12.0)]),
    ("tr", "Kaza 1506 numaralı yolda oldu.", [("road", 1506.0)]),
    ("zh", "1506号公路发生事故。", [("road", 1506.0)]),
    ("zh", "联盟通过了第十二轮制裁方案。", [("package", 12.0)]),
    ("fa", "تصادف در جادهٔ ۱۵۰۶ رخ داد.", [("road", 1506.0)]),
    ("de", "Auf der A 7 starben drei Menschen.", [("road", 7.0)]),
    ("he", "הסבב השני של השיחות נפתח.", [("package", 2.0)]),
    ("he", "האיחוד אישר את חבילת הסנקציות ה-12.", [("package", 12.0)]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_numbered(lang, text, expected):
    assert [(n.kind, n.number) for n in numbered(text, lang)] == expected


def test_the_digits_are_found_in_the_original_text():
    text = "تصادف در جادهٔ ۱۵۰۶ رخ داد."
    (road,) = numbered(text, "fa")
    assert text[road.start : road.end] == "۱۵۰۶"


def test_two_roads_are_told_apart_and_a_road_and_a_flight_are_not():
    road, other, flight = (numbered(t, "en") for t in ("Road 1506 is shut.", "Road 1507 is shut.", "Flight 12 is late."))
    assert other_number(road, other)
    assert not other_number(road, road)
    assert not other_number(road, flight)
