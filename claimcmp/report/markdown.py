"""Markdown for a note or a ticket: per story what differs, who says what, with the sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from claimcmp.report.moments import parse, short
from claimcmp.report.terminal import MARKS, headline, plural
from claimcmp.report.view import VERDICTS
from claimcmp.store import written_aside
from claimcmp.text import isolate

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.report.browse import Claim, Evidence, Story

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&])")
_SHOWN = ("differ", "updated", "compatible")


def escape(text: str) -> str:
    r"""Text of others as plain Markdown text in one line.

    >>> escape("<b>*12*</b> & more")
    '\\<b\\>\\*12\\*\\</b\\> \\& more'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def link(url: str, text: str) -> str:
    """A link for web addresses only; other schemes stay text."""
    if not re.match(r"https?://[^\s<>]+$", url, re.IGNORECASE):
        return text
    return f"[{text}](<{url}>)"


def lines(report: Report) -> Iterator[str]:
    """The report's lines."""
    payload = report.payload()
    verdicts = payload["counts"]["verdicts"]
    yield "# Where the outlets differ\n"
    yield f"{headline(payload)}.\n"
    yield " · ".join(f"{MARKS[v][0]} {verdicts[v]:,} {MARKS[v][1]}" for v in VERDICTS if verdicts.get(v)) + "\n"
    for story in report.stories:
        yield from _story(story)
    if payload["problems"]:
        yield "## Problems while reading\n"
        for problem in payload["problems"]:
            yield f"- {escape('; '.join(f'{k}: {v}' for k, v in problem.items() if v not in (None, '')))}"
        yield ""


def _story(story: Story) -> Iterator[str]:
    yield f"## {isolate(escape(story.title)) or story.key}\n"
    about = [plural(len(story.articles), "article"), plural(story.independent_sources, "independent source")]
    about += [f"first seen {short(parse(story.first_seen))}"] if story.first_seen else []
    about += [f"last {short(parse(story.last_seen))}"] if story.last_seen else []
    yield f"{', '.join(about)} (`{story.key}`)\n"
    told = [c for c in story.claims if c.verdict in _SHOWN]
    for claim in told:
        yield from _claim(claim)
    agreed = sum(c.verdict == "agree" for c in story.claims)
    single = sum(c.verdict == "single" for c in story.claims)
    yield f"Agreed by two or more sources: {agreed}. Stated by one source only: {single}.\n"


def _claim(claim: Claim) -> Iterator[str]:
    mark, word, _ = MARKS[claim.verdict]
    subject = isolate(escape(claim.heading))
    yield f"### {mark} {word}: {claim.kind} {subject}".rstrip() + "\n"
    if claim.why:
        yield f"{escape(claim.why)} (evidence {claim.score:.1f})\n"
    yield "| value | independent sources | outlets |\n|---|---|---|"
    for side in claim.sides:
        names = ", ".join(isolate(escape(o)) for o in side.outlets)
        yield f"| {isolate(escape(side.value)) or 'stated'} | {side.independent_sources} | {names} |"
    if claim.silent:
        yield f"| *silent* | | {', '.join(isolate(escape(o)) for o in claim.silent)} |"
    yield ""
    for side in claim.sides:
        for evidence in side.evidence[:4]:
            yield _quote(evidence)
    yield f"`{claim.key}`\n"


def _quote(e: Evidence) -> str:
    """The sentence with its fact in bold, then who, when and where."""
    before, fact, after = (escape(t) for t in (e.text[: e.start], e.quoted, e.text[e.end :]))
    gap = " " if e.text[e.start - 1 : e.start].isspace() else ""
    following = " " if e.text[e.end : e.end + 1].isspace() else ""
    text = f"{before}{gap}**{fact}**{following}{after}" if fact else escape(e.text)
    copied = f", from {isolate(escape(e.copy_of))}" if e.copy_of else ""
    who = link(e.url, isolate(escape(e.outlet)) or "source")
    return f"> {isolate(text)}  \n> — {who}, {short(parse(e.published)) or 'time unknown'}{copied}\n"


def write(report: Report, path: Path) -> None:
    """Write the Markdown file."""
    with written_aside(path) as aside:
        aside.write_text("\n".join(lines(report)).rstrip() + "\n", encoding="utf-8", errors="replace")
