"""No two values stand under one agreement unless the two were set side by side and found to be one value."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimcmp.comparer.members import compare_members
from claimcmp.comparer.source import Stand
from claimcmp.comparer.told import held_together
from claimcmp.config import CompareSettings
from claimcmp.match import FactView
from claimcmp.model import Fact
from claimcmp.report.view import strongest
from tests.test_compare_members import fact
from tests.test_compare_story import compare_claims, tables

SENTENCES = [
    "The explosion killed {} people.", "The explosion injured {} people.", "Police held {} people after the explosion.",
    "The blast in Belmir and Tarsk killed {} people.", "Each side freed {} prisoners.", "{} drones were shot down.",
    "India shot down {} Pakistani drones.", "About {} people were killed in the blast.", "{} of the dead were children.",
]  # fmt: skip
COUNTS = (7, 12, 19, 38, 83)
told = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.sampled_from(COUNTS), st.integers(0, 30)), min_size=2, max_size=6
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(told)
def test_every_two_values_of_an_agreement_were_compared_and_agree(drawn):
    articles = [(f"Outlet {n}", hour, [text.format(count)]) for n, (text, count, hour) in enumerate(drawn)]
    rows = tables(articles)
    positions, comparisons = (t.to_pylist() for t in compare_claims(rows, CompareSettings()))
    groups = {}
    for p in positions:
        if p["group"] >= 0:
            groups.setdefault(p["group"], []).append(p["article"])
    shown = [{"articles": a, "independent_sources": len(a)} for _, a in sorted(groups.items())]
    assert sorted(groups) == list(range(len(groups)))
    if strongest(comparisons, independent=len(articles), groups=shown) != "agree":
        return
    met = {frozenset((c["left_group"], c["right_group"])) for c in comparisons if c["verdict"] == "agree"}
    for one in groups:
        for other in groups:
            assert one == other or frozenset((one, other)) in met
    facts = {f["id"]: f for f in rows["facts"].to_pylist()}
    for number in groups:
        values = [facts[p["fact"]]["low"] for p in positions if p["group"] == number and p["fact"] >= 0]
        assert max(values) - min(values) <= 0.01 * max(values)
    assert all(c["why"] for c in comparisons)


def stands(*groups):
    return [Stand(n, [], g, FactView(Fact("number", 0, 1), n, article=n)) for n, g in enumerate(groups)]


def row(left, right, verdict="agree"):
    return {"kind": "number", "verdict": verdict, "left_group": left, "right_group": right}


def test_a_value_that_meets_none_of_those_that_agree_is_left_silent():
    some = stands(0, 1, 1, 2)
    assert held_together([row(1, 1)], some) == [row(0, 0)]
    assert [(s.group, s.chosen is None) for s in some] == [(-1, True), (0, False), (0, False), (-1, True)]


def test_of_values_that_agree_only_pair_by_pair_the_most_told_stay():
    some = stands(0, 0, 1, 2)
    assert held_together([row(0, 1), row(0, 2)], some) == [row(0, 1)]
    assert [s.group for s in some] == [0, 0, 1, -1]


def test_where_some_differ_every_value_is_shown():
    some = stands(0, 1, 2)
    assert held_together([row(0, 1, "differ")], some) == [row(0, 1, "differ")]
    assert [s.group for s in some] == [0, 1, 2]


def test_groups_that_were_never_compared_are_no_agreement():
    groups = [{"articles": [0], "independent_sources": 1}, {"articles": [1, 2], "independent_sources": 2}]
    assert strongest([], independent=3, groups=groups) == "unrelated"
    assert strongest([], independent=2, groups=groups[1:]) == "agree"


def test_one_number_of_two_things_is_no_agreement():
    held = fact("اعتقلت الشرطة سبعة أشخاص في مدينة لورين يوم الانتخابات.", "number", lang="ar")
    stood = fact("Bei der Wahl in Pandora traten sieben Kandidaten an.", "number", lang="de")
    tents = fact("L'armée a livré 250 tentes aux sinistrés du séisme d'Oruma.", "number", lang="fr")
    hurt = fact("При землетрясении в Оруме пострадали 250 человек.", "number", lang="ru")
    moved = fact("Some 600 residents of Beit Sama were moved to a stadium.", "number")
    women = fact("أُجلي نحو 1800 شخص من بيوتهم في بيت سما، بينهم 600 امرأة.", "number", lang="ar", number=1)
    for one, other in ((held, stood), (tents, hurt), (moved, women)):
        assert compare_members(one, other, evidence=2.0).verdict == "unrelated"
        assert compare_members(other, one, evidence=2.0).verdict == "unrelated"


def test_one_number_of_one_thing_agrees():
    held = fact("اعتقلت الشرطة سبعة أشخاص في مدينة لورين يوم الانتخابات.", "number", lang="ar")
    more = fact("Die Polizei nahm in Lorin sieben Menschen fest.", "number", lang="de")
    hurt = fact("При землетрясении в Оруме пострадали 250 человек.", "number", lang="ru")
    also = fact("Le séisme d'Oruma a fait 250 blessés.", "number", lang="fr")
    assert compare_members(held, more, evidence=2.0).verdict == "agree"
    assert compare_members(hurt, also, evidence=2.0).verdict == "agree"


def test_a_whole_and_its_parts_agree_as_two_values_with_their_reason():
    articles = [
        ("North", 0, ["Wednesday's attack killed five people in Belmir and two in Tarsk."]),
        ("South", 1, ["Seven people were killed in the attack on Belmir and Tarsk."]),
    ]
    positions, comparisons = (t.to_pylist() for t in compare_claims(tables(articles), CompareSettings()))
    assert {p["article"]: p["group"] for p in positions} == {0: 0, 1: 1}
    assert [(c["verdict"], "add up" in c["why"]) for c in comparisons] == [("agree", True)]
