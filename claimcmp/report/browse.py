"""Frozen views to walk through a report: stories → claims → sides and statements → evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from claimcmp.report.subjects import heading
from claimcmp.report.view import VERDICTS

Row = dict[str, Any]


@dataclass(frozen=True)
class Outlet:
    """One outlet of the input."""

    name: str
    articles: int
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """The exact words behind one value: ``text[start:end]`` is the fact (0:0 where there is no typed fact)."""

    outlet: str
    article: str  # the article's key
    url: str
    title: str
    lang: str
    published: str | None  # ISO 8601, UTC
    text: str
    start: int
    end: int
    value: str  # in the reader's notation
    copy_of: str  # the outlet that the article's text comes from, "" for an own text

    @property
    def quoted(self) -> str:
        """The words that state the value."""
        return self.text[self.start : self.end]


@dataclass(frozen=True)
class Side:
    """The outlets that state one value."""

    value: str
    independent_sources: int
    evidence: tuple[Evidence, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets on this side, by name."""
        return tuple(sorted({e.outlet for e in self.evidence}))


@dataclass(frozen=True)
class Compared:
    """Two statements and what comparing them says."""

    verdict: str
    score: float
    why: str
    levels: tuple[tuple[str, str, float], ...]  # name, value, weight
    left: Evidence | None
    right: Evidence | None


@dataclass(frozen=True)
class Claim:
    """What one or more sentences of a story state, with who says what."""

    key: str
    kind: str
    subject: str
    verdict: str
    text: str  # the representative sentence
    lang: str
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    independent_sources: int
    silent: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    story_title: str
    _row: Row = field(repr=False, compare=False)
    _payload: Row = field(repr=False, compare=False)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The values that are stated, each with its outlets."""
        found = []
        for index, group in enumerate(self._row["groups"]):
            stated = [p for p in self._row["positions"] if p["group"] == index]
            said = tuple(evidence(self._payload, p["sentence"], p["fact"]) for p in stated)
            found.append(Side(group["label"], group["independent_sources"], said))
        return tuple(found)

    @cached_property
    def comparisons(self) -> tuple[Compared, ...]:
        """Every comparison, the strongest verdicts and the most evidence first."""
        return tuple(_compared(self._payload, c) for c in sorted(self._row["comparisons"], key=_strength))

    @property
    def why(self) -> str:
        """The reason of the verdict in one line: of the strongest comparison, where there is one."""
        return str(self._row["why"])

    @property
    def heading(self) -> str:
        """What stands over the claim: its subject, "when" or "where", or the beginning of its sentence."""
        return heading(self.kind, self.subject, self.text)

    @property
    def score(self) -> float:
        """The evidence of the strongest comparison that both sides mean one fact: 0 is undecided, more is surer."""
        return self.comparisons[0].score if self.comparisons else 0.0

    def __str__(self) -> str:
        values = " | ".join(f"{s.value} ({', '.join(s.outlets)})" for s in self.sides)
        return f"{self.verdict}: {self.subject or self.text}: {values}"


@dataclass(frozen=True)
class Story:
    """The articles on one event and the claims in them."""

    key: str
    title: str
    articles: tuple[str, ...]  # article keys
    independent_sources: int
    first_seen: str | None
    last_seen: str | None
    claims: tuple[Claim, ...]

    @property
    def differences(self) -> tuple[Claim, ...]:
        """The claims on which outlets differ."""
        return tuple(c for c in self.claims if c.verdict == "differ")

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)


def _strength(comparison: Row) -> tuple[int, float]:
    return VERDICTS.index(comparison["verdict"]), -comparison["score"]


def ranked(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by the strength of their verdict, then by their evidence, how many sources and their key."""
    return tuple(
        sorted(claims, key=lambda c: (VERDICTS.index(c.verdict), -c.score, -c.independent_sources, c.key))
    )  # fmt: skip


def evidence(payload: Row, sentence: int, fact: int | None) -> Evidence:
    """The evidence of a sentence and, where there is one, its fact."""
    row = payload["sentences"][str(sentence)]
    article = payload["articles"][row["article"]]
    read = payload["facts"].get(str(fact)) if fact is not None else None
    origin = article["origin"]
    return Evidence(
        outlet=article["outlet"], article=article["key"], url=article["url"], title=article["title"],
        lang=row["lang"], published=article["published"], text=row["text"],
        start=max(read["start"], 0) if read else 0, end=max(read["end"], 0) if read else 0,
        value=read["label"] if read else "", copy_of=origin["outlet"] if origin else "",
    )  # fmt: skip


def _compared(payload: Row, row: Row) -> Compared:
    sides = []
    for fact in (row["left"], row["right"]):
        read = payload["facts"].get(str(fact)) if fact is not None else None
        sides.append(evidence(payload, read["sentence"], fact) if read else None)
    levels = tuple((v["name"], v["value"], v["weight"]) for v in row["levels"])
    return Compared(row["verdict"], row["score"], row["why"], levels, sides[0], sides[1])


def _claim(payload: Row, row: Row, story_title: str) -> Claim:
    sentence = payload["sentences"].get(str(row["representative"]), {"text": "", "lang": ""})
    return Claim(
        key=row["key"], kind=row["kind"], subject=row["subject"], verdict=row["verdict"], text=sentence["text"],
        lang=sentence["lang"], outlets=tuple(row["outlets"]), languages=tuple(row["languages"]),
        independent_sources=row["independent_sources"], silent=tuple(row["silent"]), first_seen=row["first_seen"],
        last_seen=row["last_seen"], story_title=story_title, _row=row, _payload=payload,
    )  # fmt: skip


def stories(payload: Row) -> tuple[Story, ...]:
    """The stories of a payload, those with the most disagreements and then the largest first."""
    by_id = {c["id"]: c for c in payload["claims"]}
    keys = [a["key"] for a in payload["articles"]]
    found = []
    for row in payload["stories"]:
        claims = ranked(_claim(payload, by_id[i], row["title"]) for i in row["claims"])
        found.append(Story(
            key=row["key"], title=row["title"], articles=tuple(keys[i] for i in row["articles"]),
            independent_sources=row["independent_sources"], first_seen=row["first_seen"], last_seen=row["last_seen"],
            claims=claims,
        ))  # fmt: skip
    return tuple(sorted(found, key=lambda s: (-len(s.differences), -len(s.articles), s.key)))


def outlets(payload: Row) -> tuple[Outlet, ...]:
    """The outlets of a payload by name."""
    return tuple(Outlet(o["name"], o["articles"], tuple(o["languages"])) for o in payload["outlets"])
