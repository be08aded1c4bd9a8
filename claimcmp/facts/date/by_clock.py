"""Pieces that name a time of day: clock times, their zones, ends of ranges of hours."""

from __future__ import annotations

from claimcmp.facts.date.by_part import POINTS, beside_part, split_part
from claimcmp.facts.date.near_weekday import names_thing
from claimcmp.facts.date.piece import Fields, Piece, Tokens

HALF_HOUR = 30  # minutes
_BOUNDS = ("until", "since", "before", "after", "by")
Clock = tuple[int, int | None, int | None]


def clock(tokens: Tokens, i: int) -> Piece | None:
    """A clock time with what tells its half of the day, its minutes and its zone."""
    j = i
    led = False
    if tokens.has(j, "mod") and tokens.has(j + 1, "clock_pre"):
        j += 1
    if tokens.has(j, "clock_pre"):
        led, j = True, tokens.skip(j + 1, "approx", "the", "clock_pre", limit=2)
        if not (tokens.close(j) or tokens.has(j, "clitic")):
            return None
    first = _shared_part(tokens, j)
    role = next((r for r in _BOUNDS if led and tokens.has(i, r)), "")
    found = _bounding_point(tokens, j, role) or _time(tokens, j + first, led or bool(first))
    if found is None:
        return None
    (hour, minute, second), end, sure = found
    fields: Fields = {"clock": (hour, minute, second)}
    if tokens.items[j + first].text.startswith("0"):
        fields["pm"] = False  # "03:30" counts to twenty-four
    if role:
        fields["role"] = {"by": "deadline"}.get(role, role)
    if first:
        fields["part"] = split_part(tokens.tag(j, "part"))[1]
        sure = True
    told = end
    end, marked = _half_of_day(
        tokens, end, fields, led=led or i > 0 and tokens.has(i - 1, "clock_pre", "since", "until")
    )
    if minute is None and fields.get("pm") is not None and (more := _said_after(tokens, end)):
        total = hour * 60 + more[0]
        fields["clock"] = (total // 60 % 24, total % 60, None)
        hour, end = total // 60, more[1]
    if told == j + first + 1 and _only_counts(tokens, j + first, told, fields, end, first=bool(first)):
        return None
    end = _zone(tokens, end, fields)
    if tokens.measured(end - 1) and not (sure or marked):
        return None
    marked = marked or beside_part(tokens, i, j, led) or (led and bool(tokens.items[j + first].glued))
    if tokens.has(end, "minute_word") and tokens.close(end):
        return None
    if not (sure or marked or (led and not _vague(tokens, i, j + first, end))):
        return None
    if hour > 24 or (hour > 12 and fields.get("pm") is False):
        return None
    return Piece(j if role else i, end, fields)


def _only_counts(tokens: Tokens, i: int, told: int, fields: Fields, end: int, *, first: bool) -> bool:
    """Whether a lone number by a part of the day is an article or a count: "an overnight raid", 周一晚间两列."""
    if tokens.tag(i, "cardinal") == 1 and "part" in fields and end == told + 1:
        return True
    if first and names_thing(tokens, told):
        return True  # "cuma sabahı üç kişi"
    return first and bool(tokens.vocabulary.settings.get("hour_mark_weak")) and tokens.unlisted(told)


def _bounding_point(tokens: Tokens, j: int, role: str) -> tuple[Clock, int, bool] | None:
    """Noon or midnight after "until", "before" and the like, which is a point there and no part of the day."""
    named = tokens.tag(j, "part") if role else None
    return ((12 if named == "noon" else 24, None, None), j + 1, True) if named in POINTS else None


def _vague(tokens: Tokens, i: int, first: int, end: int) -> bool:
    """Whether a number after a word that may lead to a clock is as well a count, a date or an end of a range."""
    if tokens.unknown(end) or tokens.has(end, "unit", "month"):
        return True
    if end + 1 < len(tokens) and tokens.items[end].text in tokens.vocabulary.settings["rising"]:
        return tokens.items[end + 1].text[:1].isdigit() or tokens.has(end + 1, "cardinal")  # "um 5 auf 105 Euro"
    if tokens.has(i, "from", "between", *_BOUNDS) and " " not in tokens.items[i].text:
        return True
    if tokens.has(i, "weak_clock_pre") and not (i == 0 and end == len(tokens)):
        return True
    if tokens.tag(first, "cardinal") == 1 and end == first + 1 and tokens.has(i, "at"):
        return True
    return tokens.has(i, "to") and tokens.has(i - 1, "number", "cardinal")  # a score, a range


def _shared_part(tokens: Tokens, j: int) -> int:
    """Whether a part of the day leads the clock ("下午3点", "saat sabah 7", "晚上八点"): one token or none."""
    return int(tokens.has(j, "part") and tokens.vocabulary.settings.get("part_first", False) and tokens.close(j + 1)
               and tokens.has(j + 1, "number", "cardinal", "clock"))  # fmt: skip


def _half_of_day(tokens: Tokens, end: int, fields: Fields, *, led: bool = True) -> tuple[int, bool]:
    marked = False
    k = tokens.skip(end, "clock_post", limit=1)
    if k > end and not tokens.has(end - 1, "h_form") and (led or not tokens.has(end, "unit")):
        end, marked = k, True
    bare = end < len(tokens) and len(tokens.items[end].text) == 1 and not tokens.items[end - 1].text[-1:].isdigit()
    if tokens.has(end, "am", "pm") and tokens.items[end].gap in ("", " ") and not bare:
        fields["pm"] = tokens.has(end, "pm")
        return end + 1, True
    k = tokens.skip(end, "of", "on", "at", "the", limit=2)
    if tokens.has(k, "part") and tokens.close(k) and "part" not in fields and not tokens.has(k, "led_by_mod"):
        fields["part"] = split_part(tokens.tag(k, "part"))[1]
        return k + 1, True
    return end, marked


def _said_after(tokens: Tokens, end: int) -> tuple[int, int] | None:
    """Minutes said after the half of the day: "8 pm y media", "9pm menos cuarto"."""
    for name, sign in (("plus_minutes", 1), ("minus_minutes", -1)):
        if tokens.has(end, name) and tokens.close(end):
            return sign * int(tokens.tag(end, name)), end + 1
    return None


def _zone(tokens: Tokens, end: int, fields: Fields) -> int:
    end = tokens.skip(end, "clock_noise", limit=1)  # "6 p.m. local time"
    k = tokens.skip(end, "zone_noise", limit=1)
    zone = tokens.tag(k, "zone")
    if zone is None or tokens.items[k].gap not in (" ", "", " ("):
        return end
    fields["zone"] = zone
    return k + 1


def _time(tokens: Tokens, j: int, led: bool) -> tuple[Clock, int, bool] | None:
    """The clock at ``j``, the place after it, and whether it is surely one."""
    known = tokens.tag(j, "clock")
    if known is not None:
        bare_h = known[1] is None
        return known, j + 1, not bare_h or bool(tokens.tag(j, "h_form"))
    pair = tokens.tag(j, "pair")
    if pair is not None and not tokens.tag(j, "dash") and "." in tokens.items[j].text:
        sure = led or tokens.has(j + 1, "clock_post", "am", "pm", "zone")
        return ((pair[0], pair[1], None), j + 1, True) if sure and pair[0] <= 24 and pair[1] < 60 else None
    if (found := _minutes_first(tokens, j)) is not None:
        return found
    compact = tokens.tag(j, "number")
    if compact is not None and (tokens.tag(j, "digits") or 0) in (3, 4) and tokens.has(j + 1, "am", "pm", "zone"):
        hour, minute = divmod(compact, 100)
        limit = 24 if tokens.has(j + 1, "zone") and tokens.items[j].end - tokens.items[j].start == 4 else 12
        return ((hour, minute, None), j + 1, True) if hour <= limit and minute < 60 else None
    return _hour_first(tokens, j, led)


def _hour(tokens: Tokens, j: int) -> int | None:
    if (named := tokens.tag(j, "part")) in ("noon", "midnight"):
        return 12 if named == "noon" else 0
    value = tokens.number(j, 0, 24)
    if value is None:
        value = tokens.tag(j, "ordinal") if tokens.vocabulary.settings.get("ordinal_hours") else None
    if value is None or value != int(value) or not 0 <= value <= 24 or (tokens.tag(j, "digits") or 1) > 2:
        return None
    return int(value)


def _minutes_first(tokens: Tokens, j: int) -> tuple[Clock, int, bool] | None:
    """As in "Half past three", "quarter to eight", "20 minutes past 3", "halb drei", "половина третьего"."""
    half = tokens.tag(j, "half_to")
    if half is not None and (hour := _hour(tokens, j + 1)) is not None and tokens.close(j + 1):
        return ((hour - 1) % 24, 60 - int(half), None), j + 2, True
    count: float | None
    if (count := tokens.tag(j, "fraction")) is not None:
        k = j + 1
    else:
        count = tokens.number(j, 1, 59)
        k = tokens.skip(j + 1, "minute_word", limit=1)
    if count is None:
        return None
    past = tokens.has(k, "past_hour")
    if not (past or tokens.has(k, "to_hour")) or not tokens.close(k):
        return None
    named = tokens.has(k + 1, "part") and _hour(tokens, k + 1) is not None
    if tokens.has(k, "to", "from", "between", "until") and k == j + 1 and not tokens.has(j, "fraction") and not named:
        return None  # "from 5 to 7" is a range
    if k == j + 1 and not tokens.has(j, "fraction") and not named and not tokens.has(k + 2, "am", "pm"):
        spoken = tokens.has(j - 1, "clock_pre") or not tokens.has(k, "after", "before")
        if not spoken or tokens.unknown(k + 2) or tokens.has(k + 2, "of"):
            return None  # "rose to 19 after five of the wounded died"
    k = tokens.skip(k + 1, "the", "clock_pre", limit=2)
    hour = _hour(tokens, k)
    if hour is None or not tokens.close(k):
        return None
    minute = int(count) if past else 60 - int(count)
    return (hour if past else (hour - 1) % 24, minute, None), k + 1, True


def _hour_first(tokens: Tokens, j: int, led: bool) -> tuple[Clock, int, bool] | None:
    if (found := _fractional(tokens, j, led)) is not None:
        return found
    hour = _hour(tokens, j)
    if hour is None:
        return None
    end, sure, lasting = j + 1, False, False
    noon = tokens.has(j, "part")
    if tokens.has(end, "hour_mark_post") and tokens.close(end):
        dated = tokens.has(end + 1, "day", "weekday", "part", "turn_pre", "day_part") and tokens.close(end + 1)
        unit = tokens.has(end, "unit") and not led and not dated and not tokens.has(j - 1, "part", "since", "until")
        lasting = unit and j > 0  # "avec deux heures et demie de retard"
        end, sure = end + 1, not tokens.vocabulary.settings.get("hour_mark_weak") and not unit
    marked = end > j + 1
    if (told := _minutes_after(tokens, end)) is not None:
        total = (hour * 60 + told[0]) % 1440
        return (total // 60, total % 60, None), told[1], True
    minute: int | None = None
    if tokens.close(end) or tokens.has(end, "clitic"):
        for name, sign in (("plus_minutes", 1), ("minus_minutes", -1)):
            value = tokens.tag(end, name)
            if value is not None:
                minute = sign * int(value)
                end, sure = end + 1, not (lasting and value == HALF_HOUR)
                break
        else:
            minute, after = _plain_minutes(tokens, end, marked, led)
            if minute is not None:
                end, sure = after, sure or led or marked
    if noon and minute is None:
        return None
    if minute is not None and minute < 0:
        hour, minute = (hour - 1) % 24, 60 + minute
    return (hour, minute, None), end, sure


def bare_hour(tokens: Tokens, i: int) -> Piece | None:
    """A number in words that may be an end of a range of hours: nothing alone."""
    value = tokens.tag(i, "cardinal")
    if not isinstance(value, int) or not 1 <= value <= 31 or tokens.measured(i):
        return None
    return Piece(i, i + 1, {"hour": value}, True)


def _fractional(tokens: Tokens, j: int, led: bool) -> tuple[Clock, int, bool] | None:
    """An hour said with its half or quarter as one number: "a las tres y media", "huit heures et demie"."""
    value = tokens.tag(j, "cardinal")
    if not isinstance(value, float) or not 0 < value < 24 or value % 1 not in (0.25, 0.5, 0.75):
        return None
    end = tokens.skip(j + 1, "hour_mark_post", limit=1)
    if tokens.has(j + 1, "unit") and end == j + 1 or tokens.items[j].text[-1:].isdigit():
        return None
    return (int(value), int(value % 1 * 60), None), end, led or end > j + 1


def _minutes_after(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """Minutes said after their hour with "past" or "to" last: "sekizi 20 geçe", "dokuza çeyrek kala"."""
    count = tokens.tag(j, "fraction") or tokens.number(j, 1, 59)
    if not count or not tokens.close(j):
        return None
    k = tokens.skip(j + 1, "minute_word", limit=1)
    sign = 1 if tokens.has(k, "past_hour_post") else -1 if tokens.has(k, "to_hour_post") else 0
    return (sign * int(count), k + 1) if sign else None


def hours(tokens: Tokens, i: int) -> Piece | None:
    """From one hour to another with a dash: "3-4pm", "saat 9-11", "16-17 Uhr"; a bare pair is a score."""
    pair = tokens.tag(i, "pair") if tokens.has(i, "dash") else None
    if pair is None or max(pair) > 24:
        return None
    fields: Fields = {"clock": (pair[0], None, None)}
    ends: Fields = {"clock": (pair[1], None, None)}
    end, marked = _half_of_day(tokens, tokens.skip(i + 1, "hour_mark_post", limit=1), ends)
    marked = marked or (end > i + 1 and not tokens.vocabulary.settings.get("hour_mark_weak"))
    if not marked and not (tokens.has(i - 1, "clock_pre") and tokens.has(i - 1, "unit") and tokens.close(i)):
        return None
    if "part" in ends or ("pm" in ends and pair[0] <= pair[1] % 12):
        fields |= {k: v for k, v in ends.items() if k != "clock"}
    return Piece(i, end, fields | {"to": ends})


def _plain_minutes(tokens: Tokens, end: int, marked: bool, led: bool) -> tuple[int | None, int]:
    """Minutes said after the hour: "ten thirty am", «الثالثة وعشرون دقيقة», "三点十五分", "8 heures 20"."""
    sign = 1
    k = end
    if tokens.has(k, "minus"):
        sign, k = -1, k + 1
    else:
        k = tokens.skip(k, "and", limit=1)
    value = tokens.number(k, 0, 59)
    if value is None or value != int(value) or tokens.items[end - 1].glued or tokens.tag(k, "cardinal") == 1:
        return None, end
    after = k + 1
    worded = tokens.has(after, "minute_word", "minute_mark_post") and tokens.close(after)
    if worded:
        after += 1
    joined = k > end
    spoken = tokens.has(k, "cardinal") and tokens.has(after, "am", "pm", "part")
    if not (worded or (marked and not joined) or (led and tokens.has(k, "cardinal")) or spoken):
        return None, end
    if not marked and not led and not worded and not spoken:
        return None, end
    return sign * int(value), after
