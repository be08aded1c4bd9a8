"""Pairs of sentences that must share a claim and pairs that must not, in thirteen languages, with the real encoder."""

import tomllib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from claimcmp import cluster, dedup, embed, extract, segment
from claimcmp.config import Settings
from claimcmp.ingest import from_objects
from claimcmp.model import schemas

FOLDER = Path(__file__).parent / "gold" / "merge"
PAIRS = [
    {"lang": path.stem, **pair}
    for path in sorted(FOLDER.glob("*.toml"))
    for pair in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]
]


def tables_of_pairs():
    """One story a pair: its two sentences are two articles."""
    articles = [
        {"id": f"{i}{side}", "outlet": side, "lang": p["lang"], "published": "2024-03-06T12:00:00Z", "text": p[side]}
        for i, p in enumerate(PAIRS)
        for side in "ab"
    ]
    table = from_objects(articles, Settings().ingest, [])
    sentences = segment.split(table)
    vectors = embed.encode(sentences["text"].to_pylist(), sentences["lang"].to_pylist(), encoder=embed.load("best"))
    tables = {"articles": table, "sentences": sentences, "facts": extract.find(table, sentences)}
    tables["origins"] = dedup.find(table, sentences, Settings().dedup, vectors=vectors)
    stories = [{"id": i, "key": str(i), "title": "", "articles": [2 * i, 2 * i + 1], "first_seen": None,
                "last_seen": None} for i in range(len(PAIRS))]  # fmt: skip
    tables["stories"] = pa.Table.from_pylist(stories, schema=schemas()["stories"])
    pairs = pa.table({"left": np.zeros(0, np.int32), "right": np.zeros(0, np.int32),
                      "similarity": np.zeros(0, np.float32)})  # fmt: skip
    tables["claims"], tables["members"] = cluster.claims(tables, vectors, pairs, Settings().cluster)
    return tables


@pytest.mark.model
def test_pairs_are_merged_or_kept_apart():
    tables = tables_of_pairs()
    shared = set(tables["claims"]["story"].to_pylist())
    assert {(p["lang"], p["what"]) for i, p in enumerate(PAIRS) if (i in shared) != p["same"]} == set()


def test_no_pair_is_a_copy():
    articles = [{"id": f"{i}{s}", "outlet": s, "lang": p["lang"], "text": p[s]} for i, p in enumerate(PAIRS) for s in "ab"]
    table = from_objects(articles, Settings().ingest, [])
    assert dedup.find(table, segment.split(table), Settings().dedup).num_rows == 0


def test_the_table_is_large_enough():
    assert len(PAIRS) >= 346 and len({p["lang"] for p in PAIRS}) >= 8
