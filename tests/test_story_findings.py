"""What a reader finds across a few articles: an invented council in Arabic, the sample of the demo."""

from pathlib import Path

import pytest

import claimcmp

SAMPLE = Path(__file__).parent.parent / "data" / "sample"

ARTICLES = [
    {
        "id": "marfa",
        "outlet": "صحيفة المرفأ",
        "lang": "ar",
        "published": "2023-03-09T20:00:00+02:00",
        "title": "مجلس ضفتي البحر يعود إلى الانعقاد",
        "text": "أكدت الأمينة العامة لمجلس ضفتي البحر سلوى العمراني، مساء اليوم الخميس، أن المجلس يريد إعادة فتح مكتبيه. "
        "وجاء كلامها بعد اجتماع المجلس في فيينا، وهو الأول منذ ثلاثة أعوام. "
        "ووافقت مدريد على إحياء المجلس، وهو هيئة للتشاور أُنشئت عام 1996 وعُلّق عملها في أيار/مايو 2020، وسيمثل إسبانيا في محادثاته نائب وزير الخارجية كارلوس بينيا. "
        "وقالت العمراني إن المجلس ناقش حصص الصيد وتنظيم المرافئ.",
    },
    {
        "id": "shamal",
        "outlet": "بريد الشمال",
        "lang": "ar",
        "published": "2023-03-03T09:00:00+00:00",
        "title": "موعد لاجتماع خاص لمجلس ضفتي البحر",
        "text": "حددت الأمينة العامة لمجلس ضفتي البحر سلوى العمراني موعداً لاجتماع خاص يُعقد الأسبوع المقبل، حسبما قال مسؤول في المجلس. "
        "وسيُعقد اجتماع المجلس، وهو منبر للتشاور منذ عام 1996، في فيينا يوم 9 مارس بعد لقاء في لشبونة. "
        "ومن المتوقع أن يحضر المحادثات نائب وزير الخارجية الإسباني ميغيل أرانغو ومسؤولون آخرون. "
        "ويختلف الجانبان منذ سنوات على حصص الصيد.",
    },
    {
        "id": "qadim",
        "outlet": "دفاتر المتوسط",
        "lang": "ar",
        "published": "2015-11-20T10:00:00+01:00",
        "title": "مجلس ضفتي البحر يبحث حصص الصيد",
        "text": "عقد مجلس ضفتي البحر يوم الأربعاء اجتماعاً في أثينا لبحث حصص الصيد. "
        "وقال الأمين العام للمجلس حينها رفيق السالمي إن الاجتماع المقبل سيُعقد بعد عام.",
    },
]


@pytest.fixture(scope="module")
def council():
    report = claimcmp.compare(ARTICLES)
    return report, {
        (claim.kind, claim.verdict, tuple(sorted(side.value for side in claim.sides))) for claim in report.claims
    }


@pytest.mark.model
def test_a_founding_year_that_two_outlets_name_agrees(council):
    assert ("date", "agree", ("1996",)) in council[1]


@pytest.mark.model
def test_a_city_that_both_name_beside_one_act_agrees(council):
    assert ("place", "agree", ("Vienna",)) in council[1]


@pytest.mark.model
def test_two_holders_of_one_office_differ(council):
    report, _ = council
    found = [c for c in report.claims if c.verdict == "differ"]
    assert [(c.kind, sorted(o for side in c.sides for o in side.outlets)) for c in found] == [
        ("person", ["بريد الشمال", "صحيفة المرفأ"])
    ]


@pytest.mark.model
def test_the_council_of_other_years_stays_apart(council):
    assert sorted(len(story.articles) for story in council[0].stories) == [1, 2]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    files = sorted(path for path in SAMPLE.iterdir() if path.name != "gold.json")
    return claimcmp.run(files, workspace=tmp_path_factory.mktemp("sample")).claims


@pytest.mark.model
def test_the_planted_differences_of_the_sample_are_found_and_no_other(sample):
    found = {
        (c.kind, frozenset(side.value for side in c.sides))
        for c in sample if c.verdict == "differ"
    }  # fmt: skip
    assert found == {
        ("percent", frozenset({"6.5%", "5.6%"})),
        ("date", frozenset({"15 (or 8) March 2025", "10 (or 17) March 2025"})),
        ("number", frozenset({"64", "46"})),
        ("person", frozenset({"وسام هدّارة", "جمیل ترزی"})),
        ("polarity", frozenset({"confirmed", "denied"})),
        ("polarity", frozenset({"stated", "denied"})),
    }


@pytest.mark.model
def test_the_planted_update_of_the_sample_is_found(sample):
    updated = [c for c in sample if c.verdict == "updated"]
    assert [(c.subject, sorted(side.value for side in c.sides)) for c in updated] == [("killed", ["17", "23"])]


@pytest.mark.model
@pytest.mark.parametrize(("lang", "killed", "injured"), [
    ("en", "12 soldiers were killed in an attack near Sidon.", "12 soldiers were injured in an attack near Sidon."),
    ("ar", "قتل 12 جنديا في هجوم قرب صيدا", "أصيب 12 جنديا في هجوم قرب صيدا"),
])  # fmt: skip
def test_as_many_dead_and_hurt_are_no_agreement(lang, killed, injured):
    texts = {"North": killed, "South": injured}
    report = claimcmp.compare([
        {"id": outlet, "outlet": outlet, "lang": lang, "title": "", "text": text, "published": "2024-05-15T09:00:00+03:00"}
        for outlet, text in texts.items()
    ])  # fmt: skip
    assert [c.subject for c in report.claims if c.kind == "number"] == []
