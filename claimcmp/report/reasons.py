"""One line of reason for every claim, also where no comparison of two reports stands behind its verdict."""

from __future__ import annotations

from collections import Counter
from typing import Any

from claimcmp.model import Verdict

Row = dict[str, Any]
# What a claim that agrees rests on, from the most telling to the least, and how the count of such claims is told.
AGREED = {"figure": "on a figure, a name or a place", "day": "on the day alone", "wording": "in wording alone"}
APART = "nothing shows that these values are of one fact, so they are not set against each other"
_DAYS = ("date", "time")


def reason(
    verdict: str, comparisons: list[Row], groups: list[Row], *, independent: int, single: str, compared: bool = False
) -> str:
    """Why a claim has its verdict: its strongest comparison's reason, else what the verdict rests on.

    ``single`` is the verdict of a claim that one source alone states; ``compared``: whether a figure, a date or a name
    in its sentences is compared in another claim.
    """
    if verdict == single:
        reports = len({a for g in groups for a in g["articles"]})
        return "one report alone says it" if reports <= 1 else f"{reports} reports, all of one source"
    told = [c for c in comparisons if c["verdict"] == verdict and c["why"]]
    if told:
        return str(max(told, key=lambda c: c["score"])["why"])
    if verdict == Verdict.UNRELATED:
        return APART
    if any(g["facts"] for g in groups):
        return f"{independent} independent sources give the same value"
    alike = f"{independent} independent sources say it in like words"
    return alike if compared else f"{alike}; it holds no figure or date that was compared"


def agreement(claims: list[Row]) -> str:
    """How many of the claims that agree do so on what, in one sentence; "" where all do on a figure or a name."""
    found = Counter(agreed_on(c) for c in claims if c["verdict"] == Verdict.AGREE)
    if not set(found) - {"figure"}:
        return ""
    told = [f"{found[name]:,} {words}" for name, words in AGREED.items() if found[name]]
    return f"Of the {found.total():,} that agree: {', '.join(told)}."


def agreed_on(claim: Row) -> str:
    """What a claim that agrees rests on: a "figure" (a name, a place, an act), the "day" alone, "wording" alone."""
    if not any(g["facts"] for g in claim["groups"]):
        return "wording"
    return "day" if claim["kind"] in _DAYS else "figure"
