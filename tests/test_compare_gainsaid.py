"""Denials: where a text says "not", also by the form of a verb, and whether it denies what another text tells."""

from __future__ import annotations

import pytest

from claimcmp.comparer.acts import acts
from claimcmp.comparer.sentences import Side, evidence_of, views
from claimcmp.facts.nouns.denials import denials_in
from claimcmp.match import FactView
from claimcmp.model import Fact
from claimcmp.text import normalize


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The clinic did not close.", [("not", "after")]),
        ("ar", "لم تغلق العيادة.", [("لم", "after")]),
        ("ru", "Клинику не закрыли.", [("не", "after")]),
        ("uk", "Жодного доказу суд не побачив.", [("жодного", "after"), ("не", "after")]),
        ("fr", "La clinique ne ferme pas.", [("ne", "after"), ("pas", "after")]),
        ("de", "Die Klinik schließt nicht.", [("nicht", "after")]),
        ("es", "La clínica no cierra.", [("no", "after")]),
        ("it", "La clinica non chiude.", [("non", "after")]),
        ("pt", "A clínica não fecha.", [("não", "after")]),
        ("he", "המרפאה לא נסגרה.", [("לא", "after")]),
        ("zh", "诊所没有关闭。", [("没有", "after")]),
        ("tr", "Köprü açılmadı.", [("açilmadi", "own")]),
        ("tr", "Köprünün açılmayacağını söyledi.", [("açilmayacağini", "own")]),
        ("tr", "Ödülü bir komedi aldı.", []),
        ("fa", "پل باز نشد.", [("نشد", "own")]),
        ("fa", "پل باز شد.", []),
    ],
)
def test_denials(lang, text, expected):
    folded = normalize(text).text
    found = {(folded[d.start : d.end], d.side) for d in denials_in(text, lang)}
    assert found == set(expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("en", "The harbour council approved the pier."), ("en", "The harbour council did not approve the pier."), "told"),
        (("ru", "Отель «Маяк» продадут."), ("ru", "Отель «Маяк» продавать не будут."), "not named"),
        (("en", "Nurses will strike on Monday."), ("ru", "Забастовки медсестёр не будет, забастовка отменена."), "not named"),
        (("en", "The dam was built by Lorvan."), ("es", "La presa la hizo Tesmo, y no Lorvan."), "told"),
        (("tr", "Kapılar gece açıldı."), ("tr", "Kapılar gece açılmadı."), "told"),
        (("en", "There were no weapons on the ship."), ("ar", "لم تكن على متن السفينة أسلحة."), "denied"),
    ],
)
def test_what_is_denied(a, b, expected):
    found = evidence_of(Side(a[1], a[0]), Side(b[1], b[0]))
    assert [name for name in found if name.startswith("denies")] == [f"denies what is {expected}"]


def test_a_verb_that_denies_itself_undoes_an_act():
    text = "Köprü açılmadı."
    read = tuple(v.fact for v in views(text, "tr", None, "", 0))
    assert acts(FactView(Fact("", 0, 0), text=text, lang="tr", siblings=read)) == {"open": {False}}


def test_approval_against_refusal():
    found = evidence_of(Side("The senate approved the tax.", "en"), Side("El senado rechazó el impuesto.", "es"))
    assert found["stances opposed"] == 1.0


def test_two_kinds_of_conflict_are_named_together():
    found = evidence_of(
        Side("Storms killed 12 people in Lisbon.", "en"), Side("Storms killed 40 people in Porto.", "en")
    )
    assert found["conflict figure with place"] == 1.0
