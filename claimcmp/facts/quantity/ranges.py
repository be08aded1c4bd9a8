"""Ranges ("between 20 and 30 thousand"), amounts said in parts ("two hours and ten minutes"), and scores."""

from __future__ import annotations

from claimcmp.facts.numerals.tables import number_table
from claimcmp.facts.quantity.amounts import closes
from claimcmp.facts.quantity.base import SCALES, Unit
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.quantity.words import Phrases
from claimcmp.model import Bound

CHANGE_WINDOW = 8  # words before a "from … to …" in which a verb of change makes it two values
SCORE_WINDOW = 4  # words before a result in which a word of winning or losing stands
HIGHEST_SCORE = 30  # neither side of a match result is above it
_DASHES = frozenset(("-", "–", "~", "--", "–-", "～"))


def join_ranges(scene: Scene, items: list[Item]) -> list[Item]:
    """The items with every range made one; results of matches and spans of years are dropped."""
    joined: list[Item] = []
    for item in items:
        if joined and not joined[-1].dropped and (merged := _range(scene, joined[-1], item)) is not None:
            joined[-1] = merged
        else:
            joined.append(item)
    return [i for i in joined if not i.dropped]


def _range(scene: Scene, a: Item, b: Item) -> Item | None:
    if a.bound == Bound.RANGE or b.start < a.end or b.start - a.end > 24 or a.weak or a.role or b.role:
        return None
    if _unlike(a, b):
        return None
    gap = scene.text[a.end : b.start].strip()
    bare = gap.strip("- ") if gap not in _DASHES else gap
    if " " in bare and bare.split(" ", 1)[1] in scene.table.approximators | scene.table.articles:
        bare = bare.split(" ", 1)[0]  # "between 2 and *about* 7", "entre el diez y el quince"
    index = scene.word_at(a.start)
    if (gap == ":" and b.start == a.end + 1 or gap in scene.table.versus) and _result(a, b):
        a.dropped = b.dropped = True
        return None
    if bare in _DASHES or (not gap and scene.table.joins & {""} and b.low == a.low + 1):
        return _dashed(scene, a, b)
    between = _opened(scene, scene.table.between, index)
    if bare in scene.table.and_joins and (between is not None or _closed(scene, b)):
        return _merged(scene, a, b, opened=between)
    if bare and bare in scene.table.joins:
        if a.low >= b.low and _result(a, b) and _matched(scene, a):
            a.dropped = b.dropped = True
            return None
        if scene.word(index - 1) in scene.table.by_words:  # "stieg um 5 auf 105 Euro"
            _share_unit(a, b)
            return None
        origin = _opened(scene, scene.table.origin, index) or _glued_origin(scene, a)
        if origin is not None and a.low > b.high and between is None:
            _share_unit(a, b)
        if a.low < b.low * _shared_scale(a, b) or a.low < b.low:
            if origin is not None and _changing(scene, origin[0], b):
                _share_unit(a, b)
                a.origin = True
                return None
            if a.unit is not None and a.unit.kind == "percent" and b.unit is None and between is None:
                return None
            return _merged(scene, a, b, opened=between or origin)
    return None


def _unlike(a: Item, b: Item) -> bool:
    """Whether two numbers are of two kinds and so make no range: an age and a share («دون الخامسة عشرة إلى 34%»)."""
    ordinal = a.numeral is not None and a.numeral.ordinal and not (b.numeral is not None and b.numeral.ordinal)
    return ordinal and b.unit is not None


def _glued_origin(scene: Scene, a: Item) -> tuple[int, int] | None:
    """A "from" written together with its number: «משלושה»."""
    first = scene.starts[scene.word_of(a.start)]
    return (first, a.start) if scene.text[first : a.start] in scene.table.origin_words else None


def _result(a: Item, b: Item) -> bool:
    """Whether two small bare numbers in digits may be the result of a match."""
    digits = a.numeral is not None and b.numeral is not None and not (a.numeral.spelled or b.numeral.spelled)
    return digits and a.unit is None and b.unit is None and max(a.low, b.low) <= HIGHEST_SCORE


def _matched(scene: Scene, a: Item) -> bool:
    """Whether a word of winning or losing stands shortly before a number: "venceu por 4 a 2"."""
    first = scene.word_at(a.start)
    return not scene.table.score.isdisjoint(scene.tokens[max(0, first - SCORE_WINDOW) : first])


def _share_unit(a: Item, b: Item) -> None:
    """Two values of one unit, where a change is told: "from 5 to 7 percent"."""
    a.low, a.high = a.low * _shared_scale(a, b), a.high * _shared_scale(a, b)
    if a.unit is None:
        a.unit = b.unit


def _opened(scene: Scene, phrases: Phrases[bool], index: int) -> tuple[int, int] | None:
    """Folded span of the phrase that opens a range before word ``index``."""
    for back in (index, index - 1):
        found = phrases.before(scene.text, scene.spans, back)
        if found is not None and (back == index or scene.word(back) in scene.table.fillers | scene.table.articles):
            return scene.spans[found[0]][0], scene.spans[back - 1][1]
    return None


def _closed(scene: Scene, b: Item) -> bool:
    index = scene.word_at(b.end)
    return any(scene.table.range_after.after(scene.text, scene.spans, k) is not None for k in (index, index + 1))


def _changing(scene: Scene, origin: int, b: Item) -> bool:
    first, last = scene.word_at(origin), scene.word_at(b.end)
    near = [*range(max(0, first - CHANGE_WINDOW), first), *range(last, min(len(scene.spans), last + 3))]
    stems = scene.table.to_stems
    return any(
        scene.word(k).startswith(stems) or scene.table.change.after(scene.text, scene.spans, k) is not None
        for k in near
    )


def _dashed(scene: Scene, a: Item, b: Item) -> Item | None:
    """Two numbers with a dash: a range when they rise; a result, or a span of years, is no quantity."""
    if a.numeral is None or b.numeral is None:  # a dual or a bare unit holds its own number: "hour – two hours"
        return _merged(scene, a, b, opened=None) if a.unit is not None and b.unit is not None else None
    united = a.unit is not None or b.unit is not None
    rises = a.low < b.low or a.low < b.low * _shared_scale(a, b) and b.numeral.scale_word
    digits = not a.numeral.spelled and not b.numeral.spelled
    year = digits and 1500 <= a.low <= 2100 and a.number_end - a.number_start == 4
    if year and not united:
        a.dropped = b.dropped = True
        return None
    if not rises or _result(a, b) and scene.table.score.intersection(scene.tokens):
        a.dropped = b.dropped = digits and not united
        return None
    return _merged(scene, a, b, opened=None)


def _shared_scale(a: Item, b: Item) -> float:
    """What the first number takes over of the second one's scale: "20 to 30 thousand" → 1000."""
    if a.numeral is None or b.numeral is None or a.numeral.scale_word or not b.numeral.scale_word or a.low >= 1000:
        return 1.0
    return b.numeral.scale if a.low * b.numeral.scale <= b.high else 1.0


def _merged(scene: Scene, a: Item, b: Item, *, opened: tuple[int, int] | None) -> Item | None:
    unit = b.unit or a.unit
    if a.unit is not None and b.unit is not None and (a.unit.kind, a.unit.name) != (b.unit.kind, b.unit.name):
        if not _convertible(a.unit, b.unit):
            return None
        factor = SCALES[a.unit.name][1] / SCALES[b.unit.name][1]
        low = a.low * factor
    else:
        low = a.low * (_shared_scale(a, b) if a.unit is None or a.unit.kind == "money" else 1.0)
    if low > b.high:
        return None
    return Item(
        a.start, b.end, low, b.high, b.numeral, unit, Bound.RANGE, opened or (-1, -1), a.number_start, b.number_end
    )


def _convertible(a: Unit, b: Unit) -> bool:
    return a.name in SCALES and b.name in SCALES and SCALES[a.name][0] == SCALES[b.name][0]


def join_parts(scene: Scene, items: list[Item]) -> list[Item]:
    """The items with falling units of one dimension made one amount: "two hours and ten minutes"."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and _minutes(scene, last, item):
            item.unit = Unit("duration", "minute")
        if last is not None and _tenth(scene, last, item):
            last.low = last.high = round(last.low + item.low / 10, 6)
            last.end = item.end
        elif last is not None and _continues(scene, last, item):
            _absorb(last, item)
        else:
            joined.append(item)
    return joined


def _tenth(scene: Scene, a: Item, b: Item) -> bool:
    """Whether a digit right after metres tells their tenths: 一米九 is 1.9 m."""
    if a.unit is None or a.unit.name != "metre" or b.unit is not None or b.numeral is None or b.start != a.end:
        return False
    digit = b.numeral.spelled and b.low == b.high == int(b.low) and 0 < b.low < 10
    return digit and number_table(scene.sentence.lang).trailing_unit and closes(scene, b)


def _minutes(scene: Scene, a: Item, b: Item) -> bool:
    """Whether a bare number after hours closes its clause and so tells their minutes: "1 hour thirty"."""
    if a.unit is None or a.unit.name != "hour" or b.unit is not None or b.numeral is None or b.numeral.ordinal:
        return False
    gap = scene.text[a.end : b.start].strip()
    return a.low == int(a.low) and 0 < b.low == b.high < 60 and gap in ("", *scene.table.and_joins) and closes(scene, b)


def _continues(scene: Scene, a: Item, b: Item) -> bool:
    if a.unit is None or b.unit is None or a.bound != Bound.EXACT or b.bound != Bound.EXACT or a.low != a.high:
        return False
    if a.unit.kind != b.unit.kind or a.unit.kind not in ("duration", "measure", "money"):
        return False
    gap = scene.text[a.end : b.start].strip(" ,")
    if b.start < a.end or b.start - a.end > 6 or gap and gap not in scene.table.and_joins:
        return False
    if a.unit.kind == "money":
        return a.unit.factor == 1 and b.unit.factor == 0.01  # the cents of whatever currency
    if a.unit.name not in SCALES or b.unit.name not in SCALES:
        return False
    (base_a, size_a), (base_b, size_b) = SCALES[a.unit.name], SCALES[b.unit.name]
    if a.unit.kind == "measure":
        return base_a == base_b and size_a > size_b and b.low * size_b < size_a
    return base_a == base_b and size_a > size_b or base_a == "month" and base_b == "second"


def _absorb(a: Item, b: Item) -> None:
    assert a.unit is not None and b.unit is not None
    if a.unit.kind == "money":
        a.low = a.high = a.low + b.low * b.unit.factor
    else:
        if not a.parts:
            a.parts.append((a.low, a.unit.name))
        a.parts.append((b.low, b.unit.name))
        (base_a, size_a), (base_b, size_b) = SCALES[a.unit.name], SCALES[b.unit.name]
        if base_a == base_b:
            total = a.low * size_a + b.low * size_b
            a.low = a.high = total / size_b
            a.unit = Unit(a.unit.kind, b.unit.name, role=a.unit.role or b.unit.role)
    a.end = b.end
