"""The index of a workspace that grew: new vectors stand behind it, and join it once there are many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcmp.store import Workspace

if TYPE_CHECKING:
    from claimcmp.index import Index

MANY = 20_000  # vectors behind an index, up to which looking through them all is as quick as having them in it


def open_index(space: Workspace) -> Index:
    """The index over all vectors of a workspace, those that are not in it yet behind it."""
    from claimcmp.index.tail import open_with_tail

    return open_with_tail(space.path / "index", space.array("vectors"), encoder=space.manifest.get("encoder", ""))


def fold_tail(space: Workspace, *, most: int = MANY) -> None:
    """Put the vectors behind an index into it where they are more than so many."""
    from claimcmp.index.tail import Tail

    if "index" not in space.names() or space.manifest["entries"]["index"]["rows"] + most >= space.count("vectors"):
        return
    index = open_index(space)
    if isinstance(index, Tail):
        space.put_folder("index", space.key("index"), space.count("vectors"), index.save)
