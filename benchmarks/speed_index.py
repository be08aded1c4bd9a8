"""Each index kind beside exact search: recall@10, build seconds, queries a second, bytes a vector.

Made vectors: unit, clustered, 384 columns; and real ones where ``real`` names a .npy file of vectors in mixed order
(option ``data`` with ``cache`` makes them: the sentences of NTREX-128 by the default encoder). ``python -m
benchmarks.speed_index`` writes ``results/speed_index.json``; the benchmark ``speed`` takes ``run`` from here. Options
``rows``, ``kinds``, ``real``, ``data``, ``cache``.
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


def sentences(data: Path, cache: Path | None) -> np.ndarray:
    """The vectors of every line of NTREX-128 by the default encoder, in mixed order."""
    from benchmarks.retrieval import read_lines
    from claimcmp.config import EmbedSettings
    from claimcmp.embed import encode, load

    lines = read_lines(data)
    texts = [t for some in lines.values() for t in some]
    langs = [lang for lang, some in lines.items() for _ in some]
    vectors = encode(texts, langs, encoder=load(EmbedSettings().encoder), cache_dir=cache)
    return vectors[np.random.default_rng(SEED).permutation(len(vectors))]


def measured(given: np.ndarray, kinds: list[str], name: str) -> dict[str, Any]:
    """One row of figures a kind, and the worst kind's recall; the first ``QUERIES`` vectors are the queries."""
    from claimcmp import index

    queries, vectors = given[:QUERIES], np.ascontiguousarray(given[QUERIES:])
    truth = index.build(vectors, kind="exact").search(queries, K)[1]
    figures = {kind: one(kind, vectors, queries, truth) for kind in kinds}
    return {name: figures, f"{name}_recall_at_10": min(f["recall_at_10"] for f in figures.values()),
            f"{name}_rows": len(vectors)}  # fmt: skip


def run(options: dict[str, str]) -> dict[str, Any]:
    """``index`` of made vectors, ``index_real`` of real ones where options name them."""
    kinds = options.get("kinds", ",".join(KINDS)).split(",")
    result = measured(made(int(options.get("rows", ROWS)) + QUERIES), kinds, "index")
    if "real" in options:
        result |= measured(np.load(options["real"]), kinds, "index_real")
    elif "data" in options:
        cache = options.get("cache")
        result |= measured(sentences(Path(options["data"]), Path(cache) if cache else None), kinds, "index_real")
    return {**result, "index_dim": DIM, "cores": len(os.sched_getaffinity(0))}


def main() -> None:
    result = run(dict(a.split("=", 1) for a in sys.argv[1:]))
    result["versions"] = {p: importlib.metadata.version(p) for p in ("faiss-cpu", "numpy")}
    path = Path(__file__).parent / "results" / "speed_index.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
