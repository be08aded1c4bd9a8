"""Ray gives the tables that this process gives: encoding, neighbours over shards, facts, comparisons."""

import numpy as np
import pytest

from claimcmp.config import EmbedSettings, Settings
from claimcmp.errors import UsageError
from claimcmp.index import build, load
from claimcmp.index.pairs import nearest_pairs
from claimcmp.pipeline import run
from claimcmp.pipeline.engines import load_engine

DAY = 86_400.0
HASHING = Settings(embed=EmbedSettings(encoder="hashing"))


def test_an_engine_that_is_not_there():
    with pytest.raises(UsageError, match="no engine 'spark'; there are local, ray"):
        load_engine("spark", 1)


@pytest.fixture(scope="module")
def ray():
    ray = pytest.importorskip("ray", reason="Ray is not installed: pip install 'claimcmp[ray]'")
    yield ray
    ray.shutdown()


@pytest.mark.slow
def test_the_same_tables_on_two_workers(ray, corpus, tmp_path):
    local = run([corpus], workspace=tmp_path / "local", settings=HASHING)
    there = run([corpus], workspace=tmp_path / "ray", settings=HASHING, engine="ray", workers=2)
    for name, table in local.tables.items():
        assert there.tables[name].to_pylist() == table.to_pylist(), name


@pytest.mark.slow
def test_neighbours_are_those_of_this_process_in_lists_and_by_time(ray):
    from claimcmp.pipeline.on_ray import OnRay

    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(900, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    times = rng.uniform(0, 90 * DAY, size=900)
    unknown = np.where(np.arange(900) % 7, times, np.nan)
    for kind in ("exact", "ivf-sq8"):
        index = build(vectors, kind=kind, seed=1)
        for given in (None, times, unknown):
            asked = {"index": index, "k": 5, "min_similarity": 0.2, "times": given, "within": 14 * DAY}
            local = nearest_pairs(vectors, **asked, block=300)
            there = OnRay(workers=2, query_rows=300).pairs(vectors, **asked)
            assert len(local[0]) > 1000
            assert [side.tolist() for side in there] == [side.tolist() for side in local]


@pytest.mark.slow
def test_the_same_tables_where_the_index_has_lists(ray, corpus, tmp_path, monkeypatch):
    monkeypatch.setattr("claimcmp.index.EXACT_ROWS", 5)
    local = run([corpus], workspace=tmp_path / "local", settings=HASHING)
    there = run([corpus], workspace=tmp_path / "ray", settings=HASHING, engine="ray", workers=2)
    assert load(tmp_path / "ray" / "index").kind == "ivf-sq8"
    for name, table in local.tables.items():
        assert there.tables[name].to_pylist() == table.to_pylist(), name


@pytest.mark.slow
def test_vectors_that_are_kept_are_not_encoded_again(ray, tmp_path, monkeypatch):
    from claimcmp.pipeline.on_ray import OnRay

    engine, asked = OnRay(workers=2), []
    plain = OnRay.encode_there
    monkeypatch.setattr(OnRay, "encode_there", lambda engine, texts, *rest: asked.extend(texts) or plain(
        engine, texts, *rest))  # fmt: skip

    def encode(*texts):
        return engine.encode(texts, ["en"] * len(texts), settings=HASHING.embed, encoder=None, cache_dir=tmp_path,
                             progress=None)  # fmt: skip

    first = encode("Nine were killed.", "Two are missing.", "Nine were killed.")
    again = encode("Two are missing.", "The bridge is shut.")
    assert asked == ["Nine were killed.", "Two are missing.", "The bridge is shut."]
    assert np.array_equal(again[0], first[1]) and np.array_equal(first[0], first[2])
    here = load_engine("local", 1).encode(["The bridge is shut."], ["en"], settings=HASHING.embed, encoder=None,
                                          cache_dir=None, progress=None)  # fmt: skip
    assert np.array_equal(again[1], here[0])
