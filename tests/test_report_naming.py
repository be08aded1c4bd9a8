"""Names for what the input left without one, and for speakers that the tables know by a code."""

import pytest

from claimcmp.report import Report
from claimcmp.report.speakers import reason
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
    ("why", "shown"),
    [
        ("same noun; 12 ≠ 13; person:RM TLHN against source:medical",
         "same noun; 12 ≠ 13; A (Rima Talhouni) against B (medical sources)"),
        ("same noun; 12 ≠ 13; person:RM TLHN against B", "same noun; 12 ≠ 13; A (Rima Talhouni) against B"),
        ("same noun; 12 ≠ 13; A against source:witness", "same noun; 12 ≠ 13; A against B (witnesses)"),
        ("same noun; 12 ≠ 13; A against person:XX", "same noun; 12 ≠ 13; A against B"),
        ("same noun; 12 ≠ 13", "same noun; 12 ≠ 13"),
    ],
)  # fmt: skip
def test_a_reason_names_who_speaks_as_a_reader_does(why, shown):
    speakers = [part if ":" in part else "" for part in why.rpartition("; ")[2].split(" against ")]
    sides = list(zip([*speakers, ""][:2], ("A", "B"), strict=True))
    assert reason(why, sides, {"person:RM TLHN": "Rima Talhouni"}) == shown
