"""Every language's number, unit and bound tables are complete, and say nothing twice over."""

import pytest

from claimcmp.facts.numerals import numerals
from claimcmp.facts.quantity.base import DURATIONS, SCALES
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES, table

SECTIONS = {"cardinals", "weak", "teens", "scales", "scale_plurals", "collectives", "vague", "vague_scales", "ordinals", "ordinal_stems",
            "ordinal_scales", "ordinal_scale_stems", "fractions", "plus_fractions", "glued", "glued_scales", "glued_ordinals", "glued_plus",
            "compact", "rules"}  # fmt: skip
KELVIN = {"celsius", "fahrenheit", "kelvin"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_complete(lang):
    raw = table(lang, "numbers")
    assert set(raw) <= SECTIONS
    told = {k for s in ("cardinals", "weak", "teens", "scales", "vague_scales") for k in raw.get(s, {})}
    assert {"0", *map(str, range(1, 10))} <= told
    scales = {k.split(" ")[0] for s in ("cardinals", "scales", "scale_plurals", "vague_scales") for k in raw.get(s, {})}
    assert {"100", "1000", "1000000", "1000000000"} - {"1000000", "1000000000"} <= scales
    assert "1/2" in raw["fractions"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_small_numbers_read_as_the_table_says(lang):
    raw = table(lang, "numbers")
    weak = set(raw["rules"].get("needs_context", ()))
    for key, forms in raw["cardinals"].items():
        for form in forms:
            found = numerals(SentenceText(form, lang))
            if form not in weak and found:
                assert found[0].value == pytest.approx(eval_number(key)), form


def eval_number(key):
    top, _, under = key.partition("/")
    return int(top) / int(under or 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_units_are_known(lang):
    raw = table(lang, "units")
    assert set(raw["duration"]) <= DURATIONS
    assert {"second", "minute", "hour", "day", "week", "month", "year"} <= set(raw["duration"])
    assert set(raw["measure"]) <= set(SCALES) | KELVIN
    assert {"kilometre", "metre", "kilogram", "tonne", "litre", "hectare"} <= set(raw["measure"])
    assert {"USD", "EUR", "GBP"} <= set(raw["currency"])
    assert "pp" in raw["percent"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_bounds_are_complete(lang):
    raw = table(lang, "bounds")
    words = {
        b: raw.get("before", {}).get(b, []) + raw.get("after", {}).get(b, [])
        for b in ("more_than", "at_least", "less_than", "at_most", "approx")
    }
    assert all(words.values())
    assert raw["range"]["to"] and raw["range"]["change"] and raw["count"]["stop"]
