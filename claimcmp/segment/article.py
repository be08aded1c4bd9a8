"""The sentences of one article."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?؟。！？…]+[\"”»’')\]]*(?=\s|$)|[。！？]+[”」』]*")


@dataclass(frozen=True, slots=True)
class Span:
    """One sentence of an article."""

    position: int
    start: int
    end: int
    lang: str
    text: str


def sentences_of(text: str, *, lang: str, title: str = "") -> list[Span]:
    """The title, then the sentences of the body."""
    spans = [Span(-1, -1, -1, lang, title)] if title else []
    position = 0
    for line in _LINE.finditer(text):
        at = line.start()
        cuts = [m.end() + line.start() for m in _END.finditer(line.group())]
        for cut in [*cuts, line.end()]:
            piece = text[at:cut]
            body = piece.strip()
            if body:
                start = at + piece.index(body[0])
                spans.append(Span(position, start, start + len(body), lang, body))
                position += 1
            at = cut
    return spans
