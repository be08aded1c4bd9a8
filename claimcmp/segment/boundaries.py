"""Where sentences end inside a paragraph: terminal marks, weighed by abbreviations, case, quotes and brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimcmp.languages import in_word, known, table

_CLOSERS = "\"”»’')\\]」』】"
_CANDIDATE = re.compile(rf"[.!?؟。！？…｡]+(?:[{_CLOSERS}]|[ \u00a0\u202f]»)*(?:\[\d{{1,3}}\])*")
_WIDE = frozenset("。！？｡")
_TOKEN_BEFORE = re.compile(r"[\w.º\"'’-]*\Z")
_NEXT_WORD = re.compile(r"[\s\"“«„‘'(\[–—-]*([^\W_]+(?:['’])?)")
_SPACED = re.compile(r"(?<!\w)(?:\w{1,2}\.\s?)+\w{1,3}\Z")  # "т. д", "z. B"
_SPACE = re.compile(r"\s+")
_NEXT_MARK = re.compile(r"\s*(\S)")
_LETTERS = re.compile(r"[^\W\d_]+")
# A quote or a bracket up to this many characters is not cut inside: about two lines of print.
_WHOLE = 150
_PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]", "「": "」", "『": "』", "（": "）", "【": "】", "„": "“”"}
_STRAIGHT = frozenset('"“”')
_QUOTED = re.compile("[\"“”«»„()\\[\\]「」『』（）【】]")
# A sentence that runs on beyond this is cut at its last comma or space: encoders and readers see no more anyway.
_LONGEST = 1500
# Words on both sides of a full stop without a space must have this many letters to be two sentences ("ends.Then").
_GLUED = 3


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The table ``abbreviations.toml`` of a language."""

    title: frozenset[str]
    inner: frozenset[str]
    final: frozenset[str]
    starters: frozenset[str]
    said: tuple[str, ...]
    ordinal_dot: bool


@cache
def abbreviations(lang: str) -> Abbreviations:
    """The abbreviations of a language."""
    row = table(known(lang), "abbreviations")
    sets = {key: frozenset(row.get(key, ())) for key in ("title", "inner", "final", "starters")}
    return Abbreviations(**sets, said=tuple(row.get("said", ())), ordinal_dot=bool(row.get("ordinal_dot", False)))


def spans(text: str, lang: str) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph: in order, disjoint, trimmed, nothing but space between them.

    >>> t = "Dr. Ali came at 5 p.m. on Jan. 5. He left."
    >>> [t[a:b] for a, b in spans(t, "en")]
    ['Dr. Ali came at 5 p.m. on Jan. 5.', 'He left.']
    """
    listed = abbreviations(lang)
    closed = _closed(text, lang)
    found: list[tuple[int, int]] = []
    at = 0
    whole = 0
    for match in _CANDIDATE.finditer(text):
        while whole < len(closed) and closed[whole][1] <= match.start():
            whole += 1
        inside = whole < len(closed) and closed[whole][0] <= match.start() and match.end() < closed[whole][1]
        if not inside and _ends(text, match, at, listed):
            found.append((at, match.end()))
            at = match.end()
    found.append((at, len(text)))
    return [piece for start, end in found for piece in _pieces(text, start, end)]


def _closed(text: str, lang: str) -> list[tuple[int, int]]:
    """Spans of short quotes and brackets, in order; one that is not closed nearby does not count."""
    found: list[tuple[int, int]] = []
    opened, closer = -1, ""
    for match in _QUOTED.finditer(text):
        mark, place = match.group(), match.start()
        if mark in _STRAIGHT and in_word(text, place, lang):
            continue
        if opened >= 0 and place - opened > _WHOLE:
            opened = -1
        if mark == '"' and opened >= 0 and closer == '"' and _opens(text, place):
            opened = place
        elif opened >= 0 and mark in closer:
            found.append((opened, match.end()))
            opened = -1
        elif opened < 0 and (mark in _PAIRS or (mark == '"' and text[place + 1 : place + 2].strip())):
            opened, closer = place, _PAIRS.get(mark, '"')
    return found


def _opens(text: str, place: int) -> bool:
    """Whether a straight quote can only open: space before it, none after it."""
    return text[place - 1 : place].isspace() and bool(text[place + 1 : place + 2].strip())


def _ends(text: str, match: re.Match[str], at: int, listed: Abbreviations) -> bool:
    marks, end = match.group(), match.end()
    if end >= len(text):
        return True
    following = text[end]
    if any(c in _WIDE for c in marks):
        return not _goes_on(text, match, listed)
    if not following.isspace():
        return marks == "." and _glued(text, match)
    word = _NEXT_WORD.match(text, end)
    mark = _NEXT_MARK.match(text, end)
    first = word[1][0] if word else (mark[1] if mark else "")
    if first.islower() or (marks[-1] in _CLOSERS and mark is not None and mark[1] in ",;:–—-،"):
        return False
    cased = first.isupper()
    stripped = marks.rstrip(_CLOSERS.replace("\\", "") + "0123456789[")
    if stripped in ("..", "...", "…", "....", "……"):
        return cased
    if stripped == ".":
        return _full_stop(text, match.start(), at, word[1] if word else "", listed)
    return not _goes_on(text, match, listed)


def _full_stop(text: str, dot: int, at: int, following: str, listed: Abbreviations) -> bool:
    before = _TOKEN_BEFORE.search(text, max(at, dot - 30), dot)
    token = re.split("['’\"]", before.group() if before else "")[-1].lstrip("-.").lower()
    if not token:
        return True
    spaced = _SPACED.search(text, max(at, dot - 12), dot)
    joined = _SPACE.sub("", spaced.group()).lower() if spaced else ""
    if joined in listed.title | listed.inner | listed.final:
        token = joined
    starts = following.rstrip("'’").lower() in listed.starters or following.lower() in listed.starters
    if token in listed.title:
        return starts and token in listed.inner | listed.final
    if token in listed.final and token not in listed.inner:
        return following[:1].isupper() or starts or not following[:1].islower()
    if token in listed.inner or (len(token) > 2 and token[1::2] == "." * (len(token) // 2) and token[0].isalpha()):
        return starts
    if token.isdecimal():
        return _after_number(text, dot, at, len(token), starts, listed)
    is_initial = len(token) == 1 and token.isalpha() and (text[dot - 1].isupper() or not token.isascii())
    return not is_initial or starts


def _after_number(text: str, dot: int, at: int, digits: int, starts: bool, listed: Abbreviations) -> bool:
    if not text[at : dot - digits].strip():
        return False
    return not (listed.ordinal_dot and digits <= 2) or starts


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop without a space after it ends a sentence ("… said.The", "قال.وأضاف")."""
    before = re.search(r"[^\W\d_]+\Z", text[max(0, match.start() - 30) : match.start()])
    after = _LETTERS.match(text, match.end())
    if before is None or after is None or min(len(before.group()), len(after.group())) < _GLUED:
        return False
    left, right = before.group()[-1], after.group()[0]
    if left.islower() and right.isupper():
        return not after.group()[1:].isupper()
    return not any(c.islower() or c.isupper() for c in (left, right))


def _goes_on(text: str, match: re.Match[str], listed: Abbreviations) -> bool:
    """Whether a closed quote is followed by who said it, in a script without capitals."""
    if match.group()[-1] not in "\"”»」』":
        return False
    rest = text[match.end() : match.end() + 12].lstrip()
    if rest[:1] in ("，", ",", "،"):
        return True
    return any(rest.startswith(said) or (said in rest and ord(said[0]) > 0x2E80) for said in listed.said)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One sentence, trimmed; in pieces where it is longer than ``_LONGEST``."""
    found: list[tuple[int, int]] = []
    while end - start > _LONGEST:
        stop = start + _LONGEST
        cut = max(text.rfind(mark, start + _LONGEST // 2, stop) for mark in (", ", "، ", "; ", "؛ ", "，", "；"))
        cut = cut + 1 if cut > 0 else text.rfind(" ", start + _LONGEST // 2, stop)
        cut = cut if cut > start else stop
        found.append((start, cut))
        start = cut
    found.append((start, end))
    trimmed = ((a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in found)
    return [(a, b) for a, b in trimmed if a < b]
