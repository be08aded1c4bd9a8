"""Which articles are one source: copies and translations lead back to where the text comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claimcmp.text import fold

Row = dict[str, Any]


class Sources:
    """The origin of every article, followed to its root; a credit to an outlet outside the input is a root too."""

    def __init__(self, articles: list[Row], origins: list[Row]) -> None:
        self._origin: dict[int, Row] = {}
        for row in sorted(origins, key=lambda r: (r["article"], r["origin"] < 0, -(r["share"] or 0.0), r["origin"])):
            self._origin.setdefault(row["article"], row)
        self._count = len(articles)
        self._named: dict[str, int] = {}
        self._root = {i: self._follow(i) for i in range(self._count)}

    def origin(self, article: int) -> Row | None:
        """The row that says where an article comes from."""
        return self._origin.get(article)

    def root(self, article: int) -> int:
        """The source's number: an article's id, or a negative number for an outlet that is credited but not read."""
        return self._root.get(article, article)

    def independent(self, articles: Iterable[int]) -> int:
        """How many sources stand behind these articles."""
        return len({self.root(a) for a in articles})

    def _follow(self, article: int) -> int:
        seen = []
        at = article
        while at not in seen:
            seen.append(at)
            row = self._origin.get(at)
            if row is None:
                return at
            if not 0 <= row["origin"] < self._count:
                name = fold(row["credit"] or "").strip()
                return self._named.setdefault(name, -1 - len(self._named)) if name else at
            at = row["origin"]
        return min(seen[seen.index(at) :])
