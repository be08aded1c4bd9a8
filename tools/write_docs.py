"""Writes what the docs take from elsewhere: the CLI reference from --help, the README's figures from the results.

``python tools/write_docs.py`` writes; ``--check`` only says (exit 1) when a page is out of date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from click.testing import CliRunner

from claimcmp.cli import main

ROOT = Path(__file__).parent.parent
CLI_PAGE = ROOT / "docs" / "cli.md"
README = ROOT / "README.md"
RESULTS = ROOT / "benchmarks" / "results"
BEGIN, END = "<!-- figures: written by tools/write_docs.py -->", "<!-- end of figures -->"
EXPECT, EXPECTED = "<!-- what to expect: written by tools/write_docs.py -->", "<!-- end of what to expect -->"
UNSEEN = tuple(f"story_blind{n}" for n in ("", "_2", "_3", "_4", "_5", "_6"))  # events that nobody tuned on
UNSEEN_PAIRS = "pairs_blind_5"


def option_rows(command: click.Command) -> list[str]:
    """A table of the options, a line each."""
    rows = []
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            value = "" if parameter.is_flag else f" {parameter.make_metavar(click.Context(command)).partition(' ')[0]}"
            default = f" Default: {parameter.default}." if parameter.show_default else ""
            rows.append(f"| `{', '.join(parameter.opts)}{value}` | {parameter.help or ''}{default} |")
    return ["| option | |", "|---|---|", *rows, ""] if rows else []


def usage(name: str, command: click.Command) -> str:
    """The command with its arguments, as a person types it."""
    given = [p.make_metavar(click.Context(command)) for p in command.params if isinstance(p, click.Argument)]
    options = ["[OPTIONS]"] if any(isinstance(p, click.Option) for p in command.params) else []
    return " ".join(["claimcmp", name, *given, *options])


def cli_page() -> str:
    """The CLI reference."""
    lines = [
        "# Commands", "", "Written by `tools/write_docs.py` from the commands' own help; `make docs` writes it again.",
        "", "Exit codes: 0 done, 1 `--fail-on` says so, 2 wrong use or unusable input, 130 interrupted.", "",
        "NAME is the name of a workspace (below `indexes`, or the folder in `CLAIMCMP_INDEXES`), or the folder that",
        "`run --out` wrote.", "",
    ]  # fmt: skip
    for name, command in main.commands.items():
        told = (command.help or "").strip().splitlines()
        lines += [f"## `{usage(name, command)}`", "", *map(str.strip, told), ""]
        if command.epilog:
            lines += ["```", command.epilog.removeprefix("Example:").strip(), "```", ""]
        lines += option_rows(command)
    return "\n".join(lines).rstrip() + "\n"


def figures() -> str:
    """The README's tables of figures, from benchmarks/results/*.json."""
    lines: list[str] = []
    listed = ROOT / "benchmarks" / "readme_figures.json"
    table = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    for title, rows in table.items():
        if isinstance(rows, dict):
            lines += whole_table(title, **rows)
            continue
        lines += [f"**{title}**", "", "| metric | figure | command |", "|---|---|---|"]
        for row in rows:
            path = RESULTS / f"{row['result']}.json"
            if not path.is_file():
                continue
            made = json.loads(path.read_text(encoding="utf-8"))
            value = made.get("result", made)
            for part in row["metric"]:
                value = value[part]
            shown = f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
            lines.append(f"| {row['says']} | {shown} | `{made.get('command', 'python -m benchmarks speed')}` |")
        lines.append("")
    return "\n".join(lines)


def whole_table(title: str, result: str, says: str) -> list[str]:
    """A table that a result holds whole, its header first; nothing where the result is not there."""
    path = RESULTS / f"{result}.json"
    if not path.is_file():
        return []
    made = json.loads(path.read_text(encoding="utf-8"))
    head, *rows = (f"| {' | '.join(row)} |" for row in made["result"]["table"])
    rule = "|---" * len(made["result"]["table"][0]) + "|"
    return [f"**{title}**", "", says, "", head, rule, *rows, "", f"`{made['command']}`", ""]


def expectation() -> str:
    """How many false differences a newsroom has to expect, from what was measured on events that nobody tuned on."""
    made = [json.loads((RESULTS / f"{name}.json").read_text(encoding="utf-8"))["result"] for name in UNSEEN]
    pairs = json.loads((RESULTS / f"{UNSEEN_PAIRS}.json").read_text(encoding="utf-8"))["result"]
    events, false = sum(m["folders"] for m in made), sum(m["false_alarms"] for m in made)
    right, found = (round(100 * pairs[f"differ_{name}"]) for name in ("precision", "recall"))
    lines = [
        f'**What to expect: {false / events:.1f} false "differ" an event.** On {events} events that nobody tuned on it '
        f"printed {false}. Of pairs of sentences",
        f'that nobody tuned on {right} of 100 that it called "differ" did differ, and it found {found} of 100 that do. '
        'So a "differ" is a',
        "reason to read the two sentences, which stand beside it, and no finding yet.",
    ]
    return "\n".join(lines) + "\n"


def between(text: str, begin: str, end: str, shown: str) -> str:
    """A text with what stands between two marks written anew; the text as it is where the marks are missing."""
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{shown}{end}{tail}" if rest else text


def readme_page() -> str:
    """The README with its figures, and what to expect of them, written anew."""
    text = between(README.read_text(encoding="utf-8"), EXPECT, EXPECTED, expectation())
    shown = figures()
    return between(text, BEGIN, END, f"\n{shown}\n" if shown else "")


def run(check: bool) -> int:
    """Write the pages, or only compare them."""
    stale = 0
    for path, text in ((CLI_PAGE, cli_page()), (README, readme_page())):
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale += 1
            if check:
                print(f"{path.relative_to(ROOT)} is out of date: run make docs", file=sys.stderr)
            else:
                path.write_text(text, encoding="utf-8")
    assert CliRunner().invoke(main, ["--help"]).exit_code == 0
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(run("--check" in sys.argv))
