"""Which sentences that are only alike say one thing, which denials are of one matter, and what is told of neither."""

import pytest

from claimcmp.comparer.growing import raised
from claimcmp.comparer.known import Evidence
from claimcmp.comparer.sayings import at_home, gathered, one_matter, one_saying, without_known
from claimcmp.comparer.sentences import EMPTY, views
from claimcmp.comparer.source import Stand
from claimcmp.comparer.told import Finding
from claimcmp.comparer.twice import without_twice
from claimcmp.match import FactView
from claimcmp.model import Fact


def said(*sentences):
    """Whole sentences given as (language, text), and the facts of each."""
    found = {n: views(text, lang, "2026-03-04T12:00:00Z", "", n) for n, (lang, text) in enumerate(sentences)}
    wholes = [FactView(EMPTY, n, text, lang, n, "", None, tuple(v.fact for v in found[n]))
              for n, (lang, text) in enumerate(sentences)]  # fmt: skip
    return wholes, lambda n: dict(enumerate(found[n]))


ONE = [
    (("en", "The mine at Torvik lies eighty kilometres from the sea."), ("es", "La mina de Torvik está a ochenta kilómetros del mar.")),
    (("fr", "L'enquête a été confiée au juge Marcel Duvivier."), ("de", "Mit den Ermittlungen wurde der Richter Marcel Duvivier beauftragt.")),
    (("it", "Il traghetto è rimasto fermo nel porto di Salvera."), ("pt", "O ferry ficou parado no porto de Salvera.")),
]
OTHER = [
    # A figure that one of them gives alone, or another figure.
    (("en", "The hospital took in 34 of the injured."), ("es", "En el hospital siguen 15 heridos.")),
    (("ru", "За ночь сбито 92 беспилотника."), ("de", "In der Nacht wurden 41 Drohnen abgefangen.")),
    (("en", "The reactor needs a new pump."), ("fr", "La pompe du réacteur coûtera 3 millions d'euros.")),
    (("tr", "Okullar 14 gün kapalı kalacak."), ("it", "Le scuole riaprono dopo 9 giorni.")),
    # One side denies; both deny, but not the same ones.
    (("en", "The owner said the crane had been inspected in May."), ("en", "The owner denied that the crane had been neglected.")),
    (("es", "El sindicato niega que el maquinista bebiera."), ("en", "The prosecutor denied that the driver was under arrest.")),
    # Two hours, two days.
    (("de", "Um 22.30 Uhr wurde der Tunnel gesperrt."), ("en", "The tunnel opened again at 5:10 a.m.")),
    # Other persons.
    (("en", "Judge Marta Olsen adjourned the trial."), ("en", "Judge Henrik Dahl adjourned the trial.")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), ONE)
def test_two_renderings_say_one_thing(one, two):
    (left, right), facts = said(one, two)
    assert one_saying(left, right, facts)


@pytest.mark.parametrize(("one", "two"), OTHER)
def test_sentences_that_are_only_alike_do_not_say_one_thing(one, two):
    (left, right), facts = said(one, two)
    assert not one_saying(left, right, facts)
    assert not one_saying(right, left, facts)


def denial(n, speaker="", value="denied"):
    return FactView(Fact("polarity", 0, 1, value=value, speaker=speaker, id=n), n, f"sentence {n}", "en", n)


def near(cosine):
    """Evidence on the facts 0 and 1 alone, their sentences as near as that."""
    import numpy as np

    return Evidence(2, np.array([1]), np.array([2.0]), np.array([cosine]))


def test_two_denials_are_of_one_matter_where_their_sentences_are_near_enough():
    assert one_matter(denial(0), denial(1), near(0.5))
    assert not one_matter(denial(0), denial(1), near(0.37))
    assert not one_matter(denial(0), denial(1, value="confirmed"), near(0.9))


def test_what_one_person_denies_twice_needs_less():
    assert one_matter(denial(0, "person:RSA ILF"), denial(1, "person:RSA ILF"), near(0.37))
    assert not one_matter(denial(0, "person:RSA ILF"), denial(1, "person:RSA ILF"), near(0.2))
    assert not one_matter(denial(0, "person:RSA ILF"), denial(1, "person:IN BL"), near(0.37))


def stands(*sentences):
    return [Stand(n, [v], 0, v) for n, v in enumerate(FactView(EMPTY, s, str(s), "en", s) for s in sentences)]


def alike(a, b):
    """Sentences of one dozen say one thing."""
    return a.sentence // 12 == b.sentence // 12


def test_only_the_greatest_group_that_says_one_thing_is_left():
    some = stands(0, 12, 1, 2, 13)
    gathered(some, alike, len)
    assert [s.group for s in some] == [0, -1, 0, 0, -1]
    assert [s.chosen and s.chosen.sentence for s in some] == [0, None, 1, 2, None]


def test_where_no_two_sources_say_one_thing_nothing_is_told():
    some = stands(0, 12, 24)
    gathered(some, alike, len)
    assert [s.group for s in some] == [-1, -1, -1]
    copies = stands(0, 1)
    gathered(copies, alike, lambda of: min(len(of), 1))
    assert [s.group for s in copies] == [-1, -1]


def test_like_words_around_a_figure_that_is_told_are_told_once():
    count = Fact("number", 0, 1, low=21, high=21, concept="crew")
    figure = [Stand(n, [v], 0, v) for n, v in enumerate(FactView(count, s, str(s), "en", s) for s in (0, 1, 2))]
    row = {"kind": "number", "verdict": "agree", "left_group": 0, "right_group": 0}
    words, more = stands(0, 1), stands(0, 7)
    without_known([Finding(0, 0, figure, [row], 3), Finding(1, 0, words), Finding(2, 0, more)])
    assert [s.group for s in words] == [-1, -1]
    assert [s.group for s in more] == [0, 0]


def money(n, text, value, other=None):
    at = text.index(value[0])
    facts = [Fact("money", at, at + len(value[0]), low=value[1], high=value[1], unit="EUR", concept="profit")]
    if other:
        at = text.index(other[0])
        facts.append(Fact("money", at, at + len(other[0]), low=other[1], high=other[1], unit="EUR", concept="profit"))
    return FactView(facts[0], n, text, "en", n, published=86_400.0 * n, siblings=tuple(facts))


def test_an_old_value_beside_the_one_that_both_tell_is_no_update():
    first = money(1, "Profit was 940 million euros.", ("940 million", 9.4e8))
    risen = money(2, "Profit rose to 940 million euros from 610 million.", ("940 million", 9.4e8), ("610 million", 6.1e8))
    repeated = money(2, "Profit rose to 990 million euros from 940 million.", ("940 million", 9.4e8), ("990 million", 9.9e8))
    assert not raised(first, risen)
    assert raised(first, repeated)


def test_whether_two_sentences_say_one_thing_is_worked_out_once(monkeypatch):
    (left, right), facts = said(*ONE[0])
    assert one_saying(left, right, facts)
    monkeypatch.setattr("claimcmp.comparer.sayings.evidence", None)  # nothing may be weighed again
    assert one_saying(left, right, facts)


@pytest.mark.parametrize(("meets", "home", "asked"), [
    ("11000", False, 5), ("11100", True, 3), ("00000", False, 3), ("10101", True, 5), ("01010", False, 5),
])  # fmt: skip
def test_an_article_asks_no_more_of_a_group_than_it_takes_to_know_whether_most_say_the_same(meets, home, asked):
    stands = [Stand(n, [FactView(Fact("", 0, 0), n, "", "en", n)]) for n in range(6)]
    seen = []

    def alike(one, two):
        seen.append(two.sentence)
        return meets[two.sentence] == "1"

    assert at_home(stands[5], stands[:5], alike) == home
    assert len(seen) == asked


def conflict(claim, *sides, score=1.0):
    """A denial that articles contradict one another on: (article, sentence, group) each."""
    found = [Stand(a, [v], g, v) for a, s, g in sides for v in [FactView(EMPTY, s, str(s), "en", a)]]
    row = {"kind": "polarity", "verdict": "differ", "left_group": 0, "right_group": 1, "score": score}
    return Finding(claim, 0, found, [row], 2)


def told_of(titles, *findings):
    without_twice(findings, set(titles))
    return [bool(f.rows) for f in findings]


def test_a_contradiction_of_titles_is_told_once_with_that_of_the_bodies():
    titles, bodies = conflict(0, (1, 10, 0), (2, 20, 1), score=3.0), conflict(1, (1, 11, 0), (2, 21, 1))
    assert told_of([10, 20], titles, bodies) == [False, True]
    assert [s.group for s in titles.stands] == [-1, -1]


def test_of_two_tellings_that_with_more_outlets_stays():
    wide, narrow = conflict(0, (1, 10, 0), (2, 21, 1), (3, 31, 0)), conflict(1, (1, 11, 1), (2, 21, 0), score=3.0)
    assert told_of([10], narrow, wide) == [False, True]


def test_two_matters_between_the_same_outlets_are_both_told():
    assert told_of([], conflict(0, (1, 10, 0), (2, 20, 1)), conflict(1, (1, 11, 0), (2, 21, 1))) == [True, True]
    assert told_of([10], conflict(0, (1, 10, 0), (2, 20, 0)), conflict(1, (1, 11, 0), (2, 20, 1))) == [True, True]
