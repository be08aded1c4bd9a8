"""A number and its unit in one adjective: «шестилетняя девочка», «двухдневный визит», "ein sechsjähriges Mädchen"."""

from __future__ import annotations

from functools import cache

from claimcmp.facts.numerals import numerals
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import table
from claimcmp.text import Memo, fold

SHORTEST_HEAD, LONGEST_ENDING = 2, 4  # letters of the number before the stem and of the ending after it

Reading = tuple[float, Unit] | None


def adjectives(scene: Scene, items: list[Item], barred: list[tuple[int, int]]) -> list[Item]:
    """The items with those that an adjective holds among them."""
    words = _adjectives(scene.sentence.lang)
    if words is None:
        return items
    held = [(i.start, i.end) for i in items] + barred
    added: list[Item] = []
    for (start, end), word in zip(scene.spans, scene.tokens, strict=True):
        found = words[word]
        if found is not None and not any(a < end and start < b for a, b in held):
            value, unit = found
            added.append(Item(start, end, value, value, unit=unit, number_start=start, number_end=end, role=unit.role))
    return sorted(items + added, key=lambda i: i.start) if added else items


@cache
def _adjectives(lang: str) -> Memo[Reading] | None:
    """Word → the number and unit in it; None for a language that writes none so."""
    raw = table(lang, "units").get("adjective", {})
    if not raw:
        return None
    stems = [(fold(s), _unit(name)) for name, forms in raw.items() if name != "heads" for s in forms]
    heads = {fold(h): float(value) for value, forms in raw.get("heads", {}).items() for h in forms}

    def read(word: str) -> Reading:
        for stem, unit in stems:
            at = word.find(stem)
            if at >= SHORTEST_HEAD and len(word) - at - len(stem) <= LONGEST_ENDING:
                head = word[:at].rstrip("-")
                value = heads.get(head) or _number(head, lang)
                if value:
                    return value, unit
        return None

    return Memo(read)


def _unit(name: str) -> Unit:
    role, _, unit = name.rpartition(" ")
    return Unit("duration", unit, role=role)


def _number(head: str, lang: str) -> float:
    """The number that a head spells as a whole; 0 where it is none."""
    read = numerals(SentenceText(head, lang)) if head.isalpha() else []
    whole = len(read) == 1 and read[0].exact and not read[0].ordinal and (read[0].start, read[0].end) == (0, len(head))
    return read[0].value if whole else 0.0
