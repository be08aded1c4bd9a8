"""Write ``claimcmp/languages/<lang>/cldr.toml``: unit and currency names of CLDR (Unicode licence), through babel.

Run from the repository root: ``python tools/cldr_units.py``. The files are generated; mend ``units.toml`` instead.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale
from babel.numbers import get_territory_currencies

LANGUAGES = ("ar", "en", "ru", "uk", "fr", "de", "es", "tr", "zh", "fa", "he", "pt", "it")
UNITS = {
    "length-kilometer": "kilometre", "length-meter": "metre", "length-centimeter": "centimetre",
    "length-millimeter": "millimetre", "length-micrometer": "micrometre", "length-nanometer": "nanometre",
    "length-mile": "mile", "length-yard": "yard", "length-foot": "foot", "length-inch": "inch",
    "length-nautical-mile": "nautical mile", "length-light-year": "light year", "length-decimeter": "decimetre",
    "length-picometer": "picometre",
    "area-square-kilometer": "square kilometre", "area-hectare": "hectare", "area-square-meter": "square metre",
    "area-square-centimeter": "square centimetre", "area-square-mile": "square mile", "area-acre": "acre",
    "area-square-foot": "square foot", "area-square-yard": "square yard", "area-dunam": "dunam",
    "mass-tonne": "tonne", "mass-kilogram": "kilogram", "mass-gram": "gram", "mass-milligram": "milligram",
    "mass-microgram": "microgram", "mass-ton": "short ton", "mass-stone": "stone", "mass-ounce": "ounce",
    "mass-carat": "carat",
    "volume-cubic-kilometer": "cubic kilometre", "volume-cubic-meter": "cubic metre",
    "volume-cubic-centimeter": "cubic centimetre", "volume-cubic-foot": "cubic foot", "volume-cubic-inch": "cubic inch",
    "volume-liter": "litre", "volume-milliliter": "millilitre", "volume-centiliter": "centilitre",
    "volume-deciliter": "decilitre", "volume-hectoliter": "hectolitre", "volume-gallon": "gallon",
    "volume-barrel": "barrel", "volume-cup": "cup",
    "temperature-celsius": "celsius", "temperature-fahrenheit": "fahrenheit", "temperature-kelvin": "kelvin",
    "speed-kilometer-per-hour": "kilometre per hour", "speed-meter-per-second": "metre per second",
    "speed-mile-per-hour": "mile per hour", "speed-knot": "knot",
    "power-gigawatt": "gigawatt", "power-megawatt": "megawatt", "power-kilowatt": "kilowatt", "power-watt": "watt",
    "power-horsepower": "horsepower", "energy-kilowatt-hour": "kilowatt hour", "energy-kilocalorie": "kilocalorie",
    "energy-calorie": "calorie", "energy-joule": "joule", "energy-kilojoule": "kilojoule",
    "energy-british-thermal-unit": "british thermal unit", "electric-volt": "volt", "electric-ampere": "ampere",
    "pressure-hectopascal": "hectopascal", "pressure-millibar": "millibar", "pressure-atmosphere": "atmosphere",
    "frequency-gigahertz": "gigahertz", "frequency-megahertz": "megahertz", "frequency-kilohertz": "kilohertz",
    "frequency-hertz": "hertz", "digital-terabyte": "terabyte", "digital-gigabyte": "gigabyte",
    "digital-megabyte": "megabyte", "digital-kilobyte": "kilobyte", "digital-byte": "byte",
    "digital-megabit": "megabit", "digital-gigabit": "gigabit", "digital-kilobit": "kilobit", "digital-bit": "bit",
    "duration-second": "second", "duration-minute": "minute", "duration-hour": "hour", "duration-day": "day",
    "duration-week": "week", "duration-month": "month", "duration-year": "year", "duration-decade": "decade",
    "duration-century": "century", "duration-millisecond": "millisecond",
}  # fmt: skip
CURRENCIES = (  # noqa: SIM905
    " AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BHD BND BOB BRL BTN BWP BYN CAD CDF CHF CLP CNY COP CRC"
    " CUP CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GNF GTQ HKD HNL HUF IDR ILS INR IQD IRR ISK"
    " JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KZT LAK LBP LKR LRD LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR"
    " MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR"
    " SDG SEK SGD SOS SRD SSP SYP THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND XAF XOF YER"
    " ZAR ZMW DEM FRF ITL ESP NLG FIM IEP BEF ATS PTE GRD"
).split()


def unit_forms(locale: Locale, unit: str) -> list[str]:
    """Names of a unit after a number, every plural form, long and short."""
    forms: list[str] = []
    for width in ("long", "short"):
        for key, pattern in locale._data["unit_patterns"].get(unit, {}).get(width, {}).items():
            plain = key != "per" and isinstance(pattern, str) and pattern.startswith("{0}")
            form = pattern.replace("{0}", "").strip() if plain else ""
            if form not in forms and (len(form) > 2 and form.strip(".").isalpha() or width == "long" and form):
                forms.append(form)
    return forms


def currency_forms(locale: Locale, code: str) -> list[str]:
    """Names of a currency, every plural form."""
    forms = [locale.currencies.get(code, "")]
    forms += [f for f in locale._data["currency_names_plural"].get(code, {}).values()]
    return [f for f in dict.fromkeys(f.split(" (")[0] for f in forms) if f and f != code]


def territories() -> dict[str, str]:
    """Country → the currency that it uses now."""
    english = Locale("en")
    found = {c: get_territory_currencies(c) for c in sorted(english.territories) if len(c) == 2 and c.isalpha()}
    return {country: codes[0] for country, codes in found.items() if codes and codes[0] in CURRENCIES}


def main() -> None:
    """Write the tables."""
    root = Path("claimcmp/languages")
    for lang in LANGUAGES:
        locale = Locale(lang)
        rows = {"units": {name: unit_forms(locale, unit) for unit, name in UNITS.items()},
                "currencies": {code: currency_forms(locale, code) for code in CURRENCIES}}  # fmt: skip
        lines = ["# Unit and currency names of CLDR; written by tools/cldr_units.py, not by hand."]
        for section, table in rows.items():
            lines += ["", f"[{section}]"]
            lines += [f"{json.dumps(k)} = {json.dumps(v, ensure_ascii=False)}" for k, v in table.items() if v]
        (root / lang / "cldr.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["# The currency of each country, of CLDR; written by tools/cldr_units.py.", ""]
    lines += [f"{country} = {json.dumps(code)}" for country, code in territories().items()]
    (root / "currencies.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
