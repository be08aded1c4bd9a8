"""The logistic fit of the tools: known optima, penalties a column, prior and offset."""

from __future__ import annotations

import numpy as np
import pytest

from tools.logistic import fit


def test_free_constant_is_the_log_odds_of_the_counts() -> None:
    x, same = np.ones((4, 1)), [True, True, True, False]
    assert fit(x, same, np.zeros(1))[0] == pytest.approx(np.log(3.0), abs=1e-4)
    assert fit(x, same, np.zeros(1), counts=np.array([1.0, 1.0, 1.0, 6.0]))[0] == pytest.approx(-np.log(2.0), abs=1e-4)


def test_an_offset_is_taken_off_the_constant() -> None:
    x, same = np.ones((4, 1)), [True, True, True, False]
    assert fit(x, same, np.zeros(1), offset=np.full(4, 0.7))[0] == pytest.approx(np.log(3.0) - 0.7, abs=1e-4)


def test_a_great_penalty_keeps_the_prior() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(size=(50, 3))
    prior = np.array([1.0, -2.0, 0.5])
    w = fit(x, x[:, 0] > 0, np.array([1e6, 1e6, 0.1]), prior=prior)
    assert w[:2] == pytest.approx(prior[:2], abs=1e-3)
    assert w[2] != pytest.approx(prior[2], abs=1e-3)


def test_the_gradient_vanishes_at_the_optimum() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=(80, 4))
    same = x[:, 1] + rng.normal(size=80) > 0
    w = fit(x, same, 1.5)
    chance = 1 / (1 + np.exp(-(x @ w)))
    assert np.abs(x.T @ (chance - same) + 1.5 * w).max() < 1e-2
