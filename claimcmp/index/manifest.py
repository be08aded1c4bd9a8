"""The manifest that ties an index to its encoder, dimension, metric and rows."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from claimcmp.errors import MismatchError, WorkspaceError

NAME = "index.json"
VERSION = 1
METRIC = "cosine"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index folder holds."""

    kind: str
    encoder: str
    dim: int
    rows: int
    metric: str = METRIC
    version: int = VERSION


def write(path: Path, manifest: Manifest) -> None:
    """Write the manifest last, aside and renamed: a folder without it is no index."""
    aside = path / (NAME + ".part")
    aside.write_text(json.dumps(asdict(manifest), indent=2, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(aside, path / NAME)


def read(path: Path, *, encoder: str = "", dim: int = 0) -> Manifest:
    """The manifest of a folder, checked against what the caller is about to search with."""
    file = Path(path) / NAME
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        manifest = Manifest(**{f.name: raw[f.name] for f in fields(Manifest)})
    except FileNotFoundError as error:
        raise WorkspaceError(f"{path}: no index here ({NAME} is missing); build it first") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorkspaceError(f"{file}: unreadable index manifest: {error!r}; build the index again") from error
    if manifest.version != VERSION or manifest.metric != METRIC:
        raise MismatchError(
            f"{file}: version {manifest.version} with metric {manifest.metric!r}, this program reads version {VERSION} "
            f"with {METRIC!r}; build the index again"
        )
    if encoder and manifest.encoder != encoder:
        raise MismatchError(
            f"{file}: built with encoder {manifest.encoder!r}, searched with {encoder!r}; build it again"
        )
    if dim and manifest.dim != dim:
        raise MismatchError(f"{file}: {manifest.dim} columns, the queries have {dim}; use one encoder or build again")
    return manifest
