"""HTML pages: title, date, outlet and text, read from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from claimcmp.ingest.draft import Draft
from claimcmp.ingest.encoding import declared_in
from claimcmp.ingest.markup import guarded, parsed, restored, visible
from claimcmp.ingest.published import parse
from claimcmp.ingest.source import Source, TooLargeError

# Pages of newspapers have under 5 MB, mostly scripts; more is a dump or a bomb.
PAGE_BYTES = 20_000_000
_LINKED_DATA = re.compile(r"ld\+json", re.IGNORECASE)
_DATE_META = ("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "pubdate",
              "publishdate", "publish-date", "publish_date", "date", "dc.date", "dc.date.issued", "dcterms.created",
              "dcterms.date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published",
              "article:published", "rnews:datepublished", "displaydate")  # fmt: skip
_TITLE_META = ("og:title", "twitter:title", "dc.title")
_SITE_META = ("og:site_name", "application-name", "publisher", "dc.publisher")
# "Fire in the port - Example Times": the outlet's name after the last dash or bar is no part of the title.
_TITLE_TAIL = re.compile(r"\s+[-–—|•·»:]\s+([^-–—|•·»:]{2,60})$")
# Characters of an article below which the whole page is taken for it, menus and all and on one line: news in brief
# has a sentence or two.
_SHORTEST_TEXT = 60
# htmldate is asked for nothing after this day, so that its answer does not hang on the day of the run.
_LAST_DAY = "2199-12-31"


def read(source: Source) -> Iterator[Draft]:
    """The article of one page; a page without readable text is told and left out."""
    data = source.whole()
    if len(data) > PAGE_BYTES:
        raise TooLargeError(f"an HTML page of more than {PAGE_BYTES:,} bytes")
    markup = guarded(source.decoded(data, declared_in(data)))
    text = _body(markup)
    if not text:
        source.tally.add(
            source.name, None, "no article text found in the page; left out",
            "save the article's text as .txt or JSONL", severity="error",
        )  # fmt: skip
        return
    tree = parsed(markup)
    draft = Draft(source.name, None, text=text, id=source.key)
    if tree is not None:
        _metadata(draft, tree, markup)
    yield draft


def _body(markup: str) -> str:
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(_SHORTEST_TEXT))
    try:
        document = bare_extraction(
            markup, include_comments=False, include_tables=False, with_metadata=False, config=config
        )
    except (RecursionError, ValueError, AttributeError, TypeError):
        document = None
    text = restored((getattr(document, "text", None) or "").strip())
    return text or visible(markup).strip()


def _metadata(draft: Draft, tree: Any, markup: str) -> None:
    meta = _meta(tree)
    linked = list(_linked_data(tree))
    first = _article_of(linked)
    site = _first(meta, _SITE_META) or _name(first.get("publisher"))
    title = _first(meta, _TITLE_META) or _string(first.get("headline")) or _title(tree)
    draft.outlet = restored(site) or None
    draft.title = restored(_without_site(title, site))
    draft.url = _link(tree, "canonical") or meta.get("og:url")
    draft.lang = (tree.get("lang") or meta.get("og:locale") or _string(first.get("inLanguage")) or "")[:5] or None
    draft.published = _published(tree, meta, first, markup)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for element in tree.iter("script"):
        if _LINKED_DATA.search(element.get("type") or ""):
            try:
                value = msgspec.json.decode((element.text or "").strip() or "null")
            except (msgspec.DecodeError, RecursionError):
                continue
            rows = value if isinstance(value, list) else [value]
            for row in rows:
                if isinstance(row, dict):
                    graph = row.get("@graph")
                    yield row
                    yield from (r for r in graph if isinstance(r, dict)) if isinstance(graph, list) else ()


def _article_of(linked: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = ("NewsArticle", "ReportageNewsArticle", "Article", "BlogPosting", "LiveBlogPosting", "WebPage")
    for kind in kinds:
        for row in linked:
            given = row.get("@type")
            if kind in (given if isinstance(given, list) else [given]):
                return row
    return {}


def _published(tree: Any, meta: dict[str, str], linked: dict[str, Any], markup: str) -> str | None:
    """The publication time as the page states it; a first of January that only a tool found is a copyright line's."""
    stated = [_string(linked.get("datePublished")), *(meta.get(name, "") for name in _DATE_META)]
    stated.extend(_times(tree))
    for value in stated:
        if value and parse(value).seconds is not None:
            return value
    return _found_date(markup)


def _times(tree: Any) -> list[str]:
    """Times marked as the publication's, else the only one of the page or the first inside its article."""
    times = [t for t in tree.iter("time") if t.get("datetime")]
    marked = [t for t in times if t.get("pubdate") is not None or t.get("itemprop") == "datePublished"]
    inside = [t for t in times if any(a.tag in ("article", "main") for a in t.iterancestors())]
    only = times if len({t.get("datetime") for t in times}) == 1 else []
    return [t.get("datetime") for t in (marked or inside[:1] or only[:1])]


def _found_date(markup: str) -> str | None:
    from htmldate import find_date

    try:
        found = find_date(markup, extensive_search=False, original_date=True, max_date=_LAST_DAY)
    except (RecursionError, ValueError, AttributeError, TypeError):
        return None
    return None if found is None or found.endswith("-01-01") else str(found)


def _title(tree: Any) -> str:
    headings = [h for h in tree.iter("h1") if h.text_content().strip()]
    if len(headings) == 1:
        return " ".join(headings[0].text_content().split())
    return " ".join((tree.findtext(".//title") or "").split())


def _without_site(title: str, site: str) -> str:
    tail = _TITLE_TAIL.search(title)
    if tail is not None and site and tail[1].strip().casefold() == site.casefold():
        return title[: tail.start()]
    return title


def _link(tree: Any, relation: str) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == relation and (element.get("href") or "").startswith("http"):
            return str(element.get("href"))
    return None


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
