"""One input file: its bytes, unpacked where they are gzip, read no further than a limit."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from claimcmp.config import IngestSettings
from claimcmp.ingest.encoding import decoded, marked
from claimcmp.ingest.problems import Tally

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Read failures of a file or of a gzip stream within it.
READ_ERRORS = (OSError, EOFError, zlib.error)
_GZIP = b"\x1f\x8b"
# Bytes read to look for NULs and byte order marks.
_HEAD = 8192
# A file that is read whole (a page, a feed, a text) is refused above this; a page of a newspaper has under 5 MB.
WHOLE_FILE_BYTES = 50_000_000


class TooLargeError(Exception):
    """A file that holds more than the limit once unpacked."""


@dataclass(slots=True)
class Source:
    """A file to read; ``name`` is its path for messages, ``key`` its path in the given folder without suffixes."""

    path: Path
    name: str
    key: str
    settings: IngestSettings
    tally: Tally
    _packed: bool | None = field(default=None, init=False)

    @property
    def packed(self) -> bool:
        """Whether the file is gzipped, by its name or by its first bytes."""
        if self._packed is None:
            self._packed = self.path.suffix.lower() == ".gz"
            if not self._packed:
                with self.path.open("rb") as stream:
                    self._packed = stream.read(len(_GZIP)) == _GZIP
        return self._packed

    @property
    def suffix(self) -> str:
        """The suffix that says the format, without ``.gz``."""
        return (Path(self.path.stem) if self.path.suffix.lower() == ".gz" else self.path).suffix.lower()

    def open(self) -> IO[bytes]:
        """The unpacked bytes as a stream."""
        return cast("IO[bytes]", gzip.open(self.path, "rb")) if self.packed else self.path.open("rb")

    def head(self) -> bytes:
        """The first bytes, unpacked."""
        with self.open() as stream:
            return stream.read(_HEAD)

    def whole(self) -> bytes:
        """All bytes; ``TooLargeError`` beyond the smaller of the setting and ``WHOLE_FILE_BYTES``."""
        limit = min(self.settings.max_file_bytes, WHOLE_FILE_BYTES)
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLargeError(f"more than {limit:,} bytes")
        return data

    def text(self) -> str:
        """The whole file as text."""
        return self.decoded(self.whole())

    def decoded(self, data: bytes, declared: str = "") -> str:
        """Bytes as text; what is read neither by its marks, nor as UTF-8, nor as ``declared`` is told."""
        text, told = decoded(data, declared)
        if told:
            self.tell_encoding(told)
        return text

    def tell_encoding(self, told: str) -> None:
        """Say how bytes were read that no mark and no declaration explains."""
        self.tally.add(
            self.name, None, told, f"if its words look wrong, convert it: iconv -f ENCODING -t UTF-8 {self.path.name}"
        )

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Numbered lines without their ends; None for a line longer than ``max_line_bytes`` (skipped unread)."""
        limit = self.settings.max_line_bytes
        wide = marked(self.head())
        with self.open() as opened:
            stream = opened if wide in ("", "utf-8-sig") else cast("IO[bytes]", _as_utf8(opened, wide))
            number = 0
            while line := stream.readline(limit + 1):
                number += 1
                if len(line) > limit and not line.endswith(b"\n"):
                    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                        pass
                    yield number, None
                else:
                    yield number, line.rstrip(b"\r\n")


def _as_utf8(stream: IO[bytes], encoding: str) -> BufferedReader:
    """Text of a wide encoding as a stream of UTF-8, so that its lines end in one byte."""
    return BufferedReader(_Transcoded(stream, encoding))


class _Transcoded(RawIOBase):
    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._text = TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        if not self._rest:
            self._rest = self._text.read(_HEAD).encode("utf-8", "replace")
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def is_binary(head: bytes) -> bool:
    """Whether the first bytes are no text: NULs that are no wide encoding's, or many control characters."""
    if marked(head):
        return False
    if b"\x00" in head:
        return True
    controls = sum(b < 9 or 13 < b < 27 or b in (28, 29, 30, 31) for b in head)
    return controls * 20 > len(head)
