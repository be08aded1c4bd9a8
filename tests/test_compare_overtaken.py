"""Conflicts that time explains: moved plans, acts after their denial, estimates revised; and such that it does not."""

from dataclasses import replace

import pytest

from claimcmp.comparer.members import compare_members
from claimcmp.comparer.overtaken import overtaken
from claimcmp.match import FactView
from claimcmp.model import Fact
from tests.test_compare_members import fact


def test_a_plan_is_moved_where_a_report_of_the_story_says_so():
    early = fact("The funeral will be held on Saturday.", "date")
    late = fact("وتقام الجنازة يوم الاثنين في الكاتدرائية.", "date", lang="ar", hours=30.0)
    moved = fact("As cerimónias, marcadas para sábado, foram adiadas para segunda-feira.", "date", lang="pt", hours=24.0)
    other = fact("As cerimónias serão no sábado e a missa na segunda-feira.", "date", lang="pt", hours=24.0)
    assert overtaken(early, late, [moved]) == "the plan was moved"
    assert overtaken(early, late, [other]) == overtaken(early, replace(late, published=early.published), [moved]) == ""


ESTIMATES = [
    ("en", "Drilling the shaft is estimated to last ten days."), ("ar", "وتقدر الوزارة أن الحفر سيستغرق عشرة أيام."),
    ("fr", "Le ministère estime que le forage durera dix jours."), ("ru", "По оценке ведомства, бурение займёт десять дней."),
    ("de", "Die Bohrung wird auf zehn Tage geschätzt."), ("es", "Se estima que la perforación durará diez días."),
    ("pt", "Estima-se que a perfuração dure dez dias."), ("it", "Si stima che la perforazione duri dieci giorni."),
    ("uk", "За оцінкою відомства, буріння триватиме десять днів."), ("tr", "Sondajın on gün süreceği tahmin ediliyor."),
    ("fa", "وزارت برآورد می‌کند حفاری ده روز طول بکشد."), ("he", "המשרד מעריך שהקידוח יימשך עשרה ימים."),
    ("zh", "该部估计钻探需要10天。"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), ESTIMATES)
def test_a_later_estimate_replaces_an_earlier_one(lang, text):
    early, late = fact(text, "duration", lang=lang), fact("Drilling took six days.", "duration", hours=30.0)
    assert overtaken(early, late, []) == "a later estimate"
    assert overtaken(late, early, []) == "a later estimate"
    assert overtaken(early, replace(late, published=early.published), []) == ""


def test_what_was_done_after_its_denial_is_no_contradiction():
    denied = fact("The minister denied that he had resigned.", "polarity")
    gone = fact("The minister resigned on Thursday.", "date", hours=60.0)
    stood = replace(gone, fact=Fact("polarity", 0, 0, value="affirmed", id=-1))
    assert overtaken(denied, stood, []) == "done since it was denied"
    undated = replace(stood, siblings=())
    assert overtaken(denied, undated, []) == ""


def test_two_lone_names_are_no_two_persons():
    one, two = (FactView(Fact("person", 0, 1, value=f"person:{name}", role="minister/finance", certainty=0.9), n, "", "en",
                         n) for n, name in enumerate(("HLX", "SLF")))  # fmt: skip
    assert compare_members(one, two, evidence=3.0).verdict == "unrelated"
    full = replace(two, fact=replace(two.fact, value="person:BTR SLF"))
    assert compare_members(one, full, evidence=3.0).verdict == "differ"
