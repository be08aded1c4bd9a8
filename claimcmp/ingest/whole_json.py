"""A JSON file: one article, a list of them, or an object that holds the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from claimcmp.ingest import jsonl
from claimcmp.ingest.claimreview import is_review
from claimcmp.ingest.draft import Draft
from claimcmp.ingest.source import Source

_OBJECT_LINE = re.compile(r"^\{.*\}\s*$", re.MULTILINE)
# Where exports keep the list of their articles.
_LISTS = ("articles", "items", "data", "documents", "results", "docs", "entries", "@graph")


def read(source: Source) -> Iterator[Draft]:
    """The articles of a JSON file, of a list by their number from 1; a file of several JSON lines is read as such."""
    text = source.text()
    try:
        value = jsonl.decoded(text)
    except RecursionError:
        source.tally.add(
            source.name, None, "JSON nested too deep; left out", "export it as JSONL, one flat object a line",
            severity="error",
        )  # fmt: skip
        return
    except msgspec.DecodeError as error:
        if "trailing characters" in str(error) or len(_OBJECT_LINE.findall(text)) > 1:
            yield from jsonl.read(source)
            return
        source.tally.add(source.name, None, f"broken JSON ({error}); left out", "mend the file", severity="error")
        return
    rows = _rows(value)
    for number, row in enumerate(rows, 1):
        yield from jsonl.drafts(source, row, number if len(rows) > 1 else None)


def _rows(value: Any) -> list[Any]:
    if isinstance(value, dict) and not is_review(value):
        for name in _LISTS:
            if isinstance(value.get(name), list):
                found: list[Any] = value[name]
                return found
    return value if isinstance(value, list) else [value]
