"""Each index kind beside exact search: recall@10, build seconds, queries a second, bytes a vector.

Made vectors: unit, clustered, 384 columns. ``python -m benchmarks.speed_index`` writes
``results/speed_index.json``; the benchmark ``speed`` takes ``run`` from here. Options ``rows``, ``kinds``, ``vectors``
(a .npy file in place of made ones).
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

SEED = 7
ROWS, DIM, CENTRES, QUERIES, K = 20_000, 384, 1000, 1000, 10
KINDS = ("exact", "hnsw", "ivf-sq8", "ivf-rabitq")


def made(rows: int, dim: int = DIM, *, seed: int = SEED) -> np.ndarray:
    """Unit vectors around ``CENTRES`` centres; two of one centre have a cosine of about 0.6."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((CENTRES, dim), np.float32)
    out = centres[rng.integers(0, CENTRES, rows)] + 0.8 * rng.standard_normal((rows, dim), np.float32)
    return out / np.linalg.norm(out, axis=1, keepdims=True)


def one(kind: str, vectors: np.ndarray, queries: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Build, search and save one kind."""
    from claimcmp import index

    start = time.perf_counter()
    built = index.build(vectors, kind=kind)
    middle = time.perf_counter()
    _, ids = built.search(queries, K)
    end = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="claimcmp-index-") as folder:
        built.save(Path(folder))
        size = sum(p.stat().st_size for p in Path(folder).iterdir())
    hits = sum(len(set(a) & set(b)) for a, b in zip(ids.tolist(), truth.tolist(), strict=True))
    return {
        "recall_at_10": round(hits / truth.size, 4), "build_seconds": round(middle - start, 2),
        "queries_per_second": round(len(queries) / (end - middle), 1), "bytes_a_vector": round(size / len(vectors), 1),
    }  # fmt: skip


def run(options: dict[str, str]) -> dict[str, Any]:
    """``index``: one row of figures a kind; ``index_recall_at_10``: the worst kind's recall."""
    from claimcmp import index

    rows = int(options.get("rows", ROWS))
    given = np.load(options["vectors"]) if "vectors" in options else made(rows + QUERIES)
    queries, vectors = given[:QUERIES], np.ascontiguousarray(given[QUERIES:])
    truth = index.build(vectors, kind="exact").search(queries, K)[1]
    kinds = options.get("kinds", ",".join(KINDS)).split(",")
    figures = {kind: one(kind, vectors, queries, truth) for kind in kinds}
    return {
        "index": figures, "index_recall_at_10": min(f["recall_at_10"] for f in figures.values()),
        "index_rows": len(vectors), "index_dim": int(vectors.shape[1]), "cores": len(os.sched_getaffinity(0)),
    }  # fmt: skip


def main() -> None:
    result = run(dict(a.split("=", 1) for a in sys.argv[1:]))
    result["versions"] = {p: importlib.metadata.version(p) for p in ("faiss-cpu", "numpy")}
    path = Path(__file__).parent / "results" / "speed_index.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
