"""Every kind of index against exact NumPy: ids and scores, growing, shrinking, masks, files."""

import json

import numpy as np
import pytest

from claimcmp import index
from claimcmp.errors import MismatchError, UsageError, WorkspaceError
from claimcmp.index import rows
from claimcmp.index.pairs import nearest_pairs

# Kind → how far a score may lie from the cosine: bytes round, float32 does not.
TOLERANCE = {"exact": 1e-6, "hnsw": 1e-6, "ivf-sq8": 0.01, "ivf-rabitq": 0.01}
KINDS = sorted(TOLERANCE)
QUERIES = 200


def clustered(rows, dim=48, centres=60, seed=5):
    rng = np.random.default_rng(seed)
    middle = rng.standard_normal((centres, dim))
    made = middle[rng.integers(0, centres, rows)] + 0.7 * rng.standard_normal((rows, dim))
    return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def vectors():
    return clustered(3000)


@pytest.fixture(scope="module")
def built(vectors):
    return {kind: index.build(vectors, kind=kind, encoder="e") for kind in KINDS}


def reference(vectors, queries, k, allowed=None):
    cosines = queries @ vectors.T
    if allowed is not None:
        cosines[:, ~allowed] = -np.inf
    ids = np.argsort(-cosines, axis=1, kind="stable")[:, :k]
    return np.take_along_axis(cosines, ids, 1), ids


def check(kind, found, vectors, queries, allowed=None):
    """Ids are those of exact search (recall@k for the others), each score is its own vector's cosine, best first."""
    scores, ids = found
    true_scores, true_ids = reference(vectors, queries, ids.shape[1], allowed)
    assert scores.dtype == np.float32 and ids.dtype == np.int64
    assert ids.min() >= 0 and all(len(set(row)) == len(row) for row in ids.tolist())
    assert np.all(np.diff(scores, axis=1) <= 0)
    assert np.abs(scores - np.take_along_axis(queries @ vectors.T, ids, 1)).max() <= TOLERANCE[kind]
    if kind == "exact":
        assert ids.tolist() == true_ids.tolist()
        assert np.abs(scores - true_scores).max() <= 1e-6
    hits = sum(len(set(a) & set(b)) for a, b in zip(ids.tolist(), true_ids.tolist(), strict=True))
    assert hits / ids.size >= 0.95


@pytest.mark.parametrize("kind", KINDS)
def test_ids_and_scores(kind, built, vectors):
    queries = clustered(QUERIES, seed=5)
    check(kind, built[kind].search(queries, 10), vectors, queries)
    assert (built[kind].kind, built[kind].dim, len(built[kind])) == (kind, 48, 3000)


@pytest.mark.parametrize("kind", KINDS)
def test_building_twice_gives_the_same_answers(kind, built, vectors):
    again = index.build(vectors, kind=kind, encoder="e")
    for first, second in zip(built[kind].search(vectors[:300], 10), again.search(vectors[:300], 10), strict=True):
        assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize("share", [0.5, 0.02])
@pytest.mark.parametrize("kind", KINDS)
def test_a_mask_leaves_rows_out_and_is_filled_to_k(kind, share, built, vectors):
    mask = np.random.default_rng(1).random(3000) < share
    scores, ids = built[kind].search(vectors[:100], 10, mask=mask)
    assert mask[ids].all()
    check(kind, (scores, ids), vectors, vectors[:100], mask)


@pytest.mark.parametrize("kind", KINDS)
def test_a_span_of_time_in_some_languages(kind, built, vectors):
    rng = np.random.default_rng(2)
    published = rng.uniform(0, 100, 3000)
    published[::50] = np.nan
    langs = rng.choice(["ar", "en", "ru", "zh"], 3000)
    span = rows.within(published, since=20.0, until=30.0)
    assert span.tolist() == [20.0 <= t <= 30.0 for t in published.tolist()]
    few = rows.in_languages(langs, {"ru", "ar"})
    assert few.tolist() == [lang in ("ar", "ru") for lang in langs.tolist()]
    for mask in (span, few, span & few, rows.within(published, since=99.0), rows.within(published, until=50.0)):
        found = built[kind].search(vectors[:100], 10, mask=mask)
        assert mask[found[1]].all()
        check(kind, found, vectors, vectors[:100], mask)


@pytest.mark.parametrize("kind", KINDS)
def test_masks_and_ids_that_do_not_fit(kind, vectors):
    small = index.build(vectors[:60], kind=kind)
    with pytest.raises(MismatchError) as caught:
        small.search(vectors[:1], 3, mask=np.ones(59, bool))
    assert str(caught.value) == "a mask of 59 rows, the index has 60; make one entry for each id"
    assert small.remove(np.array([-1, 60, 3, 3])) == 1
    assert len(small) == 59
    assert sorted(small.search(vectors[:1], 60)[1][0].tolist()) == [-1, *(i for i in range(60) if i != 3)]


@pytest.mark.parametrize("kind", KINDS)
def test_add_and_remove(kind, vectors):
    grown = index.build(vectors[:2000], kind=kind)
    assert grown.add(vectors[2000:]).tolist() == list(range(2000, 3000))
    check(kind, grown.search(vectors[2500:2600], 10), vectors, vectors[2500:2600])
    gone = np.arange(0, 3000, 3)
    assert grown.remove(gone) == 1000
    assert grown.remove(gone[:5]) == 0
    assert len(grown) == 2000
    allowed = np.arange(3000) % 3 != 0
    found = grown.search(vectors[:90], 10)
    assert allowed[found[1]].all()
    check(kind, found, vectors, vectors[:90], allowed)


@pytest.mark.parametrize("mmap", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_saved_index_answers_the_same_and_grows(kind, mmap, vectors, tmp_path):
    first = index.build(vectors[:2500], kind=kind, encoder="e")
    first.remove(np.array([7]))
    first.save(tmp_path)
    opened = index.load(tmp_path, mmap=mmap, encoder="e", dim=48)
    assert (len(opened), opened.encoder, opened.kind) == (2499, "e", kind)
    for a, b in zip(first.search(vectors[:50], 10), opened.search(vectors[:50], 10), strict=True):
        assert a.tobytes() == b.tobytes()
    opened.save(tmp_path)
    assert opened.add(vectors[2500:]).tolist() == list(range(2500, 3000))
    check(kind, opened.search(vectors[2500:2550], 10), vectors, vectors[2500:2550], np.arange(3000) != 7)
    opened.save(tmp_path)
    assert len(index.load(tmp_path)) == 2999


@pytest.mark.parametrize("few", [0, 1, 3, 50])
@pytest.mark.parametrize("kind", KINDS)
def test_few_rows(kind, few, vectors, capfd):
    small = index.build(vectors[:few], kind=kind)
    scores, ids = small.search(vectors[:2], 60)
    assert sorted(ids[0].tolist()) == [-1] * (60 - few) + list(range(few))
    assert np.isneginf(scores[ids < 0]).all()
    small.add(vectors[few : few + 400])
    check(kind, small.search(vectors[:40], 5), vectors[: few + 400], vectors[:40])
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_allowed(kind, built, vectors):
    scores, ids = built[kind].search(vectors[:2], 3, mask=np.zeros(3000, bool))
    assert ids.tolist() == [[-1] * 3] * 2 and np.isneginf(scores).all()


@pytest.mark.parametrize("kind", KINDS)
def test_queries_of_another_encoder(kind, built):
    with pytest.raises(MismatchError) as caught:
        built[kind].search(np.zeros((1, 12), np.float32), 3)
    assert str(caught.value) == "queries have 12 columns, the index 48; use its encoder"
    with pytest.raises(MismatchError) as caught:
        built[kind].add(np.zeros((1, 12), np.float32))
    assert str(caught.value) == "new vectors have 12 columns, the index 48; use its encoder"
    assert len(built[kind]) == 3000


@pytest.mark.parametrize("kind", KINDS)
def test_a_manifest_that_does_not_fit(kind, built, tmp_path):
    built[kind].save(tmp_path)
    file = tmp_path / "index.json"
    asked = {
        ("other", 48): f"{file}: built with encoder 'e', searched with 'other'; build it again",
        ("e", 12): f"{file}: 48 columns, the queries have 12; use one encoder or build again",
    }
    for (encoder, dim), message in asked.items():
        with pytest.raises(MismatchError) as caught:
            index.load(tmp_path, encoder=encoder, dim=dim)
        assert str(caught.value) == message
    good = json.loads(file.read_text())
    rest = "this program reads version 1 with 'cosine'; build the index again"
    edited = {
        ("rows", 9): f"{tmp_path}: vectors (3000, 48), manifest says (9, 48); build it again",
        ("dim", 50): f"{tmp_path}: vectors (3000, 48), manifest says (3000, 50); build it again",
        ("version", 2): f"{file}: version 2 with metric 'cosine', {rest}",
        ("metric", "l2"): f"{file}: version 1 with metric 'l2', {rest}",
    }
    for (key, value), message in edited.items():
        file.write_text(json.dumps({**good, key: value}))
        with pytest.raises(MismatchError) as caught:
            index.load(tmp_path)
        assert str(caught.value) == message


def test_a_missing_or_broken_index(built, tmp_path):
    with pytest.raises(WorkspaceError) as caught:
        index.load(tmp_path)
    assert str(caught.value) == f"{tmp_path}: no index here (index.json is missing); build it first"
    built["hnsw"].save(tmp_path)
    for content in (b"", b"not an index", (tmp_path / "index.faiss").read_bytes()[:5000]):
        (tmp_path / "index.faiss").write_bytes(content)
        with pytest.raises(WorkspaceError, match="unreadable index: .*; build it again$"):
            index.load(tmp_path)


def test_the_kind_follows_the_size(vectors):
    chosen = [index.choose(count, 384) for count in (0, 20_000, 20_001, 20_000_000, 50_000_000)]
    assert chosen == ["exact", "exact", "ivf-sq8", "ivf-sq8", "ivf-rabitq"]
    assert index.build(vectors).kind == "exact"
    with pytest.raises(UsageError) as caught:
        index.build(vectors, kind="tree")
    assert str(caught.value) == "no index kind 'tree'; there are auto, exact, hnsw, ivf-sq8, ivf-rabitq, postgres"


@pytest.mark.parametrize("kind", KINDS)
def test_neighbour_pairs(kind, vectors):
    some = vectors[:800]
    cosines = some @ some.T
    np.fill_diagonal(cosines, -np.inf)
    nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :6]
    pairs = {(min(i, int(j)), max(i, int(j))) for i in range(800) for j in nearest[i] if cosines[i, j] >= 0.4}
    left, right, similarity = index.neighbour_pairs(some, k=6, min_similarity=0.4, kind=kind)
    found = list(zip(left.tolist(), right.tolist(), strict=True))
    assert found == sorted(set(found)) and np.all(left < right)
    assert np.abs(similarity - cosines[left, right]).max() <= 1e-6
    if kind in ("exact", "hnsw"):
        assert set(found) == pairs
    assert len(set(found) & pairs) / len(pairs) >= 0.95
    assert len(set(found) & pairs) / len(found) >= 0.95


def test_neighbours_are_looked_for_within_a_time_and_unknown_times_anywhere():
    rng = np.random.default_rng(3)
    vectors = rng.normal(size=(61, 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors[[10, 40, 60]] = vectors[0]
    times = np.arange(61.0)
    times[60] = np.nan
    built = index.build(vectors, kind="exact")
    found = nearest_pairs(vectors, index=built, k=3, min_similarity=0.999, times=times, within=15.0, block=20)
    assert set(zip(found[0].tolist(), found[1].tolist(), strict=True)) == {(0, 10), (0, 60), (10, 60), (40, 60)}


def test_lists_in_the_order_of_time_give_the_neighbours_of_an_exact_search_within_it(tmp_path):
    vectors = clustered(3000)
    times = np.random.default_rng(4).permutation(3000).astype(np.float64)

    def near(built, **given):
        found = nearest_pairs(vectors, index=built, k=6, min_similarity=0.3, block=200, **given)
        pairs = set(zip(found[0].tolist(), found[1].tolist(), strict=True))
        return {(a, b) for a, b in pairs if abs(times[a] - times[b]) <= 300}

    lists = index.build(vectors, kind="ivf-sq8")
    assert lists.ranked(np.arange(3000)) is not None
    exact = near(index.build(vectors, kind="exact"), times=times, within=300.0)
    found = near(lists, times=times, within=300.0)
    assert len(found & exact) / len(exact) >= 0.97
    assert len(found & exact) / len(found) >= 0.97
    lists.save(tmp_path)
    assert near(index.load(tmp_path), times=times, within=300.0) == found
    everywhere = near(lists, times=np.where(times == 7, np.nan, times), within=300.0)  # behind a mask instead
    assert len(everywhere & exact) / len(exact) >= 0.9
    lists.remove(np.array([5]))
    assert lists.ranked(np.arange(3000)) is None
