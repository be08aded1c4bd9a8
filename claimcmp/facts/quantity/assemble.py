"""From numbers and their neighbours to facts."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts.numerals import Numeral, numerals
from claimcmp.facts.numerals.tables import number_table
from claimcmp.facts.quantity.adjectives import adjectives
from claimcmp.facts.quantity.amounts import join_amounts
from claimcmp.facts.quantity.base import Unit
from claimcmp.facts.quantity.bounds import bound_items
from claimcmp.facts.quantity.claims import barred
from claimcmp.facts.quantity.counted import Counted, count_table, counted_noun
from claimcmp.facts.quantity.degrees import below_zero
from claimcmp.facts.quantity.durations import ages, bare_units, dual_units, halves_after
from claimcmp.facts.quantity.magnitude import quakes
from claimcmp.facts.quantity.ranges import join_parts, join_ranges
from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.quantity.sided import join_sides
from claimcmp.facts.quantity.unit_reading import points_beside, read_units, unit_before
from claimcmp.facts.quantity.weights import weighed
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Bound, Fact, Kind

YEAR_LIKE = (1800, 2100)  # bare four-digit numbers in it, with no counted noun, are probably years
YEAR_LIKE_CERTAINTY = 0.4
OPEN_CERTAINTY = 0.8
_SIGNS = frozenset("$£€¥₽₹")


def find(sentence: SentenceText) -> list[Fact]:
    """The quantities of a sentence in their order.

    >>> [(str(f.kind), f.low, f.unit or f.what) for f in find(SentenceText("13 soldiers died in 5 km of mud.", "en"))]
    [('number', 13.0, 'soldiers'), ('measure', 5.0, 'kilometre')]
    """
    scene = Scene(sentence)
    spans = barred(scene)
    items = _candidates(scene, spans)
    read_units(scene, items)
    points_beside(scene, items)
    weighed(scene, items)
    quakes(scene, items)
    below_zero(scene, items)
    items = _apart([i for i in items if _beside(scene, i, spans)])
    items = join_amounts(scene, items)
    items = bare_units(scene, dual_units(scene, adjectives(scene, items, spans), spans), spans)
    items = halves_after(scene, items)
    items = join_parts(scene, join_ranges(scene, items))
    ages(scene, items)
    items = [i for i in items if _kept(scene, i)]
    counted = _counted(scene, items)
    bound_items(scene, items, [c.end if c else i.end for i, c in zip(items, counted, strict=True)])
    sided = join_sides(scene, items)
    counted = counted if len(sided) == len(items) else _counted(scene, sided)
    return [_fact(scene, i, c) for i, c in zip(sided, counted, strict=True)]


def _candidates(scene: Scene, spans: list[tuple[int, int]]) -> list[Item]:
    """The numbers that may be quantities; the article of "half *an* hour" is none."""
    items: list[Item] = []
    for numeral in numerals(scene.sentence):
        if numeral.label and not _money_letters(scene, numeral) or _overlaps(numeral.start, numeral.end, spans):
            continue
        last = items[-1].numeral if items else None
        if numeral.weak and scene.text[numeral.end : numeral.end + 1] in _SIGNS:
            continue  # "A$760 million"
        if numeral.weak and last is not None and last.share and numeral.start - last.end <= 4:
            continue
        if numeral.spelled and last is not None and not last.ordinal and _unit_after(scene, last, numeral):
            continue
        if not numeral.spelled and _labels(scene, numeral):
            continue
        items.append(_item(numeral))
    return items


def _money_letters(scene: Scene, numeral: Numeral) -> bool:
    """Whether the letters right before digits are a currency's: "Rs500", "EUR20"."""
    before = unit_before(scene, _item(numeral), 0)
    return before is not None and before[0].kind == "money"


def _labels(scene: Scene, numeral: Numeral) -> bool:
    """Whether a word that names things by number follows digits: "5. madde" is Article 5, "24 sayılı" a decision's."""
    index, numbers = scene.word_at(numeral.end), number_table(scene.sentence.lang)
    near = index < len(scene.spans) and scene.near(numeral.end, scene.starts[index])
    return near and scene.word(index) in (numbers.labels if numeral.ordinal else numbers.labels_after)


def _unit_after(scene: Scene, last: Numeral, numeral: Numeral) -> bool:
    """Whether a number word is the unit of the number before it: "3.5 seconds", Hebrew «חמש שנים»."""
    near = scene.near(last.end, numeral.start) and "," not in scene.text[last.end : numeral.start]
    found = scene.table.units.after(scene.text, scene.spans, scene.word_at(numeral.start)) if near else None
    return found is not None and found[1].kind == "duration"


def _beside(scene: Scene, item: Item, spans: list[tuple[int, int]]) -> bool:
    """Whether an item stands outside the barred spans; a unit that runs into one ends before it: «برميل يوميا»."""
    for start, end in spans:
        if start < item.end and item.start < end:
            within = scene.spans[: scene.word_at(start)]
            found = scene.table.units.after(scene.text, within, scene.word_at(item.number_end))
            stop = within[found[0] - 1][1] if found is not None else start + 1
            if found is None or stop >= start or scene.text[stop:start].strip():
                return False
            item.unit, item.end = found[1], stop
    return True


def _apart(items: list[Item]) -> list[Item]:
    """The items without those inside an earlier one: the hundred of «في المئة»."""
    kept: list[Item] = []
    for item in items:
        if not kept or item.number_start >= kept[-1].end:
            kept.append(item)
    return kept


def _item(numeral: Numeral) -> Item:
    return Item(
        numeral.start,
        numeral.end,
        numeral.low,
        numeral.high,
        numeral,
        number_start=numeral.start,
        number_end=numeral.end,
    )


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


def _kept(scene: Scene, item: Item) -> bool:
    """Whether an article or a lone fraction is a quantity at all."""
    if item.numeral is not None and item.numeral.context and item.unit is None:
        index = scene.word_at(item.end)
        classified = scene.word(index) in count_table(scene.sentence.lang).classifiers and scene.near(
            item.end, scene.starts[index]
        )
        return classified or scene.whole(item)
    if not item.weak:
        return True
    if item.unit is None:
        index = scene.word_at(item.end)
        return scene.word(index) in count_table(scene.sentence.lang).ones or scene.whole(item) and _numeral_word(scene)
    if scene.whole(item) or item.role == "age" or item.parts:
        return True
    if item.unit.kind in ("measure", "money") and _after_number(scene, item):
        return False  # "$84 a barrel"
    if item.unit.kind == "percent":
        return False
    if item.unit.kind == "money":
        return True
    index = scene.word_at(item.start)
    before = scene.table.during.before(scene.text, scene.spans, index)
    last = scene.word_at(item.end)
    after = scene.table.during_after.after(scene.text, scene.spans, last) or scene.table.bound_after.after(
        scene.text, scene.spans, last
    )
    bound = scene.table.bound_before.before(scene.text, scene.spans, index)
    return before is not None or after is not None or bound is not None


def _numeral_word(scene: Scene) -> bool:
    """Whether the language's article is also how it says one (French "un", never English "a")."""
    numbers = number_table(scene.sentence.lang)
    return numbers.weak_adds or bool(numbers.pieces)


def _after_number(scene: Scene, item: Item) -> bool:
    return scene.text[: item.start].rstrip()[-1:].isdigit()


def _counted(scene: Scene, items: list[Item]) -> list[Counted | None]:
    limits = [*(i.start for i in items[1:]), len(scene.text)][: len(items)]
    return [_noun(scene, i, limit) for i, limit in zip(items, limits, strict=True)]


def _noun(scene: Scene, item: Item, limit: int) -> Counted | None:
    if item.unit is not None and item.unit.kind == "count":
        return Counted(item.start, item.end)
    if item.unit is None:
        return counted_noun(scene, item, limit)
    linked = scene.word(scene.word_at(item.end)) in count_table(scene.sentence.lang).links
    return counted_noun(scene, item, limit) if item.unit.kind == "percent" and linked else None


def _fact(scene: Scene, item: Item, counted: Counted | None) -> Fact:
    start, end = scene.sentence.normal.span(item.start, item.end)
    low, high = _interval(item)
    fact = Fact(
        kind=_kind(item),
        start=start,
        end=end,
        low=low,
        high=high,
        unit=item.unit.name if item.unit and item.unit.kind != "count" else "",
        bound=str(item.bound),
        role=item.role or (item.unit.role if item.unit else ""),
        certainty=_certainty(scene, item, counted),
    )
    if item.numeral is not None and item.numeral.share and item.unit is None:
        fact = replace(fact, kind=Kind.PERCENT, unit="percent", role="share", low=item.low * 100, high=item.high * 100)
    if item.parts:
        fact = replace(fact, value=" + ".join(f"{value:g} {unit}" for value, unit in item.parts))
    if item.unit is not None and item.unit.candidates:
        fact = _which_currency(scene, fact, item.unit)
    if item.cue[0] >= 0:
        cue = scene.sentence.normal.span(*item.cue)
        fact = replace(fact, cue_start=cue[0], cue_end=cue[1])
    return _with_noun(scene, fact, counted)


def _kind(item: Item) -> Kind:
    if item.unit is not None and item.unit.kind != "count":
        return {"money": Kind.MONEY, "percent": Kind.PERCENT, "duration": Kind.DURATION}.get(
            item.unit.kind, Kind.MEASURE
        )
    return Kind.ORDINAL if item.numeral is not None and item.numeral.ordinal else Kind.NUMBER


def _interval(item: Item) -> tuple[float | None, float | None]:
    factor = item.unit.factor if item.unit is not None else 1.0
    low, high = _rounded(item.low * factor), _rounded(item.high * factor)
    if item.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        return low, None
    if item.bound in (Bound.LESS_THAN, Bound.AT_MOST):
        return None, high
    return low, high


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")


def _certainty(scene: Scene, item: Item, counted: Counted | None) -> float:
    digits = item.numeral is not None and not item.numeral.spelled and item.number_end - item.number_start == 4
    if item.unit is None and digits and YEAR_LIKE[0] <= item.low <= YEAR_LIKE[1] and counted is None:
        return YEAR_LIKE_CERTAINTY
    return item.certainty


def _which_currency(scene: Scene, fact: Fact, unit: Unit) -> Fact:
    """An open currency ("pounds") by the one country of the sentence that has such a currency."""
    from claimcmp.facts.quantity.money import currencies_named

    if unit.role in scene.table.currency_default:
        return replace(fact, unit=scene.table.currency_default[unit.role])
    named = currencies_named(scene.sentence)
    fitting = sorted(named.intersection(unit.candidates))
    if len(fitting) == 1:
        return replace(fact, unit=fitting[0], certainty=OPEN_CERTAINTY)
    return replace(fact, certainty=OPEN_CERTAINTY)


def _with_noun(scene: Scene, fact: Fact, counted: Counted | None) -> Fact:
    if counted is None:
        return fact
    start, end = scene.sentence.normal.span(counted.start, counted.end)
    scope = scene.original(*counted.between) if counted.between[0] >= 0 else ""
    return replace(fact, what=scene.sentence.text[start:end], what_start=start, what_end=end, scope=scope)
