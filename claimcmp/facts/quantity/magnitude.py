"""Magnitudes of earthquakes: a number beside "magnitude", and "degrees" of a quake, which are no temperature."""

from __future__ import annotations

from functools import cache

from claimcmp.facts.nouns.lexicon import hits_of
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.quantity.words import Phrases
from claimcmp.languages import grammar, table

STRONGEST = 10.0  # no quake has ever been stronger
QUAKE = "quake"  # the concept of ``nouns.toml``
MAGNITUDE = Unit("measure", "magnitude")
_REACH = 2  # words between "magnitude" and its number: "magnitude of about 6.4"


@cache
def _strengths(lang: str) -> Phrases[bool]:
    """How a language names the strength of a quake: "magnitude", «بقوة», "Stärke"."""
    words = table(lang, "units").get("magnitude", {}).get("words", [])
    return Phrases(((word, True) for word in words), prefixes=grammar(lang).prefixes)


def quakes(scene: Scene, items: list[Item]) -> None:
    """Give the numbers and degrees that tell how strong a quake was the unit "magnitude"."""
    strengths = _strengths(scene.sentence.lang)
    for item in items:
        degrees = item.unit is not None and item.unit.name == "degree"
        if not 0 < item.low <= item.high <= STRONGEST or item.unit is not None and not degrees:
            continue
        if item.numeral is None or item.numeral.ordinal or item.numeral.share or item.numeral.spelled and not degrees:
            continue
        first, last = scene.word_at(item.start), scene.word_at(item.end)
        told = any(strengths.before(scene.text, scene.spans, k) for k in range(first, max(-1, first - _REACH - 1), -1))
        told = told or strengths.after(scene.text, scene.spans, last) is not None
        if (told or degrees) and any(hit.concept == QUAKE for hit in hits_of(scene.sentence)[0]):
            item.unit = MAGNITUDE
