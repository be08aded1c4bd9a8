"""Keys of claims that last: those of an earlier result are carried over to the claims that share most members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

import pyarrow as pa

from claimcmp.cluster.keys import carried


def with_keys(
    claims: pa.Table, members: pa.Table, tables: Mapping[str, pa.Table], previous: Mapping[str, pa.Table] | None = None,
    *, taken: Iterable[str] = (),
) -> pa.Table:  # fmt: skip
    """The claims with a key each, unique, and not one of ``taken``; ``previous`` gives the earlier tables."""
    earlier = _earlier(previous)
    names: list[list[Hashable]] = [[] for _ in range(claims.num_rows)]
    if earlier:
        for name, claim in _members(members, claims, tables):
            names[claim].append(name)
    keys = carried(claims["key"].to_pylist(), names, earlier, taken=taken)
    return claims.set_column(claims.schema.get_field_index("key"), "key", pa.array(keys, pa.string()))


def _earlier(previous: Mapping[str, pa.Table] | None) -> dict[Hashable, set[str]]:
    """In which earlier claims each member (by article key, sentence, kind and the fact's place) was."""
    if not previous or not {"claims", "members", "sentences", "articles", "facts"} <= previous.keys():
        return {}
    keys = previous["claims"]["key"].to_pylist()
    found: dict[Hashable, set[str]] = defaultdict(set)
    for name, claim in _members(previous["members"], previous["claims"], previous):
        found[name].add(keys[claim])
    return found


def _members(
    members: pa.Table, claims: pa.Table, tables: Mapping[str, pa.Table]
) -> Iterable[tuple[Hashable, int]]:
    """What names each member in every run: its article's key, its text, its claim's kind and its fact's place."""
    articles, kinds = tables["articles"]["key"].to_pylist(), claims["kind"].to_pylist()
    sentences = tables["sentences"].select(["article", "text"]).to_pydict()
    starts = tables["facts"]["start"].to_pylist()
    rows = members.select(["claim", "sentence", "fact"]).to_pydict()
    for claim, sentence, fact in zip(*rows.values(), strict=True):
        at = starts[fact] if fact >= 0 else -1
        yield (articles[sentences["article"][sentence]], sentences["text"][sentence], kinds[claim], at), claim
