"""Counting what was not read as it stands, so that a million broken lines are one sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claimcmp.model import Problem

# Problems of one sort in one file that are told one by one; the rest are counted in one more line.
SHOWN = 5
# Files in which problems of one sort are told; what the others have of it is counted in one line at the end.
FILES_SHOWN = 20


@dataclass(slots=True)
class _Group:
    """Problems of one sort: in one file, or (``files`` counted) in the files that are no longer told one by one."""

    remedy: str = ""
    severity: str = "warning"
    told: int = 0
    untold: int = 0
    first: int | None = None
    file: str = ""
    files: int = 0


class Tally:
    """Adds problems to the caller's list: the first few of a sort with their lines, then one count.

    ``close(file)`` writes the counts of a file; call it when the file is done, and ``finish()`` after the last.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems
        self._groups: dict[tuple[str, str], _Group] = {}
        self._told_in: Counter[str] = Counter()
        self._beyond: dict[str, _Group] = {}

    def add(
        self, file: str, line: int | None, what: str, remedy: str, *, severity: str = "warning", sort: str = ""
    ) -> None:
        """Tell one problem, or count it when ``sort`` was told often enough in this file or in others."""
        kind = sort or what
        group = self._groups.setdefault((file, kind), _Group(remedy, severity))
        if group.told < SHOWN and self._told_in[kind] < FILES_SHOWN:
            group.told += 1
            self._problems.append(Problem(file, line, what, remedy, severity))
        else:
            group.untold += 1
            group.first = line if group.first is None else group.first

    def count(self, file: str, line: int | None, sort: str, remedy: str) -> None:
        """Only count: what is common and harmless, such as articles without a date."""
        group = self._groups.setdefault((file, sort), _Group(remedy))
        group.untold += 1
        if group.untold == 1:
            group.first = line

    def close(self, file: str) -> None:
        """Write the counts of a file."""
        for key in [k for k in self._groups if k[0] == file]:
            group, sort = self._groups.pop(key), key[1]
            if self._told_in[sort] >= FILES_SHOWN and not group.told:
                beyond = self._beyond.setdefault(sort, _Group(group.remedy, group.severity, file=file))
                beyond.untold += group.untold
                beyond.files += 1
                continue
            self._told_in[sort] += 1
            if group.untold:
                what = _counted(group.untold, sort, more=bool(group.told))
                self._problems.append(Problem(file, group.first, what, group.remedy, group.severity))

    def finish(self) -> None:
        """Write what was counted in the files that were no longer told one by one."""
        for sort, group in self._beyond.items():
            others = f" and {group.files - 1} other file{'s' * (group.files > 2)}" if group.files > 1 else ""
            what = _counted(group.untold, sort, more=True)
            self._problems.append(Problem(f"{group.file}{others}", None, what, group.remedy, group.severity))
        self._beyond.clear()


def _counted(count: int, sort: str, *, more: bool) -> str:
    if sort.startswith("with"):
        return f"{count}{' more' * more} {'article' if count == 1 else 'articles'} {sort}"
    return f"{count} more of this sort ({sort})"
