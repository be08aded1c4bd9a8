"""Groups of facts that are one slot after all: what is looked at, what it weighs, what is joined."""

import pytest

from claimcmp.cluster import joins
from claimcmp.cluster.edge import Edge
from claimcmp.cluster.joins import Joins, candidates, joined, pair_of, weigh
from claimcmp.match import FactView
from claimcmp.model import Fact, Level

HOUR = 3600.0


def count(number, article, value, *, concept="killed", hours=0.0):
    """The view of one count: fact ``number`` of an article."""
    fact = Fact("number", 0, 2, low=value, high=value, concept=concept, id=number, sentence=number)
    return FactView(fact, sentence=number, article=article, published=hours * HOUR)


def edge(left, right, score, *, cosine=0.5, choice=0.3, value=("same", 2.0)):
    """A scored pair of facts with the levels that joins look at."""
    levels = (Level("sentences", f"{cosine:.2f}", 0.9), Level("choice", f"{choice:+.2f}", 0.6), Level("value", *value))
    return Edge(left, right, score, levels)


# Two outlets give seven dead and two others eleven; all of them count the dead once.
SEVEN = [count(0, 0, 7.0, hours=1), count(1, 1, 7.0, hours=2)]
ELEVEN = [count(2, 2, 11.0, hours=20), count(3, 3, 11.0, hours=22)]
CROSSED = [edge(a, b, -0.4, value=("near", -0.15)) for a in (0, 1) for b in (2, 3)]
ALL = [edge(0, 1, 3.0), edge(2, 3, 3.0), *CROSSED]


def test_an_edge_in_short():
    pair = pair_of(edge(0, 2, -0.4, value=("near", -0.15)), 0.5)
    assert (round(pair.evidence, 2), round(pair.score, 2)) == (-0.75, -0.9)
    assert (pair.cosine, pair.choice, pair.apart) == (0.5, 0.3, False)
    assert pair_of(Edge(0, 2, -5.0, (Level("identifier", "other", -4.0),)), 0.0).apart


def test_the_features_of_two_groups():
    found = Joins([*SEVEN, *ELEVEN], ALL, 0.0).features(SEVEN, ELEVEN)
    told = {name: found[name] for name in ("known", "told once", "one noun", "grows", "value near", "two slots")}
    assert told == {"known": 1.0, "told once": 1.0, "one noun": 1.0, "grows": 1.0, "value near": 1.0, "two slots": 1.0}
    assert found["articles in both"] == 0.0 and found["reports"] == 1.0
    assert round(found["evidence"], 3) == -0.083 and round(found["score"], 3) == -0.133


def test_a_feature_weighs_what_the_table_says(monkeypatch):
    monkeypatch.setattr(joins, "table", lambda: {"figure": {"always": 0.5, "known": 2.0}})
    assert weigh({"always": 1.0, "known": 0.5, "unheard": 9.0}, "figure") == 1.5


@pytest.mark.parametrize(
    ("groups", "pairs"),
    [
        ([SEVEN, ELEVEN], [(0, 1)]),
        ([SEVEN, ELEVEN[:1], ELEVEN[1:]], [(0, 1), (0, 2)]),  # two lone facts are told by what they say themselves
    ],
)
def test_candidates_are_a_slot_and_what_is_near_it(groups, pairs):
    views = [v for group in groups for v in group]
    assert list(candidates(dict(enumerate(groups)), Joins(views, ALL, 0.0))) == pairs


def test_two_values_of_one_count_become_one_slot():
    assert [[v.fact.id for v in g] for g in joined([SEVEN, ELEVEN], ALL, 0.0)] == [[0, 1, 2, 3]]


def test_groups_stay_apart_where_articles_give_both_values():
    both = [count(2, 0, 11.0, hours=1), count(3, 1, 11.0, hours=2)]
    assert [[v.fact.id for v in g] for g in joined([SEVEN, both], ALL, 0.0)] == [[0, 1], [2, 3]]


def test_groups_stay_apart_where_nothing_brings_them_near():
    far = [edge(0, 1, 3.0), edge(2, 3, 3.0), *(edge(a, b, -6.0, cosine=-0.1, choice=-0.4) for a in (0, 1) for b in (2, 3))]
    assert [[v.fact.id for v in g] for g in joined([SEVEN, ELEVEN], far, 0.0)] == [[0, 1], [2, 3]]
