"""Across a story: the positions of the articles on every claim, their groups by value, and the groups compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from claimcmp.comparer.both import told_apart
from claimcmp.comparer.groups import (
    back_and_forth,
    best,
    closest,
    counted_on,
    crowded,
    first_figures,
    grouped,
    holds_both,
    judged,
    strangers,
    two_things,
)
from claimcmp.comparer.judge import Judgement
from claimcmp.comparer.known import Evidence, evidence_of
from claimcmp.comparer.members import too_lone
from claimcmp.comparer.nli import checked
from claimcmp.comparer.overtaken import overtaken
from claimcmp.comparer.readings import STATEMENT
from claimcmp.comparer.sayings import gathered, one_matter, one_saying, without_known
from claimcmp.comparer.second import conflict
from claimcmp.comparer.source import Source, Stand
from claimcmp.comparer.stated import stated
from claimcmp.comparer.told import SHARED, Finding, held_together, of_story, told
from claimcmp.comparer.twice import without_twice
from claimcmp.comparer.updates import LATER, maybe_later
from claimcmp.comparer.why import reason
from claimcmp.config import CompareSettings
from claimcmp.match import FactView
from claimcmp.match.unlike import DATES
from claimcmp.model import Kind, Verdict, schemas

if TYPE_CHECKING:
    import pyarrow as pa

BOTH_WAYS = "the larger figure was reported before the smaller one"
# Names stand in nearly every sentence: that two texts name one place is no news, that they place one event apart is.
SETTING = (Kind.ORGANIZATION, Kind.ATTRIBUTION)


def compare_claims(
    tables: Mapping[str, pa.Table],
    settings: CompareSettings,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[pa.Table, pa.Table]:
    """Tables (positions, comparisons) over articles, sentences, origins, stories, claims, members and facts.

    Every article of a claim's story gets a position: the group of outlets that state the same value, or -1 for a
    silent one; a copy without a sentence of its own stands where its origin stands. Groups are compared through the two
    reports that were published nearest to each other. Where ``tables`` holds ``edges`` a conflict in a slot that the
    story is sure of is told too.
    """
    import pyarrow as pa

    source, evidence = Source(tables), evidence_of(tables)
    findings: list[Finding] = []
    by_story: dict[int, list[Finding]] = {}
    claims = tables["claims"].select(["id", "story", "kind", "slot"]).to_pylist()
    for done, claim in enumerate(claims):
        near = by_story.setdefault(claim["story"], [])
        near.append(_found(claim, source, evidence, settings, near))
        findings.append(near[-1])
        if progress is not None:
            progress(done + 1, len(claims))
    for near in by_story.values():
        of_story(near, source.titles)
        without_known(near)
        without_twice(near, source.titles)
    positions = [row for f in findings for row in _positions(f.claim, f.stands, source.story_articles(f.story))]
    comparisons = [{"id": number, **row} for number, row in enumerate(row for f in findings for row in f.rows)]
    spec = schemas()
    return (
        pa.Table.from_pylist(positions, schema=spec["positions"]),
        pa.Table.from_pylist(comparisons, schema=spec["comparisons"]),
    )


def _found(
    claim: dict[str, Any], source: Source, evidence: Evidence, settings: CompareSettings, near: list[Finding]
) -> Finding:
    """What is found on one claim; ``near`` is what was found on the claims of its story before it."""
    whole = stated(*source.sentences(claim["id"]), source.views) if claim["kind"] == STATEMENT else None
    if whole is not None:
        kind, stands, pairs = whole
        found = Finding(claim["id"], claim["story"], stands, [_row({**claim, "kind": kind}, *pair) for pair in pairs])
        if not any(o.kind == kind and len(o.sentences & found.sentences) >= SHARED for o in near):
            return found
    stands = source.stands(claim["id"], claim["story"], claim["kind"])
    groups = grouped(stands, evidence)
    sources = source.sources(stands)
    sizes = [sum(s.group == number for s in stands) for number in range(len(groups))]
    rows = told(_compared(claim, stands, groups, evidence, settings, sources, source), sources, sizes)
    if not rows and sources == len(stands) == len(groups) == 2:
        rows = [_row(claim, *pair) for pair in _second_opinion(stands, source)]
    if not rows and len(groups) == 1 and sources > 1:
        _leave_unlike(claim["kind"], stands, source, evidence)
    return Finding(claim["id"], claim["story"], stands, held_together(rows, stands), sources)


def _leave_unlike(kind: str, stands: list[Stand], source: Source, evidence: Evidence) -> None:
    """Of articles that nothing compared holds together, leave those that truly say, deny or do one thing."""
    if kind == STATEMENT:
        gathered(stands, lambda a, b: one_saying(source.whole(a.sentence), source.whole(b.sentence), source.views),
                 source.sources)  # fmt: skip
    elif kind == Kind.POLARITY:
        gathered(stands, lambda a, b: one_matter(a, b, evidence), source.sources)


def _second_opinion(stands: list[Stand], source: Source) -> list[tuple[FactView, FactView, int, int, Judgement]]:
    """The conflict of the only two reports on a claim, where the table of two sentences is very sure of it."""
    left, right = (s.chosen or s.views[0] for s in stands)
    if left.fact.id < 0 or right.fact.id < 0:
        return []
    found = conflict(source.whole(left.sentence), source.whole(right.sentence), source.views)
    if found is None or {found.left.fact.id, found.right.fact.id} != {left.fact.id, right.fact.id}:
        return []
    return [(left, right, stands[0].group, stands[1].group, found.judgement)]


def _positions(claim: int, stands: list[Stand], articles: list[int]) -> list[dict[str, Any]]:
    at = {s.article: s for s in stands}
    rows = []
    for article in sorted({*articles, *at}):
        stand = at.get(article)
        chosen = stand.chosen if stand else None
        rows.append(
            {
                "claim": claim,
                "article": article,
                "sentence": chosen.sentence if chosen else -1,
                "fact": chosen.fact.id if chosen else -1,
                "group": stand.group if stand else -1,
            }
        )
    return rows


def _compared(
    claim: dict[str, Any],
    stands: list[Stand],
    groups: list[FactView],
    evidence: Evidence,
    settings: CompareSettings,
    sources: int,
    source: Source,
) -> list[dict[str, Any]]:
    """The comparisons of a claim of so many sources: each pair of groups, and each group whose outlets agree."""
    rows = []
    for number, first in enumerate(groups):
        second = next(
            (s.chosen for s in stands if s.group == number and s.chosen and s.chosen.article != first.article), None
        )
        if second is not None and first.fact.kind and first.fact.kind not in SETTING:
            rows.append(_row(claim, first, second, number, number, judged(first, second, evidence)))
    for (i, left), (j, right) in combinations(enumerate(groups), 2):
        if left.article == right.article or not left.fact.kind or not right.fact.kind:
            continue
        if holds_both(stands, i, j, evidence, groups):
            continue
        first, second, found = best(closest(stands, i, j) or [(left, right)], evidence)
        found = checked(found, first, second, settings)
        lone = too_lone(first, second, evidence(first.fact.id, second.fact.id), agreed=len(groups) < len(stands))
        if found.verdict == Verdict.DIFFER and (lone or sources == 2 and strangers(first, second, evidence)):
            continue
        found = _in_time(found, first, second, stands, (i, j), groups, settings)
        if found.verdict == Verdict.DIFFER and (why := overtaken(first, second, source.story(claim["story"]))):
            found = _later(found, first, second, why)
        if found.verdict == Verdict.DIFFER and (
            crowded(groups, found) or two_things(stands, i, j)
            or _two_in_one(first, second, stands, source, claim["story"])
        ):  # fmt: skip
            continue
        quiet = first.fact.kind in SETTING and found.verdict not in (Verdict.DIFFER, Verdict.UPDATED)
        if found.verdict != Verdict.UNRELATED and not quiet:
            rows.append(_row(claim, first, second, i, j, found))
    return rows


def _in_time(
    found: Judgement, left: FactView, right: FactView, stands: list[Stand], pair: tuple[int, int],
    groups: list[FactView], settings: CompareSettings,
) -> Judgement:  # fmt: skip
    """A judgement as the other reports on the claim leave it: a count that goes on, a first figure, or neither."""
    if found.verdict == Verdict.UPDATED and back_and_forth(stands, *pair, groups):
        why = reason(Verdict.DIFFER, left, right, found.levels)
        found = replace(found, verdict=Verdict.DIFFER, why=f"{why}; {BOTH_WAYS}")
    if found.verdict == Verdict.DIFFER and counted_on(left, right, stands):
        found = _later(found, left, right, "every later report holds more")
    if found.verdict == Verdict.DIFFER and first_figures(stands, *pair):
        found = _later(found, left, right, "the earlier figure was a first one")
    if found.verdict == Verdict.DIFFER and maybe_later(left, right):
        counted = settings.count_possible_updates
        found = replace(found, why=f"{found.why}; {LATER}") if counted else _later(found, left, right, LATER)
    return found


def _later(found: Judgement, left: FactView, right: FactView, why: str) -> Judgement:
    """A judgement as one on an earlier and a later value, and what shows it."""
    return replace(found, verdict=Verdict.UPDATED, why=f"{reason(Verdict.UPDATED, left, right, found.levels)}; {why}")


def _two_in_one(left: FactView, right: FactView, stands: list[Stand], source: Source, story: int) -> bool:
    """Whether an article of the story tells two values apart: two dates in this claim, two figures anywhere."""
    if left.fact.kind in DATES:
        return told_apart(left, right, [v for s in stands for v in s.views])
    return any(told_apart(left, right, source.article(a)) for a in source.story_articles(story))


def _row(
    claim: dict[str, Any], left: FactView, right: FactView, left_group: int, right_group: int, judged: Judgement
) -> dict[str, Any]:
    return {
        "claim": claim["id"],
        "kind": claim["kind"],
        "slot": claim["slot"],
        "left": left.fact.id,
        "right": right.fact.id,
        "left_group": left_group,
        "right_group": right_group,
        "verdict": str(judged.verdict),
        "score": judged.score,
        "levels": [{"name": x.name, "value": x.value, "weight": x.weight} for x in judged.levels],
        "why": judged.why,
    }
