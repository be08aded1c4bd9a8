"""Not read yet."""

from __future__ import annotations

from collections.abc import Iterator

from claimcmp.ingest.draft import Draft
from claimcmp.ingest.source import Source


def read(source: Source) -> Iterator[Draft]:
    """Nothing yet."""
    yield from ()
