"""From a sentence to facts: dates, times of day and recurrences with their spans, values and roles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from claimcmp.facts import taken
from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date import grammar
from claimcmp.facts.date.calendars import DAY, Period
from claimcmp.facts.date.piece import Fields, Piece, Tokens
from claimcmp.facts.date.resolve import Conventions, Reading, Setting, clock_grain, clock_seconds, part_hours, resolve
from claimcmp.facts.date.tokens import tokenize
from claimcmp.facts.date.vocabulary import vocabulary
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Bound, Fact, Kind

CONVENTIONS = "date conventions"  # where a sentence's cache may hold ``Conventions`` other than the news ones
MAX_TOKENS = 600  # a longer "sentence" is a table or a fault of splitting: read its beginning only


def find(sentence: SentenceText) -> list[Fact]:
    """Dates, times and recurrences in a sentence, by position; their spans are claimed in ``facts.taken``.

    >>> [f.value for f in find(SentenceText("The council met on 12 January 2022.", "en"))]
    ['2022-01-12']
    """
    words = vocabulary(sentence.lang)
    chosen = sentence.cache.get(CONVENTIONS)
    conventions = chosen if isinstance(chosen, Conventions) else Conventions(prefer=sentence.prefer)
    items = tokenize(sentence, words, order=conventions.order or words.order)[:MAX_TOKENS]
    if not items:
        return []
    tokens = Tokens(items, words, sentence.normal.text)
    tokens.future = any("future" in t.tags for t in items) or _future_form(tokens)
    tokens.past = any("past" in t.tags for t in items)
    setting = _setting(sentence, tokens, conventions)
    tokens.future = tokens.future or setting.conventions.prefer == "future"
    facts: list[Fact] = []
    anchor = setting.anchor
    for piece in grammar.read(tokens):
        if piece.weak:
            continue
        found = _facts(sentence, tokens, piece, replace(setting, anchor=anchor))
        facts.extend(found)
        if (
            found
            and found[-1].kind == Kind.DATE
            and found[-1].low is not None
            and found[-1].unit in ("day", "part", "hour", "minute")
        ):
            anchor = found[-1].low
    return facts


def _future_form(tokens: Tokens) -> bool:
    """Whether an unlisted word bears the language's future prefix or ending («سيعقد», "yapılacak")."""
    settings = tokens.vocabulary.settings
    heads, tails = settings["future_prefixes"], settings["future_suffixes"]
    return any(
        not t.tags and len(t.text) >= 5 and ((heads and t.text.startswith(heads)) or (tails and t.text.endswith(tails)))
        for t in tokens.items
    )


def _setting(sentence: SentenceText, tokens: Tokens, conventions: Conventions) -> Setting:
    anchor = sentence.anchors[-1][0] if sentence.anchors else None
    return Setting(
        reference=sentence.reference, conventions=conventions, future=tokens.future, past=tokens.past, anchor=anchor,
        week_turn=bool(tokens.vocabulary.settings.get("week_turn")),
    )  # fmt: skip


def _facts(sentence: SentenceText, tokens: Tokens, piece: Piece, setting: Setting) -> list[Fact]:
    piece, role, cue = _framed(tokens, piece, setting)
    if "days" in piece.fields:
        return _listed(sentence, tokens, piece, role, setting)
    if role in ("until", "deadline") and not tokens.past:
        setting = replace(setting, future=True)
    fact = _fact(piece.fields, setting)
    if fact is None:
        return []
    if tokens.vocabulary.settings.get("twelve_hours") and _half_open(piece.fields):
        fact = replace(fact, scope="half-day")
    bound = Bound.APPROX if tokens.has(piece.first - 1, "approx") and tokens.close(piece.first) else Bound.EXACT
    if bound == Bound.APPROX:
        cue = cue or (tokens.items[piece.first - 1].start, tokens.items[piece.first - 1].end)
    start, end = tokens.items[piece.first].start, tokens.items[piece.last - 1].end
    if fact.role == "range":
        role = "range"
    if not role and "clock" in piece.fields and fact.role != "range":
        role = str(piece.fields.get("role", ""))
    return [_placed(sentence, fact, start, end, role=role or fact.role, bound=bound, cue=cue)]


def _placed(
    sentence: SentenceText, fact: Fact, start: int, end: int, *, role: str, bound: str, cue: tuple[int, int] | None
) -> Fact:
    """The fact at its original offsets, its span claimed."""
    taken(sentence).append((start, end))
    a, b = sentence.normal.span(start, end)
    cue_start, cue_end = sentence.normal.span(*cue) if cue else (-1, -1)
    return replace(fact, start=a, end=b, role=role, bound=bound, cue_start=cue_start, cue_end=cue_end)


def _half_open(fields: Fields) -> bool:
    """Whether a clock time leaves the half of the day open: "at 3:30"."""
    if "clock" not in fields or fields.keys() & {"pm", "part"}:
        return False
    hour = fields["clock"][0]
    return bool(1 <= hour <= 12)


def _listed(sentence: SentenceText, tokens: Tokens, piece: Piece, role: str, setting: Setting) -> list[Fact]:
    """A fact for each day of "5, 6 and 8 January"; the last one's span holds the month."""
    out: list[Fact] = []
    rest = {k: v for k, v in piece.fields.items() if k not in ("days", "day_ends", "day")}
    first = piece.first
    for day, stop in zip(piece.fields["days"], piece.fields["day_ends"], strict=True):
        fact = _fact(rest | {"day": day}, setting)
        last = piece.last if day == piece.fields["days"][-1] else stop
        while first < last - 1 and not tokens.has(first, "number", "ordinal", "cardinal"):
            first += 1
        if fact is not None:
            start, end = tokens.items[first].start, tokens.items[last - 1].end
            out.append(_placed(sentence, fact, start, end, role=role, bound=Bound.EXACT, cue=None))
        first = stop
    return out


_ROLES = ("until", "since", "before", "after", "by")


def _framed(tokens: Tokens, piece: Piece, setting: Setting) -> tuple[Piece, str, tuple[int, int] | None]:
    """The piece with its frame: "two days before" it moved, "until", "since", "by" as its role."""
    first = piece.first
    k = first - 1
    while (
        k >= 0
        and tokens.has(k, "the", "on", "of", "at", "day_noise", "clock_pre")
        and not tokens.has(k, *_ROLES)
        and first - k < 4
    ):
        k -= 1
    role, cue = "", None
    for name in _ROLES:
        if tokens.has(k, name) and _reaches(tokens, k, first):
            role, cue = name, k
            break
    end = piece.last
    for name in _ROLES:
        if tokens.has(end, f"{name}_post") and (tokens.close(end) or tokens.items[end].gap == "'"):
            role, cue = name, end
            break
    if cue is not None and role in ("before", "after"):
        moved = _moved(tokens, piece, cue, role, setting)
        if moved is not None:
            return moved, "", None
    span = (tokens.items[cue].start, tokens.items[cue].end) if cue is not None else None
    return piece, {"by": "deadline"}.get(role, role), span


def _reaches(tokens: Tokens, k: int, first: int) -> bool:
    return all(tokens.close(m) or tokens.has(m - 1, "clitic") for m in range(k + 1, first + 1))


def _moved(tokens: Tokens, piece: Piece, cue: int, role: str, setting: Setting) -> Piece | None:
    """As in "Two days before the 12th": the amount stands before the word, or after it in Turkish and Chinese."""
    from claimcmp.facts.date.by_relation import amount

    sign = -1 if role == "before" else 1
    for back in range(1, 6):
        i = cue - back if cue < piece.first else cue + 1
        if i < 0:
            break
        found = amount(tokens, i)
        if found is not None and (cue > piece.first or tokens.skip(found[1], "of", "on", limit=1) == cue):
            candidates, grain = _period(piece.fields, setting)
            if not candidates or grain not in ("day", "part", "hour", "minute", "second"):
                return None
            fields: Fields = {"shift": [(u, sign * n) for u, n in found[0]], "base_low": candidates[0][0]}
            return Piece(min(i, piece.first), max(piece.last, cue + 1, found[1] if cue > piece.first else 0), fields)
        if cue > piece.first:
            break
    return None


def _period(fields: Fields, setting: Setting) -> Reading:
    """The periods of a single time or of a range."""
    if "to" in fields:
        return _range(fields, setting)
    if "day_to" in fields:
        first = {k: v for k, v in fields.items() if k != "day_to"}
        return _range(first | {"to": first | {"day": fields["day_to"]}}, setting)
    return resolve(fields, setting)


def _range(fields: Fields, setting: Setting) -> Reading:
    """From the beginning of the first end to the end of the second; the second lies after the first."""
    left = {k: v for k, v in fields.items() if k != "to"}
    lows, first_grain = resolve(left, setting)
    highs, grain = resolve(fields["to"], setting)
    if not lows or not highs:
        return [], "range"
    if "now" in left and grain not in ("hour", "minute", "second"):
        lows = [(low - low % DAY, high) for low, high in lows]
    if first_grain in ("minute", "second") and grain == "hour":  # "3:30 to 6 pm" ends at six
        highs = [(low, low + cal.SECONDS[first_grain]) for low, _ in highs]
    pairs: list[Period] = []
    for low in lows:
        after = [h for h in highs if h[0] >= low[0]]
        if after:
            nearest = min(after, key=lambda h: (h[0], h[1]))
            pairs.append((low[0], nearest[1]))
        elif "clock" in fields["to"] and highs[0][0] + DAY > low[0]:
            pairs.append((low[0], highs[0][1] + DAY))
        elif "weekday" in fields["to"] and not fields["to"].keys() & {"year", "month"}:
            end = highs[0][0]
            while end < low[0]:
                end += 7 * DAY
            pairs.append((low[0], end + DAY))
    return pairs, "range"


def _fact(fields: Fields, setting: Setting) -> Fact | None:
    if "every" in fields:
        value = str(fields["every"])
        if "clock" in fields:
            seconds = clock_seconds(fields)
            value += f"T{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}"
        return Fact(Kind.RECURRENCE, 0, 0, value=value, unit="recurrence")
    ends = fields.get("to", {})
    if _is_time(fields) and (not ends or _is_time(ends)):
        return _time_fact(fields, ends, setting)
    candidates, grain = _period(fields, setting)
    role = "range" if "to" in fields or "day_to" in fields else fields.get("role", "")
    role = "within" if "within" in fields else role
    zone = _zone_text(fields)
    if not candidates:
        value = partial(fields)
        return (
            Fact(Kind.DATE, 0, 0, unit=grain or _grain_of(fields), value=value, role=role, certainty=0.5)
            if value
            else None
        )
    low, high = candidates[0]
    value = _value(fields, low, high, grain, setting) + zone
    unique = tuple(dict.fromkeys(candidates))
    return Fact(Kind.DATE, 0, 0, low=low, high=high, unit=grain, value=value, candidates=unique if len(unique) > 1 else (),  # noqa: E501
                role=role, certainty=0.8 if len(unique) > 1 else 1.0)  # fmt: skip


def _value(fields: Fields, low: float, high: float, grain: str, setting: Setting) -> str:
    """What is stated, written out: a day, a month, a range; of "two years ago" the exact point."""
    if "shift" in fields and "within" not in fields and "weekday" not in fields:
        base = fields.get("base_low")
        if base is None:
            base = setting.anchor if fields.get("from_text") else setting.reference
        point = (low + high) / 2
        if base is not None:
            from claimcmp.facts.date.resolve import point_of

            point = point_of(fields, base)
        fine = fields["shift"][-1][0] in ("second", "minute", "hour")
        return cal.iso(point, grain="second" if fine else "day")
    if grain in ("day", "month", "year", "minute", "hour", "second"):
        return cal.iso(low, grain=grain)
    if "day_to" in fields or "to" in fields:
        return _range_value(fields, low, high, setting)
    exact = low % DAY or high % DAY
    if not exact and grain not in ("range", "day part"):
        return f"{cal.iso(low)}/{cal.iso(high - DAY)}"
    return f"{cal.iso(low, grain='minute' if exact else 'day')}/{cal.iso(high, grain='minute' if exact else 'day')}"


def _range_value(fields: Fields, low: float, high: float, setting: Setting) -> str:
    """Both ends as they are said, the second one included: "2014/2019", "2022-01-05/2022-01-08"."""
    if "day_to" in fields:
        return f"{cal.iso(low)}/{cal.iso(high - DAY)}"
    _, first = resolve({k: v for k, v in fields.items() if k != "to"}, setting)
    _, last = resolve(fields["to"], setting)
    fine = ("hour", "minute", "second")
    end = high - cal.SECONDS[last] if last in fine else high - DAY
    return f"{cal.iso(low, grain=first)}/{cal.iso(end, grain=last)}"


def _zone_text(fields: Fields) -> str:
    if "zone" not in fields:
        return ""
    minutes = int(fields["zone"])
    sign = "-" if minutes < 0 else "+"
    return "Z" if minutes == 0 else f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _is_time(fields: Fields) -> bool:
    return fields.keys() <= {"clock", "part", "part_mod", "pm", "zone", "to", "role"} and bool(
        fields.keys() & {"clock", "part"}
    )


def _time_of(fields: Fields, setting: Setting) -> tuple[Period, str]:
    if "clock" in fields:
        low = clock_seconds(fields)
        grain = clock_grain(fields)
        return (low, low + cal.SECONDS[grain]), grain
    low, high = part_hours(fields, setting.conventions)
    return (low * 3600, high * 3600), "part"


def _time_fact(fields: Fields, ends: Fields, setting: Setting) -> Fact:
    (low, high), grain = _time_of(fields, setting)
    if ends:
        (end_low, high), end_grain = _time_of(ends, setting)
        if grain in ("minute", "second") and end_grain == "hour":
            high = end_low + 60
        high += DAY if high <= low else 0
        grain = "range"
    value = f"{int(low // 3600) % 24:02d}:{int(low % 3600 // 60):02d}"
    if grain == "second":
        value += f":{int(low % 60):02d}"
    if grain in ("range", "part"):
        value += f"/{int(high // 3600) % 24:02d}:{int(high % 3600 // 60):02d}"
    return Fact(
        Kind.TIME,
        0,
        0,
        low=low,
        high=high,
        unit=grain,
        value=value + _zone_text(fields),
        role="range" if ends else str(fields.get("role", "")),
    )


def _grain_of(fields: Fields) -> str:
    for name in ("clock", "part", "day", "weekday", "month", "year"):
        if name in fields:
            return {"clock": "minute", "weekday": "day"}.get(name, name)
    return fields["rel"][0] if "rel" in fields else ""


def partial(fields: Fields) -> str:
    """The canonical form of a date that stays open.

    >>> partial({"month": 1, "day": 12}), partial({"weekday": 3}), partial({"rel": ("day", -1)})
    ('XXXX-01-12', 'weekday:3', 'day:-1')
    """
    parts: list[str] = []
    to: Any = fields.get("to")
    if "calendar" in fields:
        parts.append(f"{fields['calendar']}:")
    if "month" in fields:
        day = f"-{fields['day']:02d}" if "day" in fields else ""
        parts.append(f"{fields.get('year', 'XXXX')}-{fields['month']:02d}{day}")
    elif "day" in fields:
        parts.append(f"XXXX-XX-{fields['day']:02d}")
    elif "year" in fields:
        parts.append(f"{fields['year']}{fields.get('era', '')}")
    for name in ("weekday", "holiday", "quarter", "half", "season", "anchor_day", "century"):
        if name in fields and not (name == "weekday" and parts):
            parts.append(f"{name}:{fields[name]}")
    if "rel" in fields:
        parts.append(
            f"{fields['rel'][0]}:{fields['rel'][1]:+d}"
            if fields["rel"][1] > 0
            else f"{fields['rel'][0]}:{fields['rel'][1]}"
        )
    for unit, count in fields.get("shift", ()):
        parts.append(f"{'text' if fields.get('from_text') else 'now'}{count:+g} {unit}")
    if "span" in fields:
        parts.append(f"span:{fields['span'][1]:+g} {fields['span'][0]}")
    if "now" in fields:
        parts.append("now")
    if "clock" in fields:
        seconds = clock_seconds(fields)
        parts.append(f"T{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}")
    elif "part" in fields:
        parts.append(f"T{fields['part']}")
    if "day_to" in fields:
        parts.append(f"/{fields['day_to']:02d}")
    text = "".join(parts[:1]) + "".join(
        p if p[0] in "T/" else f" {p}" if parts and not parts[0].endswith(":") else p for p in parts[1:]
    )
    return f"{text}/{partial(to)}" if to else text
