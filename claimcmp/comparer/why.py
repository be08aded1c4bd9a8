"""One line of reason for a verdict, built from its levels."""

from __future__ import annotations

from claimcmp.comparer.reckoned import PARTS
from claimcmp.comparer.updates import apart, moving_price
from claimcmp.match import FactView
from claimcmp.match.speakers import said_by
from claimcmp.model import Fact, Kind, Level, Verdict

# Level and value → words; what is not listed is left unsaid.
SAID = {
    ("claim", "one"): "both tell of one thing in this story",
    ("noun", "same"): "same noun",
    ("noun", "wider"): "one counts a wider group",
    ("noun", "surface"): "same word",
    ("noun", "other"): "another noun",
    ("noun", "unknown"): "what is counted is not clear",
    ("role", "other"): "something else happened to it",
    ("role", "same"): "same kind of people or things",
    ("figure", "other"): "one is a change, a part or a rate",
    ("unit", "other"): "units that cannot be compared",
    ("mood", "other"): "one is only forecast, polled, feared or asked for",
    ("place", "same"): "same place",
    ("place", "shared"): "same place",
    ("place", "elsewhere"): "counted in another place",
    ("place", "other"): "another place",
    ("period", "same"): "same time",
    ("period", "other"): "another time",
    ("period", "tally"): "counted at two moments",
    ("who", "same"): "same persons",
    ("who", "other"): "other persons",
    ("contrast", "some"): "words of opposite meaning",
    ("modifier", "one_sided"): "one of them is narrowed down",
    ("topic", "same"): "same subject",
    ("topic", "none"): "no subject in common",
    ("beside", "agree"): "other figures of both reports are equal",
    ("beside", "differ"): "other figures of both reports are not equal",
    ("time", PARTS): "the parts that one text gives add up to the other's count",
    ("time", "each"): "of each side in one text",
    ("time", "whose"): "of another side",
    ("time", "together"): "of several together in one text",
    ("time", "bloc"): "of a bloc in one text",
    ("time", "rest"): "shares that make up the whole",
    ("time", "staff"): "other jobs",
    ("time", "subject"): "of another thing",
    ("time", "event"): "of another tremor",
    ("time", "office"): "of another team or country",
    ("time", "later count"): "a later count",
    ("time", "moved"): "the plan was moved",
    ("time", "correction"): "the later report is a correction",
    ("time", "too little in common"): "too little in common to set them against each other",
    ("time", "the other text has this value too"): "the other report gives this value too",
    ("time", "a part of the other count"): "one is a part of the other",
    ("time", "another scale"): "too far apart to be one figure",
}
PRICED = {"a later count": "a later price", "counted at two moments": "of two moments"}  # the same of a price
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


def _said(verdict: Verdict, levels: tuple[Level, ...]) -> list[str]:
    """The levels in words: of a verdict those that can bear it."""
    known = [x for x in levels if (x.name, x.value) in SAID]
    if verdict == Verdict.UNRELATED:  # what parts the two, where anything does
        known = [x for x in known if x.weight < 0 or x.name == "time"] or known
    elif verdict == Verdict.DIFFER:  # a count that went on is no difference: then something else was decisive
        known = [x for x in known if x.name != "time"]
    return [SAID[x.name, x.value] for x in known]


def reason(verdict: Verdict, left: FactView, right: FactView, levels: tuple[Level, ...]) -> str:
    """The reason in one line: what is shared or parts the two, their values, who says so.

    "same noun, same place, same time; 12 ≠ 13; Amber Post (ministry) against Dune Times"
    """
    said = _said(verdict, levels)
    if moving_price(left) and moving_price(right):
        said = [PRICED.get(words, words) for words in said]
    parts = [", ".join(dict.fromkeys(said))] if said else []
    if left.fact.kind not in (Kind.POLARITY, Kind.ATTRIBUTION):
        summed = any((x.name, x.value) == ("time", PARTS) for x in levels)
        gap = apart(left, right) if verdict == Verdict.UPDATED else None
        first, second = (right, left) if gap is not None and gap < 0 else (left, right)
        parts.append(f"{shown(first)} {'+' if summed else SIGN[verdict]} {shown(second)}")
    a, b = said_by(left), said_by(right)
    if verdict == Verdict.DIFFER and a and b and a != b:
        parts.append(f"{a} against {b}")
    return "; ".join(parts)
