"""The unit, currency or percent word that belongs to a number."""

from __future__ import annotations

from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.quantity.signs import CODE_ALIASES, CURRENCY_SIGNS, ISO_CODES

LEAST_LETTERED = 10  # "30 C" and "86F" are temperatures, "3C" and "5 F" are names of other things
MOST_SKIPPED = 2  # words between a number and its unit: "5 more full years", "millions of US dollars"
# Letters that are a unit only right after the digits or in their usual case: "5 g" is a mass, "5G" a network.
_LOWER_ONLY = frozenset(("in", "g", "m", "t", "s", "h", "gr", "cal", "min", "pm", "mi"))
_EXACT = {"ev": "eV", "kev": "keV", "mev": "MeV", "gev": "GeV", "tev": "TeV", "rad": "rad"}
_UPPER_ONLY = frozenset(("c", "f", "k", "w", "v", "mw", "gw", "tw", "mb", "gb", "tb", "kb", "kv", "kw"))
# Codes that are no word in lower case either.
PLAIN_CODES = frozenset(
    ("USD", "EUR", "GBP", "JPY", "CNY", "AUD", "CHF", "HKD", "NZD", "INR", "KWD", "AED", "BRL", "MXN", "UAH", "PLN")
)
# Letters before a code that say thousands or millions: "20 MUSD", "TEUR 60".
CODE_SCALES = {"K": 1e3, "T": 1e3, "M": 1e6}
_WORDLIKE = frozenset(
    (
        "bs",
        "le",
        "rs",
        "rm",
        "dm",
        "mi",
        "mm",
        "pp",
        "s",
        "t",
        "l",
        "h",
        "v",
        "w",
        "k",
        "g",
        "gal",
        "in",
        "cal",
        "tl",
        "nm",
        "pm",
        "cc",
        "gr",
    )
)


def read_units(scene: Scene, items: list[Item]) -> None:
    """Give each item the unit that stands after or before it; the item grows to hold it."""
    limits = [*(i.start for i in items[1:]), len(scene.text)][: len(items)]
    limits = [_past_coin(scene, items, k, limit) for k, limit in enumerate(limits)]
    floor = 0
    for item, limit in zip(items, limits, strict=True):
        after = unit_after(scene, item, limit)
        before = unit_before(scene, item, floor)
        unit, start, end = _choose(scene, item, before, after)
        if unit is not None:
            item.unit, item.start, item.end = unit, start, end
        floor = item.end


def points_beside(scene: Scene, items: list[Item]) -> None:
    """Points are those of a percentage where the sentence tells one: "38.7 percent, down 11 points"."""
    if len(items) == 1 and (coin := _alone(scene, items[0])) is not None:
        items[0].unit, items[0].end = coin
    if not any(i.unit is not None and i.unit.kind == "percent" for i in items):
        return
    for item in items:
        index = scene.word_at(item.end)
        found = scene.table.percent_beside.after(scene.text, scene.spans, index) if item.unit is None else None
        if found is not None and scene.near(item.end, scene.starts[index]):
            item.unit, item.end = found[1], scene.spans[found[0] - 1][1]


def _alone(scene: Scene, item: Item) -> tuple[Unit, int] | None:
    """The coin that a number counts where there is nothing else: 20分, in a sentence minutes or points."""
    found = scene.table.coins.after(scene.text, scene.spans, scene.word_at(item.number_end))
    if found is None or not scene.near(item.number_end, scene.spans[scene.word_at(item.number_end)][0]):
        return None
    if scene.text[: item.start].strip() or scene.text[scene.spans[found[0] - 1][1] :].strip(" .。"):
        return None
    return found[1], scene.spans[found[0] - 1][1]


def _past_coin(scene: Scene, items: list[Item], k: int, limit: int) -> int:
    """Where the unit of an item must begin before; a coin that is also a number word is no limit: "34 cents"."""
    if k + 1 == len(items) or items[k].numeral is None or scene.text[items[k].end : items[k + 1].start] != " ":
        return limit
    index = scene.word_at(items[k + 1].start)
    found = scene.table.units.after(scene.text, scene.spans, index)
    if found is None or found[1].kind != "money" or found[1].factor == 1 or scene.spans[index][1] < items[k + 1].end:
        return limit
    return items[k + 1].end


def _choose(
    scene: Scene,
    item: Item,
    before: tuple[Unit, int] | None,
    after: tuple[Unit, int] | None,
) -> tuple[Unit | None, int, int]:
    if before is not None and after is not None and before[0].kind == after[0].kind == "money":
        better = after[0] if not after[0].role or before[0].role else before[0]
        return better, before[1], after[1]
    if before is not None and before[0].kind == "measure":
        if after is None:
            return None, item.start, item.end
        named = after[0].name == ("kilometre" if before[0].name == "kilometre per hour" else "degree")
        return (before[0], before[1], after[1]) if named else (after[0], item.start, after[1])
    if before is not None and before[0].kind == "money" and before[0] not in _SIGNED and after is not None:
        return after[0], item.start, after[1]
    if before is not None and before[0].kind in ("money", "percent"):
        if after is not None and after[0].kind == "percent":
            return after[0], item.start, after[1]
        return before[0], before[1], item.end
    if after is not None:
        return after[0], item.start, after[1]
    return None, item.start, item.end


def unit_after(scene: Scene, item: Item, limit: int) -> tuple[Unit, int] | None:
    """The unit that follows an item: (unit, its end)."""
    text, end = scene.text, item.end
    gap = 1 if text[end : end + 1] in (" ", "-") else 0
    sign = _sign_at(scene, end, gap=0) or (_sign_at(scene, end + gap, gap=gap, weak=item.weak) if gap else None)
    if (
        sign is not None
        and "$" not in text[end : sign[1]]
        and abs(item.low) < LEAST_LETTERED
        and text[sign[1] - 1 : sign[1]] in "cf"
        and not _degree(text, end)
    ):
        sign = None
    word = _unit_word(scene, item, limit)
    if word is not None and (sign is None or word[1] >= sign[1]):
        return word
    return sign or _code_after(scene, end, limit) or _linked_sign(scene, end, limit)


def _degree(text: str, at: int) -> bool:
    """Whether a degree sign stands right after a number, or after one blank."""
    return "°" in text[at : at + 3]


def _linked_sign(scene: Scene, end: int, limit: int) -> tuple[Unit, int] | None:
    """A currency sign after a linking word: "300 millions de $"."""
    index = scene.word_at(end)
    if index < len(scene.spans) and scene.word(index) in scene.table.links and scene.spans[index][1] < limit:
        at = scene.spans[index][1] + 1
        found = _sign_at(scene, at, gap=1)
        return found if found is not None and found[0].kind == "money" else None
    return None


def _unit_word(scene: Scene, item: Item, limit: int) -> tuple[Unit, int] | None:
    index, position, table = scene.word_at(item.end), item.end, scene.table
    for _ in range(MOST_SKIPPED + 1):
        if index >= len(scene.spans) or scene.spans[index][0] >= limit:
            return None
        if not scene.near(position, scene.spans[index][0]):
            return None
        found = table.units.after(scene.text, scene.spans, index)
        if found is not None:
            stop = scene.spans[found[0] - 1][1]
            ordinal = item.numeral is not None and item.numeral.ordinal
            return (found[1], stop) if not ordinal else None
        word = scene.word(index)
        if word not in table.fillers and word not in table.links:
            return None
        position, index = scene.spans[index][1], index + 1
    return None


def sign_at(scene: Scene, at: int) -> tuple[Unit, int] | None:
    """A unit sign at a position or after one blank."""
    return _sign_at(scene, at, gap=0) or _sign_at(scene, at + 1, gap=1)


def _sign_at(scene: Scene, at: int, *, gap: int, weak: bool = False) -> tuple[Unit, int] | None:
    text, item_gap = scene.text, int(weak)
    for sign, unit in scene.table.symbols.get(text[at : at + 1], ()):
        stop = at + len(sign)
        if not text.startswith(sign, at) or sign[-1].isalpha() and _letter(text, stop):
            continue
        original = scene.original(at, stop)
        if (
            _EXACT.get(sign, original) != original
            or sign in _LOWER_ONLY
            and original.isupper()
            or sign in _UPPER_ONLY
            and not original[-1:].isupper()
        ):
            continue
        if (
            gap
            and sign in _WORDLIKE
            and (unit.kind == "money" or sign == "in" or len(sign) == 1 and sign not in ("m", "g", "t", "l", "h"))
        ):
            continue
        if unit.kind == "money" and sign[-1] in "$£€¥" and text[stop : stop + 1 + item_gap].strip()[:1].isdigit():
            continue
        return _degrees(scene, unit, stop)
    return None


def _degrees(scene: Scene, unit: Unit, stop: int) -> tuple[Unit, int]:
    """The scale named after the degree sign: "37° Celsius"."""
    if unit.name == "degree":
        index = scene.word_at(stop)
        found = scene.table.units.after(scene.text, scene.spans, index)
        if found is not None and found[1].name in ("celsius", "fahrenheit") and scene.near(stop, scene.starts[index]):
            return found[1], scene.spans[found[0] - 1][1]
    return unit, stop


def _letter(text: str, at: int) -> bool:
    return text[at : at + 1].isalpha() and not "\u2e80" <= text[at] <= "\u9fff" or text[at : at + 1].isdigit()


def _code_after(scene: Scene, end: int, limit: int) -> tuple[Unit, int] | None:
    index = scene.word_at(end)
    if index >= len(scene.spans) or scene.spans[index][0] >= limit:
        return None
    a, b = scene.spans[index]
    code = _code(scene, a, b)
    return (code, b) if code is not None and scene.text[end:a] in ("", " ") else None


def _code(scene: Scene, start: int, end: int) -> Unit | None:
    original = scene.original(start, end)
    name = CODE_ALIASES.get(original, original)
    if len(name) == 4 and name.isupper() and name[0] in CODE_SCALES and name[1:] in PLAIN_CODES:
        return Unit("money", name[1:], factor=CODE_SCALES[name[0]])
    if name in ISO_CODES and (original.isupper() or original in CODE_ALIASES):
        return Unit("money", name)
    return Unit("money", original.upper()) if original.upper() in PLAIN_CODES and original.islower() else None


def unit_before(scene: Scene, item: Item, floor: int) -> tuple[Unit, int] | None:
    """The currency or percent word that stands before an item: (unit, its start)."""
    text, start = scene.text, item.start
    gap = 1 if start and text[start - 1] == " " else 0
    for sign, unit in _ENDING.get(text[start - gap - 1 : start - gap], ()):
        begin = start - gap - len(sign)
        if (
            begin >= floor
            and text.startswith(sign, begin)
            and not (sign[0].isalpha() and text[begin - 1 : begin].isalpha())
        ):
            return unit, begin
    if text[start - gap - 1 : start - gap] == "%" and not (gap and text[start - 3 : start - 2].isdigit()):
        return Unit("percent", "percent"), start - gap - 1
    index = scene.word_at(start)
    found = scene.table.percent_before.before(text, scene.spans, index)
    if found is None and scene.word(index - 1) in scene.table.reaching:
        found = scene.table.percent_before.before(text, scene.spans, index - 1)  # 时速达90公里
    if found is not None and scene.near(scene.spans[index - 1][1], start):
        return found[1], scene.spans[found[0]][0]
    return _money_before(scene, index, start, floor)


def _money_before(scene: Scene, index: int, start: int, floor: int) -> tuple[Unit, int] | None:
    if index <= 0 or scene.spans[index - 1][0] < floor:
        return None
    a, b = scene.spans[index - 1]
    if scene.text[b:start] not in ("", " "):
        return None
    code = _code(scene, a, b)
    if code is not None:
        return code, a
    named = scene.table.unit_before.before(scene.text, scene.spans, index)
    return (
        (named[1], scene.spans[named[0]][0]) if named is not None and named[1].name and named[1].factor == 1 else None
    )


_SIGNED = frozenset(unit for sign, unit in CURRENCY_SIGNS.items() if sign not in "元円")
_ENDING: dict[str, list[tuple[str, Unit]]] = {}
for _sign, _unit in sorted(CURRENCY_SIGNS.items(), key=lambda r: -len(r[0])):
    if _sign not in "¢元円" and not _sign.startswith("$ "):
        _ENDING.setdefault(_sign[-1], []).append((_sign, _unit))
