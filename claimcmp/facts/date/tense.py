"""Which way an open date points: by the cue of its own clause where a sentence speaks of past and future both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimcmp.facts.date.piece import Piece, Tokens
from claimcmp.languages import table
from claimcmp.text import fold

PAST, FUTURE = -1, 1
LEAST_WORD = 5  # letters of an unlisted word whose ending or prefix tells its tense
SAYING = ("say", "announce", "deny", "confirm")  # acts that lie behind the reader; what is said may lie ahead
AUXILIARY = 3  # words after "will" in which a participle is the future's own: "will be *held*"
LEAST_SAYING = 3  # letters of the last word of a verb of saying
_BREAKS = frozenset(',;:()–—"«»“”„…，；：。、،؛')


@dataclass(slots=True)
class Tenses:
    """The cues of a sentence, by token: what is said outright, what only looks like the future, where clauses begin."""

    cues: list[tuple[int, int]]
    likely: list[int]
    breaks: list[int]
    verb_last: bool

    @property
    def mixed(self) -> bool:
        """Whether the sentence speaks of both."""
        return len({sign for _, sign in self.cues}) > 1 or bool(self.likely) and bool(self.cues)

    def of(self, piece: Piece) -> int:
        """The tense of a piece's clause; of the whole sentence where the clause has no cue."""
        start = max((b for b in self.breaks if b <= piece.first), default=0)
        end = min((b for b in self.breaks if b >= piece.last), default=1 << 30)
        outer = [c for c in self.cues if not piece.first <= c[0] < piece.last]
        own = [c for c in outer if start <= c[0] < end]
        if not own and any(start <= k < end for k in self.likely):
            return FUTURE
        return self._nearest(own or outer, piece)

    def _nearest(self, cues: list[tuple[int, int]], piece: Piece) -> int:
        """The tense of the verb that the date belongs to: before it, or after it where verbs stand last."""
        before = [sign for k, sign in _without_participles(cues) if k < piece.first]
        after = [sign for k, sign in cues if k >= piece.last]
        if self.verb_last:
            return after[0] if after else before[-1] if before else 0
        return before[-1] if before else after[0] if after else 0


def _without_participles(cues: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The cues without the participles of a future: "will be held on Monday"."""
    return [
        (k, sign)
        for n, (k, sign) in enumerate(cues)
        if not (sign == PAST and n and cues[n - 1][1] == FUTURE and k - cues[n - 1][0] <= AUXILIARY)
    ]


def tenses(tokens: Tokens) -> Tenses:
    """The cues of a sentence's tense, with their places."""
    settings = tokens.vocabulary.settings
    saying, joining = _speech(tokens.vocabulary.lang)
    cues: list[tuple[int, int]] = []
    likely: list[int] = []
    breaks: list[int] = []
    for k, token in enumerate(tokens.items):
        if not _BREAKS.isdisjoint(token.gap):
            breaks.append(k)
        if token.text in joining:
            breaks.append(k)
        if "future" in token.tags:
            cues.append((k, FUTURE))
        elif "past" in token.tags or token.text in saying:
            cues.append((k, PAST))
        elif not token.tags and len(token.text) >= LEAST_WORD:
            if _formed(token.text, settings["future_prefixes"], settings["future_suffixes"]):
                cues.append((k, FUTURE))
            elif token.text.endswith(settings["past_suffixes"] or ("\0",)):
                cues.append((k, PAST))
            elif token.text.endswith(settings["likely_future_suffixes"] or ("\0",)) or any(
                token.text.startswith(head) and token.text.endswith(tail)
                for head, tail in settings.get("likely_future_around", ())
            ):
                likely.append(k)
    return Tenses(cues, likely, breaks, bool(settings.get("verb_last")))


def _formed(word: str, heads: tuple[str, ...], tails: tuple[str, ...]) -> bool:
    return bool(heads and word.startswith(heads) or tails and word.endswith(tails))


@cache
def _speech(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Last words of verbs of saying, whose act lies behind the reader; words that begin what is said."""
    raw = table(lang, "speech")
    joining = frozenset(map(fold, raw.get("cues", {}).get("that", [])))
    acts = [fold(phrase).split(" ")[-1] for name in SAYING for phrase in raw.get("acts", {}).get(name, [])]
    return frozenset(a for a in acts if len(a) >= LEAST_SAYING) - joining, joining
