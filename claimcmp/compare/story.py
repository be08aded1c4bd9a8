"""Across a story: the positions of the articles on every claim, their groups by value, and the groups compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from claimcmp.config import CompareSettings
from claimcmp.model import schemas

if TYPE_CHECKING:
    import pyarrow as pa


def compare_claims(
    tables: Mapping[str, pa.Table], settings: CompareSettings, *,
    similarity: Callable[[int, int], float | None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[pa.Table, pa.Table]:  # fmt: skip
    """Tables (positions, comparisons) over articles, sentences, origins, stories, claims, members and facts."""
    spec = schemas()
    return spec["positions"].empty_table(), spec["comparisons"].empty_table()
