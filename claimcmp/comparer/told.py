"""Which comparisons of a claim a reader is told."""

from __future__ import annotations

from typing import Any

from claimcmp.model import Kind, Verdict

QUIET = (Kind.PLACE, Kind.POLARITY)  # on these the reports of one event agree all the time


def told(rows: list[dict[str, Any]], sources: int, groups: int = 1) -> list[dict[str, Any]]:
    """The comparisons of a claim that a reader is told: none of one source that only agrees with its own renderings.

    Nor that reports agree on where something is or that somebody denied it: that is what they are about. Nor that some
    of them agree where others (in further ``groups``) give another value that is not safely of the same fact.
    """
    verdicts = {row["verdict"] for row in rows}
    agreed = verdicts <= {Verdict.AGREE, Verdict.COMPATIBLE}
    quiet = bool(rows) and rows[0]["kind"] in QUIET and verdicts <= {Verdict.AGREE}
    unsaid = groups > 1 and all(row["left_group"] == row["right_group"] for row in rows)
    return [] if agreed and (sources < 2 or quiet or unsaid) else rows
