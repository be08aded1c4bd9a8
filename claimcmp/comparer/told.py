"""Which comparisons of a claim a reader is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from claimcmp.comparer.source import Stand
from claimcmp.match.unlike import DATES
from claimcmp.model import Kind, Verdict

QUIET = (Kind.PLACE, Kind.POLARITY)  # on these the reports of one event agree all the time
NAMED = (Kind.PERSON, Kind.PLACE)
ALIKE = {Verdict.AGREE, Verdict.COMPATIBLE}
BARE = 3.0  # "both sides", "two of them": counts up to this meet everywhere
MOST = 0.8  # share of the articles that agree beside which the others are strays
FEW, SHARED = 2, 2  # sources that agree on a day, sentences that two claims share


@dataclass(slots=True)
class Finding:
    """What was found on one claim: what each article says, and the comparisons of it that may be told."""

    claim: int
    story: int
    stands: list[Stand]
    rows: list[dict[str, Any]] = field(default_factory=list)
    sources: int = 0

    @property
    def kind(self) -> str:
        """The kind that it is told as."""
        return str(self.rows[0]["kind"]) if self.rows else ""

    @property
    def sentences(self) -> set[int]:
        """The sentences that the articles stand with."""
        return {s.chosen.sentence for s in self.stands if s.chosen}


def told(rows: list[dict[str, Any]], sources: int, groups: Sequence[int] = (1,)) -> list[dict[str, Any]]:
    """The comparisons of a claim that a reader is told: none of one source that only agrees with its own renderings.

    Nor that reports agree on where something is or that somebody denied it: that is what they are about. Nor that some
    of them agree where others give another value that is not safely of the same fact, unless these are few beside many;
    ``groups``: how many articles give each value.
    """
    verdicts = {row["verdict"] for row in rows}
    agreed = verdicts <= ALIKE
    quiet = bool(rows) and rows[0]["kind"] in QUIET and verdicts <= {Verdict.AGREE}
    apart = len(groups) > 1 and all(row["left_group"] == row["right_group"] for row in rows)
    unsaid = apart and max(groups) < MOST * sum(groups)
    return [] if agreed and (sources < 2 or quiet or unsaid) else rows


def held_together(rows: list[dict[str, Any]], stands: Sequence[Stand]) -> list[dict[str, Any]]:
    """The comparisons of a claim on which reports only agree, without the articles whose value agrees with none of it.

    Such an article says nothing safe on this fact: it is left silent, so that no two values that nobody set side by
    side stand under one agreement. Of values that agree pair by pair but not all with one another the greatest groups
    stay. Groups are numbered anew.
    """
    if not rows or not {row["verdict"] for row in rows} <= ALIKE:
        return rows
    met = {frozenset((row["left_group"], row["right_group"])) for row in rows}
    loose = any(row["verdict"] != Verdict.AGREE for row in rows)
    kept: list[int] = []
    groups = {g for pair in met for g in pair}
    for group in sorted(groups, key=lambda g: (-sum(s.group == g for s in stands), g)):
        if loose or all(frozenset((group, other)) in met for other in kept):
            kept.append(group)
    number = {group: new for new, group in enumerate(sorted(kept))}
    for stand in stands:
        if stand.group not in number:
            stand.chosen = None
        stand.group = number.get(stand.group, -1)
    return [
        {**row, "left_group": number[row["left_group"]], "right_group": number[row["right_group"]]}
        for row in rows if row["left_group"] in number and row["right_group"] in number
    ]  # fmt: skip


def of_story(findings: Sequence[Finding], titles: set[int]) -> None:
    """Leave out of the findings of one story what says nothing that another one does not say, or nothing at all.

    Agreements of bare counts ("two sides", "two sons") that no noun holds together, of titles (``titles`` are their
    sentences), and of two sources on the day of what another claim of theirs is about.
    """
    for finding in findings:
        if finding.rows and {r["verdict"] for r in finding.rows} <= ALIKE and (
            _bare(finding) or finding.sentences <= titles or _only_dates(finding, findings)
        ):
            finding.rows = []


def _bare(finding: Finding) -> bool:
    facts = [s.chosen.fact for s in finding.stands if s.chosen]
    if finding.kind != Kind.NUMBER or any(f.low is None or f.low > BARE for f in facts):
        return False
    return not all(f.concept and f.concept == facts[0].concept for f in facts)


def _only_dates(finding: Finding, others: Sequence[Finding]) -> bool:
    """Whether a day is only when something told happened: of two sources, or beside a difference on who or where."""
    if finding.kind not in DATES:
        return False
    shared = [o for o in others if o.rows and o.kind not in DATES and len(o.sentences & finding.sentences) >= SHARED]
    return any(
        finding.sources <= FEW
        or o.kind in NAMED and finding.sentences <= o.sentences and any(r["verdict"] == Verdict.DIFFER for r in o.rows)
        for o in shared
    )
