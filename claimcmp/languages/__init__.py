"""One folder of data tables a language; words and numbers only, no programs.

``grammar.toml`` says how the language is written; each room of ``facts`` reads its own table beside it
(``numbers.toml``, ``units.toml``, ``dates.toml``, ``names.toml``, ``speech.toml``, ``nouns.toml``,
``acts.toml``, ``numbered.toml``, ``footings.toml``).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claimcmp.errors import UsageError

LANGUAGES = ("ar", "en", "ru", "uk", "fr", "de", "es", "tr", "zh", "fa", "he", "pt", "it")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language is written."""

    code: str
    name: str
    rtl: bool
    spaced: bool  # words are separated by spaces
    prefixes: tuple[str, ...]  # particles written together with the next word
    decimal: str  # decimal separators in use, the usual one first
    group: str  # thousands separators in use, the usual one first
    date_order: str  # "dmy", "mdy" or "ymd"


def known(lang: str) -> str:
    """The language whose tables serve ``lang``: itself, its base ("ar-EG" → "ar"), or "en"."""
    base = lang.replace("_", "-").split("-")[0].lower()
    return base if base in LANGUAGES else "en"


@cache
def table(lang: str, name: str) -> dict[str, Any]:
    """The raw table ``name`` ("dates", "numbers", …) of a language; {} where it has none."""
    if lang not in LANGUAGES:
        raise UsageError(f"no tables for language {lang!r}; there are {', '.join(LANGUAGES)}")
    path = files(__package__) / lang / f"{name}.toml"
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def grammar(lang: str) -> Grammar:
    """How the language is written."""
    row = table(lang, "grammar")
    return Grammar(
        code=lang, name=row["name"], rtl=row["rtl"], spaced=row["spaced"], prefixes=tuple(row["prefixes"]),
        decimal=row["decimal"], group=row["group"], date_order=row["date_order"],
    )  # fmt: skip
