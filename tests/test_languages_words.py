"""Every language's tables of names and of speech hold what their readers need, and no section that nothing reads."""

import pytest

from claimcmp.facts.names.tables import lexicon as names_lexicon
from claimcmp.facts.names.tables import words_of
from claimcmp.facts.speech.tables import ACTS, CUES, SOURCES, credit_lexicon, speech_words
from claimcmp.languages import LANGUAGES, table

TABLES = ("grammar", "guess", "abbreviations", "boilerplate", "numbers", "bounds", "units", "cldr", "dates", "names", "speech",
          "numbered", "nouns", "credits", "footings")  # fmt: skip
NAMES = {"capitals", "endings", "links", "titles", "capital", "apposition", "not_places", "not_names", "saying", "roles",
         "deputies", "ministries", "portfolios", "institutions", "places", "demonyms", "indeclinable"}  # fmt: skip
NAMES_MORE = {"common_capitals", "owner_first", "genitive", "nominative", "alternations", "given_forms", "inflected", "bare",
              "prefixes", "locative", "unsure", "after_saying", "not_given", "not_spelled", "place_endings", "prefers",
              "organizations", "places_after", "demonym_after", "title_after", "metonyms", "adjectives", "transliteration",
              "not_last", "auxiliaries", "agents", "plurals", "doer_after", "demonym_person", "definite", "vowels", "verbal",
              "occupations", "in_dotted", "at_places", "at_endings", "either", "marked"}  # fmt: skip
SPEECH = {"order", "place_words", "articles", "acts", "sources", "cues"}
SPEECH_MORE = {"object", "negation", "negatives", "split", "verb_endings", "not_verbs", "future_prefixes", "not_future", "narrow"}
CUES_MORE = {"that", "reports", "according_after", "after_quote", "quoted_by"}
OFFICES = {"president", "vice president", "prime minister", "minister", "spokesperson", "ambassador", "envoy", "governor",
           "mayor", "king", "queen", "prince", "speaker", "director", "head", "commander", "general", "leader", "lawmaker",
           "prosecutor", "judge", "lawyer", "analyst", "coach", "journalist", "activist", "official"}  # fmt: skip
PORTFOLIOS = {"foreign", "defence", "interior", "justice", "finance", "economy", "trade", "health", "education", "energy",
              "agriculture", "transport", "culture", "labour", "environment"}  # fmt: skip
BODIES = {"police", "army", "government", "parliament", "presidency", "prosecution", "court", "supreme court",
          "central bank", "civil defence", "coast guard", "navy", "air force", "intelligence", "municipality", "embassy",
          "red cross", "red crescent", "national security council"}  # fmt: skip
PEOPLES = set(["US", "GB", "RU", "CN", "FR", "DE", "IT", "ES", "TR", "UA", "PL", "IR", "IQ", "SY", "LB", "IL", "PS", "EG", "SA", "JO", "YE", "LY", "TN", "DZ", "MA", "SD", "IN", "PK", "AF", "JP", "KR", "BR", "AR", "MX", "CA", "AU", "NG", "ZA", "KE", "ET", "GR", "SE", "NO", "FI", "DK", "NL", "BE", "CH", "AT", "HU", "CZ", "RO", "BG", "RS", "HR", "SK", "SI", "LT", "LV", "EE", "BY", "MD", "GE", "AM", "AZ", "KZ", "UZ"])  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_is_there(lang):
    assert [name for name in TABLES if not table(lang, name)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_complete(lang):
    raw = table(lang, "names")
    assert set(raw) - NAMES - NAMES_MORE == set()
    assert NAMES - set(raw) == set()
    offices = {role.split("/")[0] for role in raw["roles"]}
    assert OFFICES - offices == set()
    portfolios = {*raw["portfolios"], *(role.split("/")[1] for role in raw["roles"] if role.startswith("minister/"))}
    assert PORTFOLIOS - portfolios == set()
    assert BODIES - {body.split("/")[0] for body in raw["institutions"]} == set()


@pytest.mark.parametrize("lang", [c for c in LANGUAGES if c != "zh"])  # Chinese uses the country's name
def test_peoples_are_complete(lang):
    assert PEOPLES - set(table(lang, "names")["demonyms"]) == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_speech_is_complete(lang):
    raw = table(lang, "speech")
    assert set(raw) - SPEECH - SPEECH_MORE == set()
    assert SPEECH - set(raw) == set()
    assert set(ACTS) ^ set(raw["acts"]) == set()
    assert set(SOURCES) ^ set(raw["sources"]) == set()
    cues = set(raw["cues"]) | ({"according"} if "according_after" in raw["cues"] else set())
    assert (set(CUES) - cues, cues - set(CUES) - CUES_MORE) == (set(), set())
    empty = [(part, key) for part in ("acts", "sources", "cues") for key, words in raw[part].items() if not words]
    assert empty == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_listed_words_are_strings_listed_once(lang):
    for name in ("names", "speech"):
        for section, rows in table(lang, name).items():
            lists = {section: rows} if isinstance(rows, list) else rows if isinstance(rows, dict) else {}
            for key, words in lists.items():
                if isinstance(words, list) and key != "alternations":
                    assert all(isinstance(w, str) and w == w.strip() and w for w in words), (lang, name, section, key)
                    assert len(words) == len(set(words)), (lang, name, section, key)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_can_be_read(lang):
    assert names_lexicon(lang).scan("x", [(0, 1)]) == credit_lexicon(lang).scan("x", [(0, 1)]) == []
    assert words_of(lang).saying
    assert speech_words(lang).before or speech_words(lang).after
