"""Published fact checks (schema.org ClaimReview): each review is an article of the fact checker.

The claim stands in quotation marks with the ruling after it, in one sentence: the checker reports the claim and does
not make it.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from claimcmp.ingest.draft import Draft
from claimcmp.model import FACT_CHECK

# Objects that hold reviews: a schema.org feed or list, and the answer of the Fact Check Tools API.
_HOLDERS = ("dataFeedElement", "itemListElement", "claims", "item", "@graph")
_DEPTH = 4


def is_review(row: dict[str, Any]) -> bool:
    """Whether a JSON object is a ClaimReview, a feed of them, or an answer of the Fact Check Tools API.

    >>> is_review({"@type": "ClaimReview", "claimReviewed": "The sky is green"}), is_review({"text": "a"})
    (True, False)
    """
    return next(_found(row, _DEPTH), None) is not None


def reviews(row: dict[str, Any], *, file: str, line: int | None) -> Iterator[Draft]:
    """The reviews of a JSON object as articles."""
    for review, claim in _found(row, _DEPTH):
        claimed = _string(review.get("claimReviewed")) or claim
        ruling = _ruling(review)
        if claimed:
            title = _string(review.get("headline")) or _string(review.get("title"))
            yield Draft(
                file, line, text=_sentence(claimed, ruling), title=title,
                id=FACT_CHECK + (_string(review.get("url")) or sha256(claimed.encode()).hexdigest()[:16]),
                outlet=_name(review.get("author")) or _name(review.get("publisher")), url=_string(review.get("url")),
                lang=review.get("inLanguage") or review.get("languageCode"),
                published=review.get("datePublished") or review.get("reviewDate"),
            )  # fmt: skip


def _found(row: Any, depth: int) -> Iterator[tuple[dict[str, Any], str]]:
    """(review, claim given outside it) pairs."""
    if isinstance(row, list):
        for part in row:
            yield from _found(part, depth)
        return
    if not isinstance(row, dict) or depth == 0:
        return
    kinds = row.get("@type")
    if "ClaimReview" in (kinds if isinstance(kinds, list) else [kinds]):
        yield row, ""
        return
    inner = row.get("claimReview")
    for review in inner if isinstance(inner, list) else [inner] if isinstance(inner, dict) else []:
        if isinstance(review, dict):
            yield review, _string(row.get("text"))
    for name in _HOLDERS:
        if isinstance(row.get(name), (list, dict)):
            yield from _found(row[name], depth - 1)


def _ruling(review: dict[str, Any]) -> str:
    rating = review.get("reviewRating")
    rating = rating[0] if isinstance(rating, list) and rating else rating
    if isinstance(rating, dict):
        return _string(rating.get("alternateName")) or _string(rating.get("ratingExplanation"))
    return _string(review.get("textualRating"))


def _sentence(claim: str, ruling: str) -> str:
    quoted = f"“{claim.rstrip(' .。').strip('“”«»')}”"
    return f"{quoted}: {ruling.rstrip(' .')}." if ruling else f"{quoted}."


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return (_string(value.get("name")) or _string(value.get("site"))) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
