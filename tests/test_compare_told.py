"""Which comparisons of a claim a reader is told."""

from claimcmp.comparer.source import Stand
from claimcmp.comparer.told import Finding, of_story, told
from claimcmp.match import FactView
from claimcmp.model import Fact


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
    assert told(rows("number", "agree"), 3, [2, 1]) == []
    assert told(rows("number", "agree"), 4, [4, 1]) == rows("number", "agree")
    assert told(rows("number", "agree", "compatible"), 3, [2, 1]) == rows("number", "agree", "compatible")


def stand(article, sentence, fact):
    view = FactView(fact, sentence, article=article)
    return Stand(article, [view], 0, view)


def finding(kind, facts, *, sources=3, first=0, verdict="agree"):
    """A finding whose articles stand with the sentences from ``first`` on."""
    stands = [stand(n, first + n, fact) for n, fact in enumerate(facts)]
    return Finding(0, 0, stands, rows(kind, verdict), sources)


def left(*findings, titles=()):
    of_story(findings, set(titles))
    return [bool(f.rows) for f in findings]


TWO, TWELVE = Fact("number", 0, 1, low=2, high=2), Fact("number", 0, 1, low=12, high=12)
DAY = Fact("date", 0, 1, low=0, high=86_400, unit="day")


def test_bare_counts_that_no_noun_holds_together_agree_everywhere():
    dead = Fact("number", 0, 1, low=2, high=2, concept="killed")
    assert left(finding("number", [TWO, dead])) == [False]
    assert left(finding("number", [dead, dead])) == [True]
    assert left(finding("number", [TWELVE, TWELVE])) == [True]


def test_an_agreement_of_titles_alone_is_left_out():
    assert left(finding("number", [TWELVE, TWELVE]), titles=[0, 1]) == [False]
    assert left(finding("number", [TWELVE, TWELVE]), titles=[0]) == [True]


def test_the_day_of_what_another_claim_is_about_is_left_out_where_two_sources_give_it():
    count, day = finding("number", [TWELVE, TWELVE]), finding("date", [DAY, DAY], sources=2)
    assert left(count, day) == [True, False]
    assert left(finding("date", [DAY, DAY], sources=2)) == [True]
    assert left(finding("number", [TWELVE, TWELVE]), finding("date", [DAY, DAY], sources=3)) == [True, True]
    assert left(finding("number", [TWELVE, TWELVE]), finding("date", [DAY, DAY], sources=2, first=1)) == [True, True]


def test_the_day_of_a_visit_on_whose_visitor_reports_differ_is_no_claim_beside_it():
    one, two = Fact("person", 0, 1, value="person:SLM"), Fact("person", 0, 1, value="person:AMD")
    who = finding("person", [one, two, two], verdict="differ")
    assert left(who, finding("date", [DAY, DAY, DAY])) == [True, False]
    assert left(who, finding("date", [DAY, DAY, DAY], first=1)) == [True, True]
