"""The payload of a report as a whole: counts, outlets, articles, stories, claims, and the evidence they use."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from claimcmp.model import Verdict
from claimcmp.report.view import VERDICTS, Builder, Row

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA = 1
_WORD = re.compile(r'"([^"]+)"|(\S+)')  # a key with a space in it stands in quotes


def build(
    tables: Mapping[str, pa.Table], *, settings: Mapping[str, Any], versions: Mapping[str, Any],
    problems: Iterable[Any], counts: Mapping[str, Any], decisions: Iterable[Mapping[str, Any] | str] | None,
) -> Row:  # fmt: skip
    """The payload of a report; its form is ``schema/report.schema.json``."""
    ingest = settings.get("ingest") or {}
    builder = Builder(tables, unknown=str(dict(ingest).get("default_outlet", "")))
    decided = None if decisions is None else [_decision(d) for d in decisions]
    claims = [builder.claim(row) for row in builder.claims]
    _reject(claims, decided or ())
    by_story: dict[int, list[Row]] = defaultdict(list)
    for claim in claims:
        by_story[claim["story"]].append(claim)
    verdicts = Counter(c["verdict"] for c in claims)
    own = {"articles": len(builder.articles), "outlets": len(builder.outlets()), "stories": len(builder.stories),
           "claims": len(claims), "sources": builder.sources.independent(range(len(builder.articles))),
           "verdicts": {v: verdicts[v] for v in VERDICTS if verdicts[v]}}  # fmt: skip
    payload: Row = {
        "schema": SCHEMA, "claimcmp": str(versions.get("claimcmp", "")), "settings": dict(settings),
        "encoder": str(versions.get("encoder") or dict(settings.get("embed", {})).get("encoder", "")),
        "versions": dict(versions), "counts": {**dict(counts), **own}, "problems": [_problem(p) for p in problems],
        "outlets": builder.outlets(), "articles": [builder.article(row) for row in builder.articles],
        "stories": [builder.story(row, by_story.get(row["id"], [])) for row in builder.stories], "claims": claims,
        "sentences": builder.shown_sentences(), "facts": builder.shown_facts(),
    }  # fmt: skip
    if decided is not None:
        payload["decisions"] = decided
    return payload


def _reject(claims: list[Row], decided: Iterable[Row]) -> None:
    """Hold the sides apart of claims that a person rejected: with their conflict gone they would seem to agree."""
    last = {d["keys"][0]: d["action"] for d in decided if d["action"] in ("accept", "reject") and d["keys"]}
    for claim in claims:
        if last.get(claim["key"]) == "reject" and claim["verdict"] == Verdict.AGREE and len(claim["groups"]) > 1:
            claim["verdict"], claim["why"] = str(Verdict.UNRELATED), "rejected by a person"


def _problem(problem: Any) -> Row:
    """A problem of the input as a plain row."""
    if isinstance(problem, Mapping):
        return {str(k): v for k, v in sorted(problem.items())}
    names = getattr(type(problem), "__dataclass_fields__", None)
    if names:
        return {name: getattr(problem, name) for name in sorted(names)}
    return {"message": str(problem)}


def _decision(decision: Mapping[str, Any] | str) -> Row:
    """A decision as a row; a line is "action key [key] text"."""
    if isinstance(decision, str):
        action, *words = [quoted or bare for quoted, bare in _WORD.findall(decision)] or [""]
        count = 2 if action in ("merge", "split") else 1
        return {"action": action, "keys": words[:count], "text": " ".join(words[count:])}
    return {"action": str(decision["action"]), "keys": [str(k) for k in decision["keys"]],
            "text": str(decision.get("text", ""))}  # fmt: skip
