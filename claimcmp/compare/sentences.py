"""Two sentences, one verdict: read, align, judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from claimcmp.compare.judge import Judgement, compare_facts
from claimcmp.errors import UsageError
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages.guess import guess
from claimcmp.match import FactView
from claimcmp.model import Fact, Level, Verdict

# Which of several comparisons speaks for the pair: the strongest relation first.
STRENGTH = (Verdict.DIFFER, Verdict.UPDATED, Verdict.COMPATIBLE, Verdict.AGREE, Verdict.UNRELATED)


@dataclass(frozen=True, slots=True)
class FactComparison:
    """Two facts of the two sentences and the judgement on them."""

    left: Fact
    right: Fact
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class SentenceComparison:
    """The verdict on two sentences; ``comparisons`` holds every pair of facts that was looked at."""

    verdict: Verdict
    levels: tuple[Level, ...]
    why: str
    kind: str
    slot: str
    left: Fact | None
    right: Fact | None
    comparisons: tuple[FactComparison, ...]


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
    facts = tuple(read(SentenceText(text, code, reference=local)))
    return [FactView(f, side, text, code, side, outlet, utc, facts) for f in facts]


def compare_sentences(
    a: str, b: str, *, lang_a: str | None = None, lang_b: str | None = None,
    published_a: str | float | None = None, published_b: str | float | None = None,
    outlet_a: str = "", outlet_b: str = "", encoder: Any = None,
) -> SentenceComparison:  # fmt: skip
    """What two sentences of two outlets say of the same fact: one verdict, its levels and its reason.

    ``published_*`` are ISO 8601 times or UTC seconds; without a language it is guessed; with an ``encoder`` the
    sentences' cosine is one more level.
    """
    similarity = None
    if encoder is not None:
        vectors = encoder.encode([a, b])
        similarity = float(vectors[0] @ vectors[1])
    left = views(a, lang_a, published_a, outlet_a, 0)
    right = views(b, lang_b, published_b, outlet_b, 1)
    compared = tuple(
        FactComparison(x.fact, y.fact, compare_facts(x, y, similarity=similarity))
        for x in left for y in right if x.fact.kind == y.fact.kind
    )  # fmt: skip
    for verdict in STRENGTH:
        chosen = [c for c in compared if c.judgement.verdict == verdict]
        if chosen:
            best = max(chosen, key=lambda c: c.judgement.score)
            judged = best.judgement
            return SentenceComparison(
                verdict, judged.levels, judged.why, best.left.kind, best.left.concept, best.left, best.right, compared
            )
    return SentenceComparison(Verdict.UNRELATED, (), "no fact of one kind in both", "", "", None, None, compared)
