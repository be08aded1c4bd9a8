"""From the facts that met to one verdict on two sentences.

A conflict counts where everything else meets. Figures and dates speak first, then acts, persons and places; names
speak for the pair only where no figures or dates of one kind stand on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.comparer.acts import alike, offices_apart, opposed, silent
from claimcmp.comparer.align import Aligned
from claimcmp.comparer.names import issuers, leftover, offices, one_named, persons, places
from claimcmp.comparer.scores import scores
from claimcmp.facts.nouns import concept
from claimcmp.match import FactView
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import contrasts, profile, relation, topic_level
from claimcmp.model import Kind, ValueRelation, Verdict

ORDINALS = (Kind.ORDINAL,)
FIGURES = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE, Kind.DURATION)
DATES = (Kind.DATE, Kind.TIME, Kind.RECURRENCE)
SPEECH = (Kind.POLARITY,)
SAME_NOUNS = {"same", "wider", "near", "surface", "unknown", "loose", "apart"}
COMMON = 12  # counts up to a dozen meet by chance
UNLISTED = -3.0
NEARLY = -1.6  # a date in two sentences of which no other word is listed
# What the listed words leave open, names may close.
NAMED = {
    ("unknown", "same"): "some", ("unknown", "many"): "same", ("none", "same"): "some", ("none", "many"): "some",
    ("some", "same"): "same", ("some", "many"): "same",
}  # fmt: skip
APART = -3.0  # a level that by itself tells two facts apart
NAMES_MET = ("same", "many")
CONFLICTS = (Verdict.DIFFER, Verdict.UPDATED)
MEETINGS = (Verdict.COMPATIBLE, Verdict.AGREE)

Decision = tuple[Verdict, Aligned | None, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, the facts of them that met, and how far their topics meet."""

    left: FactView
    right: FactView
    met: list[Aligned]
    similarity: float | None

    def of(self, *kinds: Kind) -> list[Aligned]:
        """The pairs of facts of some kinds."""
        return [m for m in self.met if m.left.fact.kind in kinds]

    @property
    def topic(self) -> str:
        """How far the topics meet: "same", "some", "none", "unknown"; names in common are a topic in common."""
        listed = topic_level(subjects(self.left), subjects(self.right))
        return NAMED.get((listed, shared_names(self.left, self.right)), listed)


def subjects(view: FactView) -> frozenset[str]:
    """The topics of a sentence and the things that it names."""
    known = profile(view.text, view.lang)
    return known.topics | {n for n in known.concepts if concept(n).family == "noun" and n != "person"}


def decide(setting: tuple[FactView, FactView], met: list[Aligned], *, similarity: float | None = None) -> Decision:
    """One verdict for two sentences, the pair of facts that speaks for it, and why."""
    pair = Pair(*setting, met, similarity)
    figures, dates = pair.of(*FIGURES), pair.of(*DATES)
    contest = scores(pair.left, pair.right, met, pair.topic)
    if contest is not None:
        return contest
    ordinals = [m for m in pair.of(*ORDINALS) if m.left.fact.concept and m.left.fact.concept == m.right.fact.concept]
    for group in (figures, dates, ordinals):
        found = strongest(group, CONFLICTS)
        if found and not (found in dates and other_figures(figures)):
            return said(found)
    if contrasts(profile(pair.left.text, pair.left.lang), profile(pair.right.text, pair.right.lang)):
        return Verdict.UNRELATED, None, "opposite terms: two facts"
    if silent(pair.left) != silent(pair.right) and pair.topic != "none":
        return Verdict.COMPATIBLE, None, "declining to comment contradicts nobody"
    apart = [m for m in figures + dates if m.judgement.verdict == Verdict.UNRELATED and not same_setting(m)]
    meeting = strongest(figures + dates, MEETINGS)
    if not apart or meeting:
        found = strongest(pair.of(*SPEECH), CONFLICTS)
        if found and not offices_apart(pair.left, pair.right):
            return said(found)
        for rule in (opposed, offices, persons, places, issuers):
            decision = rule(pair.left, pair.right, met, pair.topic)
            if decision is not None and decision[0] in CONFLICTS:
                return decision
    open_figure = None if meeting and meeting.left.fact.kind in FIGURES else unsettled(figures)
    if open_figure:
        return Verdict.UNRELATED, None, f"figures that may be one fact: {open_figure.judgement.why}"
    if meeting:
        return vaguer(pair, meeting) or said(meeting)
    if not apart:
        decision = by_names(pair)
        near = nearly(figures + dates) if pair.topic != "none" else None
        # A day that is only vaguer says more than an act told alike.
        return said_equal(near) if near and decision[0] in (Verdict.UNRELATED, Verdict.AGREE) else decision
    return Verdict.UNRELATED, None, apart[0].judgement.why


def unsettled(figures: list[Aligned]) -> Aligned | None:
    """Figures that part and that nothing but missing evidence keeps from one slot: no day or place outweighs them."""
    for m in figures:
        told_apart = any(x.weight <= APART for x in m.judgement.levels)
        if not told_apart and relation(m.left.fact, m.right.fact) == ValueRelation.DISJOINT:
            return m
    return None


def vaguer(pair: Pair, meeting: Aligned) -> Decision | None:
    """Two texts that agree on the day alone while one leaves person or place vaguer: compatible."""
    if meeting.judgement.verdict != Verdict.AGREE or meeting.left.fact.kind not in DATES:
        return None
    if pair.topic == "same":
        decision = one_named(pair.left, pair.right)
        if decision is not None:
            return decision
    decision = places(pair.left, pair.right, pair.met, pair.topic)
    return decision if decision is not None and decision[0] == Verdict.COMPATIBLE else None


def other_figures(figures: list[Aligned]) -> bool:
    """Whether figures of one kind part as well: then two dates date two figures, March's and April's."""
    for m in figures:
        nouns = {x.value for x in m.judgement.levels if x.name == "noun"}
        if nouns & SAME_NOUNS and relation(m.left.fact, m.right.fact) == ValueRelation.DISJOINT:
            return True
    return False


def same_setting(m: Aligned) -> bool:
    """Whether facts that fill no slot together speak of one moment or figure all the same: their values meet."""
    return relation(m.left.fact, m.right.fact) in (ValueRelation.EQUAL, ValueRelation.COMPATIBLE)


def nearly(group: list[Aligned]) -> Aligned | None:
    """Facts of one value that fall just short of one slot because the words around them are not listed."""
    close = [m for m in group if (m.judgement.score > NEARLY or telling(m)) and same_setting(m)]
    return max(close, key=lambda m: m.judgement.score) if close else None


def telling(m: Aligned) -> bool:
    """Whether both texts give one uncommon number of things that no table lists: fifty leopards, 50 леопардов."""
    a, b = m.left.fact, m.right.fact
    unlisted = not a.concept and not b.concept and a.kind == Kind.NUMBER and bool(a.what) and bool(b.what)
    return unlisted and a.low == a.high == b.low == b.high and (a.low or 0) > COMMON and m.judgement.score > UNLISTED


def said_equal(found: Aligned) -> Decision:
    """The decision of two equal or compatible values without more evidence than their kind."""
    equal = relation(found.left.fact, found.right.fact) == ValueRelation.EQUAL
    return (Verdict.AGREE if equal else Verdict.COMPATIBLE), found, found.judgement.why


def by_names(pair: Pair) -> Decision:
    """The verdict of two sentences without figures or dates of one kind: acts, then persons, then places."""
    found = strongest(pair.of(*SPEECH), MEETINGS)
    if found:
        agreed = found.judgement.verdict == Verdict.AGREE and pair.topic == "same"
        return (one_named(pair.left, pair.right) if agreed else None) or said(found)
    decision = alike(pair.left, pair.right, pair.met, pair.topic)
    if decision is not None:
        return decision
    if pair.topic != "none":
        for rule in (persons, places):
            decision = rule(pair.left, pair.right, pair.met, pair.topic)
            if decision is not None:
                return decision
        found = strongest(pair.of(Kind.ATTRIBUTION), MEETINGS)
        if found:
            return said(found)
    listed = topic_level(subjects(pair.left), subjects(pair.right)) in ("same", "some")
    named = shared_names(pair.left, pair.right) in NAMES_MET
    stated = all(any(f.kind in (*FIGURES, *DATES) for f in v.siblings) for v in (pair.left, pair.right))
    strange = leftover(pair.left, pair.right)
    if strange and pair.topic == "same":
        return strange
    if not stated and listed and named and pair.topic == "same":
        return Verdict.AGREE, None, "the same names and the same act"
    return Verdict.UNRELATED, None, "no fact in common"


def said(found: Aligned) -> Decision:
    """The decision that a pair of facts makes by itself."""
    return found.judgement.verdict, found, found.judgement.why


def strongest(group: list[Aligned], verdicts: tuple[Verdict, ...]) -> Aligned | None:
    """The best-supported pair with the first of the verdicts that occurs."""
    for verdict in verdicts:
        chosen = [m for m in group if m.judgement.verdict == verdict]
        if chosen:
            return max(chosen, key=lambda m: m.judgement.score)
    return None
