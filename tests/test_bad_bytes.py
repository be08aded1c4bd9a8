"""Encodings that are not what they should be: read where they can be told, and never turned to junk without a word."""

import gzip
import json

import pytest

from tests.reading import GOOD, lines, read

ARABIC = "قتل تسعة أشخاص وأصيب ثلاثون آخرون في حريق شب مساء أمس في سوق المدينة القديمة. " * 5
FRENCH = "L'incendie a tué neuf personnes à l'hôpital, près du marché, a déclaré le maire. " * 5
CONVERT = "if its words look wrong, convert it: iconv -f ENCODING -t UTF-8"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(problems):
    return [p for p in problems if "publication date" not in p]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_of_two_or_four_bytes_a_letter(place, encoding):
    (place / "a.txt").write_bytes(ARABIC.encode(encoding))
    rows, problems = read("a.txt")
    assert rows[0]["text"] == ARABIC
    assert told(problems) == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_tables_of_two_bytes_a_letter(place, encoding):
    row = {**GOOD, "text": ARABIC}
    (place / "a.jsonl").write_bytes(f"{json.dumps(row)}\r\n{json.dumps({**row, 'id': 'b'})}\r\n".encode(encoding))
    (place / "b.csv").write_bytes(f"id,text,published\nc,{ARABIC},2025-03-09\n".encode(encoding))
    rows, problems = read("a.jsonl", "b.csv")
    assert [(row["key"], row["text"]) for row in rows] == [("good", ARABIC), ("b", ARABIC), ("c", ARABIC)]
    assert problems == []


def test_a_table_whose_first_wrong_byte_comes_late(place):
    head = "id,text,published\n" + "".join(f"r{i},Nine people were hurt.,2025-03-09\n" for i in range(3000))
    (place / "a.csv").write_bytes(head.encode() + f'z,"{FRENCH}",2025-03-09\n'.encode("cp1252"))
    rows, problems = read("a.csv")
    assert rows[-1]["text"] == FRENCH
    assert problems == [f"warning: a.csv: not UTF-8; read as cp1252; {CONVERT} a.csv"]


def test_a_page_and_a_feed_that_declare_another_encoding_than_they_have(place):
    (place / "a.html").write_bytes(
        b"<html><head><meta charset=utf-8></head><body><article><p>" + ARABIC.encode("cp1256") + b"</p></article></body>"
    )
    (place / "b.rss").write_bytes(
        b'<?xml version="1.0" encoding="UTF-8"?><rss><channel><title>Bell</title><item><title>One</title><description>'
        + ARABIC.encode("cp1256") + b"</description></item></channel></rss>"
    )  # fmt: skip
    rows, problems = read("a.html", "b.rss")
    assert [row["text"].strip() for row in rows] == [ARABIC.strip()] * 2
    assert told(problems) == [
        f"warning: a.html: not UTF-8; read as cp1256; {CONVERT} a.html",
        f"warning: b.rss: not UTF-8; read as cp1256; {CONVERT} b.rss",
    ]


def test_a_declared_latin_page_means_the_windows_charset(place):
    page = "<html><head><meta charset=iso-8859-1></head><body><article><p>“Neuf morts”, a déclaré le maire. L’hôpital est plein.</p>"
    (place / "a.html").write_bytes(page.encode("cp1252"))
    rows, problems = read("a.html")
    assert rows[0]["text"] == "“Neuf morts”, a déclaré le maire. L’hôpital est plein."
    assert told(problems) == []


def test_a_few_wrong_bytes_in_good_text(place):
    (place / "a.txt").write_bytes(ARABIC.encode() + b"\xff\xfe" + ARABIC.encode())
    rows, problems = read("a.txt")
    assert rows[0]["text"] == f"{ARABIC}\ufffd\ufffd{ARABIC}"
    assert told(problems) == [f"warning: a.txt: 2 bytes are not UTF-8, read as \ufffd; {CONVERT} a.txt"]


def test_packed_by_its_bytes_though_its_name_says_nothing(place):
    (place / "a.jsonl").write_bytes(gzip.compress(json.dumps(GOOD).encode()))
    rows, problems = read("a.jsonl")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == []


def test_what_other_writers_put_into_json(place):
    lines(place / "a.jsonl", b'{"id": "a", "text": "Nine \\ud83d people were hurt.", "published": NaN}', GOOD)
    (place / "b.json").write_bytes(b'[{"id": "b", "text": "Ten people were hurt.", "url": NaN, "published": "2025-03-09"}]')
    rows, problems = read("a.jsonl", "b.json")
    assert [(row["key"], row["text"], row["published"]) for row in rows] == [
        ("a", "Nine \ufffd people were hurt.", None),
        ("good", "Nine people were hurt.", 1741507200.0),
        ("b", "Ten people were hurt.", 1741478400.0),
    ]
    assert told(problems) == []


def test_a_json_list_names_the_item(place):
    (place / "a.json").write_text(json.dumps({"articles": [GOOD, 5, {"id": "b", "text": ""}]}))
    rows, problems = read("a.json")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        'warning: a.json:2: not a JSON object but a number; left out; write one article a line: {"text": "…", "outlet": "…"}',
        "warning: a.json:3: empty text; left out; give the article a text",
    ]


def test_json_lines_named_json_lose_only_the_broken_line(place):
    lines(place / "a.json", b'{"id": "x", "text": "cut', GOOD, {**GOOD, "id": "c"})
    rows, problems = read("a.json")
    assert [row["key"] for row in rows] == ["good", "c"]
    assert problems == ["error: a.json:1: broken JSON (Input data was truncated); left out; mend or remove the line"]


def test_names_that_look_alike_are_one_outlet(place):
    hidden = ["Amber\u200b Post", "\u202eAmber Post\u202c", " Amber\n Post\t", "\ufeffAmber Post", "Amber\u00ad Post"]
    lines(place / "a.jsonl", *({**GOOD, "id": f"a{i}", "outlet": name, "title": name} for i, name in enumerate(hidden)))
    lines(place / "b.jsonl", {**GOOD, "id": "b", "outlet": "Cafe\u0301"}, {**GOOD, "id": "c", "outlet": "می\u200cگوید"})
    rows, _ = read("a.jsonl", "b.jsonl")
    assert {row["outlet"] for row in rows[:5]} == {"Amber Post"}
    assert {row["title"] for row in rows[:5]} == {"Amber Post"}
    assert [row["outlet"] for row in rows[5:]] == ["Café", "می\u200cگوید"]


def test_codes_of_languages(place):
    given = ["eng", "EN-us", "English", "", "7", "iw"]
    lines(place / "a.jsonl", *({**GOOD, "id": str(i), "lang": code} for i, code in enumerate(given)))
    rows, _ = read("a.jsonl")
    assert [row["lang"] for row in rows] == ["en"] * 6
