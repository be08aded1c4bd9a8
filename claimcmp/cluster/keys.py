"""Ids of stories and claims that survive additions and further runs.

A key is made of content: the earliest member's words. Where an earlier result is given, a cluster keeps the key of
the earlier one with which it shares most, so a claim that gains an earlier member keeps its name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

DIGITS = 12  # of a key, hexadecimal


def content_key(*parts: str) -> str:
    """A short key of texts: 12 hexadecimal digits, one collision expected in 20 million keys."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def clashing(fresh: Sequence[str], given: pa.ChunkedArray | None) -> list[str]:
    """Those of the keys that are ``given`` already which are of the content of a fresh one."""
    if given is None:
        return []
    content = pa.array([key[:DIGITS] for key in fresh], pa.string())
    own = pc.is_in(pc.utf8_slice_codeunits(given, 0, DIGITS), value_set=content)
    found: list[str] = given.filter(own).to_pylist()
    return found


def carried(
    fresh: Sequence[str], members: Sequence[Iterable[Hashable]], earlier: dict[Hashable, set[str]], *,
    taken: Iterable[str] = (),
) -> list[str]:  # fmt: skip
    """The key of each cluster: that of the earlier cluster sharing most members, each given once; else its own.

    ``earlier`` says in which earlier clusters each member was. Ties go to the lesser key, clashes (with ``taken``
    too) get a number.
    """
    claimed: list[tuple[int, str, int]] = []
    for cluster, names in enumerate(members):
        counts = Counter(key for name in names for key in earlier.get(name, ()))
        claimed += [(-number, key, cluster) for key, number in counts.items()]
    keys: dict[int, str] = {}
    used: set[str] = set(taken)
    for _, key, cluster in sorted(claimed):
        if cluster not in keys and key not in used:
            keys[cluster] = key
            used.add(key)
    for cluster, key in enumerate(fresh):
        if cluster in keys:
            continue
        number = 2
        unique = key
        while unique in used:
            unique, number = f"{key}-{number}", number + 1
        keys[cluster] = unique
        used.add(unique)
    return [keys[i] for i in range(len(fresh))]
