"""A workspace is whole or not there: nothing half written is ever read."""

import errno
import json

import numpy as np
import pyarrow as pa
import pytest

from claimcmp.errors import WorkspaceError
from claimcmp.store import Store, Workspace, digest, written_aside

PAIRS = pa.table({"left": pa.array([1, 2], pa.int32()), "right": pa.array([3, 4], pa.int32()),
                  "similarity": pa.array([0.5, 0.75], pa.float32())})  # fmt: skip


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path):
    return Store() if request.param == "memory" else Workspace(tmp_path / "w")


def test_what_is_put_is_read_back(store):
    store.put_table("pairs", "k1", PAIRS)
    store.put_array("vectors", "k2", np.eye(2, dtype=np.float32))
    assert store.table("pairs").to_pylist() == PAIRS.to_pylist()
    assert store.array("vectors").tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert store.names() == ["pairs", "vectors"]


def test_another_key_finds_nothing(store):
    store.put_table("pairs", "k1", PAIRS)
    assert store.has("pairs", "k1")
    assert not store.has("pairs", "k2")
    assert store.key("pairs") == "k1"
    assert store.key("facts") == ""


def test_a_table_that_is_not_there(store):
    with pytest.raises(WorkspaceError, match="there is no"):
        store.table("pairs")


def test_an_array_that_is_cut_off(tmp_path):
    space = Workspace(tmp_path / "w")
    space.put_array("vectors", "k", np.eye(2, dtype=np.float32))
    file = tmp_path / "w" / "vectors.npy"
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(WorkspaceError, match=r"vectors\.npy: not a whole array .*; run again with --from ingest"):
        space.array("vectors")


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), written_aside(path) as aside:
        aside.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_table_cut_short_is_an_error_not_data(tmp_path):
    space = Workspace(tmp_path)
    space.put_table("pairs", "k", PAIRS)
    path = tmp_path / "pairs.arrow"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(WorkspaceError, match=r"pairs\.arrow: not a whole table .*run again with --from ingest"):
        space.table("pairs")


def test_a_file_not_named_in_the_manifest_is_not_read(tmp_path):
    space = Workspace(tmp_path)
    space.put_table("pairs", "k", PAIRS)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["entries"] = {}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    assert not Workspace(tmp_path).has("pairs", "k")


def test_a_broken_manifest_says_so(tmp_path):
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(WorkspaceError, match=r"manifest\.json: unreadable"):
        Workspace(tmp_path)


def test_a_manifest_of_another_format_says_so(tmp_path):
    (tmp_path / "manifest.json").write_text('{"format": 99, "entries": {}}')
    with pytest.raises(WorkspaceError, match="another version of claimcmp"):
        Workspace(tmp_path)


def test_no_workspace_here(tmp_path):
    with pytest.raises(WorkspaceError, match="no workspace here"):
        Workspace(tmp_path / "none", create=False)


def test_two_jobs_do_not_write_at_once(tmp_path):
    first, second = Workspace(tmp_path), Workspace(tmp_path)
    with first.lock(), pytest.raises(WorkspaceError, match="another job writes here"), second.lock():
        pass
    with second.lock():
        pass


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), OSError("4096 requested and 128 written"),
     RuntimeError("Error in write: No space left on device")],
    ids=["system", "numpy", "faiss"],
)
def test_a_full_disk_names_the_folder_and_the_remedy(tmp_path, error):
    with pytest.raises(WorkspaceError) as told, Workspace(tmp_path / "w").lock():
        raise error
    assert str(told.value) == (
        f"{tmp_path / 'w'}: the disk is full; make room there and run the same command again, it goes on where it stopped"
    )
    with pytest.raises(WorkspaceError, match=r"a\.csv: the disk is full"), written_aside(tmp_path / "a.csv"):
        raise error
    assert [p.name for p in tmp_path.iterdir()] == ["w"]


def test_what_a_killed_job_left_on_its_way_is_removed(tmp_path):
    left = [".articles.arrow.a1b2c3d4.arrow", ".vectors.npy.a1b2c3d4.npy", ".manifest.json.a1b2c3d4.json"]
    kept = [".notes.txt", "vectors.npy", "decisions.txt"]
    for name in (*left, *kept):
        (tmp_path / name).write_text("x")
    with Workspace(tmp_path).lock():
        assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*kept, ".lock"])


def test_digest_tells_apart():
    assert digest("a", 1) != digest("a", 2)
    assert digest({"a": [1, 2]}) == digest({"a": [1, 2]})
