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
def test_the_readmes_library_example_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    block = next(b for kind, b in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")) if kind == "python")
    exec(compile(block, "README.md", "exec"), {})
    assert "differ" in capsys.readouterr().out
