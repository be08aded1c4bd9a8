"""Stories and claims: what is joined, what stays apart, ids that last, edges that explain."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from claimcmp import cluster, dedup, extract, segment
from claimcmp.cluster import story_edges
from claimcmp.cluster.graph import best_of_both, clusters, components, linked, shared_neighbours
from claimcmp.cluster.keys import carried, content_key
from claimcmp.config import Settings
from claimcmp.errors import UsageError
from claimcmp.index import neighbour_pairs
from claimcmp.ingest import from_objects
from claimcmp.model import schemas

STORIES = Path(__file__).parent / "gold" / "stories"
DIM = 64


def chain(length):
    left = np.arange(length)
    return left, left + 1


def test_a_chain_of_ten_thousand_links_does_not_collapse():
    left, right = chain(10_000)
    score = np.full(10_000, 2.0)
    assert np.bincount(components(10_001, left, right)).max() == 10_001
    assert np.bincount(linked(10_001, left, right, score, missing=-4.0)).max() <= 2
    assert np.bincount(clusters(10_001, left, right, score + 5, strong=3.0)).max() <= 2


def test_a_short_chain_falls_apart_too():
    left, right = chain(9)
    assert np.bincount(linked(10, left, right, np.full(9, 2.0), missing=-4.0)).max() <= 2


def test_dense_groups_with_a_bridge_stay_two():
    edges = [(a, b) for g in (range(4), range(4, 8)) for a in g for b in g if a < b] + [(3, 4)]
    left, right = np.array(edges).T
    score = np.full(len(edges), 2.0)
    assert linked(8, left, right, score, missing=-3.0).tolist() == [0] * 4 + [4] * 4
    assert clusters(8, left, right, score, strong=9.0).tolist() == [0] * 4 + [4] * 4


def test_shared_neighbours_and_best_of_both():
    left, right = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    assert shared_neighbours(4, left, right).tolist() == [1, 1, 1, 0]
    assert best_of_both(4, left, right, np.array([1.0, 3.0, 2.0, 1.0])).tolist() == [False, True, False, False]


def test_average_linkage_outvotes_one_good_edge():
    left, right = np.array([0, 0, 1, 0, 1, 2]), np.array([1, 2, 2, 3, 3, 3])
    score = np.array([3.0, 3.0, 3.0, 2.0, -5.0, -5.0])
    assert linked(4, left, right, score, missing=-4.0).tolist() == [0, 0, 0, 3]


def test_keys_are_of_content_and_carried_by_the_largest_overlap():
    assert content_key("a", "b") == content_key("a", "b") != content_key("ab", "")
    earlier = {"x": {"old1"}, "y": {"old1"}, "z": {"old2"}}
    assert carried(["n1", "n2", "n3"], [["x", "y", "new"], ["z"], ["q"]], earlier) == ["old1", "old2", "n3"]
    split = carried(["n1", "n2"], [["x"], ["y", "z"]], earlier)
    assert split == ["old1", "old2"]
    assert carried(["n", "n"], [["a"], ["b"]], {}) == ["n", "n-2"]


def hashed(text):
    """A deterministic vector of words: texts that share words are near."""
    vector = np.zeros(DIM, np.float32)
    for word in text.lower().split():
        rng = np.random.default_rng(sum(map(ord, word)))
        vector += rng.standard_normal(DIM).astype(np.float32)
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def built(articles, *, same_story=False, previous=None, order=None):
    table = from_objects([articles[i] for i in order or range(len(articles))], Settings().ingest, [])
    sentences = segment.split(table)
    vectors = np.array([hashed(t) for t in sentences["text"].to_pylist()], np.float32).reshape(-1, DIM)
    left, right, similarity = neighbour_pairs(vectors, min_similarity=-1.0)
    pairs = pa.table({"left": left, "right": right, "similarity": similarity})
    tables = {"articles": table, "sentences": sentences, "facts": extract.find(table, sentences)}
    tables["origins"] = dedup.find(table, sentences, Settings().dedup)
    settings = Settings().cluster
    tables["stories"] = cluster.stories(tables, vectors, pairs, settings, previous=previous)
    if same_story:
        rows = [{"id": 0, "key": "s", "title": "", "articles": list(range(table.num_rows)), "first_seen": None,
                 "last_seen": None}]  # fmt: skip
        tables["stories"] = pa.Table.from_pylist(rows, schema=schemas()["stories"])
    tables["claims"], tables["members"] = cluster.claims(tables, vectors, pairs, settings, previous=previous)
    return tables


def article(key, outlet, text, published="2024-03-05T10:00:00Z", title=""):
    return {"id": key, "outlet": outlet, "lang": "en", "published": published, "title": title, "text": text}


BRIDGE = [
    article("a", "Post", "The bridge at Orsk collapsed on Monday and killed 12 people. The mayor of Orsk resigned."),
    article("b", "Times", "The collapse of the bridge at Orsk on Monday killed 14 people, rescuers said."),
    article("c", "Mail", "At Orsk the bridge collapsed on Monday: 14 people were killed and 30 people were injured."),
]


def claims_of(tables):
    keys = tables["articles"]["key"].to_pylist()
    article_of = tables["sentences"]["article"].to_pylist()
    found = {}
    for claim in tables["claims"].to_pylist():
        rows = [m for m in tables["members"].to_pylist() if m["claim"] == claim["id"]]
        found[claim["key"]] = (claim["kind"], claim["slot"], sorted({keys[article_of[m["sentence"]]] for m in rows}))
    return found


def test_conflicting_counts_share_a_claim_and_another_noun_has_none():
    found = list(claims_of(built(BRIDGE, same_story=True)).values())
    assert ("number", "killed", ["a", "b", "c"]) in found
    assert not any(slot == "injured" for _, slot, _ in found)


def test_claims_count_origins_not_articles():
    copies = [article(f"d{i}", f"Copy {i}", BRIDGE[1]["text"]) for i in range(3)]
    tables = built([*BRIDGE, *copies], same_story=True)
    killed = next(c for c in tables["claims"].to_pylist() if c["slot"] == "killed")
    assert len(killed["outlets"]) == 6
    assert killed["independent_sources"] == 3


def test_copies_alone_make_no_typed_claim():
    text = BRIDGE[1]["text"] + " The bridge was built in 1931 and carried 9,000 cars a day, the roads office said."
    tables = built([article("a", "Post", text), article("b", "Times", text)], same_story=True)
    assert {c["kind"] for c in tables["claims"].to_pylist()} == {"statement"}


def test_keys_survive_additions_and_another_order():
    first = built(BRIDGE[:2], same_story=True)
    again = built(BRIDGE[:2], same_story=True, order=[1, 0])
    assert claims_of(first) == claims_of(again)
    grown = built(BRIDGE, same_story=True, previous=first)
    assert set(claims_of(first)) <= set(claims_of(grown))


def test_an_addition_equals_a_run_from_scratch_but_for_keys():
    grown = built(BRIDGE, same_story=True, previous=built(BRIDGE[:2], same_story=True))
    scratch = built(BRIDGE, same_story=True)
    assert sorted(claims_of(grown).values()) == sorted(claims_of(scratch).values())


def test_copies_share_a_story_whatever_else():
    text = " ".join(BRIDGE[1]["text"] for _ in range(3))
    far = [article("a", "Post", text), article("b", "Times", text, "2024-09-05T10:00:00Z")]
    assert built(far)["stories"]["articles"].to_pylist() == [[0, 1]]


def test_a_look_alike_event_elsewhere_is_another_story():
    text = "A fire broke out in a warehouse in {} on Monday. Two firefighters were hurt. Police opened an inquiry."
    tables = built([article("a", "Post", text.format("Lisbon"), title="Fire in Lisbon warehouse"),
                    article("b", "Times", text.format("Oslo"), title="Fire in Oslo warehouse")])  # fmt: skip
    assert tables["stories"]["articles"].to_pylist() == [[0], [1]]


def test_explain_shows_every_edge_and_refuses_an_unknown_key():
    tables = built(BRIDGE, same_story=True)
    key = next(k for k, (_, slot, _) in claims_of(tables).items() if slot == "killed")
    shown = cluster.explain(tables, key)
    assert {(e.left[1], e.right[1]) for e in shown.edges} == {("12", "14"), ("14", "14")}
    assert "noun same" in str(shown)
    with pytest.raises(UsageError) as error:
        cluster.explain(tables, "none")
    assert str(error.value) == "no claim 'none'; the report and claims.csv show the keys of all claims"


def test_stored_edges_serve_every_threshold_and_explain(monkeypatch):
    tables = built(BRIDGE, same_story=True)
    vectors = np.array([hashed(t) for t in tables["sentences"]["text"].to_pylist()], np.float32)
    tables["edges"] = cluster.claim_edges(tables, vectors)
    killed = next(k for k, (_, slot, _) in claims_of(tables).items() if slot == "killed")
    for module, name in (("claim", "edges"), ("explain", "scored")):  # scoring anew would fail
        monkeypatch.setattr(sys.modules[f"claimcmp.cluster.{module}"], name, None)
    settings = Settings().cluster
    assert cluster.claims(tables, vectors, None, settings)[0]["key"].to_pylist() == tables["claims"]["key"].to_pylist()
    strict = cluster.claims(tables, vectors, None, replace(settings, threshold=0.99999))[0]
    assert "killed" not in strict["slot"].to_pylist()
    assert "sentences" in {level.name for e in cluster.explain(tables, killed).edges for level in e.edge.levels}


def test_a_part_that_one_article_counts_too_is_another_slot():
    part = " Three of the people killed at Orsk were people from abroad."
    tables = built([{**a, "text": a["text"] + part} if a["id"] == "a" else a for a in BRIDGE], same_story=True)
    facts = tables["facts"].to_pylist()
    slot = next(c["id"] for c in tables["claims"].to_pylist() if c["slot"] == "killed")
    values = {facts[m["fact"]]["low"] for m in tables["members"].to_pylist() if m["claim"] == slot}
    assert values == {12.0, 14.0}


def test_nothing_to_cluster():
    tables = built([])
    assert tables["stories"].num_rows == tables["claims"].num_rows == tables["members"].num_rows == 0


@pytest.mark.parametrize("name", ["ferry", "plant"])
def test_gold_of_the_stories_is_whole(name):
    articles = {a["id"]: a for a in map(json.loads, (STORIES / name / "articles.jsonl").read_text().splitlines())}
    gold = json.loads((STORIES / name / "gold.json").read_text())
    for claim in gold["claims"]:
        assert claim["mentions"]
        for mention in claim["mentions"]:
            assert mention["sentence"] in articles[mention["article"]]["text"]
    assert {c["claim"] for c in gold["comparisons"]} <= {c["id"] for c in gold["claims"]}


def test_pairs_of_sentences_are_ranked_in_spans_that_keep_an_article_whole(monkeypatch):
    monkeypatch.setattr(story_edges, "BLOCK", 4)
    first = np.repeat(np.arange(5, dtype=np.int32), [3, 3, 9, 1, 2])
    spans = list(story_edges._runs(first))
    assert [first[s].tolist() for s in spans] == [[0] * 3, [1] * 3, [2] * 9, [3, 4, 4]]
    assert list(story_edges._runs(first[::-1])) == [slice(0, 18)]
    assert list(story_edges._runs(first[:0])) == [slice(0, 0)]
    rng = np.random.default_rng(1)
    cosine, other = rng.random(18), rng.integers(0, 6, 18).astype(np.int32) + 5
    keys, sums = story_edges._best_means(first, other, cosine, 11)
    parts = [story_edges._best_means(first[s], other[s], cosine[s], 11) for s in spans]
    assert np.concatenate([k for k, _ in parts]).tolist() == keys.tolist()
    assert np.concatenate([s for _, s in parts]).tolist() == sums.tolist()
