"""Figures that a sentence states without writing them: "three men and a woman" are four."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from claimcmp.comparer.reckoned import magnitudes, one_in
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.facts.nouns.near import conjunctions
from claimcmp.match import FactView
from claimcmp.match.figures import FIGURE_TAGS
from claimcmp.model import Bound, Fact, Kind
from claimcmp.text import normalize

VICTIM_REACH = 60  # characters between "third victim" and "died"
HARMED = ("killed", "injured")
LARGE = 10_000.0  # a bare number from which it may be a sum
OLDEST = 120.0  # years that a person lives at most
WORKED_OUT = "derived"  # where a sentence keeps its facts with those that follow from them
JOINT = 45  # characters between two parts of one count


def with_derived(views: Sequence[FactView]) -> list[FactView]:
    """The views, and those of the figures that follow from them; derived figures carry certainty 0.8."""
    rules = (victims, sums, singles, shares, sums_of_money, dead_and_hurt, magnitudes, one_in, ages)
    found = (rule(views) for rule in rules)
    return [*views, *(replace(v, fact=f) for pairs in found for v, f in pairs)]


def derived(whole: FactView, facts: Callable[[int], dict[int, FactView]]) -> list[FactView]:
    """The facts of a whole sentence and what follows from them, worked out once; ``facts``: those of any sentence."""
    if WORKED_OUT not in whole.memo:
        whole.memo[WORKED_OUT] = with_derived(list(facts(whole.sentence).values()))
    found: list[FactView] = whole.memo[WORKED_OUT]
    return found


def singles(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """A count and one more person without a numeral: "two men and a woman were killed" is three dead."""
    out = []
    for view in views:
        fact = view.fact
        if (
            fact.kind != Kind.NUMBER
            or fact.low is None
            or fact.low != fact.high
            or not (is_a(fact.role, "person") or not fact.role and concept(fact.concept).family == "outcome")
            or fact.bound != Bound.EXACT
        ):
            continue
        normal = normalize(view.text)
        end = normal.position(max(fact.end, fact.what_end))
        joining, attached = conjunctions(view.lang)
        for hit in concepts_in(view.text, view.lang):
            between = normal.text[end : hit.start - hit.prefix].split()
            joined = (
                bool(between)
                and between[0] in joining
                or hit.prefix > 0
                and normal.text[hit.start - hit.prefix :].startswith(attached)
            )
            if (
                not joined
                or hit.start <= end
                or len(between) > 3
                or hit.concept == fact.role
                or not is_a(hit.concept, "person")
            ):
                continue
            if concept(hit.concept).family == "noun" and not any(
                f.start <= normal.span(hit.start, hit.end)[0] <= f.end for f in view.siblings if f.kind == Kind.NUMBER
            ):
                total = fact.low + 1
                out.append((view, replace(fact, low=total, high=total, role="person", certainty=0.7)))
                break
    return out


def ages(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """A bare number of an age is so many years: "aged 75" and "75 years old"."""
    return [
        (v, replace(v.fact, kind=str(Kind.DURATION), unit="year", role="age", certainty=0.8))
        for v in views
        if v.fact.kind == Kind.NUMBER and v.fact.concept == "age" and not v.fact.unit
        if 0 < (v.fact.low or 0) <= OLDEST
    ]


def shares(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """A share of a count that stands beside it: half of a hundred flights is fifty."""
    out = []
    for left, right in zip(views, views[1:], strict=False):
        share, whole = left.fact, right.fact
        if share.kind != Kind.PERCENT or whole.kind != Kind.NUMBER or share.low is None or whole.low is None:
            continue
        if (
            share.low == share.high
            and whole.low == whole.high
            and share.low < 100
            and whole.start - share.end <= JOINT
            and whole.concept
        ):
            part = round(whole.low * share.low / 100.0, 6)
            out.append((right, replace(whole, low=part, high=part, start=share.start, certainty=0.7)))
    return out


def _counts_a_part(view: FactView) -> bool:
    """Whether a number stands right behind an ordinal: "the first eight" are eight."""
    return any(f.kind == Kind.NUMBER and 0 < f.start - view.fact.end <= 2 for f in view.siblings)


def victims(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """The dead that an ordinal counts: "a third victim has died" says three."""
    out = []
    for view in views:
        fact = view.fact
        if fact.kind != Kind.ORDINAL or fact.low is None or fact.low > 30 or _counts_a_part(view):
            continue
        normal = normalize(view.text)
        a, b = (
            normal.position(max(0, fact.start - VICTIM_REACH)),
            normal.position(min(len(view.text), fact.end + VICTIM_REACH)),
        )
        near = [h.concept for h in concepts_in(view.text, view.lang) if h.end > a and h.start < b]
        died = [c for c in near if c == "killed"]
        who = any(is_a(c, "person") and concept(c).family in ("noun", "outcome") for c in near)
        if died and who and (near.count("killed") > 1 or any(c != "killed" and is_a(c, "person") for c in near)):
            out.append(
                (
                    view,
                    replace(
                        fact,
                        kind=str(Kind.NUMBER),
                        concept="killed",
                        role="",
                        bound=str(Bound.EXACT),
                        certainty=0.8,
                        scope="",
                    ),
                )
            )
    return out


def sums(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """Parts of one count that stand side by side: "three men and a woman were killed" is four dead."""
    out = []
    counts = [v for v in views if v.fact.kind == Kind.NUMBER and v.fact.low is not None and v.fact.low == v.fact.high]
    for left, right in zip(counts, counts[1:], strict=False):
        a, b = left.fact, right.fact
        tags = {t for f in (a, b) for t in f.scope.split() if t in FIGURE_TAGS}
        apart = a.role != b.role and a.role and b.role
        if (
            a.concept != b.concept
            or not apart
            or tags
            or b.start - a.end > JOINT
            or a.bound != Bound.EXACT
            or b.bound != Bound.EXACT
        ):
            continue
        if not (is_a(a.role, "person") and is_a(b.role, "person")):
            continue
        assert a.low is not None and b.low is not None
        total = a.low + b.low
        out.append((left, replace(a, low=total, high=total, role="person", end=b.end, certainty=0.8)))
    return out


def sums_of_money(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """Large bare numbers beside a sum: "estimated at 1.5 million dollars, sold for 2.3 million" names two sums."""
    units = {v.fact.unit for v in views if v.fact.kind == Kind.MONEY}
    if len(units) != 1:
        return []
    bare = [v for v in views if v.fact.kind == Kind.NUMBER and not (v.fact.concept or v.fact.what)]
    return [
        (v, replace(v.fact, kind=str(Kind.MONEY), unit=next(iter(units)), certainty=0.6))
        for v in bare
        if v.fact.low is not None and v.fact.low >= LARGE
    ]


def dead_and_hurt(views: Sequence[FactView]) -> list[tuple[FactView, Fact]]:
    """The dead and the hurt told apart, as one count: "one dead and eight hurt" is nine casualties."""
    exact = [v for v in views if v.fact.kind == Kind.NUMBER and v.fact.bound == Bound.EXACT and v.fact.low is not None]
    dead, hurt = ([v for v in exact if v.fact.concept == name and v.fact.low == v.fact.high] for name in HARMED)
    if len(dead) != 1 or len(hurt) != 1 or "part" in hurt[0].fact.scope.split():
        return []
    total = (dead[0].fact.low or 0.0) + (hurt[0].fact.low or 0.0)
    told = replace(dead[0].fact, low=total, high=total, concept="casualty", role="person", certainty=0.8)
    return [(dead[0], told)]
