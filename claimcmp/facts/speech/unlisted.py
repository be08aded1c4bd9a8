"""Speakers that no table lists: the name after "according to", "the newspaper …", in capitals or in quote marks."""

from __future__ import annotations

from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.names.tables import words_of
from claimcmp.facts.speech.clauses import Scene, Voice

_SMALL = 5  # words between a cue and the name: articles, "the daily newspaper"
_LONGEST = 5  # words of a name
_ARTICLE = 3  # letters of an article at most
_REACH = 60  # characters between a claim and the group that makes it
_QUOTED = 40  # characters of a name in quote marks
_OPEN = "\"«“„「『《‹'"
_CLOSE = "\"»”“」』》›'"
_BARE = 2  # words of an outlet's name in a script without capitals


def named(scene: Scene, mark: Mark) -> Voice | None:
    """The unlisted name after a cue; None where no name stands there.

    An outlet's noun or quote marks before it make it "outlet:<skeleton>", capitals alone "name:<skeleton>".
    """
    spans, tokens = scene.sentence.words, scene.sentence.tokens
    nouns = {i for m, _ in scene.of("cues", "outlets") for i in range(m.first, m.last)}
    i, outlet = mark.last, False
    while i < len(spans) and i - mark.last < _SMALL:
        gap = scene.gap(spans[i - 1][1], spans[i][0])
        if gap in _OPEN and gap:
            return _between_marks(scene, spans[i][0])
        if gap and gap not in ("-", "'"):
            return None
        if i not in nouns and tokens[i] not in scene.words.articles:
            break
        if tokens[i] in scene.words.articles and not outlet and _name(scene, i, most=2) > i + 1:
            break  # the article is a part of the name: "La Gazette"
        outlet = outlet or i in nouns
        i += 1
    last = _name(scene, i)
    if last <= i or any(v.start < spans[last - 1][1] and spans[i][0] < v.end for v in scene.voices):
        return None
    if not words_of(scene.sentence.lang).capitals and not outlet:
        return None
    start, end = spans[i][0], spans[last - 1][1]
    article = tokens[i] in scene.words.articles
    bones = skeleton(scene.original(start, end), scene.sentence.lang)
    return Voice(start, end, f"{'outlet' if outlet or article else 'name'}:{bones}", 2) if bones else None


def _between_marks(scene: Scene, start: int, sort: str = "outlet") -> Voice | None:
    close = min((k for c in _CLOSE if (k := scene.text.find(c, start)) > 0), default=-1)
    if not 1 < close - start <= _QUOTED:
        return None
    bones = skeleton(scene.original(start, close), scene.sentence.lang)
    return Voice(start, close, f"{sort}:{bones}", 2) if bones else None


def claimant(scene: Scene, mark: Mark) -> Voice | None:
    """The unlisted group that claims an act: the name in quote marks, else in capitals, nearest to the verb.

    Its value is "name:<skeleton>".
    """
    left, right = scene.clause(mark.start)
    spans = [(a, b) for a, b in scene.sentence.words if left <= a and b <= right]
    quoted = [a for a, _ in spans if a and scene.text[a - 1] in _OPEN]
    found = [v for a in quoted if (v := _between_marks(scene, a, "name")) is not None]
    if not found and words_of(scene.sentence.lang).capitals:
        firsts = [i for i, (a, b) in enumerate(scene.sentence.words) if left <= a and b <= right]
        stops = words_of(scene.sentence.lang).stops
        for i in firsts:
            token = scene.sentence.tokens[i]
            article = token in scene.words.articles or token in stops and len(token) <= _ARTICLE
            last = i if article else _name(scene, i)
            a, b = scene.sentence.words[i][0], scene.sentence.words[max(i, last - 1)][1]
            taken = any(v.start < b and a < v.end for v in scene.voices) or _marked(scene, i)
            bones = skeleton(scene.original(a, b), scene.sentence.lang) if last > i + 1 and not taken else ""
            if bones:
                found.append(Voice(a, b, f"name:{bones}", 2))
    near = [v for v in found if min(abs(mark.start - v.end), abs(v.start - mark.end)) <= _REACH]
    return min(near, key=lambda v: min(abs(mark.start - v.end), abs(v.start - mark.end)), default=None)


def _name(scene: Scene, first: int, *, most: int = _LONGEST) -> int:
    """The index after the words of a name at ``first``: capitalised ones, or up to two where there are no capitals."""
    spans, tokens = scene.sentence.words, scene.sentence.tokens
    names = words_of(scene.sentence.lang)
    if names.common_capitals:
        return first
    i = last = first
    while i < len(spans) and i - first < (most if names.capitals else _BARE):
        if i > first and scene.gap(spans[i - 1][1], spans[i][0]) not in ("", "-", "'", "."):
            break
        if not names.capitals:
            if tokens[i] in names.stops or tokens[i].isdigit() or _marked(scene, i):
                break
            last = i + 1
        elif scene.original(*spans[i])[:1].isupper():
            last = i + 1
        elif i == first or tokens[i] not in scene.words.articles:
            break
        i += 1
    return last


def _marked(scene: Scene, i: int) -> bool:
    return any(m.first <= i < m.last for m, _ in scene.of("acts"))
