"""What a person decided on claims: a plain text file, one decision a line, that lives in version control.

    accept  CLAIM            the finding stands
    reject  CLAIM            no disagreement: the verdict becomes "unrelated"
    merge   CLAIM CLAIM      the two are one claim
    split   CLAIM ARTICLE    what the article says is another claim
    note    CLAIM TEXT…      a remark that the report shows

A key with a space in it stands in double quotes. ``#`` begins a comment. The next run honours the file and names the
lines that no longer apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcmp.errors import InputError, UsageError
from claimcmp.model import Problem, Verdict
from claimcmp.store import written_aside

if TYPE_CHECKING:
    import pyarrow as pa

_WORD = re.compile(r'"([^"]+)"|(\S+)')
ACTIONS = {"accept": 1, "reject": 1, "merge": 2, "split": 2, "note": 1}  # action → keys it takes
HEADER = "# Decisions of people on claims; see 'claimcmp review --help'. One a line, later lines win.\n"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line: what a person decided, on which keys, with an optional remark."""

    action: str
    keys: tuple[str, ...]
    text: str = ""
    line: int = 0

    def __str__(self) -> str:
        keys = (f'"{key}"' if " " in key else key for key in self.keys)
        return " ".join(part for part in (self.action, *keys, self.text) if part)


def parse(text: str, *, where: str = "decisions") -> list[Decision]:
    """Decisions from text; a wrong line is an ``InputError`` that names it.

    >>> [str(d) for d in parse("reject c-12 other quake")]
    ['reject c-12 other quake']
    >>> parse('split c-12 "my notes/monday"')[0].keys
    ('c-12', 'my notes/monday')
    """
    decisions = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        action, *words = (quoted or bare for quoted, bare in _WORD.findall(line))
        if action not in ACTIONS:
            raise InputError(f"{where}:{number}: no action {action!r}; write one of {', '.join(ACTIONS)}")
        count = ACTIONS[action]
        if len(words) < count:
            keys = "1 key" if count == 1 else f"{count} keys"
            raise InputError(f"{where}:{number}: {action!r} takes {keys}, found {len(words)}")
        rest = [m.end() for m in _WORD.finditer(line)][count]
        decisions.append(Decision(action, tuple(words[:count]), " ".join(line[rest:].split()), number))
    return decisions


def load(path: Path) -> list[Decision]:
    """Decisions of a file; none where there is no file."""
    if not path.exists():
        return []
    try:
        return parse(path.read_text(encoding="utf-8"), where=str(path))
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text ({error.reason}); save it as UTF-8") from error


def save(path: Path, decisions: Iterable[Decision]) -> None:
    """Write the file, whole or not at all."""
    lines = dict.fromkeys(str(d) for d in decisions)  # a decision taken twice stands once
    with written_aside(path) as aside:
        aside.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def decide(path: Path, new: Iterable[Decision]) -> list[Decision]:
    """Add decisions to the file; returns all of them. An accept replaces an earlier reject, and the other way."""
    decisions = load(path)
    for decision in new:
        if decision.action in ("accept", "reject"):
            decisions = [
                d for d in decisions if not (d.action in ("accept", "reject") and d.keys == decision.keys)
            ]  # fmt: skip
        decisions.append(decision)
    save(path, decisions)
    return decisions


def check_keys(decisions: Iterable[Decision], claims: pa.Table, articles: pa.Table) -> None:
    """``UsageError`` for the first decision that names a claim or article that is not there."""
    for problem in stale(decisions, claims, articles, where=""):
        raise UsageError(f"{problem.what}; the report and claims.csv show the keys")


def stale(decisions: Iterable[Decision], claims: pa.Table, articles: pa.Table, *, where: str) -> list[Problem]:
    """Decisions that no longer apply, as warnings that name their line."""
    known = set(claims["key"].to_pylist())
    named = set(articles["key"].to_pylist())
    problems = []
    for d in decisions:
        claim_keys = d.keys if d.action == "merge" else d.keys[:1]
        for key in claim_keys:
            if key not in known:
                problems.append(Problem(where, d.line, f"'{d}' names a claim that is not there: {key}",
                                        "remove the line or name the claim anew"))  # fmt: skip
        if d.action == "split" and d.keys[1] not in named:
            problems.append(Problem(where, d.line, f"'{d}' names an article that is not there: {d.keys[1]}",
                                    "remove the line or name the article anew"))  # fmt: skip
    return problems


def apply_to_claims(
    decisions: Iterable[Decision], tables: Mapping[str, pa.Table], roots: Mapping[int, int]
) -> tuple[pa.Table, pa.Table]:
    """The claims and members tables with merges and splits carried out (before comparing).

    A merged claim's members move to the first of the two; a split article's members leave the claim. ``roots`` gives
    the origin of an article, for counting independent sources; an article that is its own origin may be left out.
    """
    import pyarrow as pa

    members = _moved_members(decisions, tables)
    article_of = tables["sentences"]["article"].to_pylist()
    articles = tables["articles"].select(["outlet", "published"]).to_pylist()
    langs = tables["sentences"]["lang"].to_pylist()
    by_claim: dict[int, list[dict[str, Any]]] = {}
    for member in members:
        by_claim.setdefault(member["claim"], []).append(member)
    claims = [c for c in tables["claims"].to_pylist() if c["id"] in by_claim]
    renumbered = {claim["id"]: i for i, claim in enumerate(claims)}
    for claim in claims:
        own = [m["sentence"] for m in by_claim[claim["id"]]]
        ids = sorted({article_of[s] for s in own})
        times = [articles[a]["published"] for a in ids if articles[a]["published"] is not None]
        claim.update(
            id=renumbered[claim["id"]],
            representative=claim["representative"] if claim["representative"] in own else own[0],
            outlets=sorted({articles[a]["outlet"] for a in ids}), languages=sorted({langs[s] for s in own}),
            independent_sources=len({roots.get(a, a) for a in ids}),
            first_seen=min(times, default=None), last_seen=max(times, default=None),
        )  # fmt: skip
    for member in members:
        member["claim"] = renumbered[member["claim"]]
    members.sort(key=lambda m: (m["claim"], m["sentence"], m["fact"]))
    return (
        pa.Table.from_pylist(claims, schema=tables["claims"].schema),
        pa.Table.from_pylist(members, schema=tables["members"].schema),
    )


def _moved_members(decisions: Iterable[Decision], tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    members: list[dict[str, Any]] = tables["members"].to_pylist()
    claim_of = {key: i for i, key in enumerate(tables["claims"]["key"].to_pylist())}
    article_of = tables["sentences"]["article"].to_pylist()
    article_ids = {key: i for i, key in enumerate(tables["articles"]["key"].to_pylist())}
    moved: dict[int, int] = {}
    for d in decisions:
        if d.action == "merge" and set(d.keys) <= claim_of.keys():
            first, second = (claim_of[k] for k in d.keys)
            moved[second] = moved.get(first, first)
        elif d.action == "split" and d.keys[0] in claim_of and d.keys[1] in article_ids:
            claim, article = claim_of[d.keys[0]], article_ids[d.keys[1]]
            members = [m for m in members if not (m["claim"] == claim and article_of[m["sentence"]] == article)]
    for member in members:
        member["claim"] = moved.get(member["claim"], member["claim"])
    return members


def apply_to_comparisons(decisions: Iterable[Decision], claims: pa.Table, comparisons: pa.Table) -> pa.Table:
    """The comparisons table with rejected claims' verdicts made "unrelated", the reason kept in ``why``."""
    import pyarrow as pa

    claim_of = {key: i for i, key in enumerate(claims["key"].to_pylist())}
    rejected: dict[int, str] = {}
    for d in decisions:
        if d.keys[0] in claim_of and d.action in ("accept", "reject"):
            if d.action == "reject":
                rejected[claim_of[d.keys[0]]] = d.text
            else:
                rejected.pop(claim_of[d.keys[0]], None)
    if not rejected:
        return comparisons
    rows = comparisons.to_pylist()
    for row in rows:
        if row["claim"] in rejected and row["verdict"] in (Verdict.DIFFER, Verdict.UPDATED):
            remark = rejected[row["claim"]]
            row["why"] = f"rejected by a person{': ' + remark if remark else ''}; was {row['verdict']}: {row['why']}"
            row["verdict"] = str(Verdict.UNRELATED)
    return pa.Table.from_pylist(rows, schema=comparisons.schema)
