"""Articles → sentences: the gold tables of each language, offsets, titles, and inputs of any shape."""

import time
import tomllib
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcmp.model import schemas
from claimcmp.segment import credits_of, sentences_of, split

GOLD = Path(__file__).parent / "gold" / "segment"
LANGUAGES = ("ar", "en", "ru", "uk", "fr", "de", "es", "tr", "zh", "fa", "he", "pt", "it")


def cases():
    for lang in LANGUAGES:
        for case in tomllib.loads((GOLD / f"{lang}.toml").read_text(encoding="utf-8"))["case"]:
            yield pytest.param(lang, case, id=f"{lang}: {case['why']}")


@pytest.mark.parametrize(("lang", "case"), list(cases()))
def test_gold(lang, case):
    found = sentences_of(case["text"], lang=lang, title=case.get("title", ""))
    body = [span for span in found if span.position >= 0]
    assert [span.text for span in body] == case["sentences"]
    assert [span.lang for span in body] == case.get("langs", [lang] * len(body))
    if "credits" in case:
        assert credits_of(case["text"], lang=lang) == case["credits"]


def articles(*rows):
    schema = schemas()["articles"]
    blank = {"key": "k", "outlet": "o", "url": "", "title": "", "lang": "en", "published": None, "utc_offset": None,
             "sha256": ""}  # fmt: skip
    return pa.Table.from_pylist([{**blank, "id": i, **row} for i, row in enumerate(rows)], schema=schema)


def test_split_makes_the_sentences_table():
    table = articles(
        {"title": "Harbour fire", "text": "Harbour fire\nNine people were hurt in the fire. The port is closed."},
        {"lang": "fr", "text": "Neuf personnes ont été blessées."},
    )
    found = split(table, first_id=7)
    assert found.schema == schemas()["sentences"]
    assert found.to_pylist() == [
        {"id": 7, "article": 0, "position": -1, "start": -1, "end": -1, "lang": "en", "text": "Harbour fire"},
        {"id": 8, "article": 0, "position": 0, "start": 13, "end": 47, "lang": "en",
         "text": "Nine people were hurt in the fire."},
        {"id": 9, "article": 0, "position": 1, "start": 48, "end": 67, "lang": "en", "text": "The port is closed."},
        {"id": 10, "article": 1, "position": 0, "start": 0, "end": 32, "lang": "fr",
         "text": "Neuf personnes ont été blessées."},
    ]  # fmt: skip


def test_batches_and_tables_split_alike():
    table = articles({"text": "One thing is certain today."}, {"text": "Two things are not certain."})
    assert split(table.to_batches()[0]).equals(split(table))
    told = []
    split(table, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_offsets_are_code_points_of_the_original():
    text = "😀 قُتل تسعةُ أشخاصٍ في الهجوم.  \r\n\u200fونُقل ٣١ جريحاً إلى المستشفى."
    spans = sentences_of(text, lang="ar")
    assert [(s.start, s.end) for s in spans] == [(0, 30), (35, 64)]
    assert [text[s.start : s.end] for s in spans] == [s.text for s in spans]


def test_a_title_that_the_body_lengthens_is_no_sentence():
    title = "Ferry returns to Port Amber after two years"
    text = f"{title} of repairs\nThe ferry sailed into Port Amber on Monday to the sound of bells."
    assert [s.text for s in sentences_of(text, lang="en", title=title)] == [
        title, "The ferry sailed into Port Amber on Monday to the sound of bells.",
    ]  # fmt: skip


def test_an_article_on_cookies_keeps_its_sentences():
    text = ("Brussels wants to end the pop-up. Under the draft, a page that we use cookies on would ask once a year, "
            "and the browser would remember the answer for every site that a person visits, the commission said on "
            "Tuesday. Publishers fear for their income, since advertisers pay less for readers whom they cannot "
            "follow from one site to the next, and several of them announced that they would take the matter to court "
            "before the end of the month.")  # fmt: skip
    assert len(sentences_of(text, lang="en")) == 3


@pytest.mark.parametrize("text", ["", " \n\t ", "…", "!!!", "12 34", "\u200f\u200e", "—\n•\n*"])
def test_nothing_to_state(text):
    assert sentences_of(text, lang="ar") == []


MIXED = st.text(
    alphabet=st.one_of(st.sampled_from(list(".!?؟。…\"“”«»()[] \n\r\t'’،:-–•*0١a A")), st.characters()), max_size=300
)


@given(MIXED, st.sampled_from(LANGUAGES))
@settings(max_examples=300, deadline=None)
def test_spans_are_in_order_disjoint_and_trimmed(text, lang):
    at = 0
    for span in sentences_of(text, lang=lang):
        assert at <= span.start < span.end <= len(text)
        assert span.text == span.text.strip()
        assert len(span.text) == span.end - span.start
        at = span.end


@pytest.mark.parametrize(
    "text",
    ["a" * 400_000, "a. " * 100_000, ". " * 200_000, '"' * 200_000, "(" * 200_000, " " * 400_000 + "x", "A.B." * 80_000,
     "word " * 80_000, "\n" * 300_000 + "x", "x\n" * 100_000, "قال.وقال" * 40_000, "Menu \n" * 50_000, "؟!" * 100_000,
     "الناس " * 60_000],
    ids=["letters", "initials", "stops", "quotes", "brackets", "spaces", "dots", "words", "breaks", "lines", "glued",
         "menus", "marks", "arabic"],
)  # fmt: skip
def test_long_input_takes_no_long_time(text):
    began = time.process_time()
    spans = sentences_of(text, lang="ar")
    assert time.process_time() - began < 6
    assert all(len(span.text) <= 1500 for span in spans)


def test_an_article_that_lost_its_line_breaks_keeps_what_it_states():
    text = ("By Anne Duval Nine people were killed on a ferry off Marsa, the coast guard said. The ship carried 420 "
            "passengers. The ferry. © AFP Share on Facebook")  # fmt: skip
    assert [s.text for s in sentences_of(text, lang="en")] == [
        "By Anne Duval Nine people were killed on a ferry off Marsa, the coast guard said.",
        "The ship carried 420 passengers.", "The ferry.",
    ]  # fmt: skip
    assert sentences_of("We use cookies on this site. By continuing you accept our privacy policy.", lang="en") == []
