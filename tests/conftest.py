"""What several tests share: a quiet cache folder and a small corpus of our own."""

import json

import pytest

ARTICLES = [
    {"id": "en-1", "outlet": "Coast Courier", "lang": "en", "published": "2024-03-02T18:00:00+00:00",
     "text": "Twelve soldiers were killed in the attack on the Qasr bridge on Friday. "
             "The Qasr bridge will stay closed for two weeks. Repairs will cost 3 million dollars."},
    {"id": "en-3", "outlet": "Northern Post", "lang": "en", "published": "2024-03-02T18:30:00+00:00",
     "text": "Fifteen soldiers were killed in the attack on the Qasr bridge on Friday. "
             "The Qasr bridge will stay closed for 14 days, the army said in Qasr."},
    {"id": "en-2", "outlet": "The Plain Ledger", "lang": "en", "published": "2024-03-02T20:00:00+00:00",
     "text": "Twelve soldiers were killed in the attack on the Qasr bridge on Friday. "
             "The Qasr bridge will stay closed for two weeks. Repairs will cost 3 million dollars."},
    {"id": "ar-1", "outlet": "صحيفة الأفق", "lang": "ar", "published": "2024-03-09T21:00:00+03:00",
     "text": "افتتح وزير الثقافة معرض الكتاب في مدينة أخرى بحضور 40 ناشراً."},
]  # fmt: skip


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Vector caches and named workspaces go into a folder of the test; the models' folder is shared."""
    folder = tmp_path_factory.mktemp("indexes")
    monkeypatch.setenv("CLAIMCMP_INDEXES", str(folder))
    return folder


@pytest.fixture
def corpus(tmp_path):
    """A JSONL file of four articles: a count that differs, a duration that agrees, a copy, another event."""
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in ARTICLES), encoding="utf-8")
    return path
