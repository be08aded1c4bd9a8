"""The stages in their order: the only place that knows it.

    files → articles → sentences → vectors → pairs → facts → origins → stories → claims → comparisons → report

Every stage reads named tables and writes named tables. What a stage wrote is kept with the key of what it was made
from; a stage whose key has not changed is not run again, so an interrupted job goes on where it stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp import __version__
from claimcmp.config import Settings
from claimcmp.errors import InputError, UsageError
from claimcmp.model import schemas
from claimcmp.store import Store, Workspace, digest, file_digest

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa

    from claimcmp.embed import Encoder
    from claimcmp.model import Problem
    from claimcmp.report import Report

STAGES = ("ingest", "segment", "embed", "index", "extract", "dedup", "cluster", "compare")
TABLES = (
    "articles", "sentences", "origins", "pairs", "facts", "stories", "claims", "members", "edges", "positions",
    "comparisons",
)  # fmt: skip
# Raised with a stage's meaning: a workspace made by an older one is made again from there.
STAGE_VERSIONS = dict.fromkeys(STAGES, 1)

Progress = Callable[[str, int, int], None]  # stage, done, total (0: unknown)


@dataclass
class Job:
    """One run over one store: settings, what went wrong, how long each stage took."""

    store: Store
    settings: Settings
    progress: Progress | None = None
    workers: int = 1
    force_from: str = ""
    cache_dir: Path | None = None
    problems: list[Problem] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)
    encoder: Encoder | None = None
    previous: Mapping[str, pa.Table] | None = None

    def report_progress(self, stage: str) -> Callable[[int, int], None] | None:
        """The progress callback of one stage."""
        progress = self.progress
        return None if progress is None else lambda done, total: progress(stage, done, total)

    def forced(self, stage: str) -> bool:
        """Whether ``--from`` asks for this stage to be done again."""
        return bool(self.force_from) and STAGES.index(stage) >= STAGES.index(self.force_from)

    def get_encoder(self) -> Encoder:
        """The encoder of the settings, loaded once."""
        if self.encoder is None:
            from claimcmp.embed import load

            self.encoder = load(self.settings.embed.encoder, self.settings.embed)
        return self.encoder


def stage(job: Job, name: str, outputs: Sequence[str], key: str, make: Callable[[], Iterable[Any]]) -> None:
    """Run one stage unless all its outputs are there, made from the same key."""
    if not job.forced(name) and all(job.store.has(output, key) for output in outputs):
        job.timings[name] = 0.0
        return
    started = time.perf_counter()
    for output, value in zip(outputs, make(), strict=True):
        if type(value).__module__.startswith("numpy"):
            job.store.put_array(output, key, value)
        else:
            job.store.put_table(output, key, value)
    job.timings[name] = time.perf_counter() - started


def stage_key(job: Job, name: str, inputs: Sequence[str], *settings: object) -> str:
    """The key of a stage's outputs: its version, its inputs' keys, the settings that it reads."""
    return digest(name, STAGE_VERSIONS[name], [job.store.key(i) for i in inputs], list(settings))


def check_stage(name: str) -> None:
    """``UsageError`` for a stage that is not there."""
    if name and name not in STAGES:
        raise UsageError(f"no stage {name!r}; there are {', '.join(STAGES)}")


def run(
    inputs: Sequence[str | Path],
    *,
    workspace: Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    force_from: str = "",
    cache_dir: Path | None = None,
) -> Report:
    """Read files and folders, compare what they say, keep every table in ``workspace``.

    Errors: ``InputError`` when nothing can be read, ``WorkspaceError`` when another job writes there,
    ``UsageError`` for a wrong setting.
    """
    check_stage(force_from)
    if not inputs:
        raise InputError("no input: name files or folders of articles")
    space = Workspace(workspace)
    with space.lock():
        job = Job(space, settings or Settings(), progress, workers, force_from, cache_dir)
        key = digest("ingest", STAGE_VERSIONS["ingest"], asdict(job.settings.ingest), _input_digests(inputs))
        stage(job, "ingest", ["articles"], key, lambda: [_ingest(job, inputs)])
        return _finish(job)


def run_objects(
    articles: Iterable[Mapping[str, Any] | object],
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Compare articles given as dicts or dataclasses, in memory."""
    from claimcmp.ingest import from_objects

    job = Job(Store(), settings or Settings(), progress)
    table = from_objects(articles, job.settings.ingest, job.problems)
    job.store.put_table("articles", digest(table.to_pylist()), table)
    return _finish(job)


def add(
    inputs: Sequence[str | Path],
    *,
    workspace: Path,
    progress: Progress | None = None,
    workers: int = 1,
    cache_dir: Path | None = None,
) -> Report:
    """Bring new articles into a workspace; what is already there is neither read nor encoded again.

    Articles whose key and text are there already are left out. Story and claim keys are kept.
    """
    space = Workspace(workspace, create=False)
    with space.lock():
        settings = stored_settings(space)
        job = Job(space, settings, progress, workers, cache_dir=cache_dir)
        job.previous = {name: _in_memory(space.table(name)) for name in ("stories", "claims", "members", "articles",
                                                                         "sentences", "facts", "pairs")}  # fmt: skip
        _append(job, _ingest(job, inputs), digest(space.key("articles"), _input_digests(inputs)))
        return _finish(job)


def open_report(workspace: Path) -> Report:
    """The report of a finished workspace."""
    space = Workspace(workspace, create=False)
    job = Job(space, stored_settings(space))
    return _report(job)


def stored_settings(space: Workspace) -> Settings:
    """The settings that a workspace was made with."""
    from claimcmp.config import build

    return build(Settings, space.manifest.get("settings", {}), where=str(space.path))


def _in_memory(table: pa.Table) -> pa.Table:
    """A copy that does not depend on the file it was read from."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as out:
        out.write_table(table)
    return pa.ipc.open_stream(sink.getvalue()).read_all()


def _input_digests(inputs: Sequence[str | Path]) -> list[tuple[str, str]]:
    digests: list[tuple[str, str]] = []
    for path in map(Path, inputs):
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        digests.extend((str(p), file_digest(p)) for p in files if p.is_file())
    return digests


def _ingest(job: Job, inputs: Sequence[str | Path]) -> pa.Table:
    import pyarrow as pa

    from claimcmp.ingest import read_batches

    batches = read_batches(inputs, job.settings.ingest, job.problems, progress=job.report_progress("ingest"))
    return pa.Table.from_batches(list(batches), schema=schemas()["articles"])


def _finish(job: Job) -> Report:
    """Everything after reading: the picture at the top of this module, line by line."""
    _segment(job)
    _embed(job)
    _pairs(job)
    _facts(job)
    _origins(job)
    _claims(job)
    _comparisons(job)
    return _report(job)


def _segment(job: Job) -> None:
    from claimcmp.segment import split

    key = stage_key(job, "segment", ["articles"])
    stage(job, "segment", ["sentences"], key, lambda: [
        split(job.store.table("articles"), progress=job.report_progress("segment"))
    ])  # fmt: skip


def _embed(job: Job) -> None:
    import numpy as np

    from claimcmp.embed import encode

    def make() -> Iterator[np.ndarray]:
        sentences = job.store.table("sentences")
        vectors = encode(
            sentences["text"].to_pylist(), sentences["lang"].to_pylist(), encoder=job.get_encoder(),
            cache_dir=job.cache_dir, progress=job.report_progress("embed"),
        )  # fmt: skip
        yield vectors.astype(np.float16) if job.settings.embed.float16 else vectors

    key = stage_key(job, "embed", ["sentences"], asdict(job.settings.embed))
    stage(job, "embed", ["vectors"], key, make)


def _pairs(job: Job) -> None:
    import pyarrow as pa

    from claimcmp.index import neighbour_pairs

    def make() -> Iterator[pa.Table]:
        left, right, similarity = neighbour_pairs(
            job.store.array("vectors"), k=job.settings.index.neighbours, kind=job.settings.index.index,
            min_similarity=job.settings.cluster.pair_similarity, seed=job.settings.index.seed,
        )  # fmt: skip
        yield pa.table({"left": left, "right": right, "similarity": similarity})

    key = stage_key(job, "index", ["vectors"], asdict(job.settings.index), job.settings.cluster.pair_similarity)
    stage(job, "index", ["pairs"], key, make)


def _facts(job: Job) -> None:
    from claimcmp.extract import find

    key = stage_key(job, "extract", ["articles", "sentences"])
    stage(job, "extract", ["facts"], key, lambda: [
        find(job.store.table("articles"), job.store.table("sentences"), workers=job.workers,
             progress=job.report_progress("extract"))
    ])  # fmt: skip


def _origins(job: Job) -> None:
    from claimcmp.dedup import find

    settings = asdict(job.settings.dedup)
    if job.settings.dedup.outlets:
        settings["outlets"] = file_digest(Path(job.settings.dedup.outlets))
    key = stage_key(job, "dedup", ["articles", "sentences", "vectors"], settings)
    stage(job, "dedup", ["origins"], key, lambda: [
        find(job.store.table("articles"), job.store.table("sentences"), job.settings.dedup,
             vectors=job.store.array("vectors"), progress=job.report_progress("dedup"))
    ])  # fmt: skip


def _tables(job: Job, *names: str) -> dict[str, pa.Table]:
    return {name: job.store.table(name) for name in names}


def _claims(job: Job) -> None:
    from claimcmp.cluster import claims, stories

    settings = asdict(job.settings.cluster)
    vectors, pairs = job.store.array("vectors"), job.store.table("pairs")
    inputs = ["articles", "sentences", "facts", "origins"]
    key = stage_key(job, "cluster", [*inputs, "pairs"], settings)
    stage(job, "cluster", ["stories"], key, lambda: [
        stories(_tables(job, *inputs), vectors, pairs, job.settings.cluster, previous=job.previous)
    ])  # fmt: skip
    spent = job.timings["cluster"]
    stage(job, "cluster", ["claims", "members"], key, lambda: claims(
        _tables(job, *inputs, "stories"), vectors, pairs, job.settings.cluster, previous=job.previous
    ))  # fmt: skip
    job.timings["cluster"] += spent


def _comparisons(job: Job) -> None:
    from claimcmp.compare import compare_claims

    inputs = ["articles", "sentences", "origins", "stories", "claims", "members", "facts"]
    key = stage_key(job, "compare", inputs, asdict(job.settings.compare))
    stage(job, "compare", ["positions", "comparisons"], key, lambda: compare_claims(
        _tables(job, *inputs), job.settings.compare, progress=job.report_progress("compare")
    ))  # fmt: skip


def _report(job: Job) -> Report:
    from claimcmp.report import Report

    names = [name for name in TABLES if name in job.store.names() and name != "pairs"]
    tables = {name: job.store.table(name) for name in names}
    counts = {name: table.num_rows for name, table in tables.items()}
    versions = {"claimcmp": __version__, "encoder": job.settings.embed.encoder}
    if isinstance(job.store, Workspace):
        job.store.describe({"settings": job.settings.to_dict(), "versions": versions, "counts": counts})
        if job.timings:
            job.store.describe({"timings": {k: round(v, 3) for k, v in job.timings.items()}})
    return Report(tables, settings=job.settings.to_dict(), versions=versions, problems=list(job.problems),
                  counts=counts)  # fmt: skip


def _append(job: Job, new: pa.Table, key: str) -> None:
    """Put new articles behind the old ones, and their sentences, vectors and facts behind the old ones' too."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from claimcmp.embed import encode
    from claimcmp.extract import find
    from claimcmp.segment import split

    store, settings = job.store, job.settings
    old = {name: _in_memory(store.table(name)) for name in ("articles", "sentences", "facts")}
    vectors = np.array(store.array("vectors"))
    known = pc.is_in(new["sha256"], value_set=old["articles"]["sha256"])
    new = new.filter(pc.invert(known))
    first = old["articles"].num_rows
    new = new.set_column(0, "id", pa.array(range(first, first + new.num_rows), pa.int32()))
    store.put_table("articles", key, pa.concat_tables([old["articles"], new]))
    sentences = split(new, first_id=old["sentences"].num_rows)
    store.put_table("sentences", stage_key(job, "segment", ["articles"]),
                    pa.concat_tables([old["sentences"], sentences]))  # fmt: skip
    encoded = encode(sentences["text"].to_pylist(), sentences["lang"].to_pylist(), encoder=job.get_encoder(),
                     cache_dir=job.cache_dir, progress=job.report_progress("embed"))  # fmt: skip
    store.put_array("vectors", stage_key(job, "embed", ["sentences"], asdict(settings.embed)),
                    np.concatenate([vectors, encoded.astype(vectors.dtype)]))  # fmt: skip
    facts = find(new, sentences, workers=job.workers, first_id=old["facts"].num_rows)
    store.put_table("facts", stage_key(job, "extract", ["articles", "sentences"]),
                    pa.concat_tables([old["facts"], facts]))  # fmt: skip


def with_overrides(settings: Settings, **parts: Mapping[str, Any]) -> Settings:
    """Settings with some values replaced, part by part: ``with_overrides(s, embed={"encoder": "fast"})``.

    None leaves a value as it is.
    """
    changed = {
        part: replace(getattr(settings, part), **{k: v for k, v in values.items() if v is not None})
        for part, values in parts.items()
    }
    return replace(settings, **changed)
