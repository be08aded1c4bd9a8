"""Articles → sentences with offsets into the article's text; page furniture left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from claimcmp.model import schemas
from claimcmp.segment.article import Span, credits_of, sentences_of

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Span", "credits_of", "sentences_of", "split"]


def split(
    articles: pa.Table | pa.RecordBatch, *, progress: Callable[[int, int], None] | None = None, first_id: int = 0
) -> pa.Table:
    """The sentences of a table of articles, in the ``sentences`` schema; ids count from ``first_id``.

    ``start:end`` are code points of the article's text, disjoint, in order, without space around. The title is
    position -1 with ``start = end = -1``; a line of the body that only repeats it is no second sentence.
    """
    import pyarrow as pa

    schema = schemas()["sentences"]
    columns: dict[str, list[Any]] = {name: [] for name in schema.names}
    batches = [articles] if isinstance(articles, pa.RecordBatch) else articles.to_batches()
    done = 0
    for batch in batches:
        fields = (batch.column(name).to_pylist() for name in ("id", "title", "lang", "text"))
        for article, title, lang, text in zip(*fields, strict=True):
            for span in sentences_of(text, lang=lang, title=title):
                columns["article"].append(article)
                for name in ("position", "start", "end", "lang", "text"):
                    columns[name].append(getattr(span, name))
            done += 1
            if progress is not None:
                progress(done, articles.num_rows)
    columns["id"] = list(range(first_id, first_id + len(columns["article"])))
    return pa.table({name: pa.array(columns[name], schema.field(name).type) for name in schema.names}, schema=schema)
