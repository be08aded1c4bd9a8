"""New articles behind the old ones: only they are split, encoded and read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from claimcmp.pipeline.job import Job

if TYPE_CHECKING:
    import pyarrow as pa


def in_memory(table: pa.Table) -> pa.Table:
    """A copy that does not depend on the file it was read from."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table)
    return pa.ipc.open_stream(sink.getvalue()).read_all()


def append(job: Job, new: pa.Table, key: str) -> None:
    """Put new articles, their sentences, vectors and facts behind the old ones.

    The tables get the keys that a run over all articles would give them, so the stages behind find them done.
    """
    import numpy as np
    import pyarrow as pa

    from claimcmp.segment import split

    store = job.store
    old = {name: in_memory(store.table(name)) for name in ("articles", "sentences", "facts")}
    vectors = np.array(store.array("vectors"))
    new = _unknown_only(new, old["articles"])
    sentences = split(new, first_id=old["sentences"].num_rows)
    encoded = job.engine.encode(
        sentences["text"].to_pylist(), sentences["lang"].to_pylist(), settings=job.settings.embed,
        encoder=job.get_encoder(), cache_dir=job.cache_dir, progress=job.report_progress("embed"),
    )  # fmt: skip
    facts = job.engine.extract(new, sentences, progress=job.report_progress("extract"))
    first_fact = old["facts"].num_rows
    facts = facts.set_column(0, "id", pa.array(range(first_fact, first_fact + facts.num_rows), pa.int32()))
    store.put_table("articles", key, pa.concat_tables([old["articles"], new]))
    store.put_table("sentences", job.key("segment", ["articles"]), pa.concat_tables([old["sentences"], sentences]))
    store.put_array(
        "vectors", job.key("embed", ["sentences"], asdict(job.settings.embed)),
        np.concatenate([vectors, encoded.astype(vectors.dtype)]),
    )  # fmt: skip
    store.put_table("facts", job.key("extract", ["articles", "sentences"]), pa.concat_tables([old["facts"], facts]))


def _unknown_only(new: pa.Table, old: pa.Table) -> pa.Table:
    """The new articles that are not there yet, with ids behind the old ones and keys of their own.

    The same key with the same text is the same article; with another text it is kept beside it.
    """
    import pyarrow as pa

    known = set(zip(old["key"].to_pylist(), old["sha256"].to_pylist(), strict=True))
    taken = {key for key, _ in known}
    rows, keys = [], []
    for row, (key, sha256) in enumerate(zip(new["key"].to_pylist(), new["sha256"].to_pylist(), strict=True)):
        fresh, number = key, 2
        while fresh in taken and (fresh, sha256) not in known:
            fresh, number = f"{key}#{number}", number + 1
        if (fresh, sha256) not in known:
            rows.append(row)
            keys.append(fresh)
            taken.add(fresh)
    new = new.take(pa.array(rows, pa.int64()))
    first = old.num_rows
    new = new.set_column(0, "id", pa.array(range(first, first + len(keys)), pa.int32()))
    return new.set_column(1, "key", pa.array(keys, pa.string())).cast(old.schema)
