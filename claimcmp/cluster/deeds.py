"""What a sentence of a story says was done around a fact: a day belongs to the verb in its clause.

Acts that much of the story tells of (the attack, the talks) date nothing by themselves and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcmp.cluster import weights
from claimcmp.facts.nouns import ConceptHit, concept, concepts_in
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.clauses import Scene, scene
from claimcmp.match import FactView
from claimcmp.model import Kind, Level
from claimcmp.text import normalize

FAMILIES = frozenset({"polarity", "event", "travel", "life", "outcome", "damage", "phase"})
ACTS = frozenset(
    ("appointed", "won", "founded", "purchase", "sale", "theft", "visit", "inspection", "opening", "closing", "curfew")
    + ("exam", "concert", "lead_head", "vaccination", "charged", "sanitary_wedding", "hired", "left_job", "convoy")
)
# Acts of many names.
ALIKE = {"inspection": "visit", "arrive": "visit", "phase_begin": "opening", "explosion": "attack"}
COMMON = 0.25  # share of a story's sentences from which an act is what the story is about
DATED, NAMED = (Kind.DATE, Kind.TIME), (Kind.PERSON, Kind.PLACE)
YEAR = 366 * 86_400.0
DEMONYM, SPOKESPERSON = "demonym", "spokesperson"
# Where a view keeps its acts, and the sentences whose scenes are read where they are asked for.
NAME, STORY = "story acts", "story scenes"


def is_act(name: str) -> bool:
    """Whether a concept is something done or something that happened."""
    return name in ACTS or concept(name).family in FAMILIES


def read_acts(views: Sequence[FactView]) -> None:
    """Note for every date, person and place of a story the acts in its clause; for dates the rare ones."""
    if not views or STORY in views[0].memo:
        return
    told = {}
    for view in views:
        if view.sentence not in told:
            hits = tuple(h for h in concepts_in(view.text, view.lang) if is_act(h.concept))
            told[view.sentence] = hits
    seen = Counter(name for hits in told.values() for name in {h.concept for h in hits})
    common = {name for name, count in seen.items() if count > max(COMMON * len(told), 3)}
    scenes: dict[int, Scene] = {}
    for view in views:
        hits = told[view.sentence] if view.fact.kind in (*DATED, *NAMED) else ()
        if view.fact.kind in DATED:
            hits = tuple(h for h in hits if h.concept not in common)
        view.memo[STORY] = hits, scenes


def acts_beside(view: FactView) -> tuple[str, ...]:
    """The acts in the clause of a fact, as ``read_acts`` noted them; () for a fact of no story."""
    found: tuple[str, ...] | None = view.memo.get(NAME)
    if found is None:
        hits, scenes = view.memo.get(STORY, ((), {}))
        found = view.memo[NAME] = _in_clause(view, hits, scenes) if hits else ()
    return found


def _in_clause(view: FactView, hits: Sequence[ConceptHit], scenes: dict[int, Scene]) -> tuple[str, ...]:
    """The acts in the clause of a fact, the nearest first."""
    if view.sentence not in scenes:
        sentence = SentenceText(view.text, view.lang)
        sentence.cache["facts"] = list(view.siblings)
        scenes[view.sentence] = scene(sentence)
    position = normalize(view.text).position
    start, end = position(view.fact.start), position(view.fact.end)
    first, last = scenes[view.sentence].clause(start)
    inside = [(max(h.start - end, start - h.end, 0), h.concept) for h in hits if first <= h.start < last]
    return tuple(dict.fromkeys(ALIKE.get(name, name) for _, name in sorted(inside)))


def is_aside(view: FactView) -> bool:
    """Whether a name answers neither who nor where: a country, a capital that speaks for its state, a spokesman."""
    fact = view.fact
    if fact.kind == Kind.PERSON:
        return fact.role.startswith(SPOKESPERSON)
    if fact.kind != Kind.PLACE:
        return False
    country = f"place:{fact.value[6:8]}"
    return fact.role == DEMONYM or "/" not in fact.value or any(
        f.speaker == country and f.kind in (Kind.POLARITY, Kind.ATTRIBUTION) for f in view.siblings
    )  # fmt: skip


def is_speaker(view: FactView) -> bool:
    """Whether a person is only quoted: that two reports quote one person is no claim."""
    return any(
        view.fact.value in (f.value, f.speaker) for f in view.siblings if f.kind in (Kind.POLARITY, Kind.ATTRIBUTION)
    )


def is_telling_year(view: FactView) -> bool:
    """Whether a date is a year that is named, and neither the year of the report nor the one beside it."""
    fact, at = view.fact, view.published
    if fact.kind != Kind.DATE or fact.unit != "year" or fact.low is None or fact.high is None or at is None:
        return False
    return "yearless" not in fact.scope.split() and not fact.low - 1.1 * YEAR < at < fact.high + 1.1 * YEAR


def act_level(left: FactView, right: FactView, *, conflict: bool) -> Level | None:
    """Whether two dates of a story are of one act: opened against signed; None where a clause tells no act.

    Dates that meet are of one act sooner than those in ``conflict``: an act has many names.
    """
    a, b = acts_beside(left), acts_beside(right)
    if not a or not b:
        return Level("act", "one", weights.HALF_AN_ACT) if left.fact.kind in NAMED and (a or b) else None
    if left.fact.kind in NAMED:
        return Level("act", *(("same", weights.ONE_ACT) if a[0] == b[0] else ("other", weights.TWO_ACTS)))
    met = (a[0] in b) + (b[0] in a)
    value = ("other", "one", "same")[met]
    if conflict:
        return Level("act", value, weights.ACTS[met])
    return Level("act of a day", value, weights.ACTS_ON_ONE_DAY[met])


def nearest_act(view: FactView) -> str:
    """The act in the clause of a date or name that stands nearest to it, "" where none does."""
    return next(iter(acts_beside(view)), "")


def one_act(group: Sequence[FactView], *, nearest: bool = False) -> bool:
    """Whether all the names of a slot stand beside one act: who visited, where it exploded; none is only quoted."""
    acts = [set(acts_beside(v)[: 1 if nearest else None]) for v in group]
    return bool(set.intersection(*acts)) and not any(v.fact.kind == Kind.PERSON and is_speaker(v) for v in group)
