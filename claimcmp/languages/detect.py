"""Which of our languages a text is in: script first, then common words, the statistical detector only in doubt."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from claimcmp.languages import LANGUAGES

# Scripts by their code points; the language is the only one of ours in that script, or "" where several share it.
_SCRIPTS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("arabic", "", re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")),
    ("cyrillic", "", re.compile("[\u0400-\u052f]")),
    ("hebrew", "he", re.compile("[\u05d0-\u05ea]")),
    ("han", "zh", re.compile("[\u3400-\u9fff]")),
    ("latin", "", re.compile("[A-Za-z\u00c0-\u024f]")),
)
# Letters that only one language of a script uses.
_TELLING: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "arabic": (("fa", re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9\u200c]")),
               ("ar", re.compile("[\u0643\u064a\u0629\u0649\u0625\u0623]"))),
    "cyrillic": (("uk", re.compile("[іїєґІЇЄҐ]")), ("ru", re.compile("[ыэъёЫЭЪЁ]"))),
}  # fmt: skip
SCRIPT_OF: dict[str, str] = {"ar": "arabic", "fa": "arabic", "ru": "cyrillic", "uk": "cyrillic", "he": "hebrew",
                             "zh": "han", "en": "latin", "fr": "latin", "de": "latin", "es": "latin", "tr": "latin",
                             "pt": "latin", "it": "latin"}  # fmt: skip
# Commonest function words: four of them decide, fewer are doubt.
_COMMON: dict[str, frozenset[str]] = {
    lang: frozenset(words.split())
    for lang, words in {
        "en": "the of and to was were that for with on is are by from has have been said at which his they not who",
        "fr": "le la les des du une et est que dans pour sur avec par au aux ont été selon qui a son ses cette",
        "de": "der die das und den dem des ein eine ist mit von für auf nicht sich wurde im nach bei sind hat auch",
        "es": "el la los las del una y que en por con para fue se su ha al según más este han sus como lo",
        "pt": "o os da do das dos uma e que em por com para foi se ao não mais na no são segundo pela pelo à",
        "it": "il lo gli della del dei delle una e che in per con nel nella è sono stato si ha al secondo più di non",
        "tr": "ve bir bu için ile olarak da de olan çok daha sonra kadar göre gibi ancak dedi ise etti oldu en",
    }.items()
}
_WORDS = re.compile(r"[^\W\d_]+")
# A language is taken from its common words when it has this many and twice as many as the next one.
_ENOUGH = 4
_TELLING_LETTERS = 3
# Share of the letters that a script must have to be the text's script.
_MOST = 0.6


def script(text: str) -> str:
    """The script that most letters of a text are in; "" where there is none.

    >>> script("قتل 12"), script("12 killed"), script("12")
    ('arabic', 'latin', '')
    """
    counts = _letters(text)
    name = max(counts, key=lambda n: counts[n])
    total = sum(counts.values())
    return name if total and counts[name] >= _MOST * total else ("" if not total else "mixed")


def share_of(text: str, name: str) -> float:
    """The share of a text's letters in a script, 1.0 where it has no letters.

    >>> share_of("قتل Ali", "arabic")
    0.5
    """
    counts = _letters(text)
    total = sum(counts.values())
    return counts[name] / total if total else 1.0


def _letters(text: str) -> dict[str, int]:
    counts = {name: len(pattern.findall(text)) for name, _, pattern in _SCRIPTS}
    # One Han character carries what two letters of an alphabet do.
    counts["han"] *= 2
    return counts


def detect(text: str, *, given: str = "") -> str:
    """The language code of a text; ``given`` is kept unless the script contradicts it. "und" where nothing tells.

    >>> detect("Neuf personnes ont été tuées dans le port mardi soir, selon les autorités")
    'fr'
    >>> detect("قُتل تسعة أشخاص", given="en")
    'ar'
    """
    written = script(text)
    if given and (written in ("", "mixed") or given not in SCRIPT_OF or SCRIPT_OF[given] == written):
        return given
    if written == "":
        return "und"
    for name, only, _ in _SCRIPTS:
        if name == written and only:
            return only
    if written in _TELLING:
        return _by_letters(text, written)
    return by_common_words(text) or _statistical(text)


def _by_letters(text: str, written: str) -> str:
    counts = [(len(pattern.findall(text)), lang) for lang, pattern in _TELLING[written]]
    (most, lang), (other, _) = sorted(counts, key=lambda c: -c[0])[:2]
    return lang if most > 2 * other or (most and not other) else _statistical(text)


def by_common_words(text: str) -> str:
    """The Latin-script language whose commonest words a text holds; "" in doubt."""
    found = [w.lower() for w in _WORDS.findall(text[:2000])]
    scores = sorted(((sum(w in listed for w in found), lang) for lang, listed in _COMMON.items()), reverse=True)
    (best, lang), (second, _) = scores[0], scores[1]
    return lang if best >= _ENOUGH and best >= 2 * second else ""


def by_telling_letters(text: str, written: str) -> str:
    """The language whose own letters a text holds at least three times, and no letter of another one; "" in doubt.

    >>> by_telling_letters("вони заявили, що її мета інша", "cyrillic")
    'uk'
    """
    counts = {lang: len(pattern.findall(text)) for lang, pattern in _TELLING.get(written, ())}
    held = [lang for lang, count in counts.items() if count]
    return held[0] if len(held) == 1 and counts[held[0]] >= _TELLING_LETTERS else ""


@cache
def _detector() -> Any:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, lang.upper()) for lang in LANGUAGES]
    return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_low_accuracy_mode().build()


def _statistical(text: str) -> str:
    found = _detector().detect_language_of(text[:1000])
    return "und" if found is None else str(found.iso_code_639_1.name).lower()
