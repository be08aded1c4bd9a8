"""Our figures on each suite beside the best engine that did not write the suite: one row a language, kind and suite.

The outsiders are Duckling, Recognizers-Text, dateparser and quantulum3, each run on the others' cases; per cent read
right of the newslike, verified cases. A cell without a figure had no outsider that reads the language.
"""

from __future__ import annotations

from typing import Any

SUITES = {"number": ("duckling", "recognizers", "spelled"), "date": ("duckling", "recognizers"),
          "interval": ("duckling", "recognizers"), "duration": ("duckling", "recognizers"),
          "money": ("duckling", "recognizers")}  # fmt: skip
BEST: dict[str, dict[str, tuple[int | None, ...]]] = {
    "ar": {"number": (95, 49, 91), "date": (75, 48), "interval": (16, 23), "duration": (100, 71), "money": (74, None)},
    "en": {"number": (77, 67, 100), "date": (44, 66), "interval": (27, 38), "duration": (43, 53), "money": (72, 91)},
    "ru": {"number": (77, None, 100), "date": (41, None), "interval": (2, None), "duration": (50, None),
           "money": (64, None)},
    "uk": {"number": (76, None, 74), "date": (39, None), "interval": (0, None), "duration": (7, None)},
    "fr": {"number": (87, 68, 100), "date": (53, 60), "interval": (7, 21), "duration": (90, 60), "money": (57, 100)},
    "de": {"number": (74, 66, 100), "date": (47, 59), "interval": (31, 31), "duration": (56, 42), "money": (None, 76)},
    "es": {"number": (68, 74, 100), "date": (49, 67), "interval": (21, 34), "duration": (39, 62), "money": (53, 81)},
    "tr": {"number": (45, 72, 66), "date": (36, 54), "interval": (0, 15), "duration": (50, 5), "money": (40, 82)},
    "zh": {"number": (78, 65, 100), "date": (44, 59), "interval": (17, 45), "duration": (12, 46), "money": (40, 67)},
    "he": {"number": (79, None, 100), "date": (49, None), "interval": (0, None), "money": (23, None)},
    "fa": {"number": (90, None, 99)},
    "pt": {"number": (88, 70, 100), "date": (57, 64), "interval": (13, 43), "duration": (None, 63), "money": (85, 91)},
    "it": {"number": (92, 60, 97), "date": (50, 56), "interval": (19, 25), "duration": (None, 24), "money": (57, 48)},
}  # fmt: skip


def beside(ours: dict[str, dict[str, float]]) -> list[dict[str, Any]]:
    """A row for each language, kind and suite that both have: our share, the best outsider's, who stands above.

    ``ours`` maps "lang/kind/suite" to ``{"accuracy", "cases"}``; shares are per cent. ``above`` is true where ours is
    higher, or where both read everything.
    """
    rows: list[dict[str, Any]] = []
    for lang, kinds in BEST.items():
        for kind, figures in kinds.items():
            for suite, best in zip(SUITES[kind], figures, strict=True):
                own = ours.get(f"{lang}/{kind}/{suite}")
                if own is None or best is None:
                    continue
                share = round(100 * own["accuracy"], 1)
                rows.append({"lang": lang, "kind": kind, "suite": suite, "ours": share, "outsider": best,
                             "cases": int(own["cases"]), "above": share > best or share == best == 100})  # fmt: skip
    return rows


def table(rows: list[dict[str, Any]]) -> str:
    """The rows as a Markdown table: languages down, kinds and suites across, "ours / outsider", ours below marked."""
    columns = [(kind, suite) for kind, suites in SUITES.items() for suite in suites]
    cells = {}
    for row in rows:
        mark = "" if row["above"] else " **below**"
        cells[row["lang"], row["kind"], row["suite"]] = f"{row['ours']:.0f} / {row['outsider']}{mark}"
    lines = ["| | " + " | ".join(f"{kind}, {suite}" for kind, suite in columns) + " |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    for lang in BEST:
        lines.append(f"| {lang} | " + " | ".join(cells.get((lang, *column), "–") for column in columns) + " |")
    return "\n".join(lines)
