"""Which fact of one sentence meets which fact of the other: equal values first, every fact once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcmp.comparer.judge import Judgement, compare_facts
from claimcmp.match import FactView
from claimcmp.model import Kind, Verdict

# Among facts that may be one fact, the pair whose values meet is the pair that is meant.
ORDER = {Verdict.AGREE: 0, Verdict.COMPATIBLE: 1, Verdict.UPDATED: 2, Verdict.DIFFER: 3, Verdict.UNRELATED: 4}


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two facts that meet and the judgement on them."""

    left: FactView
    right: FactView
    judgement: Judgement


def align(left: Sequence[FactView], right: Sequence[FactView], *, similarity: float | None = None) -> list[Aligned]:
    """The pairs of facts that fill one slot, every fact once at most; then those that fill none ("unrelated")."""
    pairs = [
        (compare_facts(a, b, similarity=similarity), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if a.fact.kind == b.fact.kind and not (now(a) or now(b))
    ]
    pairs.sort(key=lambda p: (ORDER[p[0].verdict], -p[0].score, p[1], p[2]))
    used_left: set[int] = set()
    used_right: set[int] = set()
    out = []
    for judged, i, j in pairs:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            out.append(Aligned(left[i], right[j], judged))
    return out


def now(view: FactView) -> bool:
    """Whether the fact is "now" or "currently": it dates nothing that another text could date otherwise."""
    return view.fact.kind == Kind.DATE and view.fact.unit == "second"
