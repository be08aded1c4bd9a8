"""Which comparisons of a claim a reader is told."""

from claimcmp.comparer.story import told


def rows(kind, *verdicts):
    return [{"kind": kind, "verdict": v} for v in verdicts]


def test_one_source_that_agrees_with_its_own_renderings_is_no_comparison():
    assert told(rows("number", "agree"), 1) == []
    assert told(rows("number", "agree"), 2) == rows("number", "agree")


def test_a_rendering_that_says_another_value_is_told():
    assert told(rows("number", "agree", "differ"), 1) == rows("number", "agree", "differ")


def test_that_all_deny_or_name_one_place_is_no_comparison():
    assert told(rows("polarity", "agree"), 3) == []
    assert told(rows("place", "compatible"), 3) == rows("place", "compatible")
