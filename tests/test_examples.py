"""Every block of the examples runs, in order, in a fresh folder beside the sample data."""

import contextlib
import io
import os
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimcmp.cli import main

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "docs" / "examples").glob("[0-9]*.md"))
BLOCK = re.compile(r"```(sh|python)\n(.*?)```", re.DOTALL)


@pytest.mark.model
@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_an_example_runs(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.symlink(ROOT / "data", tmp_path / "data")
    names: dict = {}
    for language, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block, str(page), "exec"), names)
            continue
        for line in block.strip().splitlines():
            command, *args = shlex.split(line)
            assert command == "claimcmp"
            result = CliRunner().invoke(main, args)
            assert result.exit_code == 0, f"{line}\n{result.output}\n{result.exception!r}"


@pytest.mark.model
def test_the_python_of_the_readme_and_the_docs_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    names: dict = {}
    for page in ("README.md", "docs/library.md", "docs/report.md"):
        for kind, block in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")):
            if kind == "python":
                exec(compile(block, page, "exec"), names)
        if page == "README.md":
            assert capsys.readouterr().out.startswith("killed [('12', ('Coast Courier',)), ('15', ('صحيفة الأفق',))] ")
    assert (tmp_path / "out" / "report.html").is_file()


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda p: p.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not t.startswith("http") and not (page.parent / t).exists()] == []
