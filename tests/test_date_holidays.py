"""Days of holidays against published calendars: Easter of both churches, moving weekdays, the feasts of two calendars."""

import pytest

from claimcmp.facts.date import calendars as cal
from claimcmp.facts.date.holidays import easter, holiday, pascha
from claimcmp.languages import LANGUAGES, table


@pytest.mark.parametrize(("year", "west", "east"), [
    (2000, "2000-04-23", "2000-04-30"), (2008, "2008-03-23", "2008-04-27"), (2010, "2010-04-04", "2010-04-04"),
    (2016, "2016-03-27", "2016-05-01"), (2019, "2019-04-21", "2019-04-28"), (2021, "2021-04-04", "2021-05-02"),
    (2022, "2022-04-17", "2022-04-24"), (2025, "2025-04-20", "2025-04-20"),
])  # fmt: skip
def test_easter(year, west, east):
    assert (cal.iso(easter(year)), cal.iso(pascha(year))) == (west, east)


@pytest.mark.parametrize(("key", "year", "first", "last"), [
    ("12-25", 2021, "2021-12-25", "2021-12-25"),
    ("easter-2", 2022, "2022-04-15", "2022-04-15"),
    ("easter+39", 2021, "2021-05-13", "2021-05-13"),
    ("nth 11-3-4", 2021, "2021-11-25", "2021-11-25"),
    ("nth 5-0-0", 2021, "2021-05-31", "2021-05-31"),
    ("jalali 1-1", 2022, "2022-03-21", "2022-03-21"),
    ("jalali 1-1", 2024, "2024-03-20", "2024-03-20"),
    ("hijri 10-1", 2022, "2022-05-01", "2022-05-05"),
    ("hijri 12-10", 2021, "2021-07-19", "2021-07-23"),
])  # fmt: skip
def test_holiday(key, year, first, last):
    low, high = holiday(key, year)
    assert (cal.iso(low), cal.iso(high - cal.DAY)) == (first, last)


def test_no_such_day():
    assert holiday("2-29", 2021) is None
    assert holiday("12-25", 0) is None
    assert holiday("hijri 10-1", 1500) is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_of_a_table_is_read(lang):
    assert [key for key in table(lang, "dates")["holiday"] if holiday(str(key), 2021) is None] == []
