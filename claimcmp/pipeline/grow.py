"""New articles behind the old ones: only they are split, encoded and read, and only the stories they touch change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.pipeline.job import Job
from claimcmp.pipeline.steady import steady
from claimcmp.pipeline.tail import fold_tail
from claimcmp.pipeline.touched import extend
from claimcmp.store import Workspace

if TYPE_CHECKING:
    import pyarrow as pa

# Sentences beside those that the vectors were last centred on from which a grown corpus is worked through as a whole.
DRIFT = 0.5


def add_articles(job: Job, new: pa.Table, key: str, *, window: float = 0.0) -> None:
    """Put new articles into a workspace, all that is written or nothing.

    Where its tables are whole and the addition is small beside them, all stages behind are brought up to date at a
    cost that goes with the addition; else they are left for the stages to make anew. ``window`` days after its last
    article a story is closed: still searched, never changed (0: never closed).
    """
    assert isinstance(job.store, Workspace)
    whole = is_whole(job)
    first = {name: job.store.count(name) for name in ("articles", "sentences", "facts")}
    with job.store.at_once():
        if not append(job, new, key):
            job.touched = 0 if whole else None
            return
        near = job.store.count("sentences") <= (1 + DRIFT) * job.store.manifest.get("centred_on", 0)
        moved = any(d.action in ("merge", "split") for d in job.decisions)  # such claims are made as a whole
        if whole and near and not moved and first["sentences"] >= job.settings.work.whole_below:
            with steady():  # what is remembered of the parts would be swept over again and again
                extend(job, first, window=window)
        else:
            job.previous = job.tables("stories", "claims", "members", "articles", "sentences", "facts")
    fold_tail(job.store)


def is_whole(job: Job) -> bool:
    """Whether every table was made from the others as they are, with these settings and this version."""
    from claimcmp.pipeline import by_story, stages

    keys: list[tuple[str, Callable[[], str]]] = [
        ("sentences", lambda: job.key("segment", ["articles"])),
        ("vectors", lambda: job.key("embed", ["sentences"], asdict(job.settings.embed))),
        ("pairs", lambda: stages.index_key(job)), ("index", lambda: stages.index_key(job)),
        ("facts", lambda: job.key("extract", ["articles", "sentences"])),
        *((name, lambda: stages.dedup_key(job)) for name in ("origins", "credits")),
        *((name, lambda: by_story.stories_key(job)) for name in ("centre", *by_story.SPELLINGS, "links", "stories")),
        ("edges", lambda: by_story.key_of_edges(job)),
        *((name, lambda: by_story.claims_key(job)) for name in ("claims", "members")),
        *((name, lambda: by_story.compare_key(job)) for name in ("positions", "comparisons")),
    ]  # fmt: skip
    return all(job.store.has(name, key()) for name, key in keys)


def append(job: Job, new: pa.Table, key: str) -> int:
    """Put new articles, their sentences, vectors and facts behind the old ones; how many articles were new.

    The tables get the keys that a run over all articles would give them, so the stages behind find them done.
    """
    import pyarrow as pa

    from claimcmp.segment import split

    store = job.store
    new = _unknown_only(new, store.table("articles"))
    if not new.num_rows:
        return 0
    sentences = split(new, first_id=store.count("sentences"))
    encoded = job.engine.encode(
        sentences["text"].to_pylist(), sentences["lang"].to_pylist(), settings=job.settings.embed,
        encoder=job.get_encoder(), cache_dir=job.cache_dir, progress=job.report_progress("embed"),
    )  # fmt: skip
    with steady():
        facts = job.engine.extract(new, sentences, progress=job.report_progress("extract"))
    first_fact = store.count("facts")
    numbers = pa.array(np.arange(first_fact, first_fact + facts.num_rows), pa.int32())
    store.append_table("articles", key, new)
    store.append_table("sentences", job.key("segment", ["articles"]), sentences)
    store.append_array("vectors", job.key("embed", ["sentences"], asdict(job.settings.embed)), encoded)
    store.append_table("facts", job.key("extract", ["articles", "sentences"]), facts.set_column(0, "id", numbers))
    return int(new.num_rows)


def _bare(keys: pa.ChunkedArray) -> pa.Array:
    """Keys without the number that tells two of one name apart."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.unique(pc.replace_substring_regex(keys, r"#\d+$", "")) if len(keys) else pa.array([], pa.string())


def _unknown_only(new: pa.Table, old: pa.Table) -> pa.Table:
    """The new articles that are not there yet, with ids behind the old ones and keys of their own.

    The same key with the same text is the same article; with another text it is kept beside it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    # a fresh key begins with the one that was given: only those that do are looked at
    alike = pc.is_in(pc.replace_substring_regex(old["key"], r"#\d+$", ""), value_set=_bare(new["key"]))
    known = set(zip(*(old[column].filter(alike).to_pylist() for column in ("key", "sha256")), strict=True))
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
