"""Finding concepts in text: listed words and stems (``"погиб*"``), several words long, clitic prefixes allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import grammar, known, table
from claimcmp.text import Memo, fold, normalize, words

SIGNS = (("done", "+"), ("undone", "-"))
MIN_STEM = 2  # shorter stems match too much


@dataclass(frozen=True, slots=True)
class ConceptHit:
    """A concept's word at ``start:end`` of the folded text; ``prefix`` counts the characters of its clitics."""

    start: int
    end: int
    concept: str
    prefix: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    parts: tuple[tuple[str, bool], ...]  # (word, whether it is a stem)
    concept: str
    strength: tuple[int, int]  # words, letters


def _entry(phrase: str, concept: str) -> _Entry | None:
    parts: list[tuple[str, bool]] = []
    for token in phrase.split():
        stem = token.endswith("*")
        folded = fold(token.rstrip("*"))
        spans = words(folded)
        for at, (a, b) in enumerate(spans):
            parts.append((folded[a:b], stem and at == len(spans) - 1))
    return _Entry(tuple(parts), concept, (len(parts), sum(len(p) for p, _ in parts))) if parts else None


_Found = list[tuple[_Entry, int]]  # entries, and how many characters of clitics stand before each
NOTHING: tuple[_Found, _Found] = [], []  # what a word is that begins no entry


def _best(found: _Found) -> _Found:
    if len(found) < 2:
        return found
    top = max((e.strength[0], -p, e.strength[1:]) for e, p in found)
    return [(e, p) for e, p in found if (e.strength[0], -p, e.strength[1:]) == top]


class StemLexicon:
    """Longest match of words and stems at each word of a folded text; an entry under "_" hides what it matches."""

    def __init__(self, concepts: dict[str, list[str]], *, prefixes: tuple[str, ...]) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._stem: dict[str, list[_Entry]] = {}
        for concept, phrases in concepts.items():
            for phrase in phrases:
                entry = _entry(phrase, concept)
                if entry is not None:
                    word, stem = entry.parts[0]
                    (self._stem if stem else self._exact).setdefault(word, []).append(entry)
        self._prefixes = tuple(sorted({fold(p) for p in prefixes}, key=len, reverse=True))
        self._begins = Memo(self._entries)
        self._forms = Memo(lambda word: tuple(bare for bare, _ in self._bare(word)))

    def scan(self, text: str, spans: list[tuple[int, int]], tokens: list[str]) -> list[ConceptHit]:
        """Every concept in a folded text, leftmost longest; one word may stand for several concepts.

        ``spans`` and ``tokens`` are its words.
        """
        found = list(map(self._begins.__getitem__, tokens))
        hits: list[ConceptHit] = []
        following = 0
        for i, entries in enumerate(found):
            if entries is NOTHING or i < following:  # most words begin no entry
                continue
            best, phrases = entries
            if phrases:
                best = _best([c for c in phrases if self._follows(text, spans, i, c[0].parts)]) or best
            if not best:
                continue
            length = len(best[0][0].parts)
            end = spans[i + length - 1][1]
            seen: set[str] = set()
            for entry, prefix in best:
                if entry.concept not in seen and entry.concept != "_":
                    seen.add(entry.concept)
                    hits.append(ConceptHit(spans[i][0] + prefix, end, entry.concept, prefix))
            following = i + length
        return hits

    def _entries(self, word: str) -> tuple[_Found, _Found]:
        """The best entries that a word is by itself, and those of several words that may begin with it.

        An entry of several words is better than any of one.
        """
        found = list(self._candidates(word))
        if not found:
            return NOTHING
        return _best([c for c in found if len(c[0].parts) == 1]), [c for c in found if len(c[0].parts) > 1]

    def _candidates(self, word: str) -> Iterator[tuple[_Entry, int]]:
        for stem, prefix in self._bare(word):
            for entry in self._exact.get(stem, ()):
                yield entry, prefix
            for k in range(len(stem), MIN_STEM - 1, -1):
                for entry in self._stem.get(stem[:k], ()):
                    yield entry, prefix

    def _bare(self, word: str) -> Iterator[tuple[str, int]]:
        yield word, 0
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= MIN_STEM:
                yield word[len(prefix) :], len(prefix)

    def _follows(self, text: str, spans: list[tuple[int, int]], i: int, parts: tuple[tuple[str, bool], ...]) -> bool:
        if i + len(parts) > len(spans):
            return False
        for k in range(1, len(parts)):
            a, b = spans[i + k]
            part, stem = parts[k]
            forms = self._forms[text[a:b]]
            if not (any([w.startswith(part) for w in forms]) if stem else part in forms):
                return False
            gap = text[spans[i + k - 1][1] : a]
            if len(gap) > 3 or gap.strip(" -–/.'\"‐"):
                return False
        return True


@lru_cache(maxsize=1024)
def parted(text: str) -> tuple[str, list[tuple[int, int]], list[str]]:
    """A text folded, the spans of its words and the words: lexicon after lexicon is looked for in them."""
    folded = normalize(text).text
    spans = words(folded)
    return folded, spans, [folded[a:b] for a, b in spans]


def scanned(entries: StemLexicon, text: str) -> tuple[ConceptHit, ...]:
    """The entries of a lexicon in an original text, by position in its folded form."""
    return tuple(entries.scan(*parted(text)))


@cache
def lexicon(lang: str) -> StemLexicon:
    """The concept lexicon of a language."""
    rows = table(lang, "nouns").get("concepts", {})
    return StemLexicon({name: list(phrases) for name, phrases in rows.items()}, prefixes=grammar(lang).prefixes)


@lru_cache(maxsize=16384)
def concepts_in(text: str, lang: str) -> tuple[ConceptHit, ...]:
    """Concepts of an original text by position in its folded form.

    >>> [h.concept for h in concepts_in("Nine soldiers were killed", "en")]
    ['soldier', 'killed']
    """
    return scanned(lexicon(known(lang)), text)


@cache
def cue_lexicon(lang: str) -> StemLexicon:
    """The cues (tally, exceed, part …) of a language."""
    rows = table(lang, "nouns").get("cues", {})
    return StemLexicon({name: list(phrases) for name, phrases in rows.items()}, prefixes=grammar(lang).prefixes)


def hits_of(sentence: SentenceText) -> tuple[tuple[ConceptHit, ...], tuple[ConceptHit, ...]]:
    """(concepts, cues) of a sentence, found once."""
    found = sentence.cache.get("concepts")
    if found is None:
        said = sentence.normal.text, sentence.words, sentence.tokens
        found = tuple(lexicon(sentence.lang).scan(*said)), tuple(cue_lexicon(sentence.lang).scan(*said))
        sentence.cache["concepts"] = found
    assert isinstance(found, tuple)
    return found


@lru_cache(maxsize=16384)
def cues_in(text: str, lang: str) -> tuple[ConceptHit, ...]:
    """Cues of an original text by position in its folded form."""
    return scanned(cue_lexicon(known(lang)), text)


@cache
def act_lexicon(lang: str) -> StemLexicon:
    """The acts of a language: "open+" where a word says that it was done, "open-" where it says that it was undone."""
    rows = table(lang, "acts")
    signed = {f"{name}{sign}": words for part, sign in SIGNS for name, words in rows.get(part, {}).items()}
    return StemLexicon(signed, prefixes=grammar(lang).prefixes)


@lru_cache(maxsize=16384)
def acts_in(text: str, lang: str) -> tuple[ConceptHit, ...]:
    """Acts of an original text, with their sign, by position in its folded form.

    >>> [h.concept for h in acts_in("The bridge was closed and has reopened", "en")]
    ['open-', 'open+']
    """
    return scanned(act_lexicon(known(lang)), text)
