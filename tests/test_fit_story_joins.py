import tomllib

from claimcmp.cluster.joins import table
from tools.fit_story_joins import LEAST, tables_of, written

# Groups that count one thing are one slot, groups that count others are not: (family, features, one slot, weight).
ROWS = [("figure", {"always": 1.0, "noun same": 1.0}, True, 1.0)] * 6 + [
    ("figure", {"always": 1.0, "noun other": 1.0}, False, 1.0)
] * 6


def test_what_the_tool_writes_is_what_the_clusters_read():
    found = tomllib.loads(written(tables_of(ROWS, 2.0)))
    assert found.keys() == table().keys() == LEAST.keys()
    assert found["figure"]["least"] == LEAST["figure"]


def test_what_speaks_for_one_slot_weighs_more_than_what_speaks_against_it():
    weights = tables_of(ROWS, 2.0)["figure"]
    assert weights["noun same"] > 0 > weights["noun other"]
