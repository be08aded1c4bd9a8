"""Outlets: their families from a file, and how their names are recognised in another script."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from claimcmp.errors import InputError
from claimcmp.text import fold, words

_COLUMNS = ("name", "owner", "country", "agency")
_TRUE = frozenset({"1", "true", "yes", "y", "x"})

# Consonants of the scripts by how they sound to one another; vowels, glides, h and gutturals are written too
# differently to count. Digraphs come first.
_DIGRAPHS = (
    ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "K"), ("gh", "K"), ("th", "T"), ("dh", "D"),
    ("ph", "F"), ("zh", "S"), ("ts", "S"), ("dj", "S"), ("ck", "K"), ("qu", "K"),
)  # fmt: skip
_SOUNDS = {
    "B": "bpбпبپבפּ", "F": "fvфвفڤף", "K": "kqcgxкгхґقكخغگקכךחג", "S": "szjçşсзшщжцчسصشزژجچظذضשסצץזğ",
    "T": "tтتطثתט", "D": "dдدד", "L": "lлلל", "R": "rрرר", "M": "mмمמם", "N": "nнنנן",
}  # fmt: skip
_SOUND = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters}
_ARTICLES = frozenset({"al", "el", "the", "le", "la", "les", "il", "lo", "los", "der", "die", "das", "эль", "аль", "ал",
                       "ad", "ed", "ar", "as", "es", "an", "en", "o", "a", "os"})  # fmt: skip
MIN_SOUNDS = 3  # a name of fewer consonants is told from no other


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a folded word, the same in every alphabet.

    >>> skeleton("الوادي"), skeleton("wadi"), skeleton("вади")
    ('D', 'D', 'FD')
    """
    word = word.removeprefix("ال")
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    for letters, sound in _DIGRAPHS:
        plain = plain.replace(letters, sound)
    sounds = [_SOUND.get(c, c if c in "SKTDF" else "") for c in plain]
    kept: list[str] = []
    for sound in sounds:
        if sound and (not kept or kept[-1] != sound):
            kept.append(sound)
    return "".join(kept)


def name_skeleton(name: str) -> tuple[str, ...]:
    """Skeletons of the words of a name, articles left out; () when there is too little to go by."""
    folded = fold(name)
    parts = [folded[a:b] for a, b in words(folded)]
    bones = tuple(s for s in (skeleton(p) for p in parts if p not in _ARTICLES) if s)
    return bones if sum(map(len, bones)) >= MIN_SOUNDS else ()


@dataclass(frozen=True, slots=True)
class Outlets:
    """What is known of outlets: their owner's family and whether they are agencies."""

    family: dict[str, str] = field(default_factory=dict)  # folded name → folded owner
    agencies: frozenset[str] = frozenset()

    def house(self, outlet: str) -> str:
        """The publisher family of an outlet: its owner where a file names one, else the outlet itself."""
        name = fold(outlet).strip()
        return self.family.get(name) or name

    def agency(self, outlet: str) -> bool:
        """Whether the outlet is a news agency."""
        return fold(outlet).strip() in self.agencies


def load_outlets(path: str) -> Outlets:
    """Outlets from a CSV file with the columns name, owner, country, agency ("": none).

    Raises ``InputError`` naming the file and what is wrong with it.
    """
    if not path:
        return Outlets()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if "name" not in (reader.fieldnames or ()):
                raise InputError(f"{path}: an outlets file needs the column 'name' (and may have {_COLUMNS[1:]})")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot read the outlets: {error}; it is a CSV file in UTF-8") from error
    family = {fold(r["name"]).strip(): fold(r.get("owner") or "").strip() for r in rows if r["name"]}
    agencies = {fold(r["name"]).strip() for r in rows if r["name"] and (r.get("agency") or "").strip().lower() in _TRUE}
    return Outlets(family, frozenset(agencies))
