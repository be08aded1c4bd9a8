"""A statement against reports of a count that goes on: time is not turned round, an outlet has one stance."""

import pytest

from claimcmp.match import FactView
from claimcmp.model import Fact
from claimcmp.query.stances import Stance, beside, settled, stating

HOUR = 3600.0


def count(value, hour=None, *, outlet="statement", concept="killed", high=None, bound=""):
    fact = Fact("number", 0, len(f"{value:g}"), low=value, high=value if high is None else high, concept=concept, bound=bound)
    return FactView(fact, outlet=outlet, text=f"{value:g}", published=None if hour is None else hour * HOUR)


def stances(mine, *reports):
    found = [Stance(view, verdict, "", 1.0, 0.9) for view, verdict in reports]
    return [(s.view.outlet, s.verdict, s.why) for s in settled(mine, found)]


def test_a_smaller_count_before_the_first_report_of_the_statements_was_overtaken():
    assert stances(
        count(14.0), (count(4.0, 9, outlet="North"), "differ"), (count(7.0, 15, outlet="East"), "updated"),
        (count(14.0, 30, outlet="South"), "agree"), (count(19.0, 40, outlet="West"), "differ"),
    ) == [
        ("North", "earlier", "an earlier count; 4 → 14"), ("East", "earlier", "an earlier count; 7 → 14"),
        ("South", "agree", ""), ("West", "updated", ""),
    ]  # fmt: skip


def test_between_two_counts_that_were_told_nothing_contradicts():
    assert [v for _, v, _ in stances(
        count(14.0), (count(11.0, 9, outlet="North"), "differ"), (count(19.0, 40, outlet="West"), "updated"),
    )] == ["earlier", "updated"]  # fmt: skip


def test_a_smaller_count_after_it_or_without_any_greater_one_contradicts():
    assert [v for _, v, _ in stances(
        count(14.0), (count(14.0, 9, outlet="North"), "agree"), (count(11.0, 10, outlet="West"), "differ"),
    )] == ["agree", "differ"]  # fmt: skip
    assert [v for _, v, _ in stances(count(15.0), (count(12.0, 10, outlet="West"), "differ"))] == ["differ"]


def test_what_was_published_before_the_statement_does_not_overtake_it():
    assert [v for _, v, _ in stances(count(14.0, 50), (count(11.0, 10, outlet="West"), "updated"))] == ["earlier"]


def test_people_still_missing_are_fewer_later():
    missing = {"concept": "missing"}
    assert [v for _, v, _ in stances(
        count(6.0, **missing), (count(9.0, 1, outlet="North", **missing), "differ"),
        (count(6.0, 20, outlet="South", **missing), "agree"), (count(4.0, 40, outlet="West", **missing), "differ"),
    )] == ["earlier", "agree", "updated"]  # fmt: skip


@pytest.mark.parametrize(("second", "kept"), [("agree", ["agree"]), ("compatible", ["differ"])])
def test_an_outlet_has_one_stance(second, kept):
    said = [v for _, v, _ in stances(
        count(14.0, concept="vehicle"), (count(12.0, 1, outlet="North", concept="vehicle"), "differ"),
        (count(10.0, 2, outlet="North", concept="vehicle", high=99.0, bound="more_than"), second),
    )]  # fmt: skip
    assert said == kept


def test_a_headline_that_leaves_out_at_least_contradicts_nothing():
    assert stances(
        count(14.0, concept="vehicle"), (count(4.0, 1, outlet="North", concept="vehicle"), "differ"),
        (count(4.0, 1, outlet="North", concept="vehicle", high=9e9, bound="at_least"), "compatible"),
    ) == [("North", "compatible", "")]  # fmt: skip


def test_a_sentence_that_holds_the_value_too_states_it():
    same = count(14.0, concept="")
    assert stating(count(14.0), [count(8.0), same]) is same
    assert stating(count(14.0), [count(8.0)]) is None


def fine(value, outlet, unit="EUR", kind="money"):
    return FactView(Fact(kind, 0, len(f"{value:g}"), low=value, high=value, unit=unit), outlet=outlet, text=f"{value:g}")


def given(mine, *near, spoken=()):
    return [(s.view.outlet, s.verdict, s.why) for s in beside(mine, list(near), spoken, lambda a, b: -abs(a.fact.low - b.fact.low))]


def test_an_outlet_that_prints_another_value_near_by_is_read_not_silent():
    mine = fine(500.0, "statement")
    assert given(
        mine, ([fine(500.0, "North")], 0.8), ([fine(90.0, "South"), fine(200.0, "South")], 0.7),
        ([fine(7.0, "South")], 0.6), ([fine(12.0, "East", "litre", "measure")], 0.5), spoken=["North"],
    ) == [("South", "read", "it gives 200")]  # fmt: skip


def test_a_value_in_a_unit_that_cannot_be_set_beside_it_is_not_shown():
    assert given(fine(5.0, "statement", "metre", "measure"), ([fine(5.0, "West", "litre", "measure")], 0.9)) == []
