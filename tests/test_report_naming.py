"""Names for what the input left without one, and for speakers that facts know by a code."""

import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView
from claimcmp.match.speakers import said_by
from claimcmp.report import Report
from tests.report_tables import Tables


def nameless(*, outlets=("unknown", "unknown"), title=""):
    t = Tables()
    a, b = (t.article(key, outlet, "en", title, published=None) for key, outlet in zip(("a.1", "b.1"), outlets, strict=True))
    story = t.story("s", title, [a, b])
    one, two = t.sentence(a, "Nine people were killed in the fire."), t.sentence(b, "The fire killed ten people.")
    facts = [t.fact(one, "number", "Nine", 9.0), t.fact(two, "number", "ten", 10.0)]
    t.claim(story, "c", "number", [[facts[0]], [facts[1]]], compared=[
        (*facts, "differ", 2.0, "same noun; Nine ≠ ten", [("noun", "same", 3.0)]),
    ])  # fmt: skip
    return Report(t.arrow(), settings={"ingest": {"default_outlet": "unknown"}})


def test_a_story_without_a_headline_is_named_by_its_first_sentence():
    assert nameless().payload()["stories"][0]["title"] == "Nine people were killed in the fire."
    assert nameless(title="Fire").payload()["stories"][0]["title"] == "Fire"


def test_articles_of_unknown_outlets_are_told_apart_by_their_keys():
    payload = nameless().payload()
    assert [row["outlet"] for row in payload["articles"]] == ["unknown (a.1)", "unknown (b.1)"]
    assert payload["claims"][0]["outlets"] == ["unknown (a.1)", "unknown (b.1)"]
    assert payload["counts"]["outlets"] == 2
    one = nameless(outlets=("unknown", "Amber Post")).payload()
    assert one["claims"][0]["outlets"] == ["Amber Post", "unknown"]


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        ("12 people were killed, medical sources said.", "en", "Amber Post (medical sources)"),
        ("12 people were killed, witnesses said.", "en", "Amber Post (witnesses)"),
        ("12 people were killed, Rima Talhouni said.", "en", "Amber Post (Rima Talhouni)"),
        ("قالت ريما التلهوني إن 12 شخصاً قتلوا.", "ar", "Amber Post (ريما التلهوني)"),
        ("12 people were killed.", "en", "Amber Post"),
    ],
)
def test_a_reason_names_who_speaks_as_a_reader_does(text, lang, shown):
    facts = tuple(read(SentenceText(text, lang)))
    number = next(f for f in facts if f.kind == "number")
    assert said_by(FactView(number, text=text, lang=lang, outlet="Amber Post", siblings=facts)) == shown
    assert ":" not in said_by(FactView(number, text="", lang=lang, outlet="", siblings=()))
