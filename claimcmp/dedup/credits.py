"""Who a text credits: datelines and closing lines of agencies, and outlets named beside words of citing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from claimcmp.dedup.citing import NAME_WORDS, Citing
from claimcmp.dedup.named import Titles
from claimcmp.languages import grammar, known, table
from claimcmp.text import Lexicon, Normalized, fold, normalize, words

HEAD = 120  # code points of a text's start where a dateline stands
TAIL = 160  # code points of a text's end where a closing credit stands
_OUTLET_WORD = 4  # letters of a word for an outlet: shorter ones are articles
_DATELINE = re.compile(r"^([^()（）\n]{0,70})[(（]([^()（）\n]{2,40})[)）]\s*[-–—:：]")
_CLOSING = re.compile(r"[(（\[]([^()（）\[\]\n]{2,60})[)）\]]\s*\.?\s*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPLIT = re.compile(r"\s*[,،/؛;、&+]\s*|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class Credit:
    """One credit: ``name`` is the outlet's or agency's usual name ("" for unnamed agencies); offsets are original.

    ``place`` is "dateline", "closing" or "text"; ``kind`` is "wire", "outlet", "generic" or "unlisted" (words of citing
    with a word for an outlet and a name that neither a table nor the corpus knows, as it is written).
    """

    name: str
    kind: str
    place: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrases:
    before: Lexicon[str]
    after: Lexicon[str]
    generic: frozenset[str]
    source: tuple[str, ...]
    media: frozenset[str]
    outlet_words: frozenset[str]
    agencies: Mapping[str, str]


@cache
def phrases(lang: str) -> _Phrases:
    """The credit words of a language."""
    row = table(lang, "credits")
    prefixes = grammar(lang).prefixes
    return _Phrases(
        before=Lexicon({p: p for p in row["before"]}, prefixes=prefixes),
        after=Lexicon({p: p for p in row["after"]}, prefixes=prefixes),
        generic=frozenset(fold(g) for g in row["generic"]),
        source=tuple(fold(s) for s in row["source"]),
        media=frozenset(fold(m) for m in row["media"]),
        outlet_words=frozenset(w for m in row["media"] for w in fold(m).split() if len(w) >= _OUTLET_WORD),
        agencies={fold(n): usual for n, usual in (*table("en", "credits")["agencies"].items(),
                                                  *row["agencies"].items())},
    )  # fmt: skip


class Names:
    """The outlets of a corpus as they may be named in a text of some language or script."""

    def __init__(self, outlets: Iterable[str]) -> None:
        self.outlets = {fold(o).strip(): o for o in outlets if o.strip()}
        self.titles = Titles(self.outlets.values())
        self._lexicons: dict[str, Lexicon[tuple[str, str]]] = {}

    def lexicon(self, lang: str) -> Lexicon[tuple[str, str]]:
        """Outlets of the corpus and agencies that the language names, as (usual name, kind)."""
        if lang not in self._lexicons:
            entries = {name: (usual, "wire") for name, usual in phrases(lang).agencies.items()}
            entries |= {name: (outlet, "outlet") for name, outlet in self.outlets.items()}
            self._lexicons[lang] = Lexicon(entries, prefixes=grammar(lang).prefixes)
        return self._lexicons[lang]

    def of(self, name: str, lang: str) -> tuple[str, str] | None:
        """The usual name and kind of a name by itself."""
        folded = _YEAR.sub("", fold(name)).strip(" .\"'«»©")
        stripped = " ".join(w for w in folded.split() if w not in phrases(lang).media)
        for form in (folded, stripped):
            if form in self.outlets:
                return self.outlets[form], "outlet"
            if form in phrases(lang).agencies:
                return phrases(lang).agencies[form], "wire"
            if form in phrases(lang).generic:
                return "", "generic"
        outlet = self.titles.of(stripped, lang)
        return (outlet, "outlet") if outlet else None


def find_credits(text: str, lang: str, names: Names) -> list[Credit]:
    """Every credit in a text, in reading order.

    >>> [(c.name, c.kind) for c in find_credits("CAIRO (Nile Wire) - Nine people died.", "en", Names([]))]
    [('Nile Wire', 'wire')]
    """
    lang = known(lang)
    normal = normalize(text)
    found = [*_dateline(normal, lang, names), *_closing(normal, lang, names), *_in_text(normal, lang, names)]
    unique = {(c.name, c.place): c for c in reversed(found)}
    return sorted(unique.values(), key=lambda c: (c.start, c.end, c.place))


def _dateline(normal: Normalized, lang: str, names: Names) -> Iterable[Credit]:
    first_line = normal.position(len(normal.original.split("\n", 1)[0]))
    head = normal.text[: min(HEAD, first_line)]
    if match := _DATELINE.match(head):
        for part in _SPLIT.split(match[2]):
            usual = names.of(part, lang) or _unknown_wire(normal, part, match.span(2))
            if usual:
                yield Credit(usual[0], usual[1], "dateline", *normal.span(*match.span(2)))
        return
    spans = words(head)
    for hit in names.lexicon(lang).scan(head, spans):
        after = head[hit.end : hit.end + 12]
        ahead = sum(1 for a, _ in spans if a < hit.start)
        dashed = re.search(r"[-–—]\s*$", head[: hit.start]) and re.match(r"\s*[.:/,،]", after)
        opened = re.match(r"\s*(?:[-–—:]|//|\.\s+[-–—]|[^\s]{0,9}电)", after)
        if ahead <= 6 and (dashed or opened) and _named(normal, hit.start):
            yield Credit(*hit.value, "dateline", *normal.span(hit.start, hit.end))


def _unknown_wire(normal: Normalized, part: str, span: tuple[int, int]) -> tuple[str, str] | None:
    """A name in a dateline's brackets that no table lists: an agency of its own, when it is written as a name."""
    count = len(words(part))
    at = normal.text.find(part, *span)
    if not 1 <= count <= NAME_WORDS or any(c.isdigit() for c in part) or not _named(normal, at):
        return None
    return normal.original[slice(*normal.span(at, at + len(part)))].strip(), "wire"


def _named(normal: Normalized, at: int) -> bool:
    """Whether a word is written as a name: with a capital, where the script has capitals."""
    original = normal.original[normal.span(at, at + 1)[0]]
    return not original.islower()


def _closing(normal: Normalized, lang: str, names: Names) -> Iterable[Credit]:
    text = normal.text.rstrip()
    begin = max(0, len(text) - TAIL)
    last_line = normal.original.rstrip().rfind("\n") + 1
    line_start = max(normal.position(last_line), begin)
    line = text[line_start:]
    spots: list[tuple[int, str]] = []
    if match := _CLOSING.search(text[begin:]):
        spots.append((begin + match.start(1), match[1]))
    for opening in phrases(lang).source:
        if match := re.match(rf"[\s(\[©*•-]*{re.escape(opening)}\s*[:：/]\s*(.{{2,60}})$", line):
            spots.append((line_start + match.start(1), match[1]))
    if line.startswith("©"):
        spots.append((line_start + 1, line[1:]))
    if last_line and len(words(line)) <= NAME_WORDS:
        spots.append((line_start, line))
    for start, names_text in spots:
        for part in _SPLIT.split(names_text):
            if usual := names.of(part, lang):
                yield Credit(*usual, "closing", *normal.span(start, start + len(names_text)))


def _in_text(normal: Normalized, lang: str, names: Names) -> Iterable[Credit]:
    text = normal.text
    spans = words(text)
    near = Citing(text, spans, phrases(lang).before, phrases(lang).after)
    hits = [(h.start, h.end, h.value) for h in names.lexicon(lang).scan(text, spans)]
    found = names.titles.scan(text, spans, lang, starts=near.words)
    hits += [(start, end, (outlet, "outlet")) for start, end, outlet in found]
    for start, end, value in hits:
        if _named(normal, start) and near.cites(start, end):
            yield Credit(*value, "text", *normal.span(start, end))
    known = [(start, end) for start, end, _ in hits]
    for start, end in near.unlisted(normal, phrases(lang).outlet_words):
        if not any(a < end and start < b for a, b in known):
            a, b = normal.span(start, end)
            yield Credit(normal.original[a:b], "unlisted", "text", a, b)
