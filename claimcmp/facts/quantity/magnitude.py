"""Magnitudes of earthquakes told in degrees, which are no temperature: "un sismo de 6,4 grados"."""

from __future__ import annotations

from claimcmp.facts.nouns.lexicon import hits_of
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene

STRONGEST = 10.0  # no quake has ever been stronger
QUAKE, HEAT = "quake", "temperature"  # concepts of ``nouns.toml``


def quakes(scene: Scene, items: list[Item]) -> None:
    """Give degrees that tell how strong a quake was the unit "magnitude"."""
    for item in items:
        degrees = item.unit is not None and item.unit.name == "degree" and 0 < item.low <= item.high <= STRONGEST
        hits = hits_of(scene.sentence)[0] if degrees else ()
        warm = any(h.concept == HEAT and not item.start <= h.start < item.end for h in hits)
        if any(hit.concept == QUAKE for hit in hits) and not warm:
            item.unit = Unit("measure", "magnitude")
