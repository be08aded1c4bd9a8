"""Pieces that name a place in the calendar: days, months, years, weekdays, quarters, decades, centuries, holidays."""

from __future__ import annotations

from claimcmp.facts.date.piece import Fields, Piece, Tokens, longest

_YEARS = (1000, 2200)
# Words that let a bare four-digit number be a year and an ambiguous month name a month.
_LEADS = ("of", "on", "at", "from", "to", "between", "until", "since", "before", "after", "by", "during", "and", "mod",
          "year_mark_pre", "turn_pre", "rest", "season", "month_mark_pre", "decade_pre")  # fmt: skip
_TRAILS = ("until_post", "since_post", "before_post", "after_post", "during_post", "between_post", "by_post",
           "from_post", "mod_post", "year_mark_post", "to")  # fmt: skip


def led(tokens: Tokens, i: int) -> bool:
    """Whether the word before (or a case ending, or the word after) makes a number a year or a name a month."""
    return tokens.has(i - 1, *_LEADS) and tokens.close(i)


def composite(tokens: Tokens, i: int) -> Piece | None:
    """A date written in digits."""
    fields = tokens.tag(i, "fields")
    if fields is None:
        return None
    if tokens.vocabulary.settings.get("jalali_years") and 1200 <= fields.get("year", 0) <= 1500:
        fields = fields | {"calendar": "jalali"}
    weak = bool(tokens.tag(i, "weak") or (tokens.tag(i, "weak_ym") and not led(tokens, i)))
    weak = weak and not (tokens.items[i].glued and "/" in tokens.items[i].text)
    if weak and tokens.has(i - 1, "on", "day_mark_pre", "weekday", "from", "to", "between", "until", "since", "before",
                           "after", "by", "during") and tokens.close(i) and not tokens.unknown(i + 1):  # fmt: skip
        weak = False
    return Piece(i, i + 1, dict(fields), weak and len(tokens) > 1)


def _day(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
    """A day of the month at ``i``: (day, place after it, whether a word or an ending marks it as one)."""
    marked = False
    if tokens.has(i, "day_mark_pre"):
        i, marked = i + 1, True
    value = tokens.place(i, 1, 31)
    if value is None or (tokens.tag(i, "digits") or 1) > 2:
        return None
    if tokens.tag(i, "cardinal") == 1 and not tokens.has(i + 1, "day_mark_post", "month"):
        return None  # the article: "in June, to a son"
    if tokens.has(i, "unit") and not tokens.has(i, "ordinal"):
        return None
    marked = marked or tokens.has(i, "suffixed", "ordinal")
    if tokens.has(i + 1, "day_mark_post") and tokens.close(i + 1):
        return value, i + 2, True
    return value, i + 1, marked


def _month(tokens: Tokens, i: int) -> tuple[Fields, int, bool] | None:
    """A month at ``i``: (its fields, place after it, whether the name is unambiguous)."""
    if (
        tokens.has(i, "month_mark_pre")
        and (inner := _named_month(tokens, tokens.skip(i + 1, "of", limit=1))) is not None
    ):
        return inner[0], inner[1], True
    if tokens.has(i, "month_mark_pre"):
        value = tokens.place(i + 1, 1, 12)
        if value is not None and tokens.close(i + 1):
            return {"month": value}, i + 2, True
    value = tokens.place(i, 1, 12)
    if (
        value is not None
        and tokens.has(i + 1, "month_mark_post")
        and tokens.close(i + 1)
        and not tokens.has(i, "suffixed")
    ):
        return {"month": value}, i + 2, True
    return _named_month(tokens, i)


def _named_month(tokens: Tokens, i: int) -> tuple[Fields, int, bool] | None:
    for name in ("month", "month_weak", "hijri", "jalali", "jalali_weak"):
        value = tokens.tag(i, name)
        if value is None:
            continue
        fields: Fields = (
            {"month": value} if name.startswith("month") else {"month": value, "calendar": name[:6].rstrip("_")}
        )
        j = tokens.skip(i + 1, "month_noise", limit=1)
        # "كانون الأول/ديسمبر", "شباط (فبراير)": two names of one month.
        twin = tokens.tag(j, "month") if "calendar" not in fields else None
        if twin == value and tokens.joint(j) in ("/", "(", "-", "–", "،", ",", "|"):
            j += 1
        return fields, j, not name.endswith("_weak") and len(tokens.items[i].text) > 3
    return None


def year_at(tokens: Tokens, i: int, *, after_month: bool = False, calendar: str = "") -> tuple[Fields, int] | None:
    """A year at ``i``, its marks and its era included: (its fields, place after it)."""
    j, marked = i, False
    era_pre = tokens.tag(j, "era_pre")
    j += era_pre is not None
    while tokens.has(j, "year_mark_pre") and not marked:
        j, marked = j + 1, True
    if marked and not tokens.close(j):
        return None
    value = tokens.number(j, 1, 2600)
    if value is None or tokens.has(j, "decade_of") or value != int(value):
        return None
    year, digits = int(value), tokens.tag(j, "digits") or 4
    end = j + 1
    post = tokens.has(end, "year_mark_post") and tokens.close(end)
    era = tokens.tag(end + post, "era") if tokens.loose(end + post) else None
    if era_pre is not None and post:
        return {"year": year, "era": era_pre}, end + 1
    persian = tokens.vocabulary.settings.get("jalali_years") and era is None and not (after_month and not calendar)
    if persian and (1200 <= year <= 1500 or (marked and digits == 2 and year >= 20)):
        return {"year": year, "calendar": "jalali"}, end + post
    low, high = (1200, 1600) if calendar else _YEARS
    short = (
        after_month and digits == 2 and (tokens.joint(j) in ("-", "/", "'", ".") or tokens.items[j].gap.endswith("'"))
    )
    if short:
        year += 1900 if year >= 50 else 2000
    elif not (low <= year <= high) and not (
        era or (marked and digits >= 3) or (marked and tokens.has(j, "cardinal") and year > 99)
    ):
        zeroed = tokens.vocabulary.settings.get("short_years") and tokens.items[j].text.startswith("0")
        if not (post and digits == 2 and (after_month or zeroed)):
            return None
        year += 1900 if year >= 50 else 2000
    if tokens.has(end, "unit", "and_half") and not post and tokens.items[end].gap == " ":
        return None
    fields: Fields = {"year": year}
    if era:
        fields["era"] = era
    return fields, end + post + (era is not None)


def _year_after(tokens: Tokens, i: int, calendar: str = "", *, short: bool = True) -> tuple[Fields, int] | None:
    if not (tokens.loose(i) or tokens.has(i, "clitic")):
        return None
    if not short and tokens.tag(i, "digits") == 2 and tokens.joint(i) != "'":
        return None
    j = tokens.skip(i, "of", "on", "the", "at", limit=3)
    found = year_at(tokens, j, after_month=True, calendar=calendar)
    if found is None and tokens.has(j, "turn_pre") is False:
        return None
    if found is not None and tokens.joint(i) == "," and tokens.has(found[1], "unit"):
        return None
    return found


def day_month(tokens: Tokens, i: int) -> Piece | None:
    """A day and a month, in either order, a range or a list of days, and a year where there is one."""
    if not tokens.has(i, "number", "ordinal", "cardinal", "day_mark_pre", "month", "month_weak", "hijri", "jalali",
                      "jalali_weak", "era_pre", "month_mark_pre", "year_mark_pre", "dash"):  # fmt: skip
        return None
    return longest(_day_first(tokens, i), _month_first(tokens, i), _year_first(tokens, i))


def _day_first(tokens: Tokens, i: int) -> Piece | None:
    first = _dashed(tokens, i) or _day(tokens, i)
    if first is None:
        return None
    day, j, _ = first
    fields: Fields = {"day": day}
    extra = ({"day_to": tokens.tag(i, "pair")[1]}, j) if tokens.has(i, "dash") else _more_days(tokens, i, j, day)
    if extra is not None:
        fields |= extra[0]
        j = extra[1]
    if not (tokens.loose(j) or tokens.has(j, "clitic")) or tokens.joint(j) in ("(", ")"):
        return None
    k = tokens.skip(j, "of", "the", "on", limit=3)
    month = _month(tokens, k)
    if month is None or tokens.joint(k) == "," or (k > j and tokens.joint(k) in ("(", "/")):
        return None
    fields |= month[0]
    end = month[1]
    if month[1] - k == 2 and tokens.has(k, "number", "cardinal") and tokens.has(k + 1, "month_mark_post"):
        return None  # Chinese months come before their days
    if (found := _year_after(tokens, end, fields.get("calendar", ""))) is not None:
        fields |= found[0]
        end = found[1]
    return Piece(i, end, fields)


def _dashed(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
    """The days of "5-8" before or after a month, as the first one and the place after both."""
    pair = tokens.tag(i, "pair") if tokens.has(i, "dash") else None
    return (pair[0], i + 1, True) if pair and 1 <= pair[0] < pair[1] <= 31 else None


def _more_days(tokens: Tokens, i: int, j: int, day: int) -> tuple[Fields, int] | None:
    """The second day of "5–8", "5 to 8", or further days of "5, 6 and 8", after the day that ends at ``j``."""
    between = tokens.has(i - 1, "between") or tokens.has(i - 2, "between")
    k = j
    if tokens.joint(j) in ("-", "–", "/") and tokens.has(j, "number"):
        second = _day(tokens, j)
    else:
        k = tokens.skip(j, "of", "on", limit=1) if tokens.has(j + 1, "month") is False else j
        k = j
        if not (tokens.has(k, "to", "until") or (between and tokens.has(k, "and"))):
            return _listed_days(tokens, j, day)
        k = tokens.skip(k + 1, "the", "day_mark_pre", "on", "of", "at", limit=2)
        if tokens.has(k, "weekday"):
            k += 1
        second = _day(tokens, k)
    if second is None or second[0] <= day:
        return None
    return {"day_to": second[0]}, second[1]


def _listed_days(tokens: Tokens, j: int, day: int) -> tuple[Fields, int] | None:
    days = [day]
    ends = [j]
    while len(days) < 8 and (tokens.joint(j) == "," or tokens.has(j, "and", "or")) and tokens.loose(j):
        k = tokens.skip(j, "and", "or", "the", limit=2)
        further = _day(tokens, k)
        if further is None or further[0] <= days[-1]:
            break
        days.append(further[0])
        j = further[1]
        ends.append(j)
    return ({"days": days, "day_ends": ends}, j) if len(days) > 1 else None


def _month_first(tokens: Tokens, i: int) -> Piece | None:
    month = _month(tokens, i)
    if month is None:
        return None
    fields, j, strong = month
    weak = not strong and (not led(tokens, i) or tokens.has(i - 1, "and"))
    best = Piece(i, j, dict(fields), weak)
    if (found := _year_after(tokens, j, fields.get("calendar", ""), short=False)) is not None:
        best = Piece(i, found[1], fields | found[0])
    k = tokens.skip(j, "the", "on", "of", limit=2)
    first = (_dashed(tokens, k) or _day(tokens, k)) if tokens.loose(j) else None
    if first is None or best.fields.get("year") or not _day_may_follow(tokens, i, first, k):
        return best
    dated: Fields = fields | {"day": first[0]}
    end = first[1]
    extra = ({"day_to": tokens.tag(k, "pair")[1]}, end) if tokens.has(k, "dash") else _more_days(
        tokens, i, end, first[0])  # fmt: skip
    if extra is not None and not _named_month(tokens, extra[1]):
        dated |= extra[0]
        end = extra[1]
    if (found := _year_after(tokens, end, fields.get("calendar", ""))) is not None:
        dated |= found[0]
        end = found[1]
    return Piece(i, end, dated)


def _day_may_follow(tokens: Tokens, i: int, day: tuple[int, int, bool], k: int) -> bool:
    """Whether a number after a month is its day, not a count of what follows: "in May 10 people died"."""
    value, end, marked = day
    if tokens.has(end, "unit", "month", "hour_mark_post") and tokens.close(end) and not tokens.has(end, "led"):
        return False
    if tokens.joint(k) == "," and not marked:
        return False
    if marked or not tokens.unknown(end):
        return True
    return tokens.vocabulary.order == "mdy" and not tokens.has(i - 1, "month_prep")


def _year_first(tokens: Tokens, i: int) -> Piece | None:
    found = year_at(tokens, i)
    if found is None or not (tokens.close(found[1]) or tokens.joint(found[1]) == ","):
        return None
    fields, j = found
    k = tokens.skip(j, "of", "the", limit=1)
    month = _month(tokens, k)
    if month is None or (k < len(tokens) and tokens.joint(k) in ("(", ".")) or not tokens.close(k):
        return None
    fields = fields | month[0]
    end = month[1]
    day = _day(tokens, end)
    chinese = tokens.has(end - 1, "month_mark_post")
    if day is not None and tokens.close(end) and (chinese or day[2] or not tokens.unknown(day[1])):
        fields["day"] = day[0]
        end = day[1]
        extra = _more_days(tokens, i, end, day[0])
        if extra is not None and "day_to" in extra[0] and tokens.has(extra[1] - 1, "day_mark_post"):
            fields |= extra[0]
            end = extra[1]
    return Piece(i, end, fields)


def year(tokens: Tokens, i: int) -> Piece | None:
    """A year: with its mark or its era, after a word that leads to one, or alone in brackets."""
    if not tokens.has(i, "number", "cardinal", "year_mark_pre", "era_pre"):
        return None
    found = year_at(tokens, i)
    if found is None:
        return None
    fields, j = found
    marked = tokens.has(i, "year_mark_pre", "era_pre") or tokens.has(j - 1, "year_mark_post", "era")
    if not marked and len(tokens) > 1 and tokens.vocabulary.settings.get("years_marked"):
        return None
    bare = 1500 <= fields["year"] <= 2100 and tokens.tag(i, "digits") == 4
    if marked:
        return Piece(i, j, fields)
    if not bare and not (tokens.has(i, "cardinal") and 1500 <= fields["year"] <= 2100):
        return None
    framed = len(tokens) == 1 or tokens.items[i].gap.endswith("(")
    trailed = tokens.has(j, *_TRAILS) and tokens.close(j)
    cased = bool(tokens.items[i].glued) and tokens.tag(i, "digits") == 4
    counted = tokens.unknown(j) and tokens.has(i - 1, "between", "and", "to", "before", "after", "more", "less")
    strong = (led(tokens, i) and not counted) or framed or trailed or cased
    return Piece(i, j, fields, not strong)


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
    if turn is None and tokens.has(end, "turn_post") and tokens.close(end):
        turn = tokens.tag(end, "turn_post")
        end += 1
    if turn is not None:
        fields["turn"] = turn
        if near and turn:
            fields["coming"] = True
    if weak and tokens.close(j):
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
            fields: Fields = {name.removesuffix("_name"): value}
            end = j + 1
            break
    else:
        month = _month(tokens, j)
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
        fields = {
            "decade": 1900 + fields["decade_word"] if fields["decade_word"] >= 20 else 2000 + fields["decade_word"]
        }
    return Piece(i, end, fields, "season" in fields and turn is None and not led(tokens, i))


def numbered(tokens: Tokens, i: int) -> Piece | None:
    """A quarter, half, week, month, decade or century by its number: "Q1", "third quarter", "XXI век", «الربع الأول»."""  # noqa: E501
    if (
        tokens.has(i, "quarter_letter", "half_letter")
        and (value := tokens.number(i + 1, 1, 4))
        and tokens.items[i + 1].gap in ("", " ")
    ):
        name = "quarter" if tokens.has(i, "quarter_letter") else "half"
        return Piece(i, i + 2, {name: int(value)}, tokens.items[i + 1].gap != "")
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
        return Piece(i, i + 2, {"decade": start}) if short or start >= 1000 else None
    for first, second in ((i, i + 1), (i + 1, i)):
        unit = tokens.tag(second, "unit")
        if unit is None or not tokens.close(i + 1):
            continue
        place = tokens.tag(first, "ordinal")
        plain = unit == "century" or (unit == "quarter" and tokens.vocabulary.settings.get("number_quarters"))
        if place is None and first == i and (tokens.has(i, "suffixed") or plain):
            place = tokens.place(i, 1, 53)
        if place is None and unit in ("century", "quarter", "half"):
            place = tokens.tag(first, "roman")
        if place is None and first == i + 1 and unit in ("week", "century", "quarter", "half"):
            place = tokens.tag(first, "number")
        if place is None:
            continue
        piece = _numbered(unit, place, i, trailing=first == i + 1, tokens=tokens)
        if piece is not None:
            return piece
    return None


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
            return Piece(i, j + 1, {"nth": (-1, tokens.tag(j, "unit"))}, True)
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
    return Piece(i, j + 1, {"nth": (place, value)}, True)


def day_alone(tokens: Tokens, i: int) -> Piece | None:
    """A day of a month that is not said: "on the 15th", "el 15", «يوم 15», "15日"; weak unless marked."""
    found = _day(tokens, i)
    if found is None or tokens.has(i, "fields"):
        return None
    day, j, marked = found
    if tokens.has(j, "unit", "percent") and tokens.close(j):
        return None
    if tokens.text[tokens.items[j - 1].end :][:2].strip().startswith(("%", "٪")):
        return None
    if tokens.joint(j) == "." and tokens.unlisted(j) and not any(tokens.has(k, "to", "until") for k in (i - 1, i - 2)):
        return None  # an ordinal of what follows: "am 15. Loch"
    digits = tokens.tag(j - 1 - tokens.has(j - 1, "day_mark_post"), "digits")
    if digits is None and not tokens.has(i, "day_mark_pre", "ordinal") and not tokens.has(j - 1, "day_mark_post"):
        return None
    pointed = tokens.has(i, "day_mark_pre") or tokens.has(i - 1, "dom_pre") or tokens.has(j - 1, "day_mark_post")
    open_end = not tokens.unknown(j)
    strong = pointed and open_end and (digits is not None or tokens.has(i, "day_mark_pre"))
    strong = strong or (tokens.has(j - 1, "day_mark_post") and open_end)
    return Piece(i, j, {"day": day}, not strong)
