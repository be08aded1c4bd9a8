"""Other readers on our cases, side by side: dateparser, quantulum3 and Recognizers-Text, each where it is installed.

A peer reads a sample (fixed seed) of each language and kind that it knows, its own suite's cases left out; ours read
the same cases, scored the same way. Where grains differ, a peer's date counts as right when its day (month, year) is,
and any of its readings may be the right one; ours must be right at the first. Options: ``site=FOLDER`` (where the
peers are installed, if not beside us), ``sample=N`` (cases a language and kind, 40), ``seed=N``.
"""

from __future__ import annotations

import importlib
import random
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import facts
from benchmarks.facts_time import DAY, seconds
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind

SAMPLE = 40
LATER = frozenset(("duckling",))  # suites that take a bare weekday as the next one
READS: dict[str, dict[str, frozenset[str]]] = {
    "dateparser": {"date": frozenset("ar en ru uk fr de es tr zh fa he pt it".split())},  # noqa: SIM905
    "quantulum3": {k: frozenset(("en",)) for k in ("number", "percent", "money", "quantity", "duration")},
    "recognizers": {
        **{k: frozenset(("en", "es", "fr", "pt", "zh")) for k in ("number", "percent", "ordinal")},
        **{k: frozenset(("en", "es", "fr", "pt", "zh")) for k in ("money", "quantity", "duration")},
        **{k: frozenset(("en", "es", "fr", "zh")) for k in ("date", "interval")},
    },
}
NEEDS = {"dateparser": "dateparser.search", "quantulum3": "quantulum3.parser", "recognizers": "recognizers_suite"}
NAMES = {"dateparser": "dateparser", "quantulum3": "quantulum3", "recognizers": "Recognizers-Text"}
# Its Python package reads other languages with its English models.
CULTURES = {"en": "en-us", "es": "es-es", "fr": "fr-fr", "pt": "pt-br", "zh": "zh-cn"}
# What a peer gives: facts, or instants (start, end or None, whether it is an interval).
Points = list[tuple[float, float | None]]


def run(data: Path, options: dict[str, str]) -> dict[str, Any]:
    """Share read right by each peer and by us, by kind and by language and kind, and a table of them."""
    if "site" in options:
        sys.path.append(options["site"])
    sample, seed = int(options.get("sample", SAMPLE)), int(options.get("seed", 7))
    cases = [c for c in facts.load(data) if c.get("verified", True) and c.get("newslike", True)]
    result: dict[str, Any] = {"sample": sample, "seed": seed, "peers": {}, "missing": []}
    for peer, known in READS.items():
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(NEEDS[peer])
        except ImportError:
            print(f"benchmarks peers: {NAMES[peer]} is not installed, left out", file=sys.stderr)
            result["missing"].append(peer)
            continue
        result["peers"][peer] = beside(peer, chosen(cases, peer, known, sample=sample, seed=seed), options)
    result["table"] = rows(result["peers"])
    return result


def chosen(
    cases: list[dict[str, Any]], peer: str, known: dict[str, frozenset[str]], *, sample: int, seed: int
) -> list[dict[str, Any]]:
    """At most ``sample`` cases of each language and kind that a peer reads and did not write."""
    cells: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for case in cases:
        if case["suite"] != peer and case["lang"] in known.get(case["kind"], ()):
            cells[case["lang"], case["kind"]].append(case)
    chance = random.Random(seed)
    found: list[dict[str, Any]] = []
    for _, cell in sorted(cells.items()):
        found += chance.sample(cell, min(sample, len(cell)))
    return found


def beside(peer: str, cases: list[dict[str, Any]], options: dict[str, str]) -> dict[str, Any]:
    """Shares by kind and by language and kind: theirs, ours, cases."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for case in cases:
        theirs, ours = peer_right(peer, case), bool(facts.check(case, options))
        for key in (case["kind"], f"{case['lang']}/{case['kind']}"):
            tally[key] = [a + b for a, b in zip(tally[key], (theirs, ours, 1), strict=True)]
    return {
        key: {"peer": round(theirs / n, 4), "ours": round(ours / n, 4), "cases": n}
        for key, (theirs, ours, n) in sorted(tally.items())
    }


def rows(peers: dict[str, dict[str, Any]]) -> list[list[str]]:
    """The README's table, a header first: kinds down, peers across, "theirs / ours (cases)" in per cent."""
    kinds = sorted({key for told in peers.values() for key in told if "/" not in key})
    cell = "{0[peer]:.0%} / {0[ours]:.0%} ({0[cases]})".format
    return [
        ["kind", *(f"{NAMES[peer]} / claimcmp (cases)" for peer in peers)],
        *([kind, *(cell(told[kind]) if kind in told else "–" for told in peers.values())] for kind in kinds),
    ]


def peer_right(peer: str, case: dict[str, Any]) -> bool:
    """Whether some reading of a peer is one that the case accepts; what makes a peer fail counts as wrong."""
    accepted = case.get("any_of") or [case["expected"]]
    try:
        if case["kind"] in ("date", "interval"):
            points = dated(case) if peer == "dateparser" else recognized_times(case)
            return any(same_time(p, e, case["kind"]) for p in points for e in accepted)
        found = quantities(case) if peer == "quantulum3" else recognized(case)
    except Exception:  # a peer may fail in any way on a text
        return False
    readers: dict[str, Callable[..., bool]] = {
        "number": facts.number, "ordinal": facts.ordinal, "percent": facts.percent,
        "money": facts.money, "duration": facts.duration, "quantity": facts.measure,
    }  # fmt: skip
    empty = SentenceText("", case["lang"])
    return any(readers[case["kind"]](f, e, case, empty) for f in found for e in accepted)


def same_time(point: tuple[float, float | None], expected: dict[str, Any], kind: str) -> bool:
    """Whether an instant lies in the unit that is expected, or an interval has the expected ends."""
    start, end = point
    if kind == "interval":
        ends = [seconds(expected[k]) if expected.get(k) else None for k in ("start", "end")]
        if end is None or ends[0] is None or ends[1] is None:
            return False
        return abs(start - ends[0]) < 61 and min(abs(end - ends[1]), abs(end + DAY - ends[1])) < 61
    want, grain = seconds(expected["value"]), expected.get("grain") or "day"
    if want is None:
        return False
    if grain in ("hour", "minute", "second"):
        return abs(start - want) < (3600 if grain == "hour" else 61)
    low, high = datetime.utcfromtimestamp(want), datetime.utcfromtimestamp(start)
    if grain in ("month", "quarter"):
        return (low.year, low.month) == (high.year, high.month)
    return low.year == high.year if grain == "year" else 0 <= start - want < (7 * DAY if grain == "week" else DAY)


def _reference(case: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(case.get("reference") or "2000-01-01T00:00:00").replace(tzinfo=None)


def _seconds(moment: str | datetime) -> float:
    text = moment if isinstance(moment, str) else moment.replace(tzinfo=None).isoformat()
    return seconds(text.replace(" ", "T")) or 0.0


def dated(case: dict[str, Any]) -> Points:
    """The dates that dateparser's search finds."""
    search = importlib.import_module("dateparser.search").search_dates
    prefer = "future" if case["suite"] in LATER else "past"
    told = {"RELATIVE_BASE": _reference(case), "PREFER_DATES_FROM": prefer, "PREFER_DAY_OF_MONTH": "first"}
    return [
        (_seconds(moment), None) for _, moment in search(case["text"], languages=[case["lang"]], settings=told) or ()
    ]


@cache
def _recognizer(module: str, name: str) -> Any:
    return getattr(importlib.import_module(module), name)


def recognized_times(case: dict[str, Any]) -> Points:
    """The dates and intervals that Recognizers-Text finds, every reading of each."""
    read = _recognizer("recognizers_date_time", "recognize_datetime")
    found: Points = []
    for row in read(case["text"], CULTURES[case["lang"]], reference=_reference(case)):
        for value in (row.resolution or {}).get("values", ()):
            if "start" in value:
                found.append((_seconds(value["start"]), _seconds(value["end"]) if "end" in value else None))
            elif value.get("type") in ("date", "datetime") and value.get("value"):
                found.append((_seconds(value["value"]), None))
    return found


def recognized(case: dict[str, Any]) -> list[Fact]:
    """The quantities that Recognizers-Text finds of the case's kind."""
    kind, text, culture = case["kind"], case["text"], CULTURES[case["lang"]]
    if kind == "duration":
        read = _recognizer("recognizers_date_time", "recognize_datetime")
        values = [v for r in read(text, culture) for v in (r.resolution or {}).get("values", ())]
        spans = [float(v["value"]) for v in values if v.get("type") == "duration"]
        return [Fact(Kind.DURATION, 0, 1, low=s, high=s, unit="second") for s in spans]
    module = "recognizers_number" if kind in ("number", "percent", "ordinal") else "recognizers_number_with_unit"
    names = {"number": ("recognize_number",), "percent": ("recognize_percentage",), "ordinal": ("recognize_ordinal",),
             "money": ("recognize_currency",),
             "quantity": ("recognize_dimension", "recognize_temperature")}  # fmt: skip
    told = [r.resolution for name in names[kind] for r in _recognizer(module, name)(text, culture)]
    kinds = {"number": Kind.NUMBER, "percent": Kind.PERCENT, "ordinal": Kind.ORDINAL, "money": Kind.MONEY,
             "quantity": Kind.MEASURE}  # fmt: skip
    return [
        _fact(kinds[kind], float(r["value"].rstrip("%")), r.get("isoCurrency") or r.get("unit") or "", case)
        for r in told
        if r and r.get("value")
    ]


def quantities(case: dict[str, Any]) -> list[Fact]:
    """The quantities that quantulum3 finds."""
    parse = importlib.import_module("quantulum3.parser").parse
    found: list[Fact] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for row in parse(case["text"]):
            entity = row.unit.entity.name
            kind = Kind.PERCENT if row.unit.name == "percentage" else {
                "currency": Kind.MONEY, "time": Kind.DURATION, "dimensionless": Kind.NUMBER}.get(entity, Kind.MEASURE)  # fmt: skip  # noqa: E501
            fact = _fact(kind, float(row.value), "" if kind == Kind.NUMBER else row.unit.name, case)
            found.append(fact)
            if row.uncertainty:
                found.append(_fact(kind, fact.low or 0.0, fact.unit, case, spread=float(row.uncertainty)))
    return found


def _fact(kind: str, value: float, unit: str, case: dict[str, Any], *, spread: float = 0.0) -> Fact:
    """A peer's reading as one of ours, its unit under our name."""
    name = facts.SPECIAL_UNITS.get(unit.lower(), unit)
    known = facts.unit_named(name, case["lang"]) or facts.unit_named(name, "en")
    factor = known.factor if known is not None else 1.0
    role = known.role if known is not None else ""
    name = (known.name or known.role) if known is not None else name
    if name.lower() in facts.FAMILIES:
        role, name = name.lower(), (facts.FAMILIES[name.lower()] or ("USD",))[0]
    return Fact(kind, 0, 1, low=(value - spread) * factor, high=(value + spread) * factor, unit=name, role=role)
