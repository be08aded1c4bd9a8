"""Which words make up a name: after a role or title, around a verb of saying, after "port of"."""

from __future__ import annotations

import re

from claimcmp.facts.names.chunks import Reading
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.names.tables import foreign_given

_PARTICLES = frozenset(
    (
        "al", "el", "ul", "ad", "ed", "as", "es", "az", "ez", "ar", "er", "ash", "esh", "bin", "ben", "ibn", "bint",
        "van", "von", "der", "den", "de", "da", "do", "dos", "das", "di", "del", "della", "du", "la", "le", "аль",
        "эль", "ад", "эд", "ас", "эс", "аз", "эз", "ар", "эр", "аш", "эш", "бин", "бен", "ибн", "ван", "фон", "дер",
        "де", "ди", "да", "ель", "بن", "ابن", "بنت", "فان", "فون", "دي", "دا", "دير", "ال", "ابو", "ام", "عبد", "בן",
        "אבן", "אבו", "ون", "دو", "لا"
    )
)
_HEADS = frozenset(
    (
        "ras", "bir", "wadi", "beit", "bayt", "tel", "tell", "deir", "kafr", "kfar", "ain", "umm", "khan", "jabal",
        "bab", "tal", "рас", "вади", "бейт", "тель", "дейр", "кафр", "айн", "умм", "хан", "راس", "عين", "بيت", "تل",
        "دير", "قرن", "وادي", "جبل", "كفر", "خان", "بير", "ام", "ابو", "باب", "بني", "دار", "سوق", "شط", "رام", "كوم",
        "جسر", "عقبه", "قلعه", "مرسي", "نهر", "واحه", "شرم", "حي", "تله", "بيار", "بئر", "سيدي", "سد"
    )
)
_PERSON_GAP = re.compile(r"[ \u00a0]?[-'.·]?[ \u00a0]?|[ ]?\"?[ ]?")
_ARTICLES = ("ال", "لل")
_ENDINGS = ("ة", "ات", "اً")  # of nouns and adverbs rather than of foreign names
_JOINED = ("بال", "وال", "كال", "فال")  # an Arabic particle with its article: no part of a name
_MAX_NAME = 4
_OWN = 3  # characters of a Chinese name at most
_FOREIGN = 3  # Han characters that a foreign name has at least


def capitalised(read: Reading, first: int, *, most: int = _MAX_NAME) -> int:
    """The index after the capitalised words (and particles between them) that begin at ``first``."""
    i, last, count = first, first, 0
    while i < len(read.spans) and count < most:
        if i > first and not _PERSON_GAP.fullmatch(read.gap(i - 1, i)):
            break
        word = read.word(i)
        if word in _PARTICLES and (i > first or _hyphen(read, i)):
            if _country_at(read, i + 1):
                break  # "King Abdullah of Jordan" in the languages whose "of" may stand in a name
            i += 1
            continue
        if i > first and read.gap(i - 1, i) == "'" and i == last:
            i = last = i + 1  # "Mar'yana": what follows the apostrophe is small
            continue
        if word.isdigit() or word in read.words.stops or not read.capital(read.spans[i][0]):
            break
        if count > 1 and (_placed(read, i) or _noun(read, i)):
            break
        if len(word) == 1 and read.text[read.spans[i][1] : read.spans[i][1] + 1] not in (".", "'"):
            break
        i += 1
        last = i
        count += 1
        if read.text[read.spans[i - 1][1] :][:2] in ("'s", "'n") and i < len(read.spans) and read.word(i) == "s":
            break
    return last


def _placed(read: Reading, i: int) -> bool:
    """Whether a listed place with an ending after an apostrophe stands there ("Kemal Yurtsever Ankara'da")."""
    listed = any(m.first <= i < m.last and m.of("city", "country") is not None for m in read.marks)
    return listed and read.text[read.spans[i][1] :][:1] in ("'", "’")


def _noun(read: Reading, i: int) -> bool:
    """Whether a third capitalised word is rather a noun, where all nouns have a capital: no given name before it."""
    before = read.word(i - 1)
    return read.words.common_capitals and len(before) > 1 and before not in read.words.given


def _country_at(read: Reading, i: int) -> bool:
    return any(m.first == i and m.of("country") is not None for m in read.marks)


def _hyphen(read: Reading, i: int) -> bool:
    end = read.spans[i][1]
    return read.text[end : end + 1] in "-'" and read.text[end : end + 1] != ""


def uncased(read: Reading, first: int) -> int:
    """The index after the name of a person at ``first`` in a script without capitals; ``first`` where there is none.

    The first word must be a known given name; the family name is the next word, and one more where the second is a
    given name or a particle too.
    """
    given, stops = read.words.given, read.words.stops
    i = _whole(read, first)
    if read.part(first, i) not in given or read.original(*read.spans[first]) in read.words.not_given:
        return first
    need = 1
    while need and i < len(read.spans) and i - first < _MAX_NAME + 2:
        word = read.word(i)
        if read.gap(i - 1, i).strip(" -·'\"") or word in stops or word.isdigit() or _claimed(read, i):
            break
        end = _whole(read, i)
        if need == 1 and i > _whole(read, first) and _noun_at(read, i):
            break
        if word not in _PARTICLES and not (read.part(i, end) in given and need == 1 and _plain(read, end)):
            need -= 1
        i = end
    return i if need == 0 or i - first > 1 else first


def _noun_at(read: Reading, i: int) -> bool:
    """Whether a word is a concept's: no third part of a name."""
    from claimcmp.facts.nouns.lexicon import hits_of

    start = read.spans[i][0]
    return any(h.start - h.prefix <= start < h.end for h in hits_of(read.sentence)[0])


def _whole(read: Reading, i: int) -> int:
    """The index after a word with what an apostrophe joins to it («ח'לף»)."""
    i += 1
    while i < len(read.spans) and read.gap(i - 1, i) == "'":
        i += 1
    return i


def _plain(read: Reading, i: int) -> bool:
    """Whether a word may go on a name: it stands close by and is no stop word and no listed word."""
    if i >= len(read.spans) or read.gap(i - 1, i).strip(" -"):
        return False
    word = read.word(i)
    plain = len(word) > 2 and not word.startswith(_JOINED) and word not in read.words.stops and not word.isdigit()
    return plain and not _claimed(read, i)


def _claimed(read: Reading, i: int) -> bool:
    """Whether a listed word that is no person stands there, or a person after "and" written together."""
    return any(m.first <= i < m.last and (m.of("person") is None or m.prefix) for m in read.marks)


def han(read: Reading, first: int) -> int:
    """The index after a name in Han characters at ``first``.

    Foreign names are parts joined by "·" or three and more characters that such names are written with; others are a
    surname and one or two characters more.
    """
    last = transliterated(read, first, read.words.transliteration)
    if last > first:
        return last
    i = first
    while i < len(read.spans) and i - first < _OWN + 1 and "\u3400" <= read.word(i) <= "\u9fff":
        if (i > first and read.gap(i - 1, i)) or read.word(i) in read.words.stops or _ends_name(read, i):
            break
        i += 1
    return i if read.word(first) in read.words.surnames and 2 <= i - first <= _OWN else first


def transliterated(read: Reading, first: int, letters: str) -> int:
    """The index after a foreign name in characters that write such names; ``first`` where none stands."""
    last = parts = first
    dotted = False
    while last < len(read.spans) and read.word(last) in letters and not _ends_name(read, last):
        if last > first and (gap := read.gap(last - 1, last)):
            if gap != "·":
                break
            dotted, parts = True, last
        last += 1
    while last > parts + 1 and read.word(last - 1) in read.words.not_last:
        last -= 1
    return last if dotted or last - first >= _FOREIGN else first


def _ends_name(read: Reading, i: int) -> bool:
    text, start = read.text, read.spans[i][0]
    return any(text.startswith(w, start) for w in read.words.saying) or _claimed(read, i)


def foreign(read: Reading, first: int) -> int:
    """The index after a foreign name in a script without capitals, where a name is expected; ``first`` without one.

    Its first word has the consonants of a given name that Latin letters write, and the shape of no verb; its second is
    plain.
    """
    if first + 1 >= len(read.spans) or not all(_plain(read, i) and not _noun_at(read, i) for i in (first, first + 1)):
        return first
    word, words = read.original(*read.spans[first]), read.words
    if any(read.original(*read.spans[i]).endswith(_ENDINGS) for i in (first, first + 1)):
        return first
    if len(word) < _FOREIGN + 1 or not set(word[1:]) & set(words.vowels):
        return first
    verb = word.startswith(words.verbal) and word[1] not in words.vowels or len(word) == _OWN + 1 and word[1] == "ا"
    if verb or read.word(first + 1).startswith(_ARTICLES) or skeleton(word, read.sentence.lang) not in foreign_given():
        return first
    return first + 2


def person_name(read: Reading, first: int) -> int:
    """The index after the personal name at word ``first``, in the way of the language; ``first`` without one."""
    if first >= len(read.spans):
        return first
    if not read.words.spaced:
        return han(read, first)
    if read.words.capitals:
        return capitalised(read, first)
    last = uncased(read, first)
    return last if last > first or not read.words.vowels else foreign(read, first)


def place_name(read: Reading, first: int) -> tuple[int, int] | None:
    """The words of an unlisted place's name at ``first``; None where there is none."""
    if first >= len(read.spans) or read.gap(first - 1, first).strip(" \"«“") or _claimed(read, first):
        return None
    if not read.words.spaced:
        return None
    if read.words.capitals:
        last = capitalised(read, first, most=3)
        return (first, last) if last > first else None
    word = read.word(first)
    if word in read.words.stops or word.isdigit() or len(word) < 3:
        return None
    if word in _HEADS and _plain(read, first + 1):
        return first, first + 2
    plain = word.startswith("ال") and len(word) > 5 and not word.endswith(read.words.adjectives)
    return (first, first + 1) if plain else None


def head_names(read: Reading) -> list[tuple[int, int]]:
    """Names that begin with a word for a height, a cape, a house ("Ras al-Hilal"), in scripts with capitals."""
    out = []
    if read.words.capitals:
        for i in [k for k, word in enumerate(read.sentence.tokens[:-1]) if word in _HEADS]:
            if i not in read.used and read.capital(read.spans[i][0]):
                last = capitalised(read, i, most=2)
                if last > i + 1:
                    out.append((i, last))
    return out
