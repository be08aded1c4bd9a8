"""A fact's value in the reader's notation: "> 100,000 people" is read "> 100,000", "2.5 years", "60 million USD".

The notation is one for all languages, so that an editor compares readings, not spellings. Numerals are written with a
comma for thousands and a point for decimals.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from claimcmp.model import Bound, Fact, Kind
from claimcmp.report import moments
from claimcmp.text import isolate

_SIGNS = {Bound.APPROX: "≈ ", Bound.MORE_THAN: "> ", Bound.AT_LEAST: "≥ ", Bound.LESS_THAN: "< ",
          Bound.AT_MOST: "≤ "}  # fmt: skip
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_THOUSAND = (1e3, "thousand")
# Symbols of the canonical unit names; a unit that is not listed is written out.
_SYMBOLS = {
    "metre": "m", "kilometre": "km", "centimetre": "cm", "millimetre": "mm", "mile": "mi", "nautical_mile": "nmi",
    "foot": "ft", "inch": "in", "yard": "yd", "gram": "g", "kilogram": "kg", "milligram": "mg", "tonne": "t",
    "pound": "lb", "ounce": "oz", "litre": "l", "millilitre": "ml", "cubic_metre": "m³", "square_metre": "m²",
    "square_kilometre": "km²", "square_mile": "mi²", "square_foot": "ft²", "hectare": "ha", "celsius": "°C",
    "fahrenheit": "°F", "kelvin": "K", "watt": "W", "kilowatt": "kW", "megawatt": "MW", "gigawatt": "GW",
    "kilowatt_hour": "kWh", "megawatt_hour": "MWh", "kilometre_per_hour": "km/h", "metre_per_second": "m/s",
    "mile_per_hour": "mph", "knot": "kn", "degree": "°", "kilobyte": "kB", "megabyte": "MB", "gigabyte": "GB",
    "terabyte": "TB", "volt": "V", "kilovolt": "kV", "hertz": "Hz", "megahertz": "MHz", "gigahertz": "GHz",
}  # fmt: skip
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries"}
_BETWEEN = re.compile(r"([;≠→=≈∈⊂]| against )")


def label(fact: Fact, surface: str = "") -> str:
    """The value of a fact in the reader's notation; ``surface`` is what the text says, for names.

    >>> label(Fact(kind="number", start=0, end=0, low=20_000.0, high=30_000.0, bound="range"))
    '20–30 thousand'
    >>> label(Fact(kind="money", start=0, end=0, low=6e7, high=6e7, unit="USD"))
    '60 million USD'
    """
    kind = fact.kind
    if kind == Kind.POLARITY:
        return _polarity(fact)
    text = _value(fact, surface.strip()) or surface.strip() or fact.value or "unread"
    return f"not {text}" if fact.negated else text


def _value(fact: Fact, surface: str) -> str:
    kind = fact.kind
    if kind == Kind.DATE:
        return _date(fact)
    if kind == Kind.TIME:
        return moments.clock(fact.low, fact.high)
    if kind in (Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION, Kind.ATTRIBUTION, Kind.RECURRENCE):
        return surface or _name(fact.value) or fact.speaker
    if fact.low is None and fact.high is None:
        return surface or fact.value
    return _quantity(fact)


def _polarity(fact: Fact) -> str:
    if fact.negated or fact.value in ("denied", "negative", "no", "false"):
        return "denied" if fact.value in ("", "denied", "negative", "no", "false", "negated") else fact.value
    return {"": "affirmed", "positive": "affirmed", "yes": "affirmed", "true": "affirmed"}.get(fact.value, fact.value)


def _date(fact: Fact) -> str:
    """A date; where the text leaves open which of two days is meant, the likelier one and the other in brackets."""
    if 1 < len(fact.candidates) <= 2:
        days = sorted(fact.candidates, key=lambda c: ((c[0], c[1]) != (fact.low, fact.high), c[0] is None, c))
        return either(*(moments.date(low, high, fact.unit, fact.value) for low, high in days))
    return moments.date(fact.low, fact.high, fact.unit, fact.value)


def either(first: str, second: str) -> str:
    """Two readings as one, the likelier first, what they share said once.

    >>> either("21 May 2024, 20:00", "14 May 2024, 20:00"), either("30 April 2024", "7 May 2024")
    ('21 (or 14) May 2024, 20:00', '30 April (or 7 May) 2024')
    """
    one, two = first.split(" "), second.split(" ")
    shared = 0
    while shared < min(len(one), len(two)) - 1 and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    head = [" ".join(words[: len(words) - shared]) for words in (one, two)]
    return " ".join((f"{head[0]} (or {head[1]})", *one[len(one) - shared :]))


def isolated_reason(why: str) -> str:
    """A comparison's reason for a line of text: the words of each sentence keep to their side of the sign."""
    parts = _BETWEEN.split(why)
    return "".join(
        part if i % 2 or not part.strip() else part.replace(part.strip(), isolate(part.strip()))
        for i, part in enumerate(parts)
    )


def canonical(fact: Fact) -> str:
    """A name as Latin letters write it, where its canonical form says so: "place:UA/kyiv" → "Kyiv"; else ""."""
    if fact.kind not in (Kind.PLACE, Kind.ORGANIZATION) or ":" not in fact.value:
        return ""
    last = fact.value.rpartition(":")[2].rpartition("/")[2]
    return "" if len(last) == 2 else _name(fact.value)


def _name(value: str) -> str:
    """The last part of a canonical name: "place:UA/kyiv" → "Kyiv", "org:NATO" → "NATO"."""
    last = value.rpartition(":")[2].rpartition("/")[2].replace("_", " ").replace("-", " ")
    return last if any(c.isupper() for c in last) else last.title()


def _quantity(fact: Fact) -> str:
    low, high = _finite(fact.low), _finite(fact.high)
    bound = fact.bound
    one_sided = bound in (Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST)
    if low is not None and high is not None and low != high and not one_sided:
        if bound == Bound.APPROX:
            return _SIGNS[Bound.APPROX] + _with_unit(_middle(fact, low, high), fact)
        return _with_unit(_range(low, high, fact.kind), fact, plural=True)
    if bound in (Bound.LESS_THAN, Bound.AT_MOST) or low is None:
        value, sign = high if high is not None else low, _SIGNS.get(Bound(bound), "≤ ")
    else:
        value, sign = low, _SIGNS.get(Bound(bound), "≥ " if high is None else "")
    return sign + _with_unit(_single(value, fact.kind), fact) if value is not None else ""


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _middle(fact: Fact, low: float, high: float) -> str:
    """The stated value of an approximation, whose interval may lie around it."""
    try:
        return _single(float(fact.value), fact.kind)
    except ValueError:
        return _range(low, high, fact.kind)


def _single(value: float, kind: str) -> str:
    if kind == Kind.ORDINAL:
        return _ordinal(int(value))
    scale, word = _scale((value,))
    return f"{figures(value / scale)} {word}" if word else figures(value)


def _range(low: float, high: float, kind: str) -> str:
    if kind == Kind.ORDINAL:
        return f"{_ordinal(int(low))}–{_ordinal(int(high))}"
    scale, word = _scale((low, high), extra=_THOUSAND)
    dash = " – " if min(low, high) < 0 else "–"
    text = f"{figures(low / scale)}{dash}{figures(high / scale)}"
    return f"{text} {word}" if word else text


def _scale(values: tuple[float, ...], *, extra: tuple[float, str] | None = None) -> tuple[float, str]:
    """The largest scale word in which every value has at most two decimals."""
    for scale, word in (*_SCALES, *((extra,) if extra else ())):
        if all(abs(v) >= scale and _short(v / scale) for v in values):
            return scale, word
    return 1.0, ""


def _short(value: float) -> bool:
    return abs(value * 100 - round(value * 100)) < 1e-6


def figures(value: float) -> str:
    """A number with thousands separators and up to three decimals.

    >>> figures(100000.0), figures(2.5), figures(-12.0), figures(0.0001)
    ('100,000', '2.5', '−12', '0.0001')
    """
    if value == round(value):
        text = f"{value:,.0f}"
    elif abs(value) < 0.001:
        text = f"{value:.3g}"
    else:
        text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.replace("-", "−") if not text.startswith("1e") else text


def _ordinal(n: int) -> str:
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def _with_unit(number: str, fact: Fact, *, plural: bool = False) -> str:
    unit = fact.unit
    if fact.kind == Kind.PERCENT:
        return f"{number} pp" if unit == "pp" else f"{number}%"
    if fact.kind == Kind.MONEY or not unit or fact.kind == Kind.ORDINAL:
        return f"{number} {unit}".strip()
    symbol = _SYMBOLS.get(unit.replace(" ", "_"))
    if symbol:
        return f"{number} {symbol}"
    return f"{number} {_plural(unit, one=number == '1' and not plural)}"


def _plural(unit: str, *, one: bool) -> str:
    name = unit.replace("_", " ")
    if one or name.endswith(("s", "hertz")):
        return name
    return _PLURALS.get(name, f"{name}s")


def common(labels: Iterable[str]) -> str:
    """The label that stands for a group: the most frequent one, of equals the most exact, then the first in order."""
    counted: dict[str, int] = {}
    for text in labels:
        counted[text] = counted.get(text, 0) + 1
    return min(counted, key=lambda t: (-counted[t], t.startswith(("≈", ">", "≥", "<", "≤")), len(t), t), default="")
