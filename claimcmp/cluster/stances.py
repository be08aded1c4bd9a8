"""What one article denies and another asserts: the sentences that assert it join the claim of the denial.

An assertion names no act that a reader could list ("the ventilation failed"), so it is known by its sentence: near the
denial, told by somebody, neither denied nor blamed on anyone itself, and sharing with it a name or a rare concept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.align import mutual_nearest
from claimcmp.cluster.graph import I64
from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.match import FactView
from claimcmp.match.context import MEETS, profile, relation
from claimcmp.model import Fact, Kind

DENIED = "denied"
OWNED = ("claimed_responsibility", "confirmed")  # acts by which somebody asserts what another denies
AGAINST = ("denied", "refused", "blamed", "corrected", "cancelled")
COMMON = 0.2  # share of a story's sentences from which a concept is what all of it is about
NAMES = (Kind.PERSON, Kind.ORGANIZATION)
DIRECT = "direct_quote"


def is_denial(group: Sequence[FactView]) -> bool:
    """Whether a group of polarity facts holds a plain denial: one that is all that its sentence says."""
    return any(plain_denial(v) for v in group)


def plain_denial(view: FactView) -> bool:
    """Whether a fact denies what its sentence is about; "confirmed the place, denying that it was moved" does not."""
    acts = {f.value for f in view.siblings if f.kind == Kind.POLARITY}
    return view.fact.kind == Kind.POLARITY and view.fact.value == DENIED and not view.fact.negated and (
        "confirmed" not in acts
    )  # fmt: skip


def with_stances(
    groups: Sequence[list[FactView]], views: Sequence[FactView], stances: Stances
) -> list[tuple[list[FactView], list[tuple[int, int]]]]:
    """Slots, those of denials with the (sentence, fact or -1) that assert what is denied; lone denials that are met.

    Smaller slots of acts that such a claim holds already are left out.
    """
    denials = [g for g in groups if is_denial(g)]
    held = {v.fact.id for g in denials for v in g}
    lone = [[v] for v in views if v.fact.id not in held and plain_denial(v) and v.sentence in stances]
    met: list[tuple[list[FactView], list[tuple[int, int]]]] = []
    for group in [*denials, *lone]:
        found = stances.asserting(group)
        asserted = [(row, fact.id if fact else -1) for row, fact in sorted(found.items())]
        if asserted or len(group) > 1:
            met.append((group, [m for m in asserted if m[1] not in {v.fact.id for v in group}]))
    covered = [{v.sentence for v in g} | {row for row, _ in more} for g, more in met if more]
    acts = {v.fact.id for g in denials for v in g}
    rest: list[tuple[list[FactView], list[tuple[int, int]]]] = [
        (g, []) for g in groups
        if g[0].fact.id not in acts
        and not (g[0].fact.kind == Kind.POLARITY and any({v.sentence for v in g} <= rows for rows in covered))
    ]  # fmt: skip
    return [*rest, *met]


class Stances:
    """The sentences of one story, ready to be asked which of them assert what a group of sentences denies."""

    def __init__(
        self, texts: Mapping[int, tuple[str, str]], facts: Mapping[int, Sequence[FactView]], body: I64, articles: I64,
        vectors: NDArray[np.float32],
    ) -> None:  # fmt: skip
        self._facts, self._body, self._articles = facts, body, articles
        self._texts, self._vectors = texts, vectors
        self._at = {row: i for i, row in enumerate(body.tolist())}

    # Read where somebody denies something: most stories hold no denial.
    @cached_property
    def _cosines(self) -> NDArray[np.float32]:
        return self._vectors[self._body] @ self._vectors[self._body].T

    @cached_property
    def _nearest(self) -> NDArray[np.bool_]:
        return mutual_nearest(self._cosines, self._articles)

    @cached_property
    def _concepts(self) -> dict[int, frozenset[str]]:
        return {row: profile(*self._texts[row]).concepts for row in self._at}

    @cached_property
    def _common(self) -> set[str]:
        seen = Counter(c for concepts in self._concepts.values() for c in concepts)
        return {c for c, count in seen.items() if count > max(COMMON * len(self._body), 2)}

    @cached_property
    def _negated(self) -> set[int]:
        return {row for row in self._at if any(c.concept == "negation" for c in cues_in(*self._texts[row]))}

    def __contains__(self, row: object) -> bool:
        return row in self._at

    def asserting(self, denials: Sequence[FactView]) -> dict[int, Fact | None]:
        """The sentences of other articles that assert what is denied, with the fact that says so where one does."""
        own = sorted({self._at[v.sentence] for v in denials if plain_denial(v) and v.sentence in self._at})
        mine = {int(self._articles[i]) for i in own}
        found: dict[int, Fact | None] = {}
        for j, row in enumerate(self._body.tolist()):
            near = [i for i in own if self._nearest[i, j]]
            if not near or int(self._articles[j]) in mine or row in self._negated:
                continue
            best = max(near, key=lambda i: (self._cosines[i, j], -i))
            told = self._told(row)
            if told is not None and self._one_matter(best, j, told):
                found[row] = told if told.kind == Kind.POLARITY else None
        return {**found, **self._echoes(found, mine)}

    def _told(self, row: int) -> Fact | None:
        """The fact by which somebody says a sentence: a confirmation, else an indirect statement."""
        facts = [v.fact for v in self._facts.get(row, ())]
        if any(f.kind == Kind.POLARITY and f.value in AGAINST for f in facts):
            return None
        owned = [f for f in facts if f.kind == Kind.POLARITY and f.value in OWNED and not f.negated]
        said = [f for f in facts if f.kind == Kind.ATTRIBUTION and f.role != DIRECT]
        return next(iter([*owned, *said]), None)

    def _one_matter(self, denial: int, other: int, told: Fact) -> bool:
        cosine = float(self._cosines[denial, other])
        if told.kind == Kind.POLARITY:
            return cosine >= (weights.OWNED if told.value == OWNED[0] else weights.CONFIRMED)
        rows = int(self._body[denial]), int(self._body[other])
        return cosine >= weights.PLAINLY_ASSERTED or cosine >= weights.ASSERTED and self._shared(*rows)

    def _shared(self, left: int, right: int) -> bool:
        """Whether two sentences share a name or a concept that the story is not full of; a near paraphrase need not."""
        if (self._concepts[left] & self._concepts[right]) - self._common:
            return True
        names = [[v.fact for v in self._facts.get(row, ()) if v.fact.kind in NAMES] for row in (left, right)]
        return any(
            a.kind == b.kind and relation(a, b) in MEETS
            for a in names[0] for b in names[1]
        )  # fmt: skip

    def _echoes(self, found: Mapping[int, Fact | None], mine: set[int]) -> dict[int, Fact | None]:
        """Sentences of further articles that say what an asserting sentence says."""
        out: dict[int, Fact | None] = {}
        for j, row in enumerate(self._body.tolist()):
            if row in found or int(self._articles[j]) in mine or row in self._negated or self._told(row) is None:
                continue
            ahead = [self._at[r] for r in found]
            if any(self._nearest[i, j] and self._cosines[i, j] >= weights.ECHO for i in ahead):
                out[row] = None
        return out
