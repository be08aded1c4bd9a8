"""Names as they are spelled, found again in other scripts by their consonants: places and persons that no table lists.

A script with capitals shows its names. A script without them shows them by what the others spell: a word of an Arabic
text with the consonants of a name in an English one is that name.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from claimcmp.cluster import weights
from claimcmp.cluster.graph import F64, I64
from claimcmp.cluster.mentions import Whole, binary, products, rarity
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
class Spellings:
    """What sentences may name: row and key, pair by pair (ascending); a key is a name once it is among ``names``.

    ``names`` stand in the order in which they came up, ``rendered`` is the key of their Chinese rendering (0: none),
    ``plain`` are the words (ascending) that are written small somewhere. An addition brings pairs and names of its own.
    """

    sentence: I64
    key: I64
    names: I64
    rendered: I64
    plain: I64

    def numbered(self, keys: I64) -> I64:
        """The number of the name that each key stands for, -1 where it is none."""
        own, first = np.unique(self.rendered, return_index=True)
        ids = np.concatenate([self.names, own[own != 0]])
        numbers = np.concatenate([np.arange(len(self.names)), first[own != 0]])
        order = np.argsort(ids, kind="stable")
        ids, numbers = ids[order], numbers[order]
        if not len(ids):
            return np.full(len(keys), -1)
        at = np.minimum(np.searchsorted(ids, keys), len(ids) - 1)
        found: I64 = np.where(ids[at] == keys, numbers[at], -1)
        return found

    def spelled(self) -> Spelled:
        """The pairs whose key is a name."""
        count = len(self.names)
        number = self.numbered(self.key)
        named = number >= 0
        pairs = np.unique(self.sentence[named] * max(count, 1) + number[named])
        return Spelled(*np.divmod(pairs, max(count, 1)), count)

    def and_of(self, later: Spellings) -> Spellings:
        """These and those of an addition."""
        joined = {f.name: np.concatenate([getattr(self, f.name), getattr(later, f.name)]) for f in fields(self)}
        return Spellings(**{**joined, "plain": np.sort(joined["plain"])})

    def to_tables(self) -> dict[str, pa.Table]:
        """As tables of a workspace."""
        return {
            "spellings": pa.table({"sentence": pa.array(self.sentence, pa.int32()), "key": pa.array(self.key)}),
            "names": pa.table({"key": pa.array(self.names), "rendered": pa.array(self.rendered)}),
            "plain": pa.table({"word": pa.array(self.plain)}),
        }

    @classmethod
    def from_tables(cls, tables: Mapping[str, pa.Table]) -> Spellings:
        """What ``to_tables`` wrote, with what additions brought."""
        pairs, names = tables["spellings"], tables["names"]
        plain = np.sort(np.asarray(tables["plain"]["word"]))
        return cls(np.asarray(pairs["sentence"]).astype(np.int64), np.asarray(pairs["key"]),
                   np.asarray(names["key"]), np.asarray(names["rendered"]), plain)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Script:
    """How a language shows its names: by capitals (``shown``), or not; ``nouns`` have capitals too."""

    given: str
    lang: str
    shown: bool
    nouns: bool
    spaced: bool
    prefixes: tuple[str, ...]


@cache
def script(lang: str) -> Script:
    """How a language shows its names."""
    given, lang = lang, known(lang)
    row, names = table(lang, "grammar"), table(lang, "names")
    here = grammar(lang)
    return Script(given, lang, bool(names["capitals"]), bool(row.get("noun_capitals")), here.spaced, here.prefixes)


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


def name_level(
    tables: Mapping[str, pa.Table], found: Spelled, left: I64, right: I64, *, lead: int, whole: Whole | None = None
) -> F64:
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
    rare = rarity(everywhere, whole, whole.names if whole else None)
    shared = products(told, told.multiply(rare[None, :] / 4.0).tocsr(), left, right)
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
    return read_spellings(sentences, facts).spelled()


def read_spellings(
    sentences: pa.Table, facts: pa.Table, *, before: Spellings | None = None, first: int = 0
) -> Spellings:  # fmt: skip
    """What the sentences from row ``first`` on may name, and the names that they show beyond those known ``before``."""
    columns = sentences.select(["text", "lang"]).slice(first)
    read = facts.slice(int(np.searchsorted(np.asarray(facts["sentence"]), first))) if first else facts

    def blocks() -> Iterator[Block]:
        row = first
        for batch in columns.to_batches(max_chunksize=BLOCK):
            yield row, batch.column("text").to_pylist(), batch.column("lang").to_pylist()
            row += batch.num_rows

    return _spellings(blocks(), _read(read), before)


def name_pairs(texts: list[str], langs: list[str], read: Iterable[tuple[int, str]]) -> tuple[set[tuple[int, int]], int]:
    """Sentences and the numbers of their names, and how many names there are."""
    found = _spellings([(0, texts, langs)], read).spelled()
    return set(zip(found.sentence.tolist(), found.name.tolist(), strict=True)), found.count


def _spellings(blocks: Iterable[Block], read: Iterable[tuple[int, str]], before: Spellings | None = None) -> Spellings:
    """See ``read_spellings``: words shown as names make names of their keys, unless they are written small, too."""
    words: dict[tuple[str, str], None] = {}  # (language, word) that is shown as a name
    plain: dict[str, set[str]] = defaultdict(set)  # language → words written small, as they are written
    rows, keys = array("q"), array("q")
    seen: dict[tuple[str, str], tuple[int, ...]] = {}
    for first, texts, langs in blocks:
        for row, (text, lang) in enumerate(zip(texts, langs, strict=True), first):
            own = script(lang)
            spans = list(_WORD.finditer(text)) if own.spaced else []
            if own.shown and not own.nouns:
                words.update(dict.fromkeys(_shown(text, spans, own)))
                plain[lang].update([m[0] for m in spans if m[0][0].islower()])
            for word in _hidden(text, spans, own):
                if (found := seen.get((lang, word))) is None:
                    found = seen[lang, word] = tuple(map(_number, _ways(fold(word), own)))
                for key in found:
                    rows.append(row)
                    keys.append(key)
    small = {_number(f"{lang}\0{fold(word)}") for lang, own in plain.items() for word in own}
    earlier = np.zeros(0, np.int64) if before is None else before.plain
    names: dict[str, None] = {}
    for lang, shown in words:
        number = _number(f"{lang}\0{shown}")
        if number not in small and not _among(number, earlier):
            names.update(dict.fromkeys(_keys(shown, lang)))
    for row, bones in read:
        for name in filter(None, map(_key, bones.split())):
            names[name] = None
            rows.append(row)
            keys.append(_number(name))
    said, told = _each_once(np.asarray(rows, np.int64), np.asarray(keys, np.int64))
    numbers = np.array([(_number(k), _number(_rendered((k,)))) for k in names], np.int64).reshape(-1, 2)
    unheard = np.setdiff1d(np.fromiter(small, np.int64, len(small)), earlier)
    if before is not None:
        numbers = numbers[~np.isin(numbers[:, 0], before.names)]
    return Spellings(said, told, numbers[:, 0], numbers[:, 1], unheard)


def _each_once(rows: I64, keys: I64) -> tuple[I64, I64]:
    """Pairs in their order, each once."""
    order = np.lexsort((keys, rows))
    rows, keys = rows[order], keys[order]
    first = np.ones(len(rows), bool)
    first[1:] = (rows[1:] != rows[:-1]) | (keys[1:] != keys[:-1])
    return rows[first], keys[first]


def _among(number: int, ranked: I64) -> bool:
    at = int(np.searchsorted(ranked, number))
    return at < len(ranked) and int(ranked[at]) == number


@lru_cache(maxsize=1 << 18)
def _number(key: str) -> int:
    """A number that stands for a key (0 for none): 64 bits, one clash expected among six thousand million keys."""
    if not key:
        return 0
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def _shown(text: str, spans: list[re.Match[str]], own: Script) -> Iterator[tuple[str, str]]:
    """Words with a capital that no sentence begins with."""
    capital = [m for m in spans if m[0][0].isupper()]
    if 2 * len(capital) > len(spans):  # a headline in capitals shows no names
        return
    nameless = _not_names(own.lang)
    for m in capital:
        if fold(m[0]) not in nameless and not _SENTENCE_START.search(text[max(0, m.start() - 4) : m.start()]):
            yield own.given, fold(m[0])


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


def _hidden(text: str, spans: list[re.Match[str]], own: Script) -> Iterable[str]:
    """Words that may be names: those with a capital where the script has them, else all."""
    if not own.spaced:
        return _han(text)
    return [m[0] for m in spans if not own.shown or m[0][0].isupper()]


def _ways(word: str, script: Script) -> Iterator[str]:
    """The keys under which a word may be a name."""
    if not script.spaced:
        yield from filter(None, [_rendered(_keys(romanized(word).replace("ng", "n"), script.lang))])
        return
    forms = [word, *(word[len(p) :] for p in script.prefixes if word.startswith(p) and len(word) - len(p) >= LEAST)]
    if "'" in word:  # a name before the ending of its case: Ankara'da
        forms.append(word.split("'")[0])
    for form in forms:
        yield from _keys(form, script.lang)


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
