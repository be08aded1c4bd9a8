"""Decisions of people: read, kept, carried out, and named where they no longer apply."""

import pyarrow as pa
import pytest

from claimcmp.errors import InputError
from claimcmp.model import schemas
from claimcmp.review import apply_to_claims, apply_to_comparisons, decide, load, parse, stale

SCHEMAS = schemas()


def table(name, rows):
    empty = {f.name: None for f in SCHEMAS[name]}
    return pa.Table.from_pylist([{**empty, **row} for row in rows], schema=SCHEMAS[name])


@pytest.fixture
def tables():
    return {
        "articles": table("articles", [{"id": i, "key": f"a{i}", "outlet": f"O{i}", "published": float(i)} for i in range(3)]),
        "sentences": table("sentences", [{"id": i, "article": i, "lang": "en", "text": "t"} for i in range(3)]),
        "claims": table("claims", [
            {"id": 0, "key": "c-a", "representative": 0, "outlets": ["O0", "O1"], "languages": ["en"]},
            {"id": 1, "key": "c-b", "representative": 2, "outlets": ["O2"], "languages": ["en"]},
        ]),
        "members": table("members", [
            {"claim": 0, "sentence": 0, "fact": 5}, {"claim": 0, "sentence": 1, "fact": 6},
            {"claim": 1, "sentence": 2, "fact": 7},
        ]),
        "comparisons": table("comparisons", [
            {"id": 0, "claim": 0, "verdict": "differ", "why": "12 ≠ 13"}, {"id": 1, "claim": 1, "verdict": "agree", "why": "same"},
        ]),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("aprove c-1", "d.txt:1: no action 'aprove'; write one of accept, reject, merge, split, note"),
        ("merge c-1", "d.txt:1: 'merge' takes 2 keys, found 1"),
    ],
)
def test_a_wrong_line_is_named(line, message):
    with pytest.raises(InputError) as caught:
        parse(line, where="d.txt")
    assert str(caught.value) == message


def test_comments_and_blank_lines_are_left_out():
    assert [(d.action, d.keys, d.text, d.line) for d in parse("# why\n\nnote c-1 seen by  Mona\n")] == [
        ("note", ("c-1",), "seen by Mona", 3)
    ]


def test_decide_keeps_the_last_word(tmp_path):
    path = tmp_path / "d.txt"
    decide(path, parse("reject c-a other bridge"))
    decide(path, parse("accept c-a"))
    decide(path, parse("note c-a checked"))
    assert [str(d) for d in load(path)] == ["accept c-a", "note c-a checked"]


def test_a_file_that_is_not_text(tmp_path):
    path = tmp_path / "d.txt"
    path.write_bytes(b"accept \xff\xfe")
    with pytest.raises(InputError, match="not UTF-8 text"):
        load(path)


def test_reject_makes_the_verdict_unrelated_and_says_why(tables):
    rows = apply_to_comparisons(parse("reject c-a other bridge"), tables["claims"], tables["comparisons"]).to_pylist()
    assert [(r["verdict"], r["why"]) for r in rows] == [
        ("unrelated", "rejected by a person: other bridge; was differ: 12 ≠ 13"), ("agree", "same"),
    ]  # fmt: skip


def test_accept_after_reject_stands(tables):
    rows = apply_to_comparisons(parse("reject c-a\naccept c-a"), tables["claims"], tables["comparisons"]).to_pylist()
    assert rows[0]["verdict"] == "differ"


def test_merge_moves_members_and_counts_again(tables):
    claims, members = apply_to_claims(parse("merge c-a c-b"), tables, {2: 1})
    assert [(m["claim"], m["sentence"], m["fact"]) for m in members.to_pylist()] == [(0, 0, 5), (0, 1, 6), (0, 2, 7)]
    row = claims.to_pylist()[0]
    assert (row["outlets"], row["independent_sources"], row["last_seen"]) == (["O0", "O1", "O2"], 2, 2.0)
    assert claims["key"].to_pylist() == ["c-a"]


def test_split_takes_an_article_out(tables):
    claims, members = apply_to_claims(parse("split c-a a1"), tables, {})
    assert [(m["claim"], m["sentence"]) for m in members.to_pylist()] == [(0, 0), (1, 2)]
    assert claims.to_pylist()[0]["outlets"] == ["O0"]


def test_what_no_longer_applies_is_named(tables):
    problems = stale(parse("reject c-x\nsplit c-a a9\naccept c-a"), tables["claims"], tables["articles"], where="d.txt")
    assert [str(p) for p in problems] == [
        "warning: d.txt:1: 'reject c-x' names a claim that is not there: c-x; remove the line or name the claim anew",
        "warning: d.txt:2: 'split c-a a9' names an article that is not there: a9; remove the line or name the article anew",
    ]


def test_a_key_with_a_space_stands_in_quotes_and_survives_the_file(tmp_path):
    path = tmp_path / "decisions.txt"
    decide(path, parse('split c1 "my notes/on monday"\nnote c1 says "too much" of it'))
    assert path.read_text(encoding="utf-8").splitlines()[1:] == [
        'split c1 "my notes/on monday"', 'note c1 says "too much" of it',
    ]  # fmt: skip
    assert [d.keys for d in load(path)] == [("c1", "my notes/on monday"), ("c1",)]
