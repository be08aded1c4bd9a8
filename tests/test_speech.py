"""Speech: who says so, denied or affirmed, and credits."""

import pytest

from claimcmp.facts import names, speech
from claimcmp.facts.sentence import SentenceText


def read(text, lang):
    sentence = SentenceText(text, lang)
    sentence.cache["facts"] = names.find(sentence)
    return [(f.kind.value, f.value, f.speaker) for f in speech.find(sentence)]


@pytest.mark.parametrize(("lang", "text", "expected"), [
    ("en", "The defence ministry denied any losses.", ("polarity", "denied", "org:ministry/defence")),
    ("en", "No ferry sails before dawn, according to the coast guard.",
     ("attribution", "org:coast guard", "org:coast guard")),
    ("en", "Two convoys turned back, a military source said.", ("attribution", "source:military", "source:military")),
    ("ar", "نفت وزارة الخارجية إجراء أي مفاوضات.", ("polarity", "denied", "org:ministry/foreign")),
    ("ar", "وقال حداد إن الجسر أغلق أمام الشاحنات.", ("attribution", "person:HD", "person:HD")),
])  # fmt: skip
def test_readings(lang, text, expected):
    assert expected in read(text, lang)


def test_dateline_credits():
    found = speech.credits("NAIROBI (Reuters) - Tea prices fell for a third week.", "en")
    assert [(c.name, c.value, c.how) for c in found] == [("Reuters", "org:REUTERS", "dateline")]
