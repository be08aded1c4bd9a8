"""Two bounds on one thing made an interval: "more than 100 and less than 300", "at least 20 but no more than 35"."""

from __future__ import annotations

from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.model import Bound

MOST_GAP = 40  # characters between the two numbers, the second one's bounding words among them
_LOWER, _UPPER = (Bound.MORE_THAN, Bound.AT_LEAST), (Bound.LESS_THAN, Bound.AT_MOST)


def join_sides(scene: Scene, items: list[Item]) -> list[Item]:
    """The items, their bounds known, with a lower and an upper bound of one thing made one interval."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and _opposed(scene, last, item):
            joined[-1] = _interval(last, item)
        else:
            joined.append(item)
    return joined


def _opposed(scene: Scene, a: Item, b: Item) -> bool:
    """Whether two neighbours bound the same thing from either side, with nothing else between them."""
    lower, upper = (a, b) if a.bound in _LOWER else (b, a)
    if lower.bound not in _LOWER or upper.bound not in _UPPER or lower.low >= upper.high:
        return False
    if a.unit is not None and b.unit is not None and (a.unit.kind, a.unit.name) != (b.unit.kind, b.unit.name):
        return False
    if a.unit is not None and b.unit is None or not 0 <= b.start - a.end <= MOST_GAP:
        return False
    between = [i for i in range(scene.word_at(a.end), scene.word_at(b.start)) if not _cued(scene, i, a, b)]
    links = scene.table.and_joins | scene.table.side_joins | scene.table.steps | scene.table.fillers
    calm = not any(c in ".;:!?()–" for c in scene.text[a.end : b.start])
    return calm and all(scene.word(i) in links for i in between)


def _cued(scene: Scene, index: int, a: Item, b: Item) -> bool:
    """Whether a word belongs to the bounding words of either side."""
    start = scene.spans[index][0]
    return any(first <= start < last for first, last in (a.cue, b.cue))


def _interval(a: Item, b: Item) -> Item:
    lower, upper = (a, b) if a.bound in _LOWER else (b, a)
    return Item(
        a.start, b.end, lower.low, upper.high, b.numeral, b.unit or a.unit, Bound.RANGE, a.cue,
        a.number_start, b.number_end,
    )  # fmt: skip
