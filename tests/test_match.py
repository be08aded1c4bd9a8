import pytest

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView, same_fact
from claimcmp.match.weights import weights


def views(text, lang="en", published=None):
    facts = tuple(read(SentenceText(text, lang, reference=published)))
    return [FactView(f, text=text, lang=lang, published=published, siblings=facts) for f in facts]


def first(text, kind, lang="en", published=None):
    return next(v for v in views(text, lang, published) if v.fact.kind == kind)


def levels(left, right):
    return {x.name: x.value for x in same_fact(left, right).levels}


@pytest.mark.parametrize(
    ("left", "right", "level", "value"),
    [
        ("Nine people were killed.", "Twelve people were killed.", "noun", "same"),
        ("Nine people were killed.", "Twelve people were injured.", "noun", "other"),
        ("The storm destroyed 300 homes.", "The storm damaged 800 homes.", "role", "other"),
        ("Nine people were killed in Peru.", "Twelve people were killed in India.", "place", "other"),
        ("Nine people were killed in Peru.", "Twelve people were killed in Lima.", "place", "same"),
    ],
)
def test_levels_of_counts(left, right, level, value):
    assert levels(first(left, "number"), first(right, "number"))[level] == value


@pytest.mark.parametrize(
    ("left", "right", "level", "value"),
    [
        ("Exports rose by 4 percent.", "Imports rose by 7 percent.", "contrast", "some"),
        ("Exports rose by 4 percent.", "Exports stood at 7 percent.", "figure", "other"),
    ],
)
def test_levels_of_shares(left, right, level, value):
    assert levels(first(left, "percent"), first(right, "percent"))[level] == value


def test_conflicting_values_fill_one_slot():
    match = same_fact(
        first("Nine soldiers were killed in the attack.", "number"), first("قُتل 12 جندياً في الهجوم.", "number", "ar")
    )
    assert match.same


def test_killed_and_injured_fill_two():
    text = "Seven people were killed and 19 injured."
    killed, injured = (v for v in views(text) if v.fact.kind == "number")
    assert not same_fact(killed, injured).same


def test_the_score_is_the_sum_of_the_weights():
    match = same_fact(first("Nine people were killed.", "number"), first("Twelve people were killed.", "number"))
    assert match.score == pytest.approx(sum(x.weight for x in match.levels))
    assert all(weights()[x.name][x.value] == x.weight for x in match.levels)


def test_what_was_lacking_is_named():
    match = same_fact(first("Nine people were killed.", "number"), first("Twelve people were killed.", "number"))
    assert set(match.lacking) >= {"place", "period", "similarity"}


def test_vectors_that_lie_far_apart_count_against():
    left, right = first("Nine people were killed.", "number"), first("Twelve people were killed.", "number")
    assert same_fact(left, right, similarity=0.9).score > same_fact(left, right, similarity=0.2).score


def test_order_does_not_matter():
    left, right = first("Nine people were killed in Peru.", "number"), first("Twelve people died in Lima.", "number")
    assert same_fact(left, right).score == same_fact(right, left).score
