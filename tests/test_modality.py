"""Told as done, or only as what may, will or would be: words that are such a cue in some places only."""

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText


@pytest.mark.parametrize(("lang", "text", "modality"), [
    ("ar", "وكانت المصفاة قد تعرضت لهجوم بثلاث مسيّرات يوم الأحد.", ""),
    ("ar", "وكان الحزب قد جمع 63 صوتا في البرلمان.", ""),
    ("ar", "وقد تجاوزت الخسائر 5 ملايين دولار.", ""),
    ("ar", "قد تتجاوز الخسائر 5 ملايين دولار.", "may"),
    ("ar", "وقد يصل العدد إلى 300 شخص.", "may"),
    ("ar", "وقد لا يعود 300 لاجئ إلى ديارهم.", "may"),
    ("ar", "ويخشى أن يكون نحو 50 عاملا قد قتلوا.", "may"),
    ("en", "The party may have won 63 seats.", "may"),
    ("en", "In May, 63 seats were won by the party.", ""),
    ("en", "Prime Minister Theresa May won 318 seats.", ""),
    ("de", "Dabei sollen 12 Menschen getötet worden sein.", "may"),
    ("es", "La policía pudo rescatar a 30 personas.", ""),
    ("es", "El incendio pudo haber matado a 30 personas.", "may"),
    ("pt", "O conselho se reuniu e 12 ministros votaram.", ""),
    ("pt", "O conselho reuniu-se com 12 ministros.", ""),
    ("pt", "Se o conselho rejeitar, 12 ministros saem.", "would"),
    ("pt", "Ele disse que 12 ministros saem se a lei for aprovada.", "would"),
])  # fmt: skip
def test_modality(lang, text, modality):
    assert {f.modality for f in read(SentenceText(text, lang)) if f.kind in ("number", "money")} == {modality}
