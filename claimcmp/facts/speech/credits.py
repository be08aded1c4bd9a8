"""Which agency or outlet an article credits: datelines, "(Reuters)", «نقلاً عن», "rapporte le quotidien X"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.names.tables import is_outlet, words_of
from claimcmp.facts.names.tables import lexicon as name_lexicon
from claimcmp.facts.speech.tables import credit_lexicon
from claimcmp.languages import known
from claimcmp.text import normalize, words

_LONGEST = 200_000  # characters read: credits stand in the first and last lines and beside quotes
_NEAR = 40  # characters between a credit word and the outlet's name
_NAME = 4  # words of an unlisted outlet's name
_DATELINE = re.compile(r"^[^\n.!?()]{2,60}?\(([^()\n]{2,40})\)\s*[-–—:]", re.MULTILINE)
_DATELINE_BARE = re.compile(
    r"^[^\n.!?()،,]{2,40}?\s[-–—]\s(?P<name>[^\n.!?()–—-]{2,40}?)(?:\s*[-–—:]|\s*$)", re.MULTILINE
)
_BRACKET = re.compile(r"[(\[（【]([^()\[\]\n（）【】]{2,60})[)\]）】]")
_TAIL = re.compile(r"[-–—]\s*([^\n.!?()–—-]{2,40})\s*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency or outlet named as where a text comes from; offsets of the name in the original text.

    ``value``: "org:REUTERS" or "outlet:<skeleton>" for one that is not listed; ``how``: "dateline", "bracket",
    "citing" (a credit word beside it), "tail".
    """

    start: int
    end: int
    name: str
    value: str
    how: str


def credits(text: str, lang: str) -> list[Credit]:
    """Wire and outlet credits of an article's text, by their position.

    >>> [(c.name, c.how) for c in credits("KYIV (Reuters) - Nine people were killed.", "en")]
    [('Reuters', 'dateline')]
    """
    text = text[:_LONGEST]
    lang = known(lang)
    found = [*_patterned(text, lang), *_cited(text, lang)]
    out: list[Credit] = []
    for credit in sorted(found, key=lambda c: (c.start, -c.end, c.how != "dateline", c.how)):
        if not out or credit.start >= out[-1].end:
            out.append(credit)
    return out


def _value(name: str, lang: str) -> str:
    """The listed outlet that a name is; "" where it is none."""
    normal = normalize(name)
    marks = name_lexicon(lang).scan(normal.text, words(normal.text))
    for mark in marks:
        entry = mark.of("organization")
        if entry is not None and is_outlet(entry.value):
            return entry.value
    return ""


def _patterned(text: str, lang: str) -> list[Credit]:
    out = []
    for pattern, how in ((_DATELINE, "dateline"), (_DATELINE_BARE, "dateline"), (_BRACKET, "bracket"), (_TAIL, "tail")):
        for match in pattern.finditer(text):
            name = match.group(1)
            start = match.start(1) + len(name) - len(name.lstrip())
            name = name.strip()
            value = _value(name, lang)
            agency = how == "dateline" and pattern is _DATELINE and _agency_like(name, lang)
            if value or agency:
                out.append(Credit(start, start + len(name), name, value or f"outlet:{skeleton(name, lang)}", how))
    return out


def _agency_like(name: str, lang: str) -> bool:
    """Whether an unlisted name in a dateline's brackets may be an agency: one to four words, in capitals where used."""
    parts = name.split()
    cased = words_of(lang).capitals
    return 1 <= len(parts) <= _NAME and not any(c.isdigit() for c in name) and (not cased or parts[0][0].isupper())


def _cited(text: str, lang: str) -> list[Credit]:
    """Outlets beside a credit word: "citing", «بحسب», and unlisted ones after "the daily", «صحيفة»."""
    normal = normalize(text)
    spans = words(normal.text)
    marks = credit_lexicon(lang).scan(normal.text, spans)
    crediting = ("credit", "citing", "according")
    cues = [m for m in marks if any(e.kind == "cues" and e.value in crediting for e in m.entries)]
    cues += [m for m in marks if any(e.kind == "acts" and e.value in ("say", "announce") for e in m.entries)]
    nouns = [m for m in marks if any(e.kind == "cues" and e.value == "outlets" for e in m.entries)]
    out = []
    edges = sorted((m.start, m.end) for m in cues)
    for mark in name_lexicon(lang).scan(normal.text, spans):
        entry = mark.of("organization")
        if entry is not None and is_outlet(entry.value) and _beside(edges, mark.start, mark.end, normal.text):
            start, end = normal.span(mark.start, mark.end)
            out.append(Credit(start, end, text[start:end], entry.value, "citing"))
    for noun in nouns:
        named = _named_outlet(text, normal.text, spans, noun.last, lang)
        if named is not None and _beside(edges, noun.start, named[1], normal.text):
            start, end = normal.span(*named)
            out.append(Credit(start, end, text[start:end], f"outlet:{skeleton(text[start:end], lang)}", "citing"))
    return out


def _beside(edges: list[tuple[int, int]], start: int, end: int, folded: str) -> bool:
    from bisect import bisect_left

    i = bisect_left(edges, (start, -1))
    for a, b in edges[max(0, i - 2) : i + 2]:
        gap = folded[b:start] if b <= start else folded[end:a]
        if len(gap) <= _NEAR and not any(c in gap for c in ".!?\n"):
            return True
    return False


def _named_outlet(
    text: str, folded: str, spans: list[tuple[int, int]], first: int, lang: str
) -> tuple[int, int] | None:
    """The folded span of the name after "the daily": capitalised words, or what stands in quotes."""
    if first >= len(spans):
        return None
    a = spans[first][0]
    before = folded[spans[first - 1][1] : a]
    if '"' in before or "«" in before:
        close = min((i for i in (folded.find('"', a), folded.find("»", a)) if i > 0), default=-1)
        return (a, close) if 0 < close - a <= 40 else None
    if not words_of(lang).capitals or before.strip():
        return None
    normal = normalize(text) if len(text) != len(folded) else None
    i = first
    while i < len(spans) and i - first < _NAME:
        at = normal.span(spans[i][0], spans[i][0] + 1)[0] if normal else spans[i][0]
        joined = i == first or not folded[spans[i - 1][1] : spans[i][0]].strip(" -'")
        word = folded[spans[i][0] : spans[i][1]]
        if not joined or not (text[at].isupper() or (i > first and word in ("al", "el", "de"))):
            break
        i += 1
    return (a, spans[i - 1][1]) if i > first else None
