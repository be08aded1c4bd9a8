"""The temporal grammar: pieces found left to right, joined where they tell of one time, made into ranges and bounds.

It knows no language: which words are which stands in the tables, and word order is free where pieces agree.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from claimcmp.facts.date import by_calendar, by_clock, by_count, by_name, by_part, by_relation, by_turn, by_year
from claimcmp.facts.date.near_weekday import counts_things, names_thing
from claimcmp.facts.date.nights import nights
from claimcmp.facts.date.piece import CLOCKLIKE, DAYLIKE, FREE, JOINS, Fields, Piece, Tokens, longest
from claimcmp.facts.date.ranges import beside_days, ranges

Rule = Callable[[Tokens, int], Piece | None]
_COUNTED = frozenset(("number", "cardinal"))
_PLACED = _COUNTED | {"ordinal"}
_MONTHS = frozenset(("month", "month_weak", "hijri", "jalali", "jalali_weak", "month_mark_pre"))
_NAMED = frozenset(("some", "day", "now", "day_part", "anchor_day", "rel_unit"))
_AMOUNTS = _COUNTED | {"amount", "dual", "few", "unit"}
# Each rule and the tags that its first token bears: most tokens begin nothing, and most rules begin at few tags.
_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (by_calendar.composite, frozenset(("fields",))),
    (by_calendar.day_month, _PLACED | _MONTHS | {"day_mark_pre", "era_pre", "year_mark_pre", "dash"}),
    (by_name.numbered, _PLACED | {"quarter_letter", "half_letter", "decade_of", "decade_pre", "roman", "unit"}),
    (by_year.year, _COUNTED | {"year_mark_pre", "era_pre"}),
    (by_name.weekday, frozenset(("turn_pre", "day_noise", "weekday", "weekday_weak"))),
    (by_name.turned_month, _PLACED | _MONTHS | {
        "turn_pre", "season", "holiday", "decade_word", "half_name", "quarter_name"}),
    (by_name.nth_weekday, frozenset(("ordinal", "last_of", "weekday"))),
    (by_name.week_of, frozenset(("unit",))),
    (by_clock.clock, _PLACED | {"mod", "clock_pre", "part", "clock", "pair", "half_to", "fraction"}),
    (by_clock.hours, frozenset(("dash",))),
    (by_count.firsts, _AMOUNTS | {"first_of", "last_of", "turn_pre", "dual"}),
    (by_count.of_unit, frozenset(("unit",))),
    (by_turn.week_and_day, _NAMED | _AMOUNTS | {"turn_pre"}),
    (by_relation.named_day, _NAMED),
    (by_relation.shifted, _AMOUNTS | {"ago_pre", "in_pre", "in_weak", "earlier_post", "later_post"}),
    (by_turn.turned_unit, _AMOUNTS | {"turn_pre"}),
    (by_relation.part_of_unit, frozenset(("mod", "unit", "unit_part", "month_mod_post", "year_mod_post"))),
    (by_relation.recurring, frozenset(("weekdays", "often", "every"))),
    (by_part.part, frozenset(("mod", "turn_pre", "part"))),
    (by_clock.bare_hour, frozenset(("cardinal",))),
    (by_name.day_alone, _PLACED | {"day_mark_pre"}),
)  # fmt: skip
_BEGINNINGS = frozenset().union(*(starts for _, starts in _RULES))
_BITS = {tag: sum(1 << k for k, (_, starts) in enumerate(_RULES) if tag in starts) for tag in _BEGINNINGS}

# Which fields may tell of one time together; clock and part go with all that names a day.
_WITH: dict[str, frozenset[str]] = {
    "year": frozenset(("month", "day", "weekday", "quarter", "half", "season", "holiday", "nth", "mod", "week_number", "era")),  # noqa: E501
    "month": frozenset(("year", "day", "weekday", "rel", "nth", "mod", "calendar", "era", "half")),
    "day": frozenset(("year", "month", "weekday", "rel", "calendar", "era")),
    "weekday": frozenset(("year", "month", "day", "rel", "calendar", "era", "holiday", "shift", "anchor_day")),
    "rel": frozenset(("month", "day", "weekday", "quarter", "half", "season", "holiday", "nth", "mod", "week_number",
                      "decade", "calendar")),
    "quarter": frozenset(("year", "rel", "mod", "calendar")),
    "half": frozenset(("year", "month", "rel", "mod", "calendar")),
    "season": frozenset(("year", "rel", "mod", "calendar")),
    "holiday": frozenset(("year", "rel", "weekday", "calendar")),
    "nth": frozenset(("year", "month", "rel", "quarter", "half")), "week_number": frozenset(("year", "rel")),
    "calendar": frozenset(("rel", "holiday", "season", "quarter", "half", "year", "month", "day", "weekday", "era")),
    "era": frozenset(("year", "month", "day", "weekday", "calendar", "century")),
    "century": frozenset(("mod", "half", "era", "decade")), "decade": frozenset(("mod", "century", "rel")),
    "shift": frozenset(("weekday",)), "anchor_day": frozenset(("weekday",)),
    "mod": frozenset(("year", "month", "rel", "quarter", "half", "season", "decade", "century")),
}  # fmt: skip


def read(tokens: Tokens) -> list[Piece]:
    """Every whole time expression of a sentence, left to right."""
    pieces: list[Piece] = []
    i = 0
    while i < len(tokens):
        piece = None if tokens.items[i].tags.keys().isdisjoint(_BEGINNINGS) else chunk(tokens, i)
        if piece is None:
            i += 1
        else:
            pieces.append(piece)
            i = max(piece.last, i + 1)
    return nights(tokens, beside_days(tokens, ranges(tokens, pieces)))


def atom(tokens: Tokens, i: int) -> Piece | None:
    """The longest piece that begins at token ``i``."""
    tags = tokens.items[i].tags.keys()
    if tags.isdisjoint(_BEGINNINGS) or by_part.of_age(tokens, i):
        return None
    known = tokens.memo
    if i not in known:
        mask = 0
        for tag in tags:
            mask |= _BITS.get(tag, 0)
        found = longest(*(rule(tokens, i) for rule in _rules(mask)))
        aged = found is not None and "decade" in found.fields and by_part.age_follows(tokens, found.last)
        known[i] = None if aged else found
    return known[i]


@cache
def _rules(mask: int) -> tuple[Rule, ...]:
    """The rules whose bits are set, in their order."""
    return tuple(rule for k, (rule, _) in enumerate(_RULES) if mask >> k & 1)


def chunk(tokens: Tokens, i: int) -> Piece | None:
    """The longest run of pieces from token ``i`` that tell of one time."""
    piece = _modified(tokens, i) or atom(tokens, i)
    if piece is None:
        return None
    while True:
        grown = _grown(tokens, piece)
        if grown is None:
            return piece
        piece = grown


def _grown(tokens: Tokens, piece: Piece) -> Piece | None:
    """The piece with the next one joined to it, or a part of it named after it ("1月初", "ay sonunda")."""
    j = piece.last
    if tokens.has(j, "mod_post") and tokens.close(j) and _can_bear_mod(piece.fields):
        return Piece(piece.first, j + 1, piece.fields | {"mod": tokens.tag(j, "mod_post")}, False)
    for name in ("month", "year"):  # "去年年底", "上月底"
        if tokens.has(j, f"{name}_mod_post") and tokens.close(j) and piece.fields.get("rel", ("",))[0] == name:
            return Piece(piece.first, j + 1, piece.fields | {"mod": tokens.tag(j, f"{name}_mod_post")})
    if not (tokens.loose(j) or tokens.has(j, "clitic")):
        return None
    k = tokens.skip(j, *JOINS, limit=3)
    if k == j and tokens.joint(j) == "," and tokens.has(j, "the", "on", "of"):  # "Donnerstag, dem 6. Januar"
        k = tokens.skip(j + 1, *JOINS, limit=2)
    if k >= len(tokens) or not (tokens.loose(k) or k > j or tokens.has(j, "clitic")):
        return None
    for start in range(j, k + 1):
        further = _modified(tokens, start) or atom(tokens, start)
        whole = _together(tokens, piece, further, j) if further is not None else None
        if whole is not None:
            return whole
    return None


def _together(tokens: Tokens, piece: Piece, further: Piece, j: int) -> Piece | None:
    """Two pieces as one where they tell of one time; ``j`` is the place after the first."""
    first, start = piece.fields, further.first
    if counts_things(tokens, piece, further):
        return None
    if piece.weak and set(first) == {"day"}:
        if "clock" in further.fields and any(tokens.has(m, "to") for m in range(j, start + 1)):
            return None  # "14 à 16": the ends of a range
        if start > j and not further.fields.keys() & {"month", "rel"}:
            return None  # "Radio 4 on Sunday"
        if "part" in further.fields and first["day"] <= 12:
            first = {"clock": (first["day"], None, None)}  # "9 tomorrow morning"
    if "weekday" in first and set(further.fields) <= {"day", "hour"} and _hours_follow(tokens, further, j):
        return None  # "Monday from 5 to 7", "Montag von 5 bis 7"
    if piece.weak and set(first) == {"month"} and set(further.fields) == {"weekday"}:
        return None  # "caiu no mar, na sexta-feira"
    counted = further.weak and set(further.fields) == {"day"} and tokens.unknown(further.last)
    if set(first) == {"weekday"} and counted and not _marked(tokens, further):
        return None  # "on Wednesday 23 people were hurt"
    if set(first) == {"weekday"} and set(further.fields) == {"hour"} and start == j:
        named = not tokens.unknown(further.last) and tokens.close(start) and further.fields["hour"] > 1
        named = named and not names_thing(tokens, further.last)  # «جمعه سه مرد»
        return Piece(piece.first, further.last, first | {"day": further.fields["hour"]}) if named else None
    fields = joined(first, further.fields)
    if fields is None or not _joinable(tokens, piece, further, j, start):
        return None
    dated = "weekday" in fields and ("part" in fields or ("day" in fields and not tokens.unknown(further.last)))
    dated = (
        dated or fields.keys() >= {"season", "year"} or len(fields.get("nth", ())) > 2
    )  # "die ersten drei Quartale 2021"
    return Piece(piece.first, further.last, fields, piece.weak and further.weak and not dated)


def _marked(tokens: Tokens, piece: Piece) -> bool:
    """Whether a number is written as a day: an ordinal, an ending, a point, a word for "day"."""
    marks = ("ordinal", "suffixed", "day_mark_pre", "day_mark_post")
    return any(tokens.has(m, *marks) for m in range(piece.first, piece.last)) or tokens.joint(piece.last) == "."


def _hours_follow(tokens: Tokens, further: Piece, j: int) -> bool:
    """Whether a bare number after a weekday is the first of two: the ends of a range of hours."""
    k = further.last
    if any(tokens.has(m, "ordinal", "suffixed", "day_mark_pre", "day_mark_post") for m in range(j, k)):
        return False
    if tokens.joint(k) == "." or not tokens.has(k, "to", "until", "and") or not tokens.close(k):
        return False
    led = any(tokens.has(m, "from", "between") for m in range(j, further.first))
    if not led and tokens.has(k, "clock_pre", "at"):
        return False  # "martes 4 a las siete"
    k = tokens.skip(k + 1, "the", "clock_pre", limit=2)
    bare = tokens.number(k, 1, 24) is not None and not tokens.has(k, "ordinal", "suffixed")
    return bare and not tokens.has(k + 1, "month", "month_weak", "of", "day_mark_post")


def _joinable(tokens: Tokens, piece: Piece, further: Piece, j: int, start: int) -> bool:
    """Whether what stands between two pieces lets them be one: a comma parts a year or a month from a clock only."""
    fields = further.fields
    if (
        further.weak
        and piece.weak
        and not ("weekday" in piece.fields and "day" in fields)
        and "nth" not in piece.fields
        and not ("season" in fields and "year" in piece.fields)
    ):
        return bool({"clock", "part"} & (piece.fields.keys() | fields.keys()))
    if tokens.joint(j) in ("–", "-") or tokens.joint(start) in ("–", "-"):
        return False
    if (
        set(fields) == {"day"}
        and further.weak
        and "rel" in piece.fields
        and (tokens.unknown(further.last) or tokens.vocabulary.settings.get("years_marked"))
    ):
        return tokens.has(start, "ordinal", "suffixed", "day_mark_pre")  # "last month 20 people died"
    if "rel" in fields and "part" in fields and "part" in piece.fields:
        return False
    return not ("day" in fields and "month" not in fields and further.weak and "weekday" not in piece.fields
                and "rel" not in piece.fields)  # fmt: skip


def _can_bear_mod(fields: Fields) -> bool:
    if "mod" in fields or "day" in fields or fields.keys() & {"clock", "part"}:
        return False
    return bool(fields.keys() & {"weekday", "year", "month", "rel", "decade", "century", "season", "quarter", "half"})


def _modified(tokens: Tokens, i: int) -> Piece | None:
    """As in "Early January", "the end of 2023", «نهاية العام الماضي»: a part of the piece that follows."""
    mod = tokens.tag(i, "mod")
    if mod is None:
        return None
    j = tokens.skip(i + 1, "of", "the", "on", "during", limit=3)
    if j >= len(tokens) or not (tokens.close(j) or tokens.has(j, "clitic")):
        return None
    inner = atom(tokens, j)
    if inner is None or not _can_bear_mod(inner.fields):
        return None
    while (grown := _grown(tokens, inner)) is not None and not grown.fields.keys() & {
        "clock",
        "part",
        "day",
        "weekday",
    }:
        inner = grown
    return Piece(i, inner.last, inner.fields | {"mod": mod})


def joined(a: Fields, b: Fields) -> Fields | None:
    """The fields of both, or None where they cannot tell of one time."""
    if "every" in a or "every" in b:
        both = a | b
        return (
            both
            if both.keys() <= {"every", "clock", "part", "pm", "zone", "weekday"} and not a.keys() & b.keys()
            else None
        )
    a, b = _nth_of(a, b), _nth_of(b, a)
    shared = (a.keys() & b.keys()) - {"calendar", "turn"}
    if any(a[k] != b[k] for k in shared) or ("turn" in a and "turn" in b):
        return None
    if shared - CLOCKLIKE and not shared <= {"rel", "part"}:
        return None
    if {"to", "span"} & (a.keys() | b.keys()):
        return None
    both = a | b
    names = both.keys() - FREE
    for x in names:
        for y in names:
            if x != y and not _fit(x, y, both):
                return None
    if "rel" in both and not _rel_fits(both):
        return None
    return both


def _nth_of(a: Fields, b: Fields) -> Fields:
    """As in "Last Monday" of a month is its last one: a turned weekday or unit before a container is counted in it."""
    container = bool(b.keys() & {"month", "year"}) and "day" not in b and "weekday" not in b
    container = container or (b.get("rel", ("", 0))[0] in ("month", "year") and "day" not in b)
    if not container or a.keys() & {"month", "year", "day"}:
        return a
    if set(a) == {"weekday", "turn"} and a["turn"] == -1:
        return {"nth": (-1, a["weekday"])}
    if set(a) == {"rel"} and a["rel"][1] == -1 and a["rel"][0] in ("week", "day", "weekend"):
        return {"nth": (-1, a["rel"][0])}
    return a


def _fit(x: str, y: str, both: Fields) -> bool:
    if x in CLOCKLIKE or y in CLOCKLIKE:
        if x in CLOCKLIKE and y in CLOCKLIKE:
            return True
        other = y if x in CLOCKLIKE else x
        return bool(both.keys() & DAYLIKE) and (
            other in DAYLIKE or other in ("month", "year", "calendar", "era", "turn")
        )
    return y in _WITH.get(x, frozenset())


def _rel_fits(both: Fields) -> bool:
    unit = both["rel"][0]
    if both.keys() & CLOCKLIKE and unit not in ("day",) and not both.keys() & {"weekday", "day", "nth"}:
        return bool(unit == "weekend")
    needs = {"decade": ("century",), "weekday": ("week", "weekend", "day"), "month": ("year", "day"), "day": ("month",), "quarter": ("year",), "half": ("year", "month"),  # noqa: E501
             "season": ("year",), "holiday": ("year",), "nth": ("month", "year", "quarter"), "week_number": ("year",)}  # fmt: skip  # noqa: E501
    if unit == "day" and "month" in both and "day" not in both:
        return False
    if unit in ("year", "day") and both.keys() >= {"day", "month"}:
        return not both.keys() & {"quarter", "half", "season", "nth"}  # "5 March last year"
    return all(unit in units for name, units in needs.items() if name in both)
