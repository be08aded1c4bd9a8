"""What is taken off vectors: kept as a table and read back, also where nothing is taken off."""

import numpy as np
import pyarrow as pa

from claimcmp.cluster.centred import Centre, centre


def test_a_corpus_too_small_to_centre_keeps_its_vectors():
    sentences = pa.table({"lang": ["ar", "en"]})
    vectors = np.eye(2, 4, dtype=np.float32)
    read = Centre.from_table(centre(vectors, sentences).to_table())
    assert read.langs == ()
    assert read.of(vectors, read.codes(sentences)).tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]


def test_means_come_back_as_they_were_written():
    middle = Centre(("ar", "en"), np.arange(9, dtype=np.float32).reshape(3, 3))
    read = Centre.from_table(middle.to_table())
    assert read.langs == ("ar", "en")
    assert read.means.tolist() == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
