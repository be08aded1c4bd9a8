"""The fit of what figures and dates of a story weigh: its file is what the code reads, and it learns what tells."""

import pytest

from claimcmp.cluster import fitted
from claimcmp.cluster.edge import Edge
from claimcmp.match import FactView
from claimcmp.model import Fact, Level
from tools.fit_claim_weights import Labelled, columns, fit, hats, is_value, written


@pytest.fixture(autouse=True)
def the_table():
    before = fitted.table()
    yield before
    fitted.use(before)


def test_what_is_written_is_what_is_read(the_table):
    text = written(the_table.values, the_table.points)
    assert fitted.read_table(text) == the_table
    assert text == fitted.TABLE.read_text(encoding="utf-8")


def test_a_value_between_two_knots_is_shared_by_them():
    assert hats(0.25, [0.0, 0.5, 1.0]) == [(0, 0.5), (1, 0.5)]
    assert (hats(-3.0, [0.0, 0.5]), hats(9.0, [0.0, 0.5])) == ([(0, 1.0)], [(1, 1.0)])


def test_the_columns_of_an_edge_and_what_else_it_weighs():
    levels = (Level("noun", "same", 1.3), Level("choice", "+0.40", 1.4), Level("value elsewhere", "same article", -2.0))
    knots = [x for x, _ in fitted.table().points["choice"]]
    last = (("choice", str(len(knots) - 1)), 1.0)
    assert columns(Edge(0, 1, 0.0, levels), "number") == (dict([(("noun", "same"), 1.0), last]), -2.0)


def test_a_level_that_tells_two_slots_apart_falls():
    part = Labelled("made", 1.0, None, None)
    part.rows = [({("value", "near"): 1.0, ("start", "number"): 1.0}, 0.0, float(i % 10 == 0)) for i in range(200)]
    table = fit([part], 1.0)
    assert table.values["value"]["near"] < fitted.table().values["value"]["near"]
    assert table.values["value"]["far"] == fitted.table().values["value"]["far"]


@pytest.mark.parametrize(("fact", "text", "expected"), [
    (Fact("number", 0, 1, low=85.0), ">=85 person killed", True),
    (Fact("money", 0, 1, low=40e6, high=40e6), "40 million EUR", True),
    (Fact("number", 0, 1, low=62.0, high=62.0), "85 person killed", False),
    (Fact("date", 0, 1, low=1725753600.0, high=1725840000.0), "2024-09-08 (evening)", True),
    (Fact("date", 0, 1, low=1725753600.0, high=1725840000.0), "2024-09-10", False),
])  # fmt: skip
def test_the_value_that_a_gold_comparison_writes(fact, text, expected):
    assert is_value(FactView(fact, text="", lang="en"), text) is expected


def test_counts_grow_from_report_to_report():
    early, late = (
        FactView(Fact("number", 0, 1, low=x, high=x, concept="killed"), text="", lang="en", published=at)
        for x, at in ((62.0, 0.0), (144.0, 3600.0))
    )
    assert fitted.told_values(early, late) == fitted.told_values(late, early) == "grown far"
    late = FactView(Fact("number", 0, 1, low=144.0, high=144.0, concept="seat"), text="", lang="en", published=3600.0)
    assert fitted.told_values(early, late) == "far"
