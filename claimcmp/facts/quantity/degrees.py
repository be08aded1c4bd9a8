"""Temperatures below zero: "20 degrees below zero", "- 20 degrees", «20 градусов мороза», "sıfırın altında 2°"."""

from __future__ import annotations

from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene

TEMPERATURES = frozenset(("degree", "celsius", "fahrenheit"))
COLDEST = 273.15  # nothing is colder in degrees Celsius; a larger number before "below zero" is a count


def below_zero(scene: Scene, items: list[Item]) -> None:
    """Turn the sign of temperatures that are told to be below zero; the item grows over the words that say so."""
    for item in items:
        if item.unit is not None and item.unit.name not in TEMPERATURES or not 0 < item.low <= item.high <= COLDEST:
            continue
        start, end = _told(scene, item)
        if (start, end) == (item.start, item.end):
            continue
        item.start, item.end, item.low, item.high = start, end, -item.high, -item.low
        item.unit = item.unit or Unit("measure", "degree")


def _told(scene: Scene, item: Item) -> tuple[int, int]:
    """The item's span with the words, or the sign, that put it below zero; its own span where there are none."""
    text, table = scene.text, scene.table.below_zero
    last, first = scene.word_at(item.end), scene.word_at(item.start)
    after = table.after(text, scene.spans, last)
    if after is not None and scene.near(item.end, scene.starts[last]):
        return item.start, scene.spans[after[0] - 1][1]
    before = table.before(text, scene.spans, first)
    if before is not None and scene.near(scene.spans[first - 1][1], item.start):
        return scene.spans[before[0]][0], item.end
    lead = item.start - 2
    if item.unit is not None and lead >= 0 and text[lead : item.start] == "- " and text[lead - 1 : lead] in ("", " "):
        return lead, item.end
    return item.start, item.end
