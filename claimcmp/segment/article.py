"""The sentences of one article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcmp.segment.boundaries import spans
from claimcmp.segment.furniture import Label, classify
from claimcmp.segment.language import of_sentence
from claimcmp.segment.lines import Line, is_final, lines_of, word_count
from claimcmp.segment.phrases import Phrases, bare, phrases
from claimcmp.text import normalize

_LETTER = re.compile(r"[^\W\d_]")
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t]")
_BRACKETED = re.compile(r"[(\[（【][^()\[\]]{0,40}[)\]）】][.\s]*")
# A button or a notice that lost its line has no more characters than these.
_BUTTON, _NOTICE = 40, 160


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence of an article; offsets as in the ``sentences`` table."""

    position: int
    start: int
    end: int
    lang: str
    text: str


def sentences_of(text: str, *, lang: str, title: str = "") -> list[Span]:
    r"""The title (position -1, offsets -1), then the sentences of the prose, page furniture left out.

    >>> [s.text for s in sentences_of("Menu\nNine people were killed. Two are missing.\nShare:", lang="en")]
    ['Nine people were killed.', 'Two are missing.']
    """
    listed = phrases(lang)
    found = [Span(-1, -1, -1, of_sentence(title, lang), title)] if title else []
    for line, label in labelled(text, lang=lang, title=title):
        if label is not Label.PROSE:
            continue
        paragraph = text[line.start : line.end]
        noticed = listed.is_notice(line.folded)
        for a, b in spans(paragraph, lang):
            body = _BREAKS.sub(" ", paragraph[a:b])
            if _states(body, listed, noticed=noticed):
                start = line.start + a
                found.append(Span(len(found) - bool(title), start, line.start + b, of_sentence(body, lang), body))
    return found


def labelled(text: str, *, lang: str, title: str = "") -> list[tuple[Line, Label]]:
    """Every line of a text with what it is."""
    lines = lines_of(text)
    folded_title = bare(normalize(title).text) if title else ""
    return list(zip(lines, classify(lines, lang=lang, title=folded_title), strict=True))


def credits_of(text: str, *, lang: str) -> list[str]:
    """The lines that name an article's sources ("Source: agencies")."""
    return [text[line.start : line.end] for line, label in labelled(text, lang=lang) if label is Label.CREDIT]


def _states(sentence: str, listed: Phrases, *, noticed: bool) -> bool:
    """Whether a sentence can state anything: it has letters, is no bracketed credit, no notice, no button."""
    if _LETTER.search(sentence) is None or _BRACKETED.fullmatch(sentence) or sentence.startswith("©"):
        return False
    if len(sentence) <= _BUTTON:
        folded = normalize(sentence).text
        if listed.is_line(folded) or listed.is_photo(folded, word_count(folded), final=is_final(sentence)):
            return False
    return not (noticed and len(sentence) <= _NOTICE and listed.is_notice(normalize(sentence).text))
