"""``retrieval``: the nearest neighbour of a sentence among the lines of another language, and in one pool of all.

PATH is a folder of NTREX-128 (``newstest2019-*.txt``, line i of every file is one sentence). The first 900 lines are
what the bundled encoders were fitted on; the rest is measured, all of it (option ``step=4``: every 4th line).

p_at_1       mean over all ordered pairs of languages: share of lines whose nearest line is their translation
worst        the least such share, of the pair ``worst_pair``
pooled       share of the other languages' renderings among as many nearest neighbours in one pool of all languages
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np

FITTED = 900
# The language of a file, by the code in its name.
CODES = {"arb": "ar", "deu": "de", "fas": "fa", "fra": "fr", "heb": "he", "rus": "ru", "spa": "es", "tur": "tr",
         "ukr": "uk", "zho-CN": "zh", "eng": "en", "ita": "it", "por": "pt"}  # fmt: skip


def read_lines(folder: Path) -> dict[str, list[str]]:
    """Language → lines, for every file of the folder in a language of ours; all equally long."""
    found = {}
    for path in sorted(folder.rglob("newstest2019-*.txt")):
        code = path.name.split(".")[-2]
        if code in CODES:
            found[CODES[code]] = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    if len(found) < 2:
        raise SystemExit(f"{folder}: no two files newstest2019-*.CODE.txt")
    shortest = min(map(len, found.values()))
    return {lang: lines[:shortest] for lang, lines in sorted(found.items())}


def scores(langs: list[str], vectors: np.ndarray) -> dict[str, Any]:
    """The figures of unit vectors [languages, lines, dim]."""
    count, lines, dim = vectors.shape
    own = np.arange(lines)
    right: dict[str, float] = {}
    hits = 0
    pool = vectors.reshape(-1, dim)
    for a in range(count):
        cosine = (vectors[a] @ pool.T).reshape(lines, count, lines)
        nearest = cosine.argmax(2)
        for b in range(count):
            if a != b:
                right[f"{langs[a]}-{langs[b]}"] = float((nearest[:, b] == own).mean())
        flat = cosine.reshape(lines, -1)
        flat[own, a * lines + own] = -9.0
        top = np.argpartition(-flat, count - 1, axis=1)[:, : count - 1]
        hits += int((top % lines == own[:, None]).sum())
    worst = min(right, key=lambda pair: (right[pair], pair))
    return {
        "p_at_1": round(sum(right.values()) / len(right), 4), "worst": round(right[worst], 4), "worst_pair": worst,
        "pooled": round(hits / (count * lines * (count - 1)), 4), "pairs": len(right), "lines": lines,
    }  # fmt: skip


def run(data: Path, options: dict[str, str]) -> dict[str, Any]:
    """Options: ``encoder`` (the default one), ``step``, ``cache`` (a folder of vectors; no speed is given then)."""
    from claimcmp.config import EmbedSettings
    from claimcmp.embed import encode, load

    name = options.get("encoder") or EmbedSettings().encoder
    encoder = load(name)
    lines = {lang: all_[FITTED :: int(options.get("step", 1))] for lang, all_ in read_lines(data).items()}
    langs = sorted(lines)
    texts = [t for lang in langs for t in lines[lang]]
    spoken = [lang for lang in langs for _ in lines[lang]]
    encoder.encode(texts[:8], langs=[langs[0]] * 8)
    start = time.perf_counter()
    if "cache" in options:
        vectors = encode(texts, spoken, encoder=encoder, cache_dir=Path(options["cache"]))
    else:
        vectors = encoder.encode(texts, langs=spoken)
    speed = {} if "cache" in options else {"sentences_per_second": round(len(texts) / (time.perf_counter() - start), 1)}
    found = scores(langs, vectors.reshape(len(langs), -1, vectors.shape[1]))
    return {**found, "encoder": name, "name": encoder.name, **speed}
