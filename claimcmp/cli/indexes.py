"""Commands about what there is: workspaces and encoders."""

from __future__ import annotations

import os
import re
from importlib import import_module
from pathlib import Path

import rich_click as click

from claimcmp.errors import UsageError, WorkspaceError

MEGABYTE = 1_000_000
_NAME = re.compile(r"[\w][\w.-]*", re.UNICODE)


def indexes_folder() -> Path:
    """Where named workspaces live: ``CLAIMCMP_INDEXES``, else ``indexes`` in the current folder."""
    return Path(os.environ.get("CLAIMCMP_INDEXES", "indexes"))


def new_workspace(name: str) -> Path:
    """The folder of a workspace to be made, by its name; ``UsageError`` for a name that would leave the folder."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no workspace name: use letters, digits, '-', '_' and '.'")
    return indexes_folder() / name


def workspace_path(name: str) -> Path:
    """A workspace to open: by its name, or by the folder that ``run --out`` wrote."""
    from claimcmp.store import MANIFEST

    folder = Path(name)
    named = _NAME.fullmatch(name) is not None
    if named and (indexes_folder() / name / MANIFEST).is_file():
        return indexes_folder() / name
    if name and (folder / MANIFEST).is_file():
        return folder
    if name and not named and folder.is_dir():
        raise WorkspaceError(f"{folder}: no workspace here (no {MANIFEST}); 'claimcmp run … --out' makes one")
    return new_workspace(name)


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


@click.command(epilog="Example:  claimcmp compact NAME")
@click.argument("name")
def compact(name: str) -> None:
    """Write the workspace NAME anew after many additions: one file a table, the index that its size asks for.

    What is found does not change.
    """
    from claimcmp.pipeline import compact as write_anew

    before, after = write_anew(workspace_path(name))
    click.echo(f"{before / MEGABYTE:.1f} MB before, {after / MEGABYTE:.1f} MB after")


@click.command(epilog="Example:  claimcmp encoders")
def encoders() -> None:
    """List the encoders by name, for --encoder and the settings."""
    from claimcmp.embed import ENCODERS

    for name, spec in ENCODERS.items():
        click.echo(f"{name:<22}{_about(spec)}".rstrip())


def _about(spec: str) -> str:
    module, _, attribute = spec.partition(":")
    try:
        about = (getattr(import_module(module), attribute).__doc__ or "").strip()
    except ImportError as error:
        return f"not installed ({error.name})"
    return about.splitlines()[0] if about else ""
