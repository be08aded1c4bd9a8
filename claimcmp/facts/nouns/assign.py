"""Filling in what a fact is about: its concept, role and scope, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcmp.facts.nouns.counted import HEADS, Where, counted, in_family
from claimcmp.facts.nouns.lexicon import acts_in, hits_of
from claimcmp.facts.nouns.misread import reread
from claimcmp.facts.nouns.near import Setting, conjunctions, nearest
from claimcmp.facts.nouns.scope import bounded, scope_tags
from claimcmp.facts.nouns.share import counted_together
from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech import frame
from claimcmp.model import Fact, Kind

QUANTITIES = (Kind.NUMBER, Kind.MEASURE, Kind.PERCENT, Kind.MONEY, Kind.DURATION, Kind.ORDINAL)
TOLD = (*QUANTITIES, Kind.DATE, Kind.TIME, Kind.PLACE)
# What a quantity may be about, by its kind: families of concepts, the likeliest first.
FAMILIES: dict[Kind, tuple[str, ...]] = {
    Kind.PERCENT: ("measure", "money_item", "noun", "trade", "outcome", "damage", "topic"),
    Kind.MONEY: ("money_item", "penalty", "measure", "crude", "trade", "topic"),
    Kind.MEASURE: ("measure", "damage", "noun", "energy", "topic"),
    Kind.DURATION: ("penalty", "measure", "event", "damage", "outcome", "topic", "energy"),
    Kind.ORDINAL: ("outcome", "event", "noun"),
}
RANK_COST = 3.0  # a family further down the list must stand this many words nearer
ABOUT_REACH = 14.0  # what a sum, a share or a duration is about
AREAS = ("square", "hectare", "acre", "dunam")
FIRE, PUT_OUT, PUT_OUT_REACH = "fire_event", "burning-", 40  # characters between a duration and the act
_YEAR = re.compile(r"\d{4}")


def assign(sentence: SentenceText, facts: list[Fact]) -> list[Fact]:
    """The facts with ``concept``, ``role``, ``scope``, how they are told and, where a verb says so, ``bound``."""
    position = sentence.normal.position
    facts = [_told(_yearless(f, sentence.text), sentence) for f in reread(facts, sentence)]
    facts = [f for f in facts if not _is_head(f, facts, sentence)]
    quantities = [f for f in facts if f.kind in QUANTITIES]
    if not quantities:
        return facts
    words, attached = conjunctions(sentence.lang)
    numbers = tuple((position(f.start), position(f.end)) for f in quantities)
    setting = Setting(sentence.normal.text, numbers, words, attached)
    out = [_refined(f, sentence, setting) if f.kind in QUANTITIES else f for f in facts]
    return counted_together(out, sentence.normal, *hits_of(sentence))


def _is_head(fact: Fact, facts: list[Fact], sentence: SentenceText) -> bool:
    """Whether "several" is "the number of" a figure that follows: «מספר המשפחות עלה ל-2,500»."""
    later = any(f.kind == Kind.NUMBER and f.low == f.high and f.start > fact.end for f in facts)
    if fact.kind != Kind.NUMBER or fact.low == fact.high or not later:
        return False
    position = sentence.normal.position
    span = position(fact.start), position(fact.end)
    return any(c.concept in HEADS and (c.start, c.end) == span for c in hits_of(sentence)[1])


def _refined(fact: Fact, sentence: SentenceText, setting: Setting) -> Fact:
    position = sentence.normal.position
    hits, cues = hits_of(sentence)
    start, end = position(fact.start), position(fact.end)
    if fact.what_start >= 0 and setting.begins_anew(position(fact.what_start), hits):
        fact = replace(fact, what="", what_start=-1, what_end=-1)
    what = (position(fact.what_start), position(fact.what_end)) if fact.what_start >= 0 else None
    where = Where(hits, setting, start, end, what, cues)
    name, role = _about(fact, where)
    if fact.kind == Kind.DURATION and _of_putting_out(sentence, start, end):
        name = FIRE
    cue = position(fact.cue_start) if fact.cue_start >= 0 else start
    tags = scope_tags(hits, cues, setting, start, where.span[1], min(start, cue),
                      share=fact.kind == Kind.PERCENT)  # fmt: skip
    named = {c.concept for c in cues}
    if fact.kind == Kind.DURATION:
        tags -= {"change", "per"}
        if "record" in named and fact.unit in ("year", "month"):
            tags.add("record")
    if (name, role) == ("killed", "injured"):
        tags.add("part")
    if name == "injured" and "remaining" in named:
        tags.add("remaining")
    scope = " ".join(dict.fromkeys([*fact.scope.split(), *sorted(tags)]))
    negated = fact.negated or "not" in tags
    fact = replace(fact, concept=fact.concept or name, role=fact.role or role, scope=scope, negated=negated)
    return bounded(fact, hits, cues, setting, start, end)


def _of_putting_out(sentence: SentenceText, start: int, end: int) -> bool:
    """Whether a duration stands beside the act that ends a fire: whatever lit it, so long did the fire burn."""
    hits = (h for h in acts_in(sentence.text, sentence.lang) if h.concept == PUT_OUT)
    return any(0 <= h.start - end <= PUT_OUT_REACH or 0 <= start - h.end <= PUT_OUT_REACH for h in hits)


def _told(fact: Fact, sentence: SentenceText) -> Fact:
    """How the clause tells the fact, and who says so; what another reader has filled in stays."""
    if fact.kind not in TOLD:
        return fact
    told = frame(sentence, fact.start, fact.end)
    return replace(fact, modality=fact.modality or told.modality, speaker=fact.speaker or told.speaker)


def _yearless(fact: Fact, text: str) -> Fact:
    """A date that names no year: which one is meant is a guess that two outlets may make differently."""
    if fact.kind != Kind.DATE or fact.low is None or _YEAR.search(text[fact.start : fact.end]):
        return fact
    return replace(fact, scope=" ".join(dict.fromkeys([*fact.scope.split(), "yearless"])))


def _about(fact: Fact, where: Where) -> tuple[str, str]:
    """(concept, role) of a quantity."""
    if fact.kind == Kind.NUMBER:
        return counted(fact, where)
    # The unit itself ("hectares") is not what the measure is about.
    outside = tuple(h for h in where.hits if h.end <= where.start or h.start >= where.end)
    if fact.kind == Kind.PERCENT:
        outside = tuple(h for h in outside if h.concept != "population")  # a share is of the population, not it
    best: tuple[float, str] | None = None
    for rank, family in enumerate(FAMILIES.get(Kind(fact.kind), ())):
        found = nearest(outside, where.setting, *where.span, in_family(family), limit=ABOUT_REACH)
        if found and (best is None or found[1] + RANK_COST * rank < best[0]):
            best = (found[1] + RANK_COST * rank, found[0].concept)
    name = best[1] if best else ""
    if not name and fact.unit.startswith(AREAS):
        name = "area_c"
    if fact.kind == Kind.DURATION and name == "killed" and fact.unit == "year":
        name = "age"  # "died at 74"
    return name, ""
