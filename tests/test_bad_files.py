"""Bad files and shapes: each case ends in a message that names file, line and remedy, and the rest goes on."""

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcmp.config import IngestSettings
from claimcmp.errors import InputError
from claimcmp.ingest import from_objects
from tests.reading import GOOD, lines, read

REMEDY = "give published as ISO 8601 with a zone (2024-05-15T09:00:00+03:00); until then dates stay unknown"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_missing_file():
    with pytest.raises(InputError) as error:
        read("nowhere/a.jsonl")
    assert str(error.value) == "nowhere/a.jsonl: no such file or folder; check the path"


def test_nothing_readable_at_all(place):
    (place / "a.jsonl").write_bytes(b"{\n")
    with pytest.raises(InputError) as error:
        read("a.jsonl")
    assert str(error.value) == (
        "a.jsonl: no article can be read; give files with a text for each article. First problem: "
        "error: a.jsonl:1: broken JSON (Input data was truncated); left out; mend or remove the line."
    )


def test_an_empty_folder(place):
    (place / "empty").mkdir()
    with pytest.raises(InputError) as error:
        read("empty")
    assert str(error.value) == "empty: no article can be read; give files with a text for each article."


def test_an_empty_file(place):
    (place / "b.txt").write_bytes(b"\n")
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("b.txt", "a.jsonl")
    assert len(rows) == 1
    assert problems == ["warning: b.txt: an empty file; left out; remove it, or write it again"]


def test_a_folder_holds_other_things_too(place):
    folder = place / "f"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "a.txt").write_text("hidden")
    (folder / "README.md").write_text("about the corpus")
    (folder / "gold.json").write_text("{}")
    (folder / "notes.docx").write_bytes(b"PK\x03\x04\x00\x00")
    (folder / "old.zip").write_bytes(b"PK\x03\x04\x00\x00")
    (folder / "data.bin").write_bytes(bytes(range(256)))
    (folder / "run.log").write_text("started")
    lines(folder / "a.jsonl", GOOD)
    rows, problems = read("f")
    assert [row["key"] for row in rows] == ["good"]
    formats = ".jsonl .ndjson .json .jsonld .csv .tsv .parquet .arrow .feather .txt .text .html .htm .xhtml .rss .atom"
    assert problems == [
        f"warning: f/data.bin: a binary file; left out; give one of {formats} .xml .rdf",
        "warning: f/notes.docx: a binary file; left out; save its text as .txt, or its rows as CSV",
        "warning: f/old.zip: a binary file; left out; unpack it first",
        "warning: f/run.log: a file of unknown format; left out; name it .txt if it is an article",
    ]


def test_a_gzip_that_stops_early(place):
    packed = gzip.compress(b"".join(json.dumps({**GOOD, "id": str(i)}).encode() + b"\n" for i in range(5000)))
    (place / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    rows, problems = read("a.jsonl.gz")
    assert 1000 < len(rows) < 5000
    assert problems == [
        "error: a.jsonl.gz: reading stopped: Compressed file ended before the end-of-stream marker was reached; "
        "what came before is kept; get the file again"
    ]


def test_a_file_that_is_no_gzip(place):
    (place / "b.jsonl.gz").write_bytes(b"not packed")
    lines(place / "a.jsonl", GOOD)
    _, problems = read("b.jsonl.gz", "a.jsonl")
    assert problems == [
        "error: b.jsonl.gz: reading stopped: Not a gzipped file (b'no'); what came before is kept; get the file again"
    ]


def test_a_gzip_that_unpacks_to_too_much(place):
    (place / "b.txt.gz").write_bytes(gzip.compress(b"word " * 12_000_000, 1))
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("b.txt.gz", "a.jsonl")
    assert len(rows) == 1
    assert problems == [
        "error: b.txt.gz: more than 50,000,000 bytes; left out; split the file, or export it as JSONL"
    ]


def test_a_table_without_known_columns(place):
    (place / "b.csv").write_text("colour,size\nred,4\n")
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("b.csv", "a.jsonl")
    assert len(rows) == 1
    assert problems == [
        "error: b.csv:1: no known column in the header 'colour, size'; the file is left out; "
        "name the columns id, outlet, url, lang, published, title, text"
    ]


def test_a_row_with_too_long_a_cell(place):
    (place / "a.csv").write_text(
        "id,text,published\nb," + "a" * 2000 + ",2025-03-09\ngood,Nine people were hurt.,2025-03-09\n"
    )
    rows, problems = read("a.csv", max_line_bytes=1000)
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "error: a.csv:2: broken row (field larger than field limit (1000)); left out; mend or remove the row"
    ]


def test_a_broken_parquet(place):
    (place / "b.parquet").write_bytes(b"PAR1" + b"\x00" * 100)
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("b.parquet", "a.jsonl")
    assert len(rows) == 1
    assert problems[0].startswith("error: b.parquet: cannot be read as a table (Parquet magic bytes not found in footer")
    assert problems[0].endswith("); write the file again, or export it as JSONL")


def test_columns_of_other_types(place):
    table = pa.table({"id": [1, 2], "text": ["Nine people were hurt.", None], "published": [1741507200.0, float("nan")]})
    pq.write_table(table, place / "a.parquet")
    rows, problems = read("a.parquet")
    assert [(row["key"], row["published"], row["utc_offset"]) for row in rows] == [("1", 1741507200.0, None)]
    assert problems == ["warning: a.parquet:2: empty text; left out; give the article a text"]


def test_json_of_another_shape(place):
    lines(place / "a.jsonl", b"[1, 2]", b'"text"', b"null", b'{"text": {"a": 1}, "id": "x"}', GOOD)
    rows, problems = read("a.jsonl")
    assert [row["key"] for row in rows] == ["good"]
    remedy = 'write one article a line: {"text": "…", "outlet": "…"}'
    assert problems[:3] == [
        f"warning: a.jsonl:1: not a JSON object but a list; left out; {remedy}",
        f"warning: a.jsonl:2: not a JSON object but a string; left out; {remedy}",
        f"warning: a.jsonl:3: not a JSON object but null; left out; {remedy}",
    ]


def test_json_nested_too_deep(place):
    (place / "b.json").write_bytes(b"[" * 100_000)
    lines(place / "a.jsonl", b'{"text": ' + b"[" * 100_000, GOOD)
    rows, problems = read("b.json", "a.jsonl")
    assert len(rows) == 1
    assert [problem.split(": ")[1] for problem in problems] == ["b.json", "a.jsonl:1"]


def test_a_feed_without_entries(place):
    (place / "b.xml").write_text("<?xml version='1.0'?><urlset><url/></urlset>")
    lines(place / "a.jsonl", GOOD)
    rows, problems = read("b.xml", "a.jsonl")
    assert len(rows) == 1
    assert problems == [
        "error: b.xml: cannot be read as a feed (no item or entry in it); left out; give RSS or Atom, or save it again"
    ]


def test_characters_that_no_table_takes(place):
    lines(place / "a.jsonl", b'{"id": "\\u0000a", "text": "Nine \\u0000 people were hurt."}')
    rows, _ = read("a.jsonl")
    assert rows[0]["text"] == "Nine \ufffd people were hurt."
    problems = []
    table = from_objects([{"text": "Nine \ud800 people were hurt."}], IngestSettings(), problems)
    assert table.column("text").to_pylist() == ["Nine \ufffd people were hurt."]


def test_objects_of_another_kind():
    with pytest.raises(InputError) as error:
        from_objects([{"text": "Nine people were hurt."}, "Ten people"], IngestSettings(), [])
    assert str(error.value) == "articles:2: a str is no article; give dicts or dataclasses with a text"


def test_links_pipes_and_folders_that_cannot_be_read(place):
    folder = place / "f"
    folder.mkdir()
    lines(folder / "a.jsonl", GOOD)
    (folder / "again").symlink_to(".")
    (folder / "gone.jsonl").symlink_to("nowhere")
    (folder / "self.jsonl").symlink_to("self.jsonl")
    (folder / "linked.jsonl").symlink_to("a.jsonl")
    os.mkfifo(folder / "pipe.jsonl")
    rows, problems = read("f")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "warning: f/again: a link to a folder, or to nothing; not followed; name what it leads to as an input",
        "warning: f/gone.jsonl: a link to a folder, or to nothing; not followed; name what it leads to as an input",
        "warning: f/linked.jsonl:1: id 'good' repeats an earlier article with the same text; left out; "
        "nothing is lost: the earlier one is kept",
        "warning: f/pipe.jsonl: neither a file nor a folder; left out; save it to a file",
        "warning: f/self.jsonl: a link to a folder, or to nothing; not followed; name what it leads to as an input",
    ]


def test_a_pipe_is_refused_before_it_is_waited_for(place):
    os.mkfifo(place / "pipe.jsonl")
    with pytest.raises(InputError) as error:
        read("pipe.jsonl")
    assert str(error.value) == "pipe.jsonl: neither a file nor a folder (a pipe or a device); save it to a file first"


def test_what_a_run_wrote_is_no_article(place):
    out = place / "f" / "out"
    out.mkdir(parents=True)
    lines(place / "f" / "a.jsonl", GOOD)
    for name in ("report.html", "report.json", "claims.csv"):
        (out / name).write_text("Nine people were hurt.")
    rows, problems = read("f")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "warning: f/out: holds a report that claimcmp wrote; passed over; move articles of yours out of it"
    ]


def test_a_feed_that_is_cut_off(place):
    (place / "a.rss").write_text(
        "<rss><channel><title>Bell</title><item><title>One</title><description>Nine people were hurt.</description>"
        "<pubDate>Sun, 09 Mar 2025 10:00:00 +0200</pubDate></item>\n<item><title>Two</title><description>Ten peo"
    )
    rows, problems = read("a.rss")
    assert [row["text"] for row in rows] == ["Nine people were hurt.", "Ten peo"]
    assert problems[0] == (
        "warning: a.rss:2: broken XML (Premature end of data in tag description line 2); read as far as it goes; "
        "get the file again: an entry may be cut or missing"
    )


def test_a_feed_with_the_entities_of_pages(place):
    (place / "a.rss").write_text(
        "<rss><channel><title>Bell &amp; Sons</title><item><title>x &mdash; y</title><description>Nine&nbsp;people at "
        "AT&T were hurt & caf&eacute;s shut.</description><pubDate>Sun, 09 Mar 2025 10:00:00 +0200</pubDate></item>"
        '<item><title>z</title><description>Nine <b>people</b> were &other; hurt.</description>'
        "<pubDate>Sun, 09 Mar 2025 10:00:00 +0200</pubDate></item></channel></rss>", encoding="utf-8",
    )  # fmt: skip
    rows, problems = read("a.rss")
    assert [(row["outlet"], row["title"], " ".join(row["text"].split())) for row in rows] == [
        ("Bell & Sons", "x — y", "Nine people at AT&T were hurt & cafés shut."),
        ("Bell & Sons", "z", "Nine people were hurt."),
    ]
    assert problems == []


def test_one_sort_of_problem_in_many_files_is_told_in_twenty(place):
    folder = place / "f"
    folder.mkdir()
    for i in range(30):
        (folder / f"a{i:02}.txt").write_text(f"Nine people were hurt in fire {i}.")
        (folder / f"b{i:02}.txt").write_bytes(b"")
    rows, problems = read("f")
    assert len(rows) == 30
    assert problems[0] == f"warning: f/a00.txt: 1 article without a publication date; {REMEDY}"
    assert problems[39] == "warning: f/b19.txt: an empty file; left out; remove it, or write it again"
    assert problems[40:] == [
        f"warning: f/a20.txt and 9 other files: 10 more articles without a publication date; {REMEDY}",
        "warning: f/b20.txt and 9 other files: 10 more of this sort (an empty file; left out); "
        "remove it, or write it again",
    ]


def test_what_one_may_not_read_is_named_as_lost(place, monkeypatch):
    folder = place / "f"
    (folder / "closed").mkdir(parents=True)
    lines(folder / "a.jsonl", GOOD)
    lines(folder / "shut.jsonl", {**GOOD, "id": "b"})
    scan, opened = os.scandir, Path.open

    def refuse(path, real, name, *args):
        if Path(path).name == name:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args)

    monkeypatch.setattr(os, "scandir", lambda path: refuse(path, scan, "closed"))
    monkeypatch.setattr(Path, "open", lambda path, *args: refuse(path, opened, "shut.jsonl", *args))
    rows, problems = read("f")
    assert [row["key"] for row in rows] == ["good"]
    assert problems == [
        "error: f/closed: cannot be read (Permission denied); left out; check that you may read the folder",
        "error: f/shut.jsonl: cannot be read (Permission denied); left out; check that you may read it",
    ]
