"""Money said in several pieces: "15 dollars 50", "3 euros con 99 céntimos", "75 USD million", 50元6角三分."""

from __future__ import annotations

from claimcmp.facts.numerals.tables import number_table
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.model import Bound

_ENDS = ".,;:!?)؟،。，！？"
MOST_GAP = 6  # characters of a joining word and its blanks


def join_amounts(scene: Scene, items: list[Item]) -> list[Item]:
    """The items with a scale, coins or hundredths put to the money before them."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last is not None and _tenths(scene, last, item):
            joined[-1] = item
        elif last is None or not _takes(scene, last, item):
            joined.append(item)
    return joined


def _takes(scene: Scene, a: Item, b: Item) -> bool:
    """Put ``b`` to ``a`` where it goes on the same amount; whether it did."""
    if a.unit is None or a.unit.kind != "money" or a.low != a.high or a.bound != Bound.EXACT:
        return False
    gap = scene.text[a.end : b.start]
    if a.unit.factor != 1:
        return not gap and _smaller_coin(scene, a, b)
    if b.start < a.end or len(gap) > MOST_GAP:
        return False
    scale = _bare_scale(scene, b) if gap == " " and a.end > a.number_end and b.unit is None else 0.0
    if scale:
        a.low, a.high, a.end = a.low * scale, a.high * scale, b.end
        return True
    part = _part(scene, a, b, gap)
    if not part:
        return False
    a.low = a.high = round(a.low + part, 6)
    return True


def _smaller_coin(scene: Scene, a: Item, b: Item) -> bool:
    """Put hundredths to the tenths right before them: 六角八分; whether it did."""
    unit, end = _coin(scene, a, b)
    if unit is None or a.unit is None or (a.unit.factor, unit.factor) != (0.1, 0.01) or b.low != b.high:
        return False
    if not 0 < b.low < 10 or a.low is None or a.low != int(a.low):
        return False
    a.low = a.high = round(a.low + b.low / 10, 6)
    a.end = end
    return True


def _tenths(scene: Scene, a: Item, b: Item) -> bool:
    """Put a digit to the one after it where both are tenths of a price: 五五折 is 55 %."""
    if b.unit is None or (b.unit.kind, b.unit.factor) != ("percent", 10.0) or a.unit is not None:
        return False
    if scene.text[a.end : b.start].strip() or a.end - a.start != 1 or b.number_end - b.number_start != 1:
        return False
    if not all(0 < i.low < 10 and i.low == i.high == int(i.low) for i in (a, b)):
        return False
    b.start, b.low = a.start, a.low + b.low / 10
    b.high = b.low
    return True


def _bare_scale(scene: Scene, item: Item) -> float:
    """The scale that an item's single word names; 0 where it is no scale or less than a thousand."""
    token = number_table(scene.sentence.lang).tokens.get(scene.text[item.start : item.end])
    return float(token.value) if token is not None and token.kind == "scale" and token.value >= 1000 else 0.0


def _part(scene: Scene, a: Item, b: Item, gap: str) -> float:
    """What ``b`` adds to the whole units of ``a`` (0: nothing); ``a`` grows over it."""
    link = gap.strip(" ,")
    if link and link not in scene.table.and_joins | scene.table.coin_joins or b.low != b.high or b.low < 0 or a.low < 0:
        return 0.0
    unit, end = _coin(scene, a, b)
    room = 1.0 if a.low == int(a.low) else 0.1 if round(a.low * 10, 6) == int(a.low * 10 + 0.5) else 0.0
    if unit is not None and b.low * unit.factor < room:
        a.end = end
        return b.low * unit.factor
    if b.unit is not None or b.low != int(b.low) or "," in gap or room < 1:
        return 0.0
    if not closes(scene, b) or link and _opened(scene, a):
        return 0.0
    tenths = number_table(scene.sentence.lang).trailing_unit and not gap
    if tenths and 0 < b.low < 10:
        a.end = b.end
        zero = number_table(scene.sentence.lang).tokens.get(scene.text[b.start : b.start + 1])
        return b.low / (100 if zero is not None and zero.value == 0 else 10)  # 三块零四 is 3.04
    if gap and not tenths and 10 <= b.low < 100 and a.end > a.number_end:
        a.end = b.end
        return b.low / 100
    return 0.0


def _coin(scene: Scene, a: Item, b: Item) -> tuple[Unit | None, int]:
    """The coin that ``b`` counts, and the end of its word."""
    if b.unit is not None and b.unit.kind == "money" and b.unit.factor in (0.1, 0.01):
        same = a.unit is not None and a.unit.name == b.unit.name
        return (b.unit, b.end) if same or b.unit.factor == 0.01 else (None, b.end)
    found = scene.table.coins.after(scene.text, scene.spans, scene.word_at(b.number_end))
    if found is None or not scene.near(b.number_end, scene.starts[scene.word_at(b.number_end)]):
        return None, b.end
    return found[1], scene.spans[found[0] - 1][1]


def closes(scene: Scene, item: Item) -> bool:
    """Whether a clause ends right after a number: what it counts would stand there."""
    rest = scene.text[item.end :].lstrip()
    return not rest or rest[0] in _ENDS and not rest[1:2].isdigit()


def _opened(scene: Scene, item: Item) -> bool:
    """Whether a range opens before an item: "between 15 dollars and 50"."""
    index = scene.word_at(item.start)
    return any(p.before(scene.text, scene.spans, index) is not None for p in (scene.table.between, scene.table.origin))
