"""Looking up the listed names and words of a language in folded text: a trie of words, endings and clitics tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claimcmp.languages import grammar
from claimcmp.text import Memo, fold, words

_END = ""  # the key under which a trie node keeps its entries
_ARTICLE = "ال"
_MIN_STEM = 3
_NAMES = frozenset({"city", "country", "region", "organization", "person"})  # may be indeclinable: "Oslo"
_NONE = "none"  # the kind of phrases that are listed because they are no name
_SHORT = "^"  # begins the key of a short first part that a one-letter particle may stand before: «בז'נבה»


class Entry(NamedTuple):
    """What a listed phrase stands for: a kind ("city", "role", "portfolio", …) and a canonical value."""

    kind: str
    value: str
    weight: int = 0
    shared: bool = False  # another place bears the name too
    acronym: bool = False  # written in capitals


class Mark(NamedTuple):
    """A listed phrase found at ``start:end`` of the folded text, as words ``first`` up to ``last`` (exclusive)."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]
    prefix: int

    def of(self, *kinds: str) -> Entry | None:
        """The first entry of one of the kinds."""
        return next((e for kind in kinds for e in self.entries if e.kind == kind), None)


@dataclass(slots=True)
class Forms:
    """How a language's words vary: endings that may be exchanged, particles written before a word."""

    endings: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    indeclinable: str = ""  # final letters of words that take no endings
    bare: bool = True  # a stem may stand without any ending
    nominative: tuple[str, ...] = ()  # endings that listed words have; () for any of ``endings``
    alternations: tuple[tuple[str, str], ...] = ()  # ends of stems that change before an ending: "ів", "ов"
    _seen: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    def stem(self, word: str) -> str:
        """The word without its case ending; the word itself where it has none."""
        for ending in self.nominative or self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
                return word[: -len(ending)]
        return word

    def other_stem(self, stem: str) -> str:
        """The stem as it is before an ending that changes its last letters ("Харків", "Харкова"); "" for none."""
        return next((stem.removesuffix(a) + b for a, b in self.alternations if stem.endswith(a)), "")

    def keys(self, word: str) -> tuple[tuple[str, int], ...]:
        """Trie keys to try for a word of the text, best first, each with the length of the prefix left out."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) > 100_000:
                self._seen.clear()
            found = self._seen[word] = tuple(dict.fromkeys(self._forms(word)))
        return found

    def _forms(self, word: str) -> Iterator[tuple[str, int]]:
        yield word, 0
        yield from ((key, 0) for key in self._inflected(word))
        if not word.startswith(self.prefixes):
            return
        for prefix in self.prefixes:
            rest = word[len(prefix) :]
            if len(prefix) == 1 and 0 < len(rest) < _MIN_STEM and word.startswith(prefix):
                yield _SHORT + rest, 1
            if len(rest) >= _MIN_STEM and word.startswith(prefix):
                yield rest, len(prefix)
                if prefix.endswith("لل"):
                    yield _ARTICLE + rest, len(prefix)
                yield from ((key, len(prefix)) for key in self._inflected(rest))

    def _inflected(self, word: str) -> Iterator[str]:
        for ending in self.endings if word.endswith(self.endings) else ():
            if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM:
                yield "~" + word[: -len(ending)]
        if self.endings and self.bare:
            yield "~" + word


class Lexicon:
    """Phrases of one language with what they stand for."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self._root: dict[str, dict] = {}  # type: ignore[type-arg]
        self._begins = Memo(self._nodes)  # word → where entries go on from it

    def add(self, phrase: str, entry: Entry, *, folded: bool = False, inflected: bool = True) -> None:
        """List a phrase; ``inflected``: its words may stand with other case endings."""
        text = phrase if folded else fold(phrase)
        plain = folded and text.isalpha() and text[0] < "\u2e80"
        parts = text.split(" ") if plain else [text[a:b] for a, b in words(text)]
        if not parts:
            return
        self._insert(parts, entry)
        stems = [self._stem_key(p, entry.kind in _NAMES) for p in parts] if inflected and self.forms.endings else parts
        if stems != parts:
            self._insert(stems, entry)
            if self.forms.bare and stems[-1] != "~" + parts[-1] and not self.forms.nominative:
                self._insert([*stems[:-1], "~" + parts[-1]], entry)  # "soudanais", "soudanaise"
            if changed := self.forms.other_stem(stems[-1].removeprefix("~")):
                self._insert([*stems[:-1], "~" + changed], entry)

    def _stem_key(self, part: str, name: bool) -> str:
        if name and part[-1:] in self.forms.indeclinable and len(part) > 1:
            return "~" + part
        stem = self.forms.stem(part)
        return part if stem == part and not self.forms.bare else "~" + stem

    def _insert(self, parts: list[str], entry: Entry) -> None:
        if self.forms.prefixes and len(parts) > 1 and len(parts[0]) < _MIN_STEM and entry.kind in _NAMES:
            self._put([_SHORT + parts[0], *parts[1:]], entry)
        self._put(parts, entry)

    def _put(self, parts: list[str], entry: Entry) -> None:
        self._begins.clear()
        node = self._root
        for part in parts:
            node = node.setdefault(part, {})
        kept: tuple[Entry, ...] = node.get(_END, ())  # type: ignore[assignment]
        if entry not in kept:
            node[_END] = (*kept, entry)  # type: ignore[assignment]

    def extend(self, phrases: Iterable[str], entry: Entry, *, inflected: bool = True) -> None:
        """List many phrases for one thing."""
        for phrase in phrases:
            self.add(phrase, entry, inflected=inflected)

    def scan(self, text: str, spans: list[tuple[int, int]]) -> list[Mark]:
        """Every listed phrase, leftmost longest, none overlapping but those that only say what is no name."""
        marks: list[Mark] = []
        begins, following, idle = self._begins, 0, 0
        for i, (start, end) in enumerate(spans):
            nodes = begins[text[start:end]]
            if not nodes or i < following:
                continue
            best: Mark | None = None
            for node, prefix in nodes:
                found = self._walk(text, spans, i, node, prefix)
                if found is not None and (best is None or found.last > best.last):
                    best = found
            if best is not None and best.last > idle:
                marks.append(best)
                idle = best.last
                following = i if all(e.kind == _NONE for e in best.entries) else best.last
        return marks

    def _nodes(self, word: str) -> tuple[tuple[dict, int], ...]:  # type: ignore[type-arg]
        """The trie nodes that a word leads to, best first, each with the length of the prefix left out."""
        return tuple((self._root[key], prefix) for key, prefix in self.forms.keys(word) if key in self._root)

    def _walk(self, text: str, spans: list[tuple[int, int]], i: int, node: dict, prefix: int) -> Mark | None:  # type: ignore[type-arg]
        best: Mark | None = None
        j, start = i + 1, spans[i][0] + prefix
        while True:
            if _END in node:
                best = Mark(i, j, start, spans[j - 1][1], node[_END], prefix)
            if len(node) == (_END in node) or j >= len(spans):
                return best
            a, b = spans[j]
            if a - spans[j - 1][1] > 2 or text[spans[j - 1][1] : a].strip(" -–'.\"·&"):
                return best
            following = next((node[k] for k, p in self.forms.keys(text[a:b]) if p == 0 and k in node), None)
            if following is None:
                led = self._led(node, text[a:b])
                return Mark(i, j, start, spans[j - 1][1], led, prefix) if led is not None else best
            node, j = following, j + 1

    def _led(self, node: dict, word: str) -> tuple[Entry, ...] | None:  # type: ignore[type-arg]
        """The entries of a phrase whose last word is a particle written to the next one: Hebrew «קרא ל»."""
        for particle in self.forms.prefixes:
            inner = node.get(particle)
            if inner is not None and _END in inner and word.startswith(particle) and len(word) > len(particle) + 1:
                found: tuple[Entry, ...] = inner[_END]
                return found
        return None


def forms(raw: Mapping[str, Any], lang: str) -> Forms:
    """How the words of a language's table vary, by its own columns, else by the language's grammar."""
    endings = {fold(e) for e in raw.get("endings", ())}
    prefixes = {fold(p).strip("-") for p in raw.get("prefixes", grammar(lang).prefixes)}
    return Forms(
        tuple(sorted(endings, key=lambda e: (-len(e), e))), tuple(sorted(prefixes, key=lambda p: (-len(p), p))),
        raw.get("indeclinable", ""), raw.get("bare", True),
        tuple(sorted((fold(e) for e in raw.get("nominative", ())), key=lambda e: (-len(e), e))),
        tuple((fold(a), fold(b)) for a, b in raw.get("alternations", ())),
    )  # fmt: skip
