"""Persons whom grammar tells where no table knows the name: who leads, wins, resigns; where a name must follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcmp.facts.names.chunks import Reading
from claimcmp.facts.names.collect import capitalised, han, transliterated

if TYPE_CHECKING:
    from claimcmp.facts.nouns.lexicon import ConceptHit

# Concepts of nouns.toml whose doer, or whom they are done to, is a person.
ACTS = frozenset({"lead_head", "won", "appointed", "resigned", "left_job", "arrested", "freed", "charged", "visit",
                  "kidnapped", "coach", "goal_score", "married", "trial", "sign_deal", "attend",
                  "absent"})  # fmt: skip
# What teams and firms do as well: one word beside it may be theirs.
_TEAMS = frozenset({"won", "coach", "goal_score", "sign_deal", "appointed", "attend", "absent", "left_job"})
_AUXILIARIES = 4  # words between a doer and the act: "is expected to lead"
_CLAUSE = 8  # words of a clause that its verb closes
_AGENT = 4  # words between an act and "by"
_FEWEST = 3  # letters of a lone name
_DOT = "·"  # between the parts of a foreign name in Chinese
_LONGEST = 6  # characters of one part of such a name

Span = tuple[int, int]


def concepts(read: Reading) -> tuple[ConceptHit, ...]:
    """The concepts of the sentence."""
    from claimcmp.facts.nouns.lexicon import hits_of

    return hits_of(read.sentence)[0]


def doers(read: Reading) -> list[Span]:
    """Word spans of names in capitals beside an act of persons: before it, right after it, or after its "by"."""
    words = read.words
    if not words.capitals or not words.auxiliaries:
        return []
    hits = concepts(read)
    acts = {read.sentence.at(h.start): read.sentence.at(h.end - 1) for h in hits if h.concept in ACTS}
    own = {read.sentence.at(h.start): read.sentence.at(h.end - 1) for h in hits if h.concept in ACTS - _TEAMS}
    known = {i for h in hits for i in range(read.sentence.at(h.start), read.sentence.at(h.end - 1) + 1)}
    out = []
    i = 0
    while i < len(read.spans):
        last = _name(read, i, known)
        if last > i:
            if _beside(read, i, last, own if last - i == 1 else acts):
                out.append((i, last))
            i = last
        else:
            i += 1
    return out


def _name(read: Reading, i: int, known: set[int]) -> int:
    """The index after a run of capitalised words at ``i`` that no table knows; ``i`` without one."""
    word, auxiliaries = read.word(i), read.words.auxiliaries
    if i in read.used or i in known or word in auxiliaries or len(word) < _FEWEST or not _unlisted(read, i):
        return i
    inside = i > 0 and _capital_word(read, i - 1) and not read.gap(i - 1, i).strip(" -")
    if inside and read.word(i - 1) not in auxiliaries:
        return i
    last = capitalised(read, i)
    if any(k in read.used or k in known or not _listed_free(read, k) for k in range(i, last)):
        return i
    if last < len(read.spans) and _capital_word(read, last) and not read.gap(last - 1, last).strip(" -"):
        return i
    return last


def _capital_word(read: Reading, i: int) -> bool:
    return read.capital(read.spans[i][0]) and not read.words.common_capitals


def _unlisted(read: Reading, i: int) -> bool:
    word = read.word(i)
    named = read.capital(read.spans[i][0]) and word not in read.words.stops and not word.isdigit()
    return named and _listed_free(read, i)


def _listed_free(read: Reading, i: int) -> bool:
    return not any(m.first <= i < m.last for m in read.marks)


def _beside(read: Reading, first: int, last: int, acts: dict[int, int]) -> bool:
    words = read.words
    opens = first == 0 or read.text[: read.spans[first][0]].rstrip(" \"«»“”'–-").endswith((".", "!", "?", ":"))
    bare = opens and last - first == 1
    if not (bare and _plural(read, first)) and _acts_after(read, last, acts, bare and words.common_capitals):
        return True
    before = first - 1
    if words.common_capitals or opens or read.gap(before, first).strip(" "):
        return False
    if before in acts.values():
        return words.doer_after or read.word(before) in words.agents
    return read.word(before) in words.agents and any(0 <= before - end <= _AGENT for end in acts.values())


def _acts_after(read: Reading, last: int, acts: dict[int, int], german: bool) -> bool:
    """Whether an act follows a name, with nothing but auxiliaries between them.

    ``german``: where every noun has a capital, a bare word is a name before a finite verb in the singular whose clause
    the act closes.
    """
    if last >= len(read.spans) or german and read.word(last) not in read.words.auxiliaries:
        return False
    most = _CLAUSE if german else _AUXILIARIES
    for at in range(last, min(len(read.spans), last + most + 1)):
        if read.gap(at - 1, at).strip(" "):
            return False
        if at in acts:
            return True
        if not german and read.word(at) not in read.words.auxiliaries:
            return False
    return False


def _plural(read: Reading, i: int) -> bool:
    """Whether a lone word that opens a sentence may be a noun in the plural: "Rebels freed"."""
    word = read.word(i)
    return bool(read.words.plurals) and word.endswith(read.words.plurals) and word not in read.words.families


def dotted(read: Reading) -> list[Span]:
    """Word spans of foreign names whose parts a dot joins (Chinese): such a name is a person's."""
    out = []
    at = read.text.find(_DOT) if read.words.transliteration else -1
    while at >= 0:
        first = right = next((k for k, (a, _) in enumerate(read.spans) if a > at), 0)
        while first > 0 and right - first < _LONGEST and _writes_name(read, first - 1, at):
            first -= 1
        last = transliterated(read, first, read.words.dotted) if first < right else first
        if last > right:
            out.append((first, last))
            at = read.text.find(_DOT, read.spans[last - 1][1])
        else:
            at = read.text.find(_DOT, at + 1)
    return out


def _writes_name(read: Reading, i: int, dot: int) -> bool:
    joined = read.spans[i][1] == read.spans[i + 1][0] or read.spans[i][1] == dot
    return joined and read.word(i) in read.words.dotted and _listed_free(read, i)


def of_people(read: Reading) -> list[Span]:
    """Word spans of two capitalised words and more right after a people's noun: "der Kroate Ante Babic"."""
    if not read.words.demonym_person:
        return []
    out = []
    for mark in (m for m in read.marks if m.of("demonym") is not None):
        i = mark.last
        if i >= len(read.spans) or read.gap(i - 1, i).strip() or not _unlisted(read, i) or i in read.used:
            continue
        if read.words.common_capitals and not read.capital(mark.start):
            continue
        last = capitalised(read, i)
        if last - i > 1 and all(_listed_free(read, k) for k in range(i, last)):
            out.append((i, last))
    return out


def expected(read: Reading, i: int) -> bool:
    """Whether a given name may stand at word ``i`` in a script without capitals: elsewhere it may be a common word."""
    said = read.says(i - 1) or (i > 0 and "," in read.gap(i - 1, i))
    return said or _two_given(read, i) or after_people(read, i) or _after_definite(read, i) or _with_family(read, i)


def by_occupation(read: Reading) -> list[tuple[int, int]]:
    """Names of a surname and one or two characters more right after a word for what somebody is («建筑师陆文澜»)."""
    words = read.words
    at = [i for i in range(1, len(read.spans)) if words.occupations and read.word(i - 1) in words.occupations]
    spans = [(i, han(read, i)) for i in at if read.word(i) in words.surnames and not read.gap(i - 1, i)]
    return [(a, b) for a, b in spans if b - a > 2]


def after_people(read: Reading, i: int) -> bool:
    """Whether a people's adjective, which may be a noun, stands right before a word: «الكيني كالفن روتو»."""
    near = i > 0 and not read.gap(i - 1, i).strip()
    return near and any(m.last == i and m.of("demonym") is not None for m in read.marks)


def _after_definite(read: Reading, i: int) -> bool:
    """Whether a definite word stands right before a given name: then it is an apposition («الشاعرة ليلى»)."""
    words, before = read.words, read.word(i - 1)
    if not words.definite or i == 0 or read.gap(i - 1, i).strip() or len(before) < 5:
        return False
    return before.startswith(words.definite) and before not in words.stops and not read.says(i - 1)


def _with_family(read: Reading, i: int) -> bool:
    """Whether a known family name, or a definite one in "-i", follows a given name."""
    following = read.word(i + 1)
    if not following or read.gap(i, i + 1).strip() or any(m.first <= i + 1 < m.last for m in read.marks):
        return False
    nisba = bool(read.words.definite) and following.startswith(read.words.definite[:1]) and following.endswith("ي")
    return following in read.words.families or nisba and len(following) > 5


def _two_given(read: Reading, i: int) -> bool:
    return read.word(i + 1) in read.words.given and not read.gap(i, i + 1).strip()
