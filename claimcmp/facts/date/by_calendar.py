"""Pieces that name a place in the calendar: days, months, years, weekdays, quarters, decades, centuries, holidays."""

from __future__ import annotations

from claimcmp.facts.date.by_relation import named_day
from claimcmp.facts.date.by_turn import turned_unit
from claimcmp.facts.date.by_year import led, year_after, year_at
from claimcmp.facts.date.piece import Fields, Piece, Tokens, longest

# Words after which a day and month in digits are a date, not a score or a fraction.
_POINTING = ("turn_pre", "on", "day_mark_pre", "weekday", "from", "to", "between", "until", "since", "before", "after",
             "by", "during")  # fmt: skip


def composite(tokens: Tokens, i: int) -> Piece | None:
    """A date written in digits."""
    fields = tokens.tag(i, "fields")
    if fields is None:
        return None
    if tokens.vocabulary.settings.get("jalali_years") and 1200 <= fields.get("year", 0) <= 1500:
        fields = fields | {"calendar": "jalali"}
    weak = bool(tokens.tag(i, "weak") or (tokens.tag(i, "weak_ym") and not led(tokens, i)))
    weak = weak or bool(tokens.tag(i, "strong") and tokens.vocabulary.pointed)  # "6.2." at a sentence's end
    weak = weak and not (tokens.items[i].glued and "/" in tokens.items[i].text)
    leads = tokens.has(i - 1, *_POINTING) and tokens.close(i) and not tokens.unknown(i + 1)
    weak = weak and not leads
    return Piece(i, i + 1, dict(fields), weak and len(tokens) > 1)


def day_at(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
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


def month_at(tokens: Tokens, i: int) -> tuple[Fields, int, bool] | None:
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
    if value is not None and (told := tokens.tag(i + 1, "month_mod_post")) and tokens.close(i + 1):
        return {"month": value, "mod": told}, i + 2, True  # "12月中旬"
    if (
        value is not None
        and tokens.has(i + 1, "month_mark_post")
        and tokens.close(i + 1)
        and (not tokens.has(i, "suffixed") or tokens.vocabulary.settings.get("ordinal_months"))
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
        twin = tokens.tag(j, "month") or tokens.tag(j, "month_weak") if "calendar" not in fields else None
        if twin == value and tokens.joint(j) in ("", "/", "(", "-", "–", "،", ",", "|"):
            j += 1
        told = tokens.has(i + 1, "month_noise")  # "the month of": Turkish «ocak ayında», where «ocak» is a hearth too
        return fields, j, told or not name.endswith("_weak") and len(tokens.items[i].text) > 3
    return None


def day_month(tokens: Tokens, i: int) -> Piece | None:
    """A day and a month, in either order, a range or a list of days, and a year where there is one."""
    if not tokens.has(i, "number", "ordinal", "cardinal", "day_mark_pre", "month", "month_weak", "hijri", "jalali",
                      "jalali_weak", "era_pre", "month_mark_pre", "year_mark_pre", "dash"):  # fmt: skip
        return None
    found = longest(_day_first(tokens, i), _month_first(tokens, i), _year_first(tokens, i))
    if found is None or not found.fields.keys() >= {"day", "month"} or found.fields.keys() & {"year", "rel", "turn"}:
        return found
    if tokens.has(found.last, "turn_post") and tokens.close(found.last) and not tokens.has(found.last, "later_post"):
        return Piece(i, found.last + 1, found.fields | {"turn": tokens.tag(found.last, "turn_post")})
    return found


def _day_first(tokens: Tokens, i: int) -> Piece | None:
    first = _dashed(tokens, i) or day_at(tokens, i)
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
    month = month_at(tokens, k) or _month_by_number(tokens, j, k) or _month_meant(tokens, i, j, k, fields)
    if month is None or tokens.joint(k) == "," or (k > j and tokens.joint(k) in ("(", "/")):
        return None
    fields |= month[0]
    end = month[1]
    if month[1] - k == 2 and tokens.has(k, "number", "cardinal") and tokens.has(k + 1, "month_mark_post"):
        return None  # Chinese months come before their days
    if (found := year_after(tokens, end, fields.get("calendar", ""))) is not None:
        fields |= found[0]
        end = found[1]
    return Piece(i, end, fields)


def _month_by_number(tokens: Tokens, j: int, k: int) -> tuple[Fields, int, bool] | None:
    """The month of "9 de 8 de 1971": a number that a four-digit year follows."""
    month = tokens.number(k, 1, 12)
    if month is None or k == j or not tokens.has(k + 1, "of") or tokens.tag(k + 2, "digits") != 4:
        return None
    return ({"month": int(month)}, k + 1, True) if tokens.number(k + 2, 1900, 2100) else None


def _month_meant(tokens: Tokens, i: int, j: int, k: int, fields: Fields) -> tuple[Fields, int, bool] | None:
    """The month of "4-23 of next month"; a bare day there is joined by the grammar."""
    if "day_to" not in fields or (k == j and not tokens.close(k)):
        return None
    found = longest(turned_unit(tokens, k), named_day(tokens, k))
    if found is None or found.fields.get("rel", ("",))[0] != "month":
        return None
    return {"rel": found.fields["rel"]}, found.last, True


def _dashed(tokens: Tokens, i: int) -> tuple[int, int, bool] | None:
    """The days of "5-8" before or after a month, as the first one and the place after both."""
    pair = tokens.tag(i, "pair") if tokens.has(i, "dash") else None
    return (pair[0], i + 1, True) if pair and 1 <= pair[0] < pair[1] <= 31 else None


def _more_days(tokens: Tokens, i: int, j: int, day: int) -> tuple[Fields, int] | None:
    """The second day of "5–8", "5 to 8", or further days of "5, 6 and 8", after the day that ends at ``j``."""
    between = tokens.has(i - 1, "between") or tokens.has(i - 2, "between")
    k = j
    if tokens.joint(j) in ("-", "–", "/") and tokens.has(j, "number"):
        second = day_at(tokens, j)
    else:
        k = tokens.skip(j, "of", "on", limit=1) if tokens.has(j + 1, "month") is False else j
        k = j
        if not (tokens.has(k, "to", "until") or (between and tokens.has(k, "and"))):
            return _listed_days(tokens, j, day)
        k = tokens.skip(k + 1, "the", "day_mark_pre", "on", "of", "at", limit=2)
        if tokens.has(k, "weekday"):
            k += 1
        second = day_at(tokens, k)
    if second is None or second[0] <= day:
        return None
    return {"day_to": second[0]}, second[1]


def _listed_days(tokens: Tokens, j: int, day: int) -> tuple[Fields, int] | None:
    days = [day]
    ends = [j]
    while len(days) < 8 and (tokens.joint(j) == "," or tokens.has(j, "and", "or")) and tokens.loose(j):
        k = tokens.skip(j, "and", "or", "the", limit=2)
        further = day_at(tokens, k)
        if further is None or further[0] <= days[-1]:
            break
        days.append(further[0])
        j = further[1]
        ends.append(j)
    return ({"days": days, "day_ends": ends}, j) if len(days) > 1 else None


def _month_first(tokens: Tokens, i: int) -> Piece | None:
    month = month_at(tokens, i)
    if month is None:
        return None
    fields, j, strong = month
    weak = not strong and (not led(tokens, i) or tokens.has(i - 1, "and") or tokens.has(i, "homograph"))
    best = Piece(i, j, dict(fields), weak)
    if (found := year_after(tokens, j, fields.get("calendar", ""), short=False)) is not None:
        best = Piece(i, found[1], fields | found[0])
    k = tokens.skip(j, "the", "on", "of", limit=2)
    first = (_dashed(tokens, k) or day_at(tokens, k)) if tokens.loose(j) else None
    if first is None or "mod" in fields or best.fields.get("year") or not _day_may_follow(tokens, i, first, k):
        return best
    dated: Fields = fields | {"day": first[0]}
    end = first[1]
    extra = ({"day_to": tokens.tag(k, "pair")[1]}, end) if tokens.has(k, "dash") else _more_days(
        tokens, i, end, first[0])  # fmt: skip
    if extra is not None and "days" in extra[0] and tokens.unknown(extra[1]):
        extra = None  # "on January 10 and 24 people"
    if extra is not None and not _named_month(tokens, extra[1]):
        dated |= extra[0]
        end = extra[1]
    if (found := year_after(tokens, end, fields.get("calendar", ""))) is not None:
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
    month = month_at(tokens, k)
    if month is None or (k < len(tokens) and tokens.joint(k) in ("(", ".")) or not tokens.close(k):
        return None
    fields = fields | month[0]
    end = month[1]
    day = day_at(tokens, end) if "mod" not in fields else None
    chinese = tokens.has(end - 1, "month_mark_post")
    if day is not None and tokens.close(end) and (chinese or day[2] or not tokens.unknown(day[1])):
        fields["day"] = day[0]
        end = day[1]
        extra = _more_days(tokens, i, end, day[0])
        if extra is not None and tokens.has(extra[1] - 1, "day_mark_post"):
            fields |= extra[0]
            end = extra[1]
    return Piece(i, end, fields)
