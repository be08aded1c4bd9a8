"""Units, what they measure and how they convert."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit word says: its kind ("duration", "measure", "money", "percent"), canonical name, factor and role."""

    kind: str
    name: str
    factor: float = 1.0
    role: str = ""  # "age", or the family of an open currency ("dollar")
    number: float = 0.0  # a dual holds its own number
    candidates: tuple[str, ...] = ()


# Unit → (base unit of its dimension, how many of them it is). Metric and imperial factors are exact by definition
# (1959 international yard and pound); a barrel is the oil barrel of 42 US gallons, a dunam the metric one.
_METRIC = {
    "metre": ("m", ("kilo", "hecto", "deca", "deci", "centi", "milli", "micro", "nano", "pico")),
    "gram": ("g", ("kilo", "deci", "centi", "milli", "micro", "nano")),
    "litre": ("l", ("hecto", "deca", "deci", "centi", "milli", "micro")),
    "watt": ("W", ("tera", "giga", "mega", "kilo", "milli")),
    "watt hour": ("Wh", ("tera", "giga", "mega", "kilo")),
    "joule": ("J", ("tera", "giga", "mega", "kilo")),
    "hertz": ("Hz", ("tera", "giga", "mega", "kilo")),
    "byte": ("B", ("peta", "tera", "giga", "mega", "kilo")),
    "bit": ("bit", ("tera", "giga", "mega", "kilo")),
    "volt": ("V", ("mega", "kilo", "milli")),
    "ampere": ("A", ("kilo", "milli")),
    "pascal": ("Pa", ("giga", "mega", "kilo", "hecto")),
    "calorie": ("cal", ("kilo",)),
    "gray": ("Gy", ("milli",)),
    "sievert": ("Sv", ("milli", "micro")),
    "electronvolt": ("eV", ("tera", "giga", "mega", "kilo")),
}
_PREFIX = {
    "peta": 1e15,
    "tera": 1e12,
    "giga": 1e9,
    "mega": 1e6,
    "kilo": 1e3,
    "hecto": 1e2,
    "deca": 10.0,
    "deci": 0.1,
    "centi": 1e-2,
    "milli": 1e-3,
    "micro": 1e-6,
    "nano": 1e-9,
    "pico": 1e-12,
}
_OTHER = {
    "mile": ("m", 1609.344),
    "yard": ("m", 0.9144),
    "foot": ("m", 0.3048),
    "inch": ("m", 0.0254),
    "nautical mile": ("m", 1852.0),
    "light year": ("m", 9.4607e15),
    "li": ("m", 500.0),
    "astronomical unit": ("m", 1.495978707e11),
    "verst": ("m", 1066.8),
    "tonne": ("g", 1e6),
    "short ton": ("g", 907184.74),
    "long ton": ("g", 1016046.9),
    "ton": ("g", 1e6),
    "quintal": ("g", 1e5),
    "pound": ("g", 453.59237),
    "ounce": ("g", 28.349523125),
    "stone": ("g", 6350.29318),
    "carat": ("g", 0.2),
    "troy ounce": ("g", 31.1034768),
    "jin": ("g", 500.0),
    "liang": ("g", 50.0),
    "kiloton": ("g", 1e9),
    "megaton": ("g", 1e12),
    "gigaton": ("g", 1e15),
    "square metre": ("m2", 1.0),
    "square kilometre": ("m2", 1e6),
    "square centimetre": ("m2", 1e-4),
    "square millimetre": ("m2", 1e-6),
    "square mile": ("m2", 2589988.110336),
    "square foot": ("m2", 0.09290304),
    "square yard": ("m2", 0.83612736),
    "square inch": ("m2", 0.00064516),
    "hectare": ("m2", 1e4),
    "acre": ("m2", 4046.8564224),
    "dunam": ("m2", 1000.0),
    "feddan": ("m2", 4200.0),
    "mu": ("m2", 666.6667),
    "are": ("m2", 100.0),
    "square hectometre": ("m2", 1e4),
    "square decametre": ("m2", 100.0),
    "cubic metre": ("l", 1e3),
    "cubic kilometre": ("l", 1e12),
    "cubic centimetre": ("l", 1e-3),
    "cubic foot": ("l", 28.316846592),
    "cubic inch": ("l", 0.016387064),
    "cubic yard": ("l", 764.554857984),
    "cubic mile": ("l", 4.168181825e12),
    "barrel": ("l", 158.987294928),
    "gallon": ("l", 3.785411784),
    "pint": ("l", 0.473176473),
    "quart": ("l", 0.946352946),
    "acre foot": ("l", 1233481.84),
    "cup": ("l", 0.2365882365),
    "tablespoon": ("l", 0.01478676),
    "teaspoon": ("l", 0.00492892),
    "kilometre per hour": ("m/s", 1 / 3.6),
    "metre per second": ("m/s", 1.0),
    "mile per hour": ("m/s", 0.44704),
    "knot": ("m/s", 0.514444),
    "kilometre per second": ("m/s", 1000.0),
    "horsepower": ("W", 745.7),
    "british thermal unit": ("J", 1055.056),
    "atmosphere": ("Pa", 101325.0),
    "bar": ("Pa", 1e5),
    "millibar": ("Pa", 100.0),
    "psi": ("Pa", 6894.757),
    "degree": ("deg", 1.0),
    "minute of arc": ("deg", 1 / 60),
    "second of arc": ("deg", 1 / 3600),
    "radian": ("deg", 57.29577951),
    "turn": ("deg", 360.0),
    "decibel": ("dB", 1.0),
    "magnitude": ("magnitude", 1.0),
    "point": ("point", 1.0),
    "millisecond": ("second", 1e-3),
    "second": ("second", 1.0),
    "minute": ("second", 60.0),
    "hour": ("second", 3600.0),
    "day": ("second", 86400.0),
    "week": ("second", 604800.0),
    "fortnight": ("second", 1209600.0),
    "month": ("month", 1.0),
    "quarter": ("month", 3.0),
    "year": ("month", 12.0),
    "decade": ("month", 120.0),
    "century": ("month", 1200.0),
    "millennium": ("month", 12000.0),
    "percent": ("percent", 1.0),
    "pp": ("pp", 1.0),
}
SCALES: dict[str, tuple[str, float]] = {
    **_OTHER,
    **{unit: (base, 1.0) for unit, (base, _) in _METRIC.items()},
    **{p + unit: (base, _PREFIX[p]) for unit, (base, ps) in _METRIC.items() for p in ps},
}
_KELVIN = {"celsius": (1.0, 273.15), "fahrenheit": (5 / 9, 255.3722222), "kelvin": (1.0, 0.0)}
DURATIONS = frozenset(u for u, (base, _) in SCALES.items() if base in ("second", "month"))
MONTH_SECONDS = 86400 * 365.2425 / 12  # the Gregorian calendar's mean month


def in_base(value: float, unit: str) -> tuple[float, str] | None:
    """A value in the base unit of its dimension; None for a unit that is not known.

    Calendar units stay months: a year is 12 of them, never a number of seconds.

    >>> in_base(10, "mile"), in_base(2.5, "year"), in_base(0, "celsius")
    ((16093.44, 'm'), (30.0, 'month'), (273.15, 'K'))
    """
    if unit in _KELVIN:
        factor, zero = _KELVIN[unit]
        return value * factor + zero, "K"
    row = SCALES.get(unit)
    return (value * row[1], row[0]) if row is not None else None
