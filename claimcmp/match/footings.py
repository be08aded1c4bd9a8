"""On what footing a figure stands: forecast, found by an opinion poll, or measured; and whether it is what is left."""

from __future__ import annotations

from functools import cache, lru_cache

from claimcmp.facts.nouns.lexicon import ConceptHit, StemLexicon, scanned
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.clauses import Scene, scene
from claimcmp.languages import grammar, known, table
from claimcmp.match.context import COUNTED, profile
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Kind
from claimcmp.text import normalize

FORECAST, POLL, LEFT = "forecast", "poll", "left"
LATER = 5 * 3600.0  # forecasts that lie this far apart are two
NEXT = 2  # letters between an ordinal and its noun: a space, an article
BEHIND = 40  # characters from a figure to a word behind it that says that it is forecast
UNNAMED = "source:"  # a witness, an official, experts: no two texts mean the same ones
COMMAS = ",،，、"
VOTING = frozenset({"vote", "election", "voter", "party", "seat", "won", "referendum"})


@cache
def _lexicon(lang: str) -> StemLexicon:
    rows = table(lang, "footings")
    return StemLexicon({name: list(words) for name, words in rows.items()}, prefixes=grammar(lang).prefixes)


@lru_cache(maxsize=16384)
def _words(text: str, lang: str) -> tuple[ConceptHit, ...]:
    return scanned(_lexicon(known(lang)), text)


def footing(view: FactView) -> str:
    """What a figure is by the words of its clause: "forecast", "poll", or "" for what is told as measured or counted.

    >>> from claimcmp.model import Fact
    >>> text = "An opinion poll put the mayor at 35 percent."
    >>> footing(FactView(Fact("percent", 33, 43), text=text, lang="en"))
    'poll'
    """
    return _footing(view) if view.fact.kind in COUNTED else ""


@once_a_view
def _footing(view: FactView) -> str:
    hits = [h for h in _words(view.text, view.lang) if h.concept in (FORECAST, POLL)]
    if not hits:
        return ""
    text, position = _scene(view.text, view.lang).text, normalize(view.text).position
    start, end = position(view.fact.start), position(view.fact.end)
    first, last = _clause(view)
    others = [(position(f.start), position(f.end)) for f in view.siblings if f.kind == view.fact.kind]
    own = [h for h in hits if first <= h.start < last and _governs(h, start, end, others, text)]
    own = own or [h for h in hits if h.concept == POLL and not _between(h, start, end, others)]
    return min(own, key=lambda h: max(h.start - end, start - h.end)).concept if own else ""


def _governs(hit: ConceptHit, start: int, end: int, others: list[tuple[int, int]], text: str) -> bool:
    """Whether a word of forecasting is said of the figure at ``start:end``, not of another one of its clause."""
    if hit.end <= start:  # "had forecast 0.7 percent, growth was 0.3"
        between = [b for a, b in others if hit.end <= a and b <= start]
        return hit.concept == POLL or not any(c in text[b:start] for b in between[-1:] for c in COMMAS)
    if hit.start - end > BEHIND or _between(hit, start, end, others):
        return False
    return not any(a >= hit.end for a, _ in others)


def _between(hit: ConceptHit, start: int, end: int, others: list[tuple[int, int]]) -> bool:
    low, high = min(hit.end, end), max(hit.start, start)
    return any(low <= a and b <= high for a, b in others)


@lru_cache(maxsize=4096)
def _scene(text: str, lang: str) -> Scene:
    return scene(SentenceText(text, lang))


@once_a_view
def _clause(view: FactView) -> tuple[int, int]:
    """The span of the clause of a fact in the folded text."""
    return _scene(view.text, view.lang).clause(normalize(view.text).position(view.fact.start))


def said_left(view: FactView) -> bool:
    """Whether a count is said to be what is left: "nine are still missing", "only sixty remained"."""
    return view.fact.kind == Kind.NUMBER and marked(view, LEFT)


def marked(view: FactView, name: str) -> bool:
    """Whether a word of a list of ``footings.toml`` ("left", "wide") stands in the clause of a fact."""
    hits = [h for h in _words(view.text, view.lang) if h.concept == name]
    if not hits:
        return False
    first, last = _clause(view)
    return any(first <= h.start < last for h in hits)


def beside(view: FactView, name: str) -> bool:
    """Whether nothing but a space stands between a fact and a word of a list of ``footings.toml``: "third day"."""
    position = normalize(view.text).position
    start, end = position(view.fact.start), position(view.fact.end)
    return any(
        0 <= gap <= NEXT for h in _words(view.text, view.lang) if h.concept == name
        for gap in (h.start - end, start - h.end)
    )  # fmt: skip


@once_a_view
def clause_of(view: FactView) -> tuple[int, int]:
    """The span of the clause of a fact in the text."""
    return _scene(view.text, view.lang).span(*_clause(view))


def footings_apart(left: FactView, right: FactView) -> bool:
    """Whether one figure is forecast or polled and the other one measured, or both come of two forecasts or polls."""
    a, b = footing(left), footing(right)
    if not a and not b:
        return False
    if a and b:
        return a != b or not _one_issue(left, right, a)
    other = right if a else left
    return bool(POLL in (a, b) or other.fact.modality == "")


def _one_issue(left: FactView, right: FactView, kind: str) -> bool:
    """Whether two forecasts (or polls) may be one: by one body; or none is named, and they are of one time.

    Of how people will vote many ask, each with another answer.
    """
    one, two = _issuers(left), _issuers(right)
    voting = VOTING & (profile(left.text, left.lang).concepts | profile(right.text, right.lang).concepts)
    if kind == POLL and not voting:
        return True
    if kind == POLL or one or two:
        return any(not x.startswith(UNNAMED) for x in one & two)
    return left.published is None or right.published is None or abs(left.published - right.published) < LATER


def _issuers(view: FactView) -> frozenset[str]:
    """Who a text says has forecast or asked."""
    return bodies(view) | ({view.fact.speaker} if view.fact.speaker else frozenset())


@once_a_view
def bodies(view: FactView) -> frozenset[str]:
    """Who is named in a sentence that may have counted, forecast or asked."""
    return frozenset(f.value for f in view.siblings if f.kind in (Kind.ATTRIBUTION, Kind.ORGANIZATION))


@once_a_view
def sayings(view: FactView) -> list[tuple[int, int]]:
    """Where a text says that something was said, as spans of the text."""
    here = _scene(view.text, view.lang)
    return [here.span(mark.start, mark.end) for mark, _ in here.of("acts", "say", "announce")]
