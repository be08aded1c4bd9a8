"""Pieces that count units inside a longer time, or so many of them from now: "the first nine months of 2023"."""

from __future__ import annotations

from claimcmp.facts.date.piece import Fields, Piece, Tokens

_WHOLE = ("week", "month", "year", "quarter", "decade", "century")
_COUNTED = frozenset(("day", "week", "weekend", "month", "quarter", "year", "decade"))


def definite_unit(tokens: Tokens, i: int) -> bool:
    """Whether token ``i`` is a unit that means the running one: "of the year", "des Jahres", «من العام»."""
    if tokens.tag(i, "unit") not in _WHOLE or tokens.has(i, "dual"):
        return False
    pointed = tokens.has(i, "definite") or tokens.has(i - 1, "the", "this_noise")
    return pointed and not tokens.named(i)


def contained(tokens: Tokens, piece: Piece | None) -> Piece | None:
    """The piece with "of the year" or the like after it: a place in this year, month or week."""
    if piece is None or "nth" not in piece.fields:
        return piece
    k = piece.last if definite_unit(tokens, piece.last) else tokens.skip(piece.last, "of", "on", "the", limit=3)
    if not definite_unit(tokens, k) or not tokens.close(piece.last):
        return piece
    if tokens.has(k + 1, "ordinal", "cardinal") and tokens.close(k + 1):
        return piece
    unit = tokens.tag(k, "unit")
    if unit == piece.fields["nth"][1]:
        return piece
    return Piece(piece.first, k + 1, piece.fields | {"rel": (unit, 0), "vague": True})


def of_unit(tokens: Tokens, i: int) -> Piece | None:
    """A place in this year or month where the language names the year first: "yılın ilk dokuz ayı"."""
    if not tokens.vocabulary.settings.get("container_first") or not definite_unit(tokens, i) or not tokens.close(i + 1):
        return None
    from claimcmp.facts.date.grammar import atom

    inner = atom(tokens, i + 1)
    if inner is None or "nth" not in inner.fields or "rel" in inner.fields:
        return None
    return Piece(i, inner.last, inner.fields | {"rel": (tokens.tag(i, "unit"), 0), "vague": True})


def firsts(tokens: Tokens, i: int) -> Piece | None:
    """So many first or last units of what is named beside them: "the first three months", «الأشهر الثلاثة الأولى»."""
    found = _edge_first(tokens, i) or _count_first(tokens, i) or _unit_first(tokens, i)
    if found is None:
        return None
    place, unit, count, end = found
    fields: Fields = {"nth": (place, unit, int(count))}
    piece = contained(tokens, Piece(i, end, fields, True))
    if piece is None or "rel" in piece.fields:
        return piece
    turned = tokens.has(i, "turn_pre") or tokens.has(i + 1, "turn_pre") or tokens.has(end - 1, "turn_post")
    return piece if not turned or _in_container(tokens, piece) else None


def _in_container(tokens: Tokens, piece: Piece) -> bool:
    """Whether a year, a month or a quarter follows or precedes "the last two weeks", which else are told from now."""
    from claimcmp.facts.date.grammar import atom

    if tokens.vocabulary.settings.get("container_first"):
        before = piece.first - 1 - tokens.has(piece.first - 1, "of", "the")
        if tokens.has(before, "year_mark_post", "rel_unit", "month_mark_post"):
            return True
    k = tokens.skip(piece.last, "of", "on", "the", limit=3)
    if k >= len(tokens) or not tokens.close(piece.last) or (k == piece.last and not tokens.has(k, "led")):
        return False
    inner = atom(tokens, k)
    if inner is None or inner.fields.keys() & {"day", "weekday", "clock", "part", "shift", "span", "now"}:
        return False
    named = inner.fields.keys() & {"year", "month", "quarter", "half", "decade", "century", "season"}
    return bool(named) or inner.fields.get("rel", ("day", 0))[0] in _WHOLE


def _edge(tokens: Tokens, i: int) -> int:
    """1 for "first", -1 for "last", 0 for neither."""
    if tokens.has(i, "first_of"):
        return 1
    return -1 if tokens.has(i, "last_of") or tokens.tag(i, "turn_pre") == -1 else 0


def _count(tokens: Tokens, i: int) -> float | None:
    value = tokens.number(i, 2, 99)
    return value if value is not None and value % 1 == 0 else None


def _edge_first(tokens: Tokens, i: int) -> tuple[int, str, float, int] | None:
    place = _edge(tokens, i)
    if not place or not tokens.close(i + 1):
        return None
    count = _count(tokens, i + 1)
    k = i + 2 if count is not None else i + 1
    k = tokens.skip(k, "count_word", limit=1)
    if count is None and tokens.tag(k, "dual") in _COUNTED:
        return place, str(tokens.tag(k, "dual")), 2, k + 1
    unit = tokens.tag(k, "unit")
    if count is None or unit not in _COUNTED or not tokens.close(k):
        return None
    return place, unit, count, k + 1


def _count_first(tokens: Tokens, i: int) -> tuple[int, str, float, int] | None:
    count = _count(tokens, i)
    if count is None or not tokens.close(i + 1):
        return None
    if (place := _edge(tokens, i + 1)) and tokens.tag(i + 2, "unit") in _COUNTED and tokens.close(i + 2):
        return place, tokens.tag(i + 2, "unit"), count, i + 3
    unit = tokens.tag(i + 1, "unit")
    if unit not in _COUNTED:
        return None
    if tokens.vocabulary.settings.get("counted_years") and unit in ("month", "quarter"):
        year = tokens.number(i + 2, 1900, 2100)
        if year is not None and tokens.has(i + 3, "year_mark_post") and tokens.close(i + 3):
            return 1, unit, count, i + 2  # "за 9 месяцев 2021 года"
    if tokens.has(i + 2, "first_post", "last_post") and tokens.close(i + 2):
        return 1 if tokens.has(i + 2, "first_post") else -1, unit, count, i + 3
    return None


def _unit_first(tokens: Tokens, i: int) -> tuple[int, str, float, int] | None:
    unit = tokens.tag(i, "unit")
    dual = tokens.tag(i, "dual")
    if dual in _COUNTED and tokens.has(i + 1, "first_post", "last_post") and tokens.close(i + 1):
        return 1 if tokens.has(i + 1, "first_post") else -1, dual, 2, i + 2
    if unit not in _COUNTED or not tokens.close(i + 1):
        return None
    count = _count(tokens, i + 1)
    if count is None or not tokens.has(i + 2, "first_post", "last_post") or not tokens.close(i + 2):
        return None
    return 1 if tokens.has(i + 2, "first_post") else -1, unit, count, i + 3
