"""Ray gives the tables that this process gives: encoding, neighbours over shards, facts, comparisons."""

import numpy as np
import pytest

from claimcmp.config import EmbedSettings, Settings
from claimcmp.errors import UsageError
from claimcmp.index import build, neighbour_pairs
from claimcmp.pipeline import run
from claimcmp.pipeline.engines import load_engine

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
def test_neighbours_over_shards_are_those_of_one_index(ray):
    from claimcmp.pipeline.on_ray import OnRay

    rng = np.random.default_rng(7)
    vectors = rng.normal(size=(700, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    left, right, similarity = neighbour_pairs(vectors, k=5, min_similarity=0.2, kind="exact", seed=1)
    engine = OnRay(workers=2, shard_rows=250, query_rows=300)
    found = engine.pairs(vectors, index=build(vectors[:1], kind="exact"), k=5, min_similarity=0.2)
    assert found[0].tolist() == left.tolist()
    assert found[1].tolist() == right.tolist()
    assert np.allclose(found[2], similarity, atol=1e-6)
