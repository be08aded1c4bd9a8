"""The stages behind the reading of new articles, for what these touch: everything else stays as it is written."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.pipeline.by_story import (
    CLUSTERED,
    SPELLINGS,
    VERDICTS,
    Parts,
    claims_key,
    compare_key,
    found_in,
    key_of_edges,
    stories_key,
)
from claimcmp.pipeline.compacting import settle
from claimcmp.pipeline.job import Job
from claimcmp.pipeline.parts import renumbered
from claimcmp.store import Workspace, spans, take

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    I64 = NDArray[np.int64]

DAY = 86_400.0
RENDERED = 0.5  # least cosine of sentences of which one may render the other, as the dedup room has it
SEVERAL = 3  # near pairs of sentences of two articles of which one may come from the other, or half of a short one
# Least cosine of so many sentences of a near copy and its origin; and of one sentence that was taken over as it is.
COPIED, TAKEN = 0.9, 0.97


def extend(job: Job, first: Mapping[str, int], *, window: float = 0.0) -> None:
    """Bring index, pairs, origins, stories, claims and comparisons up to date; ``first`` are the first new rows.

    What stories and their claims were before they changed is named as gone, what they are now is written behind the
    others. Every table gets the key that the stage would give it, so ``finish`` finds it done.
    """
    assert isinstance(job.store, Workspace)
    settle(job.store)
    open_rows = _open(job, job.store, window)
    near = _timed(job, "index", lambda: _pairs(job, first["sentences"], open_rows))
    _timed(job, "dedup", lambda: _origins(job, first, near))
    changed = _timed(job, "cluster", lambda: _stories(job, first, near, open_rows))
    job.touched = changed[1].num_rows
    fresh = _timed(job, "cluster", lambda: _claims(job, *changed))
    _timed(job, "compare", lambda: _comparisons(job, *fresh))


def _timed(job: Job, stage: str, work: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    found = work()
    job.timings[stage] = job.timings.get(stage, 0.0) + time.perf_counter() - started
    return found


def _open(job: Job, space: Workspace, window: float) -> NDArray[np.bool_] | None:
    """Which sentences new ones may be tied to: those of stories that are not closed; None for all."""
    if not window:
        return None
    now = np.nanmax(space.table("articles")["published"].to_numpy(zero_copy_only=False).astype(np.float64))
    stories = space.table("stories")
    last = stories["last_seen"].to_numpy(zero_copy_only=False).astype(np.float64)
    lists = stories["articles"].combine_chunks()
    article = np.zeros(space.count("articles"), bool)
    closed = np.repeat(last < now - window * DAY, np.asarray(lists.value_lengths()))
    article[np.asarray(lists.flatten())[closed]] = True
    open_rows: NDArray[np.bool_] = ~article[np.asarray(space.table("sentences")["article"])]
    return open_rows


def _pairs(job: Job, first: int, open_rows: NDArray[np.bool_] | None) -> pa.Table:
    """The pairs of near sentences of which one at least is new; the index finds the new ones as its tail."""
    import pyarrow as pa

    from claimcmp.index.pairs import nearest_pairs
    from claimcmp.pipeline.stages import index_key, times_of
    from claimcmp.pipeline.tail import open_index

    assert isinstance(job.store, Workspace)
    vectors, key = job.store.array("vectors"), index_key(job)
    index = open_index(job.store)
    left, right, similarity = nearest_pairs(
        vectors, first=first, index=index, k=job.settings.index.neighbours,
        min_similarity=job.settings.cluster.pair_similarity, mask=open_rows,
        **times_of(job, index.kind),
    )  # fmt: skip
    job.store.name_again("index", key)
    near = pa.table({"left": left, "right": right, "similarity": similarity})
    job.store.append_table("pairs", key, near)
    return near


def _origins(job: Job, first: Mapping[str, int], near: pa.Table) -> None:
    """Copies and credits of the new articles, looked for among them and the articles that have near sentences."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from claimcmp.dedup import find_both, from_table
    from claimcmp.model import schemas
    from claimcmp.pipeline.stages import dedup_key

    tables = job.tables("articles", "sentences", "origins", "credits")
    owner = np.asarray(tables["sentences"]["article"])
    rows = _alike(tables["articles"], owner, near, first["articles"])
    known = tables["origins"].filter(pa.array(np.isin(np.asarray(tables["origins"]["article"]), rows)))
    rows = np.union1d(rows, np.setdiff1d(np.asarray(known["origin"]), [-1])).astype(np.int64)
    sentences = spans(owner, rows)
    numbers = {"articles": rows, "sentences": sentences}
    outlets = pc.unique(tables["articles"]["outlet"])
    heard = len(outlets) == len(pc.unique(tables["articles"]["outlet"].slice(0, first["articles"])))
    before = tables["credits"] if heard else tables["credits"].slice(0, 0)  # older texts may name an outlet that is new
    kept = take(before, spans(np.asarray(before["article"]), rows))
    found, credits = find_both(
        renumbered("articles", take(tables["articles"], rows), numbers, into=True),
        renumbered("sentences", take(tables["sentences"], sentences), numbers, into=True), job.settings.dedup,
        vectors=job.store.array("vectors")[sentences], outlets=outlets.to_pylist(),
        first=int(np.searchsorted(rows, first["articles"])), progress=job.report_progress("dedup"),
        kept=from_table(renumbered("credits", kept, numbers, into=True)),
    )  # fmt: skip
    _keep_credits(job, before, renumbered("credits", credits, numbers, into=False))
    found = renumbered("origins", found, numbers, into=False)
    article, origin = np.asarray(found["article"]), np.asarray(found["origin"])
    fresh = found.filter(pa.array((article >= first["articles"]) | (origin >= first["articles"])))
    stay = ~np.isin(np.asarray(tables["origins"]["article"]), np.asarray(fresh["article"]))
    merged = pa.concat_tables([tables["origins"].filter(pa.array(stay)), fresh.cast(schemas()["origins"])])
    job.store.put_table("origins", dedup_key(job), merged.sort_by([("article", "ascending"), ("origin", "ascending")]))


def _keep_credits(job: Job, before: pa.Table, read: pa.Table) -> None:
    """Put what the new articles credit, and what was read again, behind the credits that still hold."""
    import pyarrow as pa

    from claimcmp.pipeline.stages import dedup_key

    assert isinstance(job.store, Workspace)
    fresh = read.filter(pa.array(~np.isin(np.asarray(read["article"]), np.asarray(before["article"]))))
    last = int(before["article"][-1].as_py()) if before.num_rows else -1
    if before.num_rows and int(fresh["article"][0].as_py()) > last:
        job.store.append_table("credits", dedup_key(job), fresh)
        return
    merged = pa.concat_tables([before, fresh.cast(before.schema)])
    job.store.put_table("credits", dedup_key(job), merged.sort_by("article"))


def _alike(articles: pa.Table, owner: I64, near: pa.Table, first: int) -> I64:
    """The new articles, and those that may be copies of them, whenever they were, or renderings within some days."""
    from claimcmp.dedup import RENDERED_WITHIN

    similarity = np.asarray(near["similarity"])
    left, right = (owner[np.asarray(near[side])].astype(np.int64) for side in ("left", "right"))
    published = articles["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    late = np.abs(published[left] - published[right]) > RENDERED_WITHIN
    rendered = (similarity >= RENDERED) & ~late
    lengths = np.bincount(owner, minlength=articles.num_rows)
    least = np.minimum(SEVERAL, (np.minimum(lengths[left], lengths[right]) + 1) // 2)
    ends = left * articles.num_rows + right
    kept = _times(ends, rendered) >= least
    kept |= (similarity >= TAKEN) | (_times(ends, similarity >= COPIED) >= least)
    return np.unique(np.concatenate([left[kept], right[kept], np.arange(first, articles.num_rows)]))


def _times(keys: I64, chosen: NDArray[np.bool_]) -> I64:
    """How many of the chosen entries have the key of each, 0 for those that are not chosen."""
    found = np.zeros(len(keys), np.int64)
    _, place, count = np.unique(keys[chosen], return_inverse=True, return_counts=True)
    found[chosen] = count[place]
    return found


def _stories(
    job: Job, first: Mapping[str, int], near: pa.Table, open_rows: NDArray[np.bool_] | None
) -> tuple[I64, pa.Table]:
    """Names and links of the new articles; the stories that these change, and those that come in their place."""
    import pyarrow as pa

    from claimcmp.cluster import Centre, Spellings, grown_links, grown_stories, read_spellings

    assert isinstance(job.store, Workspace)
    settings, tables, key = job.settings.cluster, job.tables(*CLUSTERED), stories_key(job)
    middle = Centre.from_table(job.store.table("centre"))
    known = Spellings.from_tables(job.tables(*SPELLINGS))
    own = read_spellings(tables["sentences"], tables["facts"], before=known, first=first["sentences"])
    for name, table in own.to_tables().items():
        job.store.append_table(name, key, table)
    links = grown_links(tables, job.store.array("vectors"), near, known.and_of(own), settings, middle=middle,
                        first=first["articles"])  # fmt: skip
    if open_rows is not None:
        closed = np.unique(np.asarray(tables["sentences"]["article"])[~open_rows])
        links = links.filter(pa.array(~np.isin(np.asarray(links["left"]), closed)))
    every = job.store.append_table("links", key, links)
    before = {**tables, "stories": job.store.rows("stories")}
    changed, stories = grown_stories(before, every, settings, gone=job.store.gone("stories"), first=first["articles"])
    job.store.put_table("centre", key, middle.to_table())
    job.store.replace_rows("stories", key, changed, stories)
    return changed, stories


def _claims(job: Job, changed: I64, stories: pa.Table) -> tuple[I64, dict[str, pa.Table]]:
    """Edges and claims of the new stories, written in the place of those of the changed ones.

    Returns the numbers of the claims that went and the tables of the new stories, numbered from 0, with the positions
    and comparisons.
    """
    import pyarrow as pa

    from claimcmp.cluster import Centre, with_keys
    from claimcmp.cluster.keys import clashing

    assert isinstance(job.store, Workspace)
    space, tables = job.store, job.tables(*CLUSTERED)
    before = {name: space.rows(name) for name in ("claims", "members")}
    went = spans(np.asarray(before["claims"]["story"]), changed)
    members_went = spans(np.asarray(before["members"]["claim"]), went)
    numbered = stories.set_column(0, stories.schema.field(0), pa.array(np.arange(stories.num_rows), pa.int32()))
    parts = Parts(job, [*CLUSTERED, "stories"], middle=Centre.from_table(space.table("centre")),
                  given={"stories": numbered})  # fmt: skip
    fresh = {"stories": numbered, **found_in(parts)}
    claims, members = fresh["claims"], fresh["members"]
    previous = {**tables, "claims": take(before["claims"], went), "members": take(before["members"], members_went)}
    stay = np.ones(before["claims"].num_rows, bool)
    stay[space.gone("claims")] = stay[went] = False
    taken = clashing(claims["key"].to_pylist(), before["claims"]["key"].filter(pa.array(stay)))
    fresh["claims"] = claims = with_keys(claims, members, tables, previous, taken=taken)
    key = claims_key(job)
    space.replace_rows("edges", key_of_edges(job), _edges_of(job, space, stories), fresh["edges"])
    first = before["claims"].num_rows
    numbers = {"claims": np.arange(first, first + claims.num_rows), "stories": np.asarray(stories["id"])}
    space.replace_rows("claims", key, went, renumbered("claims", claims, numbers, into=False))
    space.replace_rows("members", key, members_went, renumbered("members", members, numbers, into=False))
    return went, fresh


def _edges_of(job: Job, space: Workspace, stories: pa.Table) -> I64:
    """The edges so far between facts of the articles of some stories."""
    articles = np.sort(np.asarray(stories["articles"].combine_chunks().flatten()).astype(np.int64))
    sentences = spans(np.asarray(space.table("sentences")["article"]), articles)
    facts = np.zeros(space.count("facts"), bool)
    facts[spans(np.asarray(space.table("facts")["sentence"]), sentences)] = True
    return np.flatnonzero(facts[np.asarray(space.rows("edges")["left"])])


def _comparisons(job: Job, went: I64, fresh: Mapping[str, pa.Table]) -> None:
    """Positions and comparisons of the new claims, written in the place of those of the claims that went."""
    import pyarrow as pa

    from claimcmp.review import apply_to_comparisons

    assert isinstance(job.store, Workspace)
    space, key = job.store, compare_key(job)
    first = space.rows("claims").num_rows - fresh["claims"].num_rows
    numbers = {"claims": np.arange(first, first + fresh["claims"].num_rows)}
    decided = apply_to_comparisons(job.decisions, fresh["claims"], fresh["comparisons"])
    for name, table in zip(VERDICTS, (fresh["positions"], decided), strict=True):
        before = space.rows(name)
        gone = spans(np.asarray(before["claim"]), went)
        table = renumbered(name, table, numbers, into=False)
        if name == "comparisons":
            own = pa.array(np.arange(before.num_rows, before.num_rows + table.num_rows), pa.int32())
            table = table.set_column(0, table.schema.field(0), own)
        space.replace_rows(name, key, gone, table)
