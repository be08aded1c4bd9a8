"""The counted noun: which word after (or before) a number names what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claimcmp.facts.quantity.scene import Item, Scene
from claimcmp.facts.quantity.words import Phrases
from claimcmp.languages import table
from claimcmp.text import fold

LONGEST_PHRASE = 6  # words of a noun phrase looked at
LONGEST_HAN = 8  # characters of a Chinese one


@dataclass(frozen=True, slots=True)
class CountTable:
    """How a language puts the counted noun: see docs/languages.md."""

    head: str  # "first", "plural", "capital", "bare" (first word that is no adjective), "han"
    stop: frozenset[str]
    skip: frozenset[str]
    links: frozenset[str]
    endings: tuple[str, ...]  # of adjectives
    plurals: tuple[str, ...]
    nouns: frozenset[str]  # plurals that no ending shows
    classifiers: frozenset[str]
    heads: Phrases[bool]
    not_ended: frozenset[str]
    ones: frozenset[str]  # nouns before which the article counts
    noun_before: bool  # ordinals, and a lone "one", follow their noun


@cache
def count_table(lang: str) -> CountTable:
    """The counting section of a language's ``bounds.toml``."""
    raw = table(lang, "bounds").get("count", {})

    def listed(key: str) -> frozenset[str]:
        return frozenset(fold(w) for w in raw.get(key, []))

    return CountTable(
        head=raw.get("head", "first"),
        stop=listed("stop"),
        skip=listed("skip") | listed("fillers"),
        links=listed("links"),
        endings=tuple(fold(e) for e in raw.get("adjective_endings", [])),
        plurals=tuple(raw.get("plural_endings", [])),
        nouns=listed("nouns"),
        classifiers=listed("classifiers"),
        heads=Phrases((h, True) for h in raw.get("heads", [])),
        not_ended=listed("not_plural"),
        ones=listed("ones"),
        noun_before=bool(raw.get("noun_before", False)),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """The head's folded span, and that of the words between the number and it."""

    start: int
    end: int
    between: tuple[int, int] = (-1, -1)


def counted_noun(scene: Scene, item: Item, limit: int) -> Counted | None:
    """What an item counts; ``limit`` is where the next number begins."""
    rules = count_table(scene.sentence.lang)
    if rules.head == "han":
        return _han(scene, item, limit, rules)
    if (
        rules.noun_before
        and item.numeral is not None
        and (item.numeral.ordinal or item.low == item.high == 1 and item.numeral.spelled)
    ):
        return _noun_before(scene, item, rules)
    words = _phrase(scene, item, limit, rules)
    if not words:
        return None
    listed = rules.heads.after(scene.text, scene.spans, words[0])
    if listed is not None:
        return Counted(scene.spans[words[0]][0], scene.spans[listed[0] - 1][1])
    pick = {"plural": _plural, "capital": _capital, "bare": _bare}.get(rules.head, _first)(scene, words, item, rules)
    start, end = scene.spans[pick]
    lead = scene.spans[words[0]][0]
    return Counted(start, end, (lead, scene.spans[pick - 1][1]) if pick > words[0] else (-1, -1))


def _noun_before(scene: Scene, item: Item, rules: CountTable) -> Counted | None:
    index = scene.word_at(item.start) - 1
    while index >= 0 and scene.spans[index][1] > item.start:
        index -= 1
    word = scene.word(index)
    if (
        index < 0
        or not scene.near(scene.spans[index][1], item.number_start - 2)
        and not scene.near(scene.spans[index][1], item.start)
    ):
        return None
    return Counted(*scene.spans[index]) if word not in rules.stop and len(word) > 2 else None


def _phrase(scene: Scene, item: Item, limit: int, rules: CountTable) -> list[int]:
    """Indices of the words of the noun phrase after an item."""
    found: list[int] = []
    index, position = scene.word_at(item.end), item.end
    while index < len(scene.spans) and len(found) < LONGEST_PHRASE:
        start, end = scene.spans[index]
        gap = scene.text[position:start]
        word = scene.word(index)
        if start >= limit or len(gap) > 3 or gap.strip(" -'\"«»’“”") or word[0].isdigit():
            break
        if not found and (word in rules.skip or word in rules.links or word in rules.classifiers):
            following = scene.word(index + 1)
            alone = not following or following in rules.stop or following in rules.links
            if word in rules.classifiers and (alone or word in rules.ones and not scene.thing(index + 1)):
                return [index]  # "3 kişi gözaltına alındı", not "3 kişi işçi"
        elif word in rules.stop:
            break
        else:
            found.append(index)
        position, index = end, index + 1
    return found


def _first(scene: Scene, words: list[int], item: Item, rules: CountTable) -> int:
    return words[0]


def _plural(scene: Scene, words: list[int], item: Item, rules: CountTable) -> int:
    """English: the last of the first run of plural words; without one, the last word of the phrase."""
    chosen = -1
    for index in words:
        word = scene.word(index)
        plural = word in rules.nouns or word.endswith(rules.plurals) and len(word) > 3 and word not in rules.not_ended
        if plural:
            chosen = index
        elif chosen >= 0:
            break
    if chosen >= 0:
        return chosen
    if item.low == 1:
        return words[min(len(words), 3) - 1]
    return words[0]


def _capital(scene: Scene, words: list[int], item: Item, rules: CountTable) -> int:
    for index in words:
        a, b = scene.spans[index]
        if scene.original(a, b)[:1].isupper() and not scene.word(index).endswith(rules.endings):
            return index
    return next((i for i in words if scene.original(*scene.spans[i])[:1].isupper()), words[0])


def _bare(scene: Scene, words: list[int], item: Item, rules: CountTable) -> int:
    for index in words:
        word = scene.word(index)
        named = index != words[-1] and scene.original(*scene.spans[index])[:1].isupper()
        if word in rules.nouns or not word.endswith(rules.endings) and not named:
            return index
    return words[-1] if len(words) <= 2 else words[0]


def _han(scene: Scene, item: Item, limit: int, rules: CountTable) -> Counted | None:
    """Chinese: after the measure word, the longest listed noun at the phrase's end, else its first characters."""
    text, start = scene.text, item.end
    for size in (2, 1):
        if start + size <= len(text) and text[start : start + size] in rules.classifiers:
            if text[start : start + size] in rules.nouns:
                after = _listed_head(scene, start + size, rules)
                return after if after is not None else Counted(start, start + size)
            start += size
            break
    stop = start
    while (
        stop < min(len(text), limit, start + LONGEST_HAN)
        and text[stop] not in rules.stop
        and "\u2e80" <= text[stop] <= "\u9fff"
    ):
        stop += 1
    if stop == start:
        return None
    return _listed_head(scene, start, rules, stop) or Counted(start, min(stop, start + 4))


def _listed_head(scene: Scene, start: int, rules: CountTable, stop: int | None = None) -> Counted | None:
    first = scene.word_at(start)
    for index in range(first, min(first + LONGEST_HAN, len(scene.spans))):
        if stop is not None and scene.spans[index][0] >= stop or scene.word(index) in rules.stop:
            return None
        found = rules.heads.after(scene.text, scene.spans, index)
        if found is not None:
            a, b = scene.spans[index][0], scene.spans[found[0] - 1][1]
            return Counted(a, b, (start, a) if a > start else (-1, -1))
    return None
