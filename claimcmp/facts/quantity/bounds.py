"""Words that bound a number: "more than", "at least", "nearly", "or so"."""

from __future__ import annotations

from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.model import Bound

MOST_BACK = 2  # words that may stand between a bounding word and its number: "more than *some* 100", "about *US* $5"


def bound_items(scene: Scene, items: list[Item], ends: list[int]) -> None:
    """Set each item's bound and cue; ``ends`` are the ends of the counted nouns ("100 people or more")."""
    for item, end in zip(items, ends, strict=True):
        if item.bound not in (Bound.EXACT, Bound.RANGE) or item.low != item.high and item.bound == Bound.EXACT:
            _mark_vague(scene, item)
            continue
        if item.bound == Bound.RANGE:
            continue
        found = _before(scene, item) or _after(scene, item.end) or (_after(scene, end) if end > item.end else None)
        if found is not None:
            item.bound, item.cue = found
        elif item.numeral is not None and item.numeral.approx:
            item.bound = Bound.APPROX
            item.cue = (item.number_start, item.number_end)


def _mark_vague(scene: Scene, item: Item) -> None:
    item.bound = Bound.APPROX
    item.cue = (item.number_start, item.number_end)
    found = _before(scene, item)
    if found is not None and found[0] in (Bound.MORE_THAN, Bound.AT_LEAST):
        item.cue = found[1]


def _before(scene: Scene, item: Item) -> tuple[str, tuple[int, int]] | None:
    index = scene.word_at(item.start)
    for back in range(MOST_BACK + 1):
        found = scene.table.bound_before.before(scene.text, scene.spans, index - back)
        if found is not None:
            start, end = scene.spans[found[0]][0], scene.spans[index - back - 1][1]
            gap = scene.text[scene.spans[index - 1][1] : item.start]
            return (found[1], (start, end)) if _calm(gap) else None
        if scene.word(index - back - 1) not in scene.table.fillers:
            return None
    return None


def _calm(gap: str) -> bool:
    return len(gap) <= 5 and not gap.strip(" -'\"~±«»()%$€£≈.")


def _after(scene: Scene, end: int) -> tuple[str, tuple[int, int]] | None:
    index = scene.word_at(end)
    if index >= len(scene.spans):
        return None
    for ahead in (index, index + 1):
        found = scene.table.bound_after.after(scene.text, scene.spans, ahead)
        if found is not None and _calm(scene.text[end : scene.spans[ahead][0]] if ahead == index else ""):
            return found[1], (scene.spans[ahead][0], scene.spans[found[0] - 1][1])
        if scene.word(index) not in scene.table.fillers:
            return None
    return None
