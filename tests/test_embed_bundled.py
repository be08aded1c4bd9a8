import numpy as np
import pytest

from claimcmp.embed import encode, load


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("name", ["best", "fast"])
def test_translations_lie_nearer_than_strangers_and_batches_do_not_matter(name):
    texts = ["Nine people were killed in the port.", "قُتل تسعة أشخاص في الميناء.", "Дев'ять людей загинули в порту.",
             "The parliament adopted the new law.", "اعتمد البرلمان القانون الجديد.", "Парламент ухвалив новий закон."]  # fmt: skip
    langs = ["en", "ar", "uk"] * 2
    encoder = load(name)
    vectors = encoder.encode(texts, langs=langs)
    cosines = vectors @ vectors.T
    assert cosines[:3, :3].min() > cosines[:3, 3:].max()
    assert cosines[3:, 3:].min() > cosines[:3, 3:].max()
    assert np.allclose(encoder.encode(texts[2:3], langs=["uk"]), vectors[2:3], atol=1e-4)


def test_a_repeated_sentence_is_encoded_once_and_kept(tmp_path):
    encoder = load("hashing")
    seen = []

    class Counting:
        name, dim = encoder.name, encoder.dim

        def encode(self, texts, *, langs=None, progress=None):
            seen.extend(texts)
            return encoder.encode(texts, langs=langs)

    first = encode(["one  two", "one two", "three"], ["en"] * 3, encoder=Counting(), cache_dir=tmp_path)
    again = encode(["three", "four"], ["en"] * 2, encoder=Counting(), cache_dir=tmp_path)
    assert seen == ["one two", "three", "four"]
    assert (first[0] == first[1]).all() and (again[0] == first[2]).all()
