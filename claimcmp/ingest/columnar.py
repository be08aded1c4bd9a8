"""Parquet, Arrow and Feather files: one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimcmp.ingest.draft import ALIASES, Draft, from_mapping
from claimcmp.ingest.source import Source

_ROWS = 1000


def read(source: Source) -> Iterator[Draft]:
    """Articles row by row; only the columns that are ours are read."""
    import pyarrow as pa

    wanted = {name for names in ALIASES.values() for name in names}
    number = 0
    try:
        for rows in _batches(source, wanted):
            for row in rows:
                number += 1
                yield from_mapping(row, file=source.name, line=number)
    except (pa.ArrowException, OSError, ValueError) as error:
        source.tally.add(
            source.name, number or None, f"cannot be read as a table ({str(error).splitlines()[0][:160]})",
            "write the file again, or export it as JSONL", severity="error",
        )  # fmt: skip


def _batches(source: Source, wanted: set[str]) -> Iterator[list[dict[str, Any]]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if source.head().startswith(b"PAR1"):
        file = pq.ParquetFile(source.path)
        columns = [c for c in file.schema_arrow.names if c.lower() in wanted]
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            yield batch.to_pylist()
    else:
        with pa.memory_map(str(source.path)) as stream:
            reader = pa.ipc.open_file(stream)
            for i in range(reader.num_record_batches):
                batch = reader.get_batch(i)
                keep = [c for c in batch.schema.names if c.lower() in wanted]
                yield batch.select(keep).to_pylist()
