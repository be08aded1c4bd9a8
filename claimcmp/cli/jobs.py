"""Commands that make or extend a workspace: run, add, report, dedup."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from claimcmp.cli.indexes import new_workspace, workspace_path
from claimcmp.cli.progress import Bars
from claimcmp.errors import UsageError

if TYPE_CHECKING:
    from claimcmp.config import Settings
    from claimcmp.model import Problem
    from claimcmp.report import Report

EXIT_FINDINGS = 1
CACHE = "cache"  # folder of a workspace: its vectors by sentence, so that what grew is encoded where it is new
TOUCHED = "touched"  # folder of a workspace: the report of what the last addition touched
REPORT_FORMATS = ("html", "json", "csv")  # what a run writes; the others by --format


class Where(click.ParamType):  # type: ignore[type-arg]
    """A path of this machine, or an address such as ``s3://bucket/folder`` (``str``)."""

    name = "path"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> str | Path:
        """See ``store.remote.place``."""
        from claimcmp.store.remote import place

        return place(value)


INPUTS = click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
OUT = click.option("--out", type=Where(), help="Folder for the report; s3://… and the like go, too.")
QUIET = click.option("--quiet", is_flag=True, help="Print nothing but errors.")
WORKERS = click.option("--workers", type=click.IntRange(1), default=1, show_default=True,
                       help="Processes that read facts, find claims and compare them.")  # fmt: skip
FORMATS = click.option("--format", "formats", multiple=True, metavar="FORMAT",
                       help="Also write markdown, jsonl, parquet, claimreview, graphml or terminal.")  # fmt: skip
FAIL_ON = click.option("--fail-on", metavar="VERDICT[:N]",
                       help="Exit with 1 when N or more claims have the verdict, for scheduled jobs.")  # fmt: skip


@click.command(epilog="Example:  claimcmp run data/sample --out out/sample")
@INPUTS
@OUT
@click.option("--name", help="Keep the workspace as indexes/NAME for check, search and add; without --out the "
              "report is there, too.")  # fmt: skip
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), help="TOML file of settings.")
@click.option("--encoder", help="fast, best, hashing or sentence-transformers:NAME_OR_PATH.")
@click.option("--index", help="auto, exact, hnsw, ivf-sq8 or ivf-rabitq.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="How sure a match must be to join a claim.")
@click.option("--outlets", type=click.Path(path_type=Path), help="CSV of name, owner, country, agency.")
@click.option("--nli", help="Path of a CrossEncoder that judges entailment as one more level.")
@click.option("--decisions", type=click.Path(path_type=Path), help="File of decisions to honour.")
@click.option("--engine", default="local", show_default=True, help="local, or ray (needs claimcmp[ray]).")
@click.option("--from", "from_stage", default="", metavar="STAGE",
              help="Do this stage and the later ones again: ingest, segment, embed, index, extract, dedup, cluster, "
              "compare.")  # fmt: skip
@click.option("--part", type=click.IntRange(1), metavar="SENTENCES",
              help="Sentences of stories that a process holds at once: fewer take less memory.")  # fmt: skip
@FORMATS
@FAIL_ON
@WORKERS
@QUIET
def run(
    inputs: tuple[str, ...], out: str | Path | None, name: str | None, settings_file: Path | None, encoder: str | None,
    index: str | None, threshold: float | None, outlets: Path | None, nli: str | None, decisions: Path | None,
    engine: str, from_stage: str, part: int | None, formats: tuple[str, ...], fail_on: str | None, workers: int,
    quiet: bool,
) -> None:  # fmt: skip
    """Read articles, compare what they say, write the report.

    INPUT is any mix of files, folders and addresses (s3://bucket/folder): JSONL, CSV, Parquet, plain text, HTML, RSS or
    Atom. The same command run again goes on where it was interrupted, and does again only what has changed.
    """
    from claimcmp.config import Settings, load
    from claimcmp.pipeline import run as run_job
    from claimcmp.pipeline import with_overrides

    workspace = new_workspace(name) if name is not None else out
    if isinstance(workspace, str):
        raise UsageError(f"{workspace}: a workspace is a folder of this machine; keep it with --name NAME, and the "
                         "report goes to the address")  # fmt: skip
    if workspace is None:
        raise UsageError("say where the report goes: --out DIR, or --name NAME, or both")
    settings: Settings = load(settings_file) if settings_file else Settings()
    settings = with_overrides(
        settings, embed={"encoder": encoder}, index={"index": index}, cluster={"threshold": threshold},
        dedup={"outlets": str(outlets) if outlets else None},
        compare={"nli": nli, "decisions": str(decisions) if decisions else None}, work={"part_sentences": part},
    )  # fmt: skip
    wanted = parse_fail_on(fail_on)
    check_formats(formats)
    with Bars(quiet=quiet) as bars:
        report = run_job(inputs, workspace=workspace, settings=settings, progress=bars, workers=workers,
                         engine=engine, force_from=from_stage, cache_dir=workspace / CACHE)  # fmt: skip
    finish(report, out or workspace, formats, quiet=quiet)
    stop_on(report, wanted)


@click.command(epilog="Example:  claimcmp add NAME new-articles.jsonl --out out/today")
@click.argument("name")
@INPUTS
@OUT
@click.option("--window", type=click.FloatRange(0), default=0.0, metavar="DAYS",
              help="Close stories whose last article is older than DAYS: searched, but no new article joins them.")
@click.option("--touched", is_flag=True, help="Report only the stories that the new articles made or changed; without "
              "--out into the workspace's folder touched.")  # fmt: skip
@FORMATS
@FAIL_ON
@WORKERS
@QUIET
def add(
    name: str, inputs: tuple[str, ...], out: str | Path | None, window: float, touched: bool,
    formats: tuple[str, ...], fail_on: str | None, workers: int, quiet: bool,
) -> None:  # fmt: skip
    """Bring new articles (or published fact checks) into the workspace NAME.

    NAME is the name of a workspace, or the folder that 'run --out' wrote. Articles that are there already are left out;
    claims and stories keep their keys. In a large workspace only the stories that the new articles touch are worked on.
    """
    from claimcmp.pipeline import add as add_to

    wanted = parse_fail_on(fail_on)
    check_formats(formats)
    workspace = workspace_path(name)
    with Bars(quiet=quiet) as bars:
        report = add_to(inputs, workspace=workspace, progress=bars, workers=workers, window=window,
                        only_touched=touched, cache_dir=workspace / CACHE)  # fmt: skip
    finish(report, out or (workspace / TOUCHED if touched else workspace), formats, quiet=quiet)
    stop_on(report, wanted)


@click.command(epilog="Example:  claimcmp report NAME --out out/again --format markdown")
@click.argument("name")
@OUT
@FORMATS
@QUIET
def report(name: str, out: str | Path | None, formats: tuple[str, ...], quiet: bool) -> None:
    """Write the report of the workspace NAME again."""
    from claimcmp.pipeline import open_report

    check_formats(formats)
    workspace = workspace_path(name)
    finish(open_report(workspace), out or workspace, formats, quiet=quiet)


@click.command(epilog="Example:  claimcmp dedup data/sample --out out/copies.jsonl")
@INPUTS
@click.option("--out", type=Where(), required=True, help="JSONL file for the evidence.")
@click.option("--encoder", default="", help="Also find translations: fast, best or another encoder.")
@click.option("--outlets", type=click.Path(path_type=Path), help="CSV of name, owner, country, agency.")
@QUIET
def dedup(inputs: tuple[str, ...], out: str | Path, encoder: str, outlets: Path | None, quiet: bool) -> None:
    """Find copies only: which article, of whom, by what evidence, how much."""
    from claimcmp.pipeline import find_copies, with_overrides

    from claimcmp.config import Settings  # isort: skip

    settings = with_overrides(Settings(), dedup={"outlets": str(outlets) if outlets else None})
    with Bars(quiet=quiet) as bars:
        count, problems = find_copies(inputs, out=out, encoder=encoder, settings=settings, progress=bars)
    tell_problems(problems, quiet=quiet)
    if not quiet:
        click.echo(f"{count} {'copy' if count == 1 else 'copies'} found; the evidence: {out}")


def finish(report: Report, out: str | Path, formats: tuple[str, ...], *, quiet: bool) -> None:
    """Write a report's files and say what was found and where it is."""
    from claimcmp.report import write

    for name in dict.fromkeys((*REPORT_FORMATS, *formats)):
        write(report, out, name)
    tell_problems(report.problems, quiet=quiet)
    if not quiet:
        from claimcmp.report.terminal import show

        show(report, file=sys.stdout)
        click.echo(f"Report: {str(out).rstrip('/')}/report.html")


def tell_problems(problems: list[Problem], *, quiet: bool) -> None:
    """What in the input was not read as it stands, on standard error; with ``--quiet`` only what was lost."""
    for problem in problems:
        if not quiet or problem.severity == "error":
            click.echo(str(problem), err=True)


def check_formats(formats: tuple[str, ...]) -> None:
    """``UsageError`` for an unknown format before a long job, not after it."""
    from claimcmp.report import FORMATS as known

    for name in formats:
        if name not in known:
            raise UsageError(f"no format {name!r}; there are {', '.join(known)}")


def parse_fail_on(text: str | None) -> tuple[str, int] | None:
    """``differ:2`` as ("differ", 2); ``UsageError`` when it is neither.

    >>> parse_fail_on("differ:2"), parse_fail_on("updated")
    (('differ', 2), ('updated', 1))
    """
    from claimcmp.report.view import VERDICTS

    if text is None:
        return None
    verdict, _, number = text.partition(":")
    if verdict not in VERDICTS or (number and not (number.isdecimal() and int(number) > 0)):
        raise UsageError(f"--fail-on {text!r}: write VERDICT or VERDICT:N, as in differ:2; verdicts are "
                         f"{', '.join(VERDICTS)}")  # fmt: skip
    return verdict, int(number or 1)


def stop_on(report: Report, wanted: tuple[str, int] | None) -> None:
    """Exit with 1 when the report holds as many claims of a verdict as ``--fail-on`` names."""
    if wanted is None:
        return
    verdict, limit = wanted
    count = sum(claim.verdict == verdict for claim in report.claims)
    if count >= limit:
        told = "1 claim has" if count == 1 else f"{count} claims have"
        click.echo(f"claimcmp: {told} the verdict {verdict!r} (--fail-on {verdict}:{limit})", err=True)
        sys.exit(EXIT_FINDINGS)
