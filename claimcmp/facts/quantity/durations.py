"""Units that hold their own number (duals, a bare "hour"), halves said after the unit, and ages."""

from __future__ import annotations

from collections.abc import Callable

from claimcmp.facts.numerals.tables import number_table
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.counted import count_table, counted_noun
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.quantity.words import Phrases
from claimcmp.model import Kind

OLDEST = 120  # years of a person


def dual_units(scene: Scene, items: list[Item], barred: list[tuple[int, int]]) -> list[Item]:
    """The items with Arabic and Hebrew duals («شهرين») among them."""
    return _insert(
        scene,
        items,
        barred,
        lambda i: scene.table.duals.after(scene.text, scene.spans, i),
        0.0,
        scene.table.duals,
        lead=scene.table.duals.lead,
    )


def bare_units(scene: Scene, items: list[Item], barred: list[tuple[int, int]]) -> list[Item]:
    """The items with units that say one of themselves («لمدة ساعة») among them."""

    def read(index: int) -> tuple[int, Unit] | None:
        found = scene.table.bare.after(scene.text, scene.spans, index)
        if found is None:
            found = scene.table.units.after(scene.text, scene.spans, index)
            wholly = found is not None and found[1].kind == "duration" and not found[1].role
            return found if wholly and scene.table.whole.before(scene.text, scene.spans, index) else None
        start = scene.spans[index][0] + scene.table.bare.lead(scene.word(index))
        end = scene.spans[found[0] - 1][1]
        whole = not scene.text[:start].strip() and not scene.text[end:].strip(" .")
        during = found[1].kind == "duration" and scene.table.during.before(scene.text, scene.spans, index) is not None
        return found if whole or during or _joins_amount(scene, items, start, end) else None

    return _insert(scene, items, barred, read, 1.0, scene.table.units, lead=scene.table.bare.lead)


def _joins_amount(scene: Scene, items: list[Item], start: int, end: int) -> bool:
    """Whether a bare unit stands right beside an amount that it goes on with: «ساعة و20 دقيقة»."""
    for item in items:
        gap = scene.text[end : item.start].strip() if item.start >= end else scene.text[item.end : start].strip()
        apart = item.start - end if item.start >= end else start - item.end
        united = item.unit is not None and item.unit.kind == "duration"
        if 0 <= apart <= 4 and gap in scene.table.and_joins and (united or item.start >= end and _share(item)):
            return True
    return False


def _share(item: Item) -> bool:
    return item.numeral is not None and item.numeral.share


def _insert(
    scene: Scene,
    items: list[Item],
    barred: list[tuple[int, int]],
    read: Callable[[int], tuple[int, Unit] | None],
    number: float,
    phrases: Phrases[Unit],
    *,
    lead: Callable[[str], int] = lambda word: 0,
) -> list[Item]:
    if not phrases:
        return items
    held = [(i.start, i.end) for i in items] + barred
    added: list[Item] = []
    following = 0
    for index in [k for k, word in enumerate(scene.tokens) if phrases.starts[word]]:
        found = read(index) if index >= following else None
        if found is None:
            continue
        start, end = scene.spans[index][0] + lead(scene.word(index)), scene.spans[found[0] - 1][1]
        if not any(a < end and start < b for a, b in held):
            value = found[1].number or number
            added.append(Item(start, end, value, value, unit=found[1], number_start=start, number_end=end))
        following = found[0]
    return sorted(items + added, key=lambda i: i.start) if added else items


def halves_after(scene: Scene, items: list[Item]) -> list[Item]:
    """The items with a fraction right after a unit made a part of it: "two years and a half", «سنتين ونصف السنة»."""
    kept: list[Item] = []
    starts = {item.start for item in items}
    for item in items:
        _plus_fraction(scene, item, starts)
        last = kept[-1] if kept else None
        if last is not None and _classified_half(scene, last, item):
            last.low = last.high = last.low + item.low
            last.unit, last.end = item.unit, item.end
        elif last is not None and last.unit is not None and last.low == last.high and _half_of(scene, last, item):
            last.low = last.high = last.low + item.low
            last.end = item.end
        else:
            kept.append(item)
    return kept


def _plus_fraction(scene: Scene, item: Item, starts: set[int]) -> None:
    """Add a half that is said after the unit as one word with its "and": «שלוש שנים וחצי»."""
    if item.unit is None or item.low != item.high or item.low != int(item.low):
        return
    index = scene.word_at(item.end)
    token = number_table(scene.sentence.lang).tokens.get(scene.word(index))
    told = token is not None and token.kind == "plus" and scene.starts[index] not in starts
    if token is not None and told and scene.near(item.end, scene.starts[index]):
        item.low = item.high = item.low + float(token.value)
        item.end = scene.spans[index][1]


def _classified_half(scene: Scene, last: Item, item: Item) -> bool:
    """Whether a half goes on the number before its classifier: 三个半小时, 三个半月; the half takes its unit."""
    gap = scene.text[last.end : item.start] if last.unit is None and last.low == last.high == int(last.low) else ""
    if not gap or len(gap) > 2 or gap.strip() not in count_table(scene.sentence.lang).classifiers or item.low != 0.5:
        return False
    if item.unit is None and _share(item):
        index = scene.word_at(item.end)
        found = scene.table.after_half.after(scene.text, scene.spans, index)
        if found is not None and scene.starts[index] == item.end:
            item.unit, item.end = found[1], scene.spans[found[0] - 1][1]
    return item.unit is not None and item.unit.kind == "duration"


def _half_of(scene: Scene, last: Item, item: Item) -> bool:
    assert last.unit is not None
    if not _share(item) or last.low != int(last.low) or item.start < last.end or item.start - last.end > 4:
        return False
    gap = scene.text[last.end : item.start].strip()
    plus = item.numeral is not None and scene.text[item.start : item.end].split(" ")[0] in scene.table.and_joins
    same = item.unit is None or item.unit.name == last.unit.name
    return same and (gap in scene.table.and_joins or plus or not gap and not scene.sentence.text.isascii())


def _of_person(scene: Scene, item: Item) -> bool:
    """Whether a number that counts nothing tells how old someone is: "a boy of 17", «فتى في السابعة عشرة»."""
    assert item.numeral is not None
    index = scene.word_of(item.start)
    definite = number_table(scene.sentence.lang).definite
    lead = bool(definite) and scene.text[scene.starts[index] : item.start].endswith(definite)
    if not item.numeral.ordinal and not lead and counted_noun(scene, item, len(scene.text)) is not None:
        return False  # "a victim of 3 shots"
    return scene.table.age_person.before(scene.text, scene.spans, index) is not None


def _aside(scene: Scene, item: Item) -> bool:
    """Whether a number stands between commas after somebody's name: "John Smith, 17, died"."""
    if scene.text[item.start - 2 : item.start] != ", " or scene.text[item.end : item.end + 1] not in (",", ".", ";"):
        return False
    if item.numeral is None or item.numeral.spelled or item.end == len(scene.text) or item.low != int(item.low):
        return False
    facts = scene.sentence.cache.get("facts")
    end = scene.sentence.normal.span(item.start - 2, item.start)[0]
    return any(f.kind == Kind.PERSON and f.end == end for f in facts) if isinstance(facts, list) else False


def ages(scene: Scene, items: list[Item]) -> None:
    """Mark durations that are ages: "66-year-old", "aged 66", "в возрасте 66 лет"."""
    for item in items:
        unit = item.unit
        if unit is not None and unit.kind != "duration":
            continue
        first, last = scene.word_at(item.start), scene.word_at(item.end)
        before = scene.table.age_before.before(scene.text, scene.spans, first)
        if before is None and unit is not None and unit.name in ("year", "month"):
            before = scene.table.age_person.before(scene.text, scene.spans, first)
        if before is None and unit is not None and first:
            opened = scene.table.age_opening.before(scene.text, scene.spans, first)
            before = opened if opened is not None and opened[0] == 0 else None
        if before is not None and not scene.near(scene.spans[first - 1][1], item.start):
            before = None
        after = scene.table.age_after.after(scene.text, scene.spans, last)
        if after is not None and not scene.near(item.end, scene.spans[last][0]):
            after = None
        if unit is None:
            end = scene.spans[after[0] - 1][1] if after is not None else item.end
            if _bare_age(scene, item, bool(before), bool(after)):
                item.role, item.unit, item.end = "age", Unit("duration", "year", role="age"), end
        elif (unit.role == "age" or before or after) and not scene.table.age_not.after(scene.text, scene.spans, last):
            item.role = "age"
            item.end = scene.spans[after[0] - 1][1] if after else item.end


def _bare_age(scene: Scene, item: Item, before: bool, after: bool) -> bool:
    """Whether a number without a unit is an age: "aged 66", «في السادسة من عمرها», "a boy of 17"."""
    if item.numeral is None or not 0 <= item.low <= OLDEST:
        return False
    if before and not item.numeral.ordinal:
        return True
    return item.low > 0 and (after or _of_person(scene, item) or _aside(scene, item))
