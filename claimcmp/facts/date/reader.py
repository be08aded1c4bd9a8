"""From a sentence to facts: dates, times of day and recurrences with their spans, values and roles."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts import taken
from claimcmp.facts.date import grammar
from claimcmp.facts.date.by_relation import amount
from claimcmp.facts.date.inside import Conventions, Setting, clock_seconds
from claimcmp.facts.date.piece import Fields, Piece, Tokens
from claimcmp.facts.date.settled import settled
from claimcmp.facts.date.tense import FUTURE, PAST, Tenses, tenses
from claimcmp.facts.date.tokens import Token, tokenize
from claimcmp.facts.date.vocabulary import vocabulary
from claimcmp.facts.date.written import grain_of, is_time, partial, period_of, time_fact, value_text, zone_text
from claimcmp.facts.nouns.concepts import concept
from claimcmp.facts.nouns.lexicon import acts_in, hits_of
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Bound, Fact, Kind

CONVENTIONS = "date conventions"  # where a sentence's cache may hold ``Conventions`` other than the news ones
COUNTABLE = ("noun", "participant_rank")
LASTING = ("minute", "hour", "day", "week")
PUT_OUT = "burning-"  # the act that ends a fire
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
    tokens = Tokens(items, words, sentence.normal.text, reference=sentence.reference, things=_things(sentence, items))
    told = tenses(tokens)
    _tense(tokens, told)
    setting = _setting(sentence, tokens, conventions)
    tokens.future = tokens.future or setting.conventions.prefer == "future"
    facts: list[Fact] = []
    anchor = setting.anchor
    for piece in grammar.read(tokens):
        if piece.weak and (len(tokens) > 1 or piece.fields.keys().isdisjoint(("weekday", "month", "season"))):
            continue
        if set(piece.fields) == {"half"} and _of_match(tokens) or _lasted(sentence, tokens, piece):
            continue
        if told.mixed and (sign := told.of(piece)):
            setting = replace(setting, future=sign == FUTURE, past=sign == PAST)
        found = _facts(sentence, tokens, piece, replace(setting, anchor=anchor))
        if setting.conventions.prefer == "past" and not setting.conventions.strict:
            found = [settled(fact, tokens, told, piece) for fact in found]
        facts.extend(found)
        if (
            found
            and found[-1].kind == Kind.DATE
            and found[-1].low is not None
            and found[-1].unit in ("day", "part", "hour", "minute")
        ):
            anchor = found[-1].low
    return facts


def _things(sentence: SentenceText, items: list[Token]) -> frozenset[int]:
    """Where countable nouns begin; asked only where a weekday could take the number before one for its day.

    And where it begins what happened to those counted ("Dienstag 19 Verletzte"), but not in languages that write a
    weekday with its day ("el martes 19 murieron tres").
    """
    led = {"part"} if vocabulary(sentence.lang).settings.get("part_first") else set()
    if not any(t.tags.keys() & ({"weekday", "weekday_weak"} | led) for t in items):
        return frozenset()
    with_day = vocabulary(sentence.lang).settings.get("weekday_with_day", False)
    families = COUNTABLE if with_day else (*COUNTABLE, "outcome")
    return frozenset(h.start for h in hits_of(sentence)[0] if concept(h.concept).family in families)


def _of_match(tokens: Tokens) -> bool:
    """Whether a lone half is that of a match: "scored in the first half"."""
    return any(t.text in tokens.vocabulary.settings["match_words"] for t in tokens.items)


def _lasted(sentence: SentenceText, tokens: Tokens, piece: Piece) -> bool:
    """Whether "30 hours later" says how long it took: "only 30 hours later", a fire that was put out after so long."""
    shift = piece.fields.get("shift", [("", 0)])
    if not piece.fields.keys() <= {"shift", "from_text"} or any(u not in LASTING or n < 0 for u, n in shift):
        return False
    if tokens.has(piece.last, "only") and tokens.close(piece.last):  # «30小时后才将大火扑灭»
        return True
    done = tokens.has(piece.first - 1, "only") or any(
        h.concept == PUT_OUT for h in acts_in(sentence.text, sentence.lang)
    )
    return done and not tokens.future


def _tense(tokens: Tokens, told: Tenses) -> None:
    """Whether the sentence speaks of the future or the past at all; a likely future only where nothing is past."""
    signs = {sign for _, sign in told.cues}
    tokens.past = PAST in signs
    tokens.future = FUTURE in signs or (not tokens.past and bool(told.likely))


def _setting(sentence: SentenceText, tokens: Tokens, conventions: Conventions) -> Setting:
    anchor = sentence.anchors[-1][0] if sentence.anchors else None
    return Setting(
        reference=sentence.reference, conventions=conventions, future=tokens.future, past=tokens.past, anchor=anchor,
        both=tokens.future and tokens.past, week_turn=bool(tokens.vocabulary.settings.get("week_turn")),
    )  # fmt: skip


def _facts(sentence: SentenceText, tokens: Tokens, piece: Piece, setting: Setting) -> list[Fact]:
    piece, role, cue = _framed(tokens, piece, setting)
    if tokens.vocabulary.settings.get("jalali_years"):
        piece.fields = _own_year(piece.fields)
    if "days" in piece.fields:
        return _listed(sentence, tokens, piece, role, setting)
    role = role or _shift_bound(tokens, piece)
    dated = role == "deadline" and piece.fields.keys() & {"month", "quarter", "half"}
    if dated or role in ("until", "deadline") and not setting.past:
        setting = replace(setting, future=True)
    fact = _fact(piece.fields, setting)
    if fact is None:
        return []
    if tokens.vocabulary.settings.get("twelve_hours") and _half_open(piece.fields):
        fact = replace(fact, scope="half-day")
    bound = Bound.APPROX if tokens.has(piece.first - 1, "approx") and tokens.close(piece.first) else Bound.EXACT
    loose = "span" in piece.fields and "vague" in piece.fields
    if bound == Bound.APPROX:
        cue = cue or (tokens.items[piece.first - 1].start, tokens.items[piece.first - 1].end)
    start, end = tokens.items[piece.first].start, tokens.items[piece.last - 1].end
    if fact.role == "range":
        role = "range"
    if not role and "clock" in piece.fields and fact.role != "range":
        role = str(piece.fields.get("role", ""))
    bound = Bound.APPROX if loose else bound
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


def _own_year(fields: Fields) -> Fields:
    """As the language counts: this, last and next year of the Jalali calendar."""
    own = fields.get("rel", ("",))[0] == "year" and fields.keys().isdisjoint(("calendar", "month", "era", "holiday"))
    return fields | {"calendar": "jalali"} if own else fields


def _shift_bound(tokens: Tokens, piece: Piece) -> str:
    """As in "More than two years ago": before that point; in less than a year: between it and now, so left open."""
    if "shift" not in piece.fields or "within" in piece.fields or piece.fields.get("role"):
        return ""
    if not any(tokens.has(k, "more") for k in range(max(0, piece.first - 1), min(piece.first + 3, piece.last))):
        return ""
    return "before" if piece.fields["shift"][0][1] < 0 else "after"


_ROLES = ("until", "since", "before", "after", "by")


def _framed(tokens: Tokens, piece: Piece, setting: Setting) -> tuple[Piece, str, tuple[int, int] | None]:
    """The piece with its frame: "two days before" it moved, "until", "since", "by" as its role."""
    if piece.fields.pop("moved", False):
        return piece, "", None  # "from" and "to" of what was put off bound nothing
    first = piece.first
    k = first - 1
    while (
        k >= 0
        and tokens.has(k, "the", "on", "of", "at", "day_noise", "clock_pre", "more", "less", "approx")
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
    if cue is not None and role in ("before", "after", "since"):
        moved = _moved(tokens, piece, cue, role, setting)
        if moved is not None:
            return moved, "", None
    span = (tokens.items[cue].start, tokens.items[cue].end) if cue is not None else None
    if role == "since" and tokens.has(end, "lasting") and tokens.close(end):
        told = amount(tokens, tokens.skip(end + 1, "the", "approx", limit=1))
        if told is not None:  # "from 18 December for ten days"
            return Piece(piece.first, told[1], piece.fields | {"lasting": told[0]}), "", None
    return piece, {"by": "deadline"}.get(role, role), span


def _reaches(tokens: Tokens, k: int, first: int) -> bool:
    return all(tokens.close(m) or tokens.has(m - 1, "clitic") for m in range(k + 1, first + 1))


def _moved(tokens: Tokens, piece: Piece, cue: int, role: str, setting: Setting) -> Piece | None:
    """As in "Two days before the 12th": the amount stands before the word, or after it in Turkish and Chinese."""
    sign = -1 if role == "before" else 1
    for back in range(1, 6):
        i = cue - back if cue < piece.first else cue + 1
        if i < 0:
            break
        found = amount(tokens, i)
        if found is not None and role == "since" and tokens.has(i - 1, "lasting"):
            return Piece(i - 1, piece.last, piece.fields | {"lasting": found[0]})  # "for two days from Tuesday"
        if found is not None and (cue > piece.first or cue in (found[1], tokens.skip(found[1], "of", "on", limit=1))):
            candidates, grain = period_of(piece.fields, setting)
            if not candidates or grain not in ("day", "part", "hour", "minute", "second"):
                return None
            fields: Fields = {"shift": [(u, sign * n) for u, n in found[0]], "base_low": candidates[0][0]}
            return Piece(min(i, piece.first), max(piece.last, cue + 1, found[1] if cue > piece.first else 0), fields)
        if cue > piece.first:
            break
    return None


def _fact(fields: Fields, setting: Setting) -> Fact | None:
    if "every" in fields:
        value = str(fields["every"])
        if "clock" in fields:
            seconds = clock_seconds(fields)
            value += f"T{int(seconds // 3600):02d}:{int(seconds % 3600 // 60):02d}"
        return Fact(Kind.RECURRENCE, 0, 0, value=value, unit="recurrence")
    ends = fields.get("to", {})
    if is_time(fields) and (not ends or is_time(ends)):
        return time_fact(fields, ends, setting)
    candidates, grain = period_of(fields, setting)
    role = "range" if fields.keys() & {"to", "day_to", "lasting"} else fields.get("role", "")
    role = "within" if "within" in fields else role
    zone = zone_text(fields)
    if not candidates:
        value = partial(fields)
        return (
            Fact(Kind.DATE, 0, 0, unit=grain or grain_of(fields), value=value, role=role, certainty=0.5)
            if value
            else None
        )
    low, high = candidates[0]
    value = value_text(fields, low, high, grain, setting) + zone
    unique = tuple(dict.fromkeys(candidates))
    return Fact(Kind.DATE, 0, 0, low=low, high=high, unit=grain, value=value, candidates=unique if len(unique) > 1 else (),  # noqa: E501
                role=role, certainty=0.8 if len(unique) > 1 else 1.0)  # fmt: skip
