"""A sentence-transformers model of three words and an identity map: vectors that can be written down."""

import numpy as np
import pytest

from claimcmp.config import EmbedSettings
from claimcmp.embed import load
from claimcmp.errors import ModelError, UsageError


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import BoW

    path = tmp_path_factory.mktemp("model") / "three-words"
    SentenceTransformer(modules=[BoW(vocab=["bridge", "fire", "query"])], device="cpu").save(str(path))
    return path


def test_a_model_from_a_folder_gives_unit_rows_in_the_order_of_the_texts(folder):
    encoder = load(f"sentence-transformers:{folder}")
    assert encoder.dim == 3
    done = []
    texts = ["a much longer text that still has one word, bridge", "fire", "bridge fire", "neither", "\ud800 fire\0"]
    vectors = encoder.encode(texts, progress=lambda n, total: done.append((n, total)))
    half = 0.5**0.5
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, [[1, 0, 0], [0, 1, 0], [half, half, 0], [1, 0, 0], [0, 1, 0]], atol=1e-6)
    assert done[-1] == (5, 5)


def test_the_prefix_goes_before_each_text_and_into_the_name(folder):
    plain = load(f"sentence-transformers:{folder}")
    prefixed = load(f"sentence-transformers:{folder}", EmbedSettings(prefix="query "))
    assert np.allclose(prefixed.encode(["fire"]), [[0, 0.5**0.5, 0.5**0.5]], atol=1e-6)
    assert plain.name.startswith("sentence-transformers:three-words-")
    assert prefixed.name == plain.name + "+query"


def test_small_batches_change_nothing(folder):
    texts = ["fire", "bridge of fire", "query", "a bridge too far", "fire fire bridge"] * 3
    whole = load(f"sentence-transformers:{folder}").encode(texts)
    small = load(f"sentence-transformers:{folder}", EmbedSettings(batch_tokens=1)).encode(texts)
    assert np.allclose(whole, small, atol=1e-6)


def test_other_weights_in_the_same_folder_have_another_name(folder, tmp_path):
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import BoW

    path = tmp_path / "three-words"
    SentenceTransformer(modules=[BoW(vocab=["bridge", "fire", "query"])], device="cpu").save(str(path))
    name = load(f"sentence-transformers:{path}").name
    assert name == load(f"sentence-transformers:{folder}").name
    SentenceTransformer(modules=[BoW(vocab=["bridge", "fire", "other"])], device="cpu").save(str(path))
    assert load(f"sentence-transformers:{path}").name != name


def test_models_that_cannot_be_loaded_say_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="needs a model: sentence-transformers:NAME"):
        load("sentence-transformers")
    with pytest.raises(ModelError, match="no such folder; give the folder that SentenceTransformer.save wrote"):
        load(f"sentence-transformers:{tmp_path / 'absent'}")
    with pytest.raises(ModelError, match="no model in this folder"):
        load(f"sentence-transformers:{tmp_path}")
    (tmp_path / "modules.json").write_text("[", encoding="utf-8")
    with pytest.raises(ModelError, match="is it a whole model that SentenceTransformer can load"):
        load(f"sentence-transformers:{tmp_path}")
