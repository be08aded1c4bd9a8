"""The likely language of a sentence from its script, its own letters and its small words: cheap, and always the same.

For texts that come without a language. Detection proper (with its own model) is the segmenter's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimcmp.languages import LANGUAGES, table

# A sentence shows its language within this many characters; the rest is not looked at.
LOOK_AT = 400
LETTER_POINTS = 3
# First and last code point of the letters of each script, in order of precedence on equal counts.
SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "arabic": ((0x0620, 0x064A), (0x0671, 0x06D3)),
    "cyrillic": ((0x0400, 0x052F),),
    "hebrew": ((0x05D0, 0x05EA),),
    "han": ((0x3400, 0x9FFF),),
    "latin": ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F)),
}
HAN_WEIGHT = 3  # one Han character is worth about three letters
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Marks:
    letters: frozenset[str]
    words: frozenset[str]


@cache
def _by_script() -> dict[str, dict[str, _Marks]]:
    found: dict[str, dict[str, _Marks]] = {}
    for lang in LANGUAGES:
        row = table(lang, "guess")
        marks = _Marks(frozenset(row["letters"]), frozenset(row["words"]))
        found.setdefault(row["script"], {})[lang] = marks
    return found


def script(text: str) -> str:
    """The script with the most letters in the text; "latin" where there are none.

    >>> script("NATO قال")
    'latin'
    """
    counts = dict.fromkeys(SCRIPTS, 0)
    for char in text[:LOOK_AT]:
        code = ord(char)
        for name, ranges in SCRIPTS.items():
            if any(low <= code <= high for low, high in ranges):
                counts[name] += HAN_WEIGHT if name == "han" else 1
                break
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else "latin"


def guess(text: str) -> str:
    """The code of the likeliest of our languages; English for a text without letters.

    >>> guess("Загинули дев'ятеро жителів міста"), guess("Погибли девять человек")
    ('uk', 'ru')
    """
    candidates = _by_script()[script(text)]
    if len(candidates) == 1:
        return next(iter(candidates))
    lowered = text[:LOOK_AT].lower()
    found = _WORD.findall(lowered)
    points = {
        lang: LETTER_POINTS * sum(c in marks.letters for c in lowered) + sum(w in marks.words for w in found)
        for lang, marks in candidates.items()
    }
    return max(points, key=lambda lang: points[lang])
