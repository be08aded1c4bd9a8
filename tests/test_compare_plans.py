"""Dates of one claim that do not conflict: of one day, moved, or only side by side."""

import pytest

from claimcmp.comparer.members import compare_members
from tests.test_compare_members import fact


@pytest.mark.parametrize(
    ("left", "right", "langs", "verdict"),
    [
        ("The bridge fell at 7.40 p.m. on Monday.", "Le pont s'est effondré lundi soir.", ("en", "fr"), "agree"),
        ("The bridge fell on Monday.", "Die Brücke stürzte am Montagabend ein.", ("en", "de"), "agree"),
        ("The port opens on March 31.", "Der Hafen öffnet Ende März.", ("en", "de"), "compatible"),
        ("By Sunday morning the fire was out.", "El incendio empezó el sábado por la tarde.", ("en", "es"), "unrelated"),
    ],
)
def test_dates_of_one_day_agree_and_those_that_only_do_not_conflict_say_nothing(left, right, langs, verdict):
    one, two = fact(left, "date", lang=langs[0]), fact(right, "date", lang=langs[1])
    assert compare_members(one, two, evidence=1.0).verdict == verdict


def test_a_moved_day_replaces_the_one_that_an_earlier_report_gave():
    plan = fact("The board is to meet on March 18.", "date")
    moved = fact("The board's meeting was postponed from March 18 to March 25.", "date", hours=30)
    assert compare_members(plan, moved, evidence=1.0).verdict == "updated"
