"""Reading places, persons and organisations, matched across scripts.

Values: "place:UA" (a country), "place:UA/kyiv" (a city or region), "place:?/<skeleton>" (known by its role noun only);
"person:<skeleton>" with the role in ``role`` ("deputy minister/foreign/RU"), "person:?" where only the office is told;
"org:NATO", "org:ministry/defence/RU", "org:police".
"""

from __future__ import annotations

from claimcmp.facts.names import organizations, persons, places
from claimcmp.facts.names.chunks import chunks, reading
from claimcmp.facts.names.collect import head_names
from claimcmp.facts.names.relation import compare, same_person
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind

__all__ = ["compare", "find", "same_person", "skeleton"]


def find(sentence: SentenceText) -> list[Fact]:
    """Places, persons and organisations of a sentence, by their position; none of an endless one.

    >>> [(f.kind.value, f.value) for f in find(SentenceText("NATO met in Brussels.", "en"))]
    [('organization', 'org:NATO'), ('place', 'place:BE/brussels')]
    """
    if sentence.endless:
        return []
    read = reading(sentence)
    groups = chunks(read)
    sentence.cache["name_chunks"] = groups
    organizations.find(read, groups)
    persons.find(read, groups)
    places.find(read)
    for first, last in head_names(read):
        a, b = read.spans[first][0], read.spans[last - 1][1]
        start, end = sentence.normal.span(a, b)
        value = places.UNRESOLVED + skeleton(read.original(a, b), sentence.lang)
        read.add(Fact(Kind.PLACE, start, end, value=value, certainty=0.6), first, last)
    return sorted(read.facts, key=lambda f: (f.start, -f.end, f.kind))
