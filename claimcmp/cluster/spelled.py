"""Names as they are spelled, found again in other scripts by their consonants: places and persons that no table lists.

A script with capitals shows its names. A script without them shows them by what the others spell: a word of an Arabic
text with the consonants of a name in an English one is that name.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from claimcmp.cluster import name_keys
from claimcmp.cluster.graph import I64
from claimcmp.cluster.name_keys import Script, han, key, rendered, script, ways
from claimcmp.cluster.spellings import Spelled, Spellings
from claimcmp.languages import table
from claimcmp.model import Kind
from claimcmp.text import fold

NAMED = (str(Kind.PLACE), str(Kind.PERSON))
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670"  # vowels and accents that stand on letters
_WORD = re.compile(rf"[^\W\d_]+(?:(?:[-’'ʼ]|[{_MARKS}]+)[^\W\d_]+)*")
_SENTENCE_START = re.compile(r"[.!?:»\"”—–]\s*[«\"“„(]*$|^[\s«\"“„(—–-]*$")
_READ = re.compile(r"^(?:place:\?/|person:)([A-Z ]{3,})$")
Block = tuple[int, list[str], list[str]]  # the row of the first of some sentences, their texts, their languages
Each = Callable[[Callable[..., Any], Iterable[Any]], Iterable[Any]]
BLOCK = 1 << 14  # sentences held as texts


class Told(NamedTuple):
    """What sentences may name (row and key), the (language, word) shown as names, numbers of words written small."""

    rows: I64
    keys: I64
    words: dict[tuple[str, str], None]
    small: set[int]


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


def spelled(sentences: pa.Table, facts: pa.Table) -> Spelled:
    """The names of all sentences that more than one article may share; some sentences at a time are held as texts."""
    return read_spellings(sentences, facts).spelled()


def read_spellings(
    sentences: pa.Table, facts: pa.Table, *, before: Spellings | None = None, first: int = 0, each: Each = map
) -> Spellings:  # fmt: skip
    """What the sentences from row ``first`` on may name, and the names that they show beyond those known ``before``.

    ``each`` applies a function to blocks of sentences, in their order: ``map``, or an engine's.
    """
    columns = sentences.select(["text", "lang"]).slice(first)
    read = facts.slice(int(np.searchsorted(np.asarray(facts["sentence"]), first))) if first else facts

    def blocks() -> Iterator[Block]:
        row = first
        for batch in columns.to_batches(max_chunksize=BLOCK):
            yield row, batch.column("text").to_pylist(), batch.column("lang").to_pylist()
            row += batch.num_rows

    return _spellings(each(_told, blocks()), _read(read), before)


def name_pairs(texts: list[str], langs: list[str], read: Iterable[tuple[int, str]]) -> tuple[set[tuple[int, int]], int]:
    """Sentences and the numbers of their names, and how many names there are."""
    found = _spellings([_told((0, texts, langs))], read).spelled()
    return set(zip(found.sentence.tolist(), found.name.tolist(), strict=True)), found.count


def _told(block: Block) -> Told:
    """What a block of sentences may name, what it shows as names, and what it writes small."""
    words: dict[tuple[str, str], None] = {}
    plain: dict[str, set[str]] = defaultdict(set)  # language → words written small, as they are written
    rows, keys = array("q"), array("q")
    first, texts, langs = block
    for row, (text, lang) in enumerate(zip(texts, langs, strict=True), first):
        own = script(lang)
        spans = list(_WORD.finditer(text)) if own.spaced else []
        capital = [m for m in spans if m[0][0].isupper()] if own.shown else []
        short = list(_short_names(text, capital, own)) if capital else []
        if own.shown and not own.nouns:
            if 2 * len(capital) <= len(spans):  # a headline in capitals shows no names
                words.update(dict.fromkeys(_shown(text, capital, short, own)))
            plain[lang].update([word for m in spans if (word := m[0])[0].islower()])
        hidden = han(text) if not own.spaced else [m[0] for m in (capital if own.shown else spans)]
        told = [number for word in (*hidden, *short) for number in _numbers(word, lang)]
        keys.extend(told)
        rows.extend([row] * len(told))
    small = {_number(f"{lang}\0{fold(word)}") for lang, own in plain.items() for word in own}
    return Told(np.asarray(rows, np.int64), np.asarray(keys, np.int64), words, small)


def _spellings(told: Iterable[Told], read: Iterable[tuple[int, str]], before: Spellings | None = None) -> Spellings:
    """See ``read_spellings``: words shown as names make names of their keys, unless they are written small, too."""
    words: dict[tuple[str, str], None] = {}
    small: set[int] = set()
    rows, keys = [], []
    for part in told:
        rows.append(part.rows)
        keys.append(part.keys)
        words.update(part.words)
        small |= part.small
    earlier = np.zeros(0, np.int64) if before is None else before.plain
    names: dict[str, None] = {}
    for lang, shown in words:
        number = _number(f"{lang}\0{shown}")
        if number not in small and not _among(number, earlier):
            for form in {shown: None, shown.split("'")[0]: None}:  # a name before its ending: Ankara'da, Rome's
                names.update(dict.fromkeys(name_keys.keys(form, lang)))
    known = [(row, name) for row, bones in read for name in read_keys(bones)]
    names.update(dict.fromkeys(name for _, name in known))
    rows.append(np.array([row for row, _ in known], np.int64))
    keys.append(np.array([_number(name) for _, name in known], np.int64))
    said, as_key = _each_once(np.concatenate(rows), np.concatenate(keys))
    numbers = np.array([(_number(k), _number(rendered((k,)))) for k in names], np.int64).reshape(-1, 2)
    unheard = np.setdiff1d(np.fromiter(small, np.int64, len(small)), earlier)
    if before is not None:
        numbers = numbers[~np.isin(numbers[:, 0], before.names)]
    return Spellings(said, as_key, numbers[:, 0], numbers[:, 1], unheard)


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


@lru_cache(maxsize=1 << 18)
def _numbers(word: str, lang: str) -> tuple[int, ...]:
    """The numbers of the keys under which a word may be a name."""
    return tuple(map(_number, ways(word, script(lang))))


def _shown(text: str, capital: list[re.Match[str]], short: list[str], own: Script) -> Iterator[tuple[str, str]]:
    """Words with a capital that no sentence begins with; ``short`` are those of two words."""
    nameless = _not_names(own.lang)
    yield from ((own.given, name) for name in short)
    for m in capital:
        if fold(m[0]) not in nameless and not _SENTENCE_START.search(text[max(0, m.start() - 4) : m.start()]):
            yield own.given, fold(m[0])


def _read(facts: pa.Table) -> Iterator[tuple[int, str]]:
    """Persons and unlisted places that were read as such, by their consonants."""
    chosen = facts.select(["sentence", "value"]).filter(pc.is_in(facts["kind"], value_set=pa.array(NAMED)))
    for sentence, value in zip(chosen["sentence"].to_pylist(), chosen["value"].to_pylist(), strict=True):
        if bones := name_bones(value or ""):
            yield sentence, bones


def read_keys(bones: str) -> list[str]:
    """The keys of a name that was read, word by word; of one whose words are all too short to tell, that of the whole.

    >>> read_keys("FLDMR BRT"), read_keys("SF HD")
    (['BRTMR', '=BRT'], ['SBKT'])
    """
    parts = bones.split()
    return list(filter(None, map(key, parts))) or list(filter(None, [key("".join(parts))]))


def name_bones(value: str) -> str:
    """The consonants of a person or an unlisted place that was read as such, "" for another value.

    >>> name_bones("place:?/VLMR"), name_bones("place:NO/oslo")
    ('VLMR', '')
    """
    match = _READ.match(value)
    return match[1] if match else ""


def _short_names(text: str, capital: list[re.Match[str]], own: Script) -> Iterator[str]:
    """Two words with a capital side by side, each too short to tell a name by, as one: Vila Alta."""
    for one, two in pairwise(capital):
        if text[one.end() : two.start()] == " " and not any(name_keys.keys(fold(m[0]), own.lang) for m in (one, two)):
            yield fold(one[0] + two[0])
