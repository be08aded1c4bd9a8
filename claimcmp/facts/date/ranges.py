"""Pairs of pieces made into ranges: "from 5 to 8 May", "between Monday and Friday", hours beside a day."""

from __future__ import annotations

from claimcmp.facts.date.inside import HOUR, clock_seconds
from claimcmp.facts.date.near_weekday import names_thing
from claimcmp.facts.date.piece import CLOCKLIKE, DAYLIKE, FREE, JOINS, Fields, Piece, Tokens

MOVED_REACH = 8  # words on either side of two dates in which a verb moves something from one to the other
_DAY_NAMES = ("year", "month", "day", "weekday", "rel", "turn", "holiday")


def ranges(tokens: Tokens, pieces: list[Piece]) -> list[Piece]:
    """Pairs of pieces with "to", "and" (after "between") or a dash between them, as one piece each."""
    out: list[Piece] = []
    for piece in pieces:
        while out and (ranged := _ranged(tokens, out[-1], piece)) is not None:
            left = out.pop()
            if _moved(tokens, left, piece):
                old = {k: v for k, v in ranged.fields.items() if k != "to"}
                out.append(Piece(left.first, left.last, old | {"moved": True}))
                piece = Piece(piece.first, piece.last, ranged.fields["to"] | {"moved": True})
                break
            piece = ranged
        out.append(piece)
    return out


def _moved(tokens: Tokens, left: Piece, right: Piece) -> bool:
    """Whether something is moved from one date to another: "postponed from Thursday to Friday"."""
    stems = tokens.vocabulary.settings["moved"]
    if not stems or any("clock" in p.fields or "part" in p.fields for p in (left, right)):
        return False
    near = range(max(0, left.first - MOVED_REACH), min(len(tokens), right.last + MOVED_REACH))
    return any(tokens.items[k].text.startswith(stems) for k in near if not left.first <= k < right.last)


def _ranged(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    if "to" in left.fields or "to" in right.fields or "every" in left.fields or "every" in right.fields:
        return None
    if not _range_words(tokens, left, right) or (right.weak and names_thing(tokens, right.last)):
        return None  # "mató el martes a 27 personas"
    first, second = _as_hours(tokens, left, right)
    if first is None:
        return None
    unsure = left.weak and right.weak and set(first) <= _BARE and set(second) <= _BARE
    if unsure and not _days_marked(tokens, left, right):
        falls = first.get("day", 0) >= second.get("day", 99)  # "1 a 1": a result
        return None if falls else _hours(tokens, left, right)
    if left.weak and right.weak and "day" in first and "month" in first:
        return None  # "16.5 to 10.5" is a score
    if "hour" in first or "hour" in second:
        return None
    a, b = shared_fields(first, second)
    if not _same_sort(a, b):
        return None
    end = right.last
    if tokens.has(end, "between_post", "until_post") and tokens.close(end):
        end += 1
    return Piece(left.first, end, a | {"to": b}, False)


_BARE = frozenset(("day", "hour"))


def _as_hours(tokens: Tokens, left: Piece, right: Piece) -> tuple[Fields | None, Fields]:
    """The fields of both, a bare number beside a clock time read as an hour, noon beside one as twelve."""
    a, b = left.fields, right.fields
    if left.weak and set(a) <= _BARE and "clock" in b:
        hour = next(iter(a.values()))
        return ({"clock": (hour, None, None)}, b) if hour <= 24 else (None, b)
    if right.weak and set(b) <= _BARE:
        hour = next(iter(b.values()))
        noon = {"noon": 12, "midnight": 0}.get(a.get("part", "")) if "clock" not in a else None
        if noon is not None and set(a) <= {"part", *_DAY_NAMES}:
            a = {k: v for k, v in a.items() if k != "part"} | {"clock": (noon, 0 if noon else None, None)}
        if "clock" in a:
            fits = hour <= 24 and not tokens.unknown(right.last) and not tokens.measured(right.last - 1)
            return (a, {"clock": (hour, None, None)}) if fits else (None, b)
    return a, b


def _days_marked(tokens: Tokens, left: Piece, right: Piece) -> bool:
    """Whether an ordinal, its ending or a word for the day makes one of two numbers a day of the month."""
    for k in (*range(left.first, left.last), *range(right.first, right.last)):
        marked = tokens.has(k, "ordinal", "suffixed", "day_mark_pre", "day_mark_post")
        if (marked and len(tokens.items[k].glued) != 1) or tokens.joint(k + 1) == ".":
            return True
    return False


def _hours(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    """Two bare numbers with "to" between them: hours beside a day ("heute von 4 bis 5"), else nothing certain."""
    a, b = next(iter(left.fields.values())), next(iter(right.fields.values()))
    if a > 24 or b > 24 or tokens.has(right.last, "unit", "percent", "month"):
        return None
    end = right.last + tokens.has(right.last, "between_post", "until_post")
    return Piece(left.first, end, {"clock": (a, None, None), "to": {"clock": (b, None, None)}}, True)


def beside_days(tokens: Tokens, pieces: list[Piece]) -> list[Piece]:
    """Ranges of clock times joined to the day that stands next to them; a weak one is nothing alone."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        whole = _of_day(tokens, last, piece) if last is not None else None
        if whole is not None:
            out[-1] = whole
        else:
            out.append(piece)
    return out


def _of_day(tokens: Tokens, left: Piece, right: Piece) -> Piece | None:
    day, hours = (left, right) if "to" in right.fields else (right, left)
    times = (hours.fields, hours.fields.get("to", {}))
    if "to" in day.fields or "every" in day.fields or day.weak or not all("clock" in f for f in times):
        return None
    if any(f.keys() - CLOCKLIKE - {"to", "role"} for f in times):
        return None
    named = day.fields.keys() & DAYLIKE and not day.fields.keys() & {"clock", "now", "shift"}
    words = [k for k in range(left.last, right.first) if not tokens.has(k, *JOINS, "clock_pre", "from", "between")]
    if not named or words or not tokens.loose(right.first) or right.first - left.last > 3:
        return None
    if hours.weak and (
        times[0]["clock"][0] >= times[1]["clock"][0]
        or (tokens.unknown(right.last) and not tokens.has(right.last - 1, "until_post", "between_post"))
        or (day is right and right.first > left.last and not tokens.future)
    ):  # fmt: skip
        return None
    part = day.fields.get("part")
    named_day = {k: v for k, v in day.fields.items() if k != "part"}
    both = [named_day | ({"part": part} if part and "pm" not in f else {}) | f for f in times]
    return Piece(left.first, right.last, both[0] | {"to": {k: v for k, v in both[1].items() if k != "to"}})


def _range_words(tokens: Tokens, left: Piece, right: Piece) -> bool:
    """Whether a dash, "to", or "and" after "between" is all that stands between two pieces."""
    i, j = left.last, right.first
    if i == j:
        if _ablative(tokens, left.last - 1) and (
            tokens.has(right.last, "until_post") or _cased(tokens, right.last - 1, "dative")
        ):
            return True
        told = any(
            f.keys() & {"pm", "part"} or f.get("clock", (0, None))[1] is not None for f in (left.fields, right.fields)
        ) or any(tokens.has(m, "h_form") for m in range(left.first, right.last))
        if told and tokens.has(j, "to") and "clock" in right.fields and not (left.weak and tokens.unknown(right.last)):
            return left.fields.keys() & {"clock", "day", "hour"} != set()
        return tokens.joint(j) in ("-", "–", "/", "~", "～", "至", ".-", ". -") and not (left.weak and right.weak)
    words = [k for k in range(i, j) if tokens.has(k, "to", "until", "and") or not tokens.has(
        k, *JOINS, "clock_pre", "day_mark_pre")]  # fmt: skip
    if len(words) != 1 or any(not tokens.loose(k) and not tokens.has(k, "clitic", "led") for k in range(i, j)):
        return False
    opened = range(max(0, left.first - 3), left.last)
    if tokens.has(words[0], "to"):
        return "," not in tokens.joint(words[0]) or any(tokens.has(k, "from", "since", "between") for k in opened)
    if tokens.has(words[0], "until"):
        return any(tokens.has(k, "from", "since") for k in opened) or not left.weak
    if tokens.has(words[0], "and"):
        return any(tokens.has(k, "between") for k in opened) or (
            tokens.has(right.last, "between_post") and tokens.close(right.last)
        )
    return False


def _cased(tokens: Tokens, i: int, case: str) -> bool:
    """Whether a word stands in a case that its language's settings list by its endings."""
    endings = tokens.vocabulary.settings.get(case, ())
    token = tokens.items[i]
    if token.glued:
        return token.glued.endswith(tuple(endings))
    return bool(endings) and not token.text[-1:].isdigit() and token.text.endswith(tuple(endings))


def _ablative(tokens: Tokens, i: int) -> bool:
    return _cased(tokens, i, "ablative")


def shared_fields(a: Fields, b: Fields) -> tuple[Fields, Fields]:  # noqa: C901
    """Both ends of a range with what only one of them says: "from 5 May to June 2019", "Monday 3 to 5 pm"."""
    a, b = dict(a), dict(b)
    for name in ("year", "calendar", "era"):
        if name in b and name not in a and ("month" in a or "quarter" in a or ("day" in a and name != "era")):
            a[name] = b[name]
            if name == "year" and a.get("month", 0) > b.get("month", 13):
                a["year"] -= 1
        if name in a and name not in b and "month" in b and a.keys() & {"month", "day"}:
            b[name] = a[name]
            if name == "year" and b["month"] < a.get("month", 0):
                b["year"] += 1
    if "day" in a and "month" not in a and "month" in b:
        a["month"] = b["month"]
        a |= {k: b[k] for k in ("year", "calendar") if k in b}
    if (
        "rel" in b
        and b["rel"][0] in ("month", "year")
        and "rel" not in a
        and a.keys() & {"day", "month"}
        and "year" not in a
    ):
        a["rel"] = b["rel"]
    if b.keys() & {"day"} and not b.keys() & {"month", "rel", "weekday"} and b["day"] > a.get("day", 31):
        b |= {k: a[k] for k in ("year", "month", "rel", "calendar") if k in a}
    day_names = _DAY_NAMES
    if "clock" in a and "clock" in b:
        same_day = not b.keys() & set(day_names)
        for x, y in ((a, b), (b, a)):
            if not x.keys() & set(day_names):
                x |= {k: y[k] for k in day_names if k in y}
        if "pm" in b and "pm" not in a and "part" not in a and a["clock"][0] <= b["clock"][0] % 12:
            a["pm"] = b["pm"]
        if "part" in b and "part" not in a and "pm" not in a and a["clock"][0] <= b["clock"][0] <= 12:
            a["part"] = b["part"]
        if "part" in a and "part" not in b and "pm" not in b:
            b["part"] = a["part"]
        elif same_day and b.keys().isdisjoint(("pm", "part")) and "pm" in a and 1 <= b["clock"][0] <= 12:
            begin, end = clock_seconds(a), clock_seconds(b | {"pm": False})
            b["pm"] = end <= begin < end + 12 * HOUR  # the next time that the clock shows it
        if "zone" in b:
            a.setdefault("zone", b["zone"])
    return a, b


def _same_sort(a: Fields, b: Fields) -> bool:
    """Whether two ends can bound one range."""

    def sort(f: Fields) -> str:
        if "clock" in f or "part" in f:
            return "clock"
        return "date"

    if a.keys() & {"span"} or b.keys() & {"span"}:
        return False
    if sort(a) != sort(b) and not ("now" in a or "now" in b):
        return bool(a.keys() & DAYLIKE and b.keys() & DAYLIKE)
    return bool(a.keys() - FREE and b.keys() - FREE)
