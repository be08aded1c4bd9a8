"""Claims and comparisons: parts of the stories go through ``engine.each`` and come back in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from claimcmp.config import ClusterSettings, CompareSettings
from claimcmp.pipeline.job import Job
from claimcmp.pipeline.parts import Cutter, Part, renumbered
from claimcmp.pipeline.steady import steady
from claimcmp.store import digest, let_go

if TYPE_CHECKING:
    import pyarrow as pa

    from claimcmp.cluster.centred import Centre

CLUSTERED = ("articles", "sentences", "facts", "origins")
SPELLINGS = ("spellings", "names", "plain")  # what sentences may name: see ``cluster.Spellings``
VERDICTS = ("positions", "comparisons")
COMPARED = ("articles", "sentences", "origins", "stories", "claims", "members", "facts", "edges")


def cluster(job: Job) -> None:
    """Sentences, pairs and facts → stories, edges between their facts, claims."""
    from claimcmp.cluster import Centre, centre, read_spellings, stories_of, story_links

    settings = job.settings.cluster
    vectors, pairs = job.store.array("vectors"), job.store.table("pairs")

    def make_stories() -> Iterator[pa.Table]:
        middle = centre(vectors, job.store.table("sentences"))
        yield middle.to_table()
        job.store.describe({"centred_on": len(vectors)})
        spellings = read_spellings(job.store.table("sentences"), job.store.table("facts"), each=job.engine.each)
        yield from spellings.to_tables().values()
        links = story_links(job.tables(*CLUSTERED), vectors, pairs, settings, middle=middle, spellings=spellings)
        yield links
        yield stories_of(job.tables(*CLUSTERED), links, settings, previous=job.previous)

    job.run_stage("cluster", ["centre", *SPELLINGS, "links", "stories"], stories_key(job), make_stories)
    let_go(vectors)

    def make_claims() -> Iterator[pa.Table]:
        edges_key = key_of_edges(job)
        made = not job.forced("cluster") and job.store.has("edges", edges_key)
        parts = Parts(job, [*CLUSTERED, "stories", *(["edges"] if made else [])],
                      middle=Centre.from_table(job.store.table("centre")))  # fmt: skip
        if made:
            yield from decided(job, *together(parts, lambda _: None))
        else:
            with job.store.writing("edges", edges_key) as write:
                tables = together(parts, write)
            yield from decided(job, *tables)

    job.run_stage("cluster", ["claims", "members"], claims_key(job), make_claims)


def stories_key(job: Job) -> str:
    """The key of the stories, of the links that made them and of what the vectors are centred on."""
    return job.key("cluster", [*CLUSTERED, "pairs"], asdict(job.settings.cluster))


def key_of_edges(job: Job) -> str:
    """The key of the edges: they depend on the stories, not on the threshold."""
    groups = job.store.table("stories")["articles"].combine_chunks()
    total = hashlib.sha256(np.asarray(groups.flatten()).tobytes())
    total.update(np.asarray(groups.value_lengths()).tobytes())
    return job.key("cluster", [*CLUSTERED, "pairs"], total.hexdigest())


def claims_key(job: Job) -> str:
    """The key of the claims and their members."""
    moves = [str(d) for d in job.decisions if d.action in ("merge", "split")]
    return digest(stories_key(job), key_of_edges(job), moves)


def compare_key(job: Job) -> str:
    """The key of the positions and comparisons."""
    verdicts = [str(d) for d in job.decisions if d.action in ("accept", "reject")]
    return job.key("compare", COMPARED, asdict(job.settings.compare), verdicts)


@dataclass
class Parts:
    """The stories of a job in parts; ``names`` are the tables of a part, ``given`` some in place of the job's."""

    job: Job
    names: list[str]
    middle: Centre | None = None
    given: Mapping[str, pa.Table] = field(default_factory=dict)

    def through(self, function: Callable[..., Any], settings: object, stage: str) -> Iterator[tuple[Part, Any]]:
        """Every part with what a function makes of it; the parts are cut as they are asked for."""
        cutter = Cutter({**self.job.tables(*(n for n in self.names if n not in self.given)), **self.given})
        plans = list(cutter.plan(self.job.settings.work.part_sentences))
        total, done = sum(map(len, plans)), 0
        progress = self.job.report_progress(stage)
        vectors = self.job.store.array("vectors") if self.middle else None
        waiting: list[Part] = []

        def cut() -> Iterator[Part]:
            for stories in plans:
                part = cutter.cut(stories, self.names)
                if self.middle is not None and vectors is not None:
                    codes = self.middle.codes(part.tables["sentences"])
                    part.near = self.middle.of(vectors[part.rows["sentences"]], codes)
                    let_go(vectors)
                waiting.append(Part({}, part.rows))
                yield part

        for found in self.job.engine.each(function, cut(), settings):
            part = waiting.pop(0)
            yield part, found
            done += len(part.rows["stories"])
            if progress:
                progress(done, total)


def claims_of_part(part: Part, settings: ClusterSettings) -> tuple[pa.Table, pa.Table, pa.Table]:
    """The edges, claims and members of a part, rows as in the part."""
    from claimcmp.cluster import claims_part

    assert part.near is not None
    with steady():
        return claims_part(part.tables, part.near, settings)


def compare_part(part: Part, settings: CompareSettings) -> tuple[pa.Table, pa.Table]:
    """The positions and comparisons of a part, rows as in the part."""
    from claimcmp.comparer import compare_claims

    with steady():
        return compare_claims(part.tables, settings)


def both_of_part(
    part: Part, settings: tuple[ClusterSettings, CompareSettings]
) -> tuple[pa.Table, ...]:
    """The edges, claims and members of a part and, while its sentences are remembered, positions and comparisons."""
    edges, claims, members = claims_of_part(part, settings[0])
    found = {"edges": edges, "claims": claims, "members": members}
    return (*found.values(), *compare_part(Part({**part.tables, **found}, part.rows), settings[1]))


def found_in(parts: Parts) -> dict[str, pa.Table]:
    """Edges, claims, members, positions and comparisons of all parts, each part read once."""
    import pyarrow as pa

    from claimcmp.model import schemas

    tables = {name: [schemas()[name].empty_table()] for name in ("edges", "claims", "members", *VERDICTS)}
    settings, first = (parts.job.settings.cluster, parts.job.settings.compare), 0
    for part, found in parts.through(both_of_part, settings, "cluster"):
        own = dict(zip(tables, found, strict=True))
        numbers = {**part.rows, "claims": np.arange(first, first + own["claims"].num_rows)}
        for name, table in own.items():
            tables[name].append(renumbered(name, table, numbers, into=False))
        first += own["claims"].num_rows
    return {name: pa.concat_tables(of_parts) for name, of_parts in tables.items()}


def together(parts: Parts, write_edges: Callable[[pa.Table], Any]) -> tuple[pa.Table, pa.Table]:
    """The claims and members of all parts; the edges are written as they come."""
    import pyarrow as pa

    from claimcmp.model import schemas

    first = 0

    claims, members = [schemas()["claims"].empty_table()], [schemas()["members"].empty_table()]
    for part, (edges, own, of_own) in parts.through(claims_of_part, parts.job.settings.cluster, "cluster"):
        write_edges(renumbered("edges", edges, part.rows, into=False))
        numbers = {**part.rows, "claims": np.arange(first, first + own.num_rows)}
        claims.append(renumbered("claims", own, numbers, into=False))
        members.append(renumbered("members", of_own, numbers, into=False))
        first += own.num_rows
    return pa.concat_tables(claims), pa.concat_tables(members)


def decided(job: Job, claims: pa.Table, members: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Claims with keys that last, and what people decided on them."""
    from claimcmp.cluster import with_keys
    from claimcmp.dedup import independent
    from claimcmp.review import apply_to_claims, stale

    tables = job.tables(*CLUSTERED)
    tables["claims"], tables["members"] = with_keys(claims, members, tables, job.previous), members
    if not job.decisions:
        return tables["claims"], tables["members"]
    where = str(job.decisions_path())
    job.problems.extend(stale(job.decisions, tables["claims"], tables["articles"], where=where))
    return apply_to_claims(job.decisions, tables, independent(tables["origins"]))


def compare(job: Job) -> None:
    """Claims → comparisons."""
    from claimcmp.review import apply_to_comparisons

    def make() -> Iterator[pa.Table]:
        positions, comparisons = compared(Parts(job, list(COMPARED)))
        yield positions
        yield apply_to_comparisons(job.decisions, job.store.table("claims"), comparisons)

    job.run_stage("compare", VERDICTS, compare_key(job), make)


def compared(parts: Parts) -> tuple[pa.Table, pa.Table]:
    """The positions and comparisons of all parts."""
    import pyarrow as pa

    from claimcmp.model import schemas

    positions, comparisons = [schemas()["positions"].empty_table()], [schemas()["comparisons"].empty_table()]
    for part, (own, verdicts) in parts.through(compare_part, parts.job.settings.compare, "compare"):
        positions.append(renumbered("positions", own, part.rows, into=False))
        comparisons.append(renumbered("comparisons", verdicts, part.rows, into=False))
    found = pa.concat_tables(comparisons)
    numbers = pa.array(np.arange(found.num_rows), pa.int32())
    return pa.concat_tables(positions), found.set_column(0, found.schema.field(0), numbers)
