"""Files written aside, tables written batch by batch, rows taken chunk by chunk."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.errors import WorkspaceError

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

BATCH_ROWS = 65_536


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


# What a system says of a disk that takes no more; NumPy and FAISS say it in words of their own.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = re.compile(r"\d+ requested and \d+ written|No space left|quota exceeded", re.IGNORECASE)


@contextlib.contextmanager
def room_for(path: Path) -> Iterator[None]:
    """A block that writes to ``path``: a full disk is a ``WorkspaceError`` that names it and the remedy."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if getattr(error, "errno", None) in _FULL or _FULL_WORDS.search(str(error)):
            raise WorkspaceError(f"{path}: the disk is full; make room there and run the same command again, it goes "
                                 "on where it stopped") from error  # fmt: skip
        raise


@contextlib.contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A temporary path beside ``path`` that replaces it, synced, when the block ends well; else it is removed.

    Errors: ``WorkspaceError`` where the disk is full.
    """
    with room_for(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=path.suffix, dir=path.parent)
        except OSError as error:
            error.filename = str(path)  # what a person asked for, not the name that it has on its way
            raise
        os.close(handle)
        aside = Path(name)
        try:
            yield aside
            with aside.open("rb+") as written:
                os.fsync(written.fileno())
            aside.chmod(0o644)
            aside.replace(path)
            sync_folder(path.parent)
        finally:
            aside.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Have a folder's entries on disk before what follows."""
    with contextlib.suppress(OSError):  # not every file system lets a folder be synced
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def take(table: pa.Table, rows: NDArray[np.int64]) -> pa.Table:
    """Rows (ascending) of a table, chunk by chunk: a take over all chunks would first join them."""
    import numpy as np
    import pyarrow as pa

    found, start = [], 0
    for batch in table.to_batches():
        begin, end = np.searchsorted(rows, [start, start + batch.num_rows])
        if end > begin:
            own = rows[begin:end] - start
            whole = int(own[-1] - own[0]) + 1 == len(own)
            found.append(batch.slice(int(own[0]), len(own)) if whole else batch.take(pa.array(own)))
        start += batch.num_rows
    return pa.Table.from_batches(found, schema=table.schema).combine_chunks()


def spans(values: NDArray[np.integer[Any]], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """The rows (ascending) whose value is one of the ``wanted``; ``values`` and ``wanted`` ascend."""
    import numpy as np

    kind = values.dtype.type
    starts = np.searchsorted(values, wanted.astype(kind))
    counts = np.searchsorted(values, wanted.astype(kind), side="right") - starts
    ends = np.cumsum(counts)
    rows: NDArray[np.int64] = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - ends + counts, counts)
    return rows


class Batches:
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
