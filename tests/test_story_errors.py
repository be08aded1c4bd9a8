"""The classes of error of a story: what is missed, what is told without a gold comparison, how verdicts mix."""

import pyarrow as pa

from benchmarks.story import Story
from benchmarks.story_errors import confusion, errors, listed

TEXTS = ("Nine died.", "Nine were killed.", "Eight died.", "It rained.", "Rain fell.")


def story(verdict, groups, golds):
    """Three articles that count the dead, two of them told as one claim with a verdict; two more on rain."""
    sentences = [{"id": n, "article": n, "position": 0, "start": 0, "end": len(t), "text": t} for n, t in enumerate(TEXTS)]
    facts = [{"id": n, "sentence": n, "kind": "number", "start": 0, "end": 4, "low": 9.0, "high": 9.0, "unit": "",
              "value": "", "concept": "killed", "role": ""} for n in range(3)]  # fmt: skip
    tables = {
        "sentences": pa.Table.from_pylist(sentences), "facts": pa.Table.from_pylist(facts),
        "claims": pa.table({"id": [0], "kind": ["number"], "slot": ["killed"]}),
        "positions": pa.Table.from_pylist([
            {"claim": 0, "article": n, "sentence": n, "fact": n, "group": g} for n, g in enumerate(groups)
        ]),
        "comparisons": pa.Table.from_pylist([
            {"claim": 0, "kind": "number", "slot": "killed", "verdict": verdict, "left_group": 0, "right_group": 0,
             "score": 1.0, "why": "nine = nine"}
        ]),
    }  # fmt: skip
    gold = {"claims": [], "comparisons": golds}
    mentions = {"c1": {0: "a0", 1: "a1", 2: "a2"}, "c2": {3: "a3", 4: "a4"}}
    return Story(tables, [f"a{n}" for n in range(5)], mentions, gold)


def gold(claim, kind, verdict, *articles):
    return {"claim": claim, "kind": kind, "verdict": verdict, "values": dict.fromkeys(articles, "9"), "groups": None}


def test_a_claim_that_is_told_otherwise_is_one_missed_and_one_too_many():
    found = errors(story("agree", [0, 0], [gold("c1", "quantity", "differ", "a0", "a1", "a2")]), "s")
    assert [e.name for e in found] == ["told as agree, is differ", "verdict other than gold's: agree"]
    assert "   a2: Eight died." in listed(found)


def test_what_is_read_nowhere_and_what_gold_does_not_compare():
    found = errors(story("agree", [0, 0], [gold("c2", "polarity", "agree", "a3", "a4")]), "s")
    assert [e.name for e in found] == ["no fact read", "of a claim that gold does not compare: agree"]


def test_what_is_right_is_no_error():
    right = story("agree", [0, 0, 0], [gold("c1", "quantity", "agree", "a0", "a1")])
    assert errors(right, "s") == []
    assert confusion(right) == {"agree > agree": 1}
