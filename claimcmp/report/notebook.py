"""How a report shows itself in a notebook: a table of what differs, without script, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from claimcmp.report.terminal import MARKS, headline, plural
from claimcmp.report.view import VERDICTS

if TYPE_CHECKING:
    from claimcmp.report import Report
    from claimcmp.report.browse import Claim

ROWS = 20


def fragment(report: Report, *, rows: int = ROWS) -> str:
    """An HTML fragment: the counts, then the claims that differ or were updated."""
    payload = report.payload()
    verdicts = payload["counts"]["verdicts"]
    tally = " · ".join(f"{MARKS[v][0]} {verdicts[v]:,} {MARKS[v][1]}" for v in VERDICTS if verdicts.get(v))
    told = [c for c in report.claims if c.verdict in ("differ", "updated")]
    body = "".join(_row(c) for c in told[:rows])
    more = f"<p>and {plural(len(told) - rows, 'more claim')}</p>" if len(told) > rows else ""
    table = (
        "<table><thead><tr><th>verdict</th><th>what</th><th>who says what</th><th>why</th></tr></thead>"
        f"<tbody>{body}</tbody></table>" if told else "<p>No outlet contradicts another.</p>"
    )  # fmt: skip
    return f"<div><p><b>{escape(headline(payload))}</b><br>{escape(tally)}</p>{table}{more}</div>"


def _row(claim: Claim) -> str:
    mark, word, _ = MARKS[claim.verdict]
    sides = "<br>".join(
        f"<b><bdi>{escape(s.value or 'stated')}</bdi></b> {', '.join(f'<bdi>{escape(o)}</bdi>' for o in s.outlets)}"
        for s in claim.sides
    )
    what = f"{escape(claim.kind)} <bdi>{escape(claim.heading)}</bdi>"
    evidence = f" (evidence {claim.score:.1f})" if claim.score else ""
    cells = (f"{mark}&nbsp;{word}", what, sides, escape(claim.why) + evidence)
    return "<tr>" + "".join(f'<td style="text-align:start;vertical-align:top">{c}</td>' for c in cells) + "</tr>"
