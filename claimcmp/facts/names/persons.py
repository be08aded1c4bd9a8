"""Reading persons: known ones, names after roles and titles, given names with a family name, names beside "said"."""

from __future__ import annotations

from dataclasses import replace

from claimcmp.facts.names.chunks import Chunk, Reading, saying
from claimcmp.facts.names.collect import capitalised, foreign, person_name, uncased
from claimcmp.facts.names.doers import after_people, by_occupation, doers, dotted, expected, of_people
from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.names.offices import OFFICES, depends, honours, of_country, role_of
from claimcmp.facts.names.skeleton import same_bones, same_names, skeleton
from claimcmp.model import Fact, Kind

UNNAMED = "person:?"  # only the office is told
MOST_ADJECTIVES = 2  # between an office and its holder's name
_BESIDE = 12  # characters between a name and the office that follows it: a comma, an article
_TITLED, _GIVEN, _DOING, _SAYING = 0.9, 0.9, 0.7, 0.6  # certainty by what introduces the name


def find(read: Reading, groups: list[Chunk]) -> None:
    """Add the persons of a sentence to the reading."""
    _known(read)
    for i, chunk in enumerate(groups):
        if not chunk.has("role", "title"):
            continue
        before = groups[i - 1] if i else None
        following = groups[i + 1] if i + 1 < len(groups) else None
        if before is not None and honours(read, before, chunk):
            continue  # the name after it was read with the office before
        chained = before if before is not None and depends(read, before, chunk) else None
        _titled(read, chunk, chained, following)
    _by_given_name(read)
    _by_saying(read)
    _by_grammar(read)
    for chunk in groups:
        if chunk.has("role"):
            _title_after(read, chunk)


def _title_after(read: Reading, chunk: Chunk) -> None:
    """Give an office to the person right before it: "Basim Khalaf, the government's spokesman, said"."""
    start = read.sentence.normal.span(chunk.marks[0].start, chunk.marks[-1].end)[0]
    if any(f.cue_start == start and f.value != UNNAMED for f in read.facts if f.kind == Kind.PERSON):
        return
    person = next((f for f in read.facts if f.kind == Kind.PERSON and not f.role and f.value != UNNAMED
                   and f.end <= start and start - f.end <= _BESIDE), None)  # fmt: skip
    role = role_of(chunk)
    if person is None or not role:
        return
    a = read.sentence.normal.position(person.end)
    between = read.text[a : chunk.marks[0].start]
    comma = between.lstrip()[:1] in (",", "،", "，")
    small = all(w in read.words.links for w in between.strip(" ,،，").split())
    if small and (comma or (read.words.title_after and not between.strip())):
        _retitle(read, person, role, chunk)
        read.facts[:] = [f for f in read.facts if f.value != UNNAMED or f.role != role]


def _known(read: Reading) -> None:
    for mark in read.marks:
        entry = mark.of("person")
        if entry is None or mark.first in read.used:
            continue
        first, last = _with_given_names(read, mark, entry.value), mark.last
        given = first == mark.first and _given_before(read, first)
        if given and not same_bones(skeleton(given, read.sentence.lang), entry.value.removeprefix("person:")):
            continue  # another bearer of the family name
        a = read.spans[first][0] + (mark.prefix if first == mark.first else _clitic(read, first))
        start, end = read.sentence.normal.span(a, read.spans[last - 1][1])
        before = read.facts[-1] if read.facts else None
        if before is not None and before.value == entry.value and 0 < start - before.end <= 1:
            read.facts[-1] = replace(before, end=end)  # two listed parts of one name
            read.used.update(range(first, last))
            continue
        read.add(Fact(Kind.PERSON, start, end, value=entry.value, certainty=0.95), first, last)


def _clitic(read: Reading, i: int) -> int:
    """The length of the particle written together with a given name; 0 without one."""
    word = read.word(i)
    if read.words.capitals or word in read.words.given:
        return 0
    return next((n for key, n in read.keys(word) if n and key in read.words.given), 0)


def _with_given_names(read: Reading, mark: Mark, value: str) -> int:
    """The index where the known person's name begins, the words before the listed one that are his names included."""
    names = value.removeprefix("person:").split()
    for first in range(max(0, mark.first - len(names)), mark.first):
        if not read.used.isdisjoint(range(first, mark.first)):
            continue
        if any(read.gap(k, k + 1).strip("-'") not in ("", " ") for k in range(first, mark.first)):
            continue
        text = read.original(read.spans[first][0], read.spans[mark.last - 1][1])
        bones = skeleton(text, read.sentence.lang).split()
        if 1 < len(bones) <= len(names) and same_names(bones, names) and skeleton(read.part(first, first + 1)):
            return first
    return mark.first


def _given_before(read: Reading, first: int) -> str:
    """The given name right before a known family name; "" without one."""
    if first == 0 or read.gap(first - 1, first).strip() or read.word(first - 1) not in read.words.given:
        return ""
    if read.words.capitals and not read.capital(read.spans[first - 1][0]):
        return ""
    return read.original(*read.spans[first - 1])


def _titled(read: Reading, chunk: Chunk, before: Chunk | None, following: Chunk | None) -> None:
    last_mark = following if following is not None and honours(read, chunk, following) else chunk
    first, last = _name_beside(read, last_mark)
    outer = before is not None and last > first and ("," in read.gap(first - 1, first) or read.words.genitive)
    role = role_of(before, chunk) if outer and before is not None else role_of(chunk)
    if last > first:
        role = of_country(read, role, last)
        inside = [f for f in read.facts if f.kind == Kind.PERSON and _overlaps(read, f, first, last)]
        if inside:
            _retitle(read, inside[0], role, chunk)
        else:
            _add(read, first, last, role, chunk, _TITLED)
    elif role.startswith(OFFICES):
        _unnamed(read, chunk, role)


def _name_beside(read: Reading, chunk: Chunk) -> tuple[int, int]:
    """Words of the name after a role, with or without a comma, or of a known person right before it."""
    first = chunk.last
    skipped = read.words.apposition if read.words.capitals else read.words.apposition | read.words.links
    nouns = {m.first for m in read.marks if m.of("place_noun") is not None}
    body = chunk.has("institution", "ministry", "organization") and not read.words.capitals
    while first < len(read.spans) and first - chunk.last < 3 and (read.word(first) in skipped or first in nouns):
        if body and read.word(first) in read.words.given:
            break  # «باسم» is "in the name of", and a name
        first += 1
    while first < len(read.spans) - 1 and read.word(first) in read.words.links and _initials(read, first):
        first += 1
    first = _past_adjectives(read, first)
    if first >= len(read.spans):
        return first, first
    gap = read.gap(first - 1, first).strip(" \"«»“”'-،,")
    comma = "," in read.gap(first - 1, first)
    if gap:
        return first, first
    known = next((m for m in read.marks if m.of("person") is not None and m.first == first), None)
    if known is not None:
        return known.first, known.last
    if comma and read.words.capitals and not _closes(read, first):
        return first, first
    return first, person_name(read, first)


def _past_adjectives(read: Reading, first: int) -> int:
    """The index after adjectives that stand between an office and a listed given name: «القاضية المتقاعدة إليزابيث»."""
    if read.words.capitals or not read.words.spaced:
        return first
    for k in range(first, min(first + MOST_ADJECTIVES, len(read.spans))):
        word = read.word(k)
        if word in read.words.given or read.gap(k - 1, k).strip():
            break
        if not word.endswith(read.words.adjectives or ("\0",)) and not word.startswith("ال"):
            break
        if k + 1 < len(read.spans) and read.word(k + 1) in read.words.given:
            return k + 1
    return first


def _initials(read: Reading, i: int) -> bool:
    """Whether a word is written in capitals alone: the short name of an office, no part of its holder's name."""
    word = read.original(*read.spans[i])
    return len(word) > 1 and word.isupper() and word.lower() != word


def _closes(read: Reading, first: int) -> bool:
    """Whether the name after a comma is set off by another comma or ends the sentence: an apposition."""
    last = person_name(read, first)
    if last <= first:
        return False
    rest = read.text[read.spans[last - 1][1] :].lstrip()
    return last - first > 1 and (not rest or rest[0] in ",.;:!?–)»\"")


def _overlaps(read: Reading, fact: Fact, first: int, last: int) -> bool:
    start, end = read.sentence.normal.span(read.spans[first][0], read.spans[last - 1][1])
    return fact.start < end and start < fact.end


def _retitle(read: Reading, fact: Fact, role: str, chunk: Chunk) -> None:
    start, end = read.sentence.normal.span(chunk.marks[0].start, chunk.marks[-1].end)
    read.facts[read.facts.index(fact)] = replace(fact, role=role, cue_start=start, cue_end=end)


def _add(read: Reading, first: int, last: int, role: str, chunk: Chunk | None, certainty: float) -> None:
    a, b = read.spans[first][0], read.spans[last - 1][1]
    bones = skeleton(read.original(a, b), read.sentence.lang)
    if not bones or any(i in read.used for i in range(first, last)):
        return
    start, end = read.sentence.normal.span(a, b)
    cue = read.sentence.normal.span(chunk.marks[0].start, chunk.marks[-1].end) if chunk else (-1, -1)
    fact = Fact(Kind.PERSON, start, end, value=f"person:{bones}", role=role, cue_start=cue[0], cue_end=cue[1],
                certainty=certainty)  # fmt: skip
    read.add(fact, first, last)


def _unnamed(read: Reading, chunk: Chunk, role: str) -> None:
    marks = [m for m in chunk.marks if m.of("role", "deputy", "portfolio") is not None]
    start, end = read.sentence.normal.span(marks[0].start, marks[-1].end)
    read.facts.append(Fact(Kind.PERSON, start, end, value=UNNAMED, role=role, certainty=0.7))


def _by_given_name(read: Reading) -> None:
    """A known given name and a family name after it; without capitals, only where a name is expected."""
    for i in range(len(read.spans) - 1):
        if i in read.used or read.word(i) not in read.words.given:
            continue
        if read.words.capitals:
            opened = read.word(i) in read.words.auxiliaries
            last = capitalised(read, i) if not opened and read.capital(read.spans[i][0]) else i
        elif expected(read, i):
            last = uncased(read, i)
        else:
            continue
        if last - i > 1:
            _add(read, i, last, "", None, _GIVEN)


def _by_grammar(read: Reading) -> None:
    """Names that no table knows, where the words around them tell a person."""
    for first, last in (*dotted(read), *of_people(read), *doers(read), *by_occupation(read)):
        lone_given = last - first == 1 and read.word(first) in read.words.given
        _add(read, first, last, "", None, _SAYING if lone_given else _DOING)
    for i in range(1, len(read.spans)) if read.words.vowels else ():
        if i not in read.used and after_people(read, i):
            _add(read, i, foreign(read, i), "", None, _DOING)


def _by_saying(read: Reading) -> None:
    """A family name alone between a verb of saying and "that", or before or after the verb in scripts with capitals."""
    words, verbs = read.words, saying(read.sentence.lang)
    for i in [k for k, word in enumerate(read.sentence.tokens) if verbs[word]]:
        if words.after_saying and not words.capitals:
            if read.word(i + 2) in words.after_saying and _lone_name(read, i + 1):
                _add(read, i + 1, i + 2, "", None, _SAYING)
        elif words.capitals:
            for at in (i - 1, i + 1):
                if 0 <= at < len(read.spans) and _lone_name(read, at) and not read.gap(min(at, i), max(at, i)).strip():
                    _add(read, at, at + 1, "", None, _SAYING)


def _lone_name(read: Reading, at: int) -> bool:
    word = read.word(at)
    if at in read.used or len(word) < 3 or word in read.words.stops or word.isdigit() or read.says(at):
        return False
    if any(m.first <= at < m.last for m in read.marks):
        return False
    if not read.words.capitals:
        return not word.startswith(("ال", "وال", "بال", "لل"))
    if read.words.common_capitals or not read.capital(read.spans[at][0]):
        return False
    return at > 0 and not _sentence_start(read, at)


def _sentence_start(read: Reading, at: int) -> bool:
    return read.text[: read.spans[at][0]].rstrip(" \"«»“”'–-").endswith((".", "!", "?", ":")) or at == 0
