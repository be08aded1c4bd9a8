"""Outlets named in a text of another language or script: by spelling, by sound, and by what their title words mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from claimcmp.facts.names.skeleton import distance, skeleton
from claimcmp.languages import LANGUAGES, grammar, table
from claimcmp.text import fold

Spans = list[tuple[int, int]]

# Set on the titles of 120 newspapers and channels in their usual spellings in six scripts: two spellings of one word
# lie at 0 to 0.25, of one whole title at 0 to 0.2; two titles of one country at 0.3 and more.
WORD, WHOLE = 0.25, 0.2
LONGER = 0.34  # of one word in a title of some length: Ukrainian г is written h, and a last h falls away
SHORT = 4  # consonants of a whole title below which only the same ones count
_WEAK = frozenset("HAFM")  # consonants that spellings leave out or add at little cost
LEAST = 3  # a title of fewer consonants is told from no other
MORE = 2  # words that a rendering of a title may have more than the title: particles
MOST_RUNS = 1 << 15  # runs of words remembered
QUOTED = 6  # words of a quoted title
_BREAK = re.compile(r"[^\s'’·.&-]")
_QUOTE = re.compile(r"[«\"“《〈‹「『]([^«»\"“”《》〈〉‹›「」『』\n]{2,60})[»\"”》〉›」』]")
_ARTICLE = "ال"  # dropped even where the name's reader would keep it: a title says no name of a person
_HAN = re.compile(r"[\u3400-\u9fff]")
_ELIDED = re.compile(r"\b(?:l|d|dell|all|un)'")
_JIM = str.maketrans({"J": "G", "W": None})  # ج is written with either letter, و inside is a w or none: Sawt, صوت
_DISTINCT = str.maketrans({"F": "B", "D": "T", "X": "S", "H": "K", "G": "K", "J": "K", "L": "R", "W": "B", "A": None})


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a title: its consonants, and the notion that it is a word for ("north"), "" where it is a name."""

    bones: str
    notion: str


@cache
def _notions() -> dict[str, str]:
    """Words of titles in all languages → the notion: "north" for «الشمال», Norte, Nord."""
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        for notion, forms in table(lang, "credits").get("titles", {}).items():
            found.update({fold(form): notion for form in forms})
    return found


@cache
def _generic() -> frozenset[str]:
    """Words that a title may carry or drop: newspaper, daily, the."""
    rows = [table(lang, "credits") for lang in LANGUAGES]
    return frozenset(p for row in rows for word in (*row["media"], *row["particles"]) for p in fold(word).split())


@lru_cache(maxsize=65536)
def _word(word: str, lang: str) -> Word:
    bare = word.removeprefix(_ARTICLE) if len(word) >= len(_ARTICLE) + 3 else word
    return Word(skeleton(bare, lang).replace(" ", ""), _notions().get(word) or _notions().get(bare, ""))


def title_words(name: str, lang: str = "") -> tuple[Word, ...]:
    """The words of a title that tell it from others.

    >>> [w.bones for w in title_words("Sawt al-Wadi")], [w.notion for w in title_words("El Faro del Norte")]
    (['SWT', 'FD'], ['lighthouse', 'north'])
    """
    return _forms(name, lang)[0]


@lru_cache(maxsize=65536)
def _forms(name: str, lang: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of a title without those that it may drop, where enough is left; and all of them."""
    folded = _ELIDED.sub(" ", fold(name))
    parts = [p for word in re.split(r"[^\w'-]+", folded) if word for p in _han_parts(word)]
    found = [(p, w) for p in parts for w in [_word(p, lang)] if w.bones or w.notion]
    whole = tuple(w for _, w in found)
    telling = tuple(w for p, w in found if p not in _generic())
    enough = _sounds(telling) >= LEAST or len(telling) > 1 and all(w.notion for w in telling)
    return (telling if enough else whole), whole


def _han_parts(word: str) -> list[str]:
    """A Chinese title cut where its words of titles begin and end: 海湾 时报; another word as it is."""
    if not _HAN.match(word):
        return [word]
    known = sorted((w for w in {*_notions(), *_generic()} if _HAN.match(w)), key=lambda w: (-len(w), w))
    return [p for p in re.split("(" + "|".join(map(re.escape, known)) + ")", word) if p]


def same_name(left: str, right: str, left_lang: str = "", right_lang: str = "") -> bool:
    """Whether two names are of one outlet, words such as "newspaper" and "the" left out or not."""
    one, two = _forms(left, left_lang), _forms(right, right_lang)
    return any(same_title(a, b) for a in set(one) for b in set(two))


def _sounds(title: Iterable[Word]) -> int:
    return sum(len(w.bones) for w in title)


def same_title(left: tuple[Word, ...], right: tuple[Word, ...]) -> bool:
    """Whether two titles are one in two spellings or languages.

    >>> same_title(title_words("Diwan al-Akhbar"), title_words("Диван аль-Ахбар", "ru"))
    True
    >>> same_title(title_words("Morning Post"), title_words("Evening Post"))
    False
    """
    if not left or not right:
        return False
    if len(left) == len(right):
        return _each(left, right) or len(left) > 1 and _in_any_order(left, right)
    one, two = ("".join(w.bones for w in side) for side in (left, right))
    return min(len(one), len(two)) > SHORT and _within(one, two, WHOLE)


@lru_cache(maxsize=65536)
def _within(one: str, two: str, most: float) -> bool:
    """Whether two skeletons are no further apart than that: lengths alone tell most pairs apart."""
    short, long = sorted((one, two), key=len)
    if sum(c not in _WEAK for c in long) - len(short) > most * len(long):  # each of these costs 1
        return False
    return distance(one, two) <= most


def _each(left: tuple[Word, ...], right: tuple[Word, ...]) -> bool:
    sounds = min(_sounds(left), _sounds(right))
    return all(_alike(a, b, sounds) for a, b in zip(left, right, strict=True))


def _in_any_order(left: tuple[Word, ...], right: tuple[Word, ...]) -> bool:
    """Whether each word means what one of the other title means: translations put their words in another order."""
    theirs = Counter(w.notion or w.bones for w in right)
    return Counter(w.notion or w.bones for w in left) == theirs


def _alike(a: Word, b: Word, sounds: int) -> bool:
    if a.notion and a.notion == b.notion:
        return True
    if not a.bones or not b.bones or a.notion and b.notion and a.bones != b.bones:
        return False
    if a.bones.translate(_JIM) == b.bones.translate(_JIM):
        return True
    return sounds >= SHORT and _within(a.bones, b.bones, LONGER if sounds > SHORT else WORD)


def _keys(words: Iterable[Word]) -> set[str]:
    """Keys of which two spellings of one word share some: its notion, its consonants, those less any one of them."""
    found = set()
    for word in words:
        bones = word.bones.translate(_DISTINCT)
        found.add(bones)
        found.update(bones[:i] + bones[i + 1 :] for i in range(len(bones)) if len(bones) > 1)
        found.add(f"#{word.notion}" if word.notion else bones)
    return found


class Titles:
    """The outlets of a corpus, looked up in texts of any language."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self.titles: dict[str, frozenset[tuple[Word, ...]]] = {}
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for outlet in sorted(outlets):
            title, whole = _forms(outlet, "")
            if _sounds(title) < LEAST and not any(w.notion for w in title):
                continue
            self.titles[outlet] = frozenset((title, whole))
            for key in sorted(_keys(whole)):
                self._by_key[key].append(outlet)
        self._runs: dict[tuple[tuple[Word, ...], tuple[bool, ...]], tuple[int, str]] = {}
        self._begins: dict[Word, list[str]] = {}  # first word of a run → the outlets that may be meant
        self._longest = max((len(form) for forms in self.titles.values() for form in forms), default=0)

    def of(self, name: str, lang: str) -> str:
        """The outlet that a name by itself means, "" for none."""
        title, whole = _forms(name, lang)
        found = [o for o in self._near(whole) if same_name(name, o, lang)]
        exact = [o for o in found if title == title_words(o)]
        return (exact or found or [""])[0]

    def _near(self, title: Iterable[Word]) -> list[str]:
        return sorted({o for key in _keys(title) for o in self._by_key.get(key, ())})

    def scan(
        self, text: str, spans: Spans, lang: str, *, starts: Collection[int]
    ) -> Iterator[tuple[int, int, str]]:
        """Where a folded text names an outlet, as start, end and outlet; the longest reading at each place.

        Looked at are quotations and runs of words that begin at one of ``starts``.
        """
        if not self.titles:
            return
        yield from self._quoted(text, lang)
        if not starts or not grammar(lang).spaced:
            return
        title = [_word(text[a:b], lang) for a, b in spans]
        generic = [text[a:b] in _generic() for a, b in spans]
        broken = [bool(_BREAK.search(text[b:c])) for (_, b), (c, _) in pairwise(spans)] + [True]
        at = 0
        while at < len(spans):
            size, outlet = self._longest_from(title, generic, broken, at) if at in starts else (0, "")
            if outlet:
                yield spans[at][0], spans[at + size - 1][1], outlet
            at += max(size, 1)

    def _quoted(self, text: str, lang: str) -> Iterator[tuple[int, int, str]]:
        for match in _QUOTE.finditer(text):
            if len(match[1].split()) <= QUOTED and (outlet := self.of(match[1], lang)):
                yield match.start(1), match.end(1), outlet

    def _longest_from(self, title: list[Word], generic: list[bool], broken: list[bool], at: int) -> tuple[int, str]:
        """How many words from ``at`` on make the title of an outlet, and which; 0 for none."""
        if not title[at].bones and not title[at].notion:
            return 0, ""
        if (options := self._begins.get(title[at])) is None:
            options = self._begins[title[at]] = self._near(title[at : at + 1])
        if not options:
            return 0, ""
        reach = min(self._longest + MORE, broken.index(True, at) - at + 1)
        run = tuple(title[at : at + reach]), tuple(generic[at : at + reach])
        if (known := self._runs.get(run)) is None:
            if len(self._runs) >= MOST_RUNS:
                self._runs.clear()
            known = self._runs[run] = self._longest_of(*run, options)
        return known

    def _longest_of(self, title: tuple[Word, ...], generic: tuple[bool, ...], options: list[str]) -> tuple[int, str]:
        """``_longest_from`` of a run by itself."""
        for size in range(len(title), 0, -1):
            if not title[size - 1].bones and not title[size - 1].notion:
                continue
            places = [i for i in range(size) if title[i].bones or title[i].notion]
            runs = {tuple(title[i] for i in places), tuple(title[i] for i in places if not generic[i])}
            for outlet in options:
                if any(same_title(run, form) for run in runs for form in self.titles[outlet]):
                    return size, outlet
        return 0, ""
