"""Signs and abbreviations beside digits that every language shares."""

from __future__ import annotations

from claimcmp.facts.quantity.base import Unit


def _money(code: str, *, role: str = "", candidates: tuple[str, ...] = ()) -> Unit:
    return Unit("money", code, role=role, candidates=candidates)


# A bare $ in the news is the United States dollar, a bare £ the pound sterling; ¥ is left open.
CURRENCY_SIGNS = {
    "$": _money("USD", role="dollar"), "us$": _money("USD"), "usd$": _money("USD"), "u.s.$": _money("USD"), "c$": _money("CAD"), "ca$": _money("CAD"),
    "cad$": _money("CAD"), "a$": _money("AUD"), "au$": _money("AUD"), "aud$": _money("AUD"), "nz$": _money("NZD"), "nzd$": _money("NZD"), "hk$": _money("HKD"),
    "nt$": _money("TWD"), "s$": _money("SGD"), "r$": _money("BRL"), "mex$": _money("MXN"), "mx$": _money("MXN"), "j$": _money("JMD"), "tt$": _money("TTD"),
    "$us": _money("USD"), "$ us": _money("USD"), "$ usd": _money("USD"), "$ ca": _money("CAD"), "$ can": _money("CAD"), "$ c": _money("CAD"), "$ au": _money("AUD"), "$ nz": _money("NZD"), "€": _money("EUR"),
    "£": _money("GBP", role="pound"), "e£": _money("EGP"), "le": _money("EGP"), "¥": _money("", role="yen", candidates=("JPY", "CNY")),
    "₹": _money("INR"), "₽": _money("RUB"), "₺": _money("TRY"), "₴": _money("UAH"), "₪": _money("ILS"), "₩": _money("KRW"), "₫": _money("VND"),
    "₦": _money("NGN"), "฿": _money("THB"), "₱": _money("PHP"), "﷼": _money("IRR"), "₸": _money("KZT"), "₾": _money("GEL"),
    "֏": _money("AMD"), "₼": _money("AZN"), "₡": _money("CRC"), "₵": _money("GHS"), "₿": _money("BTC"), "₲": _money("PYG"), "₮": _money("MNT"),
    "₭": _money("LAK"), "៛": _money("KHR"), "rs.": _money("INR"), "rs": _money("INR"), "rm": _money("MYR"), "zł": _money("PLN"), "kč": _money("CZK"),
    "s/.": _money("PEN"), "mxn$": _money("MXN"), "sgd$": _money("SGD"), "twd$": _money("TWD"), "euro": _money("EUR"), "euros": _money("EUR"), "chf": _money("CHF"), "btc": _money("BTC"), "rmb": _money("CNY"), "¢": Unit("money", "USD", factor=0.01, role="dollar"), "tl": _money("TRY"),
    "円": _money("JPY"), "元": _money("CNY"), "ﷺ": _money("SAR"), "fr.": _money("CHF"), "bs": _money("VES"), "sfr": _money("CHF"), "sfr.": _money("CHF"), "dm": _money("DEM"),
}  # fmt: skip
del CURRENCY_SIGNS["ﷺ"], CURRENCY_SIGNS["le"], CURRENCY_SIGNS["元"], CURRENCY_SIGNS["円"]
_MEASURES = {
    "km": "kilometre", "kms": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "nm": "nanometre", "µm": "micrometre",
     "dm": "decimetre", "mi": "mile", "ft": "foot", "yd": "yard", "yds": "yard", "nmi": "nautical mile", "pm": "picometre",
    "km2": "square kilometre", "sq km": "square kilometre", "sq. km": "square kilometre", "m2": "square metre", "sq m": "square metre", "cm2": "square centimetre",
    "mm2": "square millimetre", "sq mi": "square mile", "sq ft": "square foot", "ha": "hectare", "mi2": "square mile", "ft2": "square foot",
    "m3": "cubic metre", "cm3": "cubic centimetre", "km3": "cubic kilometre", "ft3": "cubic foot", "cc": "cubic centimetre", "cu ft": "cubic foot",
    "kg": "kilogram", "kgs": "kilogram", "g": "gram", "gr": "gram", "mg": "milligram", "µg": "microgram", "ug": "microgram", "t": "tonne", "kt": "kiloton",
    "lb": "pound", "lbs": "pound", "oz": "ounce", "l": "litre", "ml": "millilitre", "cl": "centilitre", "dl": "decilitre", "hl": "hectolitre",
    "bbl": "barrel", "gal": "gallon", "°c": "celsius", "c°": "celsius", "°f": "fahrenheit", "℃": "celsius", "° c": "celsius", "° f": "fahrenheit", "k": "kelvin",
    "°": "degree",
    "km/h": "kilometre per hour", "kmh": "kilometre per hour", "kph": "kilometre per hour", "kmph": "kilometre per hour",
    "km/s": "kilometre per second", "m/s": "metre per second", "mph": "mile per hour", "mi/h": "mile per hour", "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt",
    "tw": "terawatt", "w": "watt", "kwh": "kilowatt hour", "mwh": "megawatt hour", "gwh": "gigawatt hour", "twh": "terawatt hour",
    "hp": "horsepower", "kv": "kilovolt", "v": "volt", "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz", "hpa": "hectopascal",
    "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte", "kb": "kilobyte", "mbps": "megabit", "gbps": "gigabit", "db": "decibel", "kcal": "kilocalorie", "cal": "calorie",
    "mpa": "megapascal", "kpa": "kilopascal", "psi": "psi", "mcg": "microgram", "mgy": "milligray", "gy": "gray", "msv": "millisievert",
}  # fmt: skip
_DURATIONS = {"min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "h": "hour", "sec": "second", "secs": "second", "s": "second",
              "ms": "millisecond", "yr": "year", "yrs": "year"}  # fmt: skip
_PERCENT = {"%": Unit("percent", "percent"), "‰": Unit("percent", "percent", factor=0.1), "pp": Unit("percent", "pp"),
            "bps": Unit("percent", "pp", factor=0.01), "pct": Unit("percent", "percent"), "% points": Unit("percent", "pp")}  # fmt: skip
SIGNS: dict[str, Unit] = {
    **CURRENCY_SIGNS, **_PERCENT, **{s: Unit("measure", n) for s, n in _MEASURES.items()},
    **{s: Unit("duration", n) for s, n in _DURATIONS.items()},
}  # fmt: skip
# Abbreviations that are also words or scales: only right at the digits, or after one space in lower case.
ISO_CODES = frozenset(
    "AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BHD BND BOB BRL BWP BYN CAD CDF CHF CLP CNY COP CRC CUP CZK DKK DOP DZD"
    " EGP ETB EUR GBP GEL GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KRW KWD KZT LAK LBP LKR"
    " LYD MAD MDL MKD MMK MNT MOP MUR MVR MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD"
    " RUB RWF SAR SDG SEK SGD SOS SSP SYP THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND XAF XOF YER ZAR ZMW BTC"
    " DEM FRF ITL ESP NLG FIM".split()
)
CODE_ALIASES = {"RMB": "CNY", "NIS": "ILS", "STG": "GBP", "CAN": "CAD", "SFR": "CHF", "PTS": "ESP", "PTAS": "ESP", "RM": "MYR"}
