"""What a reader hands on: one article with its fields still as the file holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Other names under which newsroom exports and crawlers keep our fields, the first found is taken.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "key", "_id", "guid"),
    "outlet": ("outlet", "publisher", "source", "source_name", "site_name", "sitename", "source_domain", "domain"),
    "url": ("url", "link", "uri", "canonical_url"),
    "lang": ("lang", "language", "language_code", "inlanguage"),
    "published": ("published", "published_at", "date", "datepublished", "date_publish", "pubdate", "publishedat",
                  "publication_date", "timestamp", "time"),
    "title": ("title", "headline", "name"),
    "text": ("text", "body", "content", "articlebody", "maintext", "article", "full_text", "raw_text"),
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """One article as found at ``line`` of ``file``; every field may be of any type or None."""

    file: str
    line: int | None
    text: Any = None
    title: Any = None
    id: Any = None
    outlet: Any = None
    url: Any = None
    lang: Any = None
    published: Any = None


def from_mapping(row: Mapping[str, Any], *, file: str, line: int | None) -> Draft:
    """A draft from a row by its column names, in any case and under any of the ``ALIASES``."""
    lowered = {str(k).strip().lower(): v for k, v in row.items()}
    found = {}
    for field, names in ALIASES.items():
        values = (lowered.get(name) for name in names)
        found[field] = next((v for v in values if v is not None and v != ""), None)
    return Draft(file, line, **found)
