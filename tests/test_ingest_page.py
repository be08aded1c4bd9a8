"""HTML pages, feeds and published fact checks → articles."""

import json

import pytest

from claimcmp.config import IngestSettings
from claimcmp.ingest import read_batches

BODY = """<h1>Harbour closed after collision</h1>
<p>The harbour of Port Amber was closed on Sunday after two freighters collided in fog, the pilots' office said.</p>
<p>Nine sailors were hurt. Tugs pulled the smaller ship to the eastern quay, where divers are looking at its hull.</p>"""
TEXT = [
    "The harbour of Port Amber was closed on Sunday after two freighters collided in fog, the pilots' office said.",
    "Nine sailors were hurt. Tugs pulled the smaller ship to the eastern quay, where divers are looking at its hull.",
]


def read(path, problems=None):
    found = [] if problems is None else problems
    return [row for batch in read_batches([path], IngestSettings(), found) for row in batch.to_pylist()]


def page(tmp_path, head="", body=BODY, tail="", lang="en"):
    path = tmp_path / "p.html"
    path.write_text(
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'>{head}</head><body><nav><a href='/'>Home</a>"
        f"<a href='/s'>Sport</a></nav><article>{body}</article>{tail}</body></html>", encoding="utf-8",
    )  # fmt: skip
    return path


def test_a_page_tells_its_title_date_outlet_and_text(tmp_path):
    head = """<title>Harbour closed after collision | Amber Post</title>
    <meta property="og:site_name" content="Amber Post"><meta property="og:title" content="Harbour closed after collision | Amber Post">
    <meta property="article:published_time" content="2025-03-09T07:30:00+02:00">
    <link rel="canonical" href="https://amberpost.example/harbour">"""
    (row,) = read(page(tmp_path, head, tail="<footer>© 2016 Amber Post. All rights reserved.</footer>"))
    assert (row["key"], row["outlet"], row["url"]) == ("p", "Amber Post", "https://amberpost.example/harbour")
    assert (row["title"], row["lang"]) == ("Harbour closed after collision", "en")
    assert (row["published"], row["utc_offset"]) == (1741498200.0, 120)
    assert [line for line in row["text"].split("\n") if line != row["title"]] == TEXT


@pytest.mark.parametrize(
    ("head", "body", "seconds", "offset"),
    [
        ('<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": '
         '"2025-03-09T07:30:00+02:00"}]}</script>', BODY, 1741498200, 120),
        ('<script type="application/ld+json">{broken</script><meta name="date" content="2025-03-09">', BODY, 1741478400, None),
        ("", BODY + '<time datetime="2025-03-09T07:30:00Z">Sunday</time>', 1741505400, 0),
        ('<meta name="date" content="soon">', BODY, None, None),
        ("", BODY + "<p>Copyright 2021 Amber Post</p>", None, None),
        ("", BODY, None, None),
    ],
    ids=["linked data", "meta", "time", "unreadable", "copyright line", "none"],
)  # fmt: skip
def test_the_date_of_a_page_is_stated_or_unknown(tmp_path, head, body, seconds, offset):
    (row,) = read(page(tmp_path, head, body))
    assert (row["published"], row["utc_offset"]) == (seconds, offset)


def test_a_footer_of_this_year_is_no_date(tmp_path):
    (row,) = read(page(tmp_path, tail="<footer>© 2023 Amber Post</footer>"))
    assert row["published"] is None


def test_zero_width_non_joiners_survive(tmp_path):
    body = "<h1>راه بسته شد</h1><p>نیروهای امدادی می&zwnj;گویند که جاده‌های کوهستانی تا روز شنبه بسته می‌مانند.</p>"
    (row,) = read(page(tmp_path, body=body, lang="fa"))
    assert "می\u200cگویند که جاده\u200cهای کوهستانی تا روز شنبه بسته می\u200cمانند." in row["text"]


def test_a_page_in_a_declared_charset(tmp_path):
    body = "Дорога в Верхний Лог закрыта из-за оползня, сообщили в администрации района."
    path = tmp_path / "p.html"
    path.write_bytes(
        f'<html><head><meta charset="windows-1251"></head><body><p>{body}</p></body></html>'.encode("cp1251")
    )
    problems = []
    (row,) = read(path, problems)
    assert (row["text"], row["lang"]) == (body, "ru")
    assert [problem.what for problem in problems] == ["1 article without a publication date"]


def test_an_rss_feed(tmp_path):
    path = tmp_path / "a.rss"
    path.write_text(
        """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Amber &amp; Post</title><link>https://a.example</link><language>en-gb</language>
<item><title>Port &amp; harbour</title><link>https://a.example/1</link><guid>g1</guid>
<pubDate>Sun, 09 Mar 2025 07:30:00 +0200</pubDate><description>Nine hurt.</description>
<content:encoded><![CDATA[<p>Nine people were hurt.</p><p>The port &amp; the quay are closed.</p>]]></content:encoded></item>
<item><title>Second</title><link>https://a.example/2</link><dc:date>2025-03-10</dc:date>
<description>&lt;b&gt;Two&lt;/b&gt; are missing.</description><source url="https://d.example">Dune Times</source></item>
</channel></rss>""",
        encoding="utf-8",
    )
    rows = read(path)
    assert [(r["key"], r["outlet"], r["url"], r["title"], r["lang"], r["published"], r["utc_offset"]) for r in rows] == [
        ("g1", "Amber & Post", "https://a.example/1", "Port & harbour", "en", 1741498200.0, 120),
        (rows[1]["key"], "Dune Times", "https://a.example/2", "Second", "en", 1741564800.0, None),
    ]
    assert [row["text"] for row in rows] == ["Nine people were hurt.\nThe port & the quay are closed.", "Two are missing."]


def test_an_atom_feed(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Hafenblatt</title>
<entry><title>Fähre</title><id>tag:1</id><link rel="self" href="https://h.example/self"/>
<link href="https://h.example/2"/><updated>2025-03-09T12:00:00Z</updated><published>2025-03-09T07:30:00+02:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Neun Menschen wurden verletzt.</p><p>Zwei fehlen.</p></div>
</content></entry></feed>""",
        encoding="utf-8",
    )
    (row,) = read(path)
    assert (row["key"], row["outlet"], row["url"], row["lang"]) == ("tag:1", "Hafenblatt", "https://h.example/2", "de")
    assert (row["published"], row["text"]) == (1741498200.0, "Neun Menschen wurden verletzt.\nZwei fehlen.")


def test_a_feed_that_is_cut_off_keeps_what_it_has(tmp_path):
    path = tmp_path / "a.rss"
    path.write_text("<rss><channel><title>A</title><item><title>T</title><description>Nine hurt.</description></item><item>")
    assert [row["text"] for row in read(path)][:1] == ["Nine hurt."]


REVIEW = {
    "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": "Nine people died in the harbour.",
    "author": {"@type": "Organization", "name": "CheckDesk"}, "url": "https://check.example/9", "inLanguage": "en",
    "datePublished": "2025-03-10", "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "False"},
}  # fmt: skip
EXPECTED = ("CheckDesk", "https://check.example/9", 1741564800.0, "“Nine people died in the harbour”: False.")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", REVIEW),
        ("a.jsonl", REVIEW),
        ("a.json", [REVIEW]),
        ("a.jsonld", {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]}),
        ("a.json", {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}),
        ("a.json", {"claims": [{"text": "Nine people died in the harbour.", "claimReview": [
            {"publisher": {"name": "CheckDesk", "site": "check.example"}, "url": "https://check.example/9",
             "reviewDate": "2025-03-10", "textualRating": "False.", "languageCode": "en"}]}]}),
    ],
    ids=["one", "line", "list", "graph", "feed", "fact check tools"],
)  # fmt: skip
def test_published_fact_checks(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(json.dumps(content), encoding="utf-8")
    assert [(row["outlet"], row["url"], row["published"], row["text"]) for row in read(path)] == [EXPECTED]


def test_news_in_brief_keeps_its_lines_and_leaves_the_page_out(tmp_path):
    body = """<h1>Ferry on fire</h1><p class="byline">By Anne Duval</p><p>Nine people were killed on a ferry off Marsa.</p>
    <p>The ship carried 420 passengers.</p><figure><figcaption>The ferry. © AFP</figcaption></figure>
    <div class="share"><a>Share on Facebook</a><a>Twitter</a></div>"""
    (row,) = read(page(tmp_path, body=body, tail="<aside><h3>Read also</h3><ul><li>300 ships held up</li></ul></aside>"))
    assert row["text"].split("\n")[-2:] == [
        "Nine people were killed on a ferry off Marsa.", "The ship carried 420 passengers.",
    ]  # fmt: skip
    assert "Facebook" not in row["text"]
