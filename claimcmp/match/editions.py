"""Years that name editions of one cup or festival, and numbers that count what their own article lists."""

from __future__ import annotations

from claimcmp.facts.nouns.lexicon import cues_in
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Kind
from claimcmp.text import normalize

YEARS = range(1900, 2100)  # numbers that may be one
EDITION, LONG_WORD = 40, 4  # characters from "cup" to its year; letters of a word that is no "in"
BESIDE_LIST = 12  # characters from a number to what an article lists


def two_editions(left: FactView, right: FactView) -> bool:
    """Whether two years name editions of one cup or festival: "Asian Cup 2019", "Asian Cup 2015"."""
    return _edition(left) and _edition(right)


@once_a_view
def _edition(view: FactView) -> bool:
    fact = view.fact
    head = view.text[: fact.start].rstrip()
    year = fact.unit == "year" or fact.kind == Kind.NUMBER and fact.low is not None and fact.low in YEARS
    if not year or not head or not view.text[fact.start : fact.start + 1].isdigit():
        return False
    word, position = head.split()[-1], normalize(view.text).position(fact.start)
    held = any(h.concept == "edition" and 0 < position - h.end <= EDITION for h in cues_in(view.text, view.lang))
    return held and len(word) >= LONG_WORD and word[-1:] not in ",;:"


def two_lists(left: FactView, right: FactView) -> bool:
    """Whether both count what their own article lists: seven tips, twelve reasons."""
    return left.fact.kind == Kind.NUMBER and _listing(left) and _listing(right)


@once_a_view
def _listing(view: FactView) -> bool:
    end = normalize(view.text).position(view.fact.end)
    return any(h.concept == "listing" and 0 <= h.start - end <= BESIDE_LIST for h in cues_in(view.text, view.lang))
