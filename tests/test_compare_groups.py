"""Groups of articles by value: what one report of a group says of whose or of when holds for the group."""

from dataclasses import replace

from claimcmp.comparer.groups import two_things
from claimcmp.comparer.source import Stand
from tests.test_compare_members import fact


def stand(article, group, text, lang):
    view = replace(fact(text, "number", lang=lang, hours=float(article)), article=article)
    return Stand(article, [view], group, view)


BARE = stand(0, 0, "Air defences shot down 71 of the drones.", "en")
WHOSE = stand(1, 0, "أعلن سلاح الجو في لاكوريا إسقاط 71 طائرة مسيّرة أطلقتها مورافيا ليلاً.", "ar")
THEIRS = stand(2, 1, "Министерство обороны Моравии сообщило, что за ночь сбиты 37 лакорийских беспилотников.", "ru")


def test_what_one_report_tells_of_whose_holds_for_all_that_give_its_value():
    assert two_things([BARE, THEIRS], 0, 1) == ""
    assert two_things([BARE, WHOSE, THEIRS], 0, 1) == "whose"
