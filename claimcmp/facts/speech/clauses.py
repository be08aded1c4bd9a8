"""A sentence as speech sees it: its marks, the names in it, its quotes and its clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.tables import SpeechWords, lexicon, speech_words
from claimcmp.model import Fact, Kind

_HARD = ".;!?…。！？；"  # ends of clauses that nothing reaches over
_SOFT = ",،，、:–("
_QUOTES = {"«": "»", "“": "”", "„": "“”", '"': '"', "‹": "›", "「": "」", "『": "』", "”": "”", "״": "״"}
_QUOTE_MARK = re.compile(f"[{re.escape(''.join([*_QUOTES, *_QUOTES.values()]))}]")
_HARD_STOP = re.compile(f"[{re.escape(_HARD)}]")
_MIN_QUOTE = 12  # characters: shorter ones are scare quotes and titles
_SPEAKERS = (Kind.PERSON, Kind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who may speak: a span of the folded text and a canonical value ("person:…", "org:…", "source:…")."""

    start: int
    end: int
    value: str
    rank: int  # 0: person, 1: organisation, 2: unnamed source, 3: a place that stands for its government


@dataclass(frozen=True, slots=True)
class Scene:
    """What speech reads in a sentence; all spans are of the folded text."""

    sentence: SentenceText
    words: SpeechWords
    marks: tuple[Mark, ...]
    voices: tuple[Voice, ...]
    quotes: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.sentence.normal.text

    def quoted(self, at: int) -> bool:
        """Whether an offset is inside a direct quote."""
        return any(a <= at < b for a, b in self.quotes)

    def of(self, table: str, *values: str) -> list[tuple[Mark, str]]:
        """Marks of a table ("acts", "cues", "sources") with their value, those of the given values."""
        found = ((m, e.value) for m in self.marks for e in m.entries if e.kind == table)
        return [(m, v) for m, v in found if not values or v in values]

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around an offset: up to hard stops, and commas that a conjunction follows."""
        stops = self.stops
        start = max((s for s in stops if s <= at), default=0)
        end = min((s for s in stops if s > at), default=len(self.text))
        return start, end

    @property
    def stops(self) -> list[int]:
        """Offsets where a clause ends."""
        cached = self.sentence.cache.get("speech_stops")
        if isinstance(cached, list):
            return cached
        hard = (m.start() for m in _HARD_STOP.finditer(self.text))
        stops = [i for i in hard if not self._inside_number(i) and not self.quoted(i)]
        for mark, _ in self.of("cues", "breaks"):
            before = self.text[: mark.start - mark.prefix].rstrip()
            if before and before[-1] in _SOFT and not self.quoted(mark.start):
                stops.append(len(before) - 1)
        self.sentence.cache["speech_stops"] = sorted(stops)
        return sorted(stops)

    def _inside_number(self, i: int) -> bool:
        return self.text[i] == "." and self.text[i + 1 : i + 2] not in ("", " ", '"', "»", "”", "\n")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded one."""
        return self.sentence.normal.span(start, end)


def scene(sentence: SentenceText) -> Scene:
    """The scene of a sentence, worked out once."""
    cached = sentence.cache.get("speech_scene")
    if isinstance(cached, Scene):
        return cached
    marks = tuple(lexicon(sentence.lang).scan(sentence.normal.text, sentence.words))
    facts = sentence.cache.get("facts")
    named = facts if isinstance(facts, list) else []
    voices, quotes = _voices(sentence, marks, named), _quotes(sentence.text, sentence)
    made = Scene(sentence, speech_words(sentence.lang), marks, voices, quotes)
    sentence.cache["speech_scene"] = made
    return made


def _voices(sentence: SentenceText, marks: tuple[Mark, ...], facts: list[Fact]) -> tuple[Voice, ...]:
    normal = sentence.normal
    found: list[Voice] = []
    sources = [m for m in marks if any(e.kind == "sources" for e in m.entries)]
    for fact in facts:
        a, b = normal.position(fact.start), normal.position(fact.end)
        if any(m.start <= a and b <= m.end and m.end - m.start > b - a for m in sources):
            continue  # "military source" is no statement of the army
        if fact.kind in _SPEAKERS:
            value = f"role:{fact.role}" if fact.value == "person:?" else fact.value
            found.append(Voice(a, b, value, 0 if fact.kind == Kind.PERSON else 1))
        elif fact.kind == Kind.PLACE and fact.role != "demonym" and not fact.value.startswith("place:?"):
            found.append(Voice(a, b, "place:" + fact.value[6:8], 3))
    for mark in marks:
        for entry in mark.entries:
            if entry.kind == "sources" and not any(v.start <= mark.start < v.end for v in found):
                found.append(Voice(mark.start, mark.end, f"source:{entry.value}", 2))
                break
    return tuple(sorted(found, key=lambda v: (v.start, -v.end)))


def _quotes(text: str, sentence: SentenceText) -> tuple[tuple[int, int], ...]:
    """Spans inside quote marks that are long enough to be speech."""
    spans: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for match in _QUOTE_MARK.finditer(text):
        i, char = match.start(), match.group()
        if opened < 0:
            if char in _QUOTES:
                opened, closing = i, _QUOTES[char]
        elif char in closing:
            if i - opened >= _MIN_QUOTE:
                position = sentence.normal.position
                spans.append((position(opened), position(i) + 1))
            opened = -1
    return tuple(spans)
