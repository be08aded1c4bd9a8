"""Words that bound a number: "more than", "at least", "nearly", "or so"."""

from __future__ import annotations

from claimcmp.facts.numerals.tables import number_table
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.model import Bound

MOST_SUBJECT = 3  # words of a subject between the verb and its number
REACHING = 6  # words before "up to" in which a verb of change stands
BY_REACHING = 6  # words before "up to" in which the change that ended there begins: «на 3,7 процента — до 10,9»
LEAST_MANY = 2  # "thousands" are two thousand at least
MOST_BACK = 2  # words that may stand between a bounding word and its number: "more than *some* 100", "about *US* $5"


def bound_items(scene: Scene, items: list[Item], ends: list[int]) -> None:
    """Set each item's bound and cue; ``ends`` are the ends of the counted nouns ("100 people or more")."""
    scene.sums = any(i.unit is not None and i.unit.kind == "money" for i in items)
    for item, end in zip(items, ends, strict=True):
        if item.bound not in (Bound.EXACT, Bound.RANGE) or item.low != item.high and item.bound == Bound.EXACT:
            _mark_vague(scene, item)
            continue
        if item.bound == Bound.RANGE:
            continue
        found = _before(scene, item) or _far_before(scene, item) or _inner(scene, item) or _after(scene, item.end)
        if found is None and end > item.end:
            found = _after(scene, end, noun=True)
        if found is not None and found[0] == Bound.APPROX and (later := _after(scene, item.end)) is not None:
            found = later  # "some 500 or more"
        if found is not None:
            item.bound, item.cue = found
        elif item.numeral is not None and item.numeral.approx:
            item.bound = Bound.APPROX
            item.cue = (item.number_start, item.number_end)


def _mark_vague(scene: Scene, item: Item) -> None:
    item.bound = Bound.APPROX
    item.cue = (item.number_start, item.number_end)
    found = _before(scene, item)
    if found is not None and scene.text[item.number_start : item.number_end] in scene.table.one_bounded:
        item.low = item.high = item.low / LEAST_MANY  # «около тысячи», "more than a thousand"
        item.bound, item.cue = found
        return
    if found is not None and found[0] in (Bound.MORE_THAN, Bound.AT_LEAST):
        item.cue = found[1]


def _before(scene: Scene, item: Item) -> tuple[str, tuple[int, int]] | None:
    index = scene.word_of(item.start)
    first = min(item.start, scene.starts[index]) if index < len(scene.starts) else item.start
    for back in range(MOST_BACK + 1):
        found = scene.table.bound_before.before(scene.text, scene.spans, index - back)
        if found is not None:
            start, end = scene.spans[found[0]][0], scene.spans[index - back - 1][1]
            gap = scene.text[scene.spans[index - 1][1] : first]
            calm = _calm(gap) and not any(c in ",;:" for c in scene.text[end : item.start])
            told = calm and not _reached(scene, found[0]) and not _elsewhere(scene, item, found[0], index - back)
            return (found[1], (start, end)) if told else None
        if scene.word(index - back - 1) not in scene.table.fillers | scene.table.steps:
            return None
    return None


def _elsewhere(scene: Scene, item: Item, cue: int, end: int) -> bool:
    """Whether the words ``cue:end`` bound nothing: "under *the* two bills", "passou *de* 19 para 26"."""
    counts = item.unit is None or item.unit.kind in ("count", "duration")
    between = [scene.word(k) for k in range(end, scene.word_of(item.start))]
    weak = number_table(scene.sentence.lang).tokens
    place = counts and scene.word(end - 1) in scene.table.spatial
    if place and any(word in scene.table.articles and word not in weak for word in between):
        return True
    if item.origin and scene.word(end - 1) in scene.table.origin_words:
        return True
    dual = item.numeral is None and item.unit is not None and item.unit.kind == "count"
    first = scene.starts[scene.word_of(item.start)] if scene.spans else 0
    definite = number_table(scene.sentence.lang).definite
    if dual and definite and scene.text[first : item.start].endswith(definite):
        return True
    return _spanning(scene, item, cue)


def _spanning(scene: Scene, item: Item, cue: int) -> bool:
    """Whether "over" tells what something took, and no bound: "repaid over two years", not "for over two years"."""
    table, word = scene.table, scene.word(cue)
    if item.unit is None or item.unit.kind != "duration" or item.role == "age":
        return False
    if word not in table.spanning and not (scene.sums and word in table.spanning_sums):
        return False
    lasting = table.during.before(scene.text, scene.spans, cue) or table.lasting.before(scene.text, scene.spans, cue)
    return lasting is None and table.during_after.after(scene.text, scene.spans, scene.word_at(item.end)) is None


def _far_before(scene: Scene, item: Item) -> tuple[str, tuple[int, int]] | None:
    """A verb that bounds the number over its subject: «تجاوز عدد المصابين 3000»."""
    index = scene.word_at(item.start)
    for back in range(1, MOST_SUBJECT + 1):
        found = scene.table.bound_far.before(scene.text, scene.spans, index - back)
        if found is not None:
            start, end = scene.spans[found[0]][0], scene.spans[index - back - 1][1]
            calm = not any(c in ".,;:!?()" or c.isdigit() for c in scene.text[end : item.start])
            return (found[1], (start, end)) if calm else None
    return None


def _reached(scene: Scene, cue: int) -> bool:
    """Whether "up to" says where a change ended («выросла до 5%»), which bounds nothing."""
    if scene.word(cue) not in scene.table.to_words:
        return False
    back = range(cue - 1, max(-1, cue - 1 - REACHING), -1)
    verb = next((k for k in back if scene.word(k).startswith(scene.table.to_stems)), -1)
    if verb >= 0 and ", " not in scene.text[scene.starts[verb] : scene.starts[cue]]:
        return True
    by = next((k for k in range(cue - 1, max(-1, cue - BY_REACHING), -1) if scene.word(k) in scene.table.by_words), -1)
    return by >= 0 and any(c.isdigit() for c in scene.text[scene.starts[by] : scene.starts[cue]])


def _calm(gap: str) -> bool:
    return len(gap) <= 5 and not gap.strip(" -'\"~±«»()%$€£≈.")


def _inner(scene: Scene, item: Item) -> tuple[str, tuple[int, int]] | None:
    """A bounding word between number and unit (1200多公顷), within the number (100多万), or its prefix (Hebrew כ)."""
    if item.numeral is not None and item.numeral.more is not None:
        return Bound.MORE_THAN, item.numeral.more
    prefix = scene.table.approx_prefix
    lead = item.number_start - len(prefix)
    if prefix and scene.text.startswith(prefix, lead) and not scene.text[max(0, lead - 1) : lead].isalpha():
        return Bound.APPROX, (lead, item.number_start)
    found = _after(scene, item.number_end) if item.number_end < item.end else None
    return found if found is not None and found[1][1] <= item.end else None


def _after(scene: Scene, end: int, *, noun: bool = False) -> tuple[str, tuple[int, int]] | None:
    index = scene.word_at(end)
    if index >= len(scene.spans):
        return None
    for ahead in (index, index + 1):
        found = scene.table.bound_after.after(scene.text, scene.spans, ahead)
        if found is not None and noun and scene.word(ahead) in scene.table.adjacent_only:
            return None
        if found is not None and _calm(scene.text[end : scene.spans[ahead][0]] if ahead == index else ""):
            return found[1], (scene.spans[ahead][0], scene.spans[found[0] - 1][1])
        if scene.word(index) not in scene.table.fillers:
            return None
    return None
