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
    "note CLAIM text". Without any, the decisions taken so far are listed. The next run honours them.
    """
    from claimcmp.pipeline import honour_decisions
    from claimcmp.review import decide, load, parse

    workspace = workspace_path(name)
    path = into or workspace / "decisions.txt"
    new = parse("\n".join(decisions), where="decision")
    if file is not None:
        if not file.is_file():
            raise InputError(f"{file}: there is no such file")
        new.extend(load(file))
    if not new:
        for decision in load(path):
            click.echo(str(decision))
        return
    stale = honour_decisions(workspace, new, path)
    decide(path, new)
    for problem in stale:
        click.echo(str(problem), err=True)
    click.echo(f"{len(new)} decision(s) kept in {path}; 'claimcmp report {name}' shows them")
