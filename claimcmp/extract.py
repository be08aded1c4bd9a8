"""Sentences → facts: every sentence is read in the setting of its article (publication time, zone, earlier dates)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind, schemas

if TYPE_CHECKING:
    import pyarrow as pa

ARTICLES_A_TASK = 64  # large enough that sending a task costs nothing beside reading it
MAX_ANCHORS = 8  # "the same day" points at what was said shortly before
DAY = 86_400.0
_COLUMNS = tuple(f.name for f in fields(Fact) if f.name not in ("id", "sentence"))


def local_reference(published: float | None, utc_offset: int | None) -> float | None:
    """Publication time as seconds of its local wall clock; a missing zone is read as UTC.

    >>> local_reference(0.0, 180)
    10800.0
    """
    return None if published is None else published + 60.0 * (utc_offset or 0)


def read_article(
    rows: Sequence[tuple[int, str, str]], reference: float | None
) -> list[tuple[int, Fact]]:  # (sentence id, fact)
    """Facts of one article's sentences, given as (id, lang, text) in reading order."""
    anchors: list[tuple[float, float]] = []
    found: list[tuple[int, Fact]] = []
    for sentence_id, lang, text in rows:
        sentence = SentenceText(text, lang, reference=reference, anchors=anchors[-MAX_ANCHORS:])
        for fact in read(sentence):
            found.append((sentence_id, fact))
            if (
                fact.kind == Kind.DATE
                and fact.low is not None
                and fact.high is not None
                and fact.high - fact.low <= DAY
            ):
                anchors.append((fact.low, fact.high))
    return found


def find(
    articles: pa.Table,
    sentences: pa.Table,
    *,
    workers: int = 1,
    first_id: int = 0,
    progress: Callable[[int, int], None] | None = None,
) -> pa.Table:
    """The facts table of a sentences table (schema ``facts``), in sentence order, whatever ``workers``."""
    import pyarrow as pa

    references = [
        local_reference(p, o)
        for p, o in zip(articles["published"].to_pylist(), articles["utc_offset"].to_pylist(), strict=True)
    ]
    first_article = articles["id"][0].as_py() if articles.num_rows else 0
    batches: list[pa.RecordBatch] = []
    done = 0
    tasks = _tasks(sentences, references, first_article)
    results = _map(tasks, workers)
    for size, found in results:
        ids = pa.array(range(first_id, first_id + found.num_rows), pa.int32())
        batches.append(found.set_column(0, found.schema.field(0), ids))
        first_id += found.num_rows
        done += size
        if progress:
            progress(done, sentences.num_rows)
    return pa.Table.from_batches(batches, schema=schemas()["facts"])


Task = list[tuple[list[tuple[int, str, str]], float | None]]


def _tasks(sentences: pa.Table, references: list[float | None], first_article: int) -> Iterator[Task]:
    task: Task = []
    rows: list[tuple[int, str, str]] = []
    current: int | None = None
    for batch in sentences.select(["id", "article", "lang", "text"]).to_batches(max_chunksize=8192):
        columns = [batch.column(i).to_pylist() for i in range(4)]
        for sentence_id, article, lang, text in zip(*columns, strict=True):
            if article != current:
                if rows and current is not None:
                    task.append((rows, references[current - first_article]))
                if len(task) >= ARTICLES_A_TASK:
                    yield task
                    task = []
                rows, current = [], article
            rows.append((sentence_id, lang, text))
    if rows and current is not None:
        task.append((rows, references[current - first_article]))
    if task:
        yield task


def _read_task(task: Task) -> tuple[int, pa.RecordBatch]:
    """How many sentences were read, and their facts as columns: a process sends no objects back."""
    found: list[tuple[int, Fact]] = []
    for rows, reference in task:
        found.extend(read_article(rows, reference))
    return sum(len(rows) for rows, _ in task), _columns(found)


def _map(tasks: Iterator[Task], workers: int) -> Iterator[tuple[int, pa.RecordBatch]]:
    if workers <= 1:
        yield from map(_read_task, tasks)
        return
    import multiprocessing

    # spawn: a forked child would inherit the threads' locks of numpy, torch and onnxruntime
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool:
        waiting: list[Any] = []
        for task in tasks:
            waiting.append(pool.submit(_read_task, task))
            if len(waiting) >= 4 * workers:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _columns(found: list[tuple[int, Fact]]) -> pa.RecordBatch:
    import pyarrow as pa

    schema = schemas()["facts"]
    columns: dict[str, list[Any]] = {name: [getattr(fact, name) for _, fact in found] for name in _COLUMNS}
    columns["id"] = list(range(len(found)))
    columns["sentence"] = [sentence for sentence, _ in found]
    return pa.RecordBatch.from_arrays([pa.array(columns[f.name], type=f.type) for f in schema], schema=schema)
