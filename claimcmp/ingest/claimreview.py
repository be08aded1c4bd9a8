"""Published fact checks (schema.org ClaimReview): each review is an article of the fact checker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from claimcmp.ingest.draft import Draft


def is_review(row: dict[str, Any]) -> bool:
    """Whether a JSON object is a ClaimReview, a feed of them, or an answer of the Fact Check Tools API."""
    return False


def reviews(row: dict[str, Any], *, file: str, line: int | None) -> Iterator[Draft]:
    """The reviews of a JSON object as articles."""
    yield from ()
