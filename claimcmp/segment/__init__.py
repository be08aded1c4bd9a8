"""Articles → sentences with offsets into the article's text; page furniture left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from claimcmp.model import schemas
from claimcmp.segment.article import Span, credits_of, sentences_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Span", "credits_of", "sentences_of", "split"]


BATCH_ARTICLES = 1_024  # articles whose sentences are held as objects


def split(
    articles: pa.Table | pa.RecordBatch, *, progress: Callable[[int, int], None] | None = None, first_id: int = 0
) -> pa.Table:
    """The sentences of a table of articles, in the ``sentences`` schema; ids count from ``first_id``.

    ``start:end`` are code points of the article's text, disjoint, in order, without space around. The title is
    position -1 with ``start = end = -1``; a line of the body that only repeats it is no second sentence.
    """
    import pyarrow as pa

    schema = schemas()["sentences"]
    table = pa.Table.from_batches([articles]) if isinstance(articles, pa.RecordBatch) else articles
    found: list[pa.RecordBatch] = []
    done, following = 0, first_id
    for batch in table.to_batches(max_chunksize=BATCH_ARTICLES):
        columns: dict[str, list[Any]] = {name: [] for name in schema.names}
        fields = (batch.column(name).to_pylist() for name in ("id", "title", "lang", "text"))
        for article, title, lang, text in zip(*fields, strict=True):
            for span in sentences_of(text, lang=lang, title=title):
                columns["article"].append(article)
                for name in ("position", "start", "end", "lang", "text"):
                    columns[name].append(getattr(span, name))
            done += 1
            if progress is not None:
                progress(done, articles.num_rows)
        columns["id"] = list(range(following, following + len(columns["article"])))
        following += len(columns["article"])
        arrays = [pa.array(columns[name], schema.field(name).type) for name in schema.names]
        found.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return pa.Table.from_batches(found, schema=schema)
