"""Arrows go strictly down, imports inside functions included."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "claimcmp"
STAGES = ("ingest", "segment", "dedup", "embed", "index", "cluster", "extract", "comparer", "report")
LAYERS = (("cli",), ("pipeline", "query"), (*STAGES, "review"), ("match",), ("facts",),
          ("languages", "config", "store"), ("text",), ("model",), ("errors",))  # fmt: skip
RANK = {room: rank for rank, rooms in enumerate(LAYERS) for room in rooms}


def imported_rooms(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = [f"{module}.{a.name}" for a in node.names] if module == "claimcmp" else [module]
        for name in names:
            parts = name.split(".")
            if parts[0] == "claimcmp" and len(parts) > 1:
                yield parts[1]


def test_arrows_go_down():
    wrong = []
    for path in sorted(ROOT.rglob("*.py")):
        room = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if room == "__init__":
            continue
        assert room in RANK, f"{path}: a room that the plan does not know"
        for other in imported_rooms(path):
            if other != room and other in RANK and RANK[other] <= RANK[room]:
                wrong.append(f"{path.relative_to(ROOT)} imports {other}")
    assert wrong == []
