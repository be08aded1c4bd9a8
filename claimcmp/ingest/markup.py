"""HTML → the text that a reader sees, one block a line; for fragments in feeds and exports, and pages without prose."""

from __future__ import annotations

import re
from typing import Any

_TAG = re.compile(r"<(?:p|br|div|a|b|i|em|strong|span|li|ul|h[1-6]|img|blockquote|figure|table)\b[^<>]{0,2000}>|</p>",
                  re.IGNORECASE)  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "svg", "button", "select", "textarea", "nav", "footer",
    "form", "head",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
# The zero width non-joiner parts Farsi words; HTML tools drop it, so it travels as a rare letter that they keep.
_ZWNJ, _STAND_IN = "\u200c", "\u2e2f"
_ZWNJ_ENTITY = re.compile(r"&zwnj;|&#8204;|&#x200c;", re.I)


def guarded(markup: str) -> str:
    """Markup whose zero width non-joiners survive HTML tools; undone by ``restored``."""
    return _ZWNJ_ENTITY.sub(_STAND_IN, markup).replace(_ZWNJ, _STAND_IN)


def restored(text: str) -> str:
    """Text with its zero width non-joiners again."""
    return text.replace(_STAND_IN, _ZWNJ)


def is_markup(text: str) -> bool:
    """Whether a text field holds HTML rather than plain text.

    >>> is_markup("<p>Nine killed.</p>"), is_markup("a < b and b > c")
    (True, False)
    """
    return "<" in text and len(_TAG.findall(text[:20_000])) > 1


def visible(markup: str) -> str:
    r"""The text of a fragment or page, a line for each block, scripts and menus left out.

    >>> visible("<p>Nine <b>killed</b>.</p><p>Two missing.</p>")
    'Nine killed.\nTwo missing.'
    """
    tree = parsed(guarded(markup))
    if tree is None:
        return ""
    pieces: list[str] = []
    for event, element in _walk(tree):
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            pieces.append("\n")
        if event == "open" and tag:
            pieces.append(_SPACE.sub(" ", element.text or ""))
        elif event == "close":
            pieces.append(_SPACE.sub(" ", element.tail or ""))
    lines = (line.strip() for line in "".join(pieces).split("\n"))
    return restored("\n".join(line for line in lines if line))


def parsed(markup: str) -> Any:
    """The tree of some HTML by lxml, or None where nothing can be made of it; nesting and size are libxml2's."""
    import lxml.html
    from lxml.etree import LxmlError

    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=_parser())
    except (LxmlError, ValueError, AssertionError):
        return None


def _parser() -> Any:
    import lxml.html

    options = {"no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True}
    return lxml.html.HTMLParser(encoding="utf-8", **options)


def _walk(tree: Any) -> Any:
    """(event, element) pairs without recursion; unseen elements are stepped over, their tails kept."""
    stack = [(tree, False)]
    while stack:
        element, done = stack.pop()
        if done or element.tag in _UNSEEN:
            yield "close", element
            continue
        yield "open", element
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
