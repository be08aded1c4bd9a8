"""One line of reason for a verdict, built from its levels."""

from __future__ import annotations

from claimcmp.match import FactView
from claimcmp.match.speakers import said_by
from claimcmp.model import Fact, Kind, Level, Verdict

# Level and value → words; what is not listed is left unsaid.
SAID = {
    ("claim", "one"): "one claim of the story",
    ("noun", "same"): "same noun",
    ("noun", "wider"): "same noun, one wider",
    ("noun", "surface"): "same word",
    ("noun", "other"): "another noun",
    ("noun", "unknown"): "noun not known",
    ("role", "other"): "something else happened to it",
    ("role", "same"): "same role",
    ("figure", "other"): "another kind of figure (change, part or rate)",
    ("unit", "other"): "units that cannot be compared",
    ("place", "same"): "same place",
    ("place", "shared"): "same place",
    ("place", "elsewhere"): "counted in another place",
    ("place", "other"): "another place",
    ("period", "same"): "same time",
    ("period", "other"): "another time",
    ("period", "tally"): "counts of two moments",
    ("who", "same"): "same persons",
    ("who", "other"): "other persons",
    ("contrast", "some"): "opposite terms",
    ("modifier", "one_sided"): "a qualifier on one side only",
    ("topic", "same"): "same topic",
    ("topic", "none"): "no shared topic",
    ("beside", "agree"): "the other figures agree",
    ("beside", "differ"): "the other figures differ",
    ("time", "each"): "of each side in one text",
    ("time", "whose"): "of another side",
    ("time", "together"): "of several together in one text",
    ("time", "bloc"): "of a bloc in one text",
    ("time", "staff"): "other jobs",
    ("time", "subject"): "of another thing",
    ("time", "event"): "of another tremor",
    ("time", "office"): "of another team or country",
    ("time", "later count"): "a later count",
    ("time", "moved"): "the plan was moved",
    ("time", "correction"): "the later report is a correction",
}
SIGN = {
    Verdict.AGREE: "=",
    Verdict.COMPATIBLE: "~",
    Verdict.DIFFER: "≠",
    Verdict.UPDATED: "→",
    Verdict.UNRELATED: "|",
}


def shown(view: FactView) -> str:
    """The value as the outlet wrote it."""
    return view.text[view.fact.start : view.fact.end] if view.text else number(view.fact)


def number(fact: Fact) -> str:
    """A value without its text."""
    if fact.value:
        return fact.value
    low = "" if fact.low is None else f"{fact.low:g}"
    high = "" if fact.high is None else f"{fact.high:g}"
    return (low if low == high else f"{low}–{high}") + (f" {fact.unit}" if fact.unit else "")


def reason(verdict: Verdict, left: FactView, right: FactView, levels: tuple[Level, ...]) -> str:
    """The reason in one line: what is shared or parts the two, their values, who says so.

    "same noun, same place, same time; 12 ≠ 13; Amber Post (ministry) against Dune Times"
    """
    said = [SAID[key] for level in levels if (key := (level.name, level.value)) in SAID]
    if verdict == Verdict.UNRELATED:
        said = [
            SAID[key] for level in levels if level.weight < 0 and (key := (level.name, level.value)) in SAID
        ] or said
    parts = [", ".join(dict.fromkeys(said))] if said else []
    if left.fact.kind not in (Kind.POLARITY, Kind.ATTRIBUTION):
        parts.append(f"{shown(left)} {SIGN[verdict]} {shown(right)}")
    a, b = said_by(left), said_by(right)
    if verdict == Verdict.DIFFER and a and b and a != b:
        parts.append(f"{a} against {b}")
    return "; ".join(parts)
