"""CSV and TSV: a header line, one article a row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator

from claimcmp.ingest.draft import ALIASES, Draft, from_mapping
from claimcmp.ingest.encoding import of_stream
from claimcmp.ingest.source import Source


def read(source: Source) -> Iterator[Draft]:
    """Articles row by row; the delimiter is the one of ``, ; tab |`` that the header holds most."""
    with source.open() as stream:
        encoding, told = of_stream(stream)
    if told:
        source.tell_encoding(told)
    csv.field_size_limit(min(source.settings.max_line_bytes, sys.maxsize))
    with source.open() as stream:
        name = "utf-8-sig" if encoding == "utf-8" else encoding
        yield from _rows(source, io.TextIOWrapper(stream, encoding=name, errors="replace", newline=""))


def _rows(source: Source, text: io.TextIOWrapper) -> Iterator[Draft]:
    header_line = text.readline(1_000_000)
    delimiter = max(",;\t|", key=header_line.count)
    header = next(csv.reader([header_line], delimiter=delimiter), [])
    known = {name for names in ALIASES.values() for name in names}
    if not any(name.strip().lower() in known for name in header):
        source.tally.add(
            source.name, 1, f"no known column in the header {', '.join(header)[:80]!r}; the file is left out",
            "name the columns id, outlet, url, lang, published, title, text", severity="error",
        )  # fmt: skip
        return
    rows = csv.reader(text, delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            source.tally.add(
                source.name, rows.line_num + 1, f"broken row ({error}); left out", "mend or remove the row",
                severity="error", sort="broken row",
            )  # fmt: skip
            continue
        if row is None:
            return
        if any(row):
            yield from_mapping(dict(zip(header, row, strict=False)), file=source.name, line=rows.line_num + 1)
