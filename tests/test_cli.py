"""Every command through click's runner: literal input, literal output, errors as a person reads them."""

import io
import json
import os
import re
import subprocess
import sys
import time

import numpy as np
import pytest
from click.testing import CliRunner

from claimcmp.cli import main, progress
from claimcmp.embed import ENCODERS
from tools.write_docs import CLI_PAGE, EXPECT, EXPECTED, README, between, cli_page


def call(*args, code=0):
    result = CliRunner().invoke(main, [str(a) for a in args])
    assert result.exit_code == code, result.output + repr(result.exception)
    return result


@pytest.fixture
def named(corpus):
    call("run", corpus, "--name", "qasr", "--encoder", "hashing", "--quiet")
    return "qasr"


def test_run_writes_the_report_and_says_where(corpus, tmp_path):
    out = tmp_path / "out"
    result = call("run", corpus, "--out", out, "--encoder", "hashing")
    assert f"Report: {out / 'report.html'}" in result.stdout
    names = {p.name for p in out.iterdir()}
    assert {"report.html", "report.json", "claims.csv", "comparisons.csv", "manifest.json", "vectors.npy",
            "sentences.arrow"} <= names  # fmt: skip


def test_a_second_run_over_a_grown_corpus_encodes_the_new_sentences_only(corpus, tmp_path):
    def kept():
        return {p.name: len(np.load(p)) for p in (tmp_path / "o" / "cache").glob("*/*.keys.npy")}

    args = ("run", corpus, "--out", tmp_path / "o", "--encoder", "hashing", "--quiet")
    call(*args)
    first = kept()
    assert list(first.values()) == [6]
    more = {"id": "en-4", "outlet": "Hill Times", "lang": "en", "published": "2024-03-03T08:00:00+00:00",
            "text": "The Qasr bridge will stay closed for two weeks. A ferry takes its place."}  # fmt: skip
    with corpus.open("a", encoding="utf-8") as file:
        file.write(json.dumps(more) + "\n")
    call(*args)
    assert [n for name, n in kept().items() if name not in first] == [1]


def test_fail_on_gives_an_exit_code(corpus, tmp_path):
    args = ("run", corpus, "--out", tmp_path / "o", "--encoder", "hashing", "--quiet")
    call(*args, "--fail-on", "agree:1", code=1)
    call(*args, "--fail-on", "agree:99", code=0)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["run", "x.jsonl"], "claimcmp: say where the report goes: --out DIR, or --name NAME, or both\n"),
        (["run", "x.jsonl", "--out", "o", "--fail-on", "maybe"],
         "claimcmp: --fail-on 'maybe': write VERDICT or VERDICT:N, as in differ:2; verdicts are differ, updated, "
         "compatible, agree, unrelated, single\n"),
        (["run", "data/sample", "--out", "o", "--nli", "/nowhere"],
         "claimcmp: nli: no model at '/nowhere'; give the folder of a sentence-transformers CrossEncoder, or leave it "
         "empty\n"),
        (["run", "x.jsonl", "--out", "o", "--settings", "/nowhere"],
         "claimcmp: /nowhere: cannot read the settings: No such file or directory; check the path\n"),
        (["check", "../up", "x"], "claimcmp: '../up' is no workspace name: use letters, digits, '-', '_' and '.'\n"),
        (["run", "x.jsonl", "--name", ""], "claimcmp: '' is no workspace name: use letters, digits, '-', '_' and '.'\n"),
        (["run", "x.jsonl", "--out", "o", "--format", "pdf"],
         "claimcmp: no format 'pdf'; there are html, json, jsonl, csv, markdown, parquet, claimreview, graphml, terminal\n"),
        (["run", "x.jsonl", "--out", "o", "--encoder", "none"],
         f"claimcmp: no encoder 'none'; there are {', '.join(ENCODERS)}\n"),
        (["run", "x.jsonl", "--out", "o", "--outlets", "no.csv"],
         "claimcmp: no.csv: there is no such file of outlets; give a CSV of name, owner, country, agency\n"),
        (["search", "n", " "], "claimcmp: the query is empty; write a few words in quotes\n"),
        (["compare", "", "x"], "claimcmp: one of the two sentences is empty; write both in quotes\n"),
        (["check", "n"], 'claimcmp: give one statement in quotes, or a draft with --file, as in: claimcmp check NAME "…"\n'),
        (["search", "n", "x", "--since", "May"],
         "claimcmp: --since 'May': write an ISO date or time, as in 2024-05-14 or 2024-05-14T21:00Z\n"),
        (["review", "n", "destroy c-1"], "claimcmp: decision:1: no action 'destroy'; write one of accept, reject, merge, split, note\n"),
    ],
)  # fmt: skip
def test_wrong_use_is_named_with_its_remedy(args, message):
    assert call(*args, code=2).stderr == message


def test_a_workspace_that_is_not_there(own_home):
    message = f"claimcmp: {own_home}/none: no workspace here (no manifest.json); make one with 'claimcmp run … --name'\n"
    assert call("report", "none", code=2).stderr == message


def test_check_tells_who_backs_and_who_differs(named):
    text = call("check", named, "Twelve soldiers were killed in the attack on the Qasr bridge.").stdout
    assert re.search(r"backed by: .*Coast Courier", text)
    answers = json.loads(call("check", named, "--json", "Twelve soldiers were killed in the attack on the Qasr bridge.").stdout)
    number = next(a for a in answers if a["kind"] == "number")
    assert {e["outlet"] for e in number["evidence"] if e["verdict"] == "agree"} >= {"Coast Courier"}


def test_check_reads_a_draft(named, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("The Qasr bridge will stay closed for five weeks.", encoding="utf-8")
    assert "contradicted by: Coast Courier" in call("check", named, "--file", draft, "--published", "2024-03-02").stdout
    missing = tmp_path / "no.txt"
    assert call("check", named, "--file", missing, code=2).stderr == f"claimcmp: {missing}: there is no such file\n"


def test_texts_of_unknown_outlets_are_told_apart_by_their_names(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    for name, count in (("monday", "Twelve"), ("tuesday", "Fifteen")):
        text = f"{count} soldiers were killed in the attack on the Qasr bridge, the ministry said."
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    call("run", folder, "--out", tmp_path / "o", "--encoder", "hashing", "--quiet")
    text = call("check", tmp_path / "o", "Twelve soldiers were killed in the attack on the Qasr bridge.").stdout
    assert "backed by: unknown (monday)\n" in text
    assert "contradicted by: unknown (tuesday)\n" in text


def test_a_published_fact_check_answers(named, tmp_path):
    review = {"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://example.org/qasr",
              "claimReviewed": "Ninety soldiers were killed in the attack on the Qasr bridge on Friday",
              "datePublished": "2024-03-04", "inLanguage": "en", "author": {"@type": "Organization", "name": "Fact Desk"},
              "reviewRating": {"@type": "Rating", "alternateName": "False"}}  # fmt: skip
    path = tmp_path / "reviews.json"
    path.write_text(json.dumps(review), encoding="utf-8")
    call("add", named, path, "--quiet")
    text = call("check", named, "Ninety soldiers were killed in the attack on the Qasr bridge on Friday.").stdout
    assert "already checked by Fact Desk, 2024-03-04 00:00 UTC: https://example.org/qasr" in text
    assert "backed by: Fact Desk" not in text


def test_search_filters_by_outlet_time_and_languages(named):
    found = json.loads(call("search", named, "attack on the bridge", "--json").stdout)
    assert found[0]["sentence"].startswith("Twelve soldiers")
    only = json.loads(call("search", named, "bridge", "--outlet", "Northern Post", "--json").stdout)
    assert {f["outlet"] for f in only} == {"Northern Post"}
    assert "nothing found" in call("search", named, "bridge", "--since", "2030-01-01").stdout
    langs = {given: {f["lang"] for f in json.loads(call("search", named, "bridge", "--lang", given, "--json").stdout)}
             for given in ("ar", "ar,en", "tr")}  # fmt: skip
    assert langs == {"ar": {"ar"}, "ar,en": {"ar", "en"}, "tr": set()}


def test_explain_shows_the_edges(named, own_home):
    key = json.loads((own_home / named / "report.json").read_text(encoding="utf-8"))["claims"][0]["key"]
    assert key in call("explain", named, key).stdout
    assert "no claim" in call("explain", named, "c-none", code=2).stderr
    assert "over-merged" in call("explain", named).stdout


def test_review_keeps_and_honours(named, own_home):
    payload = json.loads((own_home / named / "report.json").read_text(encoding="utf-8"))
    key = next(c["key"] for c in payload["claims"] if c["verdict"] in ("differ", "updated"))
    assert call("review", named).stdout == f"no decisions in {own_home / named / 'decisions.txt'}\n"
    assert "1 decision kept in" in call("review", named, f"reject {key} other bridge").stdout
    assert call("review", named).stdout == f"reject {key} other bridge\n"
    call("report", named, "--quiet")
    after = json.loads((own_home / named / "report.json").read_text(encoding="utf-8"))
    assert next(c["verdict"] for c in after["claims"] if c["key"] == key) not in ("differ", "updated")
    assert call("review", named, "reject c-none", code=2).stderr == (
        "claimcmp: 'reject c-none' names a claim that is not there: c-none; the report and claims.csv show the keys\n"
    )
    assert call("review", named).stdout == f"reject {key} other bridge\n"


def test_add_and_list(named, tmp_path):
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "n", "outlet": "Evening Bell", "lang": "en", "text": "The bridge of Qasr reopened."}), encoding="utf-8")
    call("add", named, more, "--quiet")
    assert call("list").stdout.split("\t")[:2] == ["qasr", "5 articles"]


def test_dedup_keeps_the_evidence(corpus, tmp_path):
    out = tmp_path / "copies.jsonl"
    assert call("dedup", corpus, "--out", out).stdout == f"1 copy found; the evidence: {out}\n"
    row, *others = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert (row["article"], row["origin"], row["origin_outlet"], row["share"]) == ("en-2", "en-1", "Coast Courier", 1.0)
    assert row["why"]
    # the third article shares one sentence with the two: told, never counted as a copy of the article
    assert [(o["article"], o["origin"], o["relation"]) for o in others] == [
        ("en-3", "en-1", "sentence"), ("en-2", "en-3", "sentence"),
    ]  # fmt: skip


def test_a_folder_that_cannot_be_written_is_named(corpus, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    assert call("run", corpus, "--out", taken, "--encoder", "hashing", code=2).stderr == (
        f"claimcmp: {taken}: cannot be made (File exists); name a folder that you may write to\n"
    )
    assert call("dedup", corpus, "--out", taken / "copies.jsonl", code=2).stderr == (
        f"claimcmp: {taken}: File exists; check the path, and that you may read and write there\n"
    )


def test_a_workspace_is_opened_by_its_folder_too(corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    call("run", corpus, "--out", "out/report", "--encoder", "hashing", "--quiet")
    assert "backed by: Coast Courier" in call("check", "out/report", "The bridge will stay closed for two weeks.").stdout
    assert call("search", "out", "bridge", code=2).stderr == (
        "claimcmp: indexes/out: no workspace here (no manifest.json); make one with 'claimcmp run … --name'\n"
    ).replace("indexes", os.environ["CLAIMCMP_INDEXES"])


def test_quiet_keeps_only_what_was_lost(corpus, tmp_path):
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "note.txt").write_text("The bridge of Qasr reopened on Monday.", encoding="utf-8")
    (folder / "bad.jsonl").write_text('{"text": ', encoding="utf-8")
    out = tmp_path / "o"
    quiet = call("run", corpus, folder, "--out", out, "--encoder", "hashing", "--quiet")
    assert quiet.stdout == ""
    assert [line.partition(":")[0] for line in quiet.stderr.splitlines()] == ["error"]
    told = call("run", corpus, folder, "--out", out, "--encoder", "hashing").stderr
    assert sorted(line.partition(":")[0] for line in told.splitlines()) == ["error", "warning"]


def test_bars_are_drawn_on_a_terminal_for_a_stage_that_takes_long(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    drawn, piped = Terminal(), io.StringIO()
    monkeypatch.setattr(progress, "SILENT_SECONDS", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    for stream in (drawn, piped):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress.Bars() as bars:
            bars("ingest", 10, 0)  # how many there are is not known
            bars("embed", 1, 4)
            bars("embed", 3, 4)
    assert "reading articles" in drawn.getvalue()
    assert "encoding sentences" in drawn.getvalue()
    assert "3/4" in drawn.getvalue()
    assert piped.getvalue() == ""


def test_every_encoder_says_what_it_is():
    rows = [line.split(maxsplit=1) for line in call("encoders").stdout.splitlines()]
    assert [row[0] for row in rows] == list(ENCODERS)
    assert all(len(row) == 2 for row in rows)


def test_compare_two_sentences():
    text = call("compare", "12 soldiers were killed in Qasr.", "قُتل 15 جندياً في القصر.").stdout
    assert text.split(":")[0] in ("differ", "updated")


@pytest.mark.parametrize("name", list(main.commands))
def test_every_command_has_help_with_an_example(name):
    text = call(name, "--help").stdout
    assert f"Example:  claimcmp {name}" in " ".join(text.split()).replace("Example: ", "Example:  ")


def test_the_cli_reference_is_what_the_commands_say():
    assert CLI_PAGE.read_text(encoding="utf-8") == cli_page(), "run make docs"


def test_what_the_readme_says_to_expect_is_written_between_its_marks():
    assert between("a <1> old <2> b", "<1>", "<2>", "new ") == "a <1>\nnew <2> b"
    assert between("no marks", "<1>", "<2>", "new") == "no marks"
    text = README.read_text(encoding="utf-8")
    told = text.partition(EXPECT)[2].partition(EXPECTED)[0]
    assert told.startswith("\n**What to expect: ") and text.index(EXPECTED) < text.index("## Figures")


def test_help_is_fast_and_loads_nothing_heavy():
    code = ("import sys; from claimcmp.cli import main; import claimcmp; "
            "heavy = {'torch', 'faiss', 'onnxruntime', 'pyarrow', 'numpy', 'sentence_transformers', 'scipy'}; "
            "print(sorted(heavy & set(sys.modules)))")  # fmt: skip
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    best = 9.9
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "claimcmp.cli", "--help"], capture_output=True, check=True)
        best = min(best, time.perf_counter() - started)
    assert best < 1.0  # 0.3 s on an idle machine; a busy one may take longer, a heavy import takes far longer
