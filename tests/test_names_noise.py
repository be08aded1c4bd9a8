"""Words of everyday news that look like names and are none: a false place or person makes a false contradiction."""

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText

NAMES = ("place", "person")
NONE = [
    ("ar", "غمرت سيول جارفة عدة أحياء وجرفت السيول السيارات."),
    ("ar", "نال اللاعب كوباً من الماء بعد ضربة الجزاء في الزاوية اليمنى."),
    ("ar", "ترك السكان منازلهم بعدما فتح السد."),
    ("ar", "تسلم التقارير وأحال الادعاء القضية إلى المحكمة."),
    ("ru", "Судя по всему, после этого решили дать ещё одну попытку."),
    ("de", "In der Mitte der Woche kam Hilfe aus der Halle."),
    ("tr", "Marka değeri arttı, sadece bugün değil."),
    ("fr", "Sur la place, la tour et le pont sont fermés."),
    ("zh", "胜利的消息传来，大家都很高兴。"),
    ("en", "Reading the report, many people felt nice about the split, and the chad was gone."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_no_name_here(lang, text):
    found = [(f.kind, text[f.start : f.end], f.value) for f in read(SentenceText(text, lang))]
    assert [f for f in found if f[0] in NAMES] == []
