"""A workspace on disk."""

from __future__ import annotations

import contextlib
import copy
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.errors import WorkspaceError
from claimcmp.model import schemas
from claimcmp.store.arrays import append_rows, mapped, write_blocks
from claimcmp.store.files import Batches, room_for, sync_folder, written_aside
from claimcmp.store.live import REFERENCES, Live
from claimcmp.store.manifest import MANIFEST, files_of, read_manifest, write_manifest
from claimcmp.store.memory import Blocks, Store

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

APPEND_FROM = 20_000  # rows from which new ones get a file of their own instead of all being written again
MANY_PARTS = 16  # files of a table beside its first, beyond which they become one: opening it stays quick
_ASIDE = (".*.*.arrow", ".*.*.npy", f".{MANIFEST}.*")  # files on their way, as ``written_aside`` names them


class Workspace(Store):
    """A store in a folder: ``NAME.arrow`` tables (memory-mapped), ``NAME.npy`` arrays and ``manifest.json``."""

    def __init__(self, path: Path, *, create: bool = True, anew: bool = False) -> None:
        """Open a folder; ``anew`` forgets what an unreadable manifest says, for a job that makes everything again."""
        super().__init__()
        self.path = path
        self._before: dict[str, Any] = {}  # the manifest that counts until all that is written at once does
        self._waiting: list[Path] = []  # files that go then
        if not create and not (path / MANIFEST).is_file():
            raise WorkspaceError(f"{path}: no workspace here (no {MANIFEST}); make one with 'claimcmp run … --name'")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be made ({error.strerror}); name a folder that you may write to"
                                 ) from error  # fmt: skip
        self.manifest = read_manifest(path, anew=anew)

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
        sync_folder(self.path)
        self._enter(name, key, name, rows)
        return path

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """Let what the block writes count when it ends well, all of it or nothing: the manifest is written then."""
        if self._before:  # a block within a block
            yield
            return
        before = self._before = copy.deepcopy(self.manifest)
        try:
            yield
        except BaseException:
            self.manifest = before
            raise
        finally:
            self._before, waiting, self._waiting = {}, self._waiting, []
        self._save_manifest()
        for path in waiting:
            path.unlink(missing_ok=True)

    def _save_manifest(self) -> None:
        if self._before:
            return
        write_manifest(self.path, self.manifest)

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
        schema = schemas().get(name, schema)
        assert schema is not None, f"{name}: a table of no known schema is written whole"
        file = f"{name}.arrow"
        if self._before and self._before["entries"].get(name, {}).get("file") == file:
            file = f"{name}.anew.arrow"  # what counts until the end of ``at_once`` stays as it is
        with self._file_of(file, schema) as batches:
            yield batches.write
        self._enter(name, key, file, batches.rows)

    @contextlib.contextmanager
    def _file_of(self, file: str, schema: pa.Schema) -> Iterator[Batches]:
        """A table's file, written aside and renamed when the block ends well."""
        import pyarrow as pa

        with (
            written_aside(self.path / file) as aside,
            pa.OSFile(str(aside), "wb") as sink,
            pa.ipc.new_file(sink, schema) as out,
        ):
            batches = Batches(out, schema)
            yield batches
            batches.close()

    def append_table(self, name: str, key: str, more: pa.Table) -> pa.Table:
        """See ``Store.append_table``: a file of its own beside the table's, until ``compact`` joins them."""
        if self.manifest["entries"][name]["rows"] < APPEND_FROM:
            return super().append_table(name, key, more)
        return self.replace_rows(name, key, (), more)

    def replace_rows(self, name: str, key: str, gone: Sequence[int] | NDArray[np.int64], more: pa.Table) -> pa.Table:
        """Put rows behind those of a table, numbered on from them, and let the rows ``gone`` count no longer.

        Nothing of the old rows is read or written; returns the table with what went, as ``rows`` gives it.
        """
        import numpy as np

        entry = self.manifest["entries"][name]
        parts: list[str] = entry.get("more", [])
        schema = self._open(entry["file"]).schema
        taken = [*parts, *self._before.get("entries", {}).get(name, {}).get("more", ())]
        file = f"{name}.{1 + max((int(part.split('.')[-2]) for part in taken), default=0)}.arrow"
        joined = parts if len(parts) >= MANY_PARTS else []
        with self._file_of(file, schema) as batches:
            for part in joined:
                batches.write(self._open(part))
            batches.write(more)
        lost = np.union1d(self.gone(name), np.asarray(gone, np.int64))
        kept = file.replace(".arrow", ".gone.npy") if len(lost) else ""
        if kept:
            with written_aside(self.path / kept) as aside:
                np.save(aside, lost)
        self._enter(name, key, entry["file"], entry["rows"] + more.num_rows, more=[*parts[len(joined) :], file],
                    gone=kept, lost=len(lost), moved=name in REFERENCES)  # fmt: skip
        return self.rows(name)

    def append_array(self, name: str, key: str, more: np.ndarray) -> np.ndarray:
        """See ``Store.append_array``: written behind the old rows, which count only once the manifest says so."""
        entry = self.manifest["entries"][name]
        rows = append_rows(self._file(name), entry["rows"], more)
        self._enter(name, key, entry["file"], rows)
        return self.array(name)

    def table(self, name: str) -> pa.Table:
        """A table, memory-mapped; ``WorkspaceError`` when it is missing or unreadable."""
        return self.live(name)[name]

    def live(self, *names: str) -> Live:
        """Tables as they are now, without the rows that went; see ``Live``."""
        others = {other for name in names for other in REFERENCES.get(name, {}).values()}
        gone = {name: self.gone(name) for name in {*names, *others}}
        moved = {name for name in names if self.manifest["entries"].get(name, {}).get("moved")}
        return Live({name: self.rows(name) for name in names}, gone, moved)

    def name_again(self, name: str, key: str) -> None:
        """Say that an entry is what would be made from something else, too."""
        self.manifest["entries"][name]["key"] = key
        self._save_manifest()

    def rows(self, name: str) -> pa.Table:
        """All rows of a table by the numbers that they were written with, those that went too; memory-mapped."""
        import pyarrow as pa

        first = self._file(name).name
        return pa.concat_tables(self._open(f) for f in (first, *self.manifest["entries"][name].get("more", ())))

    def gone(self, name: str) -> NDArray[np.int64]:
        """The numbers (ascending) of the rows of a table that count no longer."""
        import numpy as np

        file = self.manifest["entries"].get(name, {}).get("gone")
        return np.load(self.path / file) if file else np.zeros(0, np.int64)

    def count(self, name: str) -> int:
        """How many rows a table has, without those that went."""
        entry = self.manifest["entries"][name]
        return int(entry["rows"] - entry.get("lost", 0))

    def _open(self, file: str) -> pa.Table:
        import pyarrow as pa

        path = self.path / file
        try:
            with pa.memory_map(str(path)) as source:
                return pa.ipc.open_file(source).read_all()
        except (pa.ArrowInvalid, FileNotFoundError) as error:
            raise WorkspaceError(f"{path}: not a whole table ({error}); run again with --from ingest") from error

    def put_array(self, name: str, key: str, array: np.ndarray) -> np.ndarray:
        """Write an array aside, rename it, name it in the manifest; returns it memory-mapped."""
        import numpy as np

        file = f"{name}.npy"
        with written_aside(self.path / file) as aside:
            np.save(aside, array)
        self._enter(name, key, file, len(array))
        return self.array(name)

    def put_blocks(self, name: str, key: str, given: Blocks) -> np.ndarray:
        """See ``Store.put_blocks``: written block by block, one of them is held."""
        file = f"{name}.npy"
        self._enter(name, key, file, write_blocks(self.path / file, given.blocks))
        return self.array(name)

    def array(self, name: str) -> np.ndarray:
        """An array, memory-mapped read-only."""
        return mapped(self._file(name), self.manifest["entries"][name]["rows"])

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

    def _enter(self, name: str, key: str, file: str, rows: int, *, more: Sequence[str] = (), gone: str = "",
               lost: int = 0, moved: bool = False) -> None:  # fmt: skip
        old = files_of(self.manifest["entries"].get(name, {}))
        extra = {"more": [*more], "gone": gone, "lost": lost, "moved": moved}
        entry = {"key": key, "file": file, "rows": rows, **{k: v for k, v in extra.items() if v}}
        self.manifest["entries"][name] = entry
        self._save_manifest()
        for stale in old - files_of(entry):  # what is mapped stays readable
            if self._before:
                self._waiting.append(self.path / stale)
            else:
                (self.path / stale).unlink(missing_ok=True)

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the workspace for writing; ``WorkspaceError`` when another job holds it, or the disk is full."""
        import fcntl

        with room_for(self.path), (self.path / ".lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise WorkspaceError(f"{self.path}: another job writes here; wait for it or choose another") from error
            for left in _ASIDE:  # what a job that was cut off left; nobody else writes now
                for stale in self.path.glob(left):
                    stale.unlink(missing_ok=True)
            yield

    def remove(self) -> None:
        """Delete the workspace and everything in it."""
        shutil.rmtree(self.path)
