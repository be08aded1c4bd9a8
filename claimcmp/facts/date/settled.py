"""Whether a sentence's tense is so plain that an open date ("on Monday") can only be the past one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from claimcmp.facts.date.inside import HOUR
from claimcmp.facts.date.piece import Piece, Tokens
from claimcmp.facts.date.tense import FUTURE, Tenses
from claimcmp.languages import table
from claimcmp.model import Fact, Kind
from claimcmp.text import fold, words

ZONES = 14 * HOUR  # a day that begins so soon may have begun where the news was made
LEAST = 4  # letters of an unlisted word that its ending makes a verb of the past
_ARRANGING = {"cues": ("plan", "call", "would", "may"), "acts": ("accept", "refuse", "cancel", "announce")}

_WORDS = ("verbs", "never", "auxiliaries", "toward", "relative")
_PARTS = ("endings", "participles", "infinitives", "arranged")


@dataclass(frozen=True, slots=True)
class Tells:
    """What tells in a language that something was done on its day: see ``[done]`` in docs/languages.md."""

    verbs: frozenset[str]
    endings: tuple[str, ...]
    never: frozenset[str]
    auxiliaries: frozenset[str]
    participles: tuple[str, ...]
    infinitives: tuple[str, ...]
    toward: frozenset[str]
    relative: frozenset[str]  # after a participle that only tells which one: "a man *accused* of murder"
    arranged: tuple[str, ...]
    phrases: dict[str, list[tuple[str, ...]]]  # of plans, calls, doubts, announcements, calling off, by first word


@cache
def _tells(lang: str) -> Tells | None:
    raw = table(lang, "dates").get("done")
    if raw is None:
        return None
    speech = table(lang, "speech")
    listed = [p for part, names in _ARRANGING.items() for name in names for p in speech.get(part, {}).get(name, ())]
    phrases: dict[str, list[tuple[str, ...]]] = {}
    narrow = {fold(word) for row in speech.get("narrow", {}).values() for word in row["words"]}  # no cue by themselves
    for phrase in (tuple(f[a:b] for a, b in words(f)) for f in sorted(set(map(fold, listed)) - narrow)):
        phrases.setdefault(phrase[0], []).append(phrase)
    forms: dict[str, Any] = {key: frozenset(map(fold, raw.get(key, ()))) for key in _WORDS}
    forms |= {key: tuple(map(fold, raw.get(key, ()))) for key in _PARTS}
    return Tells(**forms, phrases=phrases)


def settled(fact: Fact, tokens: Tokens, told: Tenses, piece: Piece) -> Fact:
    """A date with only its past readings, where the tense of its clause is plain; else the fact as it is.

    A day is not left out that begins within ``ZONES`` after the publication, whose zone may be unknown.
    """
    reference = tokens.reference
    if fact.kind != Kind.DATE or fact.role or len(fact.candidates) < 2 or reference is None or fact.low is None:
        return fact
    if fact.low > reference or not _plain(tokens, told, piece):
        return fact
    kept = tuple(c for c in fact.candidates if c[0] <= reference + ZONES)
    return replace(fact, candidates=kept if len(kept) > 1 else (), certainty=1.0 if len(kept) == 1 else fact.certainty)


def _plain(tokens: Tokens, told: Tenses, piece: Piece) -> bool:
    tells = _tells(tokens.vocabulary.lang)
    if tells is None or told.likely or any(sign == FUTURE for _, sign in told.cues):
        return False
    texts = [t.text for t in tokens.items]
    if any(t.startswith(tells.arranged) for t in texts) or _arranging(texts, tells):
        return False
    start = max((b for b in told.breaks if b <= piece.first), default=0)
    end = min((b for b in told.breaks if b >= piece.last), default=len(texts))
    done = [k for k in range(start, end) if not piece.first <= k < piece.last and _done(texts, k, tells)]
    if not done:
        return False
    verb = min(done, key=lambda k: (abs(k - piece.first), k))
    between = range(verb + 1, piece.first) if verb < piece.first else range(piece.last, verb)
    return not any(_points_on(tokens, texts, k, tells) for k in between)


def _done(texts: list[str], k: int, tells: Tells) -> bool:
    """Whether a word tells that something was done."""
    word = texts[k]
    if word in tells.auxiliaries:
        return any(t.endswith(tells.participles) and len(t) >= LEAST for t in texts[k + 1 : k + 3])
    if word in tells.verbs:
        return True
    if len(word) < LEAST or not tells.endings or not word.endswith(tells.endings) or word in tells.never:
        return False
    return k + 1 >= len(texts) or texts[k + 1] not in tells.relative


def _points_on(tokens: Tokens, texts: list[str], k: int, tells: Tells) -> bool:
    """Whether a word between verb and date may point the date on: "prepared for talks", "agreed to meet"."""
    if texts[k] in tells.toward:
        return not tokens.has(k + 1, "number", "cardinal")  # "fell to 69"
    return len(texts[k]) > LEAST and bool(tells.infinitives) and texts[k].endswith(tells.infinitives)


def _arranging(texts: list[str], tells: Tells) -> bool:
    led = [(k, p) for k, text in enumerate(texts) for p in tells.phrases.get(text, ())]
    return any(tuple(texts[k : k + len(p)]) == p for k, p in led)
