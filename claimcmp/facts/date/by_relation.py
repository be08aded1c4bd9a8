"""Pieces that are placed by another time: yesterday, last week, two years ago, the end of the month, the next day."""

from __future__ import annotations

from claimcmp.facts.date.piece import Fields, Piece, Tokens

Amounts = list[tuple[str, float]]


def named_day(tokens: Tokens, i: int) -> Piece | None:
    """Yesterday, today, tomorrow, now, tonight, and days told from the text's own: "the same day", "the following day"."""  # noqa: E501
    if (some := tokens.tag(i, "some")) is not None:
        count, unit = str(some).split(" ")
        return Piece(i, i + 1, {"span": [(unit, float(count))], "vague": True})
    for name in ("day", "now", "day_part", "anchor_day", "rel_unit"):
        value = tokens.tag(i, name)
        if value is None:
            continue
        j = i + 1
        if name == "day":
            return Piece(i, j, {"rel": ("day", value)})
        if name == "now":
            return Piece(i, j, {"now": True})
        if name == "anchor_day":
            return Piece(i, j, {"anchor_day": value})
        if name == "rel_unit":
            unit, count = str(value).split(" ")
            return Piece(i, j, {"rel": (unit, int(count))})
        offset, part = str(value).split(" ", 1)
        mod, _, part = part.rpartition(" ")
        return Piece(i, j, {"rel": ("day", int(offset)), "part": part} | ({"part_mod": mod} if mod else {}))
    return None


def _count(tokens: Tokens, i: int) -> tuple[float, int] | None:
    """A count before a unit: digits, words, "a few"; and the place after it."""
    if (few := tokens.tag(i, "few")) is not None:
        return float(few), tokens.skip(i + 1, "of", "count_word", limit=1)
    value = tokens.number(i, 0, 9999)
    if value is None:
        return None
    j = i + 1
    if tokens.has(j, "and_half") and tokens.close(j) and tokens.has(j + 1, "unit"):
        return value + 0.5, j + 1
    return value, tokens.skip(j, "count_word", limit=1)


def amount(tokens: Tokens, i: int) -> tuple[Amounts, int] | None:
    """How much time: "two years", "سنتين ونصف", "a year and three months", "полгода"."""
    if (known := tokens.tag(i, "amount")) is not None:
        count, unit = str(known).split(" ")
        return [(unit, float(count))], i + 1
    if (unit := tokens.tag(i, "dual")) is not None:
        first: tuple[str, float] = (unit, 2.0)
        j = i + 1
    else:
        counted = _count(tokens, i)
        if counted is None:
            return None
        value, j = counted
        if tokens.has(i, "h_form") and j == i + 1 and tokens.tag(i, "clock")[1] is None:
            return [("hour", value)], j
        unit = tokens.tag(j, "unit")
        if unit is None or not (tokens.close(j) or j == i):
            return None
        if unit == "year" and (value >= 1000 or tokens.items[i].text.startswith("0")):
            return None  # a year itself
        first = (unit, value)
        j += 1
    if tokens.has(j, "and_half") and tokens.close(j):
        first = (first[0], first[1] + 0.5)
        j += 1
    return _further(tokens, first, j)


def _further(tokens: Tokens, first: tuple[str, float], j: int) -> tuple[Amounts, int]:
    k = tokens.skip(j, "and", limit=1)
    if tokens.loose(k) and k < len(tokens) and (tokens.has(k, "number", "cardinal", "dual")):
        order = ("century", "decade", "year", "month", "week", "day", "hour", "minute", "second")
        more = amount(tokens, k)
        if more is not None and first[0] in order and more[0][0][0] in order:
            smaller = order.index(more[0][0][0]) > order.index(first[0])
            if smaller:
                return [first, *more[0]], more[1]
    return [first], j


def shifted(tokens: Tokens, i: int) -> Piece | None:
    """A time so far from now or from another time: "two years ago", «قبل يومين», "in three days", "3 days later"."""
    for name, sign in (("ago_pre", -1), ("in_pre", 1), ("in_weak", 1)):
        if tokens.has(i, name):
            piece = _after_word(tokens, i, name, sign)
            if piece is not None:
                return piece
    for name, sign in (("earlier_post", -1), ("later_post", 1)):
        if (
            tokens.has(i, name)
            and tokens.has(i + 1, "clitic")
            and (told := amount(tokens, i + 2) or _single_unit(tokens, i + 2))
        ):
            return Piece(
                i, told[1], {"shift": [(u, sign * n) for u, n in told[0]], "from_text": True}
            )  # «بعد ذلك بيومين»
    found = amount(tokens, i) or _bare_unit(tokens, i)
    if found is None:
        return _counted_days(tokens, i)
    amounts, j = found[0], tokens.skip(found[1], "amount_noise", limit=1)
    if not tokens.close(j):
        return None
    for name, sign in (("within_post", 1), ("ago_post", -1), ("in_post", 1), ("earlier_post", -1), ("later_post", 1)):
        if tokens.has(j, name):
            bare = not tokens.items[j + 1].tags if j + 1 < len(tokens) else True
            takes = tokens.vocabulary.settings.get("after_takes_noun", False)
            if tokens.has(j, "before", "after") and tokens.close(j + 1) and (takes or not bare):
                continue  # "two days after his arrest" is not told from the text's own day
            fields: Fields = {"shift": [(u, sign * n) for u, n in amounts]}
            counted_on = _told_back(tokens) or tokens.has(j, "later_post")
            if name in ("earlier_post", "later_post") or (name == "in_post" and counted_on):
                fields["from_text"] = True
            if name == "within_post":
                if not tokens.future:
                    continue
                fields["within"] = True
            end = tokens.skip(j + 1, "shift_noise", limit=1)
            return Piece(i, end, fields)
    return None


def _told_back(tokens: Tokens) -> bool:
    """Whether a sentence of the past counts forward from the day that its text tells of."""
    return tokens.past and not tokens.future and bool(tokens.vocabulary.settings.get("after_from_text"))


def _after_word(tokens: Tokens, i: int, name: str, sign: int) -> Piece | None:
    j = tokens.skip(i + 1, "approx", "more", "less", "exact", limit=2)
    found = amount(tokens, j) or _single_unit(tokens, j)
    if found is None or not (tokens.close(j) or tokens.has(j, "clitic")):
        return None
    amounts, end = found
    if (
        tokens.vocabulary.settings.get("counted_years")
        and tokens.has(end + 1, "year_mark_post")
        and tokens.number(end, 1900, 2100)
    ):
        return None  # "за 9 месяцев 2021 года"
    if tokens.has(end, "from_event") and tokens.close(end) and not tokens.has(end + 1, "now", "day", "number", "month"):
        return None
    if tokens.has(end, "in_post", "shift_noise") and tokens.close(end):
        end += 1
    if (name == "in_weak" or tokens.has(i, "within") and tokens.has(i, "during")) and not tokens.future:
        return None
    taken = tokens.past and not tokens.future and tokens.vocabulary.settings.get("in_takes")
    if name == "in_pre" and taken and not tokens.has(i, "within"):
        return None  # «In sechs Stunden fielen 210 Millimeter Regen»
    fields: Fields = {"shift": [(u, sign * n) for u, n in amounts]}
    if sign > 0 and (_told_back(tokens) or tokens.has(i, "later_post")):
        fields["from_text"] = True  # "через два дня он ушёл": counted from what was told before
    if tokens.has(i, "since"):
        fields["role"] = "since"
    if tokens.has(i, "within") and sign > 0:
        fields["within"] = True
    return Piece(i, end, fields)


def _single_unit(tokens: Tokens, i: int) -> tuple[Amounts, int] | None:
    """A unit without a number after "before" or "in": «قبل أسبوع», "через неделю"."""
    unit = tokens.tag(i, "unit")
    if (
        unit is None
        or unit in ("quarter", "half", "weekend")
        or tokens.has(i, "plural")
        or not tokens.vocabulary.settings.get("bare_units")
    ):
        return None
    if tokens.has(i, "led") and tokens.items[i].text.startswith("ال"):
        return None
    j = i + 1
    if tokens.has(j, "cardinal", "number", "month", "fields") and tokens.close(j):
        if tokens.number(j, 1, 1) is None:
            return None  # «منذ عام 2011»: the unit names what follows
        j += 1
    half = 0.5 if tokens.has(j, "and_half") and tokens.close(j) else 0.0
    return [(unit, 1 + half)], j + (half > 0)


def _bare_unit(tokens: Tokens, i: int) -> tuple[Amounts, int] | None:
    """A unit without a number before "ago": "неделю назад"."""
    unit = tokens.tag(i, "unit")
    if unit is None or not tokens.vocabulary.settings.get("bare_units") or not tokens.has(i + 1, "ago_post", "in_post"):
        return None
    return [(unit, 1.0)], i + 1


def _counted_days(tokens: Tokens, i: int) -> Piece | None:
    """So many weekdays from now: "three Fridays from now", "two Mondays ago"."""
    value = tokens.number(i, 1, 20)
    day = tokens.tag(i + 1, "weekday") if value is not None and tokens.close(i + 1) else None
    if day is None and value is not None and tokens.close(i + 1):
        day = tokens.tag(i + 1, "weekdays")
    if value is None or day is None:
        return None
    for name, sign in (("ago_post", -1), ("in_post", 1), ("later_post", 1), ("earlier_post", -1)):
        if tokens.has(i + 2, name) and tokens.close(i + 2):
            return Piece(i, i + 3, {"weekday": day, "turn": sign * int(value), "coming": True})
    return None


def part_of_unit(tokens: Tokens, i: int) -> Piece | None:
    """The start, middle, end or rest of this unit: "the end of the month", «نهاية العام», "later this year"."""
    mod = tokens.tag(i, "mod")
    if mod is not None:
        j = i + 1 if tokens.has(i + 1, "unit") else tokens.skip(i + 1, "of", "the", "this_noise", limit=3)
        unit = tokens.tag(j, "unit")
        definite = (
            tokens.has(j, "definite")
            or tokens.has(j - 1, "the", "this_noise")
            or tokens.vocabulary.settings.get("bare_mod_units")
        )
        if (
            unit in ("month", "year", "week", "day", "quarter", "decade", "century")
            and tokens.close(j)
            and definite
            and not tokens.named(j)
        ):
            return Piece(i, j + 1, {"rel": (unit, 0), "mod": mod, "vague": True})
    if (told := tokens.tag(i, "unit_part")) is not None:  # "year-end", "Monatsende"
        mod_word, _, unit_word = str(told).partition(" ")
        return Piece(i, i + 1, {"rel": (unit_word, 0), "mod": mod_word, "vague": True})
    for name in ("month", "year"):
        if (told := tokens.tag(i, f"{name}_mod_post")) is not None and not tokens.has(i - 1, "number", "cardinal"):
            return Piece(i, i + 1, {"rel": (name, 0), "mod": told, "vague": True})
    unit = tokens.tag(i, "unit")
    if unit == "weekend" and (mod is None or tokens.has(i, "weekend_word")):
        pointed = tokens.has(i - 1, "on", "at", "during", "the", "in_weak", "in_pre") and (
            tokens.close(i) or tokens.has(i - 1, "clitic"))  # fmt: skip
        pointed = pointed or tokens.vocabulary.settings.get("bare_weekends", False) or len(tokens) == 1
        return Piece(i, i + 1, {"rel": ("weekend", 0), "vague": True}, not pointed)
    if unit in ("month", "year", "week", "day", "quarter") and tokens.has(i + 1, "mod_post") and tokens.close(i + 1):
        return Piece(i, i + 2, {"rel": (unit, 0), "mod": tokens.tag(i + 1, "mod_post"), "vague": True})
    return None


def recurring(tokens: Tokens, i: int) -> Piece | None:
    """As in "Every Friday", «كل يوم جمعة», "по пятницам": a recurrence, kept as such."""
    value = tokens.tag(i, "weekdays")
    if value is not None:
        return Piece(i, i + 1, {"every": f"weekday:{value}"})
    if (often := tokens.tag(i, "often")) is not None:
        return Piece(i, i + 1, {"every": "day" if often is True else str(often)})
    if not tokens.has(i, "every"):
        return None
    j = tokens.skip(i + 1, "the", "day_noise", limit=1)
    if not tokens.close(j):
        return None
    if (day := tokens.tag(j, "weekday")) is not None:
        return Piece(i, j + 1, {"every": f"weekday:{day}"})
    if (month := tokens.tag(j, "month")) is not None:
        return Piece(i, j + 1, {"every": f"XXXX-{month:02d}"})
    if (unit := tokens.tag(j, "unit")) is not None:
        whole = tokens.has(j + 1, "turn_post") and tokens.close(j + 1)  # «todo el año pasado»: the whole of one year
        return None if whole else Piece(i, j + 1, {"every": str(unit)})
    if (part := tokens.tag(j, "part")) is not None:
        return Piece(i, j + 1, {"every": f"day/{part}"})
    counted = amount(tokens, j)
    if counted is not None and len(counted[0]) == 1:
        unit, count = counted[0][0]
        return Piece(i, counted[1], {"every": f"{count:g} {unit}"})
    return None
