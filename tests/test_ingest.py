"""Files and objects → the table of articles: fields, ids, order, languages, publication times."""

import gzip
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from claimcmp.config import IngestSettings
from claimcmp.ingest import from_objects, read_batches
from claimcmp.ingest.published import parse
from claimcmp.languages.detect import detect
from claimcmp.model import schemas


def read(*inputs, problems=None, batch_rows=1000, **options):
    batches = read_batches(inputs, IngestSettings(**options), [] if problems is None else problems, batch_rows=batch_rows)
    return pa.Table.from_batches(list(batches)).to_pylist()


def write(path, *rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_every_field_of_a_jsonl_row(tmp_path):
    path = write(tmp_path / "a.jsonl", {
        "id": "p1", "outlet": "مرآة الميناء", "url": "https://mirat.example/1", "lang": "ar",
        "published": "2025-03-09T07:30:00+02:00", "title": " إغلاق  الميناء ", "text": "أُغلق الميناء صباح اليوم.\n",
    })  # fmt: skip
    assert read(path) == [{
        "id": 0, "key": "p1", "outlet": "مرآة الميناء", "url": "https://mirat.example/1", "title": "إغلاق الميناء",
        "lang": "ar", "published": 1741498200.0, "utc_offset": 120,
        "sha256": "031f7114fbee307e1cf6f16422d42fd31a2f9f61c897ff2e2fa8844e85949a0f",
        "text": "أُغلق الميناء صباح اليوم.\n",
    }]  # fmt: skip


def test_only_the_text_is_required(tmp_path):
    (row,) = read(write(tmp_path / "a.jsonl", {"text": "Neuf personnes ont été blessées dans le port, selon la police."}))
    assert (row["outlet"], row["url"], row["title"], row["lang"]) == ("unknown", "", "", "fr")
    assert (row["published"], row["utc_offset"]) == (None, None)
    assert len(row["key"]) == 16


def test_the_outlet_is_given_or_the_host_or_the_default(tmp_path):
    path = write(
        tmp_path / "a.jsonl",
        {"text": "One thing.", "outlet": {"name": "Amber Post"}}, {"text": "Two.", "url": "https://www.dune.example:80/a"},
        {"text": "Three."}, {"text": "Four.", "url": "http://[broken"}, {"text": "Five.", "url": "https://m.dune.example"},
    )  # fmt: skip
    assert [row["outlet"] for row in read(path, default_outlet="desk")] == [
        "Amber Post", "dune.example", "desk", "desk", "dune.example",
    ]  # fmt: skip


def test_other_names_of_the_fields(tmp_path):
    path = write(tmp_path / "a.jsonl", {"Headline": "Port closed", "Body": "The port is closed.", "date": 1741498200,
                                        "source": "Amber Post", "link": "https://a.example/1", "language": "EN-gb"})  # fmt: skip
    (row,) = read(path)
    assert (row["title"], row["text"], row["published"]) == ("Port closed", "The port is closed.", 1741498200.0)
    assert (row["outlet"], row["url"], row["lang"]) == ("Amber Post", "https://a.example/1", "en")


def test_ids_are_stable_and_do_not_hang_on_the_order(tmp_path):
    one, two = {"text": "One thing is certain."}, {"text": "Another is not.", "url": "https://a.example/2"}
    first = {row["text"]: row["key"] for row in read(write(tmp_path / "a.jsonl", one, two))}
    second = {row["text"]: row["key"] for row in read(write(tmp_path / "b.jsonl", two, one))}
    assert first == second


def test_copies_by_two_outlets_without_ids_are_both_kept(tmp_path):
    path = write(tmp_path / "a.jsonl", {"text": "The port is closed.", "outlet": "A"}, {"text": "The port is closed.", "outlet": "B"})
    rows = read(path)
    assert [row["outlet"] for row in rows] == ["A", "B"]
    assert rows[0]["sha256"] == rows[1]["sha256"]


def test_the_digest_is_of_the_normalised_text(tmp_path):
    path = write(tmp_path / "a.jsonl", {"id": "1", "text": "قُتل  ٩ أشخاص"}, {"id": "2", "text": "قتل 9 أشخاص\n"},
                 {"id": "3", "text": "قتل 8 أشخاص"})  # fmt: skip
    digests = [row["sha256"] for row in read(path)]
    assert digests[0] == digests[1] != digests[2]


def test_inputs_in_their_order_and_folders_by_path(tmp_path):
    folder = tmp_path / "f"
    (folder / "b").mkdir(parents=True)
    write(folder / "b" / "z.jsonl", {"id": "bz", "text": "One."})
    write(folder / "c.jsonl", {"id": "c1", "text": "Two."}, {"id": "c2", "text": "Three."})
    (folder / "a.txt").write_text("Four.", encoding="utf-8")
    last = write(tmp_path / "0.jsonl", {"id": "0", "text": "Five."})
    rows = read(folder, last)
    assert [(row["id"], row["key"]) for row in rows] == [(0, "a"), (1, "bz"), (2, "c1"), (3, "c2"), (4, "0")]


def test_batches_count_on(tmp_path):
    path = write(tmp_path / "a.jsonl", *({"id": str(i), "text": f"Thing {i}."} for i in range(7)))
    told = []
    batches = list(read_batches([path], IngestSettings(), [], batch_rows=3, progress=lambda *done: told.append(done)))
    assert [batch.column("id").to_pylist() for batch in batches] == [[0, 1, 2], [3, 4, 5], [6]]
    assert all(batch.schema == schemas()["articles"] for batch in batches)
    assert told == [(3, 0), (6, 0), (7, 0)]


def test_gzip_and_parquet_and_arrow_and_csv_hold_the_same(tmp_path):
    rows = [{"id": "1", "outlet": "A", "published": "2025-03-09T07:30:00+02:00", "title": "T", "text": "Nine; \"ten\"\nor 11."},
            {"id": "2", "outlet": "Б", "published": "2025-03-09", "title": "", "text": "Один, два"}]  # fmt: skip
    plain = write(tmp_path / "a.jsonl", *rows)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, tmp_path / "c.parquet")
    with pa.ipc.new_file(tmp_path / "d.arrow", table.schema) as out:
        out.write_table(table)
    (tmp_path / "e.csv").write_bytes(
        '\ufeffID;outlet;published;title;text\n1;A;2025-03-09T07:30:00+02:00;T;"Nine; ""ten""\nor 11."\n'
        "2;Б;2025-03-09;;Один, два\n".encode()
    )
    (tmp_path / "f.json").write_text(json.dumps({"articles": rows}), encoding="utf-8")
    expected = read(plain)
    assert [row["published"] for row in expected] == [1741498200.0, 1741478400.0]
    for name in ("b.jsonl.gz", "c.parquet", "d.arrow", "e.csv", "f.json"):
        assert read(tmp_path / name) == expected, name


def test_text_files_keep_every_character(tmp_path):
    text = "Menu\r\n\r\n  Nine people were hurt.\tTwo are missing. \n"
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    problems = []
    (row,) = read(tmp_path / "a.txt", problems=problems)
    assert (row["key"], row["text"], row["title"], row["published"]) == ("a", text, "", None)
    assert [problem.what for problem in problems] == ["1 article without a publication date"]


def test_a_text_that_holds_html_is_read_as_a_page_shows_it(tmp_path):
    path = write(tmp_path / "a.jsonl", {"text": "<p>Nine &amp; ten <b>were</b> hurt.</p><script>x()</script><p>می&zwnj;رسد</p>"})
    assert read(path)[0]["text"] == "Nine & ten were hurt.\nمی\u200cرسد"


def test_a_title_alone_is_read_as_the_text(tmp_path):
    problems = []
    rows = read(write(tmp_path / "a.jsonl", {"title": "Nine hurt", "id": "1"}, {"title": "Ten", "text": "a b"}), problems=problems)
    assert [(row["title"], row["text"]) for row in rows] == [("", "Nine hurt"), ("Ten", "a b")]
    assert problems[0].what == "1 article with a title only, read as their text"


@dataclass(frozen=True)
class Wire:
    text: str
    outlet: str
    published: datetime


def test_objects_are_dicts_or_dataclasses():
    problems = []
    given = [
        {"text": "The port is closed.", "outlet": "A", "published": datetime(2025, 3, 9, 7, 30)},
        Wire("The port is open.", "B", datetime(2025, 3, 9, 7, 30, tzinfo=timezone(timedelta(hours=2)))),
        {"text": ""},
    ]
    table = from_objects(given, IngestSettings(), problems)
    assert table.schema == schemas()["articles"]
    rows = table.to_pylist()
    assert [(row["outlet"], row["published"], row["utc_offset"]) for row in rows] == [
        ("A", 1741505400.0, None), ("B", 1741498200.0, 120),
    ]  # fmt: skip
    assert [str(problem) for problem in problems] == [
        "warning: articles:3: empty text; left out; give the article a text"
    ]


def test_no_objects_make_an_empty_table():
    assert from_objects([], IngestSettings(), []).num_rows == 0


@pytest.mark.parametrize(
    ("given", "seconds", "offset"),
    [
        ("2025-03-09T07:30:00+02:00", 1741498200, 120),
        ("2025-03-09T07:30:00.123456Z", 1741505400, 0),
        ("2025-03-09 07:30 -0430", 1741521600, -270),
        ("2025-03-09T07:30+05:45", 1741484700, 345),
        ("20250309T073000Z", 1741505400, 0),
        ("2025-03-09T07:30:00", 1741505400, None),
        ("2025-03-09T07:30:00-00:00", 1741505400, None),
        ("2025-03-09", 1741478400, None),
        ("20250309", 1741478400, None),
        ("٢٠٢٥-٠٣-٠٩", 1741478400, None),
        ("09.03.2025", 1741478400, None),
        ("09.03.2025 07:30", 1741505400, None),
        ("25/03/2025", 1742860800, None),
        ("03/25/2025", 1742860800, None),
        ("2025/3/9", 1741478400, None),
        ("04/04/2025", 1743724800, None),
        ("Sun, 09 Mar 2025 07:30:00 +0200", 1741498200, 120),
        ("Sun, 9 Mar 2025 07:30:00 GMT", 1741505400, 0),
        ("Sun, 09 Mar 2025 07:30:00 EST", 1741523400, -300),
        ("Sun, 09 Mar 2025 07:30:00", 1741505400, None),
        ("Sun, 09 Mar 2025 07:30:00 -0000", 1741505400, None),
        ("Sun, 09 Mar 2025 07:30:00 AST", 1741505400, None),
        ("Sun, 09 Mar 2025 07:30:00 +0300 (MSK)", 1741494600, 180),
        ("Mar 9 2025 07:30 PM", 1741548600, None),
        ("March 9, 2025", 1741478400, None),
        ("9 مارس 2025", 1741478400, None),
        ("٩ آذار/مارس ٢٠٢٥", 1741478400, None),
        ("9 марта 2025 г.", 1741478400, None),
        ("2025年3月9日", 1741478400, None),
        ("9 mars 2025 à 7h30", 1741505400, None),
        ("2025-03-09T07:30:00Z\u200f", 1741505400, 0),
        ("2025-03-09T07:30:00+14:00", 1741455000, 840),
        ({"$date": "2025-03-09T07:30:00Z"}, 1741505400, 0),
        (1741498200, 1741498200, None),
        (1741498200.5, 1741498200.5, None),
        (1741498200000, 1741498200, None),
        ("1741498200", 1741498200, None),
        (datetime(2025, 3, 9, 7, 30, tzinfo=UTC), 1741505400, 0),
        (None, None, None),
        ("", None, None),
        (float("nan"), None, None),
        (True, None, None),
    ],
)
def test_publication_times(given, seconds, offset):
    found = parse(given)
    assert (found.seconds, found.utc_offset, found.wrong) == (seconds, offset, "")


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ("yesterday", "no date that can be read"),
        ("2025-13-40", "no such day or time"),
        ("2025-02-30T10:00Z", "no such day or time"),
        ("03/04/2025", "day and month are ambiguous"),
        ("2025", "no date that can be read"),
        ("March 2025", "no date that can be read"),
        ("03/04/2025 PM", "no date that can be read"),
        ("9 March 2025, mended 10 March 2025", "no date that can be read"),
        ("2025-03-09T10:00:00+26:00", "no such time zone"),
        ("Sun, 09 Mar 2025 07:30:00 +2600", "no such time zone"),
        (0, "0 stands for no date"),
        ("0001-01-01", "outside the years 1800 to 2199"),
        (10**20, "outside the years 1800 to 2199"),
        (float("inf"), "outside the years 1800 to 2199"),
        ("9" * 5000, "no date that can be read"),
        (["2025"], "no date that can be read"),
    ],
)
def test_publication_times_that_cannot_be_read(given, wrong):
    found = parse(given)
    assert (found.seconds, found.utc_offset, found.wrong) == (None, None, wrong)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("وصلت القافلة إلى المدينة", "ar"), ("کاروان به شهر رسید و مردم گرد آمدند", "fa"), ("The road is closed", "en"),
        ("Дорога закрыта, объезд есть", "ru"), ("Дорогу закрито, є об'їзд", "uk"), ("La route est fermée", "fr"),
        ("Die Straße ist gesperrt", "de"), ("La carretera está cerrada", "es"), ("Yol trafiğe kapatıldı", "tr"),
        ("道路已经封闭", "zh"), ("הכביש נחסם לתנועה", "he"), ("A estrada está fechada ao trânsito", "pt"),
        ("La strada è chiusa al traffico", "it"), ("12 34", "und"),
    ],
)  # fmt: skip
def test_languages(text, lang):
    assert detect(text) == lang


def test_a_given_language_stands_unless_the_script_contradicts_it():
    assert detect("La strada è chiusa", given="fr") == "fr"
    assert detect("وصلت القافلة", given="en") == "ar"
    assert detect("De weg is dicht", given="nl") == "nl"
    assert detect("42", given="tr") == "tr"
