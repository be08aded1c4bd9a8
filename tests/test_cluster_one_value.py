"""What leaves a slot because its article states the slot's value elsewhere."""

import pytest

from claimcmp.cluster.deeds import NAME
from claimcmp.cluster.one_value import evicted
from claimcmp.facts.names.relation import compare
from claimcmp.match import FactView
from claimcmp.model import Fact, ValueRelation


def person(number, article, value, *acts):
    """The view of a person, fact ``number`` of an article, beside some acts."""
    view = FactView(Fact("person", 0, 1, value=value, id=number), sentence=number, article=article)
    view.memo[NAME] = acts
    return view


def test_who_was_away_is_not_who_visited():
    minister = [person(0, 0, "person:SLM DRS", "visit"), person(1, 1, "person:SLM DRS", "absent")]
    deputy = [person(2, 1, "person:AMD SRF", "visit"), person(3, 2, "person:AMD SRF", "visit")]
    assert evicted([*minister, *deputy]) == {1}
    assert evicted(minister) == set()


def test_two_who_did_one_thing_both_stay():
    assert evicted([person(0, 0, "person:A B", "visit"), person(1, 0, "person:C D", "visit")]) == set()


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("SLM DRS", "AMD SRF", ValueRelation.DISJOINT),  # Salem al-Darraz, Imad al-Sayrafi
        ("SLM DRS", "SRF", ValueRelation.INCOMPARABLE),  # a family name alone that is a little like it
        ("SLM DRS", "SLM DRS", ValueRelation.EQUAL),
    ],
)
def test_two_names_in_full_are_two_persons(one, two, found):
    a, b = (Fact("person", 0, 1, value=f"person:{name}", certainty=0.9) for name in (one, two))
    assert compare(a, b) == found
