"""Bytes → text: by a byte order mark, as UTF-8, by a declared charset, else by a guess that is told."""

from __future__ import annotations

import codecs
import re
from typing import IO

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
# Text that is UTF-8 but for some bytes has this many letters beyond ASCII for each wrong one; other charsets have none.
_SOUND = 4
# Bytes that a guess looks at: the detector's time grows with them, its answer does not change.
_GUESSED_FROM = 200_000
_CHUNK = 1 << 20
# Text in two bytes a letter has a space in this share of its letters, or more; chance gives one in 65,536.
_WIDE_SPACES = 0.02
# Western pages that declare these mean Windows' superset of them (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
_NO_CHARACTER = "\ufffd"


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    r"""The text of some bytes, and what a reader of it should be told ("" for nothing).

    >>> decoded("naïve".encode("cp1252"), "iso-8859-1")
    ('naïve', '')
    """
    mark = marked(data)
    if mark:
        return data.decode(mark, errors="replace"), ""
    for name in ("utf-8", charset(declared)):
        try:
            return data.decode(name or "utf-8"), ""
        except UnicodeDecodeError:
            pass
    name = guessed(data)
    text = data.decode(name, errors="replace")
    if name == "utf-8":
        lost = text.count(_NO_CHARACTER) - data.count(_NO_CHARACTER.encode())
        return text, f"{lost} {'byte is' if lost == 1 else 'bytes are'} not UTF-8, read as {_NO_CHARACTER}"
    return text, f"not UTF-8; read as {name}"


def marked(data: bytes) -> str:
    """The encoding that a byte order mark names, or that text of two bytes a letter shows without one; else ""."""
    mark = next((name for bom, name in BOMS if data.startswith(bom)), "")
    return mark or (_wide(data) if b"\x00" in data[:_CHUNK] else "")


def _wide(data: bytes) -> str:
    head = data[: 8192 & ~1]
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = head[: len(head) & ~1].decode(name)
        except UnicodeDecodeError:
            continue
        shown = sum(c.isprintable() or c.isspace() for c in text)
        if shown == len(text) and sum(c in " \n" for c in text) >= _WIDE_SPACES * len(text):
            return name
    return ""


def charset(declared: str) -> str:
    """Python's name of a declared charset; "" for one that it does not know."""
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return ""
    return _MEANT.get(name, name)


def guessed(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8 throughout: UTF-8 still where only a few bytes are wrong."""
    text = data.decode("utf-8", errors="replace")
    wrong = text.count(_NO_CHARACTER)
    if len(text) - len(text.encode("ascii", "ignore")) - wrong >= _SOUND * wrong:
        return "utf-8"
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in data[:_CHUNK].splitlines() if not line.isascii())  # ASCII tells nothing
    best = from_bytes(telling[:_GUESSED_FROM]).best()
    return best.encoding if best is not None else "utf-8"


def of_stream(stream: IO[bytes]) -> tuple[str, str]:
    """The encoding of a long stream, read once in pieces, and what a reader of it should be told."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    before = b""
    while True:
        try:
            piece = stream.read(_CHUNK)
        except (OSError, EOFError):  # a gzip that stops early: told when its rows are read
            return "utf-8", ""
        if not before and (mark := marked(piece)):
            return mark, ""
        try:
            decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            around = (before + piece)[max(len(before) + error.start - _GUESSED_FROM // 2, 0) :]
            name = guessed(around[:_GUESSED_FROM])
            damaged = f"some bytes are not UTF-8, read as {_NO_CHARACTER}"
            return name, damaged if name == "utf-8" else f"not UTF-8; read as {name}"
        if not piece:
            return "utf-8", ""
        before = piece


_XML_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']")
_META_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def declared_in(data: bytes) -> str:
    """The charset that a page or a feed declares in its first bytes, "" where it names none."""
    head = data[:4096]
    found = _XML_DECLARED.match(head.lstrip()) or _META_DECLARED.search(head)
    return found[1].decode("ascii") if found else ""
