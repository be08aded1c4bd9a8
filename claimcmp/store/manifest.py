"""The manifest of a workspace: what is whole on disk, of what key, in which files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimcmp.errors import WorkspaceError
from claimcmp.store.files import written_aside

MANIFEST = "manifest.json"
FORMAT = 1  # raised when an older workspace can no longer be read


def read_manifest(folder: Path, *, anew: bool) -> dict[str, Any]:
    """The manifest of a folder, an empty one where there is none or ``anew`` asks for it.

    Errors: ``WorkspaceError`` for one that is unreadable or of another version.
    """
    path = folder / MANIFEST
    if anew or not path.is_file():
        return {"format": FORMAT, "entries": {}}
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        wrong = manifest["format"] != FORMAT or not isinstance(manifest["entries"], dict)
    except (ValueError, KeyError, TypeError) as error:
        raise WorkspaceError(f"{path}: unreadable ({error}); run again with --from ingest") from error
    if wrong:
        raise WorkspaceError(f"{path}: made by another version of claimcmp (format {manifest['format']}, not "
                             f"{FORMAT}); run again with --from ingest")  # fmt: skip
    return manifest


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write it aside and rename it: what it names counts from then on."""
    with written_aside(folder / MANIFEST) as aside:
        aside.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def files_of(entry: Mapping[str, Any]) -> set[str]:
    """The files of an entry of the manifest."""
    return {entry[part] for part in ("file", "gone") if entry.get(part)} | set(entry.get("more", ()))
