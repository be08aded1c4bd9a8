"""A personal or place name as consonant classes, the same whatever script and spelling it is written in.

Vowels, doubled letters and articles are dropped; letters that languages write for one another share a class:
B (b p), F (f v, initial w), M, N, L, R, T (t th ṭ), D, S (s z ts), X (sh ch tch), G (g gh j zh), K (k q c), H (h kh),
W (w and the Arabic waw inside a word),
J (a Latin initial j, whose sound depends on the language),
and A for a word that begins with a vowel. The classes follow the romanisation tables of the UN group of experts on
geographical names and the spelling of names in the press.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from claimcmp.facts.names.pinyin import romanized
from claimcmp.text import fold

_ARABIC = {
    "ب": "B", "پ": "B", "ف": "F", "ڤ": "F", "م": "M", "ن": "N", "ل": "L", "ر": "R", "ت": "T", "ط": "T", "ث": "T",
    "د": "D", "ض": "D", "س": "S", "ص": "S", "ز": "S", "ظ": "S", "ذ": "S", "ش": "X", "چ": "X", "ژ": "G", "ج": "G",
    "غ": "G", "گ": "G", "ك": "K", "ق": "K", "خ": "H", "ح": "H", "ه": "H", "ا": "-", "و": "-", "ي": "-", "ع": "-",
    "\u06cb": "W", "ء": "-", "ئ": "-", "ؤ": "-",
}  # fmt: skip
_CYRILLIC = {
    "б": "B", "п": "B", "ф": "F", "в": "F", "м": "M", "н": "N", "л": "L", "р": "R", "т": "T", "д": "D", "с": "S",
    "з": "S", "ц": "S", "ш": "X", "щ": "X", "ч": "X", "ж": "G", "г": "G", "ґ": "G", "к": "K", "х": "H",
}  # fmt: skip
_HEBREW = {
    "ב": "B", "פ": "B", "ף": "F", "מ": "M", "ם": "M", "נ": "N", "ן": "N", "ל": "L", "ר": "R", "ת": "T", "ט": "T",
    "ד": "D", "ס": "S", "ש": "S", "צ": "S", "ץ": "S", "ז": "S", "ג": "G", "כ": "K", "ך": "K", "ק": "K", "ח": "H",
    "ה": "H", "\u05ef": "X", "א": "-", "ו": "-", "י": "-", "ע": "-",
}  # fmt: skip
_LATIN = {
    "b": "B", "p": "B", "f": "F", "v": "F", "w": "W", "m": "M", "n": "N", "l": "L", "r": "R", "t": "T", "d": "D",
    "s": "S", "z": "S", "c": "K", "q": "K", "k": "K", "g": "G", "j": "G", "h": "H", "x": "KS", "ß": "S", "ð": "D",
    "þ": "T", "ł": "L", "ş": "X", "š": "X", "č": "X", "ž": "G", "ğ": "G", "ñ": "N", "đ": "D", "ć": "X", "ț": "S",
    "ș": "X",
}  # fmt: skip
# Groups of letters that stand for one sound, tried before single letters; by the language that writes them.
_LATIN_GROUPS = (
    ("tsch", "X"), ("tch", "X"), ("dsch", "G"), ("sch", "X"), ("shch", "X"), ("schtsch", "X"), ("dzh", "G"),
    ("dj", "G"), ("kh", "H"), ("gh", "G"), ("zh", "G"), ("sh", "X"), ("ch", "X"), ("th", "T"), ("dh", "D"),
    ("ph", "F"), ("ck", "K"), ("cz", "X"), ("sz", "X"), ("tz", "S"), ("ts", "S"), ("qu", "K"),
)  # fmt: skip
_BY_LANGUAGE: Mapping[str, Mapping[str, str]] = {
    "fr": {"ç": "S", "tch": "X", "ch": "X", "j": "G"},
    "tr": {"c": "G", "ç": "X"},
    "de": {"tsch": "X", "sch": "X", "w": "F", "v": "F", "ch": "H", "ja": "-", "je": "-", "jo": "-", "ju": "-",
           "j": "-"},
    "es": {"j": "H", "ll": "L", "ç": "S"},
    "it": {"ch": "K", "gh": "G", "gl": "L", "gn": "N"},
    "pt": {"ç": "S", "lh": "L", "nh": "N"},
}
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,3}")
_SOFT = re.compile(r"c(?=[eiyéèêíî])")
_PROSTHETIC = frozenset({"AST", "ASB", "ASK"})
_MARKS = re.compile(r"[\u0300-\u0306\u0308-\u0326\u0328-\u036f]")
_PARTICLES = frozenset(
    (
        "al", "el", "ul", "ad", "ed", "as", "es", "az", "ez", "ar", "er", "at", "et", "an", "en", "ash", "esh", "bin",
        "ben", "ibn", "bint", "van", "von", "der", "den", "de", "da", "do", "dos", "das", "di", "del", "della", "du",
        "la", "le", "y", "i", "uld", "ould", "аль", "эль", "ад", "эд", "ас", "эс", "аз", "эз", "ар", "эр", "аш", "эш",
        "ат", "ан", "ибн", "бин", "бен", "ван", "фон", "дер", "де", "ди", "да", "ле", "ла", "ель", "بن", "ابن", "بنت",
        "ال", "فان", "فون", "دي", "دو", "دا", "دير", "آل"
    )
)
_ARTICLE = re.compile(r"^(?:al|el|ad|ed|as|es|az|ez|ar|er|ash|esh|at|et|an|en|"
                      r"аль|эль|ад|эд|ас|эс|аз|эз|ар|эр|аш|эш|ат|ет|ан|"
                      r"ель|אל|א)[-'‑]\s?(?=\w{2})")  # fmt: skip
_NO_ARTICLE = ("الكس", "اليكس", "الفريد", "البرت", "الياس", "الينا", "الفار", "الون", "اليس", "اليز", "اليو", "الدو",
               "الفون",
               "الن", "الي", "الام", "الهام", "الكن")  # fmt: skip
_WAW = re.compile("(?<=.)و(?=[اي])")  # a consonant before a long vowel, else a vowel itself
_ABD = re.compile(r"^(abd|عبد|абд)(?:[aeuoуиеаэ]?[lл]ь?-?|ال)(?=\w{3})")
_CASES = re.compile(r"(?<=[вн])(?:ым|им)$|(?<=[ск]к)(?:ого|ому|им|ий|ой|ою)$|(?<=[бвгґджзклмнпрстфхшчц]{2})ом$|"
                    r"(?<=..[беаиоуыя]"
                    r"[бвгджзклмнпрстфхцшщч])ом$|(?<=[цчшжщ])ем$|(?<=[еиа])ем$")  # fmt: skip


def tokens(name: str) -> list[str]:
    """Folded words of a name without particles and articles ("al-", «ال», "van", "bin").

    >>> tokens("Salim ed-Derraz")
    ['salim', 'derraz']
    """
    folded = _MARKS.sub("", fold(name)).replace("צ'", "\u05ef").replace("ז'", "ג").replace("'", "").replace("`", "")
    out: list[str] = []
    for part in re.split(r"[\s·.,]+", re.sub(r"(?<=\w)-(?=\w{4})", " ", _joined(folded))):
        word = _ARTICLE.sub("", part).strip("-–\"«»()")
        if _HAN_NAME.fullmatch(word) and "·" not in name:  # family name first, one character
            out.append(word[0])
            word = word[1:]
        if word.startswith("ال") and len(word) > 4 and not word.startswith(_NO_ARTICLE):
            word = word[2:]
        if word and word not in _PARTICLES:
            out.append(word)
    return out


def _joined(folded: str) -> str:
    """Names of two words that other scripts write as one: عبد الرحمن, Abdul Rahman; articles stay with a hyphen."""
    folded = re.sub(r"-(?:al|el|ul|эль|аль|ель|ال)-", " ", folded)
    folded = re.sub(r"\b(abd|عبد|абд|עבד)[aeuoуиеаэ]?[lrsnл]?ь?[ -]"
                    r"(?:ال|al-|el-|ar-|er-|al |el |аль-|эль-|אל-|א-)?(?=\w{3})", r"\1", folded)
    return re.sub(r"\bعبد(?:ال)?له\b|\bعبدالله\b", "عبدله", folded)


@lru_cache(maxsize=65536)
def skeleton(name: str, lang: str = "") -> str:
    """Consonant classes of a name, its words joined by a space; "" for a name without any.

    >>> skeleton("ستولتنبرغ", "ar") == skeleton("Stoltenberg", "en") == skeleton("Столтенберг", "ru")
    True
    """
    return " ".join(s for s in (_word(t, lang) for t in tokens(name)) if s)


@cache
def _apart() -> dict[str, str]:
    """Folded given name → its skeleton, of names whose consonants another name has too (Mahmoud, Muhammad)."""
    text = (files(__package__) / "apart.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {fold(name).replace("'", ""): bones for bones, names in rows for name in names.split()}


def _word(word: str, lang: str) -> str:
    if word in _apart():
        return _apart()[word]
    if "\u2e80" <= word[0] <= "\u9fff":
        word, lang = romanized(word), ""
    if "\u0400" <= word[0] <= "\u052f":
        classes = "".join(_CYRILLIC.get(c, "-") for c in _CASES.sub("", word).replace("дж", "г").replace("кс", "кс"))
    elif "\u0600" <= word[0] <= "\u06ff":
        classes = "".join(_ARABIC.get(c, "-") for c in _WAW.sub("\u06cb", _ABD.sub("عبد", word)).replace("تش", "ش"))
    elif "\u0590" <= word[0] <= "\u05ff":
        classes = "".join(_HEBREW.get(c, "-") for c in word)
    else:
        classes = _latin(_ABD.sub("abd", word), lang)
    return _tidy(classes, word)


def _latin(word: str, lang: str) -> str:
    own = _BY_LANGUAGE.get(lang, {})
    word = _SOFT.sub("s", word) if lang != "tr" else word
    word = "s" + word[1:] if word[0] == "x" else word
    initial = word[0] == "j"  # read as in "Jack", "Jürgen" or "José": its own class, near to all three
    out: list[str] = ["J"] if initial else []
    i = int(initial)
    groups = [*own.items(), *_LATIN_GROUPS]
    while i < len(word):
        for group, cls in groups:
            if word.startswith(group, i):
                out.append(cls)
                i += len(group)
                break
        else:
            letter = word[i]
            plain = unicodedata.normalize("NFD", letter)[0]
            out.append(_LATIN.get(letter) or _LATIN.get(plain, "-"))
            i += 1
    return "".join(out)


def _tidy(classes: str, word: str) -> str:
    """Initial vowel marked, final h, vowels and doubled classes dropped, t+s as s."""
    if classes[:1] == "W":
        classes = "F" + classes[1:]
    if classes[:1] == "-":
        classes = ("F" if word[0] in "wو" else "A") + classes
    if classes.endswith("H") and len(classes.replace("-", "")) > 2:
        classes = classes[:-1]
    out = ""
    for c in classes.replace("TS", "S"):
        if c != "-" and (not out or out[-1] != c):
            out += c
    return out[1:] if out[:3] in _PROSTHETIC else out  # Istanbul = Стамбул, Farsi استولتنبرگ = Stoltenberg


# What a reader may hear for one another: a substitution that costs little.
_NEAR = {frozenset(p): cost for p, cost in (
    ("BF", 0.3), ("TD", 0.3), ("SX", 0.4), ("SG", 0.5), ("GH", 0.5), ("GK", 0.4), ("KH", 0.4), ("GX", 0.4), ("KX", 0.6),
    ("FW", 0.2), ("BW", 0.4), ("GJ", 0.1), ("AJ", 0.3), ("HJ", 0.4), ("JX", 0.5), ("ST", 0.5), ("SD", 0.5),
    ("AF", 0.4), ("LR", 0.7), ("KS", 0.6), ("AH", 0.4),
)}  # fmt: skip
_WEAK = {"W": 0.3, "H": 0.4, "A": 0.4, "F": 0.7, "M": 0.8}  # letters that spellings leave out or add


def distance(a: str, b: str) -> float:
    """Weighted edit distance of two skeleton words, over the longer one's length: 0 same, 1 nothing in common.

    >>> distance("STLTNBRG", "STLTNBRK") < 0.1 < distance("GRXK", "RBKF")
    True
    """
    if a == b:
        return 0.0
    previous = [0.0]
    for c in b:
        previous.append(previous[-1] + _WEAK.get(c, 1.0))
    for ca in a:
        row = [previous[0] + _WEAK.get(ca, 1.0)]
        for j, cb in enumerate(b):
            swap = 0.0 if ca == cb else _NEAR.get(frozenset((ca, cb)), 1.0)
            row.append(min(previous[j] + swap, previous[j + 1] + _WEAK.get(ca, 1.0), row[j] + _WEAK.get(cb, 1.0)))
        previous = row
    longest = max(len(a), len(b), 1)
    return previous[-1] / longest * (_LONE if longest == 1 else 1.0)


_LONE = 0.4  # a word of one class has nothing else to tell it by: "Xi", «شي», Си
LEAST_FUSED, FUSED = 4, 0.1  # classes of two words written as one, and how near they must be to it
SAME = 0.2  # distance up to which two spellings are one name


def same_names(a: list[str], b: list[str]) -> bool:
    """Whether the shorter name's words all stand in the longer one, in any order, the family name among them."""
    short, long = sorted((a, b), key=len)
    if len(short) < len(long) and (fused := _fused(short, long)):
        long = fused
    left = list(long)
    for word in short:
        match = min(left, key=lambda w: distance(word, w), default="")
        if not match or distance(word, match) > SAME:
            return False
        left.remove(match)
    return len(short) > 1 or distance(short[0], long[-1]) <= SAME or distance(short[0], long[0]) == 0.0


def _fused(short: list[str], long: list[str]) -> list[str]:
    """The longer name with two words made one where the shorter writes them so («محمدجواد»); [] where it does not."""
    for k in range(len(long) - 1):
        whole = long[k] + long[k + 1]
        if len(whole) > LEAST_FUSED and any(distance(whole, word) < FUSED for word in short):
            return [*long[:k], whole, *long[k + 2 :]]
    return []


def same_bones(a: str, b: str) -> bool:
    """Whether two skeletons are one name."""
    return same_names(a.split(), b.split()) if a and b else False
