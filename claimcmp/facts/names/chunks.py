"""Chunks of marks: "Russian deputy foreign minister", «المتحدث باسم وزارة الدفاع», "ministère de l'Intérieur"."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from claimcmp.facts.names.bearers import settled
from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.names.tables import PLACE_KINDS, Words, lexicon, words_of
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact
from claimcmp.text import Memo

_TANWIN = "\u064b"  # the mark of an indefinite noun: no name of a place has it
_GLUE = " -–'\"«»’·&"
_PARTS = ("role", "portfolio", "deputy", "ministry", "demonym", "institution", "organization", "title", *PLACE_KINDS)
_SPOKEN = 3  # letters up to which an acronym is one in capitals alone: "Nato", "Unesco" but never "Map"
_OWNERS = ("ministry", "institution", "organization", *PLACE_KINDS)
_MAX_LINKS = 3  # words between two parts of one chunk


@dataclass(slots=True)
class Reading:
    """A sentence while its names are read: marks, words and the facts found so far."""

    sentence: SentenceText
    words: Words
    marks: list[Mark]
    facts: list[Fact] = field(default_factory=list)
    used: set[int] = field(default_factory=set)  # indices of words that belong to a fact

    @property
    def text(self) -> str:
        """The folded text."""
        return self.sentence.normal.text

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Spans of the words of the folded text."""
        return self.sentence.words

    def word(self, index: int) -> str:
        """A word of the folded text; "" beyond its ends."""
        tokens = self.sentence.tokens
        return tokens[index] if 0 <= index < len(tokens) else ""

    def part(self, first: int, last: int) -> str:
        """The folded text of words ``first`` up to ``last`` (exclusive)."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]

    def says(self, index: int) -> bool:
        """Whether a word is a verb of saying, particles before it left out."""
        word = self.word(index)
        return bool(word) and saying(self.sentence.lang)[word]

    def keys(self, word: str) -> tuple[tuple[str, int], ...]:
        """What a word may be without its ending or the particle before it, with the particle's length."""
        return lexicon(self.sentence.lang).forms.keys(word)

    def original(self, start: int, end: int) -> str:
        """The original text of a folded span."""
        a, b = self.sentence.normal.span(start, end)
        return self.sentence.text[a:b]

    def capital(self, start: int) -> bool:
        """Whether the original letter at a folded offset is a capital."""
        return self.original(start, start + 1)[:1].isupper()

    def gap(self, left: int, right: int) -> str:
        """The folded text between word ``left`` and word ``right``, or up to the end where there is no such word."""
        end = self.spans[right][0] if right < len(self.spans) else len(self.text)
        return self.text[self.spans[left][1] : end]

    def add(self, fact: Fact, first: int, last: int) -> None:
        """Keep a fact, given in folded offsets, that is made of words ``first`` up to ``last`` (exclusive)."""
        self.facts.append(fact)
        self.used.update(range(first, last))


@cache
def saying(lang: str) -> Memo[bool]:
    """Word → whether it is a verb of saying, particles before it left out."""
    verbs, forms = words_of(lang).saying, lexicon(lang).forms
    return Memo(lambda word: any(key in verbs for key, _ in forms.keys(word)))


def reading(sentence: SentenceText) -> Reading:
    """The marks of a sentence that its capital letters allow."""
    words = words_of(sentence.lang)
    read = Reading(sentence, words, [])
    marks = lexicon(sentence.lang).scan(sentence.normal.text, sentence.words)
    kept = [k for m in marks if (k := _allowed(read, m)) is not None]
    doubtful = {m.first for m in marks if m.of(*PLACE_KINDS) and m.of("none") or _function_word(read, m)}
    sure = [m for m in kept if m.first not in doubtful]
    marks = [m for m in kept if m.first not in doubtful or place_by_context(read, m, sure)]
    read.marks = [settled(m, marks, read.gap, demonyms=words.demonym_after) for m in marks]
    return read


def _function_word(read: Reading, mark: Mark) -> bool:
    """Whether a town's name is a word that begins sentences ("Sur la place")."""
    return mark.of("city") is not None and mark.last == mark.first + 1 and read.word(mark.first) in read.words.stops


def place_by_context(read: Reading, mark: Mark, sure: list[Mark]) -> bool:
    """Whether a place's name that is an ordinary word too is meant as a place here.

    It is after "city of" or beside another name of its country; in scripts with capitals, with one inside a sentence;
    in others after a preposition of place, where the word is seldom read otherwise there.
    """
    if mark.of(*PLACE_KINDS) is None:
        return True
    codes = {_country(e.value) for e in mark.entries if e.kind in PLACE_KINDS}
    for other in sure:
        if other.of("place_noun", "capital") and mark.first - other.last in (0, 1):
            return True
        if any(e.kind in ("demonym", *PLACE_KINDS) and _country(e.value) in codes for e in other.entries):
            return True
    if read.words.capitals and not read.words.common_capitals:
        return bool(mark.first) and not _opens(read, mark.first)
    near = read.word(mark.first - 1) in read.words.locative
    word = read.text[mark.start : mark.end]
    return near and (read.words.capitals or word in read.words.unsure)


def _country(value: str) -> str:
    return value.removeprefix("place:").split("/")[0]


def _opens(read: Reading, index: int) -> bool:
    """Whether a word opens a sentence or a quotation, where any word has a capital."""
    return read.gap(index - 1, index).strip(" \u00a0")[-1:] in tuple(".!?:\"«“„")


def _allowed(read: Reading, mark: Mark) -> Mark | None:
    entries = tuple(e for e in mark.entries if _fits(read, mark, e.kind, e.acronym))
    if not entries:
        return None
    return mark if len(entries) == len(mark.entries) else mark._replace(entries=entries)


def _fits(read: Reading, mark: Mark, kind: str, acronym: bool) -> bool:
    if kind == "none":
        return False
    if kind not in PLACE_KINDS and kind not in ("organization", "person"):
        return kind != "demonym" or not _otherwise_spelled(read, mark)
    if _otherwise_spelled(read, mark):
        return False
    if kind in ("city", "country") and read.words.capitals and _forename(read, mark):
        return False
    if mark.prefix and read.text[mark.start - 2 : mark.start] == "ال":
        return False
    original = read.original(mark.start, mark.end)
    if acronym and original[:1].isascii():
        return original.isupper() or (len(original) > _SPOKEN and original.istitle())
    cased = original[:1].isalpha() and original[:1].lower() != original[:1].upper()
    return not cased or original[:1].isupper() or any(word[:1].isupper() for word in original.split()[1:])


def _otherwise_spelled(read: Reading, mark: Mark) -> bool:
    """Whether the letters that folding levels tell another word: an accusative «كوباً», «اليمنى» that is "right"."""
    original = read.original(mark.start, mark.end)
    return _TANWIN in original or (bool(read.words.not_spelled) and original.endswith(read.words.not_spelled))


def _forename(read: Reading, mark: Mark) -> bool:
    """Whether a listed town's name is a given name here: a capitalised family name follows ("Karim al-Zahhar")."""
    if read.word(mark.first) not in read.words.given or mark.last >= len(read.spans):
        return False
    following = read.spans[mark.last][0]
    hyphen = read.text[read.spans[mark.last][1] :][:1] == "-"
    if read.word(mark.last) in read.words.stops:
        return False
    return not read.gap(mark.last - 1, mark.last).strip() and (read.capital(following) or hyphen)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Marks that belong together; ``first`` and ``last`` are word indices, ``last`` exclusive."""

    marks: tuple[Mark, ...]
    first: int
    last: int

    def value(self, *kinds: str) -> str:
        """The value of the first mark of one of the kinds; "" without one."""
        return next((e.value for m in self.marks if (e := m.of(*kinds)) is not None), "")

    def has(self, *kinds: str) -> bool:
        """Whether a mark of one of the kinds is in the chunk."""
        return any(m.of(*kinds) is not None for m in self.marks)

    @property
    def country(self) -> str:
        """The country code that the chunk names: "RU"; "" without one."""
        value = self.value("demonym") or self.value(*PLACE_KINDS).removeprefix("place:")
        return value.split("/")[0]

    @property
    def place(self) -> str:
        """The town or region that the chunk names: "FR/marseille"; "" without one."""
        value = self.value("city", "region").removeprefix("place:")
        return value if "/" in value else ""


def chunks(read: Reading) -> list[Chunk]:
    """The marks grouped: neighbours with nothing but link words between them."""
    out: list[list[Mark]] = []
    for mark in read.marks:
        if mark.of(*_PARTS) is None:
            continue
        if out and _joined(read, out[-1], mark):
            out[-1].append(mark)
        else:
            out.append([mark])
    return [Chunk(tuple(c), c[0].first, c[-1].last) for c in out]


def _joined(read: Reading, chunk: list[Mark], mark: Mark) -> bool:
    last = chunk[-1]
    if mark.first - last.last > _MAX_LINKS:
        return False
    if mark.of("role") and any(m.of("role") for m in chunk) and not last.of("deputy", "title"):
        return False
    if mark.of("role", "deputy") and not read.words.owner_first and last.of(*_OWNERS) and not last.of("demonym"):
        return False  # where owners follow their offices, one before an office belongs to something else
    for i in range(last.last, mark.first):
        if read.word(i) not in read.words.links:
            return False
    return all(not read.gap(i - 1, i).strip(_GLUE) for i in range(last.last, mark.first + 1))
