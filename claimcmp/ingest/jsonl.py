"""JSON Lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from claimcmp.ingest.claimreview import is_review, reviews
from claimcmp.ingest.draft import Draft, from_mapping
from claimcmp.ingest.source import Source

_BROKEN = object()


def read(source: Source) -> Iterator[Draft]:
    """Articles line by line; a line that cannot be read is told and left out."""
    for number, line in source.lines():
        if line is None:
            source.tally.add(
                source.name, number, f"the line has more than {source.settings.max_line_bytes:,} bytes and is left out",
                "split the article, or raise max_line_bytes in the settings", sort="a line that is too long",
            )  # fmt: skip
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            row = _decoded(source, number, line)
            if row is not _BROKEN:
                yield from drafts(source, row, number)


def drafts(source: Source, row: Any, number: int | None) -> Iterator[Draft]:
    """The articles of one JSON value: an object of ours, or a published fact check."""
    if not isinstance(row, dict):
        source.tally.add(
            source.name, number, f"not a JSON object but {_kind(row)}; left out",
            'write one article a line: {"text": "…", "outlet": "…"}', sort="not a JSON object",
        )  # fmt: skip
    elif is_review(row):
        yield from reviews(row, file=source.name, line=number)
    else:
        yield from_mapping(row, file=source.name, line=number)


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a string", int: "a number", float: "a number", bool: "a truth value"}
    return names.get(type(value), "null")


def _decoded(source: Source, number: int, line: bytes) -> Any:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        source.tally.add(
            source.name, number, f"not UTF-8 (byte 0x{line[error.start]:02x} at column {error.start + 1}); left out",
            f"convert the file: iconv -f ENCODING -t UTF-8 {source.path.name}", severity="error", sort="not UTF-8",
        )  # fmt: skip
        return _BROKEN
    try:
        return decoded(line)
    except (msgspec.DecodeError, RecursionError) as error:
        source.tally.add(
            source.name, number, f"broken JSON ({error}); left out", "mend or remove the line",
            severity="error", sort="broken JSON",
        )  # fmt: skip
        return _BROKEN


def decoded(text: bytes | str) -> Any:
    """A JSON value, with what other writers put into JSON although it is none: NaN, half a surrogate pair."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        try:
            return json.loads(text)
        except ValueError:
            pass
        raise
