"""Two values that only look like a contradiction: another day, a figure beside another, both values in one article."""

from __future__ import annotations

import pytest

from claimcmp.comparer.both import told_apart
from claimcmp.comparer.groups import crowded
from claimcmp.comparer.judge import compare_facts
from claimcmp.comparer.members import compare_members
from claimcmp.comparer.sentences import views
from claimcmp.comparer.together import tells_denied
from claimcmp.match import FactView
from claimcmp.match.periods import event_days, times_apart
from claimcmp.match.unlike import contrasted, further, in_series
from claimcmp.model import Kind, Verdict

MONDAY, TUESDAY, WEDNESDAY = (f"2025-03-{day}T09:00:00+00:00" for day in (10, 11, 12))


def one(text: str, lang: str, kind: str, *, at: int = 0, published: str = MONDAY, side: int = 0) -> FactView:
    found = [v for v in views(text, lang, published, "", side) if v.fact.kind == kind]
    return found[at]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Some 870 shops stayed closed on the third day of the strike."),
        ("ar", "وأغلقت 870 متجراً أبوابها في اليوم الثالث للإضراب."),
        ("ru", "На третий день забастовки закрылись 870 магазинов."),
        ("uk", "На третій день страйку закрилися 870 магазинів."),
        ("fr", "Au troisième jour de la grève, 870 magasins ont fermé."),
        ("de", "Am dritten Tag des Streiks blieben 870 Läden geschlossen."),
        ("es", "En el tercer día de huelga cerraron 870 tiendas."),
        ("tr", "Grevin üçüncü gününde 870 dükkan kapandı."),
        ("zh", "罢工第三天，870家商店关闭。"),
        ("fa", "در سومین روز اعتصاب ۸۷۰ مغازه تعطیل شد."),
        ("he", "ביום השלישי לשביתה נסגרו 870 חנויות."),
        ("pt", "No terceiro dia da greve fecharam 870 lojas."),
        ("it", "Nel terzo giorno di sciopero hanno chiuso 870 negozi."),
    ],
)
def test_the_day_of_an_event(lang: str, text: str) -> None:
    figure = next(v for v in views(text, lang, WEDNESDAY, "", 0) if v.fact.low == 870)
    assert event_days(figure) == {3}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("he", "ביום שלישי נסגרו 870 חנויות."),
        ("ar", "وأغلقت 870 متجراً أبوابها يوم الثلاثاء."),
        ("en", "The third shop of the chain has 870 square metres and 12 workers."),
    ],
)
def test_a_weekday_is_no_day_of_an_event(lang: str, text: str) -> None:
    assert not any(event_days(v) for v in views(text, lang, WEDNESDAY, "", 0))


def test_figures_of_two_days_of_an_event() -> None:
    second = one("On the second day of the strike 940 shops closed.", "en", Kind.NUMBER, published=TUESDAY)
    third = one("На третий день забастовки закрылись 870 магазинов.", "ru", Kind.NUMBER, published=WEDNESDAY)
    bare = one("Закрылись 940 магазинов.", "ru", Kind.NUMBER, published=TUESDAY)
    same = one("Закрылись 870 магазинов.", "ru", Kind.NUMBER, published=WEDNESDAY)
    assert times_apart(second, third) == "day"
    assert times_apart(third, bare) == "day"
    assert times_apart(third, same) == ""


def test_new_cases_of_a_day_without_a_date() -> None:
    first = one("The port town of Belmir had 130 new cases.", "en", Kind.NUMBER, published=MONDAY)
    later = one("贝尔米尔新增92例。", "zh", Kind.NUMBER, published=WEDNESDAY)
    soon = one("贝尔米尔新增92例。", "zh", Kind.NUMBER, published="2025-03-10T15:00:00+00:00")
    assert times_apart(first, later) == "day"
    assert times_apart(first, soon) == ""


def test_a_period_right_behind_a_figure_is_its_own() -> None:
    text = "Annual inflation was 21.4 percent in June, down from 27 percent last September."
    first, second = (v for v in views(text, "en", "2025-07-14T09:00:00+00:00", "", 0) if v.fact.kind == Kind.PERCENT)
    other = one("In September inflation was 27 percent.", "en", Kind.PERCENT, published="2025-07-14T09:00:00+00:00")
    assert times_apart(first, other) == "period"
    assert times_apart(second, other) == ""


def test_what_each_text_sets_an_equal_figure_against() -> None:
    left = one("Inflation was 21.4 percent in June, down from 27 percent.", "en", Kind.PERCENT, at=1)
    right = one("بلغ التضخم 21.4% في يونيو، بينما بلغ في الريف 23.1%.", "ar", Kind.PERCENT, at=1, side=1)
    other = one("Inflation was 22 percent in June, and 23.1 percent in the country.", "en", Kind.PERCENT, at=1, side=1)
    assert contrasted(left, right)
    assert not contrasted(left, other)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ar", "جرفت السيول أربع قرى وألحقت أضراراً بـ14 قرية أخرى."),
        ("en", "The flood destroyed four villages and damaged 14 other villages."),
        ("ru", "Наводнение разрушило четыре деревни и повредило еще 14 деревень."),
        ("de", "Die Flut zerstörte vier Dörfer und beschädigte 14 weitere Dörfer."),
        ("fr", "La crue a détruit quatre villages et endommagé 14 autres villages."),
        ("it", "La piena ha distrutto quattro villaggi e danneggiato altri 14 villaggi."),
    ],
)
def test_so_many_others_are_a_part(lang: str, text: str) -> None:
    part = next(v for v in views(text, lang, MONDAY, "", 0) if v.fact.low == 14)
    whole = one("L'ONU fait état de 18 villages touchés.", "fr", Kind.NUMBER, side=1)
    assert further(part, whole)
    assert not further(whole, one("Eighteen villages were hit.", "en", Kind.NUMBER))


def test_the_day_of_a_price_is_no_contradiction() -> None:
    left = one("The dollar changed hands at 71 dinars on Monday.", "en", Kind.DATE, published=TUESDAY)
    right = one("وتراجع سعر الدولار إلى 69 ديناراً صباح الأربعاء.", "ar", Kind.DATE, published=WEDNESDAY, side=1)
    assert in_series(left, right)
    signed = one("The 1.8 billion euro contract was signed on Monday.", "en", Kind.DATE, published=TUESDAY)
    wednesday = one("Der Vertrag über 1,8 Milliarden Euro wurde am Mittwoch unterzeichnet.", "de", Kind.DATE,
                    published=WEDNESDAY, side=1)  # fmt: skip
    assert not in_series(signed, wednesday)


def test_one_article_holds_both_values() -> None:
    left = one("Police counted 9,200 marchers.", "en", Kind.NUMBER)
    right = one("في المسيرة شارك 24 ألف شخص.", "ar", Kind.NUMBER, side=1)
    text = "On Monday 9,200 people marched, and on Wednesday 24,000 people."
    assert told_apart(left, right, views(text, "en", WEDNESDAY, "", 2))
    for lang, dispute in [
        ("en", "Police spoke of 9,200 people, while the union said 24,000 people had come."),
        ("ar", "وقدرت الشرطة عدد المشاركين بـ9200 شخص بينما تحدث المنظمون عن 24 ألف شخص."),
        ("ru", "По данным полиции, вышли 9200 человек, организаторы говорят о 24 000 человек."),
    ]:
        assert not told_apart(left, right, views(dispute, lang, WEDNESDAY, "", 2))
    counted = "Police counted 9,200 people on Monday and 24,000 people on Wednesday."
    assert told_apart(left, right, views(counted, "en", WEDNESDAY, "", 2))
    assert not told_apart(left, right, views("On Monday 9,200 people marched.", "en", WEDNESDAY, "", 2))


def test_a_denial_needs_what_it_denies_to_be_told() -> None:
    denial = one("Il presidente Rafael Ochoa ha escluso le dimissioni.", "it", Kind.POLARITY)
    arrest = views("وأعلنت الشرطة توقيف مسؤول أمن الملعب.", "ar", MONDAY, "", 1)[0]
    stays = views("The president of the club has resigned.", "en", MONDAY, "", 1)[0]
    assert not tells_denied(denial, arrest)
    assert tells_denied(denial, stays)


def test_many_shares_without_a_noun_are_a_mixed_bag() -> None:
    shares = [one(f"The share was {n} percent.", "en", Kind.PERCENT, side=n) for n in (63, 34, 37, 19)]
    found = compare_facts(shares[0], shares[1])
    assert crowded(shares, found)
    assert not crowded(shares[:3], found)


def test_what_would_have_cost_is_no_cost() -> None:
    real = one("L'operazione è costata circa 9 milioni di euro.", "it", Kind.MONEY)
    supposed = one("The radar would have cost 11 million euros.", "en", Kind.MONEY, side=1)
    assert compare_members(real, supposed, evidence=4.0).verdict == Verdict.UNRELATED
    paid = one("The radar has cost 11 million euros.", "en", Kind.MONEY, side=1)
    assert compare_members(real, paid, evidence=4.0).verdict == Verdict.DIFFER


def test_each_is_of_the_figure_that_it_follows() -> None:
    text = "The firm sold 30 million shares at 20 yuan each, raising 600 million yuan."
    price, sum_raised = (v.fact for v in views(text, "en", MONDAY, "", 0) if v.fact.kind == Kind.MONEY)
    assert (price.scope, sum_raised.scope) == ("each", "")
