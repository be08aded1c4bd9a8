"""Pounds that are a weight and no money: "a 500-pound bomb", "20 libras de cocaína", "he weighed 180 pounds"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.languages import table
from claimcmp.text import fold

HEAVIEST = 1e6  # more pounds "of" something are money: "millions of pounds of aid"
CURRENCY = "GBP"


@dataclass(frozen=True, slots=True)
class Pounds:
    """How a language tells a pound's weight: its names, stems of weighing, "of", and what money goes to."""

    names: frozenset[str]
    cues: tuple[str, ...]
    of: frozenset[str]
    money: tuple[str, ...]


@cache
def _pounds(lang: str) -> Pounds | None:
    raw = table(lang, "units").get("pound", {})
    if not raw:
        return None
    names, cues, of, money = ([fold(w) for w in raw.get(key, [])] for key in ("names", "cues", "of", "money"))
    return Pounds(frozenset(names), tuple(cues), frozenset(of), tuple(money))


def weighed(scene: Scene, items: list[Item]) -> None:
    """Make pounds a weight where the sentence weighs something."""
    rules = _pounds(scene.sentence.lang)
    if rules is None:
        return
    for item in items:
        named = item.unit is not None and (item.unit.kind, item.unit.name) == ("money", CURRENCY)
        if named and scene.word(scene.word_at(item.end) - 1) in rules.names and _weighs(scene, item, rules):
            item.unit = Unit("measure", "pound")


def _weighs(scene: Scene, item: Item, rules: Pounds) -> bool:
    if any(word.startswith(rules.cues) for word in scene.tokens):
        return True
    if any(word.startswith(rules.money) for word in scene.tokens):
        return False
    index = scene.word_at(item.end)
    if scene.text[item.number_end : item.number_end + 1] == "-" and scene.word(index).isalpha():
        return True  # "a 40-pound pack"
    return scene.word(index) in rules.of and item.high < HEAVIEST
