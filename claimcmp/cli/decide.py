"""The command that keeps what people decided."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from claimcmp.cli.indexes import workspace_path
from claimcmp.errors import InputError


@click.command(epilog='Example:  claimcmp review NAME "reject CLAIM another bridge"')
@click.argument("name")
@click.argument("decisions", nargs=-1, metavar="[DECISION…]")
@click.option("--file", "file", type=click.Path(path_type=Path), help="Take decisions from a file, too.")
@click.option("--into", type=click.Path(path_type=Path), help="Decisions file; else decisions.txt in the workspace.")
def review(name: str, decisions: tuple[str, ...], file: Path | None, into: Path | None) -> None:
    """Accept, reject, merge, split or note claims of the workspace NAME.

    A DECISION is one line in quotes: "accept CLAIM", "reject CLAIM why", "merge CLAIM CLAIM", "split CLAIM ARTICLE",
    "note CLAIM text". CLAIM is a key, as the report and claims.csv show it; a key with a space in it stands in double
    quotes. Without any, the decisions taken so far are listed. Every later run, add and report honours them.
    """
    from claimcmp.pipeline import honour_decisions
    from claimcmp.review import decide, load, parse

    workspace = workspace_path(name)
    path = into or workspace / "decisions.txt"
    typed = parse("\n".join(decisions), where="decision")
    new = list(typed)
    if file is not None:
        if not file.is_file():
            raise InputError(f"{file}: there is no such file")
        new.extend(load(file))
    if not new:
        taken = load(path)
        click.echo("\n".join(map(str, taken)) if taken else f"no decisions in {path}")
        return
    stale = honour_decisions(workspace, new, path, typed=typed)
    decide(path, new)
    for problem in stale:
        click.echo(str(problem), err=True)
    count = "1 decision" if len(new) == 1 else f"{len(new)} decisions"
    click.echo(f"{count} kept in {path}; 'claimcmp report {name}' shows {'it' if len(new) == 1 else 'them'}")
