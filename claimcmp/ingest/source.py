"""One input file: its bytes, opened through gzip where its name says so, read no further than a limit."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from claimcmp.config import IngestSettings
from claimcmp.ingest.problems import Tally

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
# Read failures of a file or of a gzip stream within it.
READ_ERRORS = (OSError, EOFError, zlib.error)
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

    @property
    def packed(self) -> bool:
        """Whether the file is gzipped, by its name."""
        return self.path.suffix.lower() == ".gz"

    @property
    def suffix(self) -> str:
        """The suffix that says the format, without ``.gz``."""
        return (Path(self.path.stem) if self.packed else self.path).suffix.lower()

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
        """The whole file as text: by its byte order mark, else UTF-8, else a told guess."""
        data = self.whole()
        encoding, guessed = encoding_of(data)
        if guessed:
            self.tally.add(
                self.name, None, f"not UTF-8; read as {encoding}",
                f"if its words look wrong, convert it: iconv -f ENCODING -t UTF-8 {self.path.name}",
            )  # fmt: skip
        return data.decode(encoding, errors="replace")

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Numbered lines without their ends; None for a line longer than ``max_line_bytes`` (skipped unread)."""
        limit = self.settings.max_line_bytes
        with self.open() as stream:
            number = 0
            while line := stream.readline(limit + 1):
                number += 1
                if len(line) > limit and not line.endswith(b"\n"):
                    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                        pass
                    yield number, None
                else:
                    yield number, line.rstrip(b"\r\n")


def is_binary(head: bytes) -> bool:
    """Whether the first bytes are no text: NULs without a wide byte order mark, or many control characters."""
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return False
    if b"\x00" in head:
        return True
    controls = sum(b < 9 or 13 < b < 27 or b in (28, 29, 30, 31) for b in head)
    return controls * 20 > len(head)


def encoding_of(data: bytes) -> tuple[str, bool]:
    """The encoding of a text's bytes, and whether it is a guess."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name, False
    try:
        data.decode("utf-8")
        return "utf-8", False
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return (best.encoding if best is not None else "utf-8"), True
