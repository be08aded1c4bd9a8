"""Names as they are spelled: read block by block, by one process or several, they are the same."""

import numpy as np
import pyarrow as pa
import pytest

from claimcmp.cluster import spelled
from claimcmp.cluster.spelled import read_spellings

SENTENCES = [
    ("The mayor of Trelvanka spoke to reporters in Oskeld.", "en"), ("В Трелванке прошла встреча.", "ru"),
    ("زار الوفد مدينة تريلفانكا أمس.", "ar"), ("A mayor spoke, and reporters in oskeld heard nothing.", "en"),
    ("Vila Alta y Trelvanka firmaron el acuerdo.", "es"), ("TRELVANKA MAYOR SPEAKS", "en"),
]  # fmt: skip


def read(**given):
    texts, langs = zip(*SENTENCES, strict=True)
    facts = pa.table({"sentence": [0, 1], "kind": ["place", "date"], "value": ["place:?/ASKLT", "2025-03-12"]})
    found = read_spellings(pa.table({"text": texts, "lang": langs}), facts, **given)
    return [getattr(found, name).tolist() for name in ("sentence", "key", "names", "rendered", "plain")]


def backwards(function, items):
    """An engine whose workers end in any order: the answers come in the order of the items."""
    items = list(items)
    found = {number: function(items[number]) for number in reversed(range(len(items)))}
    return [found[number] for number in range(len(items))]


@pytest.mark.parametrize("block", [1, 2, 5])
def test_names_do_not_depend_on_the_blocks_that_are_read_at_once(monkeypatch, block):
    whole = read()
    monkeypatch.setattr(spelled, "BLOCK", block)
    assert read(each=backwards) == whole


def test_a_name_is_found_again_in_another_script_and_not_where_it_is_written_small():
    rows, keys, names, _, _ = read()
    of = {name: sorted({row for row, key in zip(rows, keys, strict=True) if key == name}) for name in names}
    assert [0, 1, 2, 4, 5] in of.values()  # Trelvanka
    assert np.all(np.diff(rows) >= 0)
