"""RSS and Atom files: one article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from claimcmp.ingest.draft import Draft
from claimcmp.ingest.encoding import declared_in
from claimcmp.ingest.markup import visible
from claimcmp.ingest.source import Source

_ENTRIES = frozenset(("item", "entry"))
_TEXTS = ("encoded", "content", "description", "summary", "fulltext")
# An entity that XML does not know, or an ampersand that begins none.
_AMPERSAND = re.compile(
    r"&(?:(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});|(?![A-Za-z#][A-Za-z0-9]{0,31};))"
)
# Faults after which part of a feed is missing; others are mended by the parser without loss.
_CUT = frozenset(("ERR_TAG_NOT_FINISHED", "ERR_TAG_NAME_MISMATCH", "ERR_CDATA_NOT_FINISHED", "ERR_GT_REQUIRED",
                  "ERR_LTSLASH_REQUIRED", "ERR_COMMENT_NOT_FINISHED", "ERR_DOCUMENT_END"))  # fmt: skip
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")


def read(source: Source) -> Iterator[Draft]:
    """The entries of a feed in their order; entities that the feed defines are left unread."""
    from lxml import etree

    data = source.whole()
    text = source.decoded(data, declared_in(data))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, encoding="utf-8"
    )
    try:
        tree = etree.fromstring(_named(text).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        tree, reason = None, str(error).splitlines()[0][:120]
    else:
        reason = "it holds no XML" if tree is None else "no item or entry in it"
    broken = next((e for e in parser.error_log if e.type_name in _CUT), None)
    if broken is not None and tree is not None:
        source.tally.add(
            source.name, broken.line, f"broken XML ({broken.message.splitlines()[0]}); read as far as it goes",
            "get the file again: an entry may be cut or missing",
        )  # fmt: skip
    found = False
    channel = {} if tree is None else _channel(tree)
    for entry in () if tree is None else tree.iter():
        if _local(entry) in _ENTRIES:
            found = True
            yield _entry(source, entry, channel)
    if not found:
        source.tally.add(
            source.name, None, f"cannot be read as a feed ({reason}); left out", "give RSS or Atom, or save it again",
            severity="error",
        )  # fmt: skip


def _named(text: str) -> str:
    """XML whose HTML entities are characters, and whose lone ampersands are escaped: XML knows neither."""
    return _AMPERSAND.sub(lambda m: (html5.get(f"{m[1]};") or m[0]) if m[1] else "&amp;", text)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _channel(tree: Any) -> dict[str, str]:
    """Title and language of the whole feed."""
    found: dict[str, str] = {"lang": tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""}
    for parent in (tree, *(c for c in tree if _local(c) == "channel")):
        for child in parent:
            name = _local(child)
            if name in ("title", "language") and (child.text or "").strip():
                found.setdefault(name, child.text.strip())
    return found


def _entry(source: Source, entry: Any, channel: dict[str, str]) -> Draft:
    fields: dict[str, list[str]] = {}
    url = ""
    origin = ""
    for child in entry:
        name = _local(child)
        if name == "link":
            linked = child.get("href") if child.get("rel", "alternate") == "alternate" else None
            url = url or (linked or child.text or "").strip()
        elif name == "source":
            origin = _text_of(child).splitlines()[0] if _text_of(child) else ""
        elif name:
            fields.setdefault(name, []).append(_text_of(child))
    texts = [visible(t) if "<" in t or "&" in t else t.strip() for name in _TEXTS for t in fields.get(name, [])]
    published = next((_one(fields, name) for name in _DATES if name in fields), "")
    lang = channel.get("language") or channel["lang"]
    return Draft(
        source.name, entry.sourceline, text=max(texts, key=len, default=""), title=_plain(_one(fields, "title")),
        id=_one(fields, "guid") or _one(fields, "id"), url=url, lang=_one(fields, "language") or lang,
        outlet=_plain(origin or channel.get("title", "")), published=published,
    )  # fmt: skip


def _one(fields: dict[str, list[str]], name: str) -> str:
    return next((value.strip() for value in fields.get(name, ()) if value.strip()), "")


def _plain(text: str) -> str:
    return visible(text) if "<" in text or "&" in text else text


def _text_of(element: Any) -> str:
    """The text inside an element; inline XHTML keeps its tags, so that its blocks stay apart."""
    from lxml import etree

    if len(element) == 0:
        return element.text or ""
    inner = (
        etree.tostring(child, encoding="unicode") if isinstance(child.tag, str) else child.tail or ""
        for child in element
    )  # an entity that is left unread still has a text behind it
    return (element.text or "") + "".join(inner)
