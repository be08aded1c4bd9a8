"""What a sentence of a story says was done around a fact: a day belongs to the verb in its clause.

Acts that much of the story tells of (the attack, the talks) date nothing by themselves and are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from claimcmp.cluster import weights
from claimcmp.facts.nouns import concept, concepts_in
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.clauses import scene
from claimcmp.match import FactView
from claimcmp.model import Kind, Level
from claimcmp.text import normalize

FAMILIES = frozenset({"polarity", "event", "travel", "life", "outcome", "damage", "phase"})
ACTS = frozenset(
    ("appointed", "won", "founded", "purchase", "sale", "theft", "visit", "inspection", "opening", "closing", "curfew")
    + ("exam", "concert", "lead_head", "vaccination", "charged", "sanitary_wedding", "hired", "left_job", "convoy")
)
COMMON = 0.25  # share of a story's sentences from which an act is what the story is about
DATED = (Kind.DATE, Kind.TIME)
NAME = "story acts"  # where a view keeps its acts


def is_act(name: str) -> bool:
    """Whether a concept is something done or something that happened."""
    return name in ACTS or concept(name).family in FAMILIES


def read_acts(views: Sequence[FactView]) -> None:
    """Note for every date of a story the acts in its clause, those left out that the story is full of."""
    texts = {v.sentence: (v.text, v.lang) for v in views}
    seen: Counter[str] = Counter()
    for text, lang in texts.values():
        seen.update({h.concept for h in concepts_in(text, lang) if is_act(h.concept)})
    common = {name for name, count in seen.items() if count > max(COMMON * len(texts), 3)}
    for view in views:
        if view.fact.kind in DATED:
            view.memo[NAME] = _in_clause(view, common)


def _in_clause(view: FactView, common: set[str]) -> tuple[str, ...]:
    """The acts in the clause of a date, the nearest first."""
    hits = [h for h in concepts_in(view.text, view.lang) if is_act(h.concept) and h.concept not in common]
    if not hits:
        return ()
    sentence = SentenceText(view.text, view.lang)
    sentence.cache["facts"] = list(view.siblings)
    position = normalize(view.text).position
    start, end = position(view.fact.start), position(view.fact.end)
    first, last = scene(sentence).clause(start)
    inside = [(max(h.start - end, start - h.end, 0), h.concept) for h in hits if first <= h.start < last]
    return tuple(dict.fromkeys(name for _, name in sorted(inside)))


def act_level(left: FactView, right: FactView, *, conflict: bool) -> Level | None:
    """Whether two dates of a story are of one act: opened against signed; None where a clause tells no act.

    Dates that meet are of one act sooner than those in ``conflict``: an act has many names.
    """
    a, b = left.memo.get(NAME), right.memo.get(NAME)
    if not a or not b:
        return None
    met = (a[0] in b) + (b[0] in a)
    value = ("other", "one", "same")[met]
    return Level("act", value, (weights.ACTS if conflict else weights.ACTS_ON_ONE_DAY)[met])
