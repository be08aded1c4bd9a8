"""A workspace that grew by many additions, written anew: one file a table, the index that its size asks for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from claimcmp.config import Settings, build
from claimcmp.pipeline.tail import fold_tail
from claimcmp.store import Workspace

BY_STORY = ("stories", "claims", "members", "positions", "comparisons")  # rows of one go when those of another do


def compact(workspace: str | Path) -> tuple[int, int]:
    """Join the files of every table and build the index again where it has outgrown its kind.

    What is found does not change. Returns the bytes of the workspace before and after. Errors: ``WorkspaceError``
    where there is no workspace or another job writes there.
    """
    space = Workspace(Path(workspace), create=False)
    with space.lock():
        before = _bytes(space.path)
        entries = space.manifest["entries"]
        _write_anew(space, sorted(name for name in entries if entries[name].get("more") or entries[name].get("gone")))
        fold_tail(space, most=0)
        _fit_index(space)
    return before, _bytes(space.path)


def settle(space: Workspace) -> None:
    """Write the tables of stories anew where some were made again since others name their rows by older numbers."""
    entries = space.manifest["entries"]
    replaced = any(entries[name].get("lost") for name in ("stories", "claims"))
    if replaced and not all(entries[name].get("moved") for name in BY_STORY):
        _write_anew(space, BY_STORY)


def _write_anew(space: Workspace, names: Sequence[str]) -> None:
    """Write tables as their readers see them, all of them or none."""
    names = sorted({*names, *BY_STORY} & {*space.names()} if {*names} & {*BY_STORY} else names)
    tables = space.live(*names)
    with space.at_once():
        for name in names:
            with space.writing(name, space.key(name), schema=tables[name].schema) as write:
                for batch in tables[name].to_batches():
                    write(tables[name].from_batches([batch]))


def _fit_index(space: Workspace) -> None:
    """Another kind of index where the settings leave the kind open and additions have made it too large."""
    from claimcmp.index import build as build_index
    from claimcmp.index import choose, load

    settings = build(Settings, space.manifest.get("settings", {}), where=str(space.path))
    if settings.index.index != "auto" or "index" not in space.names():
        return
    vectors = space.array("vectors")
    encoder = space.manifest.get("encoder", "")
    if load(space.path / "index", encoder=encoder).kind == choose(*vectors.shape):
        return
    whole = np.asarray(vectors, np.float32)
    index = build_index(whole, seed=settings.index.seed, encoder=encoder)
    space.put_folder("index", space.key("index"), len(vectors), index.save)


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
