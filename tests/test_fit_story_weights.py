"""The fit of story weights: factors that separate, events from gold claims."""

import numpy as np
import pytest

from tools.fit_story_weights import events, fit


def test_a_level_that_tells_events_apart_gains_and_one_that_does_not_falls():
    told = np.array([[0.5, 2.0], [0.5, -2.0], [-0.5, 2.0], [-0.5, -2.0]] * 10)
    same = np.array([1.0, 1.0, 0.0, 0.0] * 10)
    factors = fit(told, same, 0.1)
    assert factors[0] > 3.0 and abs(factors[1]) < 0.2
    assert ((told @ factors[:-1] + factors[-1] > 0) == (same > 0)).all()


def test_a_strong_penalty_keeps_the_table():
    told = np.array([[0.5, 2.0], [-0.5, -2.0]])
    assert fit(told, np.array([1.0, 0.0]), 1e6).tolist() == pytest.approx([1.0, 1.0, 0.0], abs=1e-3)


def test_articles_of_one_chain_of_claims_are_on_one_event():
    gold = {"claims": [{"mentions": [{"article": "a"}, {"article": "b"}]}, {"mentions": [{"article": "b"}, {"article": "c"}]}],
            "duplicates": [["d", "e"]]}  # fmt: skip
    assert events(["a", "b", "c", "d", "e", "f"], gold) == [0, 0, 0, 3, 3, 5]
