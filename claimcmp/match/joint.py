"""One place or party against several together: "five in Belmir", "seven in Belmir and Tarsk", "30 in both towns"."""

from __future__ import annotations

from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.facts.nouns.near import conjunctions
from claimcmp.match.anchors import one_name, words_of
from claimcmp.match.places import meet
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Fact, Kind
from claimcmp.text import fold, normalize

REACH = 70  # characters between a count and the names of all whose it is
CUE_REACH = 70
LOOSE = frozenset({"while", "with", "während", "tandis", "mientras", "enquanto", "mentre", "ile", "а"})  # join clauses
Name = tuple[tuple[str, ...], Fact | None]  # (readings of its consonants, the place that a table knows it as)


def joint(left: FactView, right: FactView) -> bool:
    """Whether the greater of two counts is of several places or parties together, of which the other names only one."""
    a, b = left.fact.low, right.fact.low
    if left.fact.kind != Kind.NUMBER or a is None or b is None or a == b:
        return False
    more, less = (left, right) if a > b else (right, left)
    if _together(more) != _together(less):
        return True
    return any(_known(x, less) != _known(y, less) for x, y in pairs(more))


@once_a_view
def _together(view: FactView) -> bool:
    """Whether words beside the count say that it is of both or all: "in both towns", "combined"."""
    position = normalize(view.text).position
    a, b = position(max(0, view.fact.start - CUE_REACH)), position(min(len(view.text), view.fact.end + CUE_REACH))
    own = position(view.fact.start), position(view.fact.end)  # "forty-two villages" are no "two villages"
    return any(
        h.concept == "jointly" and h.end > a and h.start < b and not (h.start < own[1] and own[0] < h.end)
        for h in cues_in(view.text, view.lang)
    )


@once_a_view
def pairs(view: FactView) -> list[tuple[Name, Name]]:
    """The names near the count that "and" joins: Belmir and Tarsk."""
    words, attached = conjunctions(view.lang)
    low, high = view.fact.start - REACH, view.fact.end + REACH
    places = [f for f in view.siblings if f.kind == Kind.PLACE and f.role != "demonym"]
    named: dict[int, Name] = {}
    taken = [(f.start, f.end) for f in view.siblings if f.kind not in (Kind.PLACE, Kind.ORGANIZATION, Kind.PERSON)]
    for at, bones, _ in words_of(view.text, view.lang):
        if low <= at < high and not view.text[at].islower() and not any(s <= at < e for s, e in taken):
            known = next((p for p in places if p.start <= at < p.end), None)
            named[at] = ((*named[at][0], bones) if at in named else (bones,), known)
    for place in places:  # short names, and those of a script without spaces
        if low <= place.start < high and place.start not in named and not place.value.startswith("place:?"):
            named[place.start] = ((), place)
    spots = sorted(named)
    return [
        (named[a], named[b]) for a, b in zip(spots, spots[1:], strict=False)
        if _joined(view.text[a:b], view.text[b : b + 2], words, attached, named[a][1])
    ]  # fmt: skip


def _joined(gap: str, second: str, words: frozenset[str], attached: tuple[str, ...], first: Fact | None) -> bool:
    """Whether nothing but "and" stands between the beginnings of two names."""
    if first is not None:
        gap = "x" + gap[first.end - first.start :]
    between = gap.split()
    if len(between) == 2 and fold(between[1]) in words - LOOSE:
        return True
    if len(between) != 1:
        return False
    return between[0].isalpha() and fold(second).startswith(attached) or between[0][1:] in words


def _known(name: Name, other: FactView) -> bool:
    """Whether the other text has a name too."""
    readings, place = name
    if place is not None and any(f.kind == Kind.PLACE and meet(place, f) for f in other.siblings):
        return True
    return any(one_name(bones, b) for bones in readings for _, b, _ in words_of(other.text, other.lang))
