"""The page that an editor reads: one file, offline, nothing in it that an article wrote can run.

The style and the script of ``templates/`` stand in the page with their digests in its Content-Security-Policy, which
allows nothing else: no other script, no request. The payload is packed (gzip, base64); the headline and the first
claims are plain HTML, so that they are on the screen before it is unpacked, and without JavaScript.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.report.json import dumps
from claimcmp.report.moments import parse, short
from claimcmp.report.reasons import agreement
from claimcmp.report.terminal import MARKS, plural
from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.report.browse import Claim

# A third of what one counted noun that agrees adds to the evidence.
WEAK = 1.0
PLENTY = 6  # fills the meter of the page
FIRST_CLAIMS = 30  # more than a screen takes


@cache
def _template(folder: str, suffix: str) -> str:
    """All files of a folder of templates, in the order of their names."""
    root = files("claimcmp.report") / "templates"
    if not suffix:
        return (root / folder).read_text(encoding="utf-8")
    names = sorted(p.name for p in (root / folder).iterdir() if p.name.endswith(suffix))
    return "\n".join((root / folder / name).read_text(encoding="utf-8").strip() for name in names)


def _script() -> str:
    return f'(() => {{\n"use strict";\n{_template("js", ".js")}\n}})();'


def _source(text: str) -> str:
    """The digest by which a Content-Security-Policy knows an inline block."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(style: str, script: str) -> str:
    """The Content-Security-Policy: this style, this script, nothing from the network, no markup from strings."""
    return "; ".join((
        "default-src 'none'", f"script-src {_source(script)}", f"style-src {_source(style)}", "base-uri 'none'",
        "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
    ))  # fmt: skip


def packed(payload: dict[str, Any]) -> str:
    """The payload as JSON, gzip, base64; the same payload gives the same text."""
    return base64.b64encode(gzip.compress(dumps(payload).encode(), compresslevel=9, mtime=0)).decode()


def headline(payload: dict[str, Any]) -> str:
    """What an editor wants to know first, in one line."""
    counts = payload["counts"]
    differ, total = counts["verdicts"].get("differ", 0), counts["claims"]
    if not total:
        return "No claims were found in these articles"
    if not differ:
        return f"No outlet contradicts another on {plural(total, 'claim')}"
    return f"Outlets differ on {differ:,} of {plural(total, 'claim')}"


def lede(report: Report) -> str:
    """What was read, how much of it can be compared at all, and what the differences rest on."""
    payload = report.payload()
    counts = payload["counts"]
    verdicts = counts["verdicts"]
    languages = {lang for outlet in payload["outlets"] for lang in outlet["languages"]}
    read = (f"{plural(counts['articles'], 'article')} by {plural(counts['outlets'], 'outlet')} in "
            f"{plural(len(languages), 'language')}{_days(payload)}: "
            f"{plural(counts['sources'], 'independent source')}.")  # fmt: skip
    told = [read]
    if verdicts.get("updated"):
        told.append(f"{plural(verdicts['updated'], 'figure was', 'figures were')} replaced by a later report.")
    if agreed := agreement(payload["claims"]):
        told.append(agreed)
    if verdicts.get("single"):
        rests = plural(verdicts["single"], "claim rests", "claims rest")
        told.append(f"{rests} on one source and cannot be compared.")
    scores = [c.score for c in report.differences]
    weak = sum(score < WEAK for score in scores)
    if weak:
        told.append(f"{plural(weak, 'difference rests', 'differences rest')} on weak evidence that both sides mean one "
                    f"fact (below {WEAK:.0f}; 0\u00a0is\u00a0undecided).")  # fmt: skip
    elif scores:
        told.append(f"The weakest difference rests on evidence of {min(scores):.1f} that both sides mean one fact "
                    f"(0\u00a0is\u00a0undecided, {PLENTY}\u00a0is plenty).")  # fmt: skip
    return " ".join(told)


def _days(payload: dict[str, Any]) -> str:
    times = sorted(a["published"] for a in payload["articles"] if a["published"])
    if not times:
        return ""
    first, last = (short(parse(t)).partition(",")[0] for t in (times[0], times[-1]))
    return f", {first}" if first == last else f", {first} to {last}"


def _first(claims: tuple[Claim, ...]) -> Iterator[str]:
    """The first claims as plain HTML, in the form that the script draws them."""
    for claim in claims:
        mark, word, _ = MARKS[claim.verdict]
        sides = "".join(
            f'<li class="side"><b class="value"><bdi>{escape(s.value or "stated")}</bdi></b> <span class="who">'
            f"{', '.join(f'<bdi>{escape(o)}</bdi>' for o in s.outlets[:6])}</span></li>" for s in claim.sides[:4]
        )  # fmt: skip
        yield (
            f'<div class="claim row v-{claim.verdict}"><div class="verdict">{mark} {escape(word)}</div>'
            f'<div class="what"><h3><bdi dir="auto">{escape(claim.heading)}</bdi></h3>'
            f'<p class="clip muted" dir="auto" lang="{escape(claim.lang)}">{escape(claim.text)}</p></div>'
            f'<div class="says"><ul>{sides}</ul></div>'
            f'<div class="facts">{plural(claim.independent_sources, "source")}</div></div>'
        )


def page(report: Report) -> str:
    """The whole page."""
    payload = report.payload()
    style, script = _template("css", ".css"), _script()
    title = headline(payload)
    parts = {
        "csp": policy(style, script), "title": escape(f"{title} – claimcmp"), "style": style,
        "version": escape(payload["claimcmp"]), "headline": escape(title), "lede": escape(lede(report)),
        "first": f'<div class="rows">{"".join(_first(report.claims[:FIRST_CLAIMS]))}</div>',
        "payload": packed(payload), "script": script,
    }  # fmt: skip
    template = _template("page.html", "")
    pieces = template.split("{{")
    out = [pieces[0]]
    for piece in pieces[1:]:  # one pass: a marker inside a text is never filled
        name, _, rest = piece.partition("}}")
        out += (parts[name], rest)
    return "".join(out)


def write(report: Report, path: Path) -> None:
    """Write the page."""
    with written_aside(path) as aside:
        aside.write_text(page(report), encoding="utf-8", errors="replace")
