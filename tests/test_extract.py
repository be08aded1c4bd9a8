"""Facts are read in the setting of their article: its time, its zone, its earlier dates."""

import pyarrow as pa
import pytest

from claimcmp import extract
from claimcmp.model import schemas


def tables(*articles):
    """Articles as (published, utc_offset, [sentences]) → the articles and sentences tables."""
    spec = schemas()
    rows = [{"id": i, "key": f"a{i}", "published": p, "utc_offset": o} for i, (p, o, _) in enumerate(articles)]
    sentences = []
    for i, (_, _, texts) in enumerate(articles):
        for position, text in enumerate(texts):
            sentences.append({"id": len(sentences), "article": i, "position": position, "start": 0, "end": len(text),
                              "lang": "en", "text": text})  # fmt: skip
    fill = {f.name: None for f in spec["articles"]}
    return (pa.Table.from_pylist([{**fill, **r} for r in rows], schema=spec["articles"]),
            pa.Table.from_pylist(sentences, schema=spec["sentences"]))  # fmt: skip


LATE = 1_715_725_800.0  # 2024-05-14T22:30Z


def days(table):
    return [r["low"] / 86_400 for r in table.to_pylist() if r["kind"] == "date" and r["low"] is not None]


def test_yesterday_is_the_outlets_own_yesterday():
    text = ["It happened yesterday."]
    facts = extract.find(*tables((LATE, 0, text), (LATE, 180, text), (None, None, text)))
    may_13 = 19_856
    assert days(facts) == [may_13, may_13 + 1]  # in Moscow it is the 15th already; without a time it stays open


def test_rows_are_numbered_and_in_sentence_order():
    facts = extract.find(*tables((LATE, 0, ["Nine died.", "Two of 30 houses burned."]), (LATE, 0, ["5 km away."])))
    assert facts["id"].to_pylist() == list(range(facts.num_rows))
    assert facts["sentence"].to_pylist() == sorted(facts["sentence"].to_pylist())
    assert facts.schema == schemas()["facts"]


def test_first_id_goes_on_from_an_older_table():
    facts = extract.find(*tables((LATE, 0, ["Nine died."])), first_id=7)
    assert facts["id"].to_pylist()[0] == 7


def test_no_sentences_no_facts():
    assert extract.find(*tables()).num_rows == 0


@pytest.mark.parametrize(("published", "offset", "local"), [(0.0, 180, 10_800.0), (0.0, None, 0.0), (None, 60, None)])
def test_local_reference(published, offset, local):
    assert extract.local_reference(published, offset) == local
