"""A workspace on disk: Arrow tables, vectors, index and the manifest that says which of them are whole.

A file is written aside, synced and renamed, and the manifest names it only then: a half-written table is never read.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.errors import WorkspaceError
from claimcmp.model import schemas

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

MANIFEST = "manifest.json"
BATCH_ROWS = 65_536
FORMAT = 1  # raised when an older workspace can no longer be read


def digest(*parts: object) -> str:
    """A short stable digest of plain values (str, numbers, lists, dicts).

    >>> digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    True
    """
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@contextlib.contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` that replaces it, synced, when the block ends well; else it is removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        yield aside
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        aside.chmod(0o644)
        aside.replace(path)
        _sync_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every file system lets a folder be synced
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Store:
    """Tables and arrays of one job by name, in memory; ``Workspace`` keeps them on disk.

    Every entry carries the ``key`` of what it was made from: ``get`` with another key finds nothing.
    """

    def __init__(self) -> None:
        self._entries: dict[str, tuple[str, Any]] = {}
        self.manifest: dict[str, Any] = {}

    def describe(self, values: Mapping[str, Any]) -> None:
        """Keep plain values (settings, versions, counts, timings, problems) with the tables."""
        self.manifest.update(values)

    def has(self, name: str, key: str) -> bool:
        """Whether the entry exists and was made from the same inputs and settings."""
        return name in self._entries and self._entries[name][0] == key

    def put_table(self, name: str, key: str, table: pa.Table) -> pa.Table:
        """Keep a table; returns it as it will be read back."""
        table = table.cast(schemas()[name]) if name in schemas() else table
        self._entries[name] = (key, table)
        return table

    def table(self, name: str) -> pa.Table:
        """A table by name; ``WorkspaceError`` when it is not there."""
        if name not in self._entries:
            raise WorkspaceError(f"there is no table {name!r} yet")
        return self._entries[name][1]

    @contextlib.contextmanager
    def writing(self, name: str, key: str) -> Iterator[Callable[[pa.Table], None]]:
        """Keep a table that comes in parts: the block gets a function that takes them; kept when it ends well."""
        import pyarrow as pa

        parts: list[pa.Table] = []
        yield parts.append
        schema = schemas().get(name)
        self.put_table(name, key, pa.concat_tables(parts) if parts or schema is None else schema.empty_table())

    def put_array(self, name: str, key: str, array: np.ndarray) -> np.ndarray:
        """Keep an array; returns it as it will be read back."""
        self._entries[name] = (key, array)
        return array

    def array(self, name: str) -> np.ndarray:
        """An array by name; ``WorkspaceError`` when it is not there."""
        array: np.ndarray = self.table(name)
        return array

    def names(self) -> list[str]:
        """Names of everything kept."""
        return sorted(self._entries)

    def key(self, name: str) -> str:
        """The key that an entry was made from ("" when it is not there)."""
        return self._entries[name][0] if name in self._entries else ""


class _Batches:
    """Parts of a table written as batches of ``BATCH_ROWS``: the same bytes however the parts were cut."""

    def __init__(self, out: pa.RecordBatchWriter, schema: pa.Schema) -> None:
        self.rows = 0
        self._out, self._schema = out, schema
        self._held = schema.empty_table()

    def write(self, part: pa.Table) -> None:
        """Take a part; write what fills batches."""
        import pyarrow as pa

        self._held = pa.concat_tables([self._held, part.cast(self._schema)])
        self.rows += part.num_rows
        if self._held.num_rows >= BATCH_ROWS:
            whole = self._held.num_rows // BATCH_ROWS * BATCH_ROWS
            self._write(self._held.slice(0, whole))
            self._held = self._held.slice(whole)

    def close(self) -> None:
        """Write what is left."""
        if self._held.num_rows:
            self._write(self._held)

    def _write(self, table: pa.Table) -> None:
        for start in range(0, table.num_rows, BATCH_ROWS):
            self._out.write_table(table.slice(start, BATCH_ROWS).combine_chunks())


class Workspace(Store):
    """A store in a folder: ``NAME.arrow`` tables (memory-mapped), ``NAME.npy`` arrays and ``manifest.json``."""

    def __init__(self, path: Path, *, create: bool = True, anew: bool = False) -> None:
        """Open a folder; ``anew`` forgets what an unreadable manifest says, for a job that makes everything again."""
        super().__init__()
        self.path = path
        if not create and not (path / MANIFEST).is_file():
            raise WorkspaceError(f"{path}: no workspace here (no {MANIFEST}); make one with 'claimcmp run … --name'")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be made ({error.strerror}); name a folder that you may write to"
                                 ) from error  # fmt: skip
        self.manifest = self._read_manifest(anew)
        for stale in path.glob(".*.arrow"):
            stale.unlink(missing_ok=True)

    def _read_manifest(self, anew: bool) -> dict[str, Any]:
        path = self.path / MANIFEST
        if anew or not path.is_file():
            return {"format": FORMAT, "entries": {}}
        try:
            manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            wrong = manifest["format"] != FORMAT or not isinstance(manifest["entries"], dict)
        except (ValueError, KeyError, TypeError) as error:
            raise WorkspaceError(f"{path}: unreadable ({error}); run again with --from ingest") from error
        if wrong:
            raise WorkspaceError(f"{path}: made by another version of claimcmp (format {manifest['format']}, not "
                                 f"{FORMAT}); run again with --from ingest")  # fmt: skip
        return manifest

    def describe(self, values: Mapping[str, Any]) -> None:
        """Put plain values (settings, versions, counts, timings, problems) into the manifest file."""
        super().describe(values)
        self._save_manifest()

    def put_folder(self, name: str, key: str, rows: int, write: Callable[[Path], None]) -> Path:
        """Have ``write`` fill a folder aside, rename it to ``name``, name it in the manifest; returns its path."""
        aside, path = self.path / f".{name}.new", self.path / name
        shutil.rmtree(aside, ignore_errors=True)
        write(aside)
        shutil.rmtree(path, ignore_errors=True)
        aside.replace(path)
        _sync_folder(self.path)
        self._enter(name, key, name, rows)
        return path

    def _save_manifest(self) -> None:
        with written_aside(self.path / MANIFEST) as aside:
            aside.write_text(json.dumps(self.manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")

    def has(self, name: str, key: str) -> bool:
        """Whether the entry is whole on disk and was made from the same inputs and settings."""
        entry = self.manifest["entries"].get(name)
        return bool(entry) and entry["key"] == key and (self.path / entry["file"]).exists()

    def put_table(self, name: str, key: str, table: pa.Table) -> pa.Table:
        """Write a table aside, rename it, name it in the manifest; returns it memory-mapped."""
        with self.writing(name, key, schema=table.schema) as write:
            write(table)
        return self.table(name)

    @contextlib.contextmanager
    def writing(
        self, name: str, key: str, *, schema: pa.Schema | None = None
    ) -> Iterator[Callable[[pa.Table], None]]:
        """Write a table aside part by part, rename it, name it in the manifest; only one batch is held in memory."""
        import pyarrow as pa

        schema = schemas().get(name, schema)
        assert schema is not None, f"{name}: a table of no known schema is written whole"
        file = f"{name}.arrow"
        with (
            written_aside(self.path / file) as aside,
            pa.OSFile(str(aside), "wb") as sink,
            pa.ipc.new_file(sink, schema) as out,
        ):
            batches = _Batches(out, schema)
            yield batches.write
            batches.close()
        self._enter(name, key, file, batches.rows)

    def table(self, name: str) -> pa.Table:
        """A table, memory-mapped; ``WorkspaceError`` when it is missing or unreadable."""
        import pyarrow as pa

        path = self._file(name)
        try:
            with pa.memory_map(str(path)) as source:
                return pa.ipc.open_file(source).read_all()
        except pa.ArrowInvalid as error:
            raise WorkspaceError(f"{path}: not a whole table ({error}); run again with --from ingest") from error

    def put_array(self, name: str, key: str, array: np.ndarray) -> np.ndarray:
        """Write an array aside, rename it, name it in the manifest; returns it memory-mapped."""
        import numpy as np

        file = f"{name}.npy"
        with written_aside(self.path / file) as aside:
            np.save(aside, array)
        self._enter(name, key, file, len(array))
        return self.array(name)

    def array(self, name: str) -> np.ndarray:
        """An array, memory-mapped read-only."""
        import numpy as np

        path = self._file(name)
        try:
            array: np.ndarray = np.load(path, mmap_mode="r")
        except (ValueError, EOFError) as error:
            raise WorkspaceError(f"{path}: not a whole array ({error}); run again with --from ingest") from error
        return array

    def names(self) -> list[str]:
        """Names of everything in the manifest."""
        return sorted(self.manifest["entries"])

    def key(self, name: str) -> str:
        """The key that an entry was made from ("" when it is not there)."""
        entry = self.manifest["entries"].get(name)
        return str(entry["key"]) if entry else ""

    def _file(self, name: str) -> Path:
        entry = self.manifest["entries"].get(name)
        if not entry:
            raise WorkspaceError(f"{self.path}: there is no {name!r} yet; run the job again")
        path = self.path / str(entry["file"])
        if not path.is_file():
            raise WorkspaceError(f"{path}: named in the manifest but not there; run again with --from ingest")
        return path

    def _enter(self, name: str, key: str, file: str, rows: int) -> None:
        self.manifest["entries"][name] = {"key": key, "file": file, "rows": rows}
        self._save_manifest()

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the workspace for writing; ``WorkspaceError`` when another job holds it."""
        import fcntl

        with (self.path / ".lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise WorkspaceError(f"{self.path}: another job writes here; wait for it or choose another") from error
            yield

    def remove(self) -> None:
        """Delete the workspace and everything in it."""
        shutil.rmtree(self.path)
