import pyarrow as pa
import pytest

from claimcmp.comparer import compare_claims
from claimcmp.config import CompareSettings
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import schemas

HOUR = 3600.0
START = 1_715_763_600.0  # 2024-05-15T09:00Z


def tables(articles, *, kind="number", concept="killed", origins=()):
    """Tables of one story with one claim: articles as (outlet, hours after the start, sentences)."""
    rows = {name: [] for name in ("articles", "sentences", "facts", "members", "stories", "claims", "origins")}
    for number, (outlet, hours, sentences) in enumerate(articles):
        published = None if hours is None else START + hours * HOUR
        rows["articles"].append({"id": number, "key": f"a{number}", "outlet": outlet, "url": "", "title": "", "lang": "en",
                                 "published": published, "utc_offset": 0, "sha256": "", "text": " ".join(sentences)})  # fmt: skip
        for text in sentences:
            sentence = len(rows["sentences"])
            rows["sentences"].append({"id": sentence, "article": number, "position": 0, "start": 0, "end": len(text),
                                      "lang": "en", "text": text})  # fmt: skip
            for fact in read(SentenceText(text, "en", reference=published)):
                row = {name: getattr(fact, name) for name in schemas()["facts"].names}
                row.update(id=len(rows["facts"]), sentence=sentence)
                if fact.kind == kind and fact.concept == concept:
                    rows["members"].append({"claim": 0, "sentence": sentence, "fact": row["id"], "similarity": 1.0})
                rows["facts"].append(row)
    rows["stories"].append({"id": 0, "key": "s", "title": "", "articles": list(range(len(articles)))})
    rows["claims"].append({"id": 0, "key": "c", "story": 0, "kind": kind, "slot": concept, "representative": 0})
    rows["origins"] = [
        {"article": a, "origin": o, "relation": r, "share": 1.0, "credit": "", "why": ""} for a, o, r in origins
    ]
    spec = schemas()
    return {name: pa.Table.from_pylist(value, schema=spec[name]) for name, value in rows.items()}


def compared(articles, settings=None, **options):
    positions, comparisons = compare_claims(tables(articles, **options), settings or CompareSettings())
    groups = {p["article"]: p["group"] for p in positions.to_pylist()}
    return groups, [(c["left_group"], c["right_group"], c["verdict"]) for c in comparisons.to_pylist()]


def test_outlets_are_grouped_by_value_and_the_silent_one_is_named():
    groups, verdicts = compared([
        ("North", 0, ["The explosion killed 12 people."]), ("South", 1, ["Twelve people were killed in the explosion."]),
        ("East", 1, ["The explosion killed 17 people."]), ("West", 2, ["The mayor visited the site of the explosion."]),
    ])  # fmt: skip
    assert groups == {0: 0, 1: 0, 2: 1, 3: -1}
    assert verdicts == [(0, 0, "agree"), (0, 1, "differ")]


def test_a_growing_count_is_an_update():
    groups, verdicts = compared([
        ("North", 0, ["The explosion killed at least nine people."]), ("South", 26, ["The explosion killed 14 people."]),
        ("East", 50, ["The explosion killed 16 people."]),
    ])  # fmt: skip
    assert groups == {0: 0, 1: 1, 2: 2}
    assert verdicts == [(0, 1, "updated"), (0, 2, "updated"), (1, 2, "updated")]


def test_a_count_told_before_and_after_another_is_no_update():
    _, verdicts = compared([
        ("North", 0, ["The explosion killed 40 people."]), ("South", 24, ["The explosion killed 14 people."]),
        ("East", 50, ["The explosion killed 40 people."]),
    ])  # fmt: skip
    assert (0, 1, "differ") in verdicts


def test_running_counts_of_unknown_times_are_possibly_earlier_and_later():
    articles = [("North", None, ["The explosion killed 12 people."]), ("South", 1, ["The explosion killed 17 people."])]
    _, comparisons = compare_claims(tables(articles), CompareSettings())
    assert [(c["verdict"], "possibly a later count" in c["why"]) for c in comparisons.to_pylist()] == [("updated", True)]
    assert compared(articles, CompareSettings(count_possible_updates=True))[1] == [(0, 1, "differ")]


def test_other_counts_of_unknown_times_differ():
    _, verdicts = compared(
        [("North", None, ["The ministry bought 12 tanks."]), ("South", None, ["The ministry bought 17 tanks."])],
        concept="tank",
    )
    assert verdicts == [(0, 1, "differ")]


def test_groups_are_compared_through_reports_of_known_times():
    _, verdicts = compared([
        ("North", None, ["The explosion killed 12 people."]), ("South", None, ["The explosion killed 17 people."]),
        ("East", 0, ["The explosion killed 12 people."]), ("West", 1, ["The explosion killed 17 people."]),
    ])  # fmt: skip
    assert (0, 1, "differ") in verdicts


def test_an_outlet_that_reports_both_sides_does_not_differ():
    _, verdicts = compared([
        ("North", 0, ["The explosion killed 12 people.", "The explosion killed 17 people, the hospital said."]),
        ("South", 1, ["The explosion killed 17 people."]),
    ])  # fmt: skip
    assert "differ" not in [v for *_, v in verdicts]


def test_a_copy_without_a_sentence_of_its_own_stands_where_its_origin_stands():
    groups, _ = compared(
        [("North", 0, ["The explosion killed 12 people."]), ("Copy", 1, ["Read more."]),
         ("South", 1, ["The explosion killed 12 people."])],
        origins=[(1, 0, "copy")],
    )  # fmt: skip
    assert groups == {0: 0, 1: 0, 2: 0}


def test_the_reason_of_a_difference_is_one_line():
    _, comparisons = compare_claims(
        tables([("North", 0, ["The explosion killed 12 people."]), ("South", 1, ["The explosion killed 17 people."])]),
        CompareSettings(),
    )
    row = comparisons.to_pylist()[0]
    assert row["why"] == "same noun, same kind of people or things, same subject; 12 ≠ 17; North against South"
    assert {level["name"] for level in row["levels"]} >= {"noun", "place", "period", "value"}


def test_the_tables_have_their_schemas_even_when_empty():
    empty = {name: schema.empty_table() for name, schema in schemas().items()}
    positions, comparisons = compare_claims(empty, CompareSettings())
    assert positions.schema == schemas()["positions"]
    assert comparisons.schema == schemas()["comparisons"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_the_same_input_gives_the_same_tables(order):
    articles = [("North", 0, ["The explosion killed 12 people."]), ("South", 1, ["The explosion killed 17 people."]),
                ("East", 2, ["The explosion killed 12 people."])]  # fmt: skip
    first = compare_claims(tables([articles[i] for i in order]), CompareSettings())
    second = compare_claims(tables([articles[i] for i in order]), CompareSettings())
    assert first[0].equals(second[0])
    assert first[1].equals(second[1])


def test_a_member_without_a_value_beside_a_count_of_the_same_minute_is_no_error():
    found = tables([
        ("North", 0, ["The explosion killed 12 people."]), ("South", 0, ["The explosion killed 17 people."]),
        ("East", 0, ["The explosion shook the whole town."]),
    ])  # fmt: skip
    bare = pa.Table.from_pylist(
        [{"claim": 0, "sentence": 2, "fact": -1, "similarity": 1.0}], schema=found["members"].schema
    )
    found["members"] = pa.concat_tables([found["members"], bare])
    _, comparisons = compare_claims(found, CompareSettings())
    assert [c["verdict"] for c in comparisons.to_pylist()] == ["differ"]


def test_the_only_two_reports_on_a_day_conflict_where_their_sentences_are_alike():
    verdicts = compared([
        ("North", 0, ["The trial of Ivan Brel will begin on 12 June."]),
        ("South", 2, ["The trial of Ivan Brel will begin on 21 June."]),
    ], kind="date", concept="")[1]  # fmt: skip
    assert verdicts == [(0, 1, "differ")]
    strange = compared([
        ("North", 0, ["The trial of Ivan Brel will begin on 12 June."]),
        ("South", 2, ["The harbour of Marsa opens on 21 June."]),
    ], kind="date", concept="")[1]  # fmt: skip
    assert strange == []
