"""Who says so, as a reader writes it: what the facts know by a code has a name in a text, or a word of its kind."""

from __future__ import annotations

from claimcmp.match.view import FactView
from claimcmp.model import Kind

# Unnamed sources as a reader calls them; others are "military sources", "security sources".
_SOURCES = {
    "officials": "officials", "source": "a source", "witness": "witnesses", "media": "media reports",
    "report": "a report", "company": "the company", "organizers": "the organisers", "lawyer": "a lawyer",
    "family": "the family", "expert": "experts", "activist": "activists", "investigator": "investigators",
}  # fmt: skip
_NAMED = (Kind.PERSON, Kind.ORGANIZATION)


def spoken(speaker: str) -> str:
    """A speaker without its code; "" where only a text can tell the name.

    >>> spoken("org:civil_defence"), spoken("source:medical"), spoken("person:RM TLHN")
    ('civil defence', 'medical sources', '')
    """
    kind, _, value = speaker.partition(":")
    if not value:
        return speaker
    if kind == "source":
        return _SOURCES.get(value, f"{value.replace('_', ' ')} sources")
    if kind in ("org", "role"):
        return value.replace("/", ", ").replace("_", " ").replace("-", " ")
    return ""


def said_by(view: FactView) -> str:
    """The outlet, and in brackets whom it names as the speaker of a fact, by the name that the sentence writes.

    "Harbour Times (the coast guard)"; the speaker alone where no outlet is known.
    """
    speaker = view.fact.speaker
    named = next((f for f in view.siblings if f.kind in _NAMED and speaker and f.value == speaker), None)
    name = view.text[named.start : named.end] if named is not None and view.text else spoken(speaker)
    return f"{view.outlet} ({name})" if view.outlet and name else view.outlet or name
