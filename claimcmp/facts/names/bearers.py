"""Which bearer of a place's name is meant: "Tripoli, Lebanon", «طرابلس اللبنانية», Georgia beside another state."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimcmp.facts.names.lexicon import Entry, Mark
from claimcmp.facts.names.tables import PLACE_KINDS

_SEPARATORS = (",", "،", "(", "（", "，")
_CLOSING = (",", ".", ")", "،", "", "）", ";", ":", "。", "，")


def best(mark: Mark) -> Entry:
    """The place that a mark stands for: the weightiest of the bearers of its name."""
    return max((e for e in mark.entries if e.kind in PLACE_KINDS), key=lambda e: (e.weight, e.value))


def settled(mark: Mark, marks: Sequence[Mark], gap: Callable[[int, int], str], *, demonyms: bool) -> Mark:
    """The mark with the bearer that its neighbours tell alone; the mark itself where they tell none.

    ``gap``: the text between two words; ``demonyms``: one right after a town tells its country. A town of the named
    country that the gazetteer lacks is still one of that country: "Paris, Texas" is "place:US/paris".
    """
    own = [e for e in mark.entries if e.kind in PLACE_KINDS]
    if not own:
        return mark
    heaviest = best(mark)
    inside = _container(mark, marks, gap, demonyms=demonyms) if heaviest.kind == "city" else ""
    if inside:
        held = next((e.value for e in own if country_of(e.value) == inside), "")
        slug = heaviest.value.rpartition("/")[2]
        return mark._replace(entries=(heaviest._replace(value=held or f"place:{inside}/{slug}", shared=False),))
    if len({e.value for e in own}) < 2:
        return mark
    around = {code for m in marks if m is not mark and len(codes := _countries(m)) == 1 for code in codes}
    near = {e.value: e for e in own if country_of(e.value) in around}
    return mark._replace(entries=tuple(near.values())) if len(near) == 1 else mark


def _countries(mark: Mark) -> frozenset[str]:
    return frozenset(country_of(e.value) for e in mark.entries if e.kind in ("demonym", *PLACE_KINDS))


def _container(mark: Mark, marks: Sequence[Mark], gap: Callable[[int, int], str], *, demonyms: bool) -> str:
    """The country that what follows a town's name names: after a comma, in brackets; "" without one."""
    at = next((k for k, m in enumerate(marks) if m.first >= mark.last), len(marks))
    if at == len(marks) or marks[at].first != mark.last:
        return ""
    holder = marks[at]
    before, after = gap(mark.last - 1, mark.last).strip(), gap(holder.last - 1, holder.last).strip()
    told = holder.of("demonym")
    if demonyms and told is not None and not before:
        return country_of(told.value)
    entry = holder.of("country", "region")
    if entry is None or mark.of("country") is not None or before not in _SEPARATORS or after[:1] not in _CLOSING:
        return ""
    return country_of(entry.value)


def country_of(value: str) -> str:
    """The country code of a place's value: "place:FR/paris" → "FR"."""
    return value.removeprefix("place:").split("/")[0]
