"""Every other format: literal output, what a spreadsheet or a terminal must not run, the library's views."""

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET

import pyarrow.parquet as pq
import pytest

import claimcmp
from claimcmp.report import Report, write
from claimcmp.report.browse import Evidence
from claimcmp.report.csv import CLAIMS, COMPARISONS, safe
from claimcmp.report.markdown import escape, link
from claimcmp.report.terminal import render, show
from tests.report_tables import HOSTILE, T0, Tables, report


@pytest.fixture(scope="module")
def made():
    return report()


def rows(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_terminal_at_80_columns_without_colour(made):
    text = render(made)
    assert "\x1b" not in text
    plain = text.translate(dict.fromkeys((0x2068, 0x2069), None)).replace("\u00a0", " ")
    assert plain.splitlines()[:14] == [
        "9 articles, 8 outlets, 7 independent sources, 2 stories, 8 claims",
        "◆ 2 differ  ◇ 1 compatible  ● 2 agree  × 1 not the same fact  ○ 2 one source",
        "only",
        "Of the 2 that agree: 1 on the day alone, 1 in wording alone.",
        "",
        "Twelve killed in fuel depot fire at Port Selim",
        "7 articles, 5 independent sources, 3 March 2025 to 4 March 2025",
        "  ◆ differ  number, killed  evidence 5.1",
        "    12      Harbour Wire, النهار العربي (+ 2 copies); from 3 March 2025, 11:06",
        "    21      Вестник побережья; 3 March 2025, 16:06",
        "    14      النهار العربي; 4 March 2025, 13:06",
        "    silent  روزنامه ساحل",
        "    why     12 against 21 killed; same place, same day, both final",
        "    claim   c-killed",
    ]


def test_a_date_that_differs_is_headed_by_when_and_its_sentence():
    t = Tables()
    a, b = t.article("a", "Amber Post", "en", "x"), t.article("b", "Dune Times", "en", "x")
    story = t.story("s", "The new bridge", [a, b])
    one, two = t.sentence(a, "The bridge opens on 3 March."), t.sentence(b, "The bridge opens on 4 March.")
    days = [t.fact(one, "date", "3 March", 1740960000.0, 1741046400.0, unit="day"),
            t.fact(two, "date", "4 March", 1741046400.0, 1741132800.0, unit="day")]  # fmt: skip
    t.claim(story, "c", "date", [[days[0]], [days[1]]], compared=[(*days, "differ", 2.0, "3 March ≠ 4 March", [])])
    plain = render(Report(t.arrow())).translate(dict.fromkeys((0x2068, 0x2069), None))
    assert plain.splitlines()[5:7] == ["  ◆ differ  when  evidence 2.0", "    about         The bridge opens on 3 March."]


def test_terminal_lines_fit_and_isolates_close(made):
    from rich.cells import cell_len

    for width in (40, 80, 120):
        for line in render(made, width=width).splitlines():
            assert cell_len(line) <= width
            assert line.count("\u2068") >= line.count("\u2069") or "\u2068" not in line


def test_terminal_colour_is_asked_for(made):
    assert "\x1b[" in render(made, color=True)


def test_terminal_takes_any_encoding(made):
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    show(made, file=out)
    out.flush()
    assert b"12 against 21 killed" in raw.getvalue()


def test_terminal_runs_no_control_characters():
    t = Tables()
    a = t.article("a", "Out\x1b[2Jlet", "en", "Title\x1b]0;owned\x07")
    b = t.article("b", "Other", "en", "x")
    story = t.story("s", "Title\x1b]0;owned\x07", [a, b])
    one, two = t.sentence(a, "12 dead\x1b[31m"), t.sentence(b, "13 dead")
    f, g = t.fact(one, "number", "12", 12.0), t.fact(two, "number", "13", 13.0)
    t.claim(story, "c", "number", [[f], [g]], compared=[(f, g, "differ", 1.0, "why\x1b[2J", [])])
    text = render(Report(t.arrow()))
    assert "\x1b" not in text and "\x07" not in text


def test_no_difference_is_said():
    assert "No outlet contradicts another" in render(Report({}))


def test_claims_csv(made, tmp_path):
    table = rows(made.write(tmp_path / "claims.csv"))
    assert tuple(table[0]) == CLAIMS
    assert table[1][:9] == [
        "s-fire", "Twelve killed in fuel depot fire at Port Selim", "c-killed", "number", "killed", "differ", "5.1",
        "12 against 21 killed; same place, same day, both final",
        "12 (Coast Daily, Harbour Wire, النهار العربي, 海岸日报) | 21 (Вестник побережья) | 14 (النهار العربي)"]
    assert len(table) == 8  # the head, and every claim but the one that is held apart
    assert "unrelated" not in {row[5] for row in table}


def test_comparisons_csv_runs_no_formula(made, tmp_path):
    made.write(tmp_path / "claims.csv")
    table = rows(tmp_path / "comparisons.csv")
    assert tuple(table[0]) == COMPARISONS
    begin = next(dict(zip(COMPARISONS, r, strict=True)) for r in table if r[1] == "c-begin")
    assert begin["why"] == "'=12 March against 14 March"
    assert (begin["left_value"], begin["right_value"]) == ("12 March 2025", "14 March 2025")
    assert begin["levels"] == "value: two days apart (+2.20)"
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "@"))]
    # a number may begin with a minus: it is a number, not a formula
    assert [r[5] for r in table if r[1] == "c-length"] == ["-1.5"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u2068=1", "＝1", "\n=1"])
def test_formulas_are_quoted(text):
    assert safe(text) == f"'{text}"


def test_jsonl_lines_are_whole(made, tmp_path):
    found = [json.loads(x) for x in made.write(tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [x["key"] for x in found] == ["c-killed", "c-injured", "c-day", "c-depot", "c-cost", "c-drone", "c-begin", "c-length"]
    killed = found[0]
    assert killed["story"] == "s-fire"
    right = killed["comparisons"][0]["right"]
    assert right["text"][right["start"] : right["end"]] == "21"
    assert (right["outlet"], right["value"], right["copy_of"]) == ("Вестник побережья", "21", "")
    assert killed["sides"][0]["evidence"][2]["copy_of"] == "Harbour Wire"


def test_markdown_escapes_and_marks(made, tmp_path):
    text = made.write(tmp_path / "report.md").read_text(encoding="utf-8")
    assert "> В результате пожара на мебельной фабрике в городе Селим погиб **21** человек, сообщил губернатор.  \n" in text
    assert "> \u2068قُتل **12** شخصاً وأصيب" in text
    assert "### ◆ differ: number killed" in text
    assert "<script" not in text.replace("\\<", "")
    assert "javascript:" not in text
    assert "=12 March against 14 March (evidence 2.2)" in text


def test_markdown_links_only_to_the_web():
    assert link("https://example.org/a", "x") == "[x](<https://example.org/a>)"
    assert link("javascript:alert(1)", "x") == "x"
    assert link("https://example.org/a b>", "x") == "x"
    assert escape("a | b\n# c") == "a \\| b \\# c"


def test_claimreview_leaves_the_rating_open(made, tmp_path):
    drafts = json.loads(made.write(tmp_path / "drafts.jsonld").read_text(encoding="utf-8"))
    assert [(d["claimcmp:claim"], d["claimcmp:value"]) for d in drafts] == [
        ("c-killed", "12"), ("c-killed", "21"), ("c-killed", "14"), ("c-begin", "12 March 2025"), ("c-begin", "14 March 2025")]
    second = drafts[1]
    assert second["@type"] == "ClaimReview"
    assert second["reviewRating"]["ratingValue"] is None
    assert second["itemReviewed"]["author"]["name"] == "Вестник побережья"
    assert second["itemReviewed"]["appearance"][0]["url"] == "https://example.org/vestnik-1"
    assert [a["value"] for a in second["claimcmp:against"]] == ["12", "12", "12", "12", "14"]


def test_graphml_holds_statements_and_origins(made, tmp_path):
    root = ET.parse(made.write(tmp_path / "report.graphml")).getroot()
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    labels = {n.get("id"): n.findtext("g:data[@key='n_label']", namespaces=ns) for n in root.iterfind(".//g:node", ns)}
    edges = [(labels[e.get("source")], e.findtext("g:data[@key='e_relation']", namespaces=ns), labels[e.get("target")],
              e.findtext("g:data[@key='e_value']", namespaces=ns)) for e in root.iterfind(".//g:edge", ns)]
    assert ("Вестник побережья", "states", "killed", "21") in edges
    assert ("روزنامه ساحل", "silent", "killed", None) in edges
    assert ("Coast Daily", "copy", "Harbour Wire", None) in edges
    assert ("روزنامه ساحل", "credited", "Selim News Agency", None) in edges


def test_parquet_and_pandas_say_the_same(made, tmp_path):
    path = made.write(tmp_path / "claims.parquet")
    table = pq.read_table(path)
    assert table["verdict"].to_pylist() == [c["verdict"] for c in made.payload()["claims"]]
    assert pq.read_table(tmp_path / "claims.positions.parquet").num_rows == 22
    frames = made.to_pandas()
    assert list(frames) == ["stories", "claims", "positions", "comparisons", "articles"]
    killed = frames["positions"].query("claim == 'c-killed'")
    assert killed.groupby("value")["outlet"].count().to_dict() == {"12": 4, "14": 1, "21": 1}
    assert str(killed["published"].iloc[0]) == "2025-03-03 11:06:40+00:00"


def test_notebook_shows_text_as_text(made):
    html = made._repr_html_()
    assert "<bdi>21</bdi></b> <bdi>Вестник побережья</bdi>" in html
    assert "<script" not in html and "<img" not in html
    assert "Gazette &lt;b&gt;du&lt;/b&gt; Lac" in html


def test_library_in_ten_lines(made):
    assert [c.key for c in made.differences] == ["c-killed", "c-begin"]
    killed = made.differences[0]
    assert str(killed) == ("differ: killed: 12 (Coast Daily, Harbour Wire, النهار العربي, 海岸日报) | "
                           "21 (Вестник побережья) | 14 (النهار العربي)")
    assert [s.value for s in killed.sides] == ["12", "21", "14"]
    assert killed.why == "12 against 21 killed; same place, same day, both final"
    assert killed.sides[1].evidence[0] == Evidence(
        outlet="Вестник побережья", article="vestnik-1", url="https://example.org/vestnik-1",
        title="Пожар в порту Селим: погиб 21 человек", lang="ru", published="2025-03-03T16:06:40Z",
        text="В результате пожара на мебельной фабрике в городе Селим погиб 21 человек, сообщил губернатор.",
        start=62, end=64, value="21", copy_of="")
    assert killed.sides[1].evidence[0].quoted == "21"
    assert [s.key for s in made.stories] == ["s-fire", "s-talks"]
    assert [c.verdict for c in made.stories[0]] == ["differ", "compatible", "agree", "agree", "single", "single"]
    assert repr(made) == "<Report: 9 articles, 2 stories, 8 claims, 2 differ>"
    assert [o.name for o in made.outlets][:2] == ["Coast Daily", "Gazette <b>du</b> Lac"]
    assert claimcmp.Report is Report


def test_an_article_with_an_unknown_time_is_no_error(made):
    begin = made.differences[1]
    assert begin.sides[1].evidence[0].published is None
    assert begin.story_title == HOSTILE
    assert T0 == 1741000000.0


def test_importing_the_report_is_light():
    import subprocess

    heavy = "import sys, claimcmp.report; print([m for m in ('pyarrow', 'pandas', 'rich', 'torch') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_infinite_bounds_are_null_in_json(tmp_path):
    t = Tables()
    a, b = t.article("a", "A", "en", "x"), t.article("b", "B", "en", "x")
    story = t.story("s", "x", [a, b])
    f = t.fact(t.sentence(a, "more than 5"), "number", "5", 5.0, float("inf"), bound="more_than")
    g = t.fact(t.sentence(b, "just 5"), "number", "5", 5.0)
    t.claim(story, "c", "number", [[f, g]])
    path = write(Report(t.arrow()), tmp_path, "json")
    facts = json.loads(path.read_text(encoding="utf-8"))["facts"]
    assert facts["0"]["high"] is None
    assert facts["0"]["label"] == "> 5"
