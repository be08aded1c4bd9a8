"""The stages in their order, each from named tables to named tables: ``finish`` is the picture in code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp import __version__
from claimcmp.model import Problem, schemas
from claimcmp.pipeline.by_story import cluster, compare
from claimcmp.pipeline.job import Job
from claimcmp.pipeline.parts import Cutter
from claimcmp.store import Blocks, Workspace, file_digest

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from claimcmp.report import Report

MUTE_REMEDY = "give the article's own text, one paragraph a line, without menus and buttons"
MUTE_NAMED = 5
ENCODED = 50_000  # sentences whose texts and vectors are held at once
REPORTED = (
    "articles", "sentences", "origins", "stories", "claims", "members", "facts", "positions", "comparisons",
)  # fmt: skip


def finish(job: Job) -> Report:
    """Everything after reading the articles."""
    segment(job)
    embed(job)
    index(job)
    extract(job)
    dedup(job)
    cluster(job)
    compare(job)
    return report(job)


def input_digests(inputs: Sequence[str | Path]) -> list[tuple[str, str]]:
    """Name and digest of every input file."""
    from claimcmp.ingest import articles_at, check_inputs, expanded, files_of

    check_inputs(inputs)
    digests: list[tuple[str, str]] = []
    for path in expanded(inputs):
        if isinstance(path, str):
            digests.extend((file.url, file.digest) for file in articles_at(path))
            continue
        for file in files_of(path):
            try:
                digests.append((str(file), file_digest(file)))
            except OSError:  # ingest names it as a problem; the other files are read
                digests.append((str(file), ""))
    return digests


def ingest(job: Job, inputs: Sequence[str | Path]) -> pa.Table:
    """Read the inputs into an articles table; what could not be read stands in ``job.problems``."""
    import pyarrow as pa

    from claimcmp.ingest import read_batches

    batches = read_batches(inputs, job.settings.ingest, job.problems, progress=job.report_progress("ingest"))
    return pa.Table.from_batches(list(batches), schema=schemas()["articles"])


def read(job: Job, inputs: Sequence[str | Path]) -> Iterator[pa.Table]:
    """The articles as the output of a stage; a job that is cut off after it must not forget what could not be read."""
    table = ingest(job, inputs)
    job.store.describe({"problems": [asdict(p) for p in job.problems]})
    yield table


def segment(job: Job) -> None:
    """Articles → sentences."""
    from claimcmp.segment import split

    job.run_stage("segment", ["sentences"], job.key("segment", ["articles"]), lambda: [
        split(job.store.table("articles"), progress=job.report_progress("segment"))
    ])  # fmt: skip
    _tell_mute(job)


def _tell_mute(job: Job) -> None:
    """Name the articles of which no sentence was kept, so that none is lost without a word."""
    import numpy as np

    articles = job.store.table("articles")
    heard = np.unique(job.store.table("sentences")["article"].to_numpy())
    mute = np.setdiff1d(articles["id"].to_numpy(), heard, assume_unique=True)
    job.problems = [p for p in job.problems if p.remedy != MUTE_REMEDY]
    if len(mute):
        named = ", ".join(articles["key"][int(row)].as_py()[:60] for row in mute[:MUTE_NAMED])
        named += ", …" if len(mute) > MUTE_NAMED else ""
        count = "1 article states" if len(mute) == 1 else f"{len(mute)} articles state"
        what = f"{count} nothing that can be compared (only page furniture): {named}"
        job.problems.append(Problem("articles", None, what, MUTE_REMEDY))


def embed(job: Job) -> None:
    """Sentences → vectors."""

    def make() -> Iterator[Blocks]:
        yield Blocks(_encoded(job))
        job.store.describe({"encoder": job.get_encoder().name})

    job.run_stage("embed", ["vectors"], job.key("embed", ["sentences"], asdict(job.settings.embed)), make)


def _encoded(job: Job) -> Iterator[np.ndarray]:
    """The vectors of the sentences, some at a time."""
    import numpy as np

    sentences, report = job.store.table("sentences"), job.report_progress("embed")
    total = sentences.num_rows
    for start in range(0, max(total, 1), ENCODED):
        part = sentences.slice(start, ENCODED)
        vectors = job.engine.encode(
            part["text"].to_pylist(), part["lang"].to_pylist(), settings=job.settings.embed, encoder=job.get_encoder(),
            cache_dir=job.cache_dir, progress=report if total <= ENCODED else None,
        )  # fmt: skip
        yield vectors.astype(np.float16) if job.settings.embed.float16 else vectors
        if report and total > ENCODED:
            report(min(start + ENCODED, total), total)


def index_key(job: Job) -> str:
    """The key of the index and of the pairs of near sentences."""
    return job.key("index", ["vectors"], asdict(job.settings.index), job.settings.cluster.pair_similarity,
                   job.settings.cluster.story_days)  # fmt: skip


def dedup_key(job: Job) -> str:
    """The key of the origins."""
    settings: dict[str, Any] = asdict(job.settings.dedup)
    if job.settings.dedup.outlets:
        settings["outlets"] = file_digest(Path(job.settings.dedup.outlets))
    return job.key("dedup", ["articles", "sentences", "vectors"], settings)


def index(job: Job) -> None:
    """Vectors → an index over them, and the pairs of near sentences."""
    import numpy as np
    import pyarrow as pa

    from claimcmp.index import build

    settings = job.settings.index
    key = index_key(job)

    def make() -> Iterator[pa.Table]:
        vectors = np.asarray(job.store.array("vectors"), dtype=np.float32)
        built = build(vectors, kind=settings.index, seed=settings.seed, encoder=job.store.manifest.get("encoder", ""))
        if isinstance(job.store, Workspace):
            job.store.put_folder("index", key, len(vectors), built.save)
        left, right, similarity = job.engine.pairs(
            vectors, index=built, k=settings.neighbours, min_similarity=job.settings.cluster.pair_similarity,
            **times_of(job, built.kind),
        )
        yield pa.table({"left": left, "right": right, "similarity": similarity})

    job.run_stage("index", ["pairs"], key, make)


def times_of(job: Job, kind: str) -> dict[str, Any]:
    """When the sentences were published and how far apart two of one story can be, for an index of lists.

    Looking through lists costs with all vectors; an exact search is small anyway.
    """
    import numpy as np

    from claimcmp.cluster.event_time import DAY
    from claimcmp.cluster.story_edges import WINDOWS

    if not kind.startswith("ivf"):
        return {}
    published = job.store.table("articles")["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    times = published[np.asarray(job.store.table("sentences")["article"])]
    return {"times": times, "within": WINDOWS * job.settings.cluster.story_days * DAY}


def extract(job: Job) -> None:
    """Sentences → facts."""
    job.run_stage("extract", ["facts"], job.key("extract", ["articles", "sentences"]), lambda: [
        job.engine.extract(job.store.table("articles"), job.store.table("sentences"),
                           progress=job.report_progress("extract"))
    ])  # fmt: skip


def dedup(job: Job) -> None:
    """Articles → which of them are copies, and of whom; what each credits."""
    from claimcmp.dedup import find_both

    job.run_stage("dedup", ["origins", "credits"], dedup_key(job), lambda: find_both(
        job.store.table("articles"), job.store.table("sentences"), job.settings.dedup,
        vectors=job.store.array("vectors"), progress=job.report_progress("dedup"),
    ))  # fmt: skip


def report(job: Job, *, keep: bool = True) -> Report:
    """The tables as a report; settings, versions, counts, problems and timings go into the manifest.

    ``keep=False`` for who only reads: another job may be writing there, and the folder may be another's.
    """
    from claimcmp.report import Report

    tables = job.store.live(*REPORTED)
    counts = {name: job.store.count(name) for name in REPORTED}
    versions = {"claimcmp": __version__, "encoder": job.settings.embed.encoder}
    if keep and isinstance(job.store, Workspace):
        _describe(job, job.store, counts, versions)
    return Report(
        tables, settings=job.settings.to_dict(), versions=versions, problems=list(job.problems), counts=counts,
        decisions=[str(d) for d in job.decisions],
    )  # fmt: skip


def of_touched(report: Report, stories: int) -> Report:
    """A report of the last ``stories`` alone: those that an addition made or changed."""
    import numpy as np

    from claimcmp.report import Report as Made

    total = report.tables["stories"].num_rows
    tables = Cutter(report.tables, left_out=()).cut(np.arange(total - stories, total), REPORTED).tables
    counts = {name: table.num_rows for name, table in tables.items()}
    return Made(tables, settings=report.settings, versions=report.versions, problems=report.problems, counts=counts,
                decisions=report.decisions)  # fmt: skip


def _describe(job: Job, space: Workspace, counts: dict[str, int], versions: dict[str, str]) -> None:
    ran = {k: round(v, 3) for k, v in job.timings.items() if v}
    timings = {**space.manifest.get("timings", {}), **ran}
    space.describe({"settings": job.settings.to_dict(), "versions": versions, "counts": counts, "timings": timings,
                    "problems": [asdict(p) for p in job.problems]})  # fmt: skip


def stored_problems(space: Workspace) -> list[Problem]:
    """The problems of an earlier run, as its manifest keeps them."""
    return [Problem(**p) for p in space.manifest.get("problems", [])]
