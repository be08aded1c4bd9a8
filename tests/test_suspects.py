"""Claims that look over-merged are listed with their weak edge, and every edge can be shown."""

import numpy as np
import pyarrow as pa

from claimcmp import cluster
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.suspects import _bridge
from claimcmp.match import FactView
from claimcmp.model import Fact, schemas
from tests.test_cluster import BRIDGE, article, built, hashed


def views(count):
    facts = [Fact("number", 0, 1, id=i, sentence=i, low=float(i), high=float(i)) for i in range(count)]
    return [FactView(fact=f, sentence=f.id, text="9", lang="en", article=f.id, outlet="", published=None, siblings=(f,))
            for f in facts]  # fmt: skip


def edges(*rows):
    return [Edge(left, right, score, ()) for left, right, score in rows]


def test_a_bridge_is_the_only_edge_between_two_parts():
    left, right = [(0, 1, 2.0), (1, 2, 2.0), (0, 2, 2.0)], [(3, 4, 2.0), (4, 5, 2.0), (3, 5, 2.0)]
    joined = edges(*left, *right, (2, 3, 0.4))
    assert _bridge(views(6), joined) == joined[-1]
    assert _bridge(views(6), [*joined, *edges((1, 4, 0.3))]) is None
    assert _bridge(views(6), edges(*left, *right, (2, 3, -0.4))) is None


def test_an_edge_to_one_last_fact_is_no_bridge():
    assert _bridge(views(4), edges((0, 1, 2.0), (1, 2, 2.0), (0, 2, 2.0), (2, 3, 0.4))) is None


def forced(*texts):
    """One story and one claim that holds the first number of every text, whatever the scores say."""
    tables = built([article(str(i), f"Outlet {i}", text) for i, text in enumerate(texts)], same_story=True)
    facts = tables["facts"].to_pylist()
    first = {}
    for fact in facts:
        if fact["kind"] == "number":
            first.setdefault(fact["sentence"], fact["id"])
    claim = {"id": 0, "key": "c", "story": 0, "kind": "number", "slot": "killed", "representative": 0, "outlets": [],
             "languages": [], "independent_sources": 1, "first_seen": None, "last_seen": None}  # fmt: skip
    tables["claims"] = pa.Table.from_pylist([claim], schema=tables["claims"].schema)
    rows = [{"claim": 0, "sentence": s, "fact": f, "similarity": 0.9} for s, f in first.items()]
    tables["members"] = pa.Table.from_pylist(rows, schema=tables["members"].schema)
    return tables


def reasons(tables):
    return [(row["key"], row["reason"]) for row in cluster.suspects(tables).to_pylist()]


def test_two_values_of_one_article_are_suspicious():
    tables = forced("The collapse killed 12 people. The bridge killed 30 people.", "The collapse killed 12 people.")
    assert reasons(tables) == [("c", "one article gives two values")]


def test_values_of_two_numbered_roads_are_suspicious():
    tables = forced("Three people died on road 1506 on Monday.", "Nine people died on road 1507 on Monday.")
    assert reasons(tables) == [("c", "two values have disjoint scopes")]
    shown = cluster.shown_suspects(tables).splitlines()
    assert shown[0] == (
        "These claims look over-merged, the most suspicious first. In brackets: how sure it is that both are one fact; "
        "0 is undecided, −3 about 20 to 1 that they are not.")
    assert shown[1].startswith("claim c: two values have disjoint scopes (")
    assert shown[2:] == ["  Outlet 0: Three  |  Three people died on road 1506 on Monday.",
                         "  Outlet 1: Nine  |  Nine people died on road 1507 on Monday."]  # fmt: skip


def test_unlike_members_are_suspicious():
    tables = forced("The collapse killed 12 people.", "The factory sold 900 cars.")
    assert reasons(tables) == [("c", "two members are unlike")]


def test_members_that_contradict_one_another_are_not():
    tables = forced("The collapse killed 12 people.", "The factory sold 900 cars.")
    rows = [{"id": 0, "claim": 0, "verdict": "differ"}]
    tables["comparisons"] = pa.Table.from_pylist(rows, schema=schemas()["comparisons"])
    assert reasons(tables) == []


def test_nothing_is_odd_about_a_conflict():
    assert cluster.shown_suspects(built(BRIDGE, same_story=True)) == "no claim looks over-merged"


def test_sentences_that_are_in_a_claim_as_a_whole_have_edges_too():
    text = "The old theatre by the harbour stays shut"
    tables = built([article("a", "Post", f"{text} for now."), article("b", "Times", f"{text} still.")], same_story=True)
    vectors = np.array([hashed(t) for t in tables["sentences"]["text"].to_pylist()], np.float32)
    shown = cluster.explain(tables, tables["claims"]["key"][0].as_py(), vectors=vectors)
    assert [(e.left[:2], e.right[:2]) for e in shown.edges] == [(("Post", "the whole sentence"), ("Times", "the whole sentence"))]
    assert [level.name for level in shown.edges[0].edge.levels] == ["sentences"]
    assert "0 is undecided, +1 about 3 to 1" in str(shown)
