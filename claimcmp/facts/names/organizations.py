"""Reading organisations: listed ones, ministries by portfolio and country, police, army, parliament and the like."""

from __future__ import annotations

from claimcmp.facts.names.chunks import Chunk, Reading
from claimcmp.model import Fact, Kind


def find(read: Reading, groups: list[Chunk]) -> None:
    """Add the organisations of a sentence to the reading."""
    for chunk in groups:
        _ministry(read, chunk)
        _institution(read, chunk)
    for mark in read.marks:
        entry = mark.of("organization")
        if entry is not None and mark.first not in read.used:
            wider = next((e.value for e in mark.entries if e.value == f"{entry.value}+"), "")
            plus = bool(wider) and read.text[mark.end : mark.end + 1] == "+"
            start, end = read.sentence.normal.span(mark.start, mark.end + plus)
            value = wider if plus else entry.value
            read.add(Fact(Kind.ORGANIZATION, start, end, value=value), mark.first, mark.last)


def _ministry(read: Reading, chunk: Chunk) -> None:
    if not chunk.has("ministry"):
        _metonym(read, chunk)
        return
    at = next(i for i, m in enumerate(chunk.marks) if m.of("ministry") is not None)
    fixed = next((e for m in chunk.marks if (e := m.of("ministry")) is not None and e.value), None)
    near = [m for m in chunk.marks[max(0, at - 1) : at + 2] if m.of("portfolio") is not None]
    portfolio = (fixed.value if fixed else "") or (near[0].of("portfolio").value if near else "")  # type: ignore[union-attr]
    if not portfolio:
        return
    named = [m for m in chunk.marks if fixed is not None and m.of("ministry") == fixed]
    marks = sorted({chunk.marks[at], *near[:1], *named[:1]}, key=lambda m: m.first)
    start, end = read.sentence.normal.span(marks[0].start, marks[-1].end)
    country = _country(portfolio, chunk)
    fact = Fact(Kind.ORGANIZATION, start, end, value=f"org:ministry/{portfolio}{country}")
    read.add(fact, marks[0].first, marks[-1].last)


def _metonym(read: Reading, chunk: Chunk) -> None:
    """Read a portfolio alone before a demonym as its ministry: «الخارجية الروسية»."""
    if len(chunk.marks) != 2 or chunk.marks[1].of("demonym") is None:
        return
    portfolio = chunk.marks[0].of("portfolio")
    if portfolio is None or portfolio.value not in read.words.metonyms:
        return
    mark = chunk.marks[0]
    start, end = read.sentence.normal.span(mark.start, mark.end)
    value = f"org:ministry/{portfolio.value}/{chunk.country}"
    read.add(Fact(Kind.ORGANIZATION, start, end, value=value, certainty=0.8), mark.first, mark.last)


def _institution(read: Reading, chunk: Chunk) -> None:
    marks = [m for m in chunk.marks if m.of("institution") is not None and m.first not in read.used]
    if len(marks) != 1:
        return
    entry = marks[0].of("institution")
    assert entry is not None
    country = _country(entry.value, chunk)
    start, end = read.sentence.normal.span(marks[0].start, marks[0].end)
    fact = Fact(Kind.ORGANIZATION, start, end, value=f"org:{entry.value}{country}", certainty=0.8)
    read.add(fact, marks[0].first, marks[0].last)


def _country(value: str, chunk: Chunk) -> str:
    """What to add to a body's value for its country: nothing where it names one itself."""
    return f"/{chunk.country}" if chunk.country and "/" not in value else ""
