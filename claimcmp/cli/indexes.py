"""Commands about what there is: workspaces and encoders."""

from __future__ import annotations

import os
import re
from pathlib import Path

import rich_click as click

from claimcmp.errors import UsageError, WorkspaceError

_NAME = re.compile(r"[\w][\w.-]*", re.UNICODE)


def indexes_folder() -> Path:
    """Where named workspaces live: ``CLAIMCMP_INDEXES``, else ``indexes`` in the current folder."""
    return Path(os.environ.get("CLAIMCMP_INDEXES", "indexes"))


def workspace_path(name: str) -> Path:
    """The folder of a workspace by its name; ``UsageError`` for a name that would leave the folder."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no workspace name: use letters, digits, '-', '_' and '.'")
    return indexes_folder() / name


@click.command("list", epilog="Example:  claimcmp list")
def list_indexes() -> None:
    """List the workspaces in the indexes folder."""
    from claimcmp.store import MANIFEST, Workspace

    folder = indexes_folder()
    found = sorted(p.parent for p in folder.glob(f"*/{MANIFEST}"))
    for path in found:
        try:
            manifest = Workspace(path, create=False).manifest
        except WorkspaceError as error:
            click.echo(f"{path.name}\tunreadable: {error}")
            continue
        counts = manifest.get("counts", {})
        click.echo(f"{path.name}\t{counts.get('articles', 0)} articles\t{counts.get('sentences', 0)} sentences\t"
                   f"{counts.get('claims', 0)} claims")  # fmt: skip
    if not found:
        click.echo(f"no workspaces in {folder}; make one with: claimcmp run INPUT… --name NAME")


@click.command(epilog="Example:  claimcmp encoders")
def encoders() -> None:
    """List the encoders by name."""
    from claimcmp.embed import ENCODERS

    for name, spec in ENCODERS.items():
        click.echo(f"{name}\t{spec}")
