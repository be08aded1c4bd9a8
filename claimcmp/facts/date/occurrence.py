"""Which occurrence of a weekday, or of a month or day without its year, is meant: the past one or the next."""

from __future__ import annotations

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.calendars import DAY, Period
from claimcmp.facts.date.inside import Reading, Setting
from claimcmp.facts.date.piece import Fields

# A month or day without a year that lies ahead is meant without any future cue only this near, when the past one
# is this far. Written for January, "12 March" is the next one: of the last one, newspapers give the year.
NEAR_AHEAD, FAR_BACK = 75 * DAY, 150 * DAY
# A day of the month this near is meant against its clause's tense, where the other one is this far.
NEAR_DAY, FAR_DAY = 31 * DAY, 300 * DAY


def ordered(periods: list[Period], setting: Setting, turn: int | None) -> list[Period]:
    """The occurrences that can be meant, the preferred one first: by turn, by cue, by the reading's direction."""
    ref = setting.reference
    assert ref is not None
    today = ref - ref % DAY
    past = [p for p in periods if p[1] <= today]
    holding = [p for p in periods if p[0] <= ref < p[1] or p[0] == today]
    ahead = [p for p in periods if p[0] > ref and p not in holding]
    if turn is not None and turn < 0:
        return past[turn:][:1] if len(past) >= -turn else []
    if turn is not None and turn > 0:
        return ahead[turn - 1 : turn]
    if turn == 0:
        return [*holding, *[p for p in (ahead[:1] + past[-1:]) if cal.civil(p[0]).year == cal.civil(ref).year]][
            :1
        ] or ahead[:1]
    if holding:
        return [holding[0], *(past[-1:] if setting.conventions.prefer == "past" and not setting.future else ahead[:1])]
    onward = setting.future or setting.conventions.prefer == "future"
    if setting.conventions.prefer == "past" and not setting.conventions.strict and past and ahead:
        forth, back = ahead[0][0] - ref, ref - past[-1][1]
        if ahead[0][1] - ahead[0][0] <= DAY and min(forth, back) <= NEAR_DAY and max(forth, back) >= FAR_DAY:
            onward = forth < back if setting.past or setting.both else onward or forth < back
        elif not onward and not setting.past:
            onward = forth <= NEAR_AHEAD and back >= FAR_BACK
    return [*ahead[:1], *past[-1:]] if onward else [*past[-1:], *ahead[:1]]


def weekday_reading(fields: Fields, setting: Setting) -> Reading:
    """The days that a weekday and its turn can mean, the preferred one first."""
    ref = setting.reference
    if ref is None:
        return [], "day"
    today = ref - ref % DAY
    ahead = (fields["weekday"] - cal.weekday_of(ref)) % 7
    turn = fields.get("turn")
    in_week = today + (fields["weekday"] - cal.weekday_of(ref)) * DAY
    if fields.get("coming") and turn:
        starts = (
            [today + (ahead or 7) * DAY + (turn - 1) * 7 * DAY]
            if turn > 0
            else [today - ((7 - ahead) % 7 or 7) * DAY + (turn + 1) * 7 * DAY]
        )
    elif turn is None:
        past, coming = today - (7 - ahead) % 7 * DAY, today + ahead * DAY
        if setting.conventions.strict and ahead == 0:
            coming += 7 * DAY
        onward = setting.future or setting.conventions.prefer == "future"
        starts = [coming, past] if onward else [past, coming if coming != past else past + 7 * DAY]
    elif turn == 0:
        strict = setting.conventions.strict and not setting.week_turn
        coming = today + ((ahead or 7) if strict else ahead) * DAY
        onward = setting.conventions.prefer == "future" or setting.future
        starts = [coming if setting.conventions.strict else in_week, coming if onward else in_week]
    else:
        starts = _turned_weekday(turn, today, ahead, in_week, setting)
    unique = list(dict.fromkeys(starts))
    return [(s, s + DAY) for s in unique], "day"


def _turned_weekday(turn: int, today: float, ahead: int, in_week: float, setting: Setting) -> list[float]:
    """Next or last weekday: the nearest one that way, and that of the neighbouring week, where they differ."""
    by_week = in_week + turn * 7 * DAY
    if turn < 0:
        nearest = today - ((7 - ahead) % 7 or 7) * DAY + (turn + 1) * 7 * DAY
    else:
        nearest = today + (ahead if turn > 1 else ahead or 7) * DAY + (turn - 1) * 7 * DAY
    week_first = (setting.conventions.week_turn or setting.week_turn) and abs(turn) < 2
    return [by_week, nearest] if week_first else [nearest, by_week]
