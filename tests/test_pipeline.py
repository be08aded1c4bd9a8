"""The whole job with the deterministic encoder: order, resuming, growing, decisions, same bytes."""

import json

import pytest

import claimcmp
from claimcmp.config import ClusterSettings, EmbedSettings, IndexSettings, Settings
from claimcmp.errors import InputError, UsageError, WorkspaceError
from claimcmp.pipeline import add, open_report, run
from claimcmp.report import write
from tests.conftest import ARTICLES

HASHING = Settings(embed=EmbedSettings(encoder="hashing"))


def findings(report):
    return sorted((c.kind, c.verdict) for c in report.claims if c.verdict in ("differ", "updated", "agree"))


def test_the_job_finds_what_differs_and_what_agrees(corpus, tmp_path):
    report = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    assert report.counts["articles"] == 4
    verdicts = {(c.kind, c.verdict) for c in report.claims}
    assert ("number", "differ") in verdicts or ("number", "updated") in verdicts
    assert ("duration", "agree") in verdicts
    assert ("duration", "differ") not in verdicts
    assert [(o["article"], o["origin"]) for o in report.tables["origins"].to_pylist()] == [(2, 0)]


def test_a_second_run_does_nothing_again(corpus, tmp_path, monkeypatch):
    first = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    for target in ("claimcmp.segment.split", "claimcmp.embed.encode", "claimcmp.extract.find",
                   "claimcmp.dedup.find_both", "claimcmp.cluster.claims"):  # fmt: skip
        monkeypatch.setattr(target, None)
    second = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    assert findings(first) == findings(second)


def test_from_ingest_mends_a_broken_manifest_and_keeps_decisions(corpus, tmp_path):
    first = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    (tmp_path / "w" / "manifest.json").write_text("{", encoding="utf-8")
    (tmp_path / "w" / "decisions.txt").write_text(f"note {first.claims[0].key} seen\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="run again with --from ingest"):
        run([corpus], workspace=tmp_path / "w", settings=HASHING)
    second = run([corpus], workspace=tmp_path / "w", settings=HASHING, force_from="ingest")
    assert findings(first) == findings(second)
    assert second.decisions == [f"note {first.claims[0].key} seen"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(cluster=ClusterSettings(threshold=7.0)), "[cluster] threshold = 7.0: it must be between 0 and 1"),
        (Settings(index=IndexSettings(neighbours=-3)), "[index] neighbours = -3: it must be at least 1"),
    ],
)
def test_a_number_out_of_its_range_is_named_before_the_job(settings, message, corpus, tmp_path):
    with pytest.raises(UsageError) as caught:
        run([corpus], workspace=tmp_path / "w", settings=settings)
    assert str(caught.value) == message
    assert not (tmp_path / "w").exists()


def test_an_interrupted_run_goes_on_where_it_stopped(corpus, tmp_path, monkeypatch):
    class Cut(Exception):
        pass

    def cut(*args, **kwargs):
        raise Cut

    with monkeypatch.context() as patched:
        patched.setattr("claimcmp.dedup.find_both", cut)
        with pytest.raises(Cut):
            run([corpus], workspace=tmp_path / "w", settings=HASHING)
    with monkeypatch.context() as patched:
        patched.setattr("claimcmp.extract.find", None)  # done before the cut: must not be called again
        resumed = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    assert findings(resumed) == findings(run([corpus], workspace=tmp_path / "fresh", settings=HASHING))


def test_a_changed_setting_runs_only_what_reads_it(corpus, tmp_path, monkeypatch):
    run([corpus], workspace=tmp_path / "w", settings=HASHING)
    monkeypatch.setattr("claimcmp.embed.encode", None)
    monkeypatch.setattr("claimcmp.extract.find", None)
    changed = claimcmp.pipeline.with_overrides(HASHING, cluster={"threshold": 0.99})
    assert run([corpus], workspace=tmp_path / "w", settings=changed).settings["cluster"]["threshold"] == 0.99


def test_from_a_stage_runs_it_again(corpus, tmp_path):
    run([corpus], workspace=tmp_path / "w", settings=HASHING)
    before = (tmp_path / "w" / "facts.arrow").stat().st_mtime_ns
    sentences = (tmp_path / "w" / "sentences.arrow").stat().st_mtime_ns
    run([corpus], workspace=tmp_path / "w", settings=HASHING, force_from="extract")
    assert (tmp_path / "w" / "facts.arrow").stat().st_mtime_ns > before
    assert (tmp_path / "w" / "sentences.arrow").stat().st_mtime_ns == sentences


def test_same_input_gives_same_bytes(corpus, tmp_path):
    for name in ("one", "two"):
        report = run([corpus], workspace=tmp_path / name, settings=HASHING)
        write(report, tmp_path / name, "json")
        write(report, tmp_path / name, "html")
    for path in sorted((tmp_path / "one").iterdir()):
        if path.suffix in (".arrow", ".npy", ".html") or path.name == "report.json":
            assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_workers_change_nothing(corpus, tmp_path):
    one = run([corpus], workspace=tmp_path / "one", settings=HASHING)
    two = run([corpus], workspace=tmp_path / "two", settings=HASHING, workers=2)
    assert one.tables["facts"].to_pylist() == two.tables["facts"].to_pylist()


def test_added_articles_give_what_a_run_from_scratch_gives(tmp_path):
    def file(name, articles):
        path = tmp_path / name
        path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
        return path

    run([file("first.jsonl", ARTICLES[:2])], workspace=tmp_path / "grown", settings=HASHING)
    grown = add([file("later.jsonl", ARTICLES[2:])], workspace=tmp_path / "grown")
    scratch = run([file("all.jsonl", ARTICLES)], workspace=tmp_path / "scratch", settings=HASHING)
    assert grown.tables["sentences"].to_pylist() == scratch.tables["sentences"].to_pylist()
    assert grown.tables["facts"].to_pylist() == scratch.tables["facts"].to_pylist()
    assert findings(grown) == findings(scratch)
    again = add([tmp_path / "later.jsonl"], workspace=tmp_path / "grown")
    assert again.counts["articles"] == 4


def test_claim_keys_survive_additions(tmp_path):
    first = tmp_path / "first.jsonl"
    first.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES[:2]), encoding="utf-8")
    before = run([first], workspace=tmp_path / "w", settings=HASHING)
    later = tmp_path / "later.jsonl"
    later.write_text(json.dumps(ARTICLES[2]) + "\n", encoding="utf-8")
    after = add([later], workspace=tmp_path / "w")
    shared = {c.key for c in before.claims if len(c.outlets) > 1}
    assert shared
    assert shared <= {c.key for c in after.claims}


def test_a_rejected_claim_is_no_longer_a_disagreement(corpus, tmp_path):
    report = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    key = next(c.key for c in report.claims if c.kind == "number" and c.verdict in ("differ", "updated"))
    (tmp_path / "w" / "decisions.txt").write_text(f"reject {key} another bridge\n", encoding="utf-8")
    again = run([corpus], workspace=tmp_path / "w", settings=HASHING)
    claim = next(c for c in again.claims if c.key == key)
    assert claim.verdict not in ("differ", "updated")
    assert open_report(tmp_path / "w").claims[0].key == again.claims[0].key


def test_problems_of_the_input_are_kept_for_a_resumed_run(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ARTICLES[0]) + "\n{broken\n", encoding="utf-8")
    first = run([path], workspace=tmp_path / "w", settings=HASHING)
    second = run([path], workspace=tmp_path / "w", settings=HASHING)
    assert [str(p) for p in first.problems] == [str(p) for p in second.problems]
    assert "a.jsonl:2" in str(first.problems[0])


def test_problems_are_on_disk_before_the_articles_count_as_read(tmp_path, monkeypatch):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ARTICLES[0]) + "\n{broken\n", encoding="utf-8")
    with monkeypatch.context() as cut_off:
        def stop(*_):
            raise KeyboardInterrupt

        cut_off.setattr("claimcmp.pipeline.stages.segment", stop)
        with pytest.raises(KeyboardInterrupt):
            run([path], workspace=tmp_path / "w", settings=HASHING)
    whole = json.loads((tmp_path / "w" / "manifest.json").read_text())
    assert list(whole["entries"]) == ["articles"]
    assert [p["line"] for p in whole["problems"]] == [2]
    assert "a.jsonl:2" in str(run([path], workspace=tmp_path / "w", settings=HASHING).problems[0])


def test_an_article_of_page_furniture_is_named_and_no_input_leaves_no_folder(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ARTICLES[0]) + "\n" + json.dumps(
        {"id": "menu", "lang": "en", "published": "2025-03-09", "text": "Share on Facebook\nShare on Twitter"}
    ), encoding="utf-8")  # fmt: skip
    said = [
        "warning: articles: 1 article states nothing that can be compared (only page furniture): menu; "
        "give the article's own text, one paragraph a line, without menus and buttons"
    ]
    for _ in range(2):
        assert [str(p) for p in run([path], workspace=tmp_path / "w", settings=HASHING).problems] == said
    with pytest.raises(InputError, match="no such file or folder"):
        run([tmp_path / "none"], workspace=tmp_path / "new", settings=HASHING)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda d: run([], workspace=d), InputError, "no input: name files or folders of articles"),
        (lambda d: run([d / "no.jsonl"], workspace=d / "w", settings=HASHING), InputError, "no.jsonl"),
        (lambda d: run([d], workspace=d, force_from="embedd"), UsageError, "no stage 'embedd'; there are ingest"),
        (lambda d: open_report(d / "none"), WorkspaceError, "no workspace here"),
        (lambda d: claimcmp.compare([]), InputError, "no article with a text"),
        (lambda d: claimcmp.compare([{"text": " "}]), InputError, "no article with a text"),
    ],
)
def test_errors_name_the_remedy(tmp_path, call, error, message):
    with pytest.raises(error, match="(?s).*" + message.replace(".", r"\.")):
        call(tmp_path)


def test_the_library_compares_dicts_in_memory():
    report = claimcmp.compare(ARTICLES, settings=HASHING)
    assert report.counts["articles"] == 4
    again = claimcmp.compare(ARTICLES, settings=HASHING)  # the name stays a function once its rooms are loaded
    assert findings(report) == findings(again)


def test_who_only_reads_a_report_writes_nothing_there(corpus, tmp_path):
    run([corpus], workspace=tmp_path / "w", settings=HASHING)
    manifest = tmp_path / "w" / "manifest.json"
    before = manifest.stat().st_mtime_ns, manifest.read_bytes()
    assert open_report(tmp_path / "w").claims
    assert (manifest.stat().st_mtime_ns, manifest.read_bytes()) == before
