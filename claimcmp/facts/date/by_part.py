"""Pieces that name a part of the day: "morning", "this evening", «مساء», "early in the morning"."""

from __future__ import annotations

from claimcmp.facts.date.piece import Fields, Piece, Tokens

POINTS = ("noon", "midnight")


def age_follows(tokens: Tokens, i: int) -> bool:
    """Whether a word for somebody's life stands at token ``i``, or after one more: «الأربعينات من عمره»."""
    words = tokens.vocabulary.settings["age_after"]
    return bool(words) and any(tokens.items[k].text in words for k in range(i, min(i + 2, len(tokens))))


def of_age(tokens: Tokens, i: int) -> bool:
    """Whether an ordinal tells how old someone is, and no time: «فتى في السابعة عشرة», «في السابعة عشرة من عمره»."""
    settings = tokens.vocabulary.settings
    if not settings["aged"] or not tokens.has(i, "ordinal"):
        return False
    person = i > 1 and tokens.has(i - 1, "at") and tokens.items[i - 2].text in settings["aged"]
    return person or age_follows(tokens, i + 1)


def split_part(value: str) -> tuple[str | None, str]:
    """A part of the day with what the table says of it: "late evening" is the late evening."""
    mod, _, part = value.rpartition(" ")
    return mod or None, part


def part(tokens: Tokens, i: int) -> Piece | None:
    """A part of the day: "morning", "this evening", «مساء», "early in the morning"."""
    mod = None
    j = i
    if tokens.has(i, "mod") and tokens.has(tokens.skip(i + 1, "of", "the", "on", "at", limit=3), "part"):
        mod, j = tokens.tag(i, "mod"), tokens.skip(i + 1, "of", "the", "on", "at", limit=3)
        if not tokens.close(j):
            return None
    turn = None
    if tokens.has(j, "turn_pre") and tokens.has(j + 1, "part") and tokens.close(j + 1):
        turn, j = tokens.tag(j, "turn_pre"), j + 1
    value = tokens.tag(j, "part")
    if value is None:
        return None
    own, value = split_part(value)
    mod = mod or own
    end = j + 1
    fields: Fields = {"part": value}
    if tokens.has(end, "turn_post") and turn is None and tokens.close(end) and not tokens.has(end, "later_post"):
        turn, end = tokens.tag(end, "turn_post"), end + 1
    if tokens.has(end, "mod_post") and mod is None and tokens.close(end):
        mod, end = tokens.tag(end, "mod_post"), end + 1
    if turn is not None and turn in (-1, 0, 1):
        fields["rel"] = ("day", turn)
    if mod:
        fields["part_mod"] = mod
    strong = turn is not None or bool(mod) or len(tokens) == 1 or (value in POINTS and not tokens.unknown(end))
    before = j - 1 - tokens.has(j - 1, "the")
    strong = strong or (
        tokens.close(j) and tokens.has(before, "on", "at", "during", "part_pre") and not tokens.has(j, "unit")
    )
    return Piece(i, end, fields, not strong)


def beside_part(tokens: Tokens, i: int, j: int, led: bool) -> bool:
    """Whether a part of the day right before makes a bare number its hour: "tonight at 7", "bu akşam 7'de"."""
    if tokens.has(i - 1, "day_mark_post") and tokens.has(j + 1, "hour_mark_post") and not tokens.items[i].gap:
        return True  # "1月15日4时"
    if tokens.vocabulary.settings.get("hour_mark_weak") and tokens.has(i - 1, "weekday", "day") and not led:
        return tokens.has(j + 1, "hour_mark_post") and not tokens.items[i].gap  # "周四17时"
    if not tokens.has(i - 1, "part", "day_part", "weekday_part", "part_after_day") or not tokens.close(i):
        return False
    settings = tokens.vocabulary.settings
    cased = tokens.items[j].glued in settings.get("locative", ()) or tokens.has(j + 1, "hour_mark_post")
    night = str(tokens.tag(i - 1, "part")).endswith("night")  # "ночь с 5 на 6 января"
    return (led and not tokens.has(i, "to", "of") and not (night and tokens.has(i, "from", "between"))) or cased
