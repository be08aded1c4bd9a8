"""Every language's table of dates holds what the grammar needs, and no tag that it does not know."""

import pytest

from claimcmp.facts.date.vocabulary import expand, vocabulary
from claimcmp.languages import LANGUAGES, table

UNITS = {"second", "minute", "hour", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"}
NEEDED = {"weekday", "unit", "day", "anchor_day", "part", "season", "until", "since", "before", "after", "and", "future", "every", "zone"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_is_complete(lang):
    words = table(lang, "dates")
    missing = {n for n in NEEDED if n not in words and f"{n}_post" not in words}
    assert missing == set()
    assert set(words["unit"]) >= UNITS
    assert {name.split()[0] for name in words["season"]} == {"spring", "summer", "autumn", "winter"}
    assert {"-1", "0", "1"} <= set(words["day"])
    weak = words.get("weekday_weak", [""] * 7) + [""] * 7
    assert all(words["weekday"][i] or weak[i] for i in range(7))


@pytest.mark.parametrize("lang", [c for c in LANGUAGES if c != "zh"])
def test_every_month_has_a_name(lang):
    words = table(lang, "dates")
    weak = words.get("month_weak", []) + [""] * 12
    assert [i + 1 for i in range(12) if not (words["month"] + [""] * 12)[i] and not weak[i]] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_found(lang):
    assert vocabulary(lang).triggers


def test_braces_hold_endings():
    assert list(expand("январ{ь,я}|янв")) == ["январь", "января", "янв"]
