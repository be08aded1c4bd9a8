"""Inputs and reports at addresses of object stores: memory:// stands for all, an S3 server where one is installed."""

import contextlib
import json

import pytest
from click.testing import CliRunner

from claimcmp.cli import main
from claimcmp.config import EmbedSettings, IngestSettings, Settings
from claimcmp.errors import InputError, UsageError
from claimcmp.ingest import expanded, read_batches
from claimcmp.pipeline import add, find_copies, run
from claimcmp.store import remote

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install 'claimcmp[s3]'")

HASHING = Settings(embed=EmbedSettings(encoder="hashing"))
TEXTS = ["Nine people were killed in the quake near Gardemont on Friday.",
         "Twelve people were killed in the quake near Gardemont on Friday."]  # fmt: skip


def line(key, text):
    return json.dumps({"id": key, "outlet": f"Outlet {key}", "lang": "en", "text": text}) + "\n"


@pytest.fixture
def store():
    fs = fsspec.filesystem("memory")
    fs.store.clear()
    fs.pipe("/news/day1/a.jsonl", line("a", TEXTS[0]).encode())
    fs.pipe("/news/day2/b.jsonl", line("b", TEXTS[1]).encode())
    fs.pipe("/news/day2/.hidden.jsonl", line("h", "Hidden words are not read at all.").encode())
    fs.pipe("/news/README.md", b"About the corpus.")
    yield fs
    fs.store.clear()


def keys(*inputs):
    batches = read_batches(inputs, IngestSettings(), [])
    return [key for batch in batches for key in batch.column("key").to_pylist()]


@pytest.mark.parametrize(
    ("address", "found"),
    [("memory://news/day1/a.jsonl", ["a"]), ("memory://news", ["a", "b"]), ("memory://news/day2/", ["b"]),
     ("memory://news/*/*.jsonl", ["a", "b"]), ("memory://news/day1/*", ["a"])],
)  # fmt: skip
def test_a_file_a_folder_and_a_pattern(store, address, found):
    assert keys(address) == found


def test_paths_of_this_machine(tmp_path):
    (tmp_path / "a b.jsonl").write_text(line("a", TEXTS[0]))
    assert keys(f"file://{tmp_path}/a%20b.jsonl") == ["a"]
    assert keys(str(tmp_path / "*.jsonl")) == ["a"]
    assert expanded([tmp_path / "none*"]) == [tmp_path / "none*"]


@pytest.mark.parametrize(
    ("address", "error", "message"),
    [("memory://news/none.jsonl", InputError, "memory://news/none.jsonl: no such file or folder, or an empty one; check"),
     ("nowhere://x/y", UsageError, "nowhere://x/y: no address that can be opened (Protocol not known: nowhere")],
)  # fmt: skip
def test_what_is_not_there_is_named(store, address, error, message):
    with pytest.raises(error) as told:
        keys(address)
    assert str(told.value).startswith(message)


def test_an_extra_that_is_not_installed_is_named(monkeypatch):
    def missing(url):
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr(fsspec.core, "url_to_fs", missing)
    with pytest.raises(UsageError) as told:
        keys("s3://bucket/a.jsonl")
    assert str(told.value) == (
        "s3://bucket/a.jsonl: s3:// needs what is not installed (Install s3fs to access S3): pip install 'claimcmp[s3]'"
    )


def test_a_run_an_addition_and_a_report(store, tmp_path):
    first = run(["memory://news/day1"], workspace=tmp_path / "w", settings=HASHING)
    assert first.counts["articles"] == 1
    report = add(["memory://news/day2"], workspace=tmp_path / "w")
    assert report.tables["articles"]["key"].to_pylist() == ["a", "b"]
    assert report.write("memory://reports/today", "csv") == "memory://reports/today/claims.csv"
    assert report.write("memory://reports/one.json") == "memory://reports/one.json"
    names = [name.removeprefix("/reports/") for name in sorted(store.find("/reports"))]
    assert names == ["one.json", "today/claims.csv", "today/comparisons.csv"]
    assert json.loads(store.cat("/reports/one.json"))["counts"]["articles"] == 2


def test_what_did_not_change_is_not_read_again(store, tmp_path, monkeypatch):
    run(["memory://news"], workspace=tmp_path / "w", settings=HASHING)
    monkeypatch.setattr("claimcmp.pipeline.stages.read", None)
    run(["memory://news"], workspace=tmp_path / "w", settings=HASHING)
    store.pipe("/news/day1/a.jsonl", line("a", TEXTS[1]).encode())
    with pytest.raises(TypeError):
        run(["memory://news"], workspace=tmp_path / "w", settings=HASHING)


def test_copies(store):
    store.pipe("/news/day2/c.jsonl", (line("c", " ".join(TEXTS)) + line("d", " ".join(TEXTS))).encode())
    find_copies(["memory://news/day2/c.jsonl"], out="memory://out/copies.jsonl")
    rows = [json.loads(row) for row in store.cat("/out/copies.jsonl").decode().splitlines()]
    assert [(row["article"], row["origin"], row["relation"]) for row in rows] == [("d", "c", "copy")]


def test_commands(store, tmp_path, monkeypatch):
    monkeypatch.setenv("CLAIMCMP_INDEXES", str(tmp_path))
    asked = ["run", "memory://news", "--encoder", "hashing", "--quiet", "--out", "memory://reports/all"]
    refused = CliRunner().invoke(main, asked)
    assert refused.exit_code == 2
    assert "memory://reports/all: a workspace is a folder of this machine; keep it with --name NAME" in refused.output
    done = CliRunner().invoke(main, [*asked, "--name", "news"])
    assert done.exit_code == 0, done.output
    assert {name.rpartition("/")[2] for name in store.find("/reports/all")} == {
        "report.html", "report.json", "claims.csv", "comparisons.csv"
    }  # fmt: skip


@contextlib.contextmanager
def s3_server(monkeypatch):
    """An S3 server in this process; skipped where it, or what speaks with it, is not installed."""
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install 'claimcmp[s3]'")
    moto = pytest.importorskip("moto.server", reason="no S3 server: pip install 'moto[server,s3]'")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        for name, value in (("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"),
                            ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_ENDPOINT_URL", f"http://{host}:{port}")):  # fmt: skip
            monkeypatch.setenv(name, value)
        yield
    finally:
        server.stop()


@pytest.mark.slow
def test_an_s3_server(monkeypatch, tmp_path):
    with s3_server(monkeypatch):
        fs = fsspec.filesystem("s3")
        fs.mkdir("news")
        fs.pipe("news/day1/a.jsonl", line("a", TEXTS[0]).encode())
        fs.pipe("news/day2/b.jsonl", line("b", TEXTS[1]).encode())
        assert keys("s3://news/") == ["a", "b"]
        assert keys("s3://news/day2/*.jsonl") == ["b"]
        report = run(["s3://news"], workspace=tmp_path / "w", settings=HASHING)
        assert report.write("s3://news/report", "json") == "s3://news/report/report.json"
        assert json.loads(fs.cat("news/report/report.json"))["counts"]["articles"] == 2
        with pytest.raises(InputError, match="s3://nowhere-to-be-found/x"):
            keys("s3://nowhere-to-be-found/x")


def test_an_address_is_told_from_a_path():
    told = [remote.is_remote(p) for p in ("s3://b/x", "gs://b", "a/b", "C:/x", "file:///x")]
    assert told == [True, True, False, False, False]
