"""Counting what was not read as it stands, so that a million broken lines are one sentence."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.model import Problem

# Problems of one sort in one file that are told one by one; the rest are counted in one more line.
SHOWN = 5


@dataclass(slots=True)
class _Group:
    told: int = 0
    untold: int = 0
    first: int | None = None
    remedy: str = ""
    severity: str = "warning"


class Tally:
    """Adds problems to the caller's list: the first few of a sort with their lines, then one count.

    ``close(file)`` writes the counts of a file; call it when the file is done.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._groups: dict[tuple[str, str], _Group] = {}

    def add(
        self, file: str, line: int | None, what: str, remedy: str, *, severity: str = "warning", sort: str = ""
    ) -> None:
        """Tell one problem, or count it when ``sort`` was told often enough in this file."""
        group = self._groups.setdefault((file, sort or what), _Group(remedy=remedy, severity=severity))
        if group.told < SHOWN:
            group.told += 1
            self._problems.append(Problem(file, line, what, remedy, severity))
        else:
            group.untold += 1
            group.first = line if group.first is None else group.first

    def count(self, file: str, line: int | None, sort: str, remedy: str) -> None:
        """Only count: what is common and harmless, such as articles without a date."""
        group = self._groups.setdefault((file, sort), _Group(remedy=remedy))
        group.untold += 1
        if group.untold == 1:
            group.first = line

    def close(self, file: str) -> None:
        """Write the counts of a file."""
        for key in [k for k in self._groups if k[0] == file]:
            group = self._groups.pop(key)
            if group.untold and group.told:
                what = f"{group.untold} more of this sort ({key[1]})"
                self._problems.append(Problem(file, group.first, what, group.remedy, group.severity))
            elif group.untold:
                what = f"{group.untold} {'article' if group.untold == 1 else 'articles'} {key[1]}"
                self._problems.append(Problem(file, group.first, what, group.remedy, group.severity))
