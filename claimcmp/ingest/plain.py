"""Plain text: one file, one article, as scraped."""

from __future__ import annotations

from collections.abc import Iterator

from claimcmp.ingest.draft import Draft
from claimcmp.ingest.source import Source


def read(source: Source) -> Iterator[Draft]:
    """The whole file as one article; its title, outlet and date are unknown, page furniture is left for later."""
    yield Draft(source.name, None, text=source.text(), id=source.key)
