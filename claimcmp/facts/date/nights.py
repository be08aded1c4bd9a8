"""Nights named by both their days: "the night of 5 to 6 January", «ليل الثلاثاء الأربعاء», "ночь с 5 на 6 января"."""

from __future__ import annotations

from claimcmp.facts.date.piece import Fields, Piece, Tokens

_NIGHTS = frozenset(("night", "late_night", "midnight", "eve_night", "early_hours"))
_LINKS = ("from", "between", "of", "on", "the", "since")


def nights(tokens: Tokens, pieces: list[Piece]) -> list[Piece]:
    """Pieces with each night of two days as one: it begins in the evening of the first."""
    out: list[Piece] = []
    for piece in pieces:
        first = _one_night(piece.fields)
        piece = Piece(piece.first, piece.last, first, piece.weak) if first is not None else piece
        last = out[-1] if out else None
        whole = (_of_range(tokens, last, piece) or _of_two(tokens, last, piece)) if last is not None else None
        if whole is not None:
            out[-1] = whole
        else:
            out.append(piece)
    return out


def _follows(a: Fields, b: Fields) -> bool:
    """Whether the second names the day after the first."""
    if "weekday" in a and "weekday" in b:
        return bool((a["weekday"] + 1) % 7 == b["weekday"])
    if "day" in a and "day" in b:
        same = a.get("month", b.get("month")) == b.get("month", a.get("month"))
        return bool(b["day"] == a["day"] + 1 if same else b["day"] == 1 and a["day"] >= 28)
    return False


def _one_night(fields: Fields) -> Fields | None:
    """A range of two days that follow each other with a night beside them, as the night of the first."""
    if fields.get("part") not in _NIGHTS or "clock" in fields:
        return None
    if "day_to" in fields and fields["day_to"] == fields.get("day", 0) + 1:
        return {k: v for k, v in fields.items() if k != "day_to"}
    ends = fields.get("to")
    if ends and ends.keys().isdisjoint(("clock", "part")) and _follows(fields, ends):
        return _night_of({k: v for k, v in fields.items() if k not in ("to", "part")}, ends)
    return None


def _night_of(first: Fields, ends: Fields) -> Fields:
    shared = {k: v for k, v in ends.items() if k in ("month", "year") and k not in first and "day" in first}
    return first | shared | {"part": "night"}


def _of_range(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    """A night and then its two days: "nella notte tra martedì e mercoledì", "ночь с 5 на 6 января"."""
    if set(left.fields) != {"part"} or left.fields["part"] not in _NIGHTS or not tokens.close(right.first):
        return None
    if any(not tokens.has(k, *_LINKS) for k in range(left.last, right.first)):
        return None
    fields = _one_night(right.fields | {"part": "night"})
    return Piece(left.first, right.last, fields) if fields is not None else None


def _of_two(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    """Two days side by side, the night before the first or after both."""
    if (
        left.last != right.first
        or right.fields.keys() & {"clock", "part", "to"}
        or not _follows(left.fields, right.fields)
    ):
        return None
    if left.fields.get("part") in _NIGHTS and "clock" not in left.fields:
        joint = tokens.joint(right.first)
        return Piece(left.first, right.last, left.fields) if joint in ("", "-", "–", "/") else None
    k = right.last
    if tokens.has(k, "joining") and tokens.tag(k + 1, "part") in _NIGHTS:
        return Piece(left.first, k + 2, _night_of(left.fields, right.fields))
    return None
