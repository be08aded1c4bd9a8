"""The stages in their order: the only place that knows it.

    files → articles → sentences → vectors → pairs → facts → origins → stories → claims → comparisons → report

Every stage reads named tables and writes named tables. What a stage wrote is kept with the key of what it was made
from; a stage whose key has not changed is not run again, so an interrupted job goes on where it stopped.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.config import Settings, build
from claimcmp.errors import InputError
from claimcmp.model import Problem
from claimcmp.pipeline import stages
from claimcmp.pipeline.compacting import compact
from claimcmp.pipeline.engines import load_engine
from claimcmp.pipeline.grow import add_articles
from claimcmp.pipeline.job import STAGES, Job, Progress, check_settings, check_stage, code_digest
from claimcmp.store import Store, Workspace, digest, written_aside
from claimcmp.store.remote import place, sent, split

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.review import Decision

__all__ = ["STAGES", "Progress", "add", "compact", "explain_claim", "find_copies", "honour_decisions", "open_report",
           "run", "run_objects", "with_overrides"]  # fmt: skip


def run(
    inputs: Sequence[str | Path],
    *,
    workspace: str | Path,
    settings: Settings | None = None,
    progress: Progress | None = None,
    workers: int = 1,
    engine: str = "local",
    force_from: str = "",
    cache_dir: Path | None = None,
) -> Report:
    """Read files and folders, compare what they say, keep every table in the folder ``workspace``.

    Errors: ``InputError`` when nothing can be read, ``WorkspaceError`` when another job writes there,
    ``UsageError`` for a wrong setting.
    """
    check_stage(force_from)
    from claimcmp.ingest import check_inputs

    if not inputs:
        raise InputError("no input: name files or folders of articles")
    check_settings(settings or Settings())
    check_inputs(inputs)  # before a folder is made for nothing
    space = Workspace(Path(workspace), anew=force_from == STAGES[0])
    with space.lock():
        job = Job(space, settings or Settings(), progress, load_engine(engine, workers), force_from, cache_dir)
        job.load_decisions()
        found = stages.input_digests(inputs)
        key = digest("ingest", code_digest("ingest"), asdict(job.settings.ingest), found)
        if not job.run_stage("ingest", ["articles"], key, lambda: stages.read(job, inputs)):
            job.problems.extend(p for p in stages.stored_problems(space) if p.file != str(job.decisions_path()))
        return stages.finish(job)


def run_objects(
    articles: Iterable[Mapping[str, Any] | object],
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Compare articles given as dicts or dataclasses, in memory."""
    from claimcmp.ingest import from_objects

    check_settings(settings or Settings())
    job = Job(Store(), settings or Settings(), progress)
    job.load_decisions()
    table = from_objects(articles, job.settings.ingest, job.problems)
    if not table.num_rows:
        raise InputError("no article with a text: each needs at least a non-empty 'text'")
    job.store.put_table("articles", digest(table.to_pylist()), table)
    return stages.finish(job)


def add(
    inputs: Sequence[str | Path],
    *,
    workspace: str | Path,
    progress: Progress | None = None,
    workers: int = 1,
    window: float = 0.0,
    only_touched: bool = False,
    cache_dir: Path | None = None,
) -> Report:
    """Bring new articles into a workspace; what is there already is neither read nor encoded again.

    An article whose key and text are there already is left out. Story and claim keys are kept. In a large workspace
    only the stories that the new articles touch are worked on; a story whose last article is older than ``window`` days
    is closed: it is searched, but no new article joins it (0: none is closed). ``only_touched``: the report is of the
    stories that the new articles made or changed.
    """
    space = Workspace(Path(workspace), create=False)
    with space.lock():
        job = Job(space, _stored_settings(space), progress, load_engine("local", workers), cache_dir=cache_dir)
        job.problems.extend(stages.stored_problems(space))
        job.load_decisions()
        key = digest(space.key("articles"), stages.input_digests(inputs))
        add_articles(job, stages.ingest(job, inputs), key, window=window)
        job.problems = list(dict.fromkeys(job.problems))  # the same file again says nothing new
        report = stages.finish(job)
    return stages.of_touched(report, job.touched) if only_touched and job.touched is not None else report


def open_report(workspace: str | Path) -> Report:
    """The report of a finished workspace."""
    space = Workspace(Path(workspace), create=False)
    job = Job(space, _stored_settings(space))
    job.problems.extend(stages.stored_problems(space))
    job.load_decisions()
    return stages.report(job, keep=False)


def find_copies(
    inputs: Sequence[str | Path], *, out: str | Path, encoder: str = "", settings: Settings | None = None,
    progress: Progress | None = None,
) -> tuple[int, list[Problem]]:  # fmt: skip
    """Find copies only and write them as JSONL, one relation a line; translations only with an encoder."""
    job = Job(Store(), with_overrides(settings or Settings(), embed={"encoder": encoder or None}), progress)
    check_settings(job.settings)
    job.store.put_table("articles", "", stages.ingest(job, inputs))
    stages.segment(job)
    if encoder:
        stages.embed(job)
    from claimcmp.dedup import evidence, find

    articles = job.store.table("articles")
    vectors = job.store.array("vectors") if encoder else None
    origins = find(articles, job.store.table("sentences"), job.settings.dedup, vectors=vectors,
                   progress=job.report_progress("dedup"))  # fmt: skip
    with _written(out) as aside, aside.open("w", encoding="utf-8") as lines:
        for row in evidence(articles, job.store.table("sentences"), origins, vectors=vectors):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return origins.num_rows, job.problems


@contextlib.contextmanager
def _written(out: str | Path) -> Iterator[Path]:
    """A file that is put where it belongs, on this machine or at an address, when the block ends well."""
    path = place(out)
    if isinstance(path, Path):
        with written_aside(path) as aside:
            yield aside
        return
    folder, name = split(path)
    with sent(folder) as here:
        yield here / name


def explain_claim(workspace: str | Path, claim: str = "") -> str:
    """Why sentences are in one claim, as text: every edge with its levels; without ``claim`` what looks over-merged."""
    from claimcmp.cluster import explain, shown_suspects

    space = Workspace(Path(workspace), create=False)
    tables = {name: space.table(name) for name in space.names() if name not in ("vectors", "index", "pairs")}
    if not claim:
        return shown_suspects(tables)
    return str(explain(tables, claim, vectors=space.array("vectors")))


def honour_decisions(
    workspace: str | Path, new: Sequence[Decision], path: Path, *, typed: Sequence[Decision] = ()
) -> list[Problem]:
    """Apply decisions to a workspace now; returns those that do not apply to it.

    ``typed`` are those of the new ones that a person has just written: a key in them that is not there is a slip, and
    a ``UsageError``; in a file it may only be old.
    """
    from claimcmp.review import check_keys, load, stale

    space = Workspace(Path(workspace), create=False)
    with space.lock():
        settings = _stored_settings(space)
        if path != space.path / "decisions.txt":
            settings = with_overrides(settings, compare={"decisions": str(path)})
        check_keys(typed, space.table("claims"), space.table("articles"))
        problems = stale(new, space.table("claims"), space.table("articles"), where=str(path))
        job = Job(space, settings)
        job.problems.extend(stages.stored_problems(space))
        job.decisions = [*load(path), *new]
        stages.finish(job)
    return problems


def _stored_settings(space: Workspace) -> Settings:
    return build(Settings, space.manifest.get("settings", {}), where=str(space.path))


def with_overrides(settings: Settings, **parts: Mapping[str, Any]) -> Settings:
    """Settings with some values replaced, part by part: ``with_overrides(s, embed={"encoder": "fast"})``.

    None leaves a value as it is.
    """
    changed = {
        part: replace(getattr(settings, part), **{k: v for k, v in values.items() if v is not None})
        for part, values in parts.items()
    }
    return replace(settings, **changed)
