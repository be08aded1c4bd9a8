"""Pieces that name a year: with its mark or its era, after a word that leads to one, beside its month."""

from __future__ import annotations

from claimcmp.facts.date.piece import Fields, Piece, Tokens

_TIGHT = ("-", "/", ".", "'")  # "14-Apr-15"; with spaces the dash is that of a range
_YEARS = (1000, 2200)
# Words that let a bare four-digit number be a year and an ambiguous month name a month.
_LEADS = ("of", "on", "at", "from", "to", "between", "until", "since", "before", "after", "by", "during", "and", "mod",
          "year_mark_pre", "turn_pre", "rest", "season", "month_mark_pre", "decade_pre")  # fmt: skip
_TRAILS = ("until_post", "since_post", "before_post", "after_post", "during_post", "between_post", "by_post",
           "from_post", "mod_post", "year_mark_post", "to")  # fmt: skip


def led(tokens: Tokens, i: int) -> bool:
    """Whether the word before (or a case ending, or the word after) makes a number a year or a name a month."""
    return tokens.has(i - 1, *_LEADS) and tokens.close(i)


def year(tokens: Tokens, i: int) -> Piece | None:
    """A year: with its mark or its era, after a word that leads to one, or alone in brackets."""
    if not tokens.has(i, "number", "cardinal", "year_mark_pre", "era_pre"):
        return None
    found = year_at(tokens, i)
    if found is None:
        return None
    fields, j = found
    marked = tokens.has(i, "year_mark_pre", "era_pre") or tokens.has(j - 1, "year_mark_post", "era", "year_mod_post")
    if tokens.has(j, "zone") and tokens.close(j):
        return None  # "1500 GMT"
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
    strong = (led(tokens, i) and not counted) or framed or trailed or cased or bare and _of_event(tokens, i)
    return Piece(i, j, fields, not strong)


def _of_event(tokens: Tokens, i: int) -> bool:
    """Whether a noun of what happens in years stands beside a bare year: "the 2016 election", «انتخابات 2016»."""
    events = tokens.vocabulary.settings["year_events"]
    beside = [k for k in (i - 1, i + 1) if 0 <= k < len(tokens) and tokens.items[max(k, i)].gap == " "]
    return any(tokens.items[k].text in events for k in beside)


def _spoken_year(tokens: Tokens, j: int) -> int | None:
    """A year said as two numbers: "nineteen eighty-six"."""
    first, second = tokens.tag(j, "cardinal"), tokens.tag(j + 1, "cardinal")
    if not tokens.vocabulary.settings.get("paired_years") or not tokens.close(j + 1):
        return None
    if not (isinstance(first, int) and isinstance(second, int) and 13 <= first <= 20 and 10 <= second <= 99):
        return None
    return None if tokens.measured(j + 1) else first * 100 + second


def year_at(tokens: Tokens, i: int, *, after_month: bool = False, calendar: str = "") -> tuple[Fields, int] | None:
    """A year at ``i``, its marks and its era included: (its fields, place after it)."""
    j, marked = i, False
    era_pre = tokens.tag(j, "era_pre")
    j += era_pre is not None
    while tokens.has(j, "year_mark_pre") and not marked:
        j, marked = j + 1, True
    if marked and not tokens.close(j):
        return None
    spoken = _spoken_year(tokens, j)
    if spoken is not None:
        return {"year": spoken}, j + 2
    value = tokens.number(j, 1, 2600)
    if value is not None and value >= 1000 and (told := tokens.tag(j + 1, "year_mod_post")) and tokens.close(j + 1):
        return {"year": int(value), "mod": told}, j + 2  # "2021年底"
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
    short = after_month and digits == 2 and (tokens.items[j].gap in _TIGHT or tokens.items[j].gap.endswith("'"))
    if short:
        year += 1900 if year >= 50 else 2000
    elif not (low <= year <= high) and not (
        era
        or (marked and digits >= 3 and (post or not tokens.unknown(end)))
        or (marked and tokens.has(j, "cardinal") and year > 99)
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


def year_after(tokens: Tokens, i: int, calendar: str = "", *, short: bool = True) -> tuple[Fields, int] | None:
    """The year that follows a month or a day: (its fields, place after it)."""
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
