"""What the clustering knows of two facts, and the conflicts of two sources that it keeps quiet."""

import pyarrow as pa

from claimcmp.comparer.groups import strangers
from claimcmp.comparer.known import evidence_of
from claimcmp.match import FactView
from claimcmp.model import Fact, schemas


def evidence(*rows):
    """Evidence of edges given as (left, right, score, cosine or None)."""
    edges = [{"left": a, "right": b, "score": score,
              "levels": [{"name": "value", "value": "far", "weight": -1.0}]
              + ([] if near is None else [{"name": "sentences", "value": f"{near:.2f}", "weight": 0.4}])}
             for a, b, score, near in rows]  # fmt: skip
    fields = {f.name: f.type for f in schemas()["edges"]}
    table = pa.Table.from_pylist([{k: row.get(k) for k in fields} for row in edges], schema=schemas()["edges"])
    return evidence_of({"edges": table, "facts": pa.table({"id": pa.array(range(9))})})


def view(number, kind="number"):
    return FactView(Fact(kind, 0, 1, low=number, high=number, id=number))


def test_the_score_is_told_without_what_the_values_weigh_and_the_cosine_is_read():
    found = evidence((3, 1, 0.5, 0.29), (1, 2, 2.0, None))
    assert (found(1, 3), found(3, 1), found(2, 3)) == (1.5, 1.5, None)
    assert (found.near(1, 3), found.near(1, 2), found.near(7, 8)) == (0.29, None, None)


def test_values_of_sentences_that_are_not_near_are_of_two_things_where_two_sources_alone_tell_them():
    found = evidence((1, 2, 1.0, 0.29), (1, 3, 1.0, 0.31))
    assert strangers(view(1), view(2), found)
    assert not strangers(view(1), view(3), found)
    assert not strangers(view(1), view(4), found)
    assert not strangers(view(1, "polarity"), view(2, "polarity"), found)
