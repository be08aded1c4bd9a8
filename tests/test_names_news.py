"""News sentences in every language: who is in them with which office, where, which bodies, who says what and how."""

import tomllib
from pathlib import Path

import pytest

from claimcmp.facts import read
from claimcmp.facts.names.skeleton import same_bones, skeleton
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech import frame
from claimcmp.languages import LANGUAGES
from claimcmp.model import Kind

GOLD = Path(__file__).parent / "gold" / "names"
CASES = [
    (path.stem, case)
    for path in sorted(GOLD.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]
BODY = {"places": (Kind.PLACE, "place:"), "organizations": (Kind.ORGANIZATION, "org:")}


def is_person(value, name):
    """Whether a reading is the person of a name in Latin letters, through the skeletons of both."""
    if name == "?":
        return value == "person:?"
    return same_bones(value.removeprefix("person:"), skeleton(name, "en"))


def is_speaker(value, name, lang):
    kind, _, rest = name.partition(":")
    if kind in ("outlet", "name"):
        return value.startswith(kind + ":") and same_bones(value.partition(":")[2], skeleton(rest, lang))
    return value == name or (value.startswith("person:") and not rest and is_person(value, name))


def paired(found, expected, same):
    """What is found and not expected, and what is expected and not found."""
    left = list(expected)
    extra = []
    for item in found:
        match = next((e for e in left if same(item, e)), None)
        if match is None:
            extra.append(item)
        else:
            left.remove(match)
    return extra, left


@pytest.mark.parametrize(("lang", "case"), CASES)
def test_persons_and_their_offices(lang, case):
    text, expected = case["text"], case.get("persons", [])
    unnamed = any(name == "?" for _, name, _ in expected)
    found = [
        (text[f.start : f.end], f.value, f.role)
        for f in read(SentenceText(text, lang))
        if f.kind == Kind.PERSON and (unnamed or f.value != "person:?")
    ]
    assert paired(found, expected, lambda f, e: (f[0], f[2]) == (e[0], e[2]) and is_person(f[1], e[1])) == ([], [])


@pytest.mark.parametrize("part", sorted(BODY))
@pytest.mark.parametrize(("lang", "case"), CASES)
def test_places_and_organizations(lang, case, part):
    kind, prefix = BODY[part]
    text = case["text"]
    found = [
        [text[f.start : f.end], f.value.removeprefix(prefix)]
        for f in read(SentenceText(text, lang))
        if f.kind == kind and f.role != "demonym"
    ]
    assert sorted(found) == sorted(case.get(part, []))


@pytest.mark.parametrize(("lang", "case"), [c for c in CASES if "says" in c[1]])
def test_who_says_so(lang, case):
    found = [(f.value, f.role) for f in read(SentenceText(case["text"], lang)) if f.kind == Kind.ATTRIBUTION]
    assert paired(found, case["says"], lambda f, e: f[1] == e[1] and is_speaker(f[0], e[0], lang)) == ([], [])


@pytest.mark.parametrize(("lang", "case"), [c for c in CASES if "acts" in c[1]])
def test_what_is_denied_refused_or_called_off(lang, case):
    facts = [f for f in read(SentenceText(case["text"], lang)) if f.kind == Kind.POLARITY]
    assert sorted(("not_" if f.negated else "") + f.value for f in facts) == sorted(case["acts"])


@pytest.mark.parametrize(("lang", "case"), [c for c in CASES if "told" in c[1]])
def test_how_it_is_told(lang, case):
    sentence = SentenceText(case["text"], lang)
    read(sentence)
    starts = [(case["text"].index(part), part, modality) for part, modality in case["told"]]
    assert [frame(sentence, at, at + len(part)).modality for at, part, _ in starts] == [m for _, _, m in starts]


def test_every_language_has_sentences():
    assert {lang for lang, _ in CASES} == set(LANGUAGES)
