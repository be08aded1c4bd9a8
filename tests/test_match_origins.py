"""Where an article comes from in the end."""

import pyarrow as pa

from claimcmp.match.origins import roots
from claimcmp.model import schemas


def origins(*rows):
    named = [{"article": a, "origin": o, "relation": r, "share": 1.0} for a, o, r in rows]
    return pa.Table.from_pylist(named, schema=schemas()["origins"])


def test_a_copy_of_a_copy_comes_from_the_first():
    assert roots(origins((2, 1, "copy"), (1, 0, "translation"), (4, -1, "credited"))) == {1: 0, 2: 0}
    assert roots(origins((2, 1, "copy"), (1, 0, "translation")), ("copy",)) == {2: 1}


def test_a_circle_ends():
    assert roots(origins((0, 1, "copy"), (1, 0, "copy"), (2, 0, "copy"))) == {0: 0, 1: 1, 2: 0}
