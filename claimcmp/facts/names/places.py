"""Reading places: listed ones, demonyms, "the Egyptian capital", and names that a word such as "port of" introduces."""

from __future__ import annotations

from claimcmp.facts.names.chunks import Reading
from claimcmp.facts.names.collect import place_name
from claimcmp.facts.names.lexicon import Entry, Mark
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.names.tables import PLACE_KINDS, capitals
from claimcmp.model import Fact, Kind

UNRESOLVED = "place:?/"  # known by the word before it alone
_SHARED = 0.6  # certainty of a name that several towns bear
_UNRESOLVED = 0.6


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
        entry = mark.of("demonym", *PLACE_KINDS)
        if entry is not None and not _part_of_name(read, mark):
            _add(read, mark, entry)


def _add(read: Reading, mark: Mark, entry: Entry) -> None:
    start, end = read.sentence.normal.span(mark.start, mark.end)
    if entry.kind == "demonym":
        fact = Fact(Kind.PLACE, start, end, value=f"place:{entry.value}", role="demonym")
    else:
        value, sure = resolved(read, mark)
        fact = Fact(Kind.PLACE, start, end, value=value, certainty=1.0 if sure else _SHARED)
    read.add(fact, mark.first, mark.last)


def resolved(read: Reading, mark: Mark) -> tuple[str, bool]:
    """The place that a mark stands for here, and whether that is sure.

    The country named right after it ("Tripoli, Lebanon"), or else one that is named elsewhere in the sentence, decides
    between bearers of a name; a town of that name that the gazetteer lacks is still one of that country.
    """
    own, heaviest = [e for e in mark.entries if e.kind in PLACE_KINDS], best(mark)
    inside = _container(read, mark)
    if inside and heaviest.kind == "city":
        held = next((e.value for e in own if _country(e.value) == inside), "")
        return held or f"place:{inside}/{heaviest.value.rpartition('/')[2]}", True
    if len(own) > 1:
        around = {_country(e.value) for m in read.marks if m is not mark and len({_country(x.value) for x in m.entries}) == 1
                  for e in m.entries if e.kind in ("demonym", *PLACE_KINDS)}  # fmt: skip
        near = [e for e in own if _country(e.value) in around]
        if len({e.value for e in near}) == 1:
            return near[0].value, True
    return heaviest.value, not (heaviest.shared or len({e.value for e in mark.entries}) > 1)


def best(mark: Mark) -> Entry:
    """The place that a mark stands for: the weightiest of the bearers of its name."""
    return max((e for e in mark.entries if e.kind in PLACE_KINDS), key=lambda e: (e.weight, e.value))


def _container(read: Reading, mark: Mark) -> str:
    """The country that a comma or a bracket right after a town's name names; "" without one."""
    if read.words.demonym_after and mark.of("city") is not None:
        after = next((m for m in read.marks if m.first == mark.last), None)
        told = after.of("demonym") if after is not None else None
        if told is not None and after is not None and not read.gap(mark.last - 1, mark.last).strip():
            return _country(told.value)
    if mark.last >= len(read.spans) or read.gap(mark.last - 1, mark.last).strip() not in (",", "،", "(", "（", "，"):
        return ""
    holder = next((m for m in read.marks if m.first == mark.last), None)
    entry = holder.of("country", "region") if holder is not None else None
    if entry is None or mark.of("country") is not None:
        return ""
    closing = read.text[holder.end :].lstrip()[:1] if holder is not None else ""
    return _country(entry.value) if closing in (",", ".", ")", "،", "", "）", ";", ":", "。", "，") else ""


def _country(value: str) -> str:
    return value.removeprefix("place:").split("/")[0]


def _part_of_name(read: Reading, mark: Mark) -> bool:
    """Whether capitalised words around make the place a part of a longer name ("Paris Hilton", "Bank of Cyprus")."""
    if not read.words.capitals or mark.of("demonym") is not None:
        return False
    before = read.word(mark.first - 1)
    named = before in read.words.given and read.capital(read.spans[mark.first - 1][0])
    return named and not read.gap(mark.first - 1, mark.first).strip()


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
    a, b = read.spans[first][0], read.spans[last - 1][1]
    bones = skeleton(read.text[a:b], read.sentence.lang)
    if not bones:
        return False
    start, end = read.sentence.normal.span(a, b)
    fact = Fact(Kind.PLACE, start, end, value=UNRESOLVED + bones, role=noun.value, certainty=_UNRESOLVED)
    read.add(fact, first, last)
    return True
