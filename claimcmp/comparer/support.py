"""What must speak for one fact, besides kind and value, before a conflict of values is told."""

from __future__ import annotations

from claimcmp.facts.nouns import concept
from claimcmp.match import FactView, Match
from claimcmp.match.anchors import cognates
from claimcmp.match.context import profile
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.same import DATES
from claimcmp.model import Fact, Kind

# Families of words that two stories share by chance.
SILENT = frozenset({"direction", "change_dir", "count_mode", "fx", "outcome", "damage"})
EVERYDAY = frozenset({"killed", "injured", "arrested"})  # what happens to people every day somewhere
NAMED_NOUN = ("same", "surface", "wider", "sole")


def supported(left: FactView, right: FactView, match: Match) -> bool:
    """Whether anything besides the values' kind speaks for one fact: two bridges have two lengths."""
    values = {x.name: x.value for x in match.levels}
    if values["anchor"] == "other" and values["place"] != "same" or values.get("noun") == "bare":
        return False
    if slip(left.fact, right.fact) and values.get("noun") in NAMED_NOUN:
        return True
    if values.get("noun") == "sole" and not (values["topic"] == "same" and one_setting(values)):
        return False
    if left.fact.kind in DATES and values["topic"] not in ("same", "some"):
        return shared_words(left, right)  # one person does many things
    return (
        telling(left, match) or one_story(match) or cognates(left, right) or shared_words(left, right)
    )  # fmt: skip


def one_setting(values: dict[str, str]) -> bool:
    """Whether place, time, names or other figures meet."""
    met = values["place"] == "same" or values["period"] == "same" or values["beside"] == "agree"
    return met or values["anchor"] in ("same", "many")


def telling(left: FactView, match: Match) -> bool:
    """Whether the figure itself says what it is of: the key rate, the length of a bridge, missiles that were fired."""
    values = {x.name: x.value for x in match.levels}
    if left.fact.kind not in QUANTITIES or values["noun"] != "same" or values["anchor"] == "other":
        return False
    if left.fact.kind == Kind.NUMBER:
        return values["role"] == "same" and left.fact.role != "person" and left.fact.concept not in EVERYDAY
    return concept(left.fact.concept).family == "measure" or left.fact.kind == Kind.MEASURE


def one_story(match: Match) -> bool:
    """Whether something besides kind and noun says that both texts tell one story: subject, names, place, other facts.

    Without it a conflict of values is not told: two fires, two verdicts, two bridges.
    """
    values = {x.name: x.value for x in match.levels}
    named, met = values["anchor"], values["place"] == "same" or values["who"] == "same" or values["beside"] == "agree"
    if named == "other":
        return values["place"] == "same" and values["topic"] == "same"
    return named in ("same", "many") or met or values["topic"] in ("same", "some") or values["actor"] == "same"


def shared_words(left: FactView, right: FactView) -> bool:
    """Whether both texts use another word of one concept, apart from what the facts themselves count."""
    own = {"", "person", left.fact.concept, right.fact.concept, left.fact.role, right.fact.role}
    shared = (profile(left.text, left.lang).concepts & profile(right.text, right.lang).concepts) - own
    return any("weak" not in concept(c).traits and concept(c).family not in SILENT for c in shared)


def slip(a: Fact, b: Fact) -> bool:
    """Whether one value is the other with two digits swapped, as a hurried hand writes it: 38 and 83, 7.2 and 2.7.

    >>> slip(Fact("number", 0, 1, low=38, high=38), Fact("number", 0, 1, low=83, high=83))
    True
    """
    if a.low is None or b.low is None or a.low != a.high or b.low != b.high or a.unit != b.unit or a.kind == Kind.DATE:
        return False
    one, two = (f"{x:.6g}".replace(".", "").strip("0") for x in (a.low, b.low))
    return len(one) > 1 and one != two and sorted(one) == sorted(two)
