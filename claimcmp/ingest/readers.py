"""Which reader reads which file: by its suffix, else by its first bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from claimcmp.ingest.draft import Draft
from claimcmp.ingest.source import Source, is_binary

Reader = Callable[[Source], Iterator[Draft]]

READERS: dict[str, str] = {
    "jsonl": "claimcmp.ingest.jsonl:read",
    "json": "claimcmp.ingest.whole_json:read",
    "csv": "claimcmp.ingest.delimited:read",
    "parquet": "claimcmp.ingest.columnar:read",
    "text": "claimcmp.ingest.plain:read",
    "html": "claimcmp.ingest.page:read",
    "feed": "claimcmp.ingest.feed:read",
}
SUFFIXES: dict[str, str] = {
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".jsonld": "json", ".csv": "csv", ".tsv": "csv",
    ".parquet": "parquet", ".arrow": "parquet", ".feather": "parquet", ".txt": "text", ".text": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".rdf": "feed",
}  # fmt: skip


def reader(name: str) -> Reader:
    """The reader of a format of ``READERS``, imported when used."""
    module, _, function = READERS[name].partition(":")
    found: Reader = getattr(import_module(module), function)
    return found


def format_of(source: Source, head: bytes) -> str:
    """The format of a file; "" for a binary file that no reader knows."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if head.startswith((b"PAR1", b"ARROW1", b"FEA1")):
        return "parquet"
    by_name = SUFFIXES.get(source.suffix, "")
    if is_binary(head):
        return by_name if by_name == "parquet" else ""
    if by_name == "feed" and b"<html" in start:
        return "html"
    if by_name:
        return by_name
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")) and b"<html" not in start:
        return "feed"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith((b"{", b"[")):
        return "json"
    return "text"
