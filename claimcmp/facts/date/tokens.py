"""A sentence as tokens: listed words with their tags, numbers, and dates and clocks written in digits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from claimcmp.facts.date import digits
from claimcmp.facts.date.other_digits import han_numbers, roman_like, roman_value
from claimcmp.facts.date.vocabulary import Tags, Vocabulary
from claimcmp.facts.date.vocabulary import vocabulary as vocabulary_of
from claimcmp.facts.numerals import numerals
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import table
from claimcmp.text import Memo, fold

_GAP = frozenset(" -–/.'\"‐")
THOUSAND = 1000
PERCENT = ("%", "٪", "％")
NUMERALS = frozenset({"number", "digits", "cardinal"})
REACH = 16  # characters after a number in which a word for "per cent" ends
_DIGIT = re.compile(r"[0-9]")


@dataclass(slots=True)
class Token:
    """A word or a number of the folded text; ``gap`` is what stands between it and the token before."""

    start: int
    end: int
    text: str
    gap: str
    tags: Tags = field(default_factory=dict)
    glued: str = ""  # a case ending after an apostrophe


def tokenize(sentence: SentenceText, vocabulary: Vocabulary, *, order: str) -> list[Token]:
    """The tokens of a sentence; [] where no word and no digit could begin a date."""
    text, spans = sentence.normal.text, sentence.words
    if vocabulary.triggers.isdisjoint(sentence.tokens) and not _DIGIT.search(text):
        return []
    plain = _plain(sentence.lang)
    spelled, long = _spelled(sentence)
    out: list[Token] = []
    i, last = 0, 0
    while i < len(spans):
        start, end = spans[i]
        word = text[start:end]
        if (
            plain[word]
            and text[end : end + 1] != "'"
            and (not spelled or _spelled_at(spelled, start, end) is None)
        ):
            out.append(Token(start, end, word, text[last:start]))
            i, last = i + 1, end
            continue
        if text[start].isdigit() and _phrase(text, spans, i, vocabulary) is not None:
            token, i = _word(text, spans, i, vocabulary, out)
        elif text[start].isdigit():
            token, i = _quantity(text, spans, i, long) or _number(text, spans, i, vocabulary, order)
        elif (
            spelled
            and (begin := _spelled_at(spelled, start, end)) is not None
            and not _is_listed(text, spans, i, spelled[begin][0], vocabulary)
        ):
            if begin > start and (link := vocabulary.leads.get(text[start])) is not None:
                out.append(Token(start, begin, text[start], text[last:start], {link: True, "clitic": True}))
                last = begin
            token, i = _numeral(text, spans, i, spelled[begin], begin)
            if begin > start and not text[last:begin].isspace():  # the article is part of the word
                token.start = max(last, start)
        else:
            numeral = spelled.get(start)
            token, i = _word(text, spans, i, vocabulary, out)
            if (
                numeral is not None
                and numeral[0] == token.end
                and ("unit" not in token.tags or (numeral[2] and numeral[1] == 2 and token.tags["unit"] == "second"))
            ):  # "sept", "quarto"
                token.tags = {"ordinal" if numeral[2] else "cardinal": numeral[1], **token.tags}
        token.gap = text[last : token.start] if not (out and out[-1].end > token.start) else ""
        last = spans[i - 1][1] if token.glued else token.end
        out.append(token)
    _leave_shares(text, out, _shares(sentence.lang))
    return out


def _leave_shares(text: str, tokens: list[Token], shares: tuple[str, ...]) -> None:
    """A number before a percent sign or word is no part of a date: "by 40% next month", "Thursday to 21 per cent"."""
    for token in tokens:
        if token.tags.keys() & NUMERALS and text[token.end : token.end + REACH].lstrip().startswith(shares):
            token.tags = {name: value for name, value in token.tags.items() if name not in NUMERALS}


@cache
def _shares(lang: str) -> tuple[str, ...]:
    """Percent signs and the words for "per cent", folded."""
    return (*PERCENT, *sorted(fold(word) for word in table(lang, "units").get("percent", {}).get("percent", ())))


@cache
def _plain(lang: str) -> Memo[bool]:
    """Word → whether it is no digits, no Roman number and begins no listed phrase."""
    phrases = vocabulary_of(lang).phrases
    return Memo(lambda word: word not in phrases and not word[0].isdigit() and not roman_like(word))


def _spelled(sentence: SentenceText) -> tuple[dict[int, tuple[int, float, bool]], dict[int, int]]:
    """Numbers in words by their start: (end, value, ordinal); and the ends of those of thousands that digits begin."""
    read = numerals(sentence)
    long = {n.start: n.end for n in read if not n.spelled and n.value >= THOUSAND and n.value % 1 == 0}
    if sentence.lang == "zh":
        return han_numbers(sentence.normal.text), long
    found: dict[int, tuple[int, float, bool]] = {}
    for n in read:
        if n.spelled and n.exact and not n.share:
            begin = sentence.normal.text.find(" ", n.start) + 1 if n.negative else n.start  # "sept heures moins dix"
            found[begin] = (n.end, int(abs(n.value)) if n.value == int(n.value) else abs(n.value), n.ordinal)
    return found, long


def _quantity(text: str, spans: list[tuple[int, int]], i: int, long: dict[int, int]) -> tuple[Token, int] | None:
    """A number of thousands in groups or with its scale, which is no day and no year: "13 000", "13 bin 850"."""
    start, end = spans[i]
    last = long.get(start, end)
    if last <= end or not text[end].isspace() or not (text[end + 1 : end + 4].isdigit() or text[end + 1].isalpha()):
        return None
    j = i
    while j < len(spans) and spans[j][0] < last:
        j += 1
    return Token(start, last, text[start:last], ""), j


def _is_listed(text: str, spans: list[tuple[int, int]], i: int, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a listed phrase covers at least as much as the numeral there."""
    found = _phrase(text, spans, i, vocabulary)
    return found is not None and spans[found[1] - 1][1] >= end


def _spelled_at(spelled: dict[int, tuple[int, float, bool]], start: int, end: int) -> int | None:
    """Where a spelled number begins inside a word: at its start, or after its clitics."""
    if not spelled:
        return None
    return next((k for k in range(start, min(end, start + 5)) if k in spelled), None)


def _numeral(
    text: str, spans: list[tuple[int, int]], i: int, numeral: tuple[int, float, bool], begin: int
) -> tuple[Token, int]:
    end, value, ordinal = numeral
    j = i
    while j < len(spans) and spans[j][0] < end:
        j += 1
    name = "ordinal" if ordinal else "cardinal"
    return Token(begin, end, text[begin:end], "", {name: value}), max(j, i + 1)


def _number(text: str, spans: list[tuple[int, int]], i: int, vocabulary: Vocabulary, order: str) -> tuple[Token, int]:
    start, end = spans[i]
    composite = digits.match(text, start, order)
    if composite is not None:
        end, tags = composite
        j = i
        while j < len(spans) and spans[j][0] < end:
            j += 1
        token = Token(start, end, text[start:end], "", tags)
        return _glue(text, spans, j, token, vocabulary)
    tags = {}
    length = end - start
    follows, before = text[end : end + 2], text[max(0, start - 2) : start]
    broken = len(before) == 2 and before[0].isdigit() and before[1] in ".,٫٬:/"
    if len(follows) == 2 and follows[0] in ".,٫٬" and follows[1].isdigit():
        broken = True
        fraction = re.compile(r"\d{1,3}[.,٫]\d{1,2}(?![\d.,])").match(text, start)
        if fraction and not (before[1:] in ".,٫٬" and before[:1].isdigit()):
            tags["cardinal"] = float(fraction.group().replace(",", ".").replace("٫", "."))
            j = i
            while j < len(spans) and spans[j][0] < fraction.end():
                j += 1
            return Token(start, fraction.end(), fraction.group(), "", tags), j
    if not broken and length <= 4 and not digits.in_chain(text, start, end):
        tags["number"] = int(text[start:end])
        tags["digits"] = length
    return _suffix(text, spans, i + 1, Token(start, end, text[start:end], "", tags), vocabulary)


def _suffix(text: str, spans: list[tuple[int, int]], j: int, token: Token, vocabulary: Vocabulary) -> tuple[Token, int]:
    """Take an ordinal ending or a decade ending written to the digits ("1st", "5-го", "90s") into the token."""
    if j < len(spans) and token.tags:
        a, b = spans[j]
        gap = text[token.end : a]
        if gap in ("", "-", "'", "."):
            for _, tags, prefix in vocabulary.phrases.get(text[a:b], ()):
                if prefix or not ("ord_suffix" in tags or "decade_post" in tags):
                    continue
                if gap == "." and text[a:b] not in "ºªo":
                    continue
                if gap == "'" and vocabulary.settings.get("apostrophe_case") and "ord_suffix" in tags:
                    continue
                if "ord_suffix" in tags and "number" in token.tags:
                    token.tags["suffixed"] = True
                if "decade_post" in tags and token.tags.get("number", 1) % 10 == 0:
                    token.tags["decade_of"] = token.tags["number"]
                token.end, token.text = b, text[token.start : b]
                return _glue(text, spans, j + 1, token, vocabulary)
        if gap == "" and text[a:b] in ("st", "nd", "rd", "th") and "number" in token.tags:
            token.tags["suffixed"] = True
            token.end = b
            return token, j + 1
    return _glue(text, spans, j, token, vocabulary)


def _glue(text: str, spans: list[tuple[int, int]], j: int, token: Token, vocabulary: Vocabulary) -> tuple[Token, int]:
    """Take the case ending after an apostrophe (Turkish) as the token's ``glued`` part."""
    if vocabulary.cased and j < len(spans) and text[token.end : spans[j][0]] == "'":
        token.glued = text[spans[j][0] : spans[j][1]]
        for _, tags, _ in vocabulary.phrases.get(token.glued, ()):
            if "decade_post" in tags and "number" in token.tags:
                token.tags["decade_of"] = token.tags["number"]
            if "ord_suffix" in tags and "number" in token.tags:
                token.tags["suffixed"] = True
        return token, j + 1
    return token, j


def _phrase(
    text: str, spans: list[tuple[int, int]], i: int, vocabulary: Vocabulary
) -> tuple[list[tuple[Tags, str]], int] | None:
    """The longest listed phrases at a word: their tags with the clitic each needs, and the index after them."""
    rows = vocabulary.phrases.get(text[spans[i][0] : spans[i][1]])
    if not rows:
        return None
    best = -1
    found: list[tuple[Tags, str]] = []
    follower = text[spans[i + 1][0] : spans[i + 1][1]] if i + 1 < len(spans) else ""
    for rest, tags, prefix in rows:
        if len(rest) < best:
            break
        if rest and rest[0] != follower:
            continue
        if not rest or _continues(text, spans, i, rest):
            best = len(rest)
            found.append((tags, prefix))
    return (found, i + best + 1) if found else None


def _continues(text: str, spans: list[tuple[int, int]], i: int, rest: tuple[str, ...]) -> bool:
    if i + len(rest) >= len(spans):
        return False
    for k, part in enumerate(rest, i + 1):
        a, b = spans[k]
        gap = text[spans[k - 1][1] : a]
        if text[a:b] != part or len(gap) > 3 or not _GAP.issuperset(gap):
            return False
    return True


def _word(
    text: str, spans: list[tuple[int, int]], i: int, vocabulary: Vocabulary, out: list[Token]
) -> tuple[Token, int]:
    """The listed phrase at a word, its clitic given as a token of its own, or the bare word."""
    start, end = spans[i]
    found = _phrase(text, spans, i, vocabulary)
    if found is None:
        word = text[start:end]
        tags: Tags = {}
        if roman_like(word):
            tags["roman"] = roman_value(word)
        return _glue(text, spans, i + 1, Token(start, end, word, "", tags), vocabulary)
    rows, j = found
    shortest = min(len(prefix) for _, prefix in rows)
    merged: Tags = {}
    prefix = ""
    for row, lead in rows:
        if len(lead) == shortest:
            prefix = lead
            for name, value in row.items():
                merged.setdefault(name, value)
    if prefix:
        link = vocabulary.leads.get(prefix[0])
        if link:
            gap = text[out[-1].end : start] if out else text[:start]
            out.append(Token(start, start + 1, prefix[0], gap, {link: True, "clitic": True}))
        merged["led"] = True
    token = Token(start + (1 if prefix and vocabulary.leads.get(prefix[0]) else 0), spans[j - 1][1], "", "", merged)
    token.text = text[token.start : token.end]
    return _glue(text, spans, j, token, vocabulary)
