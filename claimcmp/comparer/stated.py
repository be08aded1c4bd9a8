"""A group of sentences that say one thing: told as who, as who says so, or, where two conflict in a value, as that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations
from math import log

from claimcmp.comparer.acts import HAN
from claimcmp.comparer.align import Aligned
from claimcmp.comparer.judge import Judgement
from claimcmp.comparer.readings import Reading, features, reading
from claimcmp.comparer.sayings import one_saying
from claimcmp.comparer.second import conflict
from claimcmp.comparer.source import Stand
from claimcmp.comparer.traits import RELAYING, UNNAMED, traits
from claimcmp.match import FactView
from claimcmp.match.anchors import shared_names
from claimcmp.match.context import MEETS, relation
from claimcmp.model import Fact, Kind, Verdict

# Whose fact speaks for an article, by what the group is told as: the first kind that any of its sentences has.
SPEAKING = {
    Kind.ATTRIBUTION: (Kind.ATTRIBUTION, Kind.PERSON, Kind.ORGANIZATION), Kind.PERSON: (Kind.PERSON,),
}  # fmt: skip
STANCES = frozenset({"confirmed", "denied"})
Pair = tuple[FactView, FactView, int, int, Judgement]  # the two reports, their groups, the judgement on them


def stated(
    views: Sequence[FactView], sources: Sequence[int], facts: Callable[[int], dict[int, FactView]]
) -> tuple[str, list[Stand], list[Pair]] | None:
    """What a group is told as: its kind, what each article says, and the pairs of reports that show it.

    ``views`` are whole sentences and ``sources`` whose each one is; ``facts`` gives the facts of a sentence as views.
    None where one source tells it, or where no reading is likely enough.
    """
    if len(set(sources)) < 2:
        return None
    if len(views) == 2 and (parted := conflict(views[0], views[1], facts)) is not None:
        return _parted(parted)
    found = reading(features(views, sources))
    if found is None:
        return None
    stands = _of_one_voice(_stands(views, found, facts))
    if found.kind == Kind.PERSON and _quoted(views) and not _one_thing(stands, views, sources, facts):
        return None
    return (found.kind, stands, _together(stands, found)) if len(stands) > 1 else None


def _parted(parted: Aligned) -> tuple[str, list[Stand], list[Pair]]:
    """Two sentences that are alike but for one value."""
    stands = [Stand(v.article, [v], n, v) for n, v in enumerate((parted.left, parted.right))]
    return parted.left.fact.kind, stands, [(parted.left, parted.right, 0, 1, parted.judgement)]


def _stands(views: Sequence[FactView], found: Reading, facts: Callable[[int], dict[int, FactView]]) -> list[Stand]:
    """What each article says: the fact that most articles share, else its first sentence as a whole."""
    by: dict[int, list[FactView]] = {}
    for view in views:
        by.setdefault(view.article, []).append(view)
    own = {a: [f for v in some for f in _speaking(facts(v.sentence), found.kind)] for a, some in by.items()}
    count: dict[tuple[str, str], int] = {}
    for some in own.values():
        for key in {(f.fact.kind, f.fact.value) for f in some}:
            count[key] = count.get(key, 0) + 1
    stands = []
    for article, some in by.items():
        best = max(own[article], key=lambda f: (count[f.fact.kind, f.fact.value], -f.fact.id), default=None)
        chosen = best or _bare(some[0], found.kind)
        stands.append(Stand(article, [chosen], 0, chosen))
    return sorted(stands, key=lambda s: (_when(s), s.article))


def _quoted(views: Sequence[FactView]) -> bool:
    """Whether all sentences give what somebody said: that several quote one person is no claim."""
    return all("tells" in traits(v) for v in views)


def _one_thing(
    stands: Sequence[Stand], views: Sequence[FactView], sources: Sequence[int],
    facts: Callable[[int], dict[int, FactView]],
) -> bool:  # fmt: skip
    """Whether two sources of some articles say one thing in a sentence each."""
    ours = {s.article for s in stands}
    own = [(v, source) for v, source in zip(views, sources, strict=True) if v.article in ours]
    return any(one != two and one_saying(v, w, facts) for (v, one), (w, two) in combinations(own, 2))


def _of_one_voice(stands: list[Stand]) -> list[Stand]:
    """Those who name whom most of them name, or nobody: a minister and the union are no one voice.

    Nor is who confirms one voice with those who deny.
    """
    named = [s.views[0] for s in stands if s.views[0].fact.value]
    if not named:
        return stands
    leading = max(named, key=lambda v: sum(_one(v.fact, other.fact) for other in named))
    return [s for s in stands if not _parted_from(leading, s.views[0])]


def _parted_from(leading: FactView, view: FactView) -> bool:
    acts = [{f.value for f in v.siblings if f.kind == Kind.POLARITY and not f.negated} for v in (leading, view)]
    named = bool(view.fact.value) and _in_letters(leading) == _in_letters(view)
    if named and not _one(leading.fact, view.fact) or _confirms_what_is_denied(*acts):
        return True
    body = leading.fact.kind == Kind.ATTRIBUTION and not leading.fact.value.startswith("person:")
    return body and shared_names(leading, view) == "other"


def _confirms_what_is_denied(one: set[str], two: set[str]) -> bool:
    return bool(one & STANCES) and bool(two & STANCES) and not one & two & STANCES


def _in_letters(view: FactView) -> bool:
    """Whether a name is written in letters: one in Han characters is spelled by sound and met by none in letters."""
    return view.text[view.fact.start : view.fact.start + 1] < HAN


def _one(a: Fact, b: Fact) -> bool:
    """Whether two facts name one person, body or source; one that is only called by its office may be anyone's."""
    return a.value == b.value or a.kind == b.kind and relation(a, b) in MEETS


def _when(stand: Stand) -> float:
    at = stand.views[0].published
    return float("inf") if at is None else at


def _speaking(facts: dict[int, FactView], kind: str) -> list[FactView]:
    """The facts of a sentence that may speak for it, of the first kind that it has."""
    for wanted in SPEAKING[Kind(kind)]:
        some = [v for v in facts.values() if v.fact.kind == wanted and v.fact.value != UNNAMED
                and not v.fact.value.startswith(RELAYING)]  # fmt: skip
        if some:
            return some
    return []


def _bare(view: FactView, kind: str) -> FactView:
    return replace(view, fact=Fact(kind, 0, 0))


def _together(stands: list[Stand], found: Reading) -> list[Pair]:
    """All articles as one group."""
    first, second = stands[0].views[0], stands[1].views[0]
    score = round(log(found.share / (1.0 - found.share)), 2)
    why = "both tell alike who says so" if found.kind == Kind.ATTRIBUTION else "both tell alike who it was"
    return [(first, second, 0, 0, Judgement(Verdict(found.verdict), score, found.levels, why))]
