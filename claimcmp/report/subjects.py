"""What a claim is about, in a word or two for its heading: the concept that is counted, or the sentences' own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from claimcmp.facts.nouns import concept
from claimcmp.model import Kind
from claimcmp.report.naming import clipped

Row = dict[str, Any]
# Families whose concepts say what is counted or measured. The others ("founded", "visit", "leader") say what else the
# sentence is about: there its own words tell more.
TELLING = frozenset(
    ("outcome", "noun", "measure", "money_item", "penalty", "damage", "event", "tax_kind", "crude", "fx", "trade")
    + ("travel", "life", "crowd", "staffing")
)
WIDE = frozenset(("firm_case",))  # one concept for complaints, questions, documents: no name for any of them
# What the names of concepts end with to tell them from words that look alike.
_SUFFIX = re.compile(r"_(c|noun|event|case|site|doc|mode|ed|work|resp|sport|space|money|aid|labour|penalty)$")
# What a claim without a subject asks, by its kind.
ASKED = {
    Kind.DATE: "when", Kind.TIME: "at what time", Kind.PLACE: "where", Kind.PERSON: "who",
    Kind.ORGANIZATION: "which organisation", Kind.ATTRIBUTION: "who says so", Kind.POLARITY: "done or denied",
}  # fmt: skip
PUNCTUATION = " .,;:。、"
HEADING = 64  # characters of a sentence that stands for a subject


def subject(facts: Sequence[Row], langs: Sequence[str]) -> str:
    """The concept that most of a claim's facts name, else the noun that they count; "" where neither is known.

    ``langs``: the language of each fact's sentence; a noun is told as English writes it, where a text is English.
    """
    named = Counter(f["concept"] for f in facts if f["concept"])
    words = [(lang, f["what"].strip(PUNCTUATION)) for f, lang in zip(facts, langs, strict=True)]
    words = [(lang, what) for lang, what in words if any(c.isalpha() for c in what)]
    best = most_common(Counter({n: k for n, k in named.items() if n not in WIDE and concept(n).family in TELLING}))
    others = max((k for n, k in named.items() if n != best), default=0)
    if best and named[best] > others and (2 * named[best] > len(facts) or not words):
        return _SUFFIX.sub("", best).replace("_", " ")
    if "en" in langs:  # where no noun is read in the English sentence, that sentence says it better than a foreign noun
        words = [(lang, what) for lang, what in words if lang == "en"]
    return most_common(Counter(what for _, what in words))


def denied(facts: Sequence[Row], langs: Sequence[str]) -> str:
    """What is denied, in the words of an English sentence where there is one, else of the first; "" of no denial.

    >>> denied([{"value": "denied", "what": "that the line had been closed"}], ["en"])
    'denied: that the line had been closed'
    """
    denials = [(lang, f["what"]) for f, lang in zip(facts, langs, strict=True) if f["value"] == "denied" and f["what"]]
    told = [what for lang, what in denials if lang == "en"] or [what for _, what in denials]
    return f"denied: {clipped(told[0].strip(PUNCTUATION), HEADING)}" if told else ""


def most_common(counted: Counter[str]) -> str:
    """The most frequent entry, of equals the first in order; "" of none."""
    return min(counted, key=lambda t: (-counted[t], t), default="")


def heading(kind: str, subject: str, text: str) -> str:
    """What stands over a claim: its subject, else what its kind asks, else the beginning of its sentence.

    >>> heading("date", "", "The bridge opens on Friday."), heading("number", "killed", "Nine died.")
    ('when', 'killed')
    """
    asked = ASKED.get(Kind(kind)) if kind in set(Kind) else None
    return subject or asked or clipped(text, HEADING)
