"""Units that are this, last or next, and so many of them: "last week", «الأسبوع الماضي», "the next three days"."""

from __future__ import annotations

from claimcmp.facts.date.by_relation import Amounts, amount, named_day
from claimcmp.facts.date.piece import Fields, Piece, Tokens, longest


def turned_unit(tokens: Tokens, i: int) -> Piece | None:
    """A unit that is this, last or next, or so many of them: "last week", «الأسبوع الماضي», "the next three days"."""
    piece = _turn_first(tokens, i) if tokens.has(i, "turn_pre") else None
    if piece is not None:
        return piece
    counted = amount(tokens, i)
    ranged = tokens.has(i - 1, "to") and tokens.has(i - 2, "number")  # "4 au 23 mois prochain"
    if counted is not None and not ranged and tokens.has(counted[1], "turn_post") and tokens.close(counted[1]):
        return _span(tokens, i, counted[1] + 1, counted[0], tokens.tag(counted[1], "turn_post"))
    value = tokens.number(i, 2, 999) or tokens.tag(i, "few")
    if value and tokens.has(i + 1, "turn_pre") and tokens.has(i + 2, "unit") and tokens.close(i + 2):
        return _span(tokens, i, i + 3, [(tokens.tag(i + 2, "unit"), value)], tokens.tag(i + 1, "turn_pre"))
    unit = tokens.tag(i, "unit")
    if unit is None:
        return None
    j = i + 1
    if (
        (count := tokens.number(j, 2, 999) or tokens.tag(j, "few"))
        and tokens.has(j + 1, "turn_post")
        and tokens.close(j + 1)
    ):
        return _span(tokens, i, j + 2, [(unit, count)], tokens.tag(j + 1, "turn_post"))
    if tokens.has(j, "turn_post") and tokens.close(j):
        turn = tokens.tag(j, "turn_post")
        if tokens.has(j + 1, "turn_twice") and turn:
            return Piece(i, j + 2, _rel(tokens, i, unit, turn * 2))
        return Piece(i, j + 1, _rel(tokens, i, unit, turn))
    return None


def _rel(tokens: Tokens, i: int, unit: str, turn: int) -> Fields:
    if unit == "day" and turn == 1 and not tokens.vocabulary.settings.get("next_day_is_tomorrow"):
        return {"anchor_day": 1}
    many = tokens.has(i, "plural") or tokens.has(i - 1, "turn_plural") or tokens.has(i + 1, "turn_plural")
    if turn in (-1, 1) and tokens.has(i, "one_plural"):
        return {"span": [(unit, float(turn))]}  # «последние сутки» are one
    if turn in (-1, 1) and many:
        return {"span": [(unit, 3.0 * turn)], "vague": True}  # "in the coming weeks"
    if tokens.has(i, "lunar"):
        return {"rel": (unit, turn), "calendar": "hijri"}
    return {"rel": (unit, turn)}


def _turn_first(tokens: Tokens, i: int) -> Piece | None:
    turn = tokens.tag(i, "turn_pre")
    j = tokens.skip(i + 1, "turn_pre", "the", "of", limit=1)
    if tokens.has(j - 1, "turn_pre") and j - 1 > i:
        turn = tokens.tag(j - 1, "turn_pre")
    if not tokens.close(j):
        return None
    if tokens.has(j, "day_mark_pre") and tokens.has(j + 1, "number"):
        return None  # "no último dia 5"
    if (unit := tokens.tag(j, "unit")) is not None and not tokens.has(j, "dual"):
        if tokens.has(j + 1, "turn_post") and tokens.close(j + 1) and turn == 0:
            return Piece(i, j + 2, _rel(tokens, j, unit, tokens.tag(j + 1, "turn_post")))
        counts = tokens.vocabulary.settings.get("unit_before_count")
        if counts and turn and (count := tokens.number(j + 1, 2, 99)) and tokens.close(j + 1):
            return _span(tokens, i, j + 2, [(unit, count)], turn)
        return Piece(i, j + 1, _rel(tokens, j, unit, turn))
    counted = amount(tokens, j)
    if counted is None or not turn:
        return None
    if tokens.has(i, "turn_verb") and tokens.has(i - 1, "to", "future", "modal"):
        return None  # "due to last 72 hours"
    if tokens.has(counted[1], "ago_post") and len(counted[0]) > 1:
        return _span(tokens, i, _end_of_first(tokens, j), counted[0][:1], turn)  # "the last 3 months, and 2 days ago"
    return _span(tokens, i, counted[1], counted[0], turn)


def _span(tokens: Tokens, first: int, last: int, amounts: Amounts, turn: int) -> Piece | None:
    if not turn:
        return None
    sign = 1 if turn > 0 else -1
    if sign > 0 and (tokens.has(first - 1, "within") or tokens.has(last, "within_post")):
        last += tokens.has(last, "within_post")
        return Piece(first, last, {"shift": amounts, "within": True})
    return Piece(first, last, {"span": [(unit, sign * count) for unit, count in amounts]})


def _end_of_first(tokens: Tokens, i: int) -> int:
    while not tokens.has(i, "unit", "dual"):
        i += 1
    return i + 1


def joined_weekday(tokens: Tokens, j: int) -> int | None:
    """The weekday whose number is written to the word for "week" before it."""
    if not tokens.vocabulary.settings.get("numbered_weekdays") or not 0 < j < len(tokens) or tokens.items[j].gap:
        return None
    day = tokens.tag(j, "cardinal")
    if isinstance(day, int) and 1 <= day <= 6:
        return day - 1
    return 6 if tokens.items[j].text in ("日", "天") else None


def week_and_day(tokens: Tokens, i: int) -> Piece | None:
    """A week and the number of its day, written together: "上周二", "下禮拜日"."""
    if not tokens.vocabulary.settings.get("numbered_weekdays"):
        return None
    found = longest(named_day(tokens, i), turned_unit(tokens, i))
    if found is None or found.fields.get("rel", ("",))[0] != "week":
        return None
    j = found.last
    day = joined_weekday(tokens, j)
    if day is None:
        return None
    return Piece(i, j + 1, {"weekday": day, "turn": found.fields["rel"][1]})
