"""Files of object stores and of other addresses (``s3://…``, ``gs://…``, ``memory://…``), through fsspec.

A file is copied to this machine to be read and copied there once it is written: readers and writers see paths only.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from claimcmp.errors import ClaimcmpError, InputError, UsageError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
_GLOB = re.compile(r"[*?\[]")
EXTRAS = {"s3": "s3", "s3a": "s3"}  # scheme → the extra of claimcmp that brings what reads it


def is_remote(path: str | Path) -> bool:
    """Whether a path is an address of another place than this machine's file system.

    >>> is_remote("s3://bucket/news.jsonl"), is_remote("news.jsonl"), is_remote("file:///tmp/news.jsonl")
    (True, False, False)
    """
    text = str(path)
    return _ADDRESS.match(text) is not None and not text.lower().startswith("file://")


def place(path: str | Path) -> str | Path:
    """A path of this machine as ``Path`` (``file://`` is one, too), an address as it is."""
    if is_remote(path):
        return str(path)
    text = str(path)
    return Path(unquote(urlsplit(text).path)) if text.lower().startswith("file://") else Path(path)


@dataclass(frozen=True, slots=True)
class Remote:
    """One file elsewhere: its address, its path below the address that was asked for, what changes when it does."""

    url: str
    key: str
    digest: str


def files_at(url: str) -> list[Remote]:
    """The file at an address, or the files of a folder or a pattern (``s3://bucket/2024-*/**.jsonl``), by path.

    Hidden files are passed over. Errors: ``InputError`` where there is none, ``UsageError`` where what reads the
    address is not installed.
    """
    fs, path = _opened(url)
    with _told(url):
        patterned = _GLOB.search(url) is not None
        found = fs.glob(path) if patterned else [path] if fs.isfile(path) else fs.find(path)
        files = sorted(f for f in found if fs.isfile(f)) if patterned else sorted(found)
        whole = _GLOB.split(path)[0] if patterned else path if files == [path] else path.rstrip("/") + "/"
        base = whole.rpartition("/")[0]
        keys = [file.removeprefix(base).lstrip("/") for file in files]
        listed = [(f, k) for f, k in zip(files, keys, strict=True) if not any(p.startswith(".") for p in k.split("/"))]
        if not listed:
            raise InputError(f"{url}: no such file or folder, or an empty one; check the address")
        return [Remote(fs.unstrip_protocol(file), key, str(fs.checksum(file))) for file, key in listed]


@contextlib.contextmanager
def fetched(file: Remote) -> Iterator[Path]:
    """A copy of a file on this machine, of the same name, gone at the end."""
    fs, path = _opened(file.url)
    with tempfile.TemporaryDirectory(prefix="claimcmp-") as folder:
        copy = Path(folder) / file.key.rpartition("/")[2]
        with _told(file.url):
            fs.get_file(path, str(copy))
        yield copy


@contextlib.contextmanager
def sent(url: str) -> Iterator[Path]:
    """A folder on this machine whose files are copied to the folder ``url`` when the block ends well."""
    fs, path = _opened(url)
    with tempfile.TemporaryDirectory(prefix="claimcmp-") as folder:
        yield Path(folder)
        with _told(url):
            fs.makedirs(path, exist_ok=True)
            for file in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
                fs.put_file(str(file), f"{path.rstrip('/')}/{file.relative_to(folder).as_posix()}")


def split(url: str) -> tuple[str, str]:
    """An address as the folder that it is in and its name there.

    >>> split("s3://bucket/reports/today.html")
    ('s3://bucket/reports', 'today.html')
    """
    folder, _, name = url.rstrip("/").rpartition("/")
    return folder, name


def _opened(url: str) -> tuple[AbstractFileSystem, str]:
    scheme = url.partition("://")[0].lower()
    extra = EXTRAS.get(scheme, "object")
    try:
        import fsspec

        with _told(url):
            found: tuple[AbstractFileSystem, str] = fsspec.core.url_to_fs(url)
            return found
    except ImportError as error:
        raise UsageError(f"{url}: {scheme}:// needs what is not installed ({error}): pip install 'claimcmp[{extra}]'"
                         ) from error  # fmt: skip
    except ValueError as error:
        raise UsageError(f"{url}: no address that can be opened ({error}); write s3://BUCKET/PATH or a path") from error


@contextlib.contextmanager
def _told(url: str) -> Iterator[None]:
    """Whatever a store says of an address as an ``InputError`` that names it."""
    try:
        yield
    except (ClaimcmpError, ImportError, ValueError):
        raise
    except Exception as error:  # each store has errors of its own: of networks, of rights, of names
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError(f"{url}: {reason}; check the address and that you may read or write there") from error

