"""What two sentences part on, taken together; lone names, stances and speakers as evidence."""

from __future__ import annotations

import pytest

from claimcmp import compare_sentences
from claimcmp.comparer.sentences import Side, evidence_of

EARLY, LATE = "2025-04-08T09:00:00+00:00", "2025-04-08T11:00:00+00:00"


@pytest.mark.parametrize(
    ("lang", "a", "b"),
    [
        ("en", "Sherman will lead the US delegation.", "Nuland will lead the US delegation."),
        ("ru", "Делегацию на переговорах возглавит Сидоренко.", "Делегацию на переговорах возглавит Кольцов."),
        ("es", "Pizarro encabezará la lista del partido.", "Quiroga encabezará la lista del partido."),
        ("uk", "Комісію очолить Гнатюк.", "Комісію очолить Петренко."),
    ],
)
def test_two_lone_names_of_one_deed_differ(lang, a, b):
    found = compare_sentences(a, b, lang_a=lang, lang_b=lang, published_a=EARLY, published_b=LATE)
    assert str(found.verdict) == "differ"


def test_the_one_kind_of_value_that_conflicts_is_named():
    a = Side("Sherman will lead the talks on 4 May.", "en", EARLY)
    b = Side("Nuland will lead the talks on 4 May.", "en", LATE)
    found = evidence_of(a, b)
    assert {name for name in found if name.startswith(("conflict", "person conflict"))} == {
        "conflict person", "conflict person beside some", "person conflict of one deed",
    }  # fmt: skip


def test_who_says_so_is_compared_by_how_he_is_named():
    a = Side("The army said the strike hit a depot.", "en", EARLY)
    b = Side("Witnesses said the strike hit a depot.", "en", LATE)
    found = evidence_of(a, b)
    assert {name for name in found if name.startswith("speaker")} == {"speaker both", "speaker vague"}


def test_a_denial_in_one_text_alone_is_a_stance():
    a = Side("Police arrested the captain on Wednesday.", "en", EARLY)
    b = Side("The ministry denied that the captain had been arrested.", "en", LATE)
    found = evidence_of(a, b)
    assert (found["stance denied one"], found["denied what is told"]) == (1.0, 1.0)


def test_nobody_denies_what_follows():
    a = Side("Two passengers survived the crash.", "en", EARLY)
    b = Side("Nobody survived the crash.", "en", LATE)
    assert evidence_of(a, b)["deed undone"] == 1.0


def test_a_victory_is_no_negation():
    assert "negation one" not in evidence_of(Side("She won the race.", "en"), Side("She lost the race.", "en"))


@pytest.mark.parametrize(
    ("lang", "a", "b"),
    [
        ("en", "The envoy pulled out of the conference.", "The envoy will be at the conference."),
        ("zh", "部长已经辞职。", "部长否认辞职。"),
        ("ru", "Отец Михаил остаётся под стражей.", "Отец Михаил освобождён."),
        ("fr", "Le musée a rouvert.", "Le musée reste fermé."),
        ("tr", "Dizi ekibi üyesi hâlâ tutuklu.", "Dizi ekibi üyesi serbest bırakıldı."),
        ("ar", "استقال وزير العدل.", "لم يستقل وزير العدل."),
    ],
)
def test_an_act_undone_in_other_words(lang, a, b):
    found = evidence_of(Side(a, lang, EARLY), Side(b, lang, LATE))
    assert found.get("deed undone") == 1.0


def test_one_man_killed_or_arrested():
    killed = Side("The gunman was killed by police in Alin.", "en", EARLY)
    arrested = Side("The gunman was arrested by police in Alin.", "en", LATE)
    assert evidence_of(killed, arrested)["fate other"] == 1.0
