"""The summary for a terminal: what differs, who says what, on what evidence; 80 columns, with or without colour.

Text of articles stands between isolates, so that an Arabic value keeps its place in a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from claimcmp.report.labels import isolated_reason
from claimcmp.report.moments import parse, short
from claimcmp.report.naming import clipped
from claimcmp.report.reasons import agreement
from claimcmp.report.subjects import ASKED
from claimcmp.report.view import VERDICTS
from claimcmp.store import written_aside
from claimcmp.text import FSI, PDI, isolate

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from claimcmp.report import Report
    from claimcmp.report.browse import Claim, Side, Story

# Verdict → mark, word, style. The mark alone tells the verdicts apart.
MARKS = {
    "differ": ("◆", "differ", "bold red"), "updated": ("▲", "updated", "bold blue"),
    "compatible": ("◇", "compatible", "yellow"), "agree": ("●", "agree", "green"),
    "unrelated": ("×", "not the same fact", "dim"), "single": ("○", "one source only", "dim"),
}  # fmt: skip
ABOUT = 120  # characters of the sentence that tells what a claim without a subject is about
STORIES, CLAIMS = 12, 6  # what a screen takes; the rest is counted, and stands in the other formats


def plural(n: int, word: str, words: str = "") -> str:
    """A count with its noun.

    >>> plural(1, "story", "stories"), plural(1200, "article")
    ('1 story', '1,200 articles')
    """
    return f"{n:,} {word if n == 1 else words or word + 's'}"


def headline(payload: dict[str, object]) -> str:
    """What was read, in one line."""
    counts = payload["counts"]
    assert isinstance(counts, dict)
    return ", ".join((
        plural(counts["articles"], "article"), plural(counts["outlets"], "outlet"),
        plural(counts["sources"], "independent source"), plural(counts["stories"], "story", "stories"),
        plural(counts["claims"], "claim"),
    ))  # fmt: skip


def renderable(report: Report, *, stories: int = STORIES, claims: int = CLAIMS) -> RenderableType:
    """The summary for any rich console."""
    from rich.console import Group

    return Group(*_parts(report, stories, claims))


def render(report: Report, *, width: int = 80, color: bool = False) -> str:
    """The summary as text, lines without trailing spaces."""
    from rich.console import Console

    out = StringIO()
    console = Console(file=out, width=width, force_terminal=color, no_color=not color, highlight=False, emoji=False,
                      legacy_windows=False, color_system="standard" if color else None)  # fmt: skip
    console.print(renderable(report))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def show(report: Report, *, file: TextIO) -> None:
    """Print the summary: in colour where ``file`` is a terminal, ``?`` for characters that it cannot take."""
    from rich.console import Console

    console = Console(file=file, highlight=False, emoji=False)
    width = console.width if console.is_terminal else 80
    text = render(report, width=width, color=console.is_terminal and not console.no_color)
    encoding = getattr(file, "encoding", None) or "utf-8"
    if not encoding.lower().startswith("utf"):
        text = text.translate({ord(FSI): None, ord(PDI): None, 0xA0: " "})
    file.write(text.encode(encoding, "replace").decode(encoding))


def _parts(report: Report, limit: int, claims: int) -> Iterator[RenderableType]:
    from rich.text import Text

    payload = report.payload()
    yield Text(headline(payload))
    yield _tally(payload["counts"]["verdicts"])
    if agreed := agreement(payload["claims"]):
        yield Text(agreed, style="dim")
    shown = [s for s in report.stories if any(c.verdict in ("differ", "updated") for c in s.claims)]
    for story in shown[:limit]:
        yield Text()
        yield from _story(story, claims)
    if not shown:
        yield Text("\nNo outlet contradicts another on the facts that were compared.")
    if len(shown) > limit:
        yield Text(f"\nand {plural(len(shown) - limit, 'more story', 'more stories')} with differences or updates")
    if payload["problems"]:
        yield Text(f"\n{plural(len(payload['problems']), 'problem')} while reading; the report lists them")


def _tally(verdicts: dict[str, int]) -> Text:
    from rich.text import Text

    pieces = []
    for verdict in VERDICTS:
        if verdicts.get(verdict):
            mark, word, style = MARKS[verdict]
            told = f" {verdicts[verdict]:,} {word}".replace(" ", "\u00a0")
            pieces.append(Text.assemble((mark, style), told))
    return Text("  ").join(pieces) if pieces else Text("no claims")


def _story(story: Story, limit: int) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text(isolate(story.title) or story.key, style="bold")
    span = _span(story)
    about = f"{plural(len(story.articles), 'article')}, {plural(story.independent_sources, 'independent source')}"
    yield Text(f"{about}{', ' + span if span else ''}", style="dim")
    told = [c for c in story.claims if c.verdict in ("differ", "updated")]
    for claim in told[:limit]:
        yield from _claim(claim)
    rest = len(told) - limit
    if rest > 0:
        yield Text(f"  and {plural(rest, 'more claim')} that differ or were updated")


def _span(story: Story) -> str:
    first, last = (short(parse(t)) for t in (story.first_seen, story.last_seen))
    days = [t.partition(",")[0] for t in (first, last)]
    return days[0] if days[0] == days[1] else " to ".join(d for d in days if d)


def _claim(claim: Claim) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    mark, word, style = MARKS[claim.verdict]
    subject = isolate(claim.heading)
    head = Text.assemble(f"{mark} {word}", style=style)
    asked = not claim.subject and claim.heading in ASKED.values()  # "when" says that it is a date
    head.append(f"  {claim.kind}, " if claim.kind and not asked else "  ", style="not bold default")
    head.append(subject, style="bold default")
    if claim.score:
        head.append(f"  evidence {claim.score:.1f}", style="dim default")
    yield Padding(head, (0, 0, 0, 2))
    yield Padding(_sides(claim), (0, 0, 0, 4))


def _sides(claim: Claim) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 2))
    grid.add_column(max_width=26, overflow="fold")
    grid.add_column(overflow="fold")
    if not claim.subject and claim.heading in ASKED.values():
        grid.add_row(Text("about", style="dim"), Text(isolate(clipped(claim.text, ABOUT)), style="dim"))
    for side in claim.sides:
        grid.add_row(Text(isolate(side.value) or "stated", style="bold"), Text(_who(side) + _first(side)))
    if claim.silent:
        grid.add_row(Text("silent", style="dim"), Text(_names(claim.silent), style="dim"))
    if claim.why:
        grid.add_row(Text("why", style="dim"), Text(isolated_reason(claim.why)))
    grid.add_row(Text("claim", style="dim"), Text(claim.key, style="dim"))
    return grid


def _who(side: Side) -> str:
    own = [e.outlet for e in side.evidence if not e.copy_of]
    copied = {e.outlet for e in side.evidence if e.copy_of} - set(own)
    names = sorted(set(own)) or sorted(copied)
    text = _names(tuple(names))
    return f"{text} (+ {plural(len(copied), 'copy', 'copies')})" if own and copied else text


def _first(side: Side) -> str:
    """When a value was first published (UTC), after the names of its outlets."""
    times = sorted(e.published for e in side.evidence if e.published)
    told = "; from " if len(side.evidence) > 1 else "; "
    return f"{told}{short(parse(times[0])).removesuffix(' UTC')}" if times else ""


def _names(names: tuple[str, ...], limit: int = 8) -> str:
    shown = ", ".join(isolate(n) for n in names[:limit])
    return shown if len(names) <= limit else f"{shown} and {len(names) - limit} more"


def write(report: Report, path: Path) -> None:
    """Write the summary as a text file, 80 columns wide."""
    with written_aside(path) as aside:
        aside.write_text(render(report), encoding="utf-8")
