"""Names that two sentences share, whatever script writes them: what no gazetteer lists still says which event it is."""

from __future__ import annotations

import re
from functools import lru_cache

from claimcmp.facts.names.skeleton import SAME, distance, skeleton
from claimcmp.facts.nouns.lexicon import concepts_in
from claimcmp.languages import grammar, known
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Kind
from claimcmp.text import fold, normalize

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
_QUOTED = re.compile(r"[«“„\"'‘]\s*$")
_ENDS = re.compile(r"(?:^|[.!?:…]\s+[«“„\"]?)$")
EXACT, LOOSE = 3, 4  # consonants from which equal and from which similar skeletons are one name
BEFORE = 24  # characters before a word that say whether a sentence or a quotation begins there
HAN_WINDOWS = (2, 3, 4, 5, 6)
NOUNS_CAPITAL = frozenset({"de"})  # every noun begins with a capital: a capital marks no name
OTHER_NAMES = (Kind.DATE, Kind.TIME, Kind.PLACE, Kind.RECURRENCE, Kind.ORGANIZATION)
Named = tuple[frozenset[str], frozenset[str], bool]
MOST_MET = 1 << 15  # pairs of sentences remembered: each is asked for once for every two facts in them
NOT_NAMES = (Kind.DATE, Kind.TIME, Kind.PLACE, Kind.RECURRENCE, Kind.ATTRIBUTION)


@lru_cache(maxsize=16384)
def words_of(text: str, lang: str) -> tuple[tuple[int, str, bool], ...]:
    """(offset, skeleton, whether it is written as a name) of the words of a text that no concept covers."""
    normal = normalize(text)
    covered = [normal.span(h.start, h.end) for h in concepts_in(text, lang)]
    out: list[tuple[int, str, bool]] = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if len(word) < EXACT or not (forms := _forms(word, lang)) or any([a <= start < b for a, b in covered]):
            continue
        before = text[max(0, start - BEFORE) : start]
        strong = word[0].isupper() and word[0] != word[0].lower() and _is_name(before, lang)
        out += [(start, bones, strong) for bones in forms]
    if any("\u2e80" <= c <= "\u9fff" for c in text):
        out += _han(text)
    return tuple(out)


@lru_cache(maxsize=65536)
def _forms(word: str, lang: str) -> tuple[str, ...]:
    """The skeletons of a word and of its forms without clitics that are long enough to tell."""
    found = (skeleton(form, lang).replace(" ", "") for form in _bare(word, lang))
    return tuple(bones for bones in found if len(bones) >= EXACT)


def _is_name(before: str, lang: str) -> bool:
    """Whether a capital behind some text marks a name: no sentence begins there, and nouns have none."""
    if _QUOTED.search(before):
        return True
    return lang not in NOUNS_CAPITAL and not _ENDS.search(before)


def _bare(word: str, lang: str) -> list[str]:
    """The word, and what is left of it without the clitics that its language writes on."""
    if word[0] != word[0].lower() or word[0] != word[0].upper():
        return [word]
    folded = fold(word)
    clitics = [fold(p) for p in grammar(known(lang)).prefixes]
    return [word, *(folded[len(p) :] for p in clitics if folded.startswith(p) and len(folded) - len(p) >= EXACT)]


def _han(text: str) -> list[tuple[int, str, bool]]:
    """Skeletons of the runs of Chinese characters that may write a foreign name."""
    out = []
    for start in range(len(text)):
        for width in HAN_WINDOWS:
            piece = text[start : start + width]
            if len(piece) < width or not all("\u4e00" <= c <= "\u9fff" for c in piece):
                break
            bones = skeleton(piece, "zh").replace(" ", "")
            if len(bones) >= EXACT:
                out.append((start, bones, False))
    return out


@once_a_view
def names(view: FactView) -> tuple[frozenset[str], frozenset[str]]:
    """(skeletons written as names, skeletons of all other words), listed places, dates and credits left out."""
    if not words_of(view.text, view.lang):
        return frozenset(), frozenset()  # a page of bare numbers has thousands of facts
    out = [
        (f.start, f.end) for f in view.siblings
        if f.kind in NOT_NAMES and not (f.kind == Kind.PLACE and f.value.startswith("place:?"))
    ]  # fmt: skip
    kept = [(b, s) for at, b, s in words_of(view.text, view.lang) if not any(x <= at < y for x, y in out)]
    strong = frozenset(b for b, s in kept if s)
    return strong, frozenset(b for b, s in kept if not s) - strong


@lru_cache(maxsize=65536)
def one_name(a: str, b: str) -> bool:
    """Whether two skeletons are of one name: short ones must be equal.

    >>> one_name("FLDR", "FLDR"), one_name("FLDR", "MNTSR"), one_name("LD", "LD")
    (True, False, False)
    """
    if min(len(a), len(b)) < EXACT:
        return False
    return a == b or (min(len(a), len(b)) >= LOOSE and distance(a, b) <= SAME)


def shared_names(left: FactView, right: FactView) -> str:
    """"many" or "same" names shared, "other" where both texts name something and nothing meets, else "absent"."""
    one, two = _named(left), _named(right)
    return _meeting(one, two) if one[0] or two[0] else "absent"


@lru_cache(maxsize=MOST_MET)
def _meeting(left: Named, right: Named) -> str:
    a, left_words, left_listed = left
    b, right_words, right_listed = right
    met = {x for x in a if x in right_words or any(one_name(x, y) for y in right_words)}
    met |= {
        y for y in b - met
        if (y in left_words or any(one_name(x, y) for x in left_words)) and not any(one_name(x, y) for x in met)
    }  # fmt: skip
    if len(met) > 1:
        return "many"
    if met:
        return "same"
    return "other" if (a or left_listed) and (b or right_listed) else "absent"


@once_a_view
def _named(view: FactView) -> Named:
    """What is written as a name, all words, and whether the text names a place smaller than a country."""
    strong, weak = names(view)
    return _one((strong, strong | weak, any(f.kind == Kind.PLACE and "/" in f.value for f in view.siblings)))


@lru_cache(maxsize=MOST_MET)
def _one(named: Named) -> Named:
    """One object for all that are equal: they are found again by what they are, not by what they hold."""
    return named


def cognates(left: FactView, right: FactView) -> bool:
    """Whether two languages write one long unlisted word alike: commission, commissione."""
    if left.lang == right.lang:
        return False
    a, b = names(left)[1], names(right)[1]
    return any(len(x) >= LOOSE for x in a & b)


@once_a_view
def full_names(view: FactView) -> list[tuple[str, ...]]:
    """Skeletons of names of two words and more, as capitals write them: "Mateo Olmedo".

    >>> from claimcmp.model import Fact
    >>> full_names(FactView(Fact("", 0, 0), text="Mateo Olmedo scored.", lang="es"))
    [('MT', 'ALMD')]
    """
    if view.lang in NOUNS_CAPITAL:
        return []
    known = [(f.start, f.end) for f in view.siblings if f.kind in OTHER_NAMES and not f.value.startswith("place:?")]
    out: list[tuple[str, ...]] = []
    last = -1
    for match in _WORD.finditer(view.text):
        word = match.group()
        if not word[0].isupper() or any(a <= match.start() < b for a, b in known):
            continue
        bones = skeleton(word, view.lang).replace(" ", "")
        if out and view.text[last : match.start()] == " ":
            out[-1] = (*out[-1], bones)
        else:
            out.append((bones,))
        last = match.end()
    return [name for name in out if len(name) > 1]
