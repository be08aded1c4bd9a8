"""Vectors less what all sentences of their language share, so that cosines mean the same whatever the encoder."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

# Sentences that the mean of all languages counts for beside those of one: a language of three sentences would
# otherwise be centred on what these three say.
SHRINK = 12.0
# From how many sentences on the mean of the input is taken off, and from how many wholly: the mean of a few articles
# on one event is the event, and taking it off would leave nothing that they share.
FEW, ENOUGH = 20, 60


def centred(vectors: NDArray[np.float32], sentences: pa.Table) -> NDArray[np.float32]:
    """Unit vectors with the mean of their language taken off, ``float32[n, dim]``.

    Many multilingual encoders put all sentences of a language into one corner: with them two strangers of one
    language lie nearer than two renderings. Where an encoder is centred already this changes little.
    """
    vectors = np.asarray(vectors, np.float32)
    if len(vectors) < 3:
        return vectors
    names = pc.dictionary_encode(sentences["lang"].combine_chunks())
    code = np.asarray(names.indices).astype(np.int64)
    count = np.bincount(code, minlength=len(names.dictionary)).astype(np.float32)
    total = np.zeros((len(count), vectors.shape[1]), np.float32)
    for lang in range(len(count)):
        total[lang] = vectors[code == lang].sum(axis=0)
    everywhere = (total / np.maximum(count, 1)[:, None]).mean(axis=0)
    means = (total + SHRINK * everywhere) / (count + SHRINK)[:, None]
    means *= min(1.0, max(0.0, (len(vectors) - FEW) / (ENOUGH - FEW)))
    moved: NDArray[np.float32] = vectors - means[code]
    moved /= np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return moved
