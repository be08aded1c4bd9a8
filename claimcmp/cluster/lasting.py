"""Keys of claims that last: those of an earlier result are carried over to the claims that share most members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

import numpy as np
import pyarrow as pa

from claimcmp.cluster.keys import carried
from claimcmp.store import take


def with_keys(
    claims: pa.Table, members: pa.Table, tables: Mapping[str, pa.Table], previous: Mapping[str, pa.Table] | None = None,
    *, taken: Iterable[str] = (),
) -> pa.Table:  # fmt: skip
    """The claims with a key each, unique, and not one of ``taken``; ``previous`` gives the earlier tables."""
    earlier = _earlier(previous)
    names: list[list[Hashable]] = [[] for _ in range(claims.num_rows)]
    at = {claim: i for i, claim in enumerate(claims["id"].to_pylist())}
    if earlier:
        for name, claim in _members(members, claims, tables):
            names[at[claim]].append(name)
    keys = carried(claims["key"].to_pylist(), names, earlier, taken=taken)
    return claims.set_column(claims.schema.get_field_index("key"), "key", pa.array(keys, pa.string()))


def _earlier(previous: Mapping[str, pa.Table] | None) -> dict[Hashable, set[str]]:
    """In which earlier claims each member (by article key, sentence, kind and the fact's place) was."""
    if not previous or not {"claims", "members", "sentences", "articles", "facts"} <= previous.keys():
        return {}
    keys = dict(zip(previous["claims"]["id"].to_pylist(), previous["claims"]["key"].to_pylist(), strict=True))
    found: dict[Hashable, set[str]] = defaultdict(set)
    for name, claim in _members(previous["members"], previous["claims"], previous):
        found[name].add(keys[claim])
    return found


def _members(
    members: pa.Table, claims: pa.Table, tables: Mapping[str, pa.Table]
) -> Iterable[tuple[Hashable, int]]:
    """What names each member in every run: its article's key, its text, its claim's kind and its fact's place."""
    rows = np.unique(np.asarray(members["sentence"])).astype(np.int64)
    said = take(tables["sentences"].select(["article", "text"]), rows)
    owners, place = np.unique(np.asarray(said["article"]).astype(np.int64), return_inverse=True)
    keys = take(tables["articles"].select(["key"]), owners)["key"].to_pylist()
    names = [(keys[p], text) for p, text in zip(place.tolist(), said["text"].to_pylist(), strict=True)]
    starts, facts = np.asarray(tables["facts"]["start"]), np.asarray(members["fact"])
    at = np.where(facts >= 0, starts[np.maximum(facts, 0)], -1) if len(starts) else np.full(len(facts), -1)
    kinds = dict(zip(claims["id"].to_pylist(), claims["kind"].to_pylist(), strict=True))
    sentences = np.searchsorted(rows, np.asarray(members["sentence"]))
    for claim, sentence, start in zip(members["claim"].to_pylist(), sentences.tolist(), at.tolist(), strict=True):
        yield (*names[sentence], kinds[claim], start), claim
