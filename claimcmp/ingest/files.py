"""Which files an input names: the file itself, or what a folder holds."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from glob import glob
from pathlib import Path

from claimcmp.errors import InputError
from claimcmp.store.remote import Remote, files_at, place, split

# Files that a corpus keeps about itself: in a folder they are no articles.
_ABOUT = re.compile(r"(?:readme|licen[cs]e|copying|notice|source)(?:\.(?:md|txt|rst))?|gold\.json", re.IGNORECASE)
# A folder that holds all of either is what an earlier run wrote: its pages and tables are no articles.
_WRITTEN = (frozenset(("manifest.json", "articles.arrow")), frozenset(("report.html", "report.json", "claims.csv")))
# Called with a path, what is wrong with it, the remedy and how bad it is ("warning", "error").
Tell = Callable[[str, str, str, str], None]


def check_inputs(inputs: Sequence[str | Path]) -> None:
    """``InputError`` for an input that is not there, or is neither a file nor a folder."""
    for path in expanded(inputs):
        if isinstance(path, str):
            files_at(path)
            continue
        try:
            if not path.exists():
                raise InputError(f"{path}: no such file or folder; check the path")
            if not (path.is_file() or path.is_dir()):
                raise InputError(f"{path}: neither a file nor a folder (a pipe or a device); save it to a file first")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            raise InputError(f"{path}: {reason}; check the path, and that you may read there") from error


def expanded(inputs: Sequence[str | Path]) -> list[Path | str]:
    """Paths of this machine and addresses (as ``str``); a pattern that is no file's name is what it matches."""
    found: list[Path | str] = []
    for path in map(place, inputs):
        matched = [] if isinstance(path, str) or path.exists() else sorted(glob(str(path), recursive=True))
        found += map(Path, matched) if matched else [path]
    return found


def articles_at(url: str) -> list[Remote]:
    """The file at an address, or what a folder there holds but files about the corpus and the output of runs."""
    files = files_at(url)
    if len(files) == 1:
        return files
    names: dict[str, set[str]] = defaultdict(set)
    for file in files:
        folder, name = split(file.url)
        names[folder].add(name)
    written = {folder for folder, own in names.items() if any(w <= own for w in _WRITTEN)}
    return [f for f in files if split(f.url)[0] not in written and not _ABOUT.fullmatch(split(f.url)[1])]


def files_of(path: Path, tell: Tell | None = None) -> Iterator[Path]:
    """The file itself, or the files of a folder and of everything below it, by path.

    Hidden files, files about the corpus and the output of earlier runs are passed over. Links to folders are not
    followed, so that none leads in a circle; ``tell`` hears of what is left out.
    """
    if not path.is_dir():
        yield path
        return
    pending = _entries(path, tell)
    while pending:
        entry = pending.pop()
        file = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            pending.extend(_entries(file, tell))
        elif _is_file(entry):
            if not _ABOUT.fullmatch(entry.name):
                yield file
        elif tell is not None and entry.is_symlink():
            what = "a link to a folder, or to nothing; not followed"
            tell(str(file), what, "name what it leads to as an input", "warning")
        elif tell is not None:
            tell(str(file), "neither a file nor a folder; left out", "save it to a file", "warning")


def _entries(folder: Path, tell: Tell | None) -> list[os.DirEntry[str]]:
    """What stands in a folder but hidden things, the last by name first; none of a run's own output."""
    try:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if not entry.name.startswith(".")]
    except OSError as error:
        if tell is not None:
            what = f"cannot be read ({error.strerror}); left out"
            tell(str(folder), what, "check that you may read the folder", "error")
        return []
    names = {entry.name for entry in entries}
    if any(written <= names for written in _WRITTEN):
        if tell is not None:
            what = "holds a report that claimcmp wrote; passed over"
            tell(str(folder), what, "move articles of yours out of it", "warning")
        return []
    return sorted(entries, key=lambda e: e.name, reverse=True)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False
