"""Parquet: the claims in the file named, the other flat tables beside it (``claims.positions.parquet`` …)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from claimcmp.report.frames import tables
from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report


def table_path(path: Path, name: str) -> Path:
    """Where a table is written: the claims at ``path`` itself.

    >>> table_path(Path("out/claims.parquet"), "positions").name
    'claims.positions.parquet'
    """
    return path if name == "claims" else path.with_name(f"{path.stem}.{name}{path.suffix or '.parquet'}")


def write(report: Report, path: Path) -> None:
    """Write the five flat tables of ``frames``."""
    import pyarrow.parquet as pq

    for name, table in tables(report.payload()).items():
        with written_aside(table_path(path, name)) as aside:
            pq.write_table(table, aside, compression="zstd")
