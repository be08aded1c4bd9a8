"""Facts read right, by language and kind: JSONL cases of five suites and of spelled numerals.

Options: ``lang=xx``, ``kind=xx``, ``suite=xx`` narrow the cases; ``misses=PATH`` writes what was read wrong;
``table=yes`` prints our figures beside the best outsider's, by language, kind and suite.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.facts_outsiders import beside, table
from claimcmp.facts import quantity
from claimcmp.facts import read as read_facts
from claimcmp.facts.numerals import numerals
from claimcmp.facts.quantity.base import DURATIONS, SCALES, in_base
from claimcmp.facts.quantity.words import quantity_table
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Fact, Kind
from claimcmp.text import fold, words

TIMES = frozenset(("date", "interval", "time"))
DAY = 86400.0
CALENDAR = {"month": 30 * DAY, "second": 1.0}  # the suites count a month as 30 days and a year as 365
SPECIAL_UNITS = {
    "c": "celsius",
    "f": "fahrenheit",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
    "pound-mass": "pound",
    "metric ton": "tonne",
    "meter": "metre",
    "kilometer": "kilometre",
    "liter": "litre",
    "milliliter": "millilitre",
    "millimeter": "millimetre",
    "decimeter": "decimetre",
    "picometer": "picometre",
    "square meter": "square metre",
    "square kilometer": "square kilometre",
    "mile per hour": "mile per hour",
    "kilometer per hour": "kilometre per hour",
    "meter per second": "metre per second",
    "square hectometer": "square hectometre",
    "square decameter": "square decametre",
    "square centimeter": "square centimetre",
    "square millimeter": "square millimetre",
    "grau": "degree",
    "grado": "degree",
    "degré": "degree",
}
# Units that one suite names more loosely than the text does.
LOOSE = {
    "degree": {"celsius", "fahrenheit", "degree"},
    "tonne": {"tonne", "ton"},
    "ton": {"ton", "tonne", "short ton"},
    "pound": {"pound"},
}


def run(data: Path, options: dict[str, str]) -> dict[str, Any]:
    """Accuracy over newslike, verified cases; the unverified and each suite apart."""
    cases = [c for c in load(data) if all(c.get(k) == options[k] for k in ("lang", "kind", "suite") if k in options)]
    tally: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    misses: list[dict[str, Any]] = []
    for case in cases:
        right = check(case, options)
        if right is None:
            continue
        count(tally, case, right)
        if not right:
            misses.append(case)
    if "misses" in options:
        lines = [json.dumps(m, ensure_ascii=False) for m in misses]
        Path(options["misses"]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    result: dict[str, Any] = {"cases": tally["all"]["all"][1], "overall": share(tally["overall"]["all"])}
    for name in ("by_kind", "by_lang", "by_suite", "by_lang_kind", "unverified", "all_kinds"):
        result[name] = {key: share(row) for key, row in sorted(tally[name].items())}
    suites = {key: share(row) for key, row in sorted(tally["by_lang_kind_suite"].items())}
    rows = beside(suites)
    result["below_outsiders"] = [f"{r['lang']}/{r['kind']}/{r['suite']}" for r in rows if not r["above"]]
    if options.get("table"):
        print(table(rows))
    result["sentences_per_second"] = speed(cases)
    return result


def load(data: Path) -> list[dict[str, Any]]:
    """The cases of a file, or of every JSONL file of a folder."""
    paths = sorted(data.glob("*.jsonl")) if data.is_dir() else [data]
    return [
        json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def count(tally: dict[str, dict[str, list[int]]], case: dict[str, Any], right: bool) -> None:
    def add(name: str, key: str) -> None:
        tally[name][key][0] += right
        tally[name][key][1] += 1

    add("all", "all")
    add("all_kinds", case["kind"])
    if not case.get("verified", True):
        add("unverified", case["kind"])
    elif case.get("newslike", True):
        add("overall", "all")
        add("by_kind", case["kind"])
        add("by_lang", case["lang"])
        add("by_suite", case["suite"])
        add("by_lang_kind", f"{case['lang']}/{case['kind']}")
        add("by_lang_kind_suite", f"{case['lang']}/{case['kind']}/{case['suite']}")


def share(row: list[int]) -> dict[str, float]:
    return {"accuracy": round(row[0] / row[1], 4) if row[1] else 0.0, "cases": row[1]}


def speed(cases: list[dict[str, Any]]) -> float:
    """Sentences a second, every reader of facts run, one core."""
    texts = [(c["text"], c["lang"]) for c in cases][:4000]
    for text, lang in texts[:200]:
        read_facts(SentenceText(text, lang, reference=1.7e9))
    start = time.perf_counter()
    for text, lang in texts:
        read_facts(SentenceText(text, lang, reference=1.7e9))
    return round(len(texts) / max(time.perf_counter() - start, 1e-9), 1)


def check(case: dict[str, Any], options: dict[str, str]) -> bool | None:
    """Whether a case is read right; None where its kind is not read yet."""
    kind, expected = case["kind"], case["expected"]
    if kind in TIMES or kind == "none" and expected["absent"] in TIMES:
        try:
            from benchmarks import facts_time
        except ModuleNotFoundError:
            return None
        return facts_time.check(case, options)
    sentence = SentenceText(case["text"], case["lang"])
    facts = quantity.find(sentence)
    if kind == "none":
        return not [f for f in facts if absent(f, expected["absent"])]
    readers = {
        "number": number,
        "ordinal": ordinal,
        "percent": percent,
        "range": bounded,
        "money": money,
        "duration": duration,
        "quantity": measure,
    }
    return any(readers[kind](f, expected, case, sentence) for f in facts)


def absent(fact: Fact, kind: str) -> bool:
    if kind == "quantity":
        return fact.kind in (Kind.MEASURE, Kind.MONEY, Kind.DURATION)
    return fact.kind == kind


def near(value: float | None, wanted: float, *, tolerance: float = 1e-6) -> bool:
    return value is not None and abs(value - wanted) <= tolerance * max(1.0, abs(wanted), abs(value))


def number(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    wanted = float(expected["value"])
    if "uncertainty" in expected:
        return in_interval(fact, wanted, float(expected["uncertainty"]))
    values = [
        v
        for n in numerals(sentence)
        for v in (n.low, n.high)
        if fact.start < sentence.normal.span(n.start, n.end)[1] and sentence.normal.span(n.start, n.end)[0] < fact.end
    ]
    values += [v for v in (fact.low, fact.high) if v is not None]
    scale = 100 if fact.role == "share" else 1
    return any(near(v, wanted) or near(v, wanted * scale) for v in values)


def in_interval(fact: Fact, middle: float, spread: float) -> bool:
    return near(fact.low, middle - spread) and near(fact.high, middle + spread)


def ordinal(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    return fact.kind == Kind.ORDINAL and near(fact.low, float(expected["value"]))


def percent(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    wanted = float(expected["value"])
    return fact.kind == Kind.PERCENT and any(near(v, wanted) for v in (fact.low, fact.high))


def bounded(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    return ends(fact, expected, 100.0 if fact.role == "share" else 1.0)


def ends(fact: Fact, expected: dict[str, Any], factor: float) -> bool:
    for key, value in (("min", fact.low), ("max", fact.high)):
        wanted = expected.get(key)
        if (
            wanted is None
            and value is not None
            or wanted is not None
            and not near(value, float(wanted) * factor, tolerance=1e-4)
        ):
            return False
    return True


def money(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    if fact.kind != Kind.MONEY:
        return False
    unit, factor = currency(expected, case)
    if unit is not None and fact.unit not in unit[0] and not (fact.role and fact.role == unit[1]):
        return False
    if "value" not in expected or expected["value"] is None:
        return ends(fact, expected, factor)
    wanted = float(expected["value"]) * factor
    return any(near(v, wanted) or near(v, wanted / factor) for v in (fact.low, fact.high) if v is not None)


FAMILIES = {
    "dollar": ("USD",),
    "pound": ("GBP", "EGP", "LBP", "SYP"),
    "cent": None,
    "pts": ("ESP",),
    "riyal": ("SAR", ""),
    "rial": ("IRR", ""),
}


# Codes whose everyday name is open: rupees are those of the country that the article names.
OPEN_NAMES = {"INR": "rupee"}
# Names that only the suite uses. A suite of Hong Kong calls 元 and 块 "dollars"; in the news they are yuan.
OWN_NAMES = {
    ("duckling", "zh", "Dollar"): {"USD", "HKD", "CNY"},
    ("recognizers", "fr", "Dollar États-Unis"): {"USD"},
}


def currency(expected: dict[str, Any], case: dict[str, Any]) -> tuple[tuple[set[str], str] | None, float]:
    """What currency a suite means: ((codes that fit, family), units of it in its name)."""
    name = expected.get("iso") or expected.get("unit") or "Unnamed"
    if (case["suite"], case["lang"], name) in OWN_NAMES:
        return (OWN_NAMES[case["suite"], case["lang"], name], "dollar"), 1.0
    if name == "Unnamed":
        return None, 1.0
    if len(name) == 3 and name.isupper() and name != "PTS":
        return ({name}, OPEN_NAMES.get(name, "")), 1.0
    lower = name.lower()
    if lower in FAMILIES:
        codes = FAMILIES[lower]
        return ((set(codes), lower) if codes else None), 0.01 if lower == "cent" else 1.0
    found = unit_named(name, case["lang"]) or unit_named(name, "en")
    if found is None:
        return (set(), "?"), 1.0
    return ({found.name, *found.candidates}, found.role), found.factor


def unit_named(name: str, lang: str) -> Any:
    folded = fold(name)
    found = quantity_table(lang).units.after(folded, words(folded), 0)
    return found[1] if found is not None and found[0] == len(words(folded)) else None


def duration(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    if fact.kind != Kind.DURATION:
        return False
    parts = expected.get("parts") or [[expected["value"], expected["unit"]]]
    wanted = sum(seconds(float(v), u) for v, u in parts)
    if fact.value:
        read = [part.rsplit(" ", 1) for part in fact.value.split(" + ")]
        total = sum(seconds(float(v), u) for v, u in read)
        return near(total, wanted, tolerance=0.003) or near(fact.low, wanted / CALENDAR["month"], tolerance=0.003)
    return any(near(seconds(v, fact.unit), wanted, tolerance=0.003) for v in (fact.low, fact.high) if v is not None)


def seconds(value: float, unit: str) -> float:
    if unit in ("year", "decade", "century"):
        return value * 365 * DAY * {"year": 1, "decade": 10, "century": 100}[unit]
    base = in_base(value, unit)
    return base[0] * CALENDAR[base[1]] if base is not None and base[1] in CALENDAR else float("nan")


def measure(fact: Fact, expected: dict[str, Any], case: dict[str, Any], sentence: SentenceText) -> bool:
    if fact.kind not in (Kind.MEASURE, Kind.DURATION, Kind.NUMBER):
        return False
    name = (expected.get("unit") or "Unnamed").lower()
    unit = SPECIAL_UNITS.get(name, name)
    if unit not in SCALES and unit != "unnamed" and unit not in ("celsius", "fahrenheit", "kelvin"):
        found = unit_named(name, case["lang"]) or unit_named(name, "en")
        unit = found.name if found is not None else unit
    fits = unit == "unnamed" or fact.unit in LOOSE.get(unit, {unit})
    if unit in DURATIONS and fact.value and f" {unit}" in f" {fact.value}":
        return f"{float(expected['value']):g} {unit}" in fact.value.split(" + ")
    if not fits:
        return fact.unit in SCALES and unit in SCALES and same_measure(fact, expected, unit)
    if "uncertainty" in expected:
        return in_interval(fact, float(expected["value"]), float(expected["uncertainty"]))
    if expected.get("value") is None:
        return ends(fact, expected, 1.0)
    return any(near(v, float(expected["value"])) for v in (fact.low, fact.high) if v is not None)


def same_measure(fact: Fact, expected: dict[str, Any], unit: str) -> bool:
    if expected.get("value") is None or fact.low is None:
        return False
    a, b = in_base(fact.low, fact.unit), in_base(float(expected["value"]), unit)
    return a is not None and b is not None and a[1] == b[1] and near(a[0], b[0])
