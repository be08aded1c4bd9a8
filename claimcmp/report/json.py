"""The payload as one JSON file; its form is ``schema/report.schema.json``."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report


def dumps(payload: Any, *, indent: int | None = None) -> str:
    """JSON text that any reader takes: no NaN or infinity, no lone surrogate."""
    separators = (",", ":") if indent is None else (",", ": ")
    try:
        text = json.dumps(payload, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    except (TypeError, ValueError):  # an infinite bound, a path in the settings
        text = json.dumps(_plain(payload), ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v) for v in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return value if value is None or isinstance(value, str | int) else str(value)


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the payload."""
    text = (files("claimcmp.report") / "schema" / "report.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def write(report: Report, path: Path) -> None:
    """Write ``report.json``."""
    with written_aside(path) as aside:
        aside.write_text(dumps(report.payload(), indent=1) + "\n", encoding="utf-8")
