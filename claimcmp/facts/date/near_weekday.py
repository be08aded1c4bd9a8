"""A bare number beside a weekday: the day of the month ("el martes 27"), or a count ("on Tuesday 27 people")."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from claimcmp.facts.date.piece import Piece, Tokens

# News name a weekday with its day of the month for the weeks around them only.
REACH = 15
_MARKS = ("ordinal", "suffixed", "day_mark_pre", "day_mark_post")


def counts_things(tokens: Tokens, piece: Piece, further: Piece) -> bool:
    """Whether the bare number of two neighbouring pieces counts what follows it and is no day of the other's weekday.

    A number with a countable noun after it is a count. So is one with any other word after it, unless the language
    writes days so and it is the day of that weekday in the weeks around the publication.
    """
    day, other = (further, piece) if set(further.fields) == {"day"} else (piece, further)
    if set(day.fields) != {"day"} or "weekday" not in other.fields or not day.weak:
        return False
    if any(tokens.has(k, *_MARKS) for k in range(day.first, day.last)) or other.fields.keys() & {"month", "year"}:
        return False
    after = day.last
    written = bool(tokens.vocabulary.settings.get("weekday_with_day"))
    if day is piece:  # "killed 27 Tuesday"
        return other.first == after and not _that_day(tokens, day, other, unknown=written)
    if after >= len(tokens) or tokens.items[after].gap not in ("", " "):
        return False
    if names_thing(tokens, after) or tokens.has(after, "unit"):
        return True
    return not tokens.items[after].tags and not (written and _that_day(tokens, day, other, unknown=True))


def names_thing(tokens: Tokens, i: int) -> bool:
    """Whether the word at token ``i`` names what a number before it counts."""
    return i < len(tokens) and tokens.items[i].gap in ("", " ") and tokens.items[i].start in tokens.things


def _that_day(tokens: Tokens, day: Piece, other: Piece, *, unknown: bool) -> bool:
    """Whether the day near the publication is the other's weekday; ``unknown``: what to say without one."""
    if tokens.reference is None:
        return unknown
    now = datetime.fromtimestamp(tokens.reference, UTC)
    near = (now + timedelta(days=k) for k in range(-REACH, REACH + 1))
    return any(d.day == day.fields["day"] and d.weekday() == other.fields["weekday"] for d in near)
