"""GraphML of outlets and claims: who states what, and who takes text from whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from claimcmp.store import written_aside

if TYPE_CHECKING:
    from claimcmp.report import Report

_KEYS = (("node", "type", "string"), ("node", "label", "string"), ("node", "kind", "string"),
         ("node", "verdict", "string"), ("node", "story", "string"), ("node", "articles", "int"),
         ("edge", "relation", "string"), ("edge", "value", "string"), ("edge", "group", "int"),
         ("edge", "articles", "int"))  # fmt: skip
# Characters that XML 1.0 cannot hold.
_ILLEGAL = dict.fromkeys((*range(0, 9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


def _data(name: str, value: object) -> str:
    return f'<data key="{name}">{escape(str(value).translate(_ILLEGAL))}</data>'


def _node(node: str, **data: object) -> str:
    return f"<node id={quoteattr(node)}>{''.join(_data(f'n_{k}', v) for k, v in data.items())}</node>"


def _edge(source: str, target: str, **data: object) -> str:
    ends = f"source={quoteattr(source)} target={quoteattr(target)}"
    return f"<edge {ends}>{''.join(_data(f'e_{k}', v) for k, v in data.items())}</edge>"


def lines(payload: dict[str, Any]) -> Iterator[str]:
    """The file's lines; node ids are ``outlet:N`` and ``claim:KEY``."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for scope, name, kind in _KEYS:
        yield f'<key id="{scope[0]}_{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>'
    yield '<graph id="claimcmp" edgedefault="directed">'
    credited = {a["origin"]["outlet"] for a in payload["articles"] if a["origin"]}
    counts = {o["name"]: o["articles"] for o in payload["outlets"]}
    ids = {name: f"outlet:{i}" for i, name in enumerate(sorted(counts.keys() | credited - {""}))}
    for name, node in ids.items():
        yield _node(node, type="outlet", label=name, articles=counts.get(name, 0))
    stories = {s["id"]: s["key"] for s in payload["stories"]}
    for claim in payload["claims"]:
        yield from _claim(payload, claim, ids, stories.get(claim["story"], ""))
    yield from _origins(payload, ids)
    yield "</graph>"
    yield "</graphml>"


def _claim(payload: dict[str, Any], claim: dict[str, Any], ids: dict[str, str], story: str) -> Iterator[str]:
    node = f"claim:{claim['key']}"
    text = claim["subject"] or payload["sentences"].get(str(claim["representative"]), {"text": ""})["text"]
    yield _node(node, type="claim", label=text, kind=claim["kind"], verdict=claim["verdict"], story=story)
    stated = Counter((payload["articles"][p["article"]]["outlet"], p["group"]) for p in claim["positions"])
    for (outlet, group), count in sorted(stated.items()):
        value = claim["groups"][group]["label"]
        yield _edge(ids[outlet], node, relation="states", value=value, group=group, articles=count)
    for outlet in claim["silent"]:
        yield _edge(ids[outlet], node, relation="silent")


def _origins(payload: dict[str, Any], ids: dict[str, str]) -> Iterator[str]:
    taken: Counter[tuple[str, str, str]] = Counter()
    for article in payload["articles"]:
        origin = article["origin"]
        if origin and origin["outlet"]:
            taken[(article["outlet"], origin["outlet"], origin["relation"])] += 1
    for (outlet, source, relation), count in sorted(taken.items()):
        yield _edge(ids[outlet], ids[source], relation=relation, articles=count)


def write(report: Report, path: Path) -> None:
    """Write the GraphML file."""
    with written_aside(path) as aside:
        aside.write_text("\n".join(lines(report.payload())) + "\n", encoding="utf-8")
