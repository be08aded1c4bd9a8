"""The stages behind the reading of new articles, for what these touch: everything else is carried over row by row."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.pipeline.by_story import (
    CLUSTERED,
    COMPARED,
    Parts,
    claims_key,
    compare_key,
    compared,
    key_of_edges,
    stories_key,
    together,
)
from claimcmp.pipeline.job import Job
from claimcmp.pipeline.parts import Cutter, renumbered
from claimcmp.store import Workspace, take

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    I64 = NDArray[np.int64]

DAY = 86_400.0
RENDERED = 0.5  # least cosine of sentences of which one may copy or render the other, as the dedup room has it


def extend(job: Job, first: Mapping[str, int], *, window: float = 0.0) -> None:
    """Bring index, pairs, origins, stories, claims and comparisons up to date; ``first`` are the first new rows.

    Every table gets the key that the stage would give it, so ``finish`` finds it done. An interrupted job leaves
    tables whose keys do not fit: the next run makes them as a whole.
    """
    earlier = job.tables("articles", "sentences", "facts", "stories", "claims", "members", "positions", "comparisons")
    old = dict(earlier)
    for name in ("articles", "sentences", "facts"):
        old[name] = earlier[name].slice(0, first[name])
    open_rows = _open(job, old, window)
    near = _timed(job, "index", lambda: _pairs(job, first["sentences"], open_rows))
    _timed(job, "dedup", lambda: _origins(job, first, near))
    kept = _timed(job, "cluster", lambda: _stories(job, first, near, old, open_rows))
    _timed(job, "cluster", lambda: _claims(job, old, kept))
    _timed(job, "compare", lambda: _comparisons(job, old, kept))


def _timed(job: Job, stage: str, work: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    found = work()
    job.timings[stage] = job.timings.get(stage, 0.0) + time.perf_counter() - started
    return found


def _open(job: Job, old: Mapping[str, pa.Table], window: float) -> NDArray[np.bool_] | None:
    """Which sentences new ones may be tied to: those of stories that are not closed; None for all."""
    if not window:
        return None
    now = np.nanmax(job.store.table("articles")["published"].to_numpy(zero_copy_only=False).astype(np.float64))
    last = old["stories"]["last_seen"].to_numpy(zero_copy_only=False).astype(np.float64)
    lists = old["stories"]["articles"].combine_chunks()
    article = np.zeros(job.store.table("articles").num_rows, bool)
    closed = np.repeat(last < now - window * DAY, np.asarray(lists.value_lengths()))
    article[np.asarray(lists.flatten())[closed]] = True
    open_rows: NDArray[np.bool_] = ~article[np.asarray(job.store.table("sentences")["article"])]
    return open_rows


def _pairs(job: Job, first: int, open_rows: NDArray[np.bool_] | None) -> pa.Table:
    """Add the new vectors to the index; the pairs of near sentences of which one at least is new."""
    import pyarrow as pa

    from claimcmp.index import load
    from claimcmp.index.pairs import nearest_pairs
    from claimcmp.pipeline.stages import index_key, times_of

    assert isinstance(job.store, Workspace)
    vectors = job.store.array("vectors")
    index = load(job.store.path / "index", encoder=job.store.manifest.get("encoder", ""))
    index.add(np.asarray(vectors[first:], np.float32))
    left, right, similarity = nearest_pairs(
        vectors, first=first, index=index, k=job.settings.index.neighbours,
        min_similarity=job.settings.cluster.pair_similarity, mask=open_rows,
        **times_of(job, index.kind),
    )  # fmt: skip
    key = index_key(job)
    job.store.put_folder("index", key, len(vectors), index.save)
    near = pa.table({"left": left, "right": right, "similarity": similarity})
    job.store.append_table("pairs", key, near)
    return near


def _origins(job: Job, first: Mapping[str, int], near: pa.Table) -> None:
    """Copies and credits of the new articles, looked for among them and the articles that have near sentences."""
    import pyarrow as pa

    from claimcmp.dedup import find
    from claimcmp.model import schemas
    from claimcmp.pipeline.stages import dedup_key

    tables = job.tables("articles", "sentences", "origins")
    owner = np.asarray(tables["sentences"]["article"]).astype(np.int64)
    new = np.arange(first["articles"], tables["articles"].num_rows)
    alike = near.filter(pa.array(np.asarray(near["similarity"]) >= RENDERED))
    rows = np.unique(np.concatenate([owner[np.asarray(alike[side])] for side in ("left", "right")] + [new]))
    known = tables["origins"].filter(pa.array(np.isin(np.asarray(tables["origins"]["article"]), rows)))
    rows = np.union1d(rows, np.setdiff1d(np.asarray(known["origin"]), [-1])).astype(np.int64)
    sentences = np.flatnonzero(np.isin(owner, rows))
    numbers = {"articles": rows, "sentences": sentences}
    found = find(
        renumbered("articles", take(tables["articles"], rows), numbers, into=True),
        renumbered("sentences", take(tables["sentences"], sentences), numbers, into=True), job.settings.dedup,
        vectors=job.store.array("vectors")[sentences], outlets=set(tables["articles"]["outlet"].to_pylist()),
        first=int(np.searchsorted(rows, first["articles"])), progress=job.report_progress("dedup"),
    )  # fmt: skip
    found = renumbered("origins", found, numbers, into=False)
    article, origin = np.asarray(found["article"]), np.asarray(found["origin"])
    fresh = found.filter(pa.array((article >= first["articles"]) | (origin >= first["articles"])))
    stay = ~np.isin(np.asarray(tables["origins"]["article"]), np.asarray(fresh["article"]))
    merged = pa.concat_tables([tables["origins"].filter(pa.array(stay)), fresh.cast(schemas()["origins"])])
    job.store.put_table("origins", dedup_key(job), merged.sort_by([("article", "ascending"), ("origin", "ascending")]))


def _stories(
    job: Job, first: Mapping[str, int], near: pa.Table, old: Mapping[str, pa.Table],
    open_rows: NDArray[np.bool_] | None,
) -> I64:  # fmt: skip
    """Links of the new articles, and the stories that these change; of each story, which earlier one it still is."""
    import pyarrow as pa

    from claimcmp.cluster import Centre, grown_stories, story_links

    settings, tables = job.settings.cluster, job.tables(*CLUSTERED)
    middle = Centre.from_table(job.store.table("centre"))
    links = story_links(tables, job.store.array("vectors"), near, settings, middle=middle,
                        first=first["articles"])  # fmt: skip
    if open_rows is not None:
        closed = np.unique(np.asarray(tables["sentences"]["article"])[~open_rows])
        links = links.filter(pa.array(~np.isin(np.asarray(links["left"]), closed)))
    key = stories_key(job)
    every = job.store.append_table("links", key, links)
    stories, kept = grown_stories(tables, every, settings, previous=old, first=first["articles"])
    job.store.put_table("centre", key, middle.to_table())
    job.store.put_table("stories", key, stories)
    return kept


def _claims(job: Job, old: Mapping[str, pa.Table], kept: I64) -> None:
    """Edges and claims of the stories that changed, beside those of the others."""
    import pyarrow as pa

    from claimcmp.cluster import Centre, with_keys

    stays = _stays(old, kept)
    edges, edges_key = job.store.table("edges"), key_of_edges(job)
    with job.store.writing("edges", edges_key) as write:
        article = np.asarray(job.store.table("sentences")["article"])[np.asarray(job.store.table("facts")["sentence"])]
        lists = old["stories"]["articles"].combine_chunks()
        still = np.zeros(job.store.table("articles").num_rows, bool)
        still[np.asarray(lists.flatten())] = np.repeat(stays >= 0, np.asarray(lists.value_lengths()))
        for batch in edges.to_batches():
            rows = still[article[np.asarray(batch.column("left"))]]
            write(pa.Table.from_batches([batch.filter(pa.array(rows))]))
        parts = Parts(job, [*CLUSTERED, "stories"], middle=Centre.from_table(job.store.table("centre")),
                      only=np.flatnonzero(kept < 0).tolist())  # fmt: skip
        claims, members = together(parts, write, first=old["claims"].num_rows)
    carried = Cutter({**old}).claims_of(np.flatnonzero(stays >= 0))
    before = {**old, **Cutter({**old}).claims_of(np.flatnonzero(stays < 0))}
    tables = job.tables(*CLUSTERED)
    claims = with_keys(claims, members, tables, before, taken=carried["claims"]["key"].to_pylist())
    story = carried["claims"].schema.get_field_index("story")
    moved = pa.array(stays[np.asarray(carried["claims"]["story"])], pa.int32())
    stayed = carried["claims"].set_column(story, carried["claims"].schema.field(story), moved)
    claims = pa.concat_tables([stayed, claims])
    members = pa.concat_tables([carried["members"], members])
    claims = claims.take(pa.array(np.argsort(np.asarray(claims["story"]), kind="stable")))
    numbers = np.asarray(claims["id"]).astype(np.int64)  # those of the carried ones as they were, then the new ones
    key = claims_key(job)
    claims = claims.set_column(0, claims.schema.field(0), pa.array(np.arange(len(numbers)), pa.int32()))
    job.store.put_table("claims", key, claims)
    job.store.put_table("members", key, ordered(members, "claim", numbers))


def _stays(old: Mapping[str, pa.Table], kept: I64) -> I64:
    """For each earlier story the number that it has now, -1 where it changed."""
    stays = np.full(old["stories"].num_rows, -1, np.int64)
    now = np.flatnonzero(kept >= 0)
    stays[kept[now]] = now
    return stays


def ordered(table: pa.Table, column: str, numbers: I64) -> pa.Table:
    """Rows in the order of the claims, whose earlier ``numbers`` stand in a column; rows of no claim are left out."""
    import pyarrow as pa

    place = np.full(int(max(numbers.max(initial=-1), np.asarray(table[column]).max(initial=-1))) + 1, -1, np.int64)
    place[numbers] = np.arange(len(numbers))
    new = place[np.asarray(table[column])]
    order = np.argsort(new, kind="stable")
    order = order[new[order] >= 0]
    at = table.schema.get_field_index(column)
    rows = table.combine_chunks().take(pa.array(order))
    return rows.set_column(at, table.schema.field(at), pa.array(new[order], pa.int32()))


def _comparisons(job: Job, old: Mapping[str, pa.Table], kept: I64) -> None:
    """Positions and comparisons of the claims of stories that changed, beside those of the others."""
    import pyarrow as pa

    from claimcmp.review import apply_to_comparisons

    claims = job.store.table("claims")
    positions, comparisons = compared(Parts(job, list(COMPARED), only=np.flatnonzero(kept < 0).tolist()))
    stays = _stays(old, kept)
    before = np.flatnonzero(stays[np.asarray(old["claims"]["story"])] >= 0)
    after = np.flatnonzero(kept[np.asarray(claims["story"])] >= 0)
    assert len(before) == len(after), "claims of stories that did not change are the same"
    now = np.full(max(old["claims"].num_rows, 1), -1, np.int64)
    now[before] = after
    key = compare_key(job)
    for name, fresh in (("positions", positions), ("comparisons", comparisons)):
        table = old[name]
        claim = now[np.asarray(table["claim"])]
        rows = np.flatnonzero(claim >= 0)
        at = table.schema.get_field_index("claim")
        carried = take(table, rows).set_column(at, table.schema.field(at), pa.array(claim[rows], pa.int32()))
        merged = ordered(pa.concat_tables([carried, fresh]), "claim", np.arange(claims.num_rows))
        if name == "comparisons":
            numbers = pa.array(np.arange(merged.num_rows), pa.int32())
            merged = apply_to_comparisons(job.decisions, claims, merged.set_column(0, merged.schema.field(0), numbers))
        job.store.put_table(name, key, merged)
