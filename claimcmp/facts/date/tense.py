"""Which way an open date points: by the cue of its own clause where a sentence speaks of past and future both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from claimcmp.facts.date.piece import Piece, Tokens
from claimcmp.facts.date.vocabulary import vocabulary
from claimcmp.languages import table
from claimcmp.text import Memo, fold

PAST, FUTURE = -1, 1
LEAST_WORD = 5  # letters of an unlisted word whose ending or prefix tells its tense
SAYING = ("say", "announce", "deny", "confirm")  # acts that lie behind the reader; what is said may lie ahead
AUXILIARY = 3  # words after "will" in which a participle is the future's own: "will be *held*"
AUXILIARIES = 5  # a word that begins so many verbs of saying of several words is an auxiliary: "ha detto"
LEAST_SAYING = 3  # letters of the last word of a verb of saying
_SIGNS = {"saying": PAST, "past": PAST, "future": FUTURE}
_PLAIN = ("", " ")
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
    forms = _forms(tokens.vocabulary.lang)
    found = Tenses([], [], [], bool(tokens.vocabulary.settings.get("verb_last")))
    for k, token in enumerate(tokens.items):
        kind = forms[token.text]
        if kind == "joins" or token.gap not in _PLAIN and not _BREAKS.isdisjoint(token.gap):
            found.breaks.append(k)
        if token.tags:
            if "future" in token.tags:
                found.cues.append((k, FUTURE))
            elif "past" in token.tags or kind == "saying":
                found.cues.append((k, PAST))
        elif kind == "likely":
            found.likely.append(k)
        elif kind in _SIGNS:
            found.cues.append((k, _SIGNS[kind]))
    return found


@cache
def _forms(lang: str) -> Memo[str]:
    """Word → what it says of tense where no table lists it: its ending or prefix, a verb of saying, a "that"."""
    saying, joining = _speech(lang)
    settings = vocabulary(lang).settings
    heads, tails = settings["future_prefixes"], settings["future_suffixes"]
    past, likely = settings["past_suffixes"], settings["likely_future_suffixes"]
    around = settings.get("likely_future_around", ())
    # A car, policy: no verbs of the future, whatever is written together with them.
    nouns = table(lang, "speech").get("not_future", ())
    other = tuple(fold(lead + noun) for noun in nouns for lead in ("", *settings.get("leads", ())))

    def form(word: str) -> str:
        if word in joining:
            return "joins"
        if word in saying:
            return "saying"
        if len(word) < LEAST_WORD:
            return ""
        if heads and word.startswith(heads) and not word.startswith(other) or tails and word.endswith(tails):
            return "future"
        if past and word.endswith(past):
            return "past"
        near = any(word.startswith(head) and word.endswith(tail) for head, tail in around)
        return "likely" if near or likely and word.endswith(likely) else ""

    return Memo(form)


@cache
def _speech(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Last words of verbs of saying, whose act lies behind the reader; words that begin what is said."""
    raw = table(lang, "speech")
    joining = frozenset(map(fold, raw.get("cues", {}).get("that", [])))
    phrases = [fold(phrase).split(" ") for name in SAYING for phrase in raw.get("acts", {}).get(name, [])]
    firsts = Counter(phrase[0] for phrase in phrases if len(phrase) > 1)
    acts = [phrase[-1] for phrase in phrases if len(phrase) == 1 or firsts[phrase[0]] >= AUXILIARIES]
    return frozenset(a for a in acts if len(a) >= LEAST_SAYING) - joining, joining
