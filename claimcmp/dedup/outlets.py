"""What a file says of outlets: their families and which are agencies."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from claimcmp.errors import InputError
from claimcmp.text import fold

_COLUMNS = ("name", "owner", "country", "agency")
_TRUE = frozenset({"1", "true", "yes", "y", "x"})


@dataclass(frozen=True, slots=True)
class Outlets:
    """What is known of outlets: their names, their owner's family and whether they are agencies."""

    family: dict[str, str] = field(default_factory=dict)  # folded name → folded owner
    agencies: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()

    def house(self, outlet: str) -> str:
        """The publisher family of an outlet: its owner where a file names one, else the outlet itself."""
        name = fold(outlet).strip()
        return self.family.get(name) or name

    def agency(self, outlet: str) -> bool:
        """Whether the outlet is a news agency."""
        return fold(outlet).strip() in self.agencies


def load_outlets(path: str) -> Outlets:
    """Outlets from a CSV file with the columns name, owner, country, agency ("": none).

    Raises ``InputError`` naming the file and what is wrong with it.
    """
    if not path:
        return Outlets()
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if "name" not in (reader.fieldnames or ()):
                raise InputError(f"{path}: an outlets file needs the column 'name' (and may have {_COLUMNS[1:]})")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot read the outlets: {error}; it is a CSV file in UTF-8") from error
    family = {fold(r["name"]).strip(): fold(r.get("owner") or "").strip() for r in rows if r["name"]}
    agencies = {fold(r["name"]).strip() for r in rows if r["name"] and (r.get("agency") or "").strip().lower() in _TRUE}
    return Outlets(family, frozenset(agencies), tuple(r["name"].strip() for r in rows if r["name"]))
