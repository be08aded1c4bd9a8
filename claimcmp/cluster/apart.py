"""What tells two sentences of a story apart whatever else is alike: numbers that are names, periods, counted nouns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from claimcmp.cluster import weights
from claimcmp.cluster.numbered import Numbered, numbered, other_number
from claimcmp.cluster.others import figures_apart, others
from claimcmp.facts import KINDS, imported
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.match import FactView
from claimcmp.match.context import Profile, contrasts, profile
from claimcmp.match.figures import QUANTITIES, fates_apart, noun, people
from claimcmp.match.footings import footing, footings_apart
from claimcmp.match.periods import two_periods
from claimcmp.match.view import once_a_view
from claimcmp.model import Fact, Kind, Level, ValueRelation
from claimcmp.text import fold

DIGITS = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]\d)")
YEAR, SEASON = 300 * 86_400.0, 120 * 86_400.0
# Levels that two sentences share when they speak of one thing: without any of them a noun alone joins no two counts.
CONTEXT = frozenset({"place", "period", "who", "actor", "topic", "beside", "role"})


def apart_levels(left: FactView, right: FactView) -> list[Level]:
    """The levels by which the sentences of two facts are told apart, [] where nothing tells them apart."""
    found = []
    if _marked(left) and _marked(right):  # most sentences name nothing by a number, nor a day
        if other_identifier(left, right):
            found.append(Level("identifier", "other", weights.OTHER_IDENTIFIER))
        if _periods_apart(_periods(left), _periods(right)):
            found.append(Level("period", "other", weights.OTHER_PERIOD))
    if fates_apart(left.fact, right.fact):
        found.append(Level("outcome", "other", weights.OTHER_OUTCOME))
    if _other_basis(left, right):
        found.append(Level("basis", "other", weights.OTHER_BASIS))
    return [*found, *others(left, right)]


def _other_basis(left: FactView, right: FactView) -> bool:
    """Whether one figure is forecast or polled and the other counted, or the two are of two periods."""
    if left.fact.kind != right.fact.kind or left.fact.kind not in QUANTITIES:
        return False
    one_footing = footing(left) == footing(right)  # two polls may be of one question
    return not one_footing and footings_apart(left, right) or two_periods(left, right)


def noun_only(left: FactView, right: FactView, levels: Sequence[Level], cosine: float | None) -> bool:
    """Whether two counts of what is no tally conflict and nothing but their noun is alike.

    90,000 soldiers that one state massed on a border, 40,000 that an alliance keeps in the region.
    """
    a, b = left.fact, right.fact
    if a.kind != Kind.NUMBER or (a.low, a.high) == (b.low, b.high):
        return False
    if cosine is None or cosine >= weights.SAME_WORDS or left.article == right.article:
        return False
    if a.concept != b.concept or not people(a.concept):
        return False
    if any("tally" in concept(name).traits for name in (a.concept, a.role, b.role)):
        return False
    return not any(level.name in CONTEXT and level.weight > 0 for level in levels)


def other_identifier(left: FactView, right: FactView) -> bool:
    """Whether both sentences name a road, flight, package or the like by a number, and not the same one."""
    if other_number(_numbered(left), _numbered(right)):
        return True
    for read in (_labels, _ordinals):
        a, b = read(left), read(right)
        if a and b and not a & b:
            return True
    return False


def other_site(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two sentences (text, language) name what was built there and not the same: a bridge and a tunnel.

    >>> other_site(("The bridge will close.", "en"), ("Der Tunnel wird gesperrt.", "de"))
    True
    """
    a, b = sites(*left), sites(*right)
    return bool(a and b) and not a & b


@lru_cache(maxsize=16384)
def sites(text: str, lang: str) -> frozenset[str]:
    """The buildings and the like that a sentence names: "bridge", "school"."""
    return frozenset(h.concept for h in concepts_in(text, lang) if "site" in concept(h.concept).traits)


@once_a_view
def _profile(view: FactView) -> Profile:
    return profile(view.text, view.lang)


def is_identifier(view: FactView) -> bool:
    """Whether a figure is the number of a road or the like that was read as a count."""
    return view.fact.kind in (*QUANTITIES, Kind.ORDINAL) and any(
        n.start < view.fact.end and view.fact.start < n.end for n in _numbered(view)
    )


@once_a_view
def _marked(view: FactView) -> bool:
    """Whether a sentence holds anything by which numbers that are names, or periods, may part it from another."""
    return bool(_numbered(view) or _labels(view) or _ordinals(view) or _periods(view))


@once_a_view
def _numbered(view: FactView) -> tuple[Numbered, ...]:
    return numbered(view.text, view.lang)


@once_a_view
def _labels(view: FactView) -> set[str]:
    """Numbers that are read as no quantity or date: road 1506, flight 815."""
    spans = [(f.start, f.end) for f in view.siblings]
    found = [m for m in DIGITS.finditer(view.text) if not any(a < m.end() and m.start() < b for a, b in spans)]
    return {fold(m.group()) for m in found}


@once_a_view
def _ordinals(view: FactView) -> set[str]:
    return {str(f.low) for f in view.siblings if f.kind == Kind.ORDINAL and f.low is not None}


@once_a_view
def _periods(view: FactView) -> list[Fact]:
    return _spans(view.siblings)


def _periods_apart(one: Sequence[Fact], two: Sequence[Fact]) -> bool:
    """Whether one text speaks of a year (last year) and the other of a time outside it (this January, this week)."""
    if not one or not two:
        return False
    return all(_outside(a, b) for a in one for b in two)


def outside_year(a: Fact, b: Fact) -> bool:
    """Whether one date is a year and the other a time outside it."""
    return a.low is not None and a.high is not None and b.low is not None and b.high is not None and _outside(a, b)


def _outside(a: Fact, b: Fact) -> bool:
    relate = imported(KINDS[Kind.DATE])
    wide, fine = sorted((_length(a), _length(b)), reverse=True)
    return wide >= YEAR and fine <= SEASON and relate(a, b) == ValueRelation.DISJOINT


def _spans(facts: Sequence[Fact]) -> list[Fact]:
    return [f for f in facts if f.kind == Kind.DATE and f.low is not None and f.high is not None and f.unit != "second"]


def _length(fact: Fact) -> float:
    return float("inf") if fact.low is None or fact.high is None else fact.high - fact.low


def sentences_apart(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether two sentences, by all their facts, are of other numbered things, other periods or other counted nouns.

    Nor does resemblance join the denials of two parties, or a denial and who was blamed.
    """
    if not left or not right:
        return False
    if apart_levels(left[0], right[0]) or _other_nouns(left, right) or figures_apart(left, right):
        return True
    figures = [(a, b) for a in left for b in right if a.fact.kind == b.fact.kind and a.fact.kind in QUANTITIES]
    if figures and all(_other_basis(a, b) for a, b in figures):
        return True
    return _other_figures(left, right) or _two_acts(left, right)


def _other_figures(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether both hold figures, of things that exclude one another: a loss and a profit, two years of a fair."""
    figures = all(any(v.fact.kind in QUANTITIES for v in side) for side in (left, right))
    return figures and bool(contrasts(_profile(left[0]), _profile(right[0])))


def _two_acts(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether two parties deny, or one sentence denies and the other blames: resemblance says nothing of what."""
    acts = [[v.fact for v in side if v.fact.kind == Kind.POLARITY] for side in (left, right)]
    here, there = ({f.speaker for f in side if f.value == "denied"} for side in acts)
    if here and there:
        return not here & there
    return bool(here or there) and any(f.value == "blamed" for side in acts for f in side)


def _other_nouns(left: Sequence[FactView], right: Sequence[FactView]) -> bool:
    """Whether one number stands in both of two unlike things, and no other count joins them: 300 tents, 300 prisoners.

    Conflicting numbers of unlike things tell nothing: "17 died" and "64 were hurt" may stand in one claim.
    """
    one = [v for v in left if v.fact.kind == Kind.NUMBER and (v.fact.concept or v.fact.what)]
    two = [v for v in right if v.fact.kind == Kind.NUMBER and (v.fact.concept or v.fact.what)]
    pairs = [(a, b) for a in one for b in two]
    equal = any((a.fact.low, a.fact.high) == (b.fact.low, b.fact.high) for a, b in pairs)
    return equal and all(_unlike(a, b) for a, b in pairs)


def _unlike(a: FactView, b: FactView) -> bool:
    return a.lang == b.lang and bool(a.fact.what and b.fact.what) and noun(a, b).value in ("other", "unknown")


def by_sentence(views: Sequence[FactView]) -> Mapping[int, list[FactView]]:
    """The views of each sentence."""
    found: dict[int, list[FactView]] = {}
    for view in views:
        found.setdefault(view.sentence, []).append(view)
    return found
