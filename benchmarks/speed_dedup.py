"""Deduplication beside its peers: MinHash against datasketch, vectors against semhash, and a chain kept in pieces.

Ours and the peer's take turns in one run, so that a busy machine slows both. ``python -m benchmarks.speed_dedup``
writes ``results/speed_dedup.json``; the benchmark ``speed`` takes ``minhash``, ``vectors`` and ``chain`` from here.
Peers: ``pip install datasketch semhash``.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import sys
import time
from pathlib import Path

import numpy as np

SEED = 7
DOCUMENTS, ROUNDS = 100_000, 5
VECTORS, DIM, PLANTED = 100_000, 384, 10_000
THRESHOLD = 0.8


def texts(count: int, rng: np.random.Generator) -> tuple[list[str], int]:
    """Made documents of 40 words, the last tenth of them the first ones with two words changed."""
    vocabulary = np.array([f"{a}{b}{c}" for a in "bdgklmnprst" for b in "aeiou" for c in range(400)])
    own = count - count // 10
    rows = vocabulary[rng.integers(0, len(vocabulary), (own, 40))]
    edited = rows[: count - own].copy()
    edited[:, [3, 30]] = "edited"
    return [" ".join(r) for r in (*rows.tolist(), *edited.tolist())], own


def datasketch_pairs(documents: list[str]) -> set[tuple[int, int]]:
    """Near pairs by datasketch: 128 permutations, shingles of three words, its own LSH, verified by its estimate."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    hashes = []
    for i, text in enumerate(documents):
        words = text.split()
        minhash = MinHash(num_perm=128)
        minhash.update_batch([" ".join(words[k : k + 3]).encode() for k in range(len(words) - 2)])
        lsh.insert(i, minhash)
        hashes.append(minhash)
    found = set()
    for i, minhash in enumerate(hashes):
        found |= {(j, i) for j in lsh.query(minhash) if j < i and hashes[j].jaccard(minhash) >= THRESHOLD - 0.1}
    return found


def minhash() -> dict[str, float]:
    """Seconds for 100,000 documents each way, in turns of 20,000."""
    from claimcmp.dedup import near_duplicate_texts

    rng = np.random.default_rng(SEED)
    near_duplicate_texts(texts(1000, rng)[0])
    spent = {"ours": 0.0, "peer": 0.0}
    right = {"ours": 0, "peer": 0}
    for _ in range(ROUNDS):
        documents, own = texts(DOCUMENTS // ROUNDS, rng)
        planted = {(i, own + i) for i in range(len(documents) - own)}
        start = time.perf_counter()
        ours = {(a, b) for a, b in near_duplicate_texts(documents, 0.6).tolist()}
        middle = time.perf_counter()
        peer = datasketch_pairs(documents)
        spent["ours"] += middle - start
        spent["peer"] += time.perf_counter() - middle
        right["ours"] += len(ours & planted)
        right["peer"] += len(peer & planted)
    total = ROUNDS * (DOCUMENTS // ROUNDS // 10)
    return {
        "minhash_ratio": round(spent["peer"] / spent["ours"], 1),
        "minhash_seconds": round(spent["ours"], 2), "datasketch_seconds": round(spent["peer"], 2),
        "minhash_recall": round(right["ours"] / total, 4), "datasketch_recall": round(right["peer"] / total, 4),
    }  # fmt: skip


def planted_vectors() -> tuple[np.ndarray, np.ndarray]:
    """100,000 unit vectors around 2,000 topics, 10,000 of them copies of others at cosine 0.9 to 0.999; the pairs."""
    rng = np.random.default_rng(SEED)
    topics = rng.standard_normal((2000, DIM), np.float32) / np.float32(np.sqrt(DIM))
    base = topics[rng.integers(0, 2000, VECTORS - PLANTED)]
    base = base + rng.standard_normal(base.shape, np.float32) / np.float32(np.sqrt(DIM))
    base /= np.linalg.norm(base, axis=1, keepdims=True)
    source = rng.integers(0, len(base), PLANTED)
    noise = rng.standard_normal((PLANTED, DIM), np.float32)
    noise -= np.einsum("ij,ij->i", noise, base[source])[:, None] * base[source]
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    cosine = rng.uniform(0.9, 0.999, (PLANTED, 1)).astype(np.float32)
    copies = cosine * base[source] + np.sqrt(1 - cosine**2) * noise
    order = rng.permutation(VECTORS)
    place = np.empty(VECTORS, np.int64)
    place[order] = np.arange(VECTORS)
    vectors = np.ascontiguousarray(np.concatenate([base, copies])[order], np.float32)
    pairs = np.sort(np.stack([place[source], place[len(base) :]], axis=1), axis=1)
    exact = np.einsum("ij,ij->i", vectors[pairs[:, 0]], vectors[pairs[:, 1]])
    return vectors, pairs[exact >= 0.9]


class _Given:
    """The encoder that semhash asks for: the vectors are there already."""

    def encode(self, inputs, **_):
        raise AssertionError("the vectors are given")


def vectors() -> dict[str, float]:
    """Seconds for 100,000 vectors each way: ours, the peer, ours again."""
    from semhash import SemHash

    from claimcmp.dedup.vectors import near_pairs

    given, planted = planted_vectors()
    near_pairs(given[:5000], 0.9)
    spent = []
    found: set[tuple[int, int]] = set()
    for _ in range(2):
        start = time.perf_counter()
        found = {(a, b) for a, b in near_pairs(given, 0.9).tolist()}
        spent.append(time.perf_counter() - start)
        if len(spent) == 1:
            start = time.perf_counter()
            records = [str(i) for i in range(len(given))]
            peer = SemHash.from_embeddings(embeddings=given, records=records, model=_Given())
            dropped = peer.self_deduplicate(threshold=0.9)
            peer_seconds = time.perf_counter() - start
    gone = {int(r.record) for r in dropped.filtered}
    ours = sum((a, b) in found for a, b in planted.tolist()) / len(planted)
    theirs = sum(a in gone or b in gone for a, b in planted.tolist()) / len(planted)
    mean = sum(spent) / len(spent)
    return {
        "dedup_ratio": round(peer_seconds / mean, 1), "dedup_seconds": round(mean, 2),
        "semhash_seconds": round(peer_seconds, 1), "dedup_recall": round(ours, 4), "semhash_recall": round(theirs, 4),
    }  # fmt: skip


def chain() -> dict[str, int]:
    """The largest cluster that a chain of 10,000 equal links leaves, and that of connected components."""
    from claimcmp.cluster.graph import components, linked

    left = np.arange(10_000)
    score = np.full(10_000, 2.0)
    clusters = linked(10_001, left, left + 1, score, missing=-4.0)
    plain = components(10_001, left, left + 1)
    return {"chain_largest": int(np.bincount(clusters).max()), "chain_components": int(np.bincount(plain).max())}


def main() -> None:
    result = {**chain(), **minhash(), **vectors()}
    result["versions"] = {p: importlib.metadata.version(p) for p in ("datasketch", "semhash", "rensa", "faiss-cpu")}
    result["cores"] = len(os.sched_getaffinity(0))
    path = Path(__file__).parent / "results" / "speed_dedup.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
