"""The words of speech of a language: acts ("denied"), sources ("witnesses"), cues ("according to", "not", "will")."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimcmp.facts.names.lexicon import Entry, Lexicon, forms
from claimcmp.languages import table
from claimcmp.text import fold

# What an act says of the matter that it is about; "say" and "announce" only attribute it.
POLARITY = {"deny": "denied", "confirm": "confirmed", "refuse": "refused", "accept": "accepted", "cancel": "cancelled",
            "claim": "claimed_responsibility", "blame": "blamed", "correct": "corrected"}  # fmt: skip
MODALITY = {"will": "will", "may": "may", "would": "would", "plan": "plan", "call": "call_for"}


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """What a language says about speech, beside the lexicon."""

    before: bool  # the speaker may stand before the verb
    after: bool  # or after it
    object_before: bool  # the matter stands before the verb (verb-final languages)
    future_prefixes: tuple[str, ...]  # written together with a verb
    not_future: tuple[str, ...]  # beginnings of words that only look so
    suffixes: tuple[tuple[str, str], ...]  # endings of verbs that are a cue: ("acak", "will")
    not_suffixed: tuple[str, ...]
    datelines: bool


@cache
def speech_words(lang: str) -> SpeechWords:
    """The word order and verb forms of a language."""
    raw = table(lang, "speech")
    order = raw.get("order", ["before"])
    endings = sorted(((fold(e), kind) for kind, es in raw.get("verb_endings", {}).items() for e in es),
                     key=lambda p: (-len(p[0]), p))  # fmt: skip
    return SpeechWords(
        before="before" in order, after="after" in order, object_before=raw.get("object", "after") == "before",
        future_prefixes=tuple(fold(p) for p in raw.get("future_prefixes", ())),
        not_future=tuple(fold(p) for p in raw.get("not_future", ())), suffixes=tuple(endings),
        not_suffixed=tuple(fold(p) for p in raw.get("not_verbs", ())), datelines=raw.get("datelines", True),
    )  # fmt: skip


@cache
def lexicon(lang: str) -> Lexicon:
    """Every listed word of speech of a language."""
    raw = table(lang, "speech")
    lex = Lexicon(forms(raw, lang))
    for name in ("acts", "sources", "cues"):
        for value, phrases in raw.get(name, {}).items():
            inflected = name != "cues"
            lex.extend(phrases, Entry(name, value), inflected=inflected)
    return lex
