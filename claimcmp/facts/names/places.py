"""Reading places: listed ones, demonyms, "the Egyptian capital", and names that a word such as "port of" introduces."""

from __future__ import annotations

from claimcmp.facts.names.bearers import best
from claimcmp.facts.names.chunks import Reading
from claimcmp.facts.names.collect import capitalised, place_name
from claimcmp.facts.names.doers import concepts
from claimcmp.facts.names.lexicon import Entry, Mark
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.names.tables import PLACE_KINDS, capitals
from claimcmp.model import Fact, Kind

UNRESOLVED = "place:?/"  # known by the word before it alone
_SHARED = 0.6  # certainty of a name that several towns bear
_UNRESOLVED = 0.6
_JOINTS = (" ", "-")  # between the parts of a longer name
_MOST = 3  # words of a name before a noun of places
_SHORTEST = 4  # letters of a word that by itself may be an unlisted place


def find(read: Reading) -> None:
    """Add the places of a sentence to the reading."""
    skip: set[int] = set()
    for i, mark in enumerate(read.marks):
        if mark.first in read.used or i in skip:
            continue
        if mark.of("capital") is not None:
            used = _capital(read, i)
            if used is not None:
                skip.add(used)
                continue
        if mark.of("place_noun") is not None and _introduced(read, mark):
            continue
        if mark.of("place_noun_after") is not None and _followed(read, mark):
            continue
        entry = mark.of("demonym", *PLACE_KINDS)
        if entry is None or _part_of_name(read, mark):
            continue
        longer = _longer(read, mark) if entry.kind == "city" else mark.last
        if longer > mark.last:
            _add_unlisted(read, mark.first, longer, "")
        else:
            _add(read, mark, entry)
    _located(read)


def _add(read: Reading, mark: Mark, entry: Entry) -> None:
    start, end = read.sentence.normal.span(mark.start, mark.end)
    if entry.kind == "demonym":
        fact = Fact(Kind.PLACE, start, end, value=f"place:{entry.value}", role="demonym")
    else:
        meant = _marked(read, mark) or best(mark)
        doubt = meant.shared or len({e.value for e in mark.entries}) > 1
        fact = Fact(Kind.PLACE, start, end, value=meant.value, certainty=_SHARED if doubt else 1.0)
    read.add(fact, mark.first, mark.last)


def _marked(read: Reading, mark: Mark) -> Entry | None:
    """The bearer that the marks of a name tell, where its letters alone do not: «عمّان» is Amman, «عُمان» Oman."""
    start, end = read.sentence.normal.span(mark.start, mark.end)
    value = next((v for name, v in read.words.marked.items() if read.sentence.text[start:end].endswith(name)), "")
    return next((e for e in mark.entries if e.value == f"place:{value}"), None) if value else None


def _part_of_name(read: Reading, mark: Mark) -> bool:
    """Whether capitalised words around make the place a part of a longer name ("Paris Hilton", "Bank of Cyprus")."""
    if not read.words.capitals or mark.of("demonym") is not None:
        return False
    before = read.word(mark.first - 1)
    named = before in read.words.given and read.capital(read.spans[mark.first - 1][0])
    return named and not read.gap(mark.first - 1, mark.first).strip()


def _longer(read: Reading, mark: Mark) -> int:
    """The index after a longer name that a listed town only begins: "Porto Nevoso", "Порту-Амарал"."""
    at = mark.last
    if not read.words.capitals or read.words.common_capitals or at >= len(read.spans):
        return at
    if read.gap(at - 1, at) not in _JOINTS:
        return at
    hyphen = read.gap(at - 1, at) == "-"
    last = capitalised(read, at, most=1)
    known = read.words.given if not hyphen else frozenset()
    if last == at or read.word(at) in known or not _unknown(read, at, last) or len(read.word(at)) < _SHORTEST:
        return at
    titled = last < len(read.spans) and read.capital(read.spans[last][0]) and not read.gap(last - 1, last).strip()
    return at if titled and not hyphen else last


def _unknown(read: Reading, first: int, last: int) -> bool:
    """Whether no table lists the words of a name, and no fact has them."""
    marked = any(m.first < last and first < m.last for m in read.marks)
    a, b = read.spans[first][0], read.spans[last - 1][1]
    return not marked and read.used.isdisjoint(range(first, last)) and not any(
        h.start < b and a < h.end for h in concepts(read)
    )


def _located(read: Reading) -> None:
    """Read unlisted names in capitals after "in", or with an ending of place after an apostrophe: "Sanga'daki"."""
    words = read.words
    if not words.capitals or words.common_capitals or not (words.at_places or words.at_endings):
        return
    for i in range(len(read.spans) - 1):
        if read.word(i) in words.at_places and not read.gap(i, i + 1).strip():
            first, last = i + 1, capitalised(read, i + 1, most=3)
        elif read.word(i + 1) in words.at_endings and read.gap(i, i + 1) == "'" and read.capital(read.spans[i][0]):
            first, last = i, i + 1
        else:
            continue
        if last == first or len(word := read.word(first)) < _SHORTEST:
            continue
        other = word in words.given or word in words.families or word in words.stops
        if not other and _unknown(read, first, last):
            _add_unlisted(read, first, last, "in")


def _capital(read: Reading, i: int) -> int | None:
    """Read "the Egyptian capital", "capital of Egypt"; the index of the mark that names the country."""
    mark = read.marks[i]
    for j in (i + 1, i - 1):
        if not 0 <= j < len(read.marks):
            continue
        other = read.marks[j]
        entry = other.of("demonym", "country")
        left, right = (mark, other) if j > i else (other, mark)
        between = [read.word(k) for k in range(left.last, right.first)]
        if entry is None or len(between) > 2 or any(w not in read.words.links for w in between):
            continue
        value = capitals().get(entry.value.removeprefix("place:"), "")
        named = read.marks[i + 1].of("city") if j < i and i + 1 < len(read.marks) else None
        if value and named is None:
            start, end = read.sentence.normal.span(left.start, right.end)
            read.add(Fact(Kind.PLACE, start, end, value=value, role="capital"), left.first, right.last)
            return j
    return None


def _introduced(read: Reading, mark: Mark) -> bool:
    """Read "port of Umm al-Hasan": a place noun before a name that the gazetteer does not know."""
    noun = mark.of("place_noun")
    found = place_name(read, mark.last)
    if noun is None or found is None:
        return False
    first, last = found
    if not read.used.isdisjoint(range(first, last)):
        return False
    return _add_unlisted(read, first, last, noun.value)


def _add_unlisted(read: Reading, first: int, last: int, role: str) -> bool:
    a, b = read.spans[first][0], read.spans[last - 1][1]
    bones = skeleton(read.text[a:b], read.sentence.lang)
    if not bones:
        return False
    start, end = read.sentence.normal.span(a, b)
    fact = Fact(Kind.PLACE, start, end, value=UNRESOLVED + bones, role=role, certainty=_UNRESOLVED)
    read.add(fact, first, last)
    return True


def _followed(read: Reading, mark: Mark) -> bool:
    """Read "Balvar kenti", "Bir Salah prison": capitalised words that no table lists before a noun of places."""
    noun, at = mark.of("place_noun_after"), mark.first - 1
    if noun is None or at < 0 or at in read.used or read.gap(at, mark.first).strip():
        return False
    first = mark.first
    while first > 0 and mark.first - first < _MOST and _names_place(read, first - 1):
        first -= 1
    return first < mark.first and _add_unlisted(read, first, mark.first, noun.value)


def _names_place(read: Reading, at: int) -> bool:
    """Whether a capitalised word that no table lists stands right before the next one."""
    listed = any(m.first <= at < m.last for m in read.marks) or at in read.used
    plain = read.word(at) not in read.words.stops and not listed and not read.gap(at, at + 1).strip(" -")
    return plain and read.capital(read.spans[at][0])
