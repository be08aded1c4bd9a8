"""Pieces that name a time by a name or a number: weekdays, seasons, holidays, quarters, decades, the nth of a month."""

from __future__ import annotations

from claimcmp.facts.date.by_calendar import day_at, day_month, month_at
from claimcmp.facts.date.by_count import contained
from claimcmp.facts.date.by_turn import joined_weekday
from claimcmp.facts.date.by_year import led
from claimcmp.facts.date.piece import Fields, Piece, Tokens


def weekday(tokens: Tokens, i: int) -> Piece | None:
    """A weekday and its turn: "last Tuesday", «الثلاثاء الماضي»."""
    j, turn, near = i, None, False
    while tokens.has(j, "turn_pre") and j - i < 2:
        turn = tokens.tag(j, "turn_pre")
        near = near or tokens.has(j, "nearest") or (j > i and tokens.tag(i, "turn_pre") == 0)
        j = tokens.skip(j + 1, "day_noise", "the", limit=1)
    if tokens.has(j, "day_noise") and j == i:
        j += 1
    value = tokens.tag(j, "weekday")
    weak = value is None
    if value is None:
        value = tokens.tag(j, "weekday_weak")
    if value is None or (j > i and not tokens.close(j)):
        return None
    fields: Fields = {"weekday": value}
    end = tokens.skip(j + 1, "day_noise", limit=1)
    told = tokens.tag(j, "weekday_part")
    if told is None and tokens.has(end, "part_after_day") and tokens.close(end) and not tokens.has(end + 1, "part"):
        told, end = tokens.tag(end, "part_after_day"), end + 1
    if told is not None:
        mod, _, fields["part"] = str(told).rpartition(" ")
        fields |= {"part_mod": mod} if mod else {}
    if turn is None and tokens.has(end, "turn_post") and tokens.close(end):
        turn = tokens.tag(end, "turn_post")
        end += 1
    if turn is not None:
        fields["turn"] = turn
        if near and turn:
            fields["coming"] = True
    if weak and (j == 0 or tokens.close(j)):
        weak = len(tokens.items[j].text) <= 3 or not (
            turn is not None or j > i or tokens.has(j - 1, "on", "since", "until")
        )
    return Piece(i, end, fields, weak)


def turned_month(tokens: Tokens, i: int) -> Piece | None:
    """A month, season or holiday with its turn: "last March", «يناير الماضي», "next summer", and those alone."""
    j, turn = i, None
    if tokens.has(i, "turn_pre"):
        turn = tokens.tag(i, "turn_pre")
        j = tokens.skip(i + 1, "the", limit=1)
        if not tokens.close(j):
            return None
    for name in ("season", "holiday", "decade_word", "half_name", "quarter_name"):
        value = tokens.tag(j, name)
        if value is not None:
            told, _, own = str(value).partition(" ") if name == "season" else ("", "", "")
            fields: Fields = {name.removesuffix("_name"): told if own else value}
            turn = int(own) if own else turn
            end = j + 1
            break
    else:
        dated = day_month(tokens, j) if turn is not None and not tokens.has(j, "weekday", "weekday_weak") else None
        if dated is not None and dated.fields.keys() >= {"day", "month"} and "year" not in dated.fields:
            return Piece(i, dated.last, dated.fields | {"turn": turn})  # "el pasado 5 de enero"
        month = month_at(tokens, j)
        if month is None:
            return None
        fields, end, strong = month
        if turn is None and not (tokens.has(end, "turn_post") and tokens.close(end)):
            return None
    if turn is None and tokens.has(end, "turn_post") and tokens.close(end) and "decade_word" not in fields:
        turn = tokens.tag(end, "turn_post")
        end += 1
    if turn is not None:
        fields["turn"] = turn
    if "decade_word" in fields:
        end = tokens.skip(end, "decade_noise", limit=1)
        fields = {
            "decade": 1900 + fields["decade_word"] if fields["decade_word"] >= 20 else 2000 + fields["decade_word"]
        }
    return Piece(i, end, fields, "season" in fields and turn is None and not led(tokens, i))


def _decade(tokens: Tokens, i: int) -> Piece | None:
    """A decade by its number: "the 1990s", "90-е годы", "60年代", «عقد 1990»."""
    if (value := tokens.tag(i, "decade_of")) is not None:
        start = value if value >= 1000 else value + (1900 if value >= 30 else 2000)
        return Piece(i, tokens.skip(i + 1, "decade_noise", limit=1), {"decade": start})
    if tokens.has(i + 1, "decade_mark_post") and (value := tokens.number(i, 0, 2090)) is not None and value % 10 == 0:
        start = int(value) if value >= 1000 else int(value) + (1900 if value >= 30 else 2000)
        return Piece(i, i + 2, {"decade": start})
    if tokens.has(i, "decade_pre") and (value := tokens.number(i + 1, 0, 2090)) is not None and value % 10 == 0:
        short = value < 100
        if value < 20:
            return None
        start = int(value) + (1900 if value >= 30 else 2000) if short else int(value)
        if tokens.vocabulary.settings.get("jalali_years") and (1200 <= start <= 1500 or short and value >= 30):
            return Piece(i, i + 2, {"decade": int(value) + (1300 if short else 0), "calendar": "jalali"})
        return Piece(i, i + 2, {"decade": start}) if short or start >= 1000 else None
    return None


def numbered(tokens: Tokens, i: int) -> Piece | None:
    """A quarter, half, week, month, decade or century by its number: "Q1", "third quarter", "XXI век", «الربع الأول»."""  # noqa: E501
    if (
        tokens.has(i, "quarter_letter", "half_letter")
        and (value := tokens.number(i + 1, 1, 4))
        and tokens.items[i + 1].gap in ("", " ")
    ):
        name = "quarter" if tokens.has(i, "quarter_letter") else "half"
        return Piece(i, i + 2, {name: int(value)}, tokens.items[i + 1].gap != "")
    if (decade := _decade(tokens, i)) is not None:
        return decade
    placed = i + 1 + (tokens.has(i + 1, "clitic") and tokens.has(i + 1, "the"))
    for first, second in ((i, i + 1), (placed, i)):
        unit = _half_month(tokens, second) or tokens.tag(second, "unit")
        if unit is None or not (tokens.close(i + 1) or placed > i + 1):
            continue
        place = tokens.tag(first, "ordinal")
        plain = unit == "century" or (unit == "quarter" and tokens.vocabulary.settings.get("number_quarters"))
        if place is None and first == i and (tokens.has(i, "suffixed") or plain):
            place = tokens.place(i, 1, 53)
        if place is None and unit in ("century", "quarter", "half"):
            place = tokens.tag(first, "roman")
        if place is None and first == placed and unit in ("week", "century", "quarter", "half"):
            place = tokens.tag(first, "number")
        if place is None:
            continue
        day = joined_weekday(tokens, max(first, second) + 1) if unit == "week" and 1 <= place <= 5 else None
        if day is not None:
            return Piece(i, max(first, second) + 2, {"nth": (place, day)}, True)  # "第一个星期一"
        piece = contained(tokens, _numbered(unit, place, i, trailing=first == placed, tokens=tokens))
        if piece is not None and placed > i + 1 and first == placed:
            piece.last += 1
        if piece is not None:
            return piece
    return None


def _half_month(tokens: Tokens, i: int) -> str | None:
    """The unit that a fortnight before its month is: "la deuxième quinzaine d'avril"."""
    k = tokens.skip(i + 1, "of", "the", limit=2)
    return "half" if tokens.has(i, "half_month") and tokens.has(k, "month", "month_weak") else None


def _numbered(unit: str, place: int, i: int, *, trailing: bool, tokens: Tokens) -> Piece | None:
    limits = {
        "quarter": 4,
        "half": 2,
        "century": 30,
        "week": 53,
        "month": 12,
        "decade": 10,
        "day": 366,
        "weekend": 6,
        "year": 0,
    }
    if not 1 <= place <= limits.get(unit, 0):
        return None
    end = i + 2
    if unit in ("quarter", "half"):
        return Piece(i, end, {unit: place})
    if unit == "century":
        era = tokens.tag(end, "era") if tokens.close(end) else None
        return Piece(i, end + (era is not None), {"century": place} | ({"era": era} if era else {}))
    if unit == "week" and trailing and tokens.has(i + 1, "number"):
        return Piece(i, end, {"week_number": place})
    return Piece(i, end, {"nth": (place, unit)}, True)


def week_of(tokens: Tokens, i: int) -> Piece | None:
    """The week that holds a day: "the week of 10 April", "la semana del 10 de abril"."""
    if tokens.tag(i, "unit") not in ("week", "weekend") or not tokens.has(i + 1, "of", "on") or not tokens.close(i + 1):
        return None
    day = day_month(tokens, tokens.skip(i + 1, "of", "on", "the", limit=3))
    if day is None or "day" not in day.fields or day.fields.keys() & {"days", "day_to", "calendar"}:
        return None
    return Piece(i, day.last, day.fields | {"within_unit": tokens.tag(i, "unit")})


def nth_weekday(tokens: Tokens, i: int) -> Piece | None:
    """The nth weekday of what follows: "third Tuesday of", «ثالث يوم ثلاثاء», "last Monday of"."""
    place = tokens.tag(i, "ordinal")
    j = i + 1
    if place is None and tokens.has(i, "last_of") and not tokens.has(i, "turn_pre"):
        place = -1
        if tokens.has(j, "unit"):
            return contained(tokens, Piece(i, j + 1, {"nth": (-1, tokens.tag(j, "unit"))}, True))
    if place is not None and 1 <= place <= 5 and tokens.has(j, "turn_pre") and tokens.has(j, "last_of"):
        unit = tokens.tag(j + 1, "unit")
        return Piece(i, j + 2, {"nth": (-place, unit)}, True) if unit else None
    if place is None or not (place == -1 or 1 <= place <= 5):
        if (
            (value := tokens.tag(i, "weekday")) is not None
            and tokens.tag(j, "ordinal") in (1, 2, 3, 4, 5)
            and tokens.close(j)
        ):
            return Piece(i, j + 1, {"nth": (tokens.tag(j, "ordinal"), value)}, True)
        return None
    j = tokens.skip(j, "day_noise", limit=1)
    value = tokens.tag(j, "weekday")
    if value is None or not tokens.close(j):
        return None
    return contained(tokens, Piece(i, j + 1, {"nth": (place, value)}, True))


def day_alone(tokens: Tokens, i: int) -> Piece | None:
    """A day of a month that is not said: "on the 15th", "el 15", «يوم 15», "15日"; weak unless marked."""
    found = day_at(tokens, i)
    if found is None or tokens.has(i, "fields"):
        return None
    day, j, marked = found
    if tokens.has(j, "unit", "percent") and tokens.close(j) and not (marked and tokens.has(j, "clock_pre")):
        return None
    if tokens.text[tokens.items[j - 1].end :][:2].strip().startswith(("%", "٪")):
        return None
    if tokens.joint(j) == "." and tokens.unlisted(j) and not any(tokens.has(k, "to", "until") for k in (i - 1, i - 2)):
        return None  # an ordinal of what follows: "am 15. Loch"
    digits = tokens.tag(j - 1 - tokens.has(j - 1, "day_mark_post"), "digits")
    if digits is None and not tokens.has(i, "day_mark_pre", "ordinal") and not tokens.has(j - 1, "day_mark_post"):
        return None
    if digits is None and tokens.has(j - 1, "ordinal") and tokens.unknown(j) and tokens.close(j):
        return None  # an ordinal of what follows: "el lunes el duodécimo paquete"
    pointed = tokens.has(i, "day_mark_pre") or tokens.has(i - 1, "dom_pre") or tokens.has(j - 1, "day_mark_post")
    open_end = not tokens.unknown(j)
    strong = pointed and open_end and (digits is not None or tokens.has(i, "day_mark_pre"))
    strong = strong or (tokens.has(j - 1, "day_mark_post") and open_end)
    counted = j + 1 < len(tokens) and tokens.items[j + 1].text.isdigit() and not tokens.has(j + 1, "number")
    if tokens.has(j, "to", "until") and counted:
        return None  # "bajó del 9 al 7 %": a number with a sign is no date's
    result = tokens.has(j, "to") and not marked and not tokens.has(j + 1, "clock", "h_form")
    result = result and not tokens.has(j + 2, "hour_mark_post", "am", "pm", "part")
    ends = tokens.number(j + 1, 0, 99) if result else None
    return Piece(i, j, {"day": day}, not strong or ends is not None and ends <= day)  # "terminou em 1 a 1"
