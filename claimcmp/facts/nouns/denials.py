"""Where a text says "not": words that deny what follows or precedes, and verbs that carry their denial in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.languages import known, table
from claimcmp.text import fold, normalize, words

BEFORE = frozenset({"negation", "not"})  # cues that stand before what they deny
AFTER = "negation_after"  # "istifa etmeyecek": the verb that denies stands behind
SHORTEST = 2  # letters of a verb before its ending of denial: "al-madı"


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial at ``start:end`` of the folded text; ``side``: where what it denies stands, "after", "before" or "own"
    (the word itself and what stands before it).
    """

    start: int
    end: int
    side: str


@cache
def _forms(lang: str) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """(endings of verbs that deny, beginnings of such verbs, words that only look so), folded."""
    row = table(lang, "nouns").get("denied_verbs", {})
    ends, begins, except_ = (tuple(fold(x) for x in row.get(name, ())) for name in ("ends", "begins", "except"))
    return ends, begins, frozenset(except_)


@lru_cache(maxsize=16384)
def denials_in(text: str, lang: str) -> tuple[Denial, ...]:
    """The denials of an original text, by position in its folded form.

    >>> [d.side for d in denials_in("The mayor did not resign", "en")]
    ['after']
    >>> [d.side for d in denials_in("Kapılar açılmadı", "tr")]
    ['own']
    """
    found = [Denial(c.start, c.end, "after") for c in cues_in(text, lang) if c.concept in BEFORE]
    found += [Denial(c.start, c.end, "before") for c in cues_in(text, lang) if c.concept == AFTER]
    ends, begins, look_alikes = _forms(known(lang))
    if ends or begins:
        folded = normalize(text).text
        for a, b in words(folded):
            if _denies(folded[a:b], ends, begins) and folded[a:b] not in look_alikes:
                found = [d for d in found if (d.start, d.end) != (a, b)] + [Denial(a, b, "own")]
    return tuple(sorted(set(found), key=lambda d: (d.start, d.end, d.side)))


def _denies(word: str, ends: tuple[str, ...], begins: tuple[str, ...]) -> bool:
    if word.startswith(begins):
        return True
    return any(word.endswith(e) and len(word) - len(e) >= SHORTEST for e in ends)
