"""What keeps two sentences from being joined by resemblance: denials of two parties, a denial and who was blamed."""

from dataclasses import replace

import pytest

from claimcmp.cluster.apart import other_site, sentences_apart
from claimcmp.cluster.others import others
from claimcmp.cluster.strangers import Strangers
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView


def views(text):
    facts = tuple(read(SentenceText(text, "en", reference=1_741_780_800.0)))
    return [FactView(f, text=text, lang="en", siblings=facts) for f in facts]


def test_two_parties_deny_two_things():
    one, two = views("Russia denied the report."), views("Ukraine denied the report.")
    assert sentences_apart(one, two)
    assert not sentences_apart(one, views("Russia denied that report again."))


def test_a_denial_is_not_joined_with_who_was_blamed():
    denied = views("Russia denied the attack.")
    assert sentences_apart(denied, views("The ministry blamed Russia for the attack."))
    assert not sentences_apart(denied, views("Russia confirmed the attack."))


def test_what_happened_at_another_building_is_another_event():
    bridge, tunnel = ("The bridge will close for repairs.", "en"), ("Тоннель откроют после ремонта.", "ru")
    assert other_site(bridge, tunnel)
    assert not other_site(bridge, ("Мост закроют на ремонт.", "ru"))


def test_figures_of_what_excludes_one_another_are_not_joined():
    loss, profit = views("The firm lost 30 million dollars, a loss."), views("The firm made a profit of 120 million dollars.")
    assert sentences_apart(loss, profit)


def strange(left, right):
    facts = [replace(v, sentence=i) for i, text in enumerate((left, right)) for v in views(text)]
    return Strangers({0: (left, "en", 0), 1: (right, "en", 1)}, facts)(0, 1)


def test_two_cities_of_one_country_are_two_events_and_a_city_of_a_country_may_be_that_country():
    assert strange("Seven people were hurt in Ferrara.", "Seven people were hurt in Pescara.")
    assert not strange("Seven people were hurt in Ferrara.", "Seven people were hurt in Italy.")


def told_apart(one, two, lang="en"):
    """The names of the levels by which any two facts of two sentences are of two things that look like one."""
    left, right = ([FactView(f, text=text, lang=lang, siblings=facts) for f in facts] for text in (one, two)
                   for facts in [tuple(read(SentenceText(text, lang, reference=1_741_780_800.0)))])  # fmt: skip
    return sorted({x.name for a in left for b in right if a.fact.kind == b.fact.kind for x in others(a, b)})


OTHERS = [
    ("en", "Velko will cut 3,000 jobs worldwide.", "Velko will cut 800 jobs at its Harstad plant.", ["share"]),
    ("en", "Velko will cut 3,000 jobs.", "Velko will cut 800 jobs at its Harstad plant.", []),
    ("de", "Velko streicht weltweit 3.000 Stellen.", "Im Werk Harstedt fallen 800 Stellen weg.", ["share"]),
    ("en", "Judge Helga Wolff opened the trial.", "Lawmaker Peter Wolff opened the hearing.", ["namesake"]),
    ("en", "Judge Helga Wolff opened the trial.", "The judge, Helga Wolff, opened it.", []),
    ("en", "The storm destroyed 60 houses.", "The storm felled 60 trees.", ["counted"]),
    ("en", "The storm destroyed 60 houses.", "The storm killed 60 people.", []),
    ("en", "Four people were killed in a shooting in Orsk.", "Seven people died in a blast in Velmar.", ["kind of event"]),
    ("en", "Four people were killed in a blast in Orsk.", "Seven people died in the blast in Orsk.", []),
]


@pytest.mark.parametrize(("lang", "one", "two", "levels"), OTHERS)
def test_two_things_that_look_like_one(lang, one, two, levels):
    assert told_apart(one, two, lang) == levels
