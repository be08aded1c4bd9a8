"""A sentence as speech sees it: its marks, the names in it, its quotes and its clauses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcmp.facts.names.lexicon import Entry, Mark
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.narrow import told
from claimcmp.facts.speech.tables import SpeechWords, lexicon, speech_words
from claimcmp.languages import in_word
from claimcmp.model import Fact, Kind

_HARD = ".;!?…。！？；"  # ends of clauses that nothing reaches over
_SOFT = ",،，、:–("
_QUOTES = {"«": "»", "“": "”", "„": "“”", '"': '"', "‹": "›", "「": "」", "『": "』", "”": "”", "״": "״"}
_QUOTE_MARK = re.compile(f"[{re.escape(''.join([*_QUOTES, *_QUOTES.values()]))}]")
_WORD_MARKS = frozenset('"״”“')  # marks that may stand inside an abbreviation
_HARD_STOP = re.compile(f"[{re.escape(_HARD)}]")
_MIN_QUOTE = 12  # characters: shorter ones are scare quotes and titles
_SPLIT_REACH = 30  # words between the parts of a split verb
_SPEAKERS = (Kind.PERSON, Kind.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who may speak: a span of the folded text and a canonical value.

    Values: "person:<skeleton>", "role:<office>", "org:…", "source:witness", "place:RU" (its government), and for who is
    in no table "outlet:<skeleton>" (an outlet by its noun or quote marks) or "name:<skeleton>".
    ``side``: the country that the speaker speaks for, where his office or body tells it ("RU").
    """

    start: int
    end: int
    value: str
    rank: int  # 0: person, 1: organisation, 2: unnamed source, 3: a place that stands for its government
    side: str = ""


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

    def original(self, start: int, end: int) -> str:
        """The original text of a folded span."""
        a, b = self.span(start, end)
        return self.sentence.text[a:b]

    def gap(self, left: int, right: int) -> str:
        """The folded text between two offsets without spaces at its ends."""
        return self.text[left:right].strip()

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
    facts = sentence.cache.get("facts")
    named = facts if isinstance(facts, list) else []
    scanned = told(sentence, lexicon(sentence.lang).scan(sentence.normal.text, sentence.words), named)
    marks = _with_split_verbs(sentence, scanned)
    voices, quotes = _voices(sentence, marks, named), _quotes(sentence.text, sentence)
    made = Scene(sentence, speech_words(sentence.lang), marks, voices, quotes)
    sentence.cache["speech_scene"] = made
    return made


def _with_split_verbs(sentence: SentenceText, marks: list[Mark]) -> tuple[Mark, ...]:
    """The marks, with verbs whose last part closes the clause ("lehnte … ab") in the place of their first part."""
    split = speech_words(sentence.lang).split
    if not split:
        return tuple(marks)
    text, tokens, spans = sentence.normal.text, sentence.tokens, sentence.words
    found: list[Mark] = []
    for i, token in enumerate(tokens):
        for last, act in split.get(token, ()):
            if _closing(text, spans, i, last):
                found.append(Mark(i, i + 1, *spans[i], (Entry("acts", act),), 0))
                break
    starts = {m.first for m in found}
    return tuple(sorted([m for m in marks if m.first not in starts] + found, key=lambda m: m.start))


def _closing(text: str, spans: list[tuple[int, int]], first: int, last: str) -> bool:
    """Whether the last part of a split verb closes the clause of its first part."""
    for a, b in spans[first + 1 : first + 1 + _SPLIT_REACH]:
        if any(c in _HARD for c in text[spans[first][1] : a]):
            return False
        if text.startswith(last, a) and (a + len(last) == len(text) or not text[a + len(last)].isalnum()):
            following = text[a + len(last) :].lstrip(" \"»“")
            if not following or following[0] in ".,;:!?–)" or b == len(text):
                return True
    return False


def _voices(sentence: SentenceText, marks: tuple[Mark, ...], facts: list[Fact]) -> tuple[Voice, ...]:
    found: list[Voice] = []
    sources = [m for m in marks if any(e.kind == "sources" for e in m.entries)]
    for fact in facts:
        voice = _voice(sentence, fact)
        if voice and not any(m.start <= voice.start and voice.end <= m.end and m.end - m.start > voice.end - voice.start
                             for m in sources):  # fmt: skip - "military source" is no statement of the army
            found.append(voice)
    for mark in marks:
        for entry in mark.entries:
            if entry.kind == "sources" and not any(v.start <= mark.start < v.end for v in found):
                found.append(Voice(mark.start, mark.end, f"source:{entry.value}", 2))
                break
    return tuple(sorted(found, key=lambda v: (v.start, -v.end)))


def _voice(sentence: SentenceText, fact: Fact) -> Voice | None:
    """Who speaks where a name stands beside a verb of saying; None where it is no speaker."""
    if fact.kind not in (*_SPEAKERS, Kind.PLACE):
        return None
    a, b = sentence.normal.position(fact.start), sentence.normal.position(fact.end)
    if fact.kind == Kind.PERSON:
        value = f"role:{fact.role}" if fact.value == "person:?" else fact.value
        return Voice(a, b, value, 0, side_of(fact.role))
    if fact.kind == Kind.ORGANIZATION:
        return Voice(a, b, fact.value, 1, side_of(fact.value))
    if fact.role == "demonym" or fact.value.startswith("place:?") or _located(sentence, a):
        return None
    return Voice(a, b, "place:" + fact.value[6:8], 3, fact.value[6:8])


def _located(sentence: SentenceText, start: int) -> bool:
    """Whether a preposition of place stands before a place: "officials in Milan said"."""
    at = sentence.at(start)
    own = sentence.words[at][0] if at < len(sentence.words) else start
    places = speech_words(sentence.lang).places
    particle = sentence.normal.text[own:start]
    return particle in places if particle else at > 0 and sentence.tokens[at - 1] in places


def side_of(value: str) -> str:
    """The country in the value of an office or a body: "org:ministry/defence/RU" speaks for "RU"; "" without one."""
    return next((p for p in value.split("/")[1:] if len(p) == 2 and p.isupper() and p.isascii()), "")


def _quotes(text: str, sentence: SentenceText) -> tuple[tuple[int, int], ...]:
    """Spans inside quote marks that are long enough to be speech."""
    spans: list[tuple[int, int]] = []
    opened, closing = -1, ""
    for match in _QUOTE_MARK.finditer(text):
        i, char = match.start(), match.group()
        if char in _WORD_MARKS and in_word(text, i, sentence.lang):
            continue
        if opened < 0:
            if char in _QUOTES:
                opened, closing = i, _QUOTES[char]
        elif char in closing:
            if i - opened >= _MIN_QUOTE:
                position = sentence.normal.position
                spans.append((position(opened), position(i) + 1))
            opened = -1
    return tuple(spans)
