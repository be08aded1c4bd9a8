"""The words of a language's ``dates.toml``, ready to be looked up.

A table maps a tag to words: a string of alternatives ("now|at present"), a list (the value is the place in it, from
1; weekdays from 0 for Monday) or a table (the value is the key). Braces list endings: "январ{ь,я,е}".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from claimcmp.languages import grammar, table
from claimcmp.text import fold, words

_BRACES = re.compile(r"\{([^{}]*)\}")
Tags = dict[str, Any]
# Tags whose words alone never make a date: a sentence without any other word of the table and without a digit is left.
LINKS = frozenset((
    "of", "the", "at", "on", "from", "to", "between", "and", "or", "until", "since", "before", "after", "by", "during",
    "until_post", "since_post", "before_post", "after_post", "by_post", "during_post", "between_post", "from_post",
    "cardinal", "ordinal", "few", "approx", "future", "past", "this_pre", "turn_pre", "turn_post", "ago_pre", "in_pre",
    "ago_post", "in_post", "mod", "mod_post", "earlier_post", "later_post", "half_of", "every", "minus", "past_hour",
    "noise", "quarter_of", "month_mark_post", "day_mark_post", "year_mark_post", "hour_mark_post", "minute_mark_post",
    "before_count", "after_count", "zone", "rest", "count_word", "day_mark_pre", "clock_pre", "same", "more", "less",
    "and_half", "half_past", "ord_suffix", "decade_post", "clock_post", "era_bc", "season_of", "unit_one", "only",
))  # fmt: skip


@dataclass(slots=True)
class Vocabulary:
    """Every listed word of a language by its first word, longest phrases first."""

    lang: str
    phrases: dict[str, list[tuple[tuple[str, ...], Tags, str]]] = field(default_factory=dict)
    triggers: frozenset[str] = frozenset()
    order: str = "dmy"
    cased: bool = False  # whether an apostrophe parts a case ending from its word
    pointed: bool = False  # whether a point is the language's decimal sign
    settings: dict[str, Any] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)  # first letter of a clitic → tag ("و" → "and")


def expand(alternatives: str) -> Iterator[str]:
    """Each form of a string of alternatives.

    >>> list(expand("январ{ь,я}|янв"))
    ['январь', 'января', 'янв']
    """
    depth, piece = 0, ""
    for char in alternatives + "|":
        depth += (char == "{") - (char == "}")
        if char == "|" and depth == 0:
            yield from _forms(piece)
            piece = ""
        else:
            piece += char


def _forms(piece: str) -> Iterator[str]:
    found = _BRACES.search(piece)
    if found is None:
        if piece.strip():
            yield piece.strip()
        return
    for ending in found.group(1).split(","):
        yield from _forms(piece[: found.start()] + ending.strip() + piece[found.end() :])


def _entries(raw: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for tag, spec in raw.items():
        if tag in ("settings", "done"):
            continue
        if isinstance(spec, str):
            yield from ((tag, form, True) for form in expand(spec))
        elif isinstance(spec, list):
            base = 0 if tag.startswith("weekday") else 1
            yield from ((tag, form, i + base) for i, words_ in enumerate(spec) for form in expand(words_))
        else:
            for key, words_ in spec.items():
                value = int(key) if re.fullmatch(r"-?\d+", key) else key
                yield from ((tag, form, value) for form in expand(words_))


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The date words of a language, its clitics written out before each single word."""
    rules = grammar(lang)
    raw = table(lang, "dates")
    settings = dict(raw.get("settings", {}))
    for name in ("future_prefixes", "future_suffixes", "past_suffixes", "likely_future_suffixes"):
        settings[name] = tuple(fold(form) for form in settings.get(name, ()))
    settings["match_words"] = frozenset(fold(form) for form in settings.get("match_words", ()))
    for name in ("year_events", "aged"):
        forms = [fold(form) for form in settings.get(name, ())]
        settings[name] = frozenset(fold(p) + form for p in ("", *rules.prefixes) for form in forms)
    settings["rising"] = frozenset(fold(form) for form in settings.get("rising", ()))
    settings["moved"] = tuple(fold(form) for form in settings.get("moved", ()))
    settings["age_after"] = frozenset(fold(form) for form in settings.get("age_after", ()))
    found = Vocabulary(
        lang,
        order=rules.date_order,
        cased=bool(settings.get("apostrophe_case")),
        pointed=rules.decimal.startswith("."),
        settings=settings,
        leads=dict(settings.get("leads", {})),
    )
    merged: dict[tuple[str, ...], Tags] = {}
    for tag, form, value in _entries(raw):
        folded = fold(form).strip()
        parts = tuple(folded[a:b] for a, b in words(folded))
        if parts:
            merged.setdefault(parts, {}).setdefault(tag, value)
    _without_articles(merged)
    if settings.get("compound_weekdays"):
        _compound_weekdays(merged)
    triggers: set[str] = set()
    for parts, tags in merged.items():
        heads = [(parts[0], "")]
        heads += [(fold(p) + parts[0], fold(p)) for p in rules.prefixes if _may_lead(parts[0], p, tags)]
        for head, prefix in heads:
            found.phrases.setdefault(head, []).append((parts[1:], tags, prefix))
            if not tags.keys() <= LINKS:
                triggers.add(head)
    for rows in found.phrases.values():
        rows.sort(key=lambda row: (-len(row[0]), len(row[2])))
    found.triggers = frozenset(triggers)
    return found


def _without_articles(merged: dict[tuple[str, ...], Tags]) -> None:
    """Words for "the year" stay two words where both are listed, and name the unit too: "el año 2011, el pasado"."""
    for parts in [p for p, tags in merged.items() if len(p) > 1 and "year_mark_pre" in tags]:
        first, rest = merged.get(parts[:1], {}), merged.get(parts[1:], {})
        if first.keys() & {"the", "of", "on"} and "year_mark_pre" in rest:
            del merged[parts]
        elif merged.get(parts[-1:], {}).get("unit") == "year":
            merged[parts] |= {"unit": "year", "definite": True}


def _compound_weekdays(merged: dict[tuple[str, ...], Tags]) -> None:
    """Weekday and part of the day written as one word: "Dienstagabend"."""
    days = [(p[0], t["weekday"]) for p, t in merged.items() if len(p) == 1 and "weekday" in t]
    parts = [(p[0], t) for p, t in merged.items() if len(p) == 1 and t.keys() & {"part", "part_after_day"}]
    for day, value in days:
        for word, tags in parts:
            merged.setdefault((day + word,), {}).update(
                weekday=value, weekday_part=tags.get("part_after_day", tags.get("part")))  # fmt: skip


def _may_lead(word: str, prefix: str, tags: Tags) -> bool:
    """Whether a clitic may stand before a word: not before short function words, which would grow into others."""
    return len(word) >= 3 and not prefix.endswith("-") and not word.isdigit() and bool(tags)
