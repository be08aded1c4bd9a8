"""An addition reads the credits of earlier articles only where a new one may be their origin."""

import numpy as np
import pytest

from claimcmp import dedup
from claimcmp.config import DedupSettings
from claimcmp.dedup import asked as room
from claimcmp.dedup.asked import asked
from claimcmp.dedup.translations import rows_of
from tests.test_dedup import articles, sentences, unit

REPORT, OTHER = "Alpha. Beta. Gamma.", "Omega. Psi. Chi."
RENDERED = "Le Nordan Post rapporte un. Deux. Trois."


def corpus():
    """A rendering, another report, that report rendered as well, and the report that the first one renders."""
    table = articles(
        RENDERED, OTHER, "Le Nordan Post rapporte quatre. Cinq. Six.", REPORT,
        outlets=["Midi Libre", "Nordan Post", "Soir Libre", "Nordan Post"], langs=["fr", "en", "fr", "en"],
        published=[3600.0 * hour for hour in (3, 1, 2, 4)],
    )  # fmt: skip
    axes = np.eye(12, dtype=np.float32)
    near = 0.3 * axes[6:9]
    return table, sentences(table), unit([*(axes[:3] + near), *axes[3:6], *(axes[3:6] + near), *axes[:3]])


def test_an_earlier_article_that_renders_a_new_one_is_found():
    table, said, vectors = corpus()
    rows = dedup.find_both(table, said, DedupSettings(), vectors=vectors, first=3)[0].select(["article", "origin", "relation"])
    assert rows.to_pylist() == [{"article": 0, "origin": 3, "relation": "translation"}]
    every = dedup.find(table, said, DedupSettings(), vectors=vectors)
    assert [(r["article"], r["origin"]) for r in every.to_pylist()] == [(0, 3), (2, 1)]


def test_credits_that_are_kept_are_not_read_again(monkeypatch):
    table, said, vectors = corpus()
    origins, credits = dedup.find_both(table, said, DedupSettings(), vectors=vectors)
    names = [[c["name"] for c in own] for own in credits["credits"].to_pylist()]
    assert names == [["Nordan Post"], [], ["Nordan Post"], []]
    monkeypatch.setattr("claimcmp.dedup.origins.find_credits", None)  # nothing may be read
    again, same = dedup.find_both(table, said, DedupSettings(), vectors=vectors, kept=dedup.from_table(credits))
    assert again == origins and same == credits


@pytest.mark.parametrize("block", [1, 4, 2048])
def test_credits_are_read_of_new_and_linked_articles_and_of_what_renders_a_new_one(monkeypatch, block):
    monkeypatch.setattr(room, "BLOCK", block)
    table, said, vectors = corpus()
    times = table["published"].to_numpy(zero_copy_only=False)
    assert asked(said, vectors, times, 3, []).tolist() == [True, False, False, True]
    assert asked(said, vectors, times, 3, [1]).tolist() == [True, True, False, True]
    assert asked(said, vectors, times, 0, []).tolist() == [True, True, True, True]
    assert asked(said, None, times, 3, []).tolist() == [False, False, False, True]
    months = times.copy()
    months[3] += 90 * 86_400.0  # what came out months later was not rendered
    assert asked(said, vectors, months, 3, []).tolist() == [False, False, False, True]
    months[3] = np.nan
    assert asked(said, vectors, months, 3, []).tolist() == [True, False, False, True]
    assert len(rows_of(said, 4)) == 4
