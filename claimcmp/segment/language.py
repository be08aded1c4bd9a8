"""The language of a sentence: the article's, unless the sentence is clearly in another one."""

from __future__ import annotations

import re

from claimcmp.languages.detect import SCRIPT_OF, by_common_words, by_telling_letters, detect, share_of

_LETTER = re.compile(r"[^\W\d_]")
# Fewer letters than this are a name or an acronym in the article's own sentence.
_LETTERS = 12
# With this share of letters in the article's own script a sentence is the article's, foreign names and all.
_OWN_SHARE = 0.25


def of_sentence(text: str, article: str) -> str:
    """The language of one sentence of an article in ``article``.

    >>> of_sentence("The minister said that he was not in the city.", "ar")
    'en'
    >>> of_sentence("وقالت شركة Harbour Energy Holdings", "ar")
    'ar'
    """
    own = SCRIPT_OF.get(article)
    if own is None:
        return article
    if share_of(text, own) < _OWN_SHARE:
        if len(_LETTER.findall(text)) < _LETTERS:
            return article
        found = detect(text)
        return article if found == "und" else found
    other = by_common_words(text) if own == "latin" else by_telling_letters(text, own)
    return other or article
