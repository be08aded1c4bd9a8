"""Additions to a workspace that is taken for large: only what new articles touch is worked on, the rest is as it was."""

import json
import random

import numpy as np
import pyarrow.compute as pc
import pytest

from benchmarks import planted
from benchmarks.corpus import story
from claimcmp.cluster import Centre
from claimcmp.config import EmbedSettings, Settings, WorkSettings
from claimcmp.index import build, load
from claimcmp.index.tail import Tail
from claimcmp.pipeline import add, compact, honour_decisions, open_report, run
from claimcmp.query import search
from claimcmp.query.corpus import Corpus
from claimcmp.store import Workspace

PLANTED = Settings(embed=EmbedSettings(encoder="planted"), work=WorkSettings(whole_below=100))
STORIES = 12
TABLES = ("stories", "claims", "members", "edges", "positions", "comparisons", "origins")


def write(path, articles):
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def articles():
    """Articles of 12 planted stories, in two lots: some late articles of old stories and two new stories come later."""
    planted.register()
    every = [a for number in range(STORIES) for a in story(number)[1]]
    rng = random.Random(5)
    later = {a["id"] for a in every if a["id"].startswith(("s3-", "s7-")) or rng.random() < 0.06}
    return [a for a in every if a["id"] not in later], [a for a in every if a["id"] in later]


@pytest.fixture(scope="module")
def grown(articles, tmp_path_factory):
    """A workspace that grew, a run from scratch over the same articles, and how the first looked before it grew."""
    folder = tmp_path_factory.mktemp("grown")
    with pytest.MonkeyPatch.context() as patched:
        before = run([write(folder / "first.jsonl", articles[0])], workspace=folder / "w", settings=PLANTED)
        patched.setattr("claimcmp.pipeline.stages.report", lambda job: job)  # the tables alone, made or carried over
        patched.setattr("claimcmp.cluster.stories_of", None)  # a whole run would need it
        add([write(folder / "later.jsonl", articles[1])], workspace=folder / "w")
        middle = Centre.from_table(Workspace(folder / "w", create=False).table("centre"))
    with pytest.MonkeyPatch.context() as patched:  # an addition leaves what vectors are centred on as it is
        patched.setattr("claimcmp.cluster.centre", lambda *_: middle)
        scratch = run([write(folder / "all.jsonl", [*articles[0], *articles[1]])], workspace=folder / "s",
                      settings=PLANTED)  # fmt: skip
    return before, Workspace(folder / "w", create=False), scratch


def findings(tables):
    """Stories, claims, verdicts and origins by what they are of, whatever their numbers."""
    keys = tables["articles"]["key"].to_pylist()
    sentences = [
        (keys[a], t) for a, t in zip(tables["sentences"]["article"].to_pylist(), tables["sentences"]["text"].to_pylist(),
                                     strict=True)
    ]  # fmt: skip
    starts = [*tables["facts"]["start"].to_pylist(), -1]
    kinds = tables["claims"]["kind"].to_pylist()
    members = [set() for _ in kinds]
    for row in tables["members"].to_pylist():
        members[row["claim"]].add((sentences[row["sentence"]], starts[row["fact"]]))
    names = [(kind, frozenset(m)) for kind, m in zip(kinds, members, strict=True)]
    return {
        "stories": {frozenset(keys[a] for a in g) for g in tables["stories"]["articles"].to_pylist()},
        "claims": set(names),
        "verdicts": {(names[r["claim"]], r["verdict"], r["left"], r["right"]) for r in tables["comparisons"].to_pylist()},
        "positions": {(names[r["claim"]], keys[r["article"]], r["group"]) for r in tables["positions"].to_pylist()},
        "origins": {(keys[r["article"]], r["origin"], r["relation"]) for r in tables["origins"].to_pylist()},
    }


def test_an_addition_finds_what_a_run_from_scratch_finds(grown):
    _, space, scratch = grown
    found = findings({name: space.table(name) for name in (*TABLES, "articles", "sentences", "facts")})
    wanted = findings(scratch.tables)
    for name in ("stories", "origins"):
        assert found[name] == wanted[name], name
    for name in ("claims", "verdicts", "positions"):
        same = len(found[name] & wanted[name]) / len(found[name] | wanted[name])
        assert same >= 0.97, (name, same)


def test_rows_are_numbered_in_the_order_of_the_claims(grown):
    _, space, _ = grown
    claims, comparisons = space.table("claims"), space.table("comparisons")
    assert claims["id"].to_pylist() == list(range(claims.num_rows))
    assert comparisons["id"].to_pylist() == list(range(comparisons.num_rows))
    for table, column in (("claims", "story"), ("members", "claim"), ("positions", "claim"), ("comparisons", "claim")):
        values = space.table(table)[column].to_pylist()
        assert values == sorted(values), (table, column)
    facts = space.table("facts")["kind"].to_pylist()
    kinds = claims["kind"].to_pylist()
    for row in space.table("members").to_pylist():
        assert row["fact"] < 0 or facts[row["fact"]] == kinds[row["claim"]]


def test_keys_and_scores_of_untouched_stories_are_as_they_were(grown, articles):
    before, space, _ = grown
    touched = {a["id"].split("-")[0] for a in articles[1]}
    old = {k: m for k, m in claims_of(before.tables).items() if not {x.split("-")[0] for x in m[0]} & touched}
    now = claims_of({name: space.table(name) for name in ("articles", "sentences", "claims", "members")})
    assert len(old) > 10
    assert {key: now.get(key) for key in old} == old


def credited(space):
    """What each article credits, by its key."""
    keys, table = space.table("articles")["key"].to_pylist(), space.table("credits")
    assert table["article"].to_pylist() == sorted(table["article"].to_pylist())
    return {keys[a]: [(c["name"], c["start"]) for c in own] for a, own in zip(*table.to_pydict().values(), strict=True)}


def test_credits_are_kept_for_the_next_addition_until_a_new_outlet_is_named(articles, tmp_path):
    every = [*articles[0], *articles[1]]
    run([write(tmp_path / "all.jsonl", every)], workspace=tmp_path / "s", settings=PLANTED)
    before = credited(Workspace(tmp_path / "s", create=False))
    assert len(before) == len(every)
    late = {**every[0], "id": "new", "text": f"{every[1]['outlet']} reports that nothing of all this is so."}
    add([write(tmp_path / "late.jsonl", [late])], workspace=tmp_path / "s")
    after = credited(Workspace(tmp_path / "s", create=False))
    assert {key: found for key, found in after.items() if key != "new"} == before
    write(tmp_path / "more.jsonl", [{**late, "id": "newer", "outlet": "The Unheard Of"}])
    add([tmp_path / "more.jsonl"], workspace=tmp_path / "s")
    last = credited(Workspace(tmp_path / "s", create=False))
    assert last["newer"] == last["new"] == after["new"] and len(last) < len(every)  # older texts may name it, too


def claims_of(tables):
    """Key → the articles and the similarities of the members."""
    keys, owner = tables["articles"]["key"].to_pylist(), tables["sentences"]["article"].to_pylist()
    names, found = tables["claims"]["key"].to_pylist(), {}
    for row in tables["members"].to_pylist():
        own = found.setdefault(names[row["claim"]], (set(), []))
        own[0].add(keys[owner[row["sentence"]]])
        own[1].append(row["similarity"])
    return found


def test_after_an_addition_every_stage_is_done(grown, articles, monkeypatch):
    _, space, _ = grown
    for name in ("claimcmp.cluster.claims_part", "claimcmp.comparer.compare_claims", "claimcmp.dedup.find_both"):
        monkeypatch.setattr(name, None)
    again = add([space.path.parent / "later.jsonl"], workspace=space.path)
    assert again.counts["articles"] == sum(map(len, articles))


@pytest.mark.parametrize(("window", "joined"), [(0, True), (30, False)])
def test_a_closed_story_is_searched_but_not_joined(window, joined, articles, tmp_path):
    run([write(tmp_path / "first.jsonl", articles[0])], workspace=tmp_path / "w", settings=PLANTED)
    old = next(a for a in articles[0] if a["id"].startswith("s5-"))
    newest = max(a["published"] for a in articles[0])
    late = [{**old, "id": "late", "outlet": "Evening Bell"}, {**articles[0][0], "id": "now", "text": "Nothing happened.",
                                                              "published": newest + 60 * 86_400}]  # fmt: skip
    add([write(tmp_path / "late.jsonl", late)], workspace=tmp_path / "w", window=window)
    space = Workspace(tmp_path / "w", create=False)
    keys = space.table("articles")["key"].to_pylist()
    stories = [{keys[a] for a in group} for group in space.table("stories")["articles"].to_pylist()]
    assert any({"late", old["id"]} <= group for group in stories) is joined
    sentence = space.table("sentences").filter(pc.field("article") == keys.index(old["id"]))["text"].to_pylist()[0]
    found = search(Corpus(tmp_path / "w"), sentence, lang=old["lang"])
    assert {"late", old["id"]} <= {hit.article for hit in found}


def test_a_workspace_that_grew_in_many_files_is_written_anew(articles, tmp_path, monkeypatch):
    monkeypatch.setattr("claimcmp.store.workspace.APPEND_FROM", 50)
    monkeypatch.setattr("claimcmp.index.EXACT_ROWS", 150)
    run([write(tmp_path / "first.jsonl", articles[0])], workspace=tmp_path / "w", settings=PLANTED)
    for number, new in enumerate(articles[1][:3]):
        add([write(tmp_path / f"{number}.jsonl", [new])], workspace=tmp_path / "w")
    grown = Workspace(tmp_path / "w", create=False)
    before = {name: grown.table(name) for name in grown.names() if name not in ("vectors", "index")}
    assert {p.name for p in grown.path.glob("sentences*")} == {
        "sentences.arrow", "sentences.1.arrow", "sentences.2.arrow", "sentences.3.arrow"
    }  # fmt: skip
    compact(tmp_path / "w")
    anew = Workspace(tmp_path / "w", create=False)
    assert {p.name for p in anew.path.glob("sentences*")} == {"sentences.anew.arrow"}
    assert [name for name, table in before.items() if not anew.table(name).equals(table)] == []
    assert anew.array("vectors").shape == (before["sentences"].num_rows, planted.DIM)
    again = add([tmp_path / "0.jsonl"], workspace=tmp_path / "w")
    assert again.counts["sentences"] == before["sentences"].num_rows


ROUNDS = 4


@pytest.fixture(scope="module")
def rounds(articles, tmp_path_factory):
    """The later articles added in four lots, the workspace then written anew; what it held before and after."""
    folder = tmp_path_factory.mktemp("rounds")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("claimcmp.store.workspace.APPEND_FROM", 50)
        patched.setattr("claimcmp.store.workspace.MANY_PARTS", 2)
        patched.setattr("claimcmp.pipeline.tail.MANY", 60)
        run([write(folder / "first.jsonl", articles[0])], workspace=folder / "w", settings=PLANTED)
        patched.setattr("claimcmp.cluster.stories_of", None)  # a whole run would need it
        for number in range(ROUNDS):
            add([write(folder / f"{number}.jsonl", articles[1][number::ROUNDS])], workspace=folder / "w")
        names = (*TABLES, "articles", "sentences", "facts")
        grown = {name: Workspace(folder / "w", create=False).table(name) for name in names}
        lost = Workspace(folder / "w", create=False).manifest["entries"]["claims"]["lost"]
        compact(folder / "w")
    anew = Workspace(folder / "w", create=False)
    return grown, lost, {name: anew.table(name) for name in names}, anew


def test_additions_in_a_row_find_what_a_run_from_scratch_finds(rounds, grown):
    found, wanted = findings(rounds[0]), findings(grown[2].tables)
    assert found["stories"] == wanted["stories"] and found["origins"] == wanted["origins"]
    for name in ("claims", "verdicts", "positions"):
        # facts are numbered in another order: what verdicts are on is told by their claims
        mine, theirs = ({row[:2] for row in side[name]} if name == "verdicts" else side[name] for side in (found, wanted))
        assert len(mine & theirs) / len(mine | theirs) >= 0.97, name


def test_rows_that_went_are_numbered_away_and_compact_drops_them(rounds):
    grown, lost, anew, space = rounds
    assert lost > 0
    assert [name for name, table in grown.items() if not anew[name].equals(table)] == []
    assert not any("more" in entry or "gone" in entry for entry in space.manifest["entries"].values())
    for name in ("stories", "claims", "comparisons"):
        assert grown[name]["id"].to_pylist() == list(range(grown[name].num_rows)), name
    assert max(grown["claims"]["story"].to_pylist()) < grown["stories"].num_rows
    assert set(grown["members"]["claim"].to_pylist()) == set(range(grown["claims"].num_rows))


def test_vectors_behind_an_index_are_found_as_those_in_it(rounds):
    space = rounds[3]
    vectors = space.array("vectors")
    behind = Tail(build(vectors[:-40], kind="exact"), vectors)
    mask = np.arange(len(vectors)) % 3 > 0
    for given in (None, mask):
        scores, ids = behind.search(vectors[-60:], 9, mask=given)
        expected = build(vectors, kind="exact").search(vectors[-60:], 9, mask=given)
        assert ids.tolist() == expected[1].tolist()
        assert np.allclose(scores, expected[0])
    assert load(space.path / "index").added == len(vectors)


def test_an_addition_that_is_cut_off_leaves_the_workspace_as_it_was_and_can_be_made_again(articles, tmp_path, grown):
    run([write(tmp_path / "first.jsonl", articles[0])], workspace=tmp_path / "w", settings=PLANTED)
    later = write(tmp_path / "later.jsonl", articles[1])

    def tables():
        space = Workspace(tmp_path / "w", create=False)
        return {name: space.table(name) for name in space.names() if name not in ("vectors", "index")}, space.manifest

    before, manifest = tables()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("claimcmp.comparer.compare_claims", None)
        with pytest.raises(TypeError):
            add([later], workspace=tmp_path / "w")
    after, same = tables()
    assert same == manifest
    assert [name for name, table in before.items() if not after[name].equals(table)] == []
    add([later], workspace=tmp_path / "w")
    assert findings(tables()[0]) == findings({name: grown[1].table(name) for name in grown[1].names() if name not in (
        "vectors", "index")})  # fmt: skip


def test_a_copy_of_an_old_article_joins_its_story_and_names_its_origin(articles, tmp_path):
    run([write(tmp_path / "first.jsonl", articles[0])], workspace=tmp_path / "w", settings=PLANTED)
    old = next(a for a in articles[0] if a["id"].startswith("s5-"))
    copy = {**old, "id": "copy", "outlet": "Evening Bell", "published": old["published"] + 40 * 86_400.0}
    add([write(tmp_path / "copy.jsonl", [copy])], workspace=tmp_path / "w")
    space = Workspace(tmp_path / "w", create=False)
    keys = space.table("articles")["key"].to_pylist()
    rows = [(keys[r["article"]], keys[r["origin"]], r["relation"]) for r in space.table("origins").to_pylist()
            if keys[r["article"]] == "copy"]  # fmt: skip
    assert rows == [("copy", old["id"], "copy")]
    stories = [{keys[a] for a in group} for group in space.table("stories")["articles"].to_pylist()]
    assert any({"copy", old["id"]} <= group for group in stories)


def test_a_decision_between_two_additions_is_honoured_and_rows_stay_in_step(articles, tmp_path):
    run([write(tmp_path / "first.jsonl", articles[0])], workspace=tmp_path / "w", settings=PLANTED)
    half = len(articles[1]) // 2
    add([write(tmp_path / "1.jsonl", articles[1][:half])], workspace=tmp_path / "w")
    space = Workspace(tmp_path / "w", create=False)
    differ = next(r for r in space.table("comparisons").to_pylist() if r["verdict"] == "differ")
    key = space.table("claims")["key"][differ["claim"]].as_py()
    decisions = tmp_path / "w" / "decisions.txt"
    decisions.write_text(f"reject {key} another quake\n")
    honour_decisions(tmp_path / "w", [], decisions)
    add([write(tmp_path / "2.jsonl", articles[1][half:])], workspace=tmp_path / "w")
    space = Workspace(tmp_path / "w", create=False)
    claim = space.table("claims")["key"].to_pylist().index(key)
    said = [r for r in space.table("comparisons").to_pylist() if r["claim"] == claim]
    assert said and not any(r["verdict"] == "differ" for r in said)
    assert any("another quake" in r["why"] for r in said)
    of = space.table("facts")["sentence"].to_pylist()
    members = {(r["claim"], r["sentence"]) for r in space.table("members").to_pylist()}
    assert all((r["claim"], of[r["left"]]) in members for r in space.table("comparisons").to_pylist() if r["left"] >= 0)


def test_the_report_of_an_addition_may_be_of_what_it_touched(articles, tmp_path):
    run([write(tmp_path / "first.jsonl", articles[0])], workspace=tmp_path / "w", settings=PLANTED)
    new = [a for a in articles[1] if a["id"].startswith("s3-")]
    later = write(tmp_path / "later.jsonl", new)
    report = add([later], workspace=tmp_path / "w", only_touched=True)
    whole = open_report(tmp_path / "w")
    assert {s.key for s in report.stories} < {s.key for s in whole.stories}
    assert {a["id"] for a in new} == set(report.tables["articles"]["key"].to_pylist())
    mine, theirs = ({c.key: (c.verdict, [s.value for s in c.sides]) for c in r.claims} for r in (report, whole))
    assert mine and mine == {key: theirs[key] for key in mine}
    again = add([later], workspace=tmp_path / "w", only_touched=True)
    assert again.counts["stories"] == 0 and again.claims == ()
