"""The words of speech of a language: acts ("denied"), sources ("witnesses"), cues ("according to", "not", "will")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from claimcmp.facts.names.lexicon import Entry, Lexicon, forms
from claimcmp.languages import table
from claimcmp.text import fold

# What an act says of the matter that it is about; "say" and "announce" only attribute it.
POLARITY = {"deny": "denied", "confirm": "confirmed", "refuse": "refused", "accept": "accepted", "cancel": "cancelled",
            "claim": "claimed_responsibility", "blame": "blamed", "correct": "corrected"}  # fmt: skip
MODALITY = {"will": "will", "may": "may", "would": "would", "plan": "plan", "call": "call_for"}
ACTS = ("say", "announce", *POLARITY)
SOURCES = ("officials", "witness", "source", "military", "medical", "security", "diplomatic", "media", "expert",
           "activist", "investigator", "report", "company", "organizers", "lawyer", "family")  # fmt: skip
CUES = ("according", "citing", "credit", "negation", *MODALITY, "outlets", "breaks")
CREDIT = "credit"
NEGATED = "negated"  # the kind of a mark whose verb holds its own "not"
_GAP = "…"  # between the parts of a split verb


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """What a language says about speech, beside the lexicon."""

    before: bool  # the speaker may stand before the verb
    after: bool  # or after it
    beside: bool  # it may stand before the verb where nothing is between them
    object_before: bool  # the matter stands before the verb (verb-final languages)
    negation_after: bool  # "not" may close the clause of its verb
    future_prefixes: tuple[str, ...]  # written together with a verb
    not_future: tuple[str, ...]  # beginnings of words that only look so
    suffixes: tuple[tuple[str, str], ...]  # endings of verbs that are a cue: ("acak", "will")
    not_suffixed: frozenset[str]
    places: frozenset[str]  # prepositions before a place, which is no speaker then
    articles: frozenset[str]  # small words between "according to" and a name
    split: dict[str, tuple[tuple[str, str], ...]]  # first part of a split verb → (last part, act)


@cache
def speech_words(lang: str) -> SpeechWords:
    """The word order and verb forms of a language."""
    raw = table(lang, "speech")
    order = raw.get("order", ["before"])
    endings = sorted(((fold(e), kind) for kind, es in raw.get("verb_endings", {}).items() for e in es),
                     key=lambda p: (-len(p[0]), p))  # fmt: skip
    return SpeechWords(
        before="before" in order, after="after" in order, beside="beside" in order,
        object_before=raw.get("object", "after") == "before",
        negation_after=raw.get("negation", "before") == "after",
        future_prefixes=_folded(raw, "future_prefixes"), not_future=_folded(raw, "not_future"), suffixes=tuple(endings),
        not_suffixed=frozenset(_folded(raw, "not_verbs")), places=frozenset(_folded(raw, "place_words")),
        articles=frozenset(_folded(raw, "articles")), split=_split(raw.get("split", {})),
    )  # fmt: skip


def _folded(raw: dict[str, list[str]], name: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in raw.get(name, ()))


def _split(raw: dict[str, list[str]]) -> dict[str, tuple[tuple[str, str], ...]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for act, verbs in raw.items():
        for verb in verbs:
            first, _, last = (part.strip() for part in fold(verb).partition(fold(_GAP)))
            out.setdefault(first, []).append((last, act))
    return {first: tuple(sorted(lasts)) for first, lasts in out.items()}


@cache
def lexicon(lang: str) -> Lexicon:
    """Every listed word of speech of a language, but those of credits alone."""
    return _listed(lang, lambda value: value != CREDIT)


@cache
def credit_lexicon(lang: str) -> Lexicon:
    """The same with the words beside which an article credits another outlet; some overlap verbs ("said to the")."""
    return _listed(lang, lambda value: True)


def _listed(lang: str, wanted: Callable[[str], bool]) -> Lexicon:
    raw = table(lang, "speech")
    lex = Lexicon(forms(raw, lang))
    for name in ("acts", "sources", "cues"):
        for value, phrases in raw.get(name, {}).items():
            if wanted(value):
                lex.extend(phrases, Entry(name, value), inflected=name != "cues")
    endings = sorted(raw.get("negatives", {}).items(), key=lambda pair: (-len(pair[0]), pair))
    for value, phrases in raw.get("acts", {}).items() if endings else ():
        for phrase in phrases:
            ending = next((e for e in endings if phrase.endswith(e[0])), None)
            if ending is not None:
                told = phrase.removesuffix(ending[0]) + ending[1]
                lex.add(told, Entry("acts", value), inflected=False)
                lex.add(told, Entry(NEGATED, value), inflected=False)
    return lex
