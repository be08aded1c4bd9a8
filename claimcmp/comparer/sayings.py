"""Sentences that say one thing in like words: what no figure, date or name was compared for is told only of these.

Nearness does not show it: "lost contact with the crew" lies beside "the crew is safe". So the table of two sentences
is asked, and nothing that one of them gives may be left open or denied by the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from claimcmp.comparer.align import align
from claimcmp.comparer.derived import derived
from claimcmp.comparer.evidence import evidence
from claimcmp.comparer.known import Evidence
from claimcmp.comparer.source import Stand
from claimcmp.comparer.told import Finding
from claimcmp.comparer.topics import Pair
from claimcmp.comparer.traits import meetings, traits
from claimcmp.comparer.verdicts import shares
from claimcmp.match import FactView
from claimcmp.match.context import MEETS, relation
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.unlike import DATES
from claimcmp.model import Fact, Kind, Verdict

Alike = Callable[[FactView, FactView], bool]
# Share of "agree" in the table of two sentences from which two that nothing parts say one thing: of the pairs in the
# statements of labelled stories 94 in 100 do from here on.
ONE_SAYING = 0.25
SAYINGS = "sayings"  # where a sentence keeps which others say the same
PARTING = frozenset({"denied one", "person apart", "place apart", "act opposed"})
# Cosine of two sentences (of one story, centred) from which their two acts, as two denials, are of one matter; and from
# which they are where one and the same person or body is said to do both.
ONE_MATTER, ONE_VOICE = 0.42, 0.28


def one_saying(left: FactView, right: FactView, facts: Callable[[int], dict[int, FactView]]) -> bool:
    """Whether two whole sentences say one thing; ``facts`` gives the facts of a sentence as views."""
    if left.sentence == right.sentence or left.text == right.text:
        return True
    known = left.memo.setdefault(SAYINGS, {})
    if right.sentence not in known:
        known[right.sentence] = _one_saying(left, right, facts)
    found: bool = known[right.sentence]
    return found


def _one_saying(left: FactView, right: FactView, facts: Callable[[int], dict[int, FactView]]) -> bool:
    if _open(left, right, QUANTITIES) or _dated_apart(left, right) or PARTING & meetings(left, right):
        return False
    if "denied" in traits(left) & traits(right) and not _one_speaker(left, right):
        return False
    one, two = derived(left, facts), derived(right, facts)
    found = shares(evidence(Pair(left, right, align(one, two), None), one, two))
    return found[Verdict.AGREE] >= ONE_SAYING


def one_matter(left: FactView, right: FactView, evidence: Evidence) -> bool:
    """Whether two acts of one name, as two denials, are of one thing: both tell that somebody denies the same."""
    if left.fact.value != right.fact.value:
        return False
    if left.sentence == right.sentence or left.text == right.text:
        return True
    near = evidence.near(left.fact.id, right.fact.id)
    return near is not None and near >= (ONE_VOICE if _one_voice(left.fact, right.fact) else ONE_MATTER)


def gathered(stands: Sequence[Stand], alike: Alike, sources: Callable[[list[Stand]], int]) -> None:
    """Leave of some articles those that say one thing, as one group; the others say nothing on it.

    Where no two sources say one thing all are left silent.
    """
    groups: list[list[Stand]] = []
    for stand in stands:
        home = next((g for g in groups if at_home(stand, g, alike)), None)
        if home is None:
            groups.append([stand])
        else:
            home.append(stand)
    best = max(groups, key=sources)
    if sources(best) < 2:
        best = []
    for stand in best:
        if len(stand.views) == 1:
            stand.chosen = stand.views[0]
            continue
        others = [other for other in best if other is not stand]
        stand.chosen = max(stand.views, key=lambda v: sum(any(alike(v, w) for w in o.views) for o in others))
    silenced(s for s in stands if not any(s is other for other in best))


def silenced(stands: Iterable[Stand]) -> None:
    """Leave some articles silent on a claim."""
    for stand in stands:
        stand.group, stand.chosen = -1, None


def without_known(findings: Sequence[Finding]) -> None:
    """Leave out of the findings of one story what is said in like words where a figure in it is told already."""
    told = [_by_group(f) for f in findings if f.rows and f.kind in QUANTITIES]
    for finding in findings:
        if not finding.rows and _bare(finding) and any(finding.sentences <= some for groups in told for some in groups):
            silenced(finding.stands)


def _bare(finding: Finding) -> bool:
    """Whether a finding holds sentences without a fact alone."""
    return bool(finding.sentences) and all(not s.chosen.fact.kind for s in finding.stands if s.chosen)


def _by_group(finding: Finding) -> list[set[int]]:
    """The sentences of each value of a finding."""
    groups: dict[int, set[int]] = {}
    for stand in finding.stands:
        if stand.chosen is not None:
            groups.setdefault(stand.group, set()).add(stand.chosen.sentence)
    return list(groups.values())


def at_home(stand: Stand, group: Sequence[Stand], alike: Alike) -> bool:
    """Whether an article says one thing with most of a group; no more are asked than it takes to know."""
    wanted, left = len(group) // 2 + 1, len(group)
    for other in group:
        left -= 1
        wanted -= _meet(stand, other, alike)
        if wanted <= 0 or wanted > left:
            break
    return wanted <= 0


def _meet(stand: Stand, other: Stand, alike: Alike) -> bool:
    """Whether two articles say one thing in some sentence each."""
    return any(alike(a, b) for a in stand.views for b in other.views)


def _open(left: FactView, right: FactView, kinds: Sequence[str]) -> bool:
    """Whether a figure of the text with fewer of them is in no relation to any of the other, or one has none at all."""
    one, two = ([f for f in v.siblings if f.kind in kinds] for v in (left, right))
    few, many = sorted((one, two), key=len)
    return bool(many) and not few or any(not any(_meets(f, g) for g in many) for f in few)


def _dated_apart(left: FactView, right: FactView) -> bool:
    """Whether both texts give days or hours and none of them meets."""
    one, two = ([f for f in v.siblings if f.kind in DATES and f.unit != "second"] for v in (left, right))
    pairs = [(f, g) for f in one for g in two if f.kind == g.kind]
    return bool(pairs) and not any(_meets(f, g) for f, g in pairs)


def _meets(a: Fact, b: Fact) -> bool:
    return a.kind == b.kind and relation(a, b) in MEETS


def _one_speaker(left: FactView, right: FactView) -> bool:
    one, two = ([f for f in v.siblings if f.kind == Kind.POLARITY] for v in (left, right))
    return any(_one_voice(f, g) for f in one for g in two)


def _one_voice(a: Fact, b: Fact) -> bool:
    """Whether one named person or body is said to do both acts."""
    return bool(a.speaker) and a.speaker == b.speaker
