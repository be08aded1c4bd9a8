"""The temporal grammar: pieces found left to right, joined where they tell of one time, made into ranges and bounds.

It knows no language: which words are which stands in the tables, and word order is free where pieces agree.
"""

from __future__ import annotations

from collections.abc import Callable

from claimcmp.facts.date import by_calendar, by_clock, by_relation
from claimcmp.facts.date.piece import Fields, Piece, Tokens, longest

Rule = Callable[[Tokens, int], Piece | None]
_COUNTED = frozenset(("number", "cardinal"))
_PLACED = _COUNTED | {"ordinal"}
_MONTHS = frozenset(("month", "month_weak", "hijri", "jalali", "jalali_weak", "month_mark_pre"))
_NAMED = frozenset(("day", "now", "day_part", "anchor_day", "rel_unit"))
_AMOUNTS = _COUNTED | {"amount", "dual", "few", "unit"}
# Each rule and the tags that its first token bears: most tokens begin nothing, and most rules begin at few tags.
_RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (by_calendar.composite, frozenset(("fields",))),
    (by_calendar.day_month, _PLACED | _MONTHS | {"day_mark_pre", "era_pre", "year_mark_pre", "dash"}),
    (by_calendar.numbered, _PLACED | {"quarter_letter", "half_letter", "decade_of", "decade_pre", "roman", "unit"}),
    (by_calendar.year, _COUNTED | {"year_mark_pre", "era_pre"}),
    (by_calendar.weekday, frozenset(("turn_pre", "day_noise", "weekday", "weekday_weak"))),
    (by_calendar.turned_month, _PLACED | _MONTHS | {
        "turn_pre", "season", "holiday", "decade_word", "half_name", "quarter_name"}),
    (by_calendar.nth_weekday, frozenset(("ordinal", "last_of", "weekday"))),
    (by_calendar.week_of, frozenset(("unit",))),
    (by_clock.clock, _PLACED | {"mod", "clock_pre", "part", "clock", "pair", "half_to", "fraction"}),
    (by_clock.hours, frozenset(("dash",))),
    (by_relation.week_and_day, _NAMED | _AMOUNTS | {"turn_pre"}),
    (by_relation.named_day, _NAMED),
    (by_relation.shifted, _AMOUNTS | {"ago_pre", "in_pre", "in_weak"}),
    (by_relation.turned_unit, _AMOUNTS | {"turn_pre"}),
    (by_relation.part_of_unit, frozenset(("mod", "unit"))),
    (by_relation.recurring, frozenset(("weekdays", "often", "every"))),
    (by_clock.part, frozenset(("mod", "turn_pre", "part"))),
    (by_calendar.day_alone, _PLACED | {"day_mark_pre"}),
)  # fmt: skip
_BEGINNINGS = frozenset().union(*(starts for _, starts in _RULES))

_DAYLIKE = frozenset(("day", "weekday", "rel", "holiday", "shift", "anchor_day", "nth", "now"))
_CLOCKLIKE = frozenset(("clock", "part", "part_mod", "pm", "zone"))
# Which fields may tell of one time together; clock and part go with all that names a day.
_WITH: dict[str, frozenset[str]] = {
    "year": frozenset(("month", "day", "weekday", "quarter", "half", "season", "holiday", "nth", "mod", "week_number", "era")),  # noqa: E501
    "month": frozenset(("year", "day", "weekday", "rel", "nth", "mod", "calendar", "era")),
    "day": frozenset(("year", "month", "weekday", "rel", "calendar", "era")),
    "weekday": frozenset(("year", "month", "day", "rel", "calendar", "era", "holiday", "shift", "anchor_day")),
    "rel": frozenset(("month", "day", "weekday", "quarter", "half", "season", "holiday", "nth", "mod", "week_number")),
    "quarter": frozenset(("year", "rel", "mod")), "half": frozenset(("year", "rel", "mod")),
    "season": frozenset(("year", "rel", "mod")), "holiday": frozenset(("year", "rel", "weekday")),
    "nth": frozenset(("year", "month", "rel", "quarter", "half")), "week_number": frozenset(("year", "rel")),
    "calendar": frozenset(("year", "month", "day", "weekday", "era")),
    "era": frozenset(("year", "month", "day", "weekday", "calendar", "century")),
    "century": frozenset(("mod", "half", "era")), "decade": frozenset(("mod", "century")),
    "shift": frozenset(("weekday",)), "anchor_day": frozenset(("weekday",)),
    "mod": frozenset(("year", "month", "rel", "quarter", "half", "season", "decade", "century")),
}  # fmt: skip
_FREE = frozenset(
    ("turn", "vague", "from_text", "role", "coming", "day_to", "days", "day_ends", "weekday_weak", "base_low", "within", "within_unit")
)
_JOINS = ("of", "on", "at", "the", "during", "day_noise", "approx")


def read(tokens: Tokens) -> list[Piece]:
    """Every whole time expression of a sentence, left to right."""
    pieces: list[Piece] = []
    i = 0
    while i < len(tokens):
        piece = chunk(tokens, i)
        if piece is None:
            i += 1
        else:
            pieces.append(piece)
            i = max(piece.last, i + 1)
    return _beside_days(tokens, _ranges(tokens, pieces))


def atom(tokens: Tokens, i: int) -> Piece | None:
    """The longest piece that begins at token ``i``."""
    tags = tokens.items[i].tags.keys()
    if tags.isdisjoint(_BEGINNINGS):
        return None
    known = tokens.memo
    if i not in known:
        known[i] = longest(*(rule(tokens, i) for rule, starts in _RULES if not tags.isdisjoint(starts)))
    return known[i]


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
    if not (tokens.loose(j) or tokens.has(j, "clitic")):
        return None
    k = tokens.skip(j, *_JOINS, limit=3)
    if k >= len(tokens) or not (tokens.loose(k) or k > j or tokens.has(j, "clitic")):
        return None
    for start in range(j, k + 1):
        further = _modified(tokens, start) or atom(tokens, start)
        if further is None:
            continue
        first = piece.fields
        if piece.weak and set(first) == {"day"} and "clock" in further.fields and any(
            tokens.has(m, "to") for m in range(j, start + 1)
        ):
            continue  # "14 à 16": the ends of a range
        if piece.weak and set(first) == {"day"} and start > j and not further.fields.keys() & {"month", "rel"}:
            continue  # "Radio 4 on Sunday"
        if piece.weak and set(first) == {"day"} and "part" in further.fields and first["day"] <= 12:
            first = {"clock": (first["day"], None, None)}  # "9 tomorrow morning"
        fields = joined(first, further.fields)
        if fields is not None and _joinable(tokens, piece, further, j, start):
            dated = "weekday" in fields and "day" in fields and not tokens.unknown(further.last)
            return Piece(piece.first, further.last, fields, piece.weak and further.weak and not dated)
    return None


def _joinable(tokens: Tokens, piece: Piece, further: Piece, j: int, start: int) -> bool:
    """Whether what stands between two pieces lets them be one: a comma parts a year or a month from a clock only."""
    fields = further.fields
    if (
        further.weak
        and piece.weak
        and not ("weekday" in piece.fields and "day" in fields)
        and "nth" not in piece.fields
    ):
        return bool({"clock", "part"} & (piece.fields.keys() | fields.keys()))
    if tokens.joint(j) in ("–", "-") or tokens.joint(start) in ("–", "-"):
        return False
    if "rel" in fields and "part" in fields and "part" in piece.fields:
        return False
    return not ("day" in fields and "month" not in fields and further.weak and "weekday" not in piece.fields
                and "rel" not in piece.fields)  # fmt: skip


def _can_bear_mod(fields: Fields) -> bool:
    if "mod" in fields:
        return False
    if "day" in fields or "weekday" in fields or "clock" in fields:
        return False
    return bool(fields.keys() & {"year", "month", "rel", "decade", "century", "season", "quarter", "half"})


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
    if shared - _CLOCKLIKE and not shared <= {"rel", "part"}:
        return None
    if {"to", "span"} & (a.keys() | b.keys()):
        return None
    both = a | b
    names = both.keys() - _FREE
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
    if x in _CLOCKLIKE or y in _CLOCKLIKE:
        if x in _CLOCKLIKE and y in _CLOCKLIKE:
            return True
        other = y if x in _CLOCKLIKE else x
        return bool(both.keys() & _DAYLIKE) and (
            other in _DAYLIKE or other in ("month", "year", "calendar", "era", "turn")
        )
    return y in _WITH.get(x, frozenset())


def _rel_fits(both: Fields) -> bool:
    unit = both["rel"][0]
    if both.keys() & _CLOCKLIKE and unit not in ("day",) and not both.keys() & {"weekday", "day", "nth"}:
        return bool(unit == "weekend")
    needs = {"weekday": ("week", "weekend", "day"), "month": ("year", "day"), "day": ("month",), "quarter": ("year",), "half": ("year",),  # noqa: E501
             "season": ("year",), "holiday": ("year",), "nth": ("month", "year", "quarter"), "week_number": ("year",)}  # fmt: skip  # noqa: E501
    return all(unit in units for name, units in needs.items() if name in both)


def _ranges(tokens: Tokens, pieces: list[Piece]) -> list[Piece]:
    """Pairs of pieces with "to", "and" (after "between") or a dash between them, as one piece each."""
    out: list[Piece] = []
    for piece in pieces:
        while out and (ranged := _ranged(tokens, out[-1], piece)) is not None:
            out.pop()
            piece = ranged
        out.append(piece)
    return out


def _ranged(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    if "to" in left.fields or "to" in right.fields or "every" in left.fields or "every" in right.fields:
        return None
    if not _range_words(tokens, left, right):
        return None
    first = left.fields
    if left.weak and set(first) == {"day"} and "clock" in right.fields:
        first = {"clock": (first["day"], None, None)}
    unsure = left.weak and right.weak and set(first) == {"day"} == set(right.fields)
    if unsure and not _days_marked(tokens, left, right):
        return _hours(tokens, left, right)
    if left.weak and right.weak and "day" in first and "month" in first:
        return None  # "16.5 to 10.5" is a score
    a, b = shared_fields(first, right.fields)
    if not _same_sort(a, b):
        return None
    end = right.last
    if tokens.has(end, "between_post", "until_post") and tokens.close(end):
        end += 1
    return Piece(left.first, end, a | {"to": b}, False)


def _days_marked(tokens: Tokens, left: Piece, right: Piece) -> bool:
    """Whether an ordinal, its ending or a word for the day makes one of two numbers a day of the month."""
    return any(tokens.has(k, "ordinal", "suffixed", "day_mark_pre", "day_mark_post") and len(tokens.items[k].glued) != 1
               or tokens.joint(k + 1) == "." for piece in (left, right) for k in range(piece.first, piece.last))  # fmt: skip


def _hours(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    """Two bare numbers with "to" between them: hours beside a day ("heute von 4 bis 5"), else nothing certain."""
    a, b = left.fields["day"], right.fields["day"]
    if a > 24 or b > 24 or tokens.has(right.last, "unit", "percent", "month"):
        return None
    end = right.last + tokens.has(right.last, "between_post", "until_post")
    return Piece(left.first, end, {"clock": (a, None, None), "to": {"clock": (b, None, None)}}, True)


def _beside_days(tokens: Tokens, pieces: list[Piece]) -> list[Piece]:
    """Ranges of clock times joined to the day that stands next to them; a weak one is nothing alone."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        whole = _of_day(tokens, last, piece) if last is not None else None
        if whole is not None:
            out[-1] = whole
        else:
            out.append(piece)
    return out


def _of_day(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    day, hours = (left, right) if "to" in right.fields else (right, left)
    times = (hours.fields, hours.fields.get("to", {}))
    if "to" in day.fields or "every" in day.fields or day.weak or not all("clock" in f for f in times):
        return None
    if any(f.keys() - _CLOCKLIKE - {"to", "role"} for f in times):
        return None
    named = day.fields.keys() & _DAYLIKE and not day.fields.keys() & {"clock", "now", "shift"}
    words = [k for k in range(left.last, right.first) if not tokens.has(k, *_JOINS, "clock_pre", "from", "between")]
    if not named or words or not tokens.loose(right.first) or right.first - left.last > 3:
        return None
    if hours.weak and (
        times[0]["clock"][0] >= times[1]["clock"][0] or tokens.unknown(right.last)
        or (day is right and right.first > left.last)
    ):  # fmt: skip
        return None
    part = day.fields.get("part")
    named_day = {k: v for k, v in day.fields.items() if k != "part"}
    both = [named_day | ({"part": part} if part and "pm" not in f else {}) | f for f in times]
    return Piece(left.first, right.last, both[0] | {"to": {k: v for k, v in both[1].items() if k != "to"}})


def _range_words(tokens: Tokens, left: Piece, right: Piece) -> bool:
    """Whether a dash, "to", or "and" after "between" is all that stands between two pieces."""
    i, j = left.last, right.first
    if i == j:
        if _ablative(tokens, left.last - 1) and (
            tokens.has(right.last, "until_post") or _cased(tokens, right.last - 1, "dative")
        ):
            return True
        told = any(
            f.keys() & {"pm", "part"} or f.get("clock", (0, None))[1] is not None for f in (left.fields, right.fields)
        ) or any(tokens.has(m, "h_form") for m in range(left.first, right.last))
        if told and tokens.has(j, "to") and "clock" in right.fields and not (left.weak and tokens.unknown(right.last)):
            return left.fields.keys() & {"clock", "day"} != set()
        return tokens.joint(j) in ("-", "–", "/", "~", "～", "至", ".-", ". -") and not (left.weak and right.weak)
    words = [k for k in range(i, j) if tokens.has(k, "to", "until", "and") or not tokens.has(
        k, *_JOINS, "clock_pre", "day_mark_pre")]  # fmt: skip
    if len(words) != 1 or any(not tokens.loose(k) and not tokens.has(k, "clitic", "led") for k in range(i, j)):
        return False
    opened = range(max(0, left.first - 3), left.last)
    if tokens.has(words[0], "to"):
        return True
    if tokens.has(words[0], "until"):
        return any(tokens.has(k, "from", "since") for k in opened) or not left.weak
    if tokens.has(words[0], "and"):
        return any(tokens.has(k, "between") for k in opened) or (
            tokens.has(right.last, "between_post") and tokens.close(right.last)
        )
    return False


def _cased(tokens: Tokens, i: int, case: str) -> bool:
    """Whether a word stands in a case that its language's settings list by its endings."""
    endings = tokens.vocabulary.settings.get(case, ())
    token = tokens.items[i]
    if token.glued:
        return token.glued in endings
    return bool(endings) and not token.text[-1:].isdigit() and token.text.endswith(tuple(endings))


def _ablative(tokens: Tokens, i: int) -> bool:
    return _cased(tokens, i, "ablative")


def shared_fields(a: Fields, b: Fields) -> tuple[Fields, Fields]:  # noqa: C901
    """Both ends of a range with what only one of them says: "from 5 May to June 2019", "Monday 3 to 5 pm"."""
    a, b = dict(a), dict(b)
    for name in ("year", "calendar", "era"):
        if name in b and name not in a and ("month" in a or "quarter" in a or ("day" in a and name != "era")):
            a[name] = b[name]
            if name == "year" and a.get("month", 0) > b.get("month", 13):
                a["year"] -= 1
        if name in a and name not in b and "month" in b and a.keys() & {"month", "day"}:
            b[name] = a[name]
            if name == "year" and b["month"] < a.get("month", 0):
                b["year"] += 1
    if "day" in a and "month" not in a and "month" in b:
        a["month"] = b["month"]
        a |= {k: b[k] for k in ("year", "calendar") if k in b}
    if (
        "rel" in b
        and b["rel"][0] in ("month", "year")
        and "rel" not in a
        and a.keys() & {"day", "month"}
        and "year" not in a
    ):
        a["rel"] = b["rel"]
    day_names = ("year", "month", "day", "weekday", "rel", "turn", "holiday")
    if "clock" in a and "clock" in b:
        for x, y in ((a, b), (b, a)):
            if not x.keys() & set(day_names):
                x |= {k: y[k] for k in day_names if k in y}
        if "pm" in b and "pm" not in a and "part" not in a and a["clock"][0] <= b["clock"][0] % 12:
            a["pm"] = b["pm"]
        if "part" in b and "part" not in a and "pm" not in a and a["clock"][0] <= b["clock"][0] <= 12:
            a["part"] = b["part"]
        if "part" in a and "part" not in b and "pm" not in b:
            b["part"] = a["part"]
        if "zone" in b:
            a.setdefault("zone", b["zone"])
    return a, b


def _same_sort(a: Fields, b: Fields) -> bool:
    """Whether two ends can bound one range."""

    def sort(f: Fields) -> str:
        if "clock" in f or "part" in f:
            return "clock"
        return "date"

    if a.keys() & {"span"} or b.keys() & {"span"}:
        return False
    if sort(a) != sort(b) and not ("now" in a or "now" in b):
        return bool(a.keys() & _DAYLIKE and b.keys() & _DAYLIKE)
    return bool(a.keys() - _FREE and b.keys() - _FREE)
