"""Two sentences, one verdict: read, align, judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from claimcmp.comparer.align import Aligned, align
from claimcmp.comparer.decide import decide
from claimcmp.comparer.derived import with_derived
from claimcmp.comparer.evidence import Features, evidence
from claimcmp.comparer.topics import Pair
from claimcmp.errors import UsageError
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages.guess import guess
from claimcmp.match import FactView
from claimcmp.model import Fact, Kind, Level, Verdict

DAY = 86_400.0
CLOCK = ("hour", "minute")
MOST_FACTS = 300  # what states more is a table, not a sentence


@dataclass(frozen=True, slots=True)
class SentenceComparison:
    """The verdict on two sentences; ``comparisons`` holds every pair of facts that met."""

    verdict: Verdict
    levels: tuple[Level, ...]
    why: str
    kind: str
    slot: str
    left: Fact | None
    right: Fact | None
    comparisons: tuple[Aligned, ...]


def moment(published: str | float | None) -> tuple[float | None, float | None]:
    """Publication time as (UTC seconds, seconds of the outlet's wall clock).

    >>> moment("1970-01-01T03:00:00+03:00")
    (0.0, 10800.0)
    """
    if published is None or isinstance(published, (int, float)):
        return published, published
    try:
        at = datetime.fromisoformat(published)
    except ValueError as error:
        raise UsageError(f"published: {published!r} is no ISO 8601 time, like 2024-05-15T09:00:00+03:00") from error
    zoned = at if at.tzinfo else at.replace(tzinfo=UTC)
    return zoned.timestamp(), at.replace(tzinfo=UTC).timestamp()


def views(text: str, lang: str | None, published: str | float | None, outlet: str, side: int) -> list[FactView]:
    """Every fact of one sentence in its setting."""
    utc, local = moment(published)
    code = lang or guess(text)
    facts = tuple(dated(read(SentenceText(text, code, reference=local)), local))[:MOST_FACTS]
    return [FactView(f, side, text, code, side, outlet, utc, facts) for f in facts]


def dated(facts: list[Fact], local: float | None) -> list[Fact]:
    """The facts, a clock time in a sentence without a date put on the day of publication, or the day before it."""
    if local is None or any(f.kind == Kind.DATE and f.unit != "second" for f in facts):
        return facts
    return [_on_the_day(f, local) if f.kind == Kind.TIME and f.unit in CLOCK else f for f in facts]


def _on_the_day(fact: Fact, local: float) -> Fact:
    if fact.low is None or fact.high is None:
        return fact
    today = local // DAY * DAY
    days = (today, today - DAY) if today + fact.low <= local else (today - DAY, today)
    readings = tuple((day + fact.low, day + fact.high) for day in days)
    day = datetime.fromtimestamp(days[0], UTC).date().isoformat()
    low, high = readings[0]
    return replace(fact, kind=str(Kind.DATE), low=low, high=high, value=f"{day}T{fact.value}", candidates=readings)


def compare_sentences(
    a: str,
    b: str,
    *,
    lang_a: str | None = None,
    lang_b: str | None = None,
    published_a: str | float | None = None,
    published_b: str | float | None = None,
    outlet_a: str = "",
    outlet_b: str = "",
    encoder: Any = None,
) -> SentenceComparison:
    """What two sentences of two outlets say of the same fact: one verdict, its levels and its reason.

    ``published_*`` are ISO 8601 times or UTC seconds; without a language it is guessed. The cosine of an ``encoder``
    says how alike the sentences are where no table knows their words; the weights were fitted to those of "best".
    """
    left = Side(a, lang_a or guess(a), published_a, outlet_a)
    right = Side(b, lang_b or guess(b), published_b, outlet_b)
    if a.strip() == b.strip():
        return identical(left.views(0), right.views(1))
    pair, first, second = side_by_side(left, right, similarity=_similarity(left, right, encoder))
    verdict, best, why = decide(pair, first, second)
    if best is None:
        return SentenceComparison(verdict, (), why, "", "", None, None, tuple(pair.met))
    fact = best.left.fact
    slot = " ".join(x for x in (fact.concept or fact.what, fact.role if fact.kind == "number" else "") if x)
    levels = best.judgement.levels
    return SentenceComparison(verdict, levels, why, fact.kind, slot, fact, best.right.fact, tuple(pair.met))


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sentences: its text, language, publication time and outlet."""

    text: str
    lang: str
    published: str | float | None = None
    outlet: str = ""

    def views(self, side: int) -> list[FactView]:
        """Every fact of the sentence in its setting."""
        return views(self.text, self.lang, self.published, self.outlet, side)


def side_by_side(
    left: Side, right: Side, *, similarity: float | None = None
) -> tuple[Pair, list[FactView], list[FactView]]:
    """Two sentences as a pair, and the facts of each, those included that follow from what it says."""
    first, second = left.views(0), right.views(1)
    wholes = [
        FactView(EMPTY, n, s.text, s.lang, n, s.outlet, moment(s.published)[0], tuple(v.fact for v in found))
        for n, (s, found) in enumerate(((left, first), (right, second)))
    ]
    first, second = with_derived(first), with_derived(second)
    return Pair(wholes[0], wholes[1], align(first, second), similarity), first, second


def evidence_of(left: Side, right: Side, *, similarity: float | None = None) -> Features:
    """The features that the verdict on two sentences is made from: what ``tools/fit_verdicts.py`` fits weights to."""
    return evidence(*side_by_side(left, right, similarity=similarity))


def _similarity(left: Side, right: Side, encoder: Any) -> float | None:
    if encoder is None:
        return None
    vectors = encoder.encode([left.text, right.text], langs=[left.lang, right.lang])
    return float(vectors[0] @ vectors[1])


EMPTY = Fact("", 0, 0)


def identical(left: Sequence[FactView], right: Sequence[FactView]) -> SentenceComparison:
    """The comparison of a sentence with itself."""
    first = left[0].fact if left else None
    second = right[0].fact if right else None
    return SentenceComparison(Verdict.AGREE, (), "the same words", first.kind if first else "", "", first, second, ())
