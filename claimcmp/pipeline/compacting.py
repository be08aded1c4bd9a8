"""A workspace that grew by many additions, written anew: one file a table, the index that its size asks for."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from claimcmp.config import Settings, build
from claimcmp.store import Workspace


def compact(workspace: str | Path) -> tuple[int, int]:
    """Join the files of every table and build the index again where it has outgrown its kind.

    What is found does not change. Returns the bytes of the workspace before and after. Errors: ``WorkspaceError``
    where there is no workspace or another job writes there.
    """
    space = Workspace(Path(workspace), create=False)
    with space.lock():
        before = _bytes(space.path)
        for name, entry in sorted(space.manifest["entries"].items()):
            if entry.get("more"):
                table = space.table(name)
                with space.writing(name, entry["key"], schema=table.schema) as write:
                    for batch in table.to_batches():
                        write(table.from_batches([batch]))
        _fit_index(space)
    return before, _bytes(space.path)


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
