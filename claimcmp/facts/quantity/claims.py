"""Which spans that date reading has claimed are dates, and which are counts: "between 20 and 30" thousand people."""

from __future__ import annotations

from claimcmp.facts import released, taken
from claimcmp.facts.date.vocabulary import vocabulary
from claimcmp.facts.numerals import Numeral, numerals
from claimcmp.facts.quantity.counted import count_table
from claimcmp.facts.quantity.scene import Scene
from claimcmp.facts.quantity.unit_reading import sign_at

YEARS = (1500, 2100)
SHORTEST_NOUN = 3  # letters of a word that may be a counted noun


def barred(scene: Scene) -> list[tuple[int, int]]:
    """The claimed spans, less those that are given back as counts."""
    kept: list[tuple[int, int]] = []
    for start, end in taken(scene.sentence):
        inside = [n for n in numerals(scene.sentence) if n.start < end and start < n.end]
        counts = inside and _bare(scene, start, end, inside) and _counts(scene, inside[-1], end)
        frost = scene.table.below_zero.before(scene.text, scene.spans, scene.word_at(end))
        if counts and _year_of_event(scene, inside[-1], end):
            counts = False
        if counts or frost is not None or inside and _measured(scene, inside[-1], end):
            released(scene.sentence).append(scene.sentence.normal.span(start, end))
        else:
            kept.append((start, end))
    return kept


def _year_of_event(scene: Scene, last: Numeral, end: int) -> bool:
    """Whether a bare year stands beside a noun of what happens in years: "the 2016 election"."""
    if last.end != end or not YEARS[0] <= last.low <= YEARS[1] or not scene.text[last.start : end].isdigit():
        return False
    beside = {scene.word(scene.word_at(end)), scene.word(scene.word_at(last.start) - 1)}
    return not beside.isdisjoint(vocabulary(scene.sentence.lang).settings["year_events"])


def _bare(scene: Scene, start: int, end: int, inside: list[Numeral]) -> bool:
    """Whether a span holds numbers and range words alone, no month, no weekday, no clock."""
    table = scene.table
    first = scene.word_at(start)
    if first and scene.spans[first - 1][1] > start:  # a span that begins behind a particle, inside a word: «ברבעון»
        first -= 1
    for index in range(first, scene.word_at(end)):
        a, b = scene.spans[index]
        if any(n.start <= a and b <= n.end or a < n.start < b for n in inside):
            continue
        word = scene.word(index)
        opens = table.between.before(scene.text, scene.spans, index + 1) or table.origin.before(
            scene.text, scene.spans, index + 1
        )
        known = (
            word in table.joins
            or word in table.and_joins
            or word in table.fillers
            or word in table.steps
            or word in table.approximators
        )
        if not known and opens is None and not _lasting(scene, start, index):
            return False
    return ":" not in scene.text[start:end] and "/" not in scene.text[start:end]


def _lasting(scene: Scene, start: int, index: int) -> bool:
    """«Переговоры длились три часа»: hours that something lasted are no time of day."""
    unit = scene.table.units.after(scene.text, scene.spans, index)
    if unit is None or unit[1].kind != "duration":
        return False
    return scene.table.during.before(scene.text, scene.spans, scene.word_at(start)) is not None


def _measured(scene: Scene, last: Numeral, end: int) -> bool:
    """Whether a unit of measure stands right after a span: «ليلا 12 درجة» tells no time of day."""
    index = scene.word_at(end)
    found = scene.table.units.after(scene.text, scene.spans, index) if last.end == end else None
    return found is not None and found[1].kind == "measure" and scene.near(end, scene.starts[index])


def _counts(scene: Scene, last: Numeral, end: int) -> bool:
    """Whether what follows says that the last number is a count: a scale, a unit, a percent sign, a noun."""
    if last.end > end or scene.word_at(last.end) < scene.word_at(end):
        return True
    index = scene.word_at(end)
    after = scene.starts[index] if index < len(scene.starts) else len(scene.text)
    if not scene.near(end, after):
        return sign_at(scene, end) is not None
    if scene.table.units.after(scene.text, scene.spans, index) is not None or sign_at(scene, end) is not None:
        return True
    word = scene.word(index)
    return len(word) >= SHORTEST_NOUN and word.isalpha() and word not in count_table(scene.sentence.lang).stop
