"""Penalised logistic regression: the one fit of two outcomes that the tables of weights are made with."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize

CLIP = 30.0  # log odds beyond which a chance is 0 or 1


def fit(
    x: Any, same: Any, l2: float | Any, *, counts: Any = None, prior: Any = None, offset: Any = None, steps: int = 500
) -> Any:
    """Weights ``float64[columns]`` of least loss: logistic, plus ``l2 / 2`` times the squared distance from ``prior``.

    x: ``float64[rows, columns]``; same: ``[rows]``, true or 1 where the outcome holds; l2: one penalty or one a column
    (0 leaves a column free); counts: what each row counts (1); prior: where the weights are pulled to (0); offset: log
    odds that each row has besides its columns (0). Starts from the prior; quasi-Newton steps, at most ``steps``.
    """
    sign = np.where(np.asarray(same, dtype=bool), 1.0, -1.0)
    counts = np.ones(len(x)) if counts is None else counts
    prior = np.zeros(x.shape[1]) if prior is None else prior
    offset = 0.0 if offset is None else offset

    def loss(w: Any) -> tuple[float, Any]:
        z = sign * (x @ w + offset)
        value = (counts * np.logaddexp(0.0, -z)).sum() + (l2 * (w - prior) ** 2).sum() / 2
        wrong = 1.0 / (1.0 + np.exp(np.clip(z, -CLIP, CLIP)))
        return float(value), x.T @ (-counts * sign * wrong) + l2 * (w - prior)

    return minimize(loss, prior, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
