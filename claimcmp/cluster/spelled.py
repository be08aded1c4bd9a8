"""Names as they are spelled, found again in other scripts by their consonants: places and persons that no table lists.

A script with capitals shows its names. A script without them shows them by what the others spell: a word of an Arabic
text with the consonants of a name in an English one is that name.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from claimcmp.cluster import weights
from claimcmp.cluster.graph import F64, I64
from claimcmp.cluster.mentions import binary, products, rarity
from claimcmp.facts.names.pinyin import romanized
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.languages import grammar, known, table
from claimcmp.model import Kind
from claimcmp.text import fold

NAMED = (str(Kind.PLACE), str(Kind.PERSON))
LEAST = 3  # consonants of a name: two are the consonants of many words
CLEAR = 4  # consonants from which letters that are written for one another count as one
HAN = (2, 6)  # characters of a Chinese rendering of a name
_HAN = "HAN"
_WORD = re.compile(r"[^\W\d_]+(?:[-’'ʼ][^\W\d_]+)*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_SENTENCE_START = re.compile(r"[.!?:»\"”—–]\s*[«\"“„(]*$|^[\s«\"“„(—–-]*$")
_ALIKE = str.maketrans({"F": "B", "D": "T", "X": "S", "G": "K", "J": "K", "H": "K", "L": "R", "W": "B", "A": None})
_LIQUIDS = str.maketrans("", "", "R=")
_ENDINGS = "MBK"  # consonants of Cyrillic case endings, as keys have them
_READ = re.compile(r"^(?:place:\?/|person:)([A-Z ]{3,})$")
Block = tuple[int, list[str], list[str]]  # the row of the first of some sentences, their texts, their languages
BLOCK = 1 << 14  # sentences held as texts


@dataclass(frozen=True, slots=True)
class Spelled:
    """Which names stand in which sentences: row numbers of sentences and numbers of names, pair by pair."""

    sentence: I64
    name: I64
    count: int


@dataclass(frozen=True, slots=True)
class Script:
    """How a language shows its names: by capitals (``shown``), or not; ``nouns`` have capitals too."""

    lang: str
    shown: bool
    nouns: bool
    spaced: bool
    prefixes: tuple[str, ...]


@cache
def script(lang: str) -> Script:
    """How a language shows its names."""
    lang = known(lang)
    row, names = table(lang, "grammar"), table(lang, "names")
    here = grammar(lang)
    return Script(lang, bool(names["capitals"]), bool(row.get("noun_capitals")), here.spaced, here.prefixes)


@cache
def _not_names(lang: str) -> frozenset[str]:
    """Words of dates and others that have a capital here and there, and say neither where nor who."""

    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            for key, part in value.items():
                yield str(key)
                yield from strings(part)
        elif isinstance(value, list):
            for part in value:
                yield from strings(part)

    rows = (*strings(table(lang, "dates")), *table(lang, "names").get("not_names", ()))
    return frozenset(part for row in rows for part in re.split(r"[\s|]+", fold(row)) if part)


@lru_cache(maxsize=1 << 18)
def _keys(word: str, lang: str) -> tuple[str, ...]:
    """The keys under which a word and its parts are the same names in another script or case, () for short ones."""
    found: list[str] = []
    for key in filter(None, map(_key, skeleton(word, lang).split())):
        found.append(key)
        if len(key) > CLEAR and "\u0400" <= word[-1] <= "\u052f" and key[-1] in _ENDINGS:
            found.append(key[:-1])
    return tuple(found)


def _key(bones: str) -> str:
    loose = bones.translate(_ALIKE)
    return loose if len(loose) >= CLEAR else f"={bones}" if len(loose) >= LEAST else ""


def name_level(tables: Mapping[str, pa.Table], found: Spelled, left: I64, right: I64, *, lead: int) -> F64:
    """The level of names as they are spelled, of pairs of articles: in common, or those of a lead in the other not.

    ``found`` is what ``spelled`` gives for ``tables``; ``lead`` is the number of sentences that say, with the title,
    what an article is about.
    """
    langs = np.array([_alphabet(lang) for lang in tables["articles"]["lang"].to_pylist()])
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)[found.sentence]
    first = np.asarray(tables["sentences"]["position"])[found.sentence] < lead
    shape = (len(langs), max(found.count, 1))
    everywhere, ahead = binary(article, found.name, shape), binary(article[first], found.name[first], shape)
    told = everywhere + ahead  # a name of the lead counts twice
    shared = products(told, told.multiply(rarity(everywhere)[None, :] / 4.0).tocsr(), left, right)
    level: F64 = np.minimum(weights.SHARED_NAME * shared, weights.NAMES_CEILING)
    trust = np.where(langs[left] == langs[right], 1.0, weights.OTHER_SCRIPT)
    trust = np.where((langs[left] == _HAN) | (langs[right] == _HAN), weights.UNSPACED, trust)
    number = np.minimum(np.asarray(ahead.sum(axis=1)).ravel(), weights.NAMES_COUNTED)
    apart = products(ahead, ahead, left, right) == 0
    for one, two in ((left, right), (right, left)):
        aside = np.where(apart, weights.ASIDE_NAME, 0.0)
        missed = np.where(products(ahead, everywhere, one, two) == 0, 1.0, aside)
        level = level + weights.OTHER_NAME * trust * missed * number[one]
    alien = (products(everywhere, everywhere, left, right) == 0) & (number[left] > 0) & (number[right] > 0)
    return np.where(alien & (trust == 1.0), np.minimum(level, weights.NO_NAME), level)


@cache
def _alphabet(lang: str) -> str:
    """The script of a language, by the first letter of its own name; ``_HAN`` where words are not spaced."""
    own = grammar(known(lang))
    return unicodedata.name(own.name[0]).split()[0] if own.spaced else _HAN


def spelled(sentences: pa.Table, facts: pa.Table) -> Spelled:
    """The names of all sentences that more than one article may share; some sentences at a time are held as texts."""
    columns = sentences.select(["text", "lang"])

    def blocks() -> Iterator[Block]:
        row = 0
        for batch in columns.to_batches(max_chunksize=BLOCK):
            yield row, batch.column("text").to_pylist(), batch.column("lang").to_pylist()
            row += batch.num_rows

    rows, names, count = _names_in(blocks, _read(facts))
    return Spelled(rows, names, count)


def name_pairs(texts: list[str], langs: list[str], read: Iterable[tuple[int, str]]) -> tuple[set[tuple[int, int]], int]:
    """Sentences and the numbers of their names, and how many names there are."""
    rows, names, count = _names_in(lambda: iter([(0, texts, langs)]), read)
    return set(zip(rows.tolist(), names.tolist(), strict=True)), count


def _names_in(blocks: Callable[[], Iterator[Block]], read: Iterable[tuple[int, str]]) -> tuple[I64, I64, int]:
    """Row numbers and names, pair by pair, each once and in order; and how many names there are."""
    words: dict[tuple[str, str], int] = {}  # (language, word) → its number
    lower: set[tuple[str, str]] = set()
    at, which = array("q"), array("q")  # each word that is shown as a name: its row, its number
    for first, texts, langs in blocks():
        shown, plain = _shown(texts, langs)
        lower |= plain
        for row, word, lang in shown:
            at.append(first + row)
            which.append(words.setdefault((lang, fold(word)), len(words)))
    keys: dict[str, int] = {}
    rows, names = array("q"), array("q")
    known = [() if word in lower else _keys(word[1], word[0]) for word in words]
    for row, number in zip(at, which, strict=True):
        for key in known[number]:
            rows.append(row)
            names.append(keys.setdefault(key, len(keys)))
    for row, bones in read:
        for key in filter(None, map(_key, bones.split())):
            rows.append(row)
            names.append(keys.setdefault(key, len(keys)))
    renderings = {_rendered((key,)): name for key, name in reversed(keys.items())}
    every = {**renderings, **keys}
    seen: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for first, texts, langs in blocks():
        for row, name in _hidden(texts, langs, every, seen):
            rows.append(first + row)
            names.append(name)
    count = len(keys)
    pairs = np.unique(np.asarray(rows, np.int64) * max(count, 1) + np.asarray(names, np.int64))
    return *np.divmod(pairs, max(count, 1)), count


def _shown(texts: list[str], langs: list[str]) -> tuple[list[tuple[int, str, str]], set[tuple[str, str]]]:
    """Words with a capital that no sentence begins with, and the words that are also written without one."""
    found: list[tuple[int, str, str]] = []
    plain: dict[str, set[str]] = defaultdict(set)
    for row, (text, lang) in enumerate(zip(texts, langs, strict=True)):
        own = script(lang)
        if not own.shown or own.nouns:
            continue
        words = [(m[0], m.start()) for m in _WORD.finditer(text)]
        plain[lang].update([word for word, _ in words if word[0].islower()])
        capital = [w for w in words if w[0][0].isupper()]
        if 2 * len(capital) > len(words):  # a headline in capitals shows no names
            continue
        nameless = _not_names(own.lang)
        found += [
            (row, word, lang)
            for word, start in capital
            if fold(word) not in nameless and not _SENTENCE_START.search(text[max(0, start - 4) : start])
        ]
    return found, {(lang, fold(word)) for lang, own in plain.items() for word in own}


def _read(facts: pa.Table) -> Iterator[tuple[int, str]]:
    """Persons and unlisted places that were read as such, by their consonants."""
    chosen = facts.select(["sentence", "value"]).filter(pc.is_in(facts["kind"], value_set=pa.array(NAMED)))
    for sentence, value in zip(chosen["sentence"].to_pylist(), chosen["value"].to_pylist(), strict=True):
        if bones := name_bones(value or ""):
            yield sentence, bones


def name_bones(value: str) -> str:
    """The consonants of a person or an unlisted place that was read as such, "" for another value.

    >>> name_bones("place:?/VLMR"), name_bones("place:NO/oslo")
    ('VLMR', '')
    """
    match = _READ.match(value)
    return match[1] if match else ""


def _hidden(
    texts: list[str], langs: list[str], keys: Mapping[str, int], seen: dict[str, dict[str, tuple[int, ...]]]
) -> Iterator[tuple[int, int]]:
    """Known names in sentences whose script does not show them, or that begin with them; ``seen`` are words known."""
    for row, (text, lang) in enumerate(zip(texts, langs, strict=True)):
        own, met = script(lang), seen[lang]
        for word in _WORD.findall(text) if own.spaced else _han(text):
            if (names := met.get(word)) is None:
                hidden = not own.shown or word[0].isupper()
                names = met[word] = tuple(_matches(fold(word), own, keys)) if hidden else ()
            for name in names:
                yield row, name


def _matches(word: str, script: Script, keys: Mapping[str, int]) -> Iterator[int]:
    if not script.spaced:
        if (name := keys.get(_rendered(_keys(romanized(word).replace("ng", "n"), script.lang)))) is not None:
            yield name
        return
    forms = [word, *(word[len(p) :] for p in script.prefixes if word.startswith(p) and len(word) - len(p) >= LEAST)]
    if "'" in word:  # a name before the ending of its case: Ankara'da
        forms.append(word.split("'")[0])
    for form in forms:
        for key in _keys(form, script.lang):
            if key in keys:
                yield keys[key]


def _rendered(keys: Sequence[str]) -> str:
    """The key of a name as Chinese renders it: no r or l; "" where too little stays."""
    bare = keys[0].translate(_LIQUIDS) if keys else ""
    return f"~{bare}" if len(bare) >= CLEAR else ""


def _han(text: str) -> Iterator[str]:
    """Runs of characters that may render a foreign name: of those that are written for their sound."""
    for run in _HAN_RUN.findall(text):
        for part in "".join(c if _sounded(c) else " " for c in run).split():
            for size in range(HAN[0], HAN[1] + 1):
                for start in range(len(part) - size + 1):
                    yield part[start : start + size]


@cache
def _sounded(character: str) -> bool:
    return romanized(character) != character
