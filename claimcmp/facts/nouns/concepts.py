"""The concepts that facts are about, and how they relate: families, parents, traits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept; members of one ``family`` exclude one another, a ``parent`` is the wider noun."""

    name: str
    family: str = ""
    parent: str = ""
    traits: frozenset[str] = frozenset()


@cache
def _all() -> dict[str, Concept]:
    raw = tomllib.loads((files(__package__) / "concepts.toml").read_text(encoding="utf-8"))
    return {
        name: Concept(name, row.get("family", ""), row.get("parent", ""), frozenset(row.get("traits", ())))
        for name, row in raw.items()
    }


@lru_cache(maxsize=1 << 14)
def concept(name: str) -> Concept:
    """The concept of that name; an unlisted name is a concept without family.

    >>> concept("soldier").parent
    'person'
    """
    return _all().get(name) or Concept(name)


def is_a(name: str, wider: str) -> bool:
    """Whether a concept is the wider one or lies under it.

    >>> is_a("soldier", "person"), is_a("person", "soldier")
    (True, False)
    """
    seen = 0
    while name and seen < 8:
        if name == wider:
            return True
        name, seen = concept(name).parent, seen + 1
    return False
