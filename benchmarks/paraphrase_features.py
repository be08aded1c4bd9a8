"""What a pair of sentences is judged by: their vectors, the words of only one of them, and a few counts."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from difflib import SequenceMatcher

import numpy as np

COLUMNS = 4096  # of the hashed words that only one sentence has
STEM = 5  # letters of a word that stand for all its forms
_NUMBER = re.compile(r"\d+")


def stems(text: str, lang: str) -> list[str]:
    """The words of a sentence cut to their beginnings, articles and prepositions that are written on left off."""
    from claimcmp.text import fold, normalize, words

    clear = normalize(text).text
    found = [fold(clear[a:b]) for a, b in words(clear)]
    if lang == "zh":
        run = "".join(found)
        return [run[i : i + 2] for i in range(max(1, len(run) - 1))]
    if lang in ("ar", "fa", "he"):
        found = [re.sub(r"^(?:[وفبلك]?ال|وال|[וה])(?=\w{3})", "", w) for w in found]
    return [w[:STEM] for w in found if w]


def features(
    langs: list[str], left: list[str], right: list[str], *, encoder: Callable[[list[str], list[str]], np.ndarray],
    strength: dict[str, float],
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """float32 [pairs, columns], every block scaled by its ``strength``, and the cosines [pairs]."""
    u, v = encoder(left, langs), encoder(right, langs)
    cosines = (u * v).sum(axis=1)
    tokens = [(stems(a, lang), stems(b, lang)) for lang, a, b in zip(langs, left, right, strict=True)]
    rows = [counts(lang, a, b, *t) for lang, a, b, t in zip(langs, left, right, tokens, strict=True)]
    counted = np.column_stack([np.array(rows, np.float32), cosines])
    counted = (counted - counted.mean(axis=0)) / np.maximum(counted.std(axis=0), 1e-6)
    both = np.concatenate([np.abs(u - v), u * v], axis=1) * u.shape[1] ** 0.5
    blocks = (both * strength["vectors"], hashed(tokens) * strength["words"], counted * strength["counts"])
    return np.concatenate(blocks, axis=1, dtype=np.float32), cosines


def hashed(tokens: list[tuple[list[str], list[str]]]) -> np.ndarray:
    """The words that one sentence has and the other lacks, hashed into columns, whichever side they are on."""
    out = np.zeros((len(tokens), COLUMNS), np.float32)
    for row, (a, b) in enumerate(tokens):
        for word in set(a) ^ set(b):
            out[row, zlib.crc32(word.encode()) % COLUMNS] = 1.0
    return out


def counts(lang: str, left: str, right: str, a: list[str], b: list[str]) -> list[float]:
    """Shares of words in common, order, length, numbers, opposites and denials."""
    from claimcmp.match.context import contrasts, profile

    one, other = set(a), set(b)
    shared, whole = len(one & other), max(1, len(one | other))
    matched = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    grams = [{t[i : i + 3] for i in range(max(1, len(t) - 2))} for t in (left.casefold(), right.casefold())]
    numbers = [set(_NUMBER.findall(t)) for t in (left, right)]
    cues = [profile(t, lang) for t in (left, right)]
    held, in_order = shared / max(1, min(len(one), len(other))), matched / max(1, min(len(a), len(b)))
    return [
        shared / whole, held, in_order, held - in_order,
        len(grams[0] & grams[1]) / len(grams[0] | grams[1]), abs(len(a) - len(b)) / max(1, len(a) + len(b)),
        float(bool(numbers[0] and numbers[1] and not numbers[0] & numbers[1])), float(bool(numbers[0] & numbers[1])),
        float(numbers[0] != numbers[1]), float(len(contrasts(*cues))), float(len(cues[0].cues ^ cues[1].cues)),
        float(len(cues[0].topics & cues[1].topics)), float(a[:2] == b[:2]), float(len(one ^ other)),
    ]  # fmt: skip
