"""Keys under which a word is the same name in another script: its consonants, letters written for one another alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcmp.facts.names.pinyin import romanized
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.languages import grammar, known, table
from claimcmp.text import fold

LEAST = 3  # consonants of a name: two are the consonants of many words
CLEAR = 4  # consonants from which letters that are written for one another count as one
HAN = (2, 6)  # characters of a Chinese rendering of a name
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_ALIKE = str.maketrans({"F": "B", "D": "T", "X": "S", "G": "K", "J": "K", "H": "K", "L": "R", "W": "B", "A": None})
_CARRIED = re.compile("[وفبلك]?[أإ](?=ل)")
_LIQUIDS = str.maketrans("", "", "R=")
_ENDINGS = "MBK"  # consonants of Cyrillic case endings, as keys have them


@dataclass(frozen=True, slots=True)
class Script:
    """How a language shows its names: by capitals (``shown``), or not; ``nouns`` have capitals too."""

    given: str
    lang: str
    shown: bool
    nouns: bool
    spaced: bool
    prefixes: tuple[str, ...]
    either: tuple[tuple[str, str], ...]  # letters, and those that other languages write for the same sound


@cache
def script(lang: str) -> Script:
    """How a language shows its names."""
    given, lang = lang, known(lang)
    row, names = table(lang, "grammar"), table(lang, "names")
    here = grammar(lang)
    either = tuple((fold(a), fold(b)) for a, b in names.get("either", {}).items())
    shown, nouns = bool(names["capitals"]), bool(row.get("noun_capitals"))
    return Script(given, lang, shown, nouns, here.spaced, here.prefixes, either)


@lru_cache(maxsize=1 << 18)
def keys(word: str, lang: str) -> tuple[str, ...]:
    """The keys under which a word and its parts are the same names in another script or case, () for short ones."""
    found: list[str] = []
    for name in filter(None, map(key, skeleton(word, lang).split())):
        found.append(name)
        if len(name) > CLEAR and "\u0400" <= word[-1] <= "\u052f" and name[-1] in _ENDINGS:
            found.append(name[:-1])
    return tuple(found)


def key(bones: str) -> str:
    """The key of some consonants, "" where they are too few to tell."""
    loose = bones.translate(_ALIKE)
    return loose if len(loose) >= CLEAR else f"={bones}" if len(loose) >= LEAST else ""


def ways(word: str, own: Script) -> Iterator[str]:
    """The keys under which a word, as it is written, may be a name."""
    folded = fold(word)
    if not own.spaced:
        yield from filter(None, [rendered(keys(romanized(folded).replace("ng", "n"), own.lang))])
        return
    forms = [folded]
    forms += [folded[len(p) :] for p in own.prefixes if folded.startswith(p) and len(folded) - len(p) >= LEAST]
    if "'" in folded:  # a name before the ending of its case: Ankara'da
        forms.append(folded.split("'")[0])
    if carried := _CARRIED.match(word):  # an alef that carries a hamza begins a name, no article: ألتامار
        forms.append(folded[carried.end() :])
    for a, b in own.either:
        forms += [folded[: m.start()] + b + folded[m.end() :] for m in re.finditer(a, folded)]
    for form in dict.fromkeys(forms):
        yield from keys(form, own.lang)


def rendered(keys: Sequence[str]) -> str:
    """The key of a name as Chinese renders it: no r or l; "" where too little stays."""
    bare = keys[0].translate(_LIQUIDS) if keys else ""
    return f"~{bare}" if len(bare) >= CLEAR else ""


def han(text: str) -> Iterator[str]:
    """Runs of characters that may render a foreign name: of those that are written for their sound."""
    for run in _HAN_RUN.findall(text):
        for part in "".join(c if _sounded(c) else " " for c in run).split():
            for size in range(HAN[0], HAN[1] + 1):
                for start in range(len(part) - size + 1):
                    yield part[start : start + size]


@cache
def _sounded(character: str) -> bool:
    return romanized(character) != character
