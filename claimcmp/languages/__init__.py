"""One folder of data tables a language; words and numbers only, no programs.

``grammar.toml`` says how the language is written; each room of ``facts`` reads its own table beside it
(``numbers.toml``, ``units.toml``, ``dates.toml``, ``names.toml``, ``speech.toml``, ``nouns.toml``,
``acts.toml``, ``numbered.toml``, ``footings.toml``).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from claimcmp.errors import UsageError

LANGUAGES = ("ar", "en", "ru", "uk", "fr", "de", "es", "tr", "zh", "fa", "he", "pt", "it")

_LETTERS, _LETTERS_BEFORE = re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]+\Z")
_LONGEST = 12  # letters looked at before a quote mark


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
    quoted_endings: tuple[str, ...]  # of abbreviations with a quote mark before their last letter; () for none


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
def currency_of_countries() -> dict[str, str]:
    """Country code → ISO 4217 code of the currency that it uses."""
    path = files(__package__) / "currencies.toml"
    return {str(k): str(v) for k, v in tomllib.loads(path.read_text(encoding="utf-8")).items()}


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes of the currencies of all countries."""
    return frozenset(currency_of_countries().values())


@cache
def grammar(lang: str) -> Grammar:
    """How the language is written."""
    row = table(lang, "grammar")
    return Grammar(
        code=lang, name=row["name"], rtl=row["rtl"], spaced=row["spaced"], prefixes=tuple(row["prefixes"]),
        decimal=row["decimal"], group=row["group"], date_order=row["date_order"],
        quoted_endings=tuple(row.get("quoted_endings", ())),
    )  # fmt: skip


def in_word(text: str, mark: int, lang: str) -> bool:
    """Whether the quote mark at ``mark`` is a letter of an abbreviation, not one that opens or closes a quote.

    >>> [in_word(word, word.index('"'), "he") for word in ('מנכ"ל', 'כטב"מים', 'ב"הארץ"')]
    [True, True, False]
    """
    endings = grammar(known(lang)).quoted_endings
    if not endings:
        return False
    before, after = _LETTERS_BEFORE.search(text[max(0, mark - _LONGEST) : mark]), _LETTERS.match(text, mark + 1)
    if before is None or after is None:
        return False
    rest = after.group()[1:]
    return not rest or rest in endings or before.group() not in grammar(known(lang)).prefixes
