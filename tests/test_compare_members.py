"""Two facts of one claim: what meets is told, what conflicts only where the two are safely one or the story is sure."""

import pytest

from claimcmp.comparer.known import evidence_of
from claimcmp.comparer.members import compare_members, too_lone
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView
from claimcmp.model import schemas

NOON = 1_741_780_800.0  # 2025-03-12T12:00Z


def fact(text, kind, *, lang="en", hours=0.0, number=0):
    facts = tuple(read(SentenceText(text, lang, reference=NOON + hours * 3600)))
    chosen = [f for f in facts if f.kind == kind][number]
    return FactView(chosen, text=text, lang=lang, outlet=lang, published=NOON + hours * 3600, siblings=facts)


@pytest.mark.parametrize(
    ("left", "right", "kind", "langs"),
    [
        ("About 9,000 homes were without electricity.", "9 000 foyers sont privés de courant.", "number", ("en", "fr")),
        ("The wave was about 20 feet high.", "L'onda era alta sei metri.", "measure", ("en", "it")),
        ("Around 30 percent of the houses were flooded.", "Затоплены 30 процентов домов.", "percent", ("en", "ru")),
    ],
)
def test_figures_that_are_one_but_for_a_word_such_as_about_agree(left, right, kind, langs):
    assert compare_members(fact(left, kind, lang=langs[0]), fact(right, kind, lang=langs[1])).verdict == "agree"


SHUT = fact("Sixty per cent of the hospitals in the valley are shut.", "percent")
FORTY_FIVE = fact("Forty-five per cent of the wards no longer work.", "percent")


@pytest.mark.parametrize(("evidence", "verdict"), [(None, "unrelated"), (0.4, "unrelated"), (2.6, "differ")])
def test_a_conflict_of_strangers_is_told_only_where_the_story_is_sure(evidence, verdict):
    assert compare_members(SHUT, FORTY_FIVE, evidence=evidence).verdict == verdict


def test_lengths_of_two_scales_are_of_two_things_however_sure_the_story_is():
    years = fact("The works will take two years.", "duration")
    days = fact("Ships must wait 14 days.", "duration")
    assert compare_members(years, days, evidence=3.0).verdict == "unrelated"


def test_what_is_denied_differs_from_what_is_claimed():
    denied = fact("The Hill Guard denied the bombing.", "polarity")
    claimed = fact("Die Bergwacht bekannte sich zu dem Anschlag.", "polarity", lang="de")
    assert compare_members(denied, claimed).verdict == "differ"


def test_two_holders_of_one_office_differ_and_a_family_name_is_the_full_name():
    one = fact("Oil minister Salim Khoury toured the depot.", "person")
    two = fact("Oil minister Adel Mansour toured the depot.", "person")
    short = fact("Khoury, the oil minister, toured the depot.", "person")
    assert compare_members(one, two, evidence=0.8).verdict == "differ"
    assert compare_members(one, two, evidence=-1.0).verdict == compare_members(one, two).verdict
    assert compare_members(one, short, evidence=0.8).verdict in ("agree", "compatible")


def test_dates_that_no_two_reports_share_need_a_sure_story():
    monday = fact("The bridge opened on Monday.", "date")
    tuesday = fact("Il ponte ha aperto martedì.", "date", lang="it")
    assert too_lone(monday, tuesday, 1.9, agreed=False)
    assert not too_lone(monday, tuesday, 1.9, agreed=True)
    assert not too_lone(monday, tuesday, 2.6, agreed=False)


def test_places_that_no_two_reports_share_need_a_sure_story():
    geneva = fact("The delegations met in Geneva.", "place")
    vienna = fact("Das Treffen fand in Wien statt.", "place", lang="de")
    assert too_lone(geneva, vienna, 1.6, agreed=False)
    assert not too_lone(geneva, vienna, 1.6, agreed=True)
    assert not too_lone(geneva, vienna, 2.1, agreed=False)


def test_the_story_s_evidence_is_looked_up_by_both_facts_in_any_order():
    import pyarrow as pa

    rows = [{"left": 3, "right": 1, "score": 1.5, "levels": []}, {"left": 0, "right": 2, "score": -2.0, "levels": []}]
    tables = {"edges": pa.Table.from_pylist(rows, schema=schemas()["edges"]), "facts": pa.table({"id": list(range(4))})}
    known = evidence_of(tables)
    assert (known(1, 3), known(3, 1), known(2, 0), known(0, 1)) == (1.5, 1.5, -2.0, None)
    assert evidence_of({})(0, 1) is None


def test_a_conflict_that_the_claim_tells_shows_the_sum_of_the_levels_that_it_shows():
    denied = fact("The owner denied that the ship was overloaded.", "polarity")
    stated = fact("The minister confirmed that the ventilation failed.", "polarity")
    judged = compare_members(denied, stated, evidence=4.0)
    assert judged.verdict == "differ"
    assert judged.score == 4.0
    lesser = compare_members(denied, stated, evidence=-3.0)
    assert lesser.score == sum(level.weight for level in lesser.levels)


def test_small_counts_of_two_nouns_do_not_conflict():
    votes = fact("The coalition has a majority of three.", "number")
    calls = fact("He made two calls.", "number")
    assert compare_members(votes, calls, evidence=3.7).verdict == "unrelated"


def test_two_places_of_sentences_with_nothing_else_in_common_are_no_conflict():
    here = fact("In Lyon the agency tightened its checks.", "place")
    there = fact("Der Arzt arbeitet in Basel.", "place", lang="de")
    assert compare_members(here, there, evidence=2.4).verdict == "unrelated"


@pytest.mark.parametrize(
    ("earlier", "later", "kind", "langs"),
    [
        ("The walkout lasts 48 hours.", "Der Ausstand wird auf drei Tage verlängert.", "duration", ("en", "de")),
        ("Preliminary figures put support at 58.3 percent.", "Support was 56.9 percent.", "percent", ("en", "en")),
    ],
)
def test_a_stretch_that_is_lengthened_and_a_first_figure_are_replaced(earlier, later, kind, langs):
    one, two = fact(earlier, kind, lang=langs[0]), fact(later, kind, lang=langs[1], hours=26)
    assert compare_members(one, two, evidence=2.0).verdict == "updated"


def test_an_update_is_told_sooner_than_a_difference():
    before = fact("Nine branches were damaged.", "number")
    after = fact("So far fourteen shops were damaged.", "number", hours=9)
    assert compare_members(before, after, evidence=0.2).verdict == "updated"


def test_a_sum_whose_currency_one_text_leaves_open_is_the_same_sum():
    named = fact("Each family is to get 500,000 Turkish lira.", "money")
    left_open = fact("Родинам виплатять по 500 тисяч лір.", "money", lang="uk")
    assert left_open.fact.unit == ""
    assert compare_members(named, left_open, evidence=1.0).verdict == "agree"


def test_equal_figures_of_one_slot_agree_though_one_text_tells_a_change():
    rise = fact("The union wants a raise of 8 percent.", "percent")
    asked = fact("Las trabajadoras piden el 8 % en sus salarios.", "percent", lang="es")
    assert compare_members(rise, asked, evidence=1.4).verdict == "agree"


def of_later_day(left, right, kind, langs=("en", "en")):
    """The verdict on a figure and one of the day after, in a story that is sure of one slot."""
    one, two = fact(left, kind, lang=langs[0]), fact(right, kind, lang=langs[1], hours=26)
    return str(compare_members(one, two, evidence=3.0).verdict)


def test_some_of_the_dead_are_no_earlier_count_of_the_dead():
    assert of_later_day("Nine people were killed in the mudslide.", "Twelve people were killed in the mudslide.", "number") == "updated"
    assert of_later_day("Nine children were killed in the mudslide.", "Twelve people were killed in the mudslide.", "number") == "unrelated"
    assert of_later_day("9 enfants ont été tués dans la coulée de boue.", "قتل 12 شخصاً في الانهيار الطيني.", "number", ("fr", "ar")) == "unrelated"


def test_those_who_remain_do_not_grow_in_number():
    assert of_later_day("Fifteen of the injured remain in hospital.", "25 injured people are still in hospital.", "number") != "updated"


@pytest.mark.parametrize(("left", "right", "kind", "langs"), [
    ("Annual inflation was 29.8 percent.", "Das Pfund verlor knapp 29 Prozent und kostete 61,2 je Dollar.", "percent", ("en", "de")),
    ("The interest rate stands at 27.25 percent.", "La moneta ha perso quasi il 30 per cento.", "percent", ("en", "it")),
])  # fmt: skip
def test_a_vague_share_of_another_thing_is_not_compatible(left, right, kind, langs):
    assert compare_members(fact(left, kind, lang=langs[0]), fact(right, kind, lang=langs[1]), evidence=1.7).verdict == "unrelated"


def test_a_price_is_no_count_and_an_update_runs_from_the_earlier_to_the_later():
    later = fact("Brent crude closed at 65.80 dollars a barrel.", "money", hours=40)
    earlier = fact("Brent crude rose to 66.20 dollars a barrel.", "money")
    found = compare_members(later, earlier, evidence=3.0)
    assert found.verdict == "updated"
    assert "a later price" in found.why and found.why.endswith("66.20 dollars → 65.80 dollars")
