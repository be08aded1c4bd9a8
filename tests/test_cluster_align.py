"""Which pairs of facts of one story are looked at, and what is remembered of them."""

import numpy as np
import pytest

from claimcmp.cluster.align import edges
from claimcmp.cluster.rivals import without_rivals
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView, same_fact
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import topic_level


def story(*texts, lang="en"):
    """The facts of some sentences, each of an article of its own."""
    found = []
    for row, text in enumerate(texts):
        facts = read(SentenceText(text, lang, reference=1_741_780_800.0))
        own = tuple(f.__class__(**{**as_dict(f), "id": len(found) + n, "sentence": row}) for n, f in enumerate(facts))
        found += [FactView(f, row, text, lang, article=row, siblings=own) for f in own]
    return found


def as_dict(fact):
    return {name: getattr(fact, name) for name in fact.__dataclass_fields__}


def pairs(*texts):
    """The kinds and values of the pairs of facts that are looked at, all sentences being alike."""
    views = story(*texts)
    at = {v.fact.id: v for v in views}
    found = edges(views, np.ones((len(texts), 1), np.float32))
    return [(at[e.left].fact.kind, at[e.left].fact.value, at[e.right].fact.value) for e in found]


def test_a_place_that_no_other_one_excludes_is_where_the_story_is_and_fills_no_slot():
    assert pairs("A fire broke out in Ferrara.", "The fire in Ferrara is out.") == []


def test_places_that_exclude_one_another_are_looked_at_with_their_likes():
    found = pairs("A fire broke out in Ferrara.", "The fire in Ferrara is out.", "A fire broke out in Pescara.")
    one, two = "place:IT/ferrara", "place:IT/pescara"
    assert found == [("place", one, one), ("place", one, two), ("place", one, two)]


@pytest.mark.parametrize(
    ("one", "two", "level"),
    [({"fire"}, {"fire"}, "same"), ({"fire"}, {"fire", "quake"}, "some"), ({"fire"}, {"quake"}, "unknown"),
     ({"fire", "law"}, {"quake", "vote"}, "none"), ({"fire", "killed"}, {"quake", "killed"}, "some")],
)  # fmt: skip
def test_topics_meet(one, two, level):
    assert topic_level(frozenset(one), frozenset(two)) == level


def test_topics_meet_less_what_is_counted():
    assert topic_level(frozenset({"fire", "killed"}), frozenset({"quake", "killed"}), "killed") == "unknown"


def test_names_that_meet_are_told_by_both_texts_alike():
    left, right = (story(text)[0] for text in ("Mateo Olmedo scored 3 goals.", "Olmedo has scored 2 goals."))
    far = story("Ferreira scored 3 goals for Pescara.")[0]
    assert [shared_names(left, right), shared_names(right, left)] == ["same", "same"]
    assert shared_names(left, far) == shared_names(left, far) == "other"


def test_a_match_knows_its_least_weight():
    left, right = (story(text)[0] for text in ("12 people died in Ferrara.", "40 houses burned in Ferrara."))
    match = same_fact(left, right)
    assert match.least == min(x.weight for x in match.levels)


def test_edges_without_a_conflict_have_no_rivals():
    views = story("12 people died.", "12 people have died.")
    found = edges(views, np.ones((2, 1), np.float32))
    assert found and without_rivals(views, found) == found
