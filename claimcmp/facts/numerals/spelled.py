"""Number words of a folded text: single words, listed phrases, words written together."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from claimcmp.facts.numerals.tables import LONGEST_COMPOUND, NumberTable, Token, number_table
from claimcmp.text import Memo


class Atom(NamedTuple):
    """A token at its place: ``linked`` when "and" is written together with it (Arabic و)."""

    start: int
    end: int
    token: Token
    linked: bool = False
    spelled: bool = True
    lead: int = 0  # characters of the prefixes before it


# One word → its pieces: (offset, end, token, linked) each; () where it is no number.
Pieces = tuple[tuple[int, int, Token, bool], ...]


@lru_cache(maxsize=65536)
def word_pieces(lang: str, word: str) -> Pieces:
    """What number words a single word is made of, its prefixes and endings taken off.

    >>> [t.value for _, _, t, _ in word_pieces("de", "zweiundzwanzig") if t.kind != "link"]
    [Fraction(2, 1), Fraction(20, 1)]
    """
    numbers = number_table(lang)
    token = numbers.tokens.get(word)
    if token is not None:
        return ((0, len(word), token, False),)
    for prefix in numbers.prefixes if word.startswith(numbers.prefixes) else ():
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            token = numbers.tokens.get(word[len(prefix) :])
            if token is not None and token.kind not in ("link", "minus", "point"):
                linked = bool(numbers.link_prefix) and prefix.startswith(numbers.link_prefix)
                return ((len(prefix), len(word), token, linked),)
    return _suffixed(numbers, word) or _compound(numbers, word)


def _suffixed(numbers: NumberTable, word: str) -> Pieces:
    for suffix in numbers.suffixes if word.endswith(numbers.suffixes) else ():
        stem = word[: -len(suffix)]
        token = numbers.tokens.get(stem) if word.endswith(suffix) and len(stem) >= 3 else None
        if token is not None and token.kind in ("scale", "unit") and not token.ordinal and abs(token.value) >= 20:
            return ((0, len(word), token, False),)
    return ()


def _compound(numbers: NumberTable, word: str) -> Pieces:
    """A word cut wholly into number pieces, the longest piece first; each position is tried once."""
    if not numbers.pieces or not 5 <= len(word) <= LONGEST_COMPOUND:
        return ()
    longest = numbers.longest_piece
    dead: set[int] = set()

    def cut(at: int) -> Pieces | None:
        if at == len(word):
            return ()
        if at in dead:
            return None
        for end in range(min(len(word), at + longest), at, -1):
            token = numbers.pieces.get(word[at:end])
            if token is not None and (token.kind != "link" or at > 0 and end < len(word)):
                rest = cut(end)
                if rest is not None:
                    return ((at, end, token, False), *rest)
        dead.add(at)
        return None

    found = cut(0) or ()
    return found if len(found) > 1 else ()


@cache
def _begins(lang: str) -> Memo[bool]:
    """Word → whether a number, or a phrase in which a number word is none, may begin with it."""
    numbers = number_table(lang)

    def begins(word: str) -> bool:
        stems = (word, *(word[len(p) :] for p in numbers.prefixes if word.startswith(p)))
        if word in numbers.blocked or any(stem in numbers.phrases for stem in stems):
            return True
        return not word[0].isdigit() and bool(word_pieces(lang, word))

    return Memo(begins)


def word_atoms(text: str, spans: list[tuple[int, int]], tokens: list[str], lang: str) -> list[Atom]:
    """Every number word of a folded text in its order; blocked phrases ("one another", 四川) are left out."""
    numbers, begins = number_table(lang), _begins(lang)
    atoms: list[Atom] = []
    i = 0
    for index in [k for k, word in enumerate(tokens) if begins[word]]:
        if index < i:
            continue
        i = index
        start, end = spans[i]
        word = tokens[i]
        joined = _adds_up(text, atoms, start, numbers.tokens.get(word))
        if not joined and word in numbers.blocked and (skip := _phrase_at(text, spans, i, numbers.blocked[word])):
            i += skip
            continue
        within = numbers.digit_strings and atoms and atoms[-1].end == start and atoms[-1].token.kind == "scale"
        taken = _phrase_token(text, spans, i, word, numbers)
        if within and taken is not None and taken[0].kind == "vague":
            taken = None  # 二十几万 is no 几万
        if taken is not None:
            token, size, offset, linked = taken
            atoms.append(Atom(start + offset, spans[i + size - 1][1], token, linked, True, offset))
            i += size
        elif not word[0].isdigit():
            pieces = word_pieces(lang, word)
            lead = pieces[0][0] if pieces else 0
            atoms += [
                Atom(start + a, start + b, token, linked, True, 0 if k else lead)
                for k, (a, b, token, linked) in enumerate(pieces)
            ]
    return atoms


def _adds_up(text: str, atoms: list[Atom], start: int, token: Token | None) -> bool:
    """Whether a word goes on a number before it: the "one of" of "twenty-one of" is not blocked."""
    if atoms and token is not None and text[atoms[-1].end : start] == "" and atoms[-1].end == start:
        return True
    if not atoms or token is None or token.kind != "unit" or text[atoms[-1].end : start] not in ("", " ", "-"):
        return False
    return atoms[-1].token.kind == "unit" and atoms[-1].token.value >= 10 or atoms[-1].token.kind in ("scale", "link")


def _phrase_token(
    text: str,
    spans: list[tuple[int, int]],
    i: int,
    word: str,
    numbers: NumberTable,
) -> tuple[Token, int, int, bool] | None:
    """A listed phrase of several words at word ``i``: (token, its words, prefix length, linked)."""
    for stem, offset in ((word, 0), *((word[len(p) :], len(p)) for p in numbers.prefixes if word.startswith(p))):
        for parts, token in numbers.phrases.get(stem, ()):
            if _follows(text, spans, i, parts):
                linked = bool(offset and numbers.link_prefix) and word.startswith(numbers.link_prefix)
                return token, len(parts), offset, linked
    return None


def _phrase_at(text: str, spans: list[tuple[int, int]], i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    return next((len(parts) for parts in phrases if _follows(text, spans, i, parts)), 0)


def _follows(text: str, spans: list[tuple[int, int]], i: int, parts: tuple[str, ...]) -> bool:
    if i + len(parts) > len(spans):
        return False
    for k in range(1, len(parts)):
        a, b = spans[i + k]
        if text[a:b] != parts[k] or text[spans[i + k - 1][1] : a].strip(" -'"):
            return False
    return True
