"""Which currency an open name ("pounds", «دينار») means: that of a country named in the sentence."""

from __future__ import annotations

from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import currency_of_countries
from claimcmp.model import Fact, Kind


def currencies_named(sentence: SentenceText) -> set[str]:
    """Currencies of the countries that the sentence names."""
    facts = sentence.cache.get("facts", [])
    assert isinstance(facts, list)
    places = [f.value for f in facts if isinstance(f, Fact) and f.kind == Kind.PLACE and f.value.startswith("place:")]
    countries = {p.removeprefix("place:").split("/")[0] for p in places}
    return {code for country in countries if (code := currency_of_countries().get(country)) is not None}
