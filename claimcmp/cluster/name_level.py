"""What the names in two articles say of whether they are on one event."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache

import numpy as np
import pyarrow as pa

from claimcmp.cluster import weights
from claimcmp.cluster.graph import F64, I64
from claimcmp.cluster.mentions import Whole, binary, products, rarity
from claimcmp.cluster.spellings import Spelled
from claimcmp.languages import grammar, known

_HAN = "HAN"


def name_level(
    tables: Mapping[str, pa.Table], found: Spelled, left: I64, right: I64, *, lead: int, near: F64,
    whole: Whole | None = None,
) -> F64:  # fmt: skip
    """The level of names as they are spelled, of pairs of articles: in common, or those of a lead in the other not.

    ``found`` is what ``spelled`` gives for ``tables``; ``lead`` is the number of sentences that say, with the title,
    what an article is about. Of articles without a common name it does not count how ``near`` (log odds) they are.
    """
    langs = np.array([_alphabet(lang) for lang in tables["articles"]["lang"].to_pylist()])
    article = np.asarray(tables["sentences"]["article"]).astype(np.int64)[found.sentence]
    first = np.asarray(tables["sentences"]["position"])[found.sentence] < lead
    shape = (len(langs), max(found.count, 1))
    everywhere, ahead = binary(article, found.name, shape), binary(article[first], found.name[first], shape)
    told = everywhere + ahead  # a name of the lead counts twice
    rare = rarity(everywhere, whole, whole.names if whole else None)
    shared = products(told, told.multiply(rare[None, :] / 4.0).tocsr(), left, right)
    level: F64 = np.minimum(weights.SHARED_NAME * shared, weights.NAMES_CEILING)
    trust = np.where(langs[left] == langs[right], 1.0, weights.OTHER_SCRIPT)
    trust = np.where((langs[left] == _HAN) | (langs[right] == _HAN), weights.UNSPACED, trust)
    number = np.minimum(np.asarray(ahead.sum(axis=1)).ravel(), weights.NAMES_COUNTED)
    apart = products(ahead, ahead, left, right) == 0
    for one, two in ((left, right), (right, left)):
        aside = np.where(apart, weights.ASIDE_NAME, 0.0)
        missed = np.where(products(ahead, everywhere, one, two) == 0, 1.0, aside)
        level = level + weights.OTHER_NAME * trust * missed * number[one]
    alien = (products(everywhere, everywhere, left, right) == 0) & (number[left] > 0) & (number[right] > 0)
    return np.where(alien & (trust == 1.0), np.minimum(level, weights.NO_NAME - np.maximum(near, 0.0)), level)


@cache
def _alphabet(lang: str) -> str:
    """The script of a language, by the first letter of its own name; ``_HAN`` where words are not spaced."""
    own = grammar(known(lang))
    return unicodedata.name(own.name[0]).split()[0] if own.spaced else _HAN
