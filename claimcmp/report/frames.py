"""Flat tables of a report: for pandas, and for one Parquet file a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claimcmp.errors import UsageError
from claimcmp.report.moments import parse

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Row = dict[str, Any]


def flat(payload: Row) -> dict[str, list[Row]]:
    """The payload as flat rows: stories, claims, positions, comparisons, articles."""
    articles = {a["id"]: a for a in payload["articles"]}
    stories = {s["id"]: s["key"] for s in payload["stories"]}
    return {
        "stories": [_story(s) for s in payload["stories"]],
        "claims": [_claim(c, stories) for c in payload["claims"]],
        "positions": [_position(payload, articles, c, p) for c in payload["claims"] for p in c["positions"]],
        "comparisons": [_comparison(payload, articles, c, k) for c in payload["claims"] for k in c["comparisons"]],
        "articles": [_article(a) for a in payload["articles"]],
    }


def _story(s: Row) -> Row:
    return {"story": s["key"], "title": s["title"], "articles": len(s["articles"]),
            "independent_sources": s["independent_sources"], "first_seen": parse(s["first_seen"]),
            "last_seen": parse(s["last_seen"]), "claims": len(s["claims"]),
            "differ": s["verdicts"].get("differ", 0), "updated": s["verdicts"].get("updated", 0)}  # fmt: skip


def _claim(c: Row, stories: dict[int, str]) -> Row:
    return {"story": stories.get(c["story"], ""), "claim": c["key"], "kind": c["kind"], "subject": c["subject"],
            "verdict": c["verdict"], "score": max((k["score"] for k in c["comparisons"]
                                                   if k["verdict"] == c["verdict"]), default=0.0),
            "values": [g["label"] for g in c["groups"]], "outlets": c["outlets"], "languages": c["languages"],
            "independent_sources": c["independent_sources"], "silent": c["silent"],
            "first_seen": parse(c["first_seen"]), "last_seen": parse(c["last_seen"])}  # fmt: skip


def _position(payload: Row, articles: dict[int, Row], c: Row, p: Row) -> Row:
    article = articles.get(p["article"], {"key": "", "outlet": "", "published": None, "url": "", "source": -1})
    fact = payload["facts"].get(str(p["fact"]), {})
    sentence = payload["sentences"].get(str(p["sentence"]), {"text": "", "lang": ""})
    return {"claim": c["key"], "group": p["group"], "outlet": article["outlet"], "article": article["key"],
            "published": parse(article["published"]), "value": fact.get("label", ""), "low": fact.get("low"),
            "high": fact.get("high"), "unit": fact.get("unit", ""), "bound": fact.get("bound", ""),
            "lang": sentence["lang"], "text": sentence["text"], "url": article["url"],
            "source": article["source"]}  # fmt: skip


def _comparison(payload: Row, articles: dict[int, Row], c: Row, k: Row) -> Row:
    row = {"claim": c["key"], "kind": c["kind"], "verdict": k["verdict"], "score": k["score"], "why": k["why"]}
    for side in ("left", "right"):
        fact = payload["facts"].get(str(k[side]), {"label": "", "sentence": -1})
        sentence = payload["sentences"].get(str(fact["sentence"]), {"article": -1, "text": ""})
        row[f"{side}_outlet"] = articles.get(sentence["article"], {"outlet": ""})["outlet"]
        row[f"{side}_value"] = fact["label"]
        row[f"{side}_text"] = sentence["text"]
    return row


def _article(a: Row) -> Row:
    origin = a["origin"] or {"outlet": "", "relation": "", "share": None}
    return {"article": a["key"], "outlet": a["outlet"], "lang": a["lang"], "title": a["title"], "url": a["url"],
            "published": parse(a["published"]), "origin": origin["outlet"], "relation": origin["relation"],
            "share": origin["share"], "source": a["source"]}  # fmt: skip


def tables(payload: Row) -> dict[str, pa.Table]:
    """The flat rows as Arrow tables whose columns do not depend on the data; times are UTC timestamps."""
    import pyarrow as pa

    found = {}
    for name, rows in flat(payload).items():
        columns = {}
        for column, kind in _types()[name]:
            values = [r[column] for r in rows]
            if pa.types.is_timestamp(kind):
                values = [None if v is None else int(v * 1e6) for v in values]
            columns[column] = pa.array(values, kind)
        found[name] = pa.table(columns)
    return found


def _types() -> dict[str, list[tuple[str, Any]]]:
    import pyarrow as pa

    s, i, f, t = pa.string(), pa.int64(), pa.float64(), pa.timestamp("us", tz="UTC")
    strings = pa.list_(s)
    return {
        "stories": [("story", s), ("title", s), ("articles", i), ("independent_sources", i), ("first_seen", t),
                    ("last_seen", t), ("claims", i), ("differ", i), ("updated", i)],
        "claims": [("story", s), ("claim", s), ("kind", s), ("subject", s), ("verdict", s), ("score", f),
                   ("values", strings), ("outlets", strings), ("languages", strings), ("independent_sources", i),
                   ("silent", strings), ("first_seen", t), ("last_seen", t)],
        "positions": [("claim", s), ("group", i), ("outlet", s), ("article", s), ("published", t), ("value", s),
                      ("low", f), ("high", f), ("unit", s), ("bound", s), ("lang", s), ("text", s), ("url", s),
                      ("source", i)],
        "comparisons": [("claim", s), ("kind", s), ("verdict", s), ("score", f), ("why", s), ("left_outlet", s),
                        ("left_value", s), ("left_text", s), ("right_outlet", s), ("right_value", s),
                        ("right_text", s)],
        "articles": [("article", s), ("outlet", s), ("lang", s), ("title", s), ("url", s), ("published", t),
                     ("origin", s), ("relation", s), ("share", f), ("source", i)],
    }  # fmt: skip


def frames(payload: Row) -> dict[str, pd.DataFrame]:
    """The flat tables as pandas frames."""
    try:
        import pandas  # noqa: F401
    except ImportError as error:
        raise UsageError("pandas is not installed; install it, or use Report.to_arrow()") from error
    return {name: table.to_pandas() for name, table in tables(payload).items()}
