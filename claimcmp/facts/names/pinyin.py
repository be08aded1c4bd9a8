"""Sounds of the Chinese characters that write names, for the skeletons."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _sounds() -> dict[str, str]:
    text = (files(__package__) / "pinyin.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {character: sound for sound, characters in rows for character in characters}


def romanized(name: str) -> str:
    """A Chinese name in Latin letters, unknown characters as they are.

    >>> romanized("王海")
    'wanghai'
    """
    sounds = _sounds()
    return "".join(sounds.get(c, c) for c in name)
