"""Arrays as ``.npy`` files that are written block by block, grow at their end and are memory-mapped."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.errors import WorkspaceError
from claimcmp.store.files import written_aside

if TYPE_CHECKING:
    import numpy as np


def write_blocks(path: Path, blocks: Iterable[np.ndarray]) -> int:
    """Write the rows of some blocks (arrays of one width) to ``path``, of which one is held; how many they are."""
    import numpy as np

    rows = 0
    with written_aside(path) as aside, aside.open("wb") as handle:
        for block in blocks:
            handle.seek(0)  # NumPy leaves room in the header for the rows to grow
            rows += len(block)
            np.lib.format.write_array_header_1_0(handle, _header(block, rows))
            handle.seek(0, os.SEEK_END)
            np.ascontiguousarray(block).tofile(handle)
            handle.flush()
    return rows


def append_rows(path: Path, rows: int, more: np.ndarray) -> int:
    """Write ``more`` behind the first ``rows`` rows, which stay as they are; how many there are then.

    What an interrupted job may have left behind them goes; the file is synced before and after its header tells.
    """
    import numpy as np

    old = mapped(path, rows)
    with path.open("rb+") as handle:
        np.lib.format.read_magic(handle)
        np.lib.format.read_array_header_1_0(handle)
        begin = handle.tell()
        handle.truncate(begin + rows * old.strides[0])
        handle.seek(0, os.SEEK_END)
        np.ascontiguousarray(more, old.dtype).tofile(handle)
        _sync(handle)
        handle.seek(0)  # NumPy leaves room in the header for the rows to grow
        np.lib.format.write_array_header_1_0(handle, _header(old, rows + len(more)))
        assert handle.tell() == begin
        _sync(handle)
    return rows + len(more)


def mapped(path: Path, rows: int) -> np.ndarray:
    """The first ``rows`` rows of an array file, memory-mapped read-only; ``WorkspaceError`` where it is not whole."""
    import numpy as np

    try:
        array: np.ndarray = np.load(path, mmap_mode="r")
    except (ValueError, EOFError) as error:
        raise WorkspaceError(f"{path}: not a whole array ({error}); run again with --from ingest") from error
    return array[:rows]


def let_go(array: np.ndarray) -> None:
    """Give back the memory of a mapped array's pages: what is asked for again is read from the file."""
    mapping = getattr(array, "_mmap", None)
    if mapping is not None:
        mapping.madvise(mmap.MADV_DONTNEED)


def _sync(handle: Any) -> None:
    handle.flush()
    os.fsync(handle.fileno())


def _header(like: np.ndarray, rows: int) -> dict[str, Any]:
    """The header of an array file of so many rows."""
    import numpy as np

    return {"descr": np.lib.format.dtype_to_descr(like.dtype), "fortran_order": False, "shape": (rows, *like.shape[1:])}
