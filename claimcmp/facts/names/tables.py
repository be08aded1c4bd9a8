"""Building a language's lexicon of names from the tables: gazetteer, organisations, persons, words around names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claimcmp.facts.names.lexicon import Entry, Lexicon, forms
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.languages import LANGUAGES, grammar, table
from claimcmp.text import fold, words

PLACE_KINDS = ("country", "city", "region")
_SCRIPTS = ("latin", "cyrillic", "arabic", "hebrew", "han")
_SCRIPT_OF = {"ar": "arabic", "fa": "arabic", "he": "hebrew", "zh": "han", "ru": "cyrillic", "uk": "cyrillic"}
_FIRST = {"arabic": "\u0600", "hebrew": "\u0590", "cyrillic": "\u0400", "han": "\u2e80"}
_LAST = {"arabic": "\u06ff", "hebrew": "\u05ff", "cyrillic": "\u052f", "han": "\u9fff"}
_PROMINENT = 2_000  # thousands of inhabitants (capitals count ten times) from which a town's genitive is looked for
_COUNTRY = 1_000_000  # weight of a country: above the largest capital's
_WEIGHTS = {"country": _COUNTRY, "city": 100_000, "region": 50_000}  # of the places of aliases.tsv
_PREFERRED = 10**9  # weight of a place that a language means before others of its name
_HISSING = "sßxz"
_WORD_TABLES = ("roles", "portfolios", "deputies", "institutions", "places", "places_after", "demonyms")
_KIND_OF = {"roles": "role", "portfolios": "portfolio", "deputies": "deputy", "institutions": "institution",
            "places": "place_noun", "places_after": "place_noun_after", "demonyms": "demonym"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """What a language says about its names, beside the lexicon."""

    capitals: bool  # names begin with a capital letter
    common_capitals: bool  # so do all nouns
    spaced: bool
    links: frozenset[str]
    stops: frozenset[str]  # words that are no part of a personal name
    saying: frozenset[str]
    after_saying: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]  # of one Han character
    titles: frozenset[str]
    apposition: frozenset[str]
    not_given: frozenset[str]  # words as spelled that only fold to a given name
    not_spelled: tuple[str, ...]  # ends of words as spelled that only fold to a listed name
    locative: frozenset[str]  # prepositions of place
    unsure: frozenset[str]  # ordinary words too, but hardly after such a preposition
    owner_first: bool  # a body or place may stand before the office: "UN envoy"
    metonyms: frozenset[str]  # portfolios that stand for their ministry before a demonym
    title_after: bool  # an office may follow its holder's name without a comma
    demonym_after: bool  # a demonym right after a town says which one: "Tripoli the Lebanese"
    transliteration: str  # characters that foreign names are written with, where there are no letters
    adjectives: tuple[str, ...]  # ends of words that are no unlisted town's name after "the town of"
    not_last: str  # those of them that hardly end a name and are words of their own
    genitive: bool  # the name after two offices is the first one's holder
    families: frozenset[str]  # known family names
    auxiliaries: frozenset[str]  # words between a doer and the act; none where grammar tells no doer
    agents: frozenset[str]  # "by"
    doer_after: bool  # the doer may stand right after the act
    plurals: tuple[str, ...]  # ends of plural nouns that may open a sentence without an article
    demonym_person: bool  # a name right after a people's word is a person's
    definite: tuple[str, ...]  # beginnings of definite words: a given name after one is no part of it
    vowels: str  # letters of which a foreign given name holds one
    verbal: tuple[str, ...]  # beginnings of words that are rather verbs
    dotted: str  # characters that stand in names whose parts a dot joins
    at_places: frozenset[str]  # prepositions after which a name in capitals is a place's
    at_endings: frozenset[str]  # endings of place after an apostrophe
    marked: dict[str, str]  # a place's name with its marks → the place, where its letters alone are another's too
    occupations: str  # last characters of words for what somebody is


def script_of(text: str) -> str:
    """The script of a name's first letter that tells: "latin", "cyrillic", "arabic", "hebrew" or "han".

    >>> script_of("الناتو"), script_of("нато"), script_of("g7")
    ('arabic', 'cyrillic', 'latin')
    """
    for char in text:
        for script, first in _FIRST.items():
            if first <= char <= _LAST[script]:
                return script
    return "latin"


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))


def language_script(lang: str) -> str:
    """The script that a language is written in."""
    return _SCRIPT_OF.get(lang, "latin")


def _list(raw: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(fold(w) for w in raw.get(name, ()))


def _in_all_cases(names: frozenset[str], endings: dict[str, list[str]]) -> frozenset[str]:
    """Given names with the case endings that take the place of each of their last letters ("" for any other)."""
    out = set(names)
    for name in names if endings else ():
        last = next((e for e in sorted(endings, key=lambda e: -len(e)) if e and name.endswith(e)), "")
        out.update(name.removesuffix(last) + ending for ending in endings.get(last, ()) if len(name) > len(last) + 1)
    return frozenset(out)


@cache
def _families(script: str) -> frozenset[str]:
    """Known family names in a script."""
    return frozenset(name for row in _rows("surnames.tsv") if row[0] == script for name in row[1].split())


@cache
def foreign_given() -> frozenset[str]:
    """Skeletons of given names in Latin letters: how other scripts write them."""
    listed = next(row[1] for row in _rows("given.tsv") if row[0] == "latin")
    return frozenset(bones for name in listed.split() if len(bones := skeleton(name, "en")) > 1)


@cache
def words_of(lang: str) -> Words:
    """The words around names of a language."""
    raw = table(lang, "names")
    given = {row[0]: frozenset(fold(row[1]).split()) for row in _rows("given.tsv")}
    script = language_script(lang)
    surnames = given.get("surnames-han", frozenset()) if script == "han" else frozenset()
    return Words(
        capitals=raw.get("capitals", False), common_capitals=raw.get("common_capitals", False),
        spaced=grammar(lang).spaced, links=_list(raw, "links"), stops=_list(raw, "not_names"),
        saying=_list(raw, "saying"), after_saying=_list(raw, "after_saying"),
        given=_in_all_cases(given.get(script, frozenset()) | given.get(lang, frozenset()), raw.get("given_forms", {})),
        surnames=surnames,
        titles=_list(raw, "titles"), apposition=_list(raw, "apposition"), not_given=frozenset(raw.get("not_given", ())),
        not_spelled=tuple(raw.get("not_spelled", ())), locative=_list(raw, "locative"), unsure=_list(raw, "unsure"),
        owner_first=raw.get("owner_first", False), genitive=raw.get("genitive", False),
        metonyms=frozenset(raw.get("metonyms", ())), title_after=raw.get("title_after", False),
        demonym_after=raw.get("demonym_after", False),
        transliteration=raw.get("transliteration", ""), not_last=raw.get("not_last", ""),
        adjectives=tuple(fold(e) for e in raw.get("adjectives", ("\0",))),
        families=_families(script), auxiliaries=_list(raw, "auxiliaries"), agents=_list(raw, "agents"),
        doer_after=raw.get("doer_after", False), plurals=tuple(fold(e) for e in raw.get("plurals", ())),
        demonym_person=raw.get("demonym_person", False), definite=tuple(fold(e) for e in raw.get("definite", ())),
        vowels=raw.get("vowels", ""), verbal=tuple(raw.get("verbal", ())), occupations=raw.get("occupations", ""),
        at_places=_list(raw, "at_places"), at_endings=_list(raw, "at_endings"),
        marked=dict(raw.get("marked", {})),
        dotted=raw.get("transliteration", "") + raw.get("in_dotted", ""),
    )  # fmt: skip


@cache
def lexicon(lang: str) -> Lexicon:
    """Every listed name and name word of a language."""
    raw = table(lang, "names")
    lex = Lexicon(forms(raw, lang))
    varied = frozenset(raw.get("inflected", ()))
    preferred = {f"place:{value}" for value in raw.get("prefers", ())}
    owned = raw.get("place_endings", ())  # of the genitive, written together: "Chinas"
    for phrase, entry in _places(lang):
        if entry.value in preferred:
            entry = entry._replace(weight=_PREFERRED)
        lex.add(phrase, entry, folded=True, inflected="places" in varied)
        for ending in owned if entry.weight >= _PROMINENT and phrase[-1] not in _HISSING else ():
            lex.add(phrase + ending, entry, folded=True, inflected=False)
    for value, phrases in raw.get("organizations", {}).items():
        lex.extend(phrases, Entry("organization", f"org:{value}"), inflected=False)
    for name in ("organizations.tsv", "persons.tsv", "aliases.tsv"):
        for phrase, entry in _aliases(name, lang):
            lex.add(phrase, entry, inflected="places" in varied)
    for name in _WORD_TABLES:
        for value, phrases in raw.get(name, {}).items():
            lex.extend(phrases, Entry(_KIND_OF[name], value), inflected=name in varied)
    ministries = raw.get("ministries", {})
    lex.extend(ministries.get("words", ()), Entry("ministry", ""), inflected="ministries" in varied)
    for value, phrases in ministries.get("fixed", {}).items():
        lex.extend(phrases, Entry("ministry", value.removeprefix("minister/")), inflected="ministries" in varied)
    lex.extend(raw.get("capital", ()), Entry("capital", ""), inflected="places" in varied)
    lex.extend(raw.get("titles", ()), Entry("title", ""), inflected="roles" in varied)
    for name in ("not_places", "unsure"):
        lex.extend(raw.get(name, ()), Entry("none", ""), inflected=False)
    return lex


def _places(lang: str) -> Iterator[tuple[str, Entry]]:
    column = 1 + LANGUAGES.index(lang)
    for row in _rows("countries.tsv")[1:]:
        if row[column]:
            yield _spaced(row[column]), Entry("country", f"place:{row[0]}", _COUNTRY)
    script = 3 + _SCRIPTS.index(language_script(lang))
    for row in _rows("cities.tsv")[1:]:
        entry = Entry("city", f"place:{row[0]}", int(row[1]), "shared" in row[2])
        for name in row[script].split("|"):
            if name:
                yield name, entry


def _spaced(name: str) -> str:
    """A folded name as its words, joined by one space: what the lexicon takes as folded."""
    return " ".join(name[a:b] for a, b in words(name))


@cache
def _towns() -> frozenset[str]:
    return frozenset(row[0] for row in _rows("cities.tsv")[1:])


def region(value: str) -> bool:
    """Whether a place is a part of a country that is no town.

    >>> region("place:DE/bavaria"), region("place:DE/munich"), region("place:DE")
    (True, False, False)
    """
    return "/" in value and value.removeprefix("place:") not in _towns()


def _aliases(name: str, lang: str) -> Iterator[tuple[str, Entry]]:
    own = language_script(lang)
    kind = {"organizations.tsv": "organization", "persons.tsv": "person"}.get(name, "")
    for row in _rows(name):
        entry = Entry(kind, f"org:{row[0]}" if kind == "organization" else f"person:{skeleton(row[0])}")
        if not kind:
            kind_of = ("city" if row[0] in _towns() else "region") if "/" in row[0] else "country"
            entry = Entry(kind_of, f"place:{row[0]}", _WEIGHTS[kind_of])
        spellings = row[1].split("|") if kind != "person" else [row[0], *row[1].split("|")]
        for phrase in spellings:
            script = script_of(phrase)
            if phrase and (script == own or (script == "latin" and kind == "organization")):
                yield phrase, entry._replace(acronym=phrase.isupper())


@cache
def _about_organizations() -> dict[str, str]:
    return {f"org:{row[0]}": row[2] for row in _rows("organizations.tsv") if len(row) > 2}


def is_outlet(value: str) -> bool:
    """Whether an organisation is a news agency or an outlet.

    >>> is_outlet("org:REUTERS"), is_outlet("org:NATO")
    (True, False)
    """
    return _about_organizations().get(value) == "outlet"


def body_of(value: str) -> str:
    """The body that a named organisation is or belongs to: the Duma is "org:parliament/RU"; "" where none is listed."""
    body = _about_organizations().get(value, "")
    return f"org:{body}" if body not in ("", "outlet") else ""


@cache
def capitals() -> dict[str, str]:
    """Country code → place value of its capital."""
    listed = [(row[0].split("/")[0], f"place:{row[0]}") for row in _rows("cities.tsv")[1:] if "capital" in row[2]]
    settled = {"PS": "", "IL": "", "UA": "place:UA/kyiv", "YE": "place:YE/sanaa", "ZA": "", "BO": ""}
    return dict(reversed(listed)) | settled
