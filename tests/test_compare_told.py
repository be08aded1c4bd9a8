"""Which comparisons of a claim a reader is told."""

from claimcmp.comparer.told import told


def rows(kind, *verdicts):
    """Comparisons of a claim: agreements inside the first group, others between the first and the second."""
    return [{"kind": kind, "verdict": v, "left_group": 0, "right_group": int(v != "agree")} for v in verdicts]


def test_one_source_that_agrees_with_its_own_renderings_is_no_comparison():
    assert told(rows("number", "agree"), 1) == []
    assert told(rows("number", "agree"), 2) == rows("number", "agree")


def test_a_rendering_that_says_another_value_is_told():
    assert told(rows("number", "agree", "differ"), 1) == rows("number", "agree", "differ")


def test_that_all_deny_or_name_one_place_is_no_comparison():
    assert told(rows("polarity", "agree"), 3) == []
    assert told(rows("place", "compatible"), 3) == rows("place", "compatible")


def test_an_agreement_beside_a_value_that_is_left_unsaid_is_left_unsaid_too():
    assert told(rows("number", "agree"), 3, 2) == []
    assert told(rows("number", "agree", "compatible"), 3, 2) == rows("number", "agree", "compatible")
