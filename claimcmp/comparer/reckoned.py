"""Figures that follow from what a sentence says: parts that add up to the whole, one in five, a tremor's strength."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.match import FactView
from claimcmp.match.context import profile
from claimcmp.model import Bound, Fact, Kind
from claimcmp.text import normalize

TREMORS = frozenset({"quake", "aftershock"})
STRONGEST = 9.9  # no earthquake was ever stronger
PARTS = "the parts add up"  # why two counts agree that are not equal
MOST_OF = 20.0  # "one in ten" is a share, "one of 500" is a person
IN_REACH = 14  # characters between the two numbers of "one in every five"
AT_TOP, AT_FOOT = (Bound.LESS_THAN, Bound.AT_MOST), (Bound.MORE_THAN, Bound.AT_LEAST)
# The dead beside the hurt or missing add up to no count of the dead.
HARM = frozenset({"injured", "missing", "hospitalised", "arrested"})


def adds_up(left: FactView, right: FactView) -> bool:
    """Whether the parts that one text gives are the other's whole: 24 adults and three children, 27 migrants."""
    return _parts_of(left, right) or _parts_of(right, left)


def _parts_of(whole: FactView, part: FactView) -> bool:
    value, own = whole.fact.low, part.fact
    if value is None or value != whole.fact.high or own.low is None or own.low != own.high or not _people(own):
        return False
    for f in part.siblings:
        same = (f.start, f.end) == (own.start, own.end)
        if same or f.kind != Kind.NUMBER or f.low is None or f.low != f.high or not (_people(f) or _bare(f)):
            continue
        if f.low + own.low == value and not HARM & {f.concept, f.role, own.concept, own.role}:
            return True
    return False


def _people(fact: Fact) -> bool:
    """Whether a count is of people, or of what happened to them."""
    plain = fact.kind == Kind.NUMBER and fact.bound == Bound.EXACT
    return plain and any(is_a(n, "person") or concept(n).family == "outcome" for n in (fact.concept, fact.role) if n)


def _bare(fact: Fact) -> bool:
    """Whether a count leaves its noun to the one before it: "three people in Belmir and four in Tarsk"."""
    return fact.bound == Bound.EXACT and not (fact.concept or fact.role or fact.what or fact.scope)


def magnitudes(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """The strength of a tremor without the word for it: "the quake measured 5.7"."""
    if not views or not TREMORS & profile(views[0].text, views[0].lang).concepts:
        return []
    if any(v.fact.unit == "magnitude" for v in views):
        return []
    bare = [
        v
        for v in views
        if v.fact.kind == Kind.NUMBER
        and v.fact.low is not None
        and v.fact.low == v.fact.high
        and v.fact.low <= STRONGEST
        and (v.fact.low % 1 != 0 or v.fact.concept == "magnitude")
        and v.fact.concept in ("", "magnitude", "quake", "aftershock")
    ]
    return [
        (v, replace(v.fact, kind=str(Kind.MEASURE), unit="magnitude", concept="magnitude", certainty=0.8)) for v in bare
    ]


def _bound_of_one(view: FactView, counts: Sequence[FactView]) -> str:
    """The bound of the "one" right before a number: "fewer than one in five" is less than a fifth."""
    before = [v.fact for v in counts if 0 < view.fact.start - v.fact.end <= IN_REACH]
    ones = [f for f in before if 1.0 in (f.low, f.high)]
    return ones[-1].bound if ones else view.fact.bound


def one_in(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """Shares told as one of a few: "one in five households" is a fifth of them."""
    counts = [v for v in views if v.fact.kind == Kind.NUMBER]
    out = []
    for view in counts:
        fact = view.fact
        if fact.low is None or fact.low != fact.high:
            continue
        if not 2 <= (fact.low or 0.0) <= MOST_OF:
            continue
        normal = normalize(view.text)
        start, end = normal.position(fact.start), normal.position(fact.end)
        for cue in cues_in(view.text, view.lang):
            near = cue.concept == "one_in" and 0 <= start - cue.end <= 2
            after = cue.concept == "one_in_after" and -1 <= cue.start - end <= IN_REACH
            if near or after:
                share = 100.0 / (fact.low or 1.0)
                bound = _bound_of_one(view, counts)
                told = replace(
                    fact, kind=str(Kind.PERCENT), unit="percent", role="share", certainty=0.8, bound=bound,
                    low=None if bound in AT_TOP else share, high=None if bound in AT_FOOT else share,
                )  # fmt: skip
                out.append((view, told))
                break
    return out
