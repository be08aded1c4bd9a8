"""Filling in what a fact is about: its concept, role and scope."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcmp.facts.nouns.concepts import concept, is_a
from claimcmp.facts.nouns.lexicon import ConceptHit, concepts_in, cues_in
from claimcmp.facts.nouns.near import Setting, conjunctions, nearest
from claimcmp.facts.nouns.share import counted_together
from claimcmp.facts.nouns.scope import bounded, scope_tags
from claimcmp.facts.sentence import SentenceText
from claimcmp.model import Bound, Fact, Kind

QUANTITIES = (Kind.NUMBER, Kind.MEASURE, Kind.PERCENT, Kind.MONEY, Kind.DURATION, Kind.ORDINAL)
# What a quantity may be about, by its kind: families of concepts, the likeliest first.
FAMILIES: dict[str, tuple[str, ...]] = {
    Kind.PERCENT: ("measure", "money_item", "noun", "trade", "outcome", "damage", "topic"),
    Kind.MONEY: ("money_item", "penalty", "measure", "crude", "trade", "topic"),
    Kind.MEASURE: ("measure", "damage", "noun", "energy", "topic"),
    Kind.DURATION: ("penalty", "measure", "event", "damage", "outcome", "topic", "energy"),
    Kind.ORDINAL: ("outcome", "event", "noun"),
}
_YEAR = re.compile(r"\d{4}")
NEAR_NOUN = 4.5  # a counted noun stands beside its number
SCALE_REACH = 1.3  # "magnitude 5.4 earthquake" counts no earthquakes
AREAS = ("square", "hectare", "acre", "dunam")
BARE_NOUN = 2.0  # a noun before a number that no noun follows
OUTCOME_REACH = 14.0  # what happened to it may stand further off
DAMAGE_REACH = 10.0
ABOUT_REACH = 14.0  # what a sum, a share or a duration is about


def assign(sentence: SentenceText, facts: list[Fact]) -> list[Fact]:
    """The facts with ``concept``, ``role``, ``scope`` and, where a verb says so, ``bound`` filled in."""
    position = sentence.normal.position
    facts = [_yearless(f, sentence.text) for f in facts]
    spans = {id(f): (position(f.start), position(f.end)) for f in facts}
    quantities = [f for f in facts if f.kind in QUANTITIES]
    if not quantities:
        return facts
    words, attached = conjunctions(sentence.lang)
    setting = Setting(sentence.normal.text, tuple(spans[id(f)] for f in quantities), words, attached)
    hits = concepts_in(sentence.text, sentence.lang)
    cues = cues_in(sentence.text, sentence.lang)
    out = []
    for fact in facts:
        if fact.kind in QUANTITIES:
            start, end = spans[id(fact)]
            what = (position(fact.what_start), position(fact.what_end)) if fact.what_start >= 0 else None
            name, role = _about(fact, hits, setting, start, end, what)
            cue = position(fact.cue_start) if fact.cue_start >= 0 else start
            tags = scope_tags(hits, cues, setting, start, max(end, what[1] if what else end), min(start, cue))
            if fact.kind == Kind.DURATION:
                tags -= {"change", "per"}
                if any(c.concept == "record" for c in cues) and fact.unit in ("year", "month"):
                    tags.add("record")
            if name == "injured" and any(c.concept == "remaining" for c in cues):
                tags.add("remaining")
            scope = " ".join(dict.fromkeys([*fact.scope.split(), *sorted(tags)]))
            fact = replace(fact, concept=fact.concept or name, role=fact.role or role, scope=scope,
                           negated=fact.negated or "not" in tags)  # fmt: skip
            fact = bounded(fact, hits, cues, setting, start)
        out.append(fact)
    return counted_together(out, sentence.normal, cues)


def _yearless(fact: Fact, text: str) -> Fact:
    """A date that names no year: which one is meant is a guess that two outlets may make differently."""
    if fact.kind != Kind.DATE or fact.low is None or _YEAR.search(text[fact.start : fact.end]):
        return fact
    return replace(fact, scope=" ".join(dict.fromkeys([*fact.scope.split(), "yearless"])))


def _family(*names: str):  # type: ignore[no-untyped-def]
    return lambda name: concept(name).family in names


def _other_noun(name: str) -> bool:
    return concept(name).family in ("event", "topic", "counterpart", "energy")


def _about(
    fact: Fact, hits: tuple[ConceptHit, ...], setting: Setting, start: int, end: int, what: tuple[int, int] | None
) -> tuple[str, str]:
    """(concept, role) of a quantity."""
    if fact.kind == Kind.NUMBER:
        return _counted(fact, hits, setting, start, end, what)
    span = (min(start, what[0]), max(end, what[1])) if what else (start, end)
    hits = tuple(h for h in hits if h.end <= start or h.start >= end)  # the unit itself ("hectares") is not the subject
    best: tuple[float, str] | None = None
    for rank, family in enumerate(FAMILIES.get(fact.kind, ())):
        found = nearest(hits, setting, *span, _family(family), limit=ABOUT_REACH)
        if found and (best is None or found[1] + 3.0 * rank < best[0]):
            best = (found[1] + 3.0 * rank, found[0].concept)
    name = best[1] if best else ""
    if not name and fact.unit.startswith(AREAS):
        name = "area_c"
    if fact.kind == Kind.DURATION and name == "killed" and fact.unit == "year":
        name = "age"  # "died at 74"
    return name, ""


def _counted(
    fact: Fact, hits: tuple[ConceptHit, ...], setting: Setting, start: int, end: int, what: tuple[int, int] | None
) -> tuple[str, str]:
    """What a plain number counts: persons by what happened to them, things by what they are."""
    scale = nearest(hits, setting, start, end, lambda c: c == "magnitude", limit=SCALE_REACH)
    if scale:
        return scale[0].concept, ""
    noun = None
    if what:
        noun = nearest(hits, setting, *what, _family("noun", "participant_rank", "title"), limit=0.5)
        noun = noun or nearest(hits, setting, *what, _other_noun, limit=0.5)
    beside = hits if not what else [h for h in hits if h.start >= start]
    noun = noun or nearest(beside, setting, start, end, _family("noun", "participant_rank"), limit=NEAR_NOUN)
    if noun and not what and noun[0].end <= start and noun[1] > BARE_NOUN and not is_a(noun[0].concept, "person"):
        noun = None  # "the toll of the mine accident has risen to 18" counts no mines
    span = (min(start, what[0]), max(end, what[1])) if what else (start, end)
    outcome = nearest(hits, setting, *span, _family("outcome"), limit=OUTCOME_REACH)
    if noun and outcome and not (what and noun[1] == 0) and outcome[1] < noun[1]:
        noun = None  # "kills nine in the port city", "31 injured when drones struck"
    name = noun[0].concept if noun else ""
    if not name or is_a(name, "person"):
        if outcome:
            return outcome[0].concept, name
        if name:
            return name, ""
        other = nearest(hits, setting, *span, _family("measure", "damage"), limit=NEAR_NOUN)
        return (other[0].concept if other else "person" if not what and fact.bound == Bound.APPROX and fact.low != fact.high else ""), ""
    damage = nearest(hits, setting, *span, _family("damage"), limit=DAMAGE_REACH)
    role = (damage or outcome)[0].concept if damage or outcome else ""
    return name, "damaged" if role == "injured" and is_a(name, "thing") else role
