"""Bad rows and pages: each case ends in a message that names file, line and remedy, and the rest goes on."""

import time

import pytest

from tests.reading import GOOD, lines, read

DATE_REMEDY = (
    "give published as ISO 8601 with a zone (2024-05-15T09:00:00+03:00); until then dates stay unknown"
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_broken_json_line(place):
    lines(place / "a.jsonl", GOOD, b'{"id": "b", "text": "cut of', {**GOOD, "id": "c", "text": "Two are missing."})
    rows, problems = read("a.jsonl")
    assert [row["key"] for row in rows] == ["good", "c"]
    assert problems == [
        "error: a.jsonl:2: broken JSON (Input data was truncated); left out; mend or remove the line"
    ]


def test_many_broken_lines_are_counted(place):
    lines(place / "a.jsonl", *[b"{"] * 40, GOOD)
    rows, problems = read("a.jsonl")
    assert len(rows) == 1
    assert problems[4] == "error: a.jsonl:5: broken JSON (Input data was truncated); left out; mend or remove the line"
    assert problems[5:] == ["error: a.jsonl:6: 35 more of this sort (broken JSON); mend or remove the line"]


def test_a_line_in_another_encoding(place):
    lines(place / "a.jsonl", '{"id": "b", "text": "انفجار"}'.encode("cp1256"), GOOD)
    rows, problems = read("a.jsonl")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "error: a.jsonl:1: not UTF-8 (byte 0xc7 at column 22); left out; "
        "convert the file: iconv -f ENCODING -t UTF-8 a.jsonl"
    ]


def test_a_text_file_in_another_encoding_is_read_and_told(place):
    text = "قتل تسعة أشخاص وأصيب ثلاثون آخرون في حريق شب مساء أمس في سوق المدينة القديمة. " * 5
    (place / "a.txt").write_bytes(text.encode("cp1256"))
    rows, problems = read("a.txt")
    assert rows[0]["text"] == text
    assert rows[0]["lang"] == "ar"
    assert problems[0] == (
        "warning: a.txt: not UTF-8; read as cp1256; if its words look wrong, convert it: "
        "iconv -f ENCODING -t UTF-8 a.txt"
    )


def test_a_missing_date_is_counted_and_stays_unknown(place):
    undated = {k: v for k, v in GOOD.items() if k != "published"}
    lines(place / "a.jsonl", GOOD, {**undated, "id": "b"}, {**undated, "id": "c", "published": ""})
    rows, problems = read("a.jsonl")
    assert [(row["published"], row["utc_offset"]) for row in rows] == [(1741507200.0, 120), (None, None), (None, None)]
    assert problems == [f"warning: a.jsonl:2: 2 articles without a publication date; {DATE_REMEDY}"]


def test_a_date_that_cannot_be_read(place):
    lines(place / "a.jsonl", {**GOOD, "published": "last Tuesday"}, {**GOOD, "id": "b", "published": "03/04/2025"})
    rows, problems = read("a.jsonl")
    assert [row["published"] for row in rows] == [None, None]
    assert problems == [
        f"warning: a.jsonl:1: published 'last Tuesday': no date that can be read; kept as unknown; {DATE_REMEDY}",
        f"warning: a.jsonl:2: published '03/04/2025': day and month are ambiguous; kept as unknown; {DATE_REMEDY}",
    ]


def test_an_empty_text(place):
    lines(place / "a.jsonl", {**GOOD, "id": "b", "text": "  \n "}, {"id": "c"}, {"id": "d", "text": None}, GOOD)
    rows, problems = read("a.jsonl")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [f"warning: a.jsonl:{n}: empty text; left out; give the article a text" for n in (1, 2, 3)]


def test_a_line_of_fifty_megabytes(place):
    lines(place / "a.jsonl", GOOD, b'{"text": "' + b"a" * 50_000_000 + b'"}', {**GOOD, "id": "c"})
    began = time.process_time()
    rows, problems = read("a.jsonl")
    assert time.process_time() - began < 5
    assert [row["key"] for row in rows] == ["good", "c"]
    assert problems == [
        "warning: a.jsonl:2: the line has more than 32,000,000 bytes and is left out; "
        "split the article, or raise max_line_bytes in the settings"
    ]


def test_a_binary_file(place):
    (place / "b.jsonl").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 50)
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("b.jsonl", "a.jsonl")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "error: b.jsonl: a binary file; left out; if it should be text, save it again as UTF-8"
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + "deep" + "</div>" * 200_000,
        "<b><i><u>" * 150_000,
        "<p>" + "&amp;" * 400_000,
        "<table><tr><td>" * 60_000,
        "<!--" * 200_000,
        "<a href='" * 150_000,
        "<![CDATA[" * 100_000,
    ],
    ids=["nested", "open", "entities", "tables", "comments", "attributes", "sections"],
)
def test_an_html_bomb(place, page):
    (place / "bomb.html").write_text("<html><body>" + page, encoding="utf-8")
    lines(place / "a.jsonl", GOOD)
    began = time.process_time()
    rows, problems = read("bomb.html", "a.jsonl")
    assert time.process_time() - began < 20
    assert rows[-1]["key"] == "good"
    assert len(rows) == 2 or problems == [
        "error: bomb.html: no article text found in the page; left out; save the article's text as .txt or JSONL"
    ]


def test_a_page_that_is_too_large(place):
    (place / "a.html").write_bytes(b"<p>Nine people were hurt.</p>" * 800_000)
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("a.html", "a.jsonl")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "error: a.html: an HTML page of more than 20,000,000 bytes; left out; split the file, or export it as JSONL"
    ]


def test_a_feed_that_defines_entities_to_grow(place):
    laughs = "".join(f'<!ENTITY l{i} "{"&l" + str(i - 1) + ";" if i else "ha"}{"&l" + str(i - 1) + ";" * 9 if i else ""}">'
                     for i in range(12))  # fmt: skip
    (place / "a.rss").write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [{laughs}]><rss><channel><item><title>Port</title>'
        "<description>Nine people were hurt. &l11;</description></item></channel></rss>", encoding="utf-8",
    )  # fmt: skip
    began = time.process_time()
    rows, _ = read("a.rss")
    assert time.process_time() - began < 5
    assert len(rows[0]["text"]) < 200


def test_an_id_that_is_given_twice(place):
    lines(place / "a.jsonl", GOOD, GOOD, {**GOOD, "text": "Ten people were hurt."}, {**GOOD, "outlet": "Dune Times"})
    rows, problems = read("a.jsonl")
    assert [(row["key"], row["outlet"], row["text"]) for row in rows] == [
        ("good", "Amber Post", "Nine people were hurt."),
        ("good#2", "Amber Post", "Ten people were hurt."),
        ("good#3", "Dune Times", "Nine people were hurt."),
    ]
    assert problems == [
        "warning: a.jsonl:2: id 'good' repeats an earlier article with the same text; left out; "
        "nothing is lost: the earlier one is kept",
        "warning: a.jsonl:3: id 'good' is taken by another article; kept as 'good#2'; give every article an id of its own",
        "warning: a.jsonl:4: id 'good' is taken by another article; kept as 'good#3'; give every article an id of its own",
    ]
