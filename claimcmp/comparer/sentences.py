"""Two sentences, one verdict: read, align, judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from claimcmp.comparer.align import Aligned, align
from claimcmp.comparer.decide import decide
from claimcmp.comparer.derived import with_derived
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

    ``published_*`` are ISO 8601 times or UTC seconds; without a language it is guessed; with an ``encoder`` the
    sentences' cosine is one more level.
    """
    code_a, code_b = lang_a or guess(a), lang_b or guess(b)
    similarity = None
    if encoder is not None:
        vectors = encoder.encode([a, b], langs=[code_a, code_b])
        similarity = float(vectors[0] @ vectors[1])
    left = views(a, code_a, published_a, outlet_a, 0)
    right = views(b, code_b, published_b, outlet_b, 1)
    if a.strip() == b.strip():
        return identical(left, right)
    setting = (
        FactView(EMPTY, 0, a, code_a, 0, outlet_a, moment(published_a)[0], tuple(v.fact for v in left)),
        FactView(EMPTY, 1, b, code_b, 1, outlet_b, moment(published_b)[0], tuple(v.fact for v in right)),
    )
    met = align(with_derived(left), with_derived(right), similarity=similarity)
    verdict, best, why = decide(setting, met, similarity=similarity)
    if best is None:
        return SentenceComparison(verdict, (), why, "", "", None, None, tuple(met))
    fact = best.left.fact
    slot = " ".join(x for x in (fact.concept or fact.what, fact.role if fact.kind == "number" else "") if x)
    return SentenceComparison(verdict, best.judgement.levels, why, fact.kind, slot, fact, best.right.fact, tuple(met))


EMPTY = Fact("", 0, 0)


def identical(left: Sequence[FactView], right: Sequence[FactView]) -> SentenceComparison:
    """The comparison of a sentence with itself."""
    first = left[0].fact if left else None
    second = right[0].fact if right else None
    return SentenceComparison(Verdict.AGREE, (), "the same words", first.kind if first else "", "", first, second, ())
