"""The parts of the payload: what every format shows of each claim, story and article, built from the tables.

Only sentences and facts that a claim uses are in it. Nothing here depends on the clock or on the order of a hash.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from claimcmp.match.speakers import spoken
from claimcmp.model import Fact, Kind, Verdict
from claimcmp.report import labels, naming, reasons, speakers, subjects
from claimcmp.report.moments import iso
from claimcmp.report.sources import Sources

if TYPE_CHECKING:
    import pyarrow as pa

SINGLE = "single"
# From the strongest to the weakest; a claim's verdict is the strongest one among its comparisons.
STRENGTH = (Verdict.DIFFER, Verdict.UPDATED, Verdict.COMPATIBLE, Verdict.AGREE, Verdict.UNRELATED)
VERDICTS = (*(str(v) for v in STRENGTH), SINGLE)
_FACT_FIELDS = tuple(f.name for f in fields(Fact))
_SHOWN = ("sentence", "kind", "start", "end", "low", "high", "unit", "bound", "what", "what_start", "what_end",
          "concept", "speaker", "negated", "modality", "value")  # fmt: skip

Row = dict[str, Any]
STATEMENT = "statement"  # the kind of a claim that is a group of sentences
STATED = "stated"  # the label of a group that asserts what others deny


def rows(table: pa.Table | None) -> list[Row]:
    """A table's rows; none where the table is missing."""
    return [] if table is None else list(table.to_pylist())


def picked(table: pa.Table | None, ids: Iterable[int]) -> dict[int, Row]:
    """The rows of these ids (an id is a row number) by their id."""
    import pyarrow as pa

    wanted = sorted({i for i in ids if i is not None and i >= 0})
    if table is None or not wanted:
        return {}
    return dict(zip(wanted, table.take(pa.array(wanted, pa.int64())).to_pylist(), strict=True))


class Builder:
    """Builds the payload of one report out of its tables."""

    def __init__(self, tables: Mapping[str, pa.Table], *, unknown: str = "") -> None:
        self.articles = rows(tables["articles"].drop_columns(["text"])) if "articles" in tables else []
        self.unknown, self.apart = unknown, naming.told_apart(self.articles, unknown)
        self.claims = rows(tables.get("claims"))
        self.stories = rows(tables.get("stories"))
        naming.titled(self.stories, tables)
        self.origins = rows(tables.get("origins"))
        self.sources = Sources(self.articles, self.origins)
        self.positions: dict[int, list[Row]] = defaultdict(list)
        self.comparisons: dict[int, list[Row]] = defaultdict(list)
        for row in rows(tables.get("positions")):
            self.positions[row["claim"]].append(row)
        for row in rows(tables.get("comparisons")):
            self.comparisons[row["claim"]].append(row)
        members = rows(tables.get("members"))
        self._fill_positions(members)
        self.claims = [c for c in self.claims if self._told(c["id"])]
        self.compared = {p["sentence"] for claim in self.comparisons for p in self.positions[claim]}
        used = [r for some in self.positions.values() for r in some]
        compared = [r for some in self.comparisons.values() for r in some]
        facts = [r["fact"] for r in used] + [r[side] for r in compared for side in ("left", "right")]
        self.facts = picked(tables.get("facts"), facts)
        sentences = [r["sentence"] for r in used] + [c["representative"] for c in self.claims]
        self.sentences = picked(tables.get("sentences"), [*sentences, *(f["sentence"] for f in self.facts.values())])
        spoken = (f["speaker"] or f["value"] for f in self.facts.values() if f["speaker"] or f["kind"] == "attribution")
        self.speakers = speakers.names(tables, spoken)
        self.labels = {i: self._label(i, row) for i, row in self.facts.items()}

    def _fill_positions(self, members: list[Row]) -> None:
        """A claim without positions (a group of paraphrases) takes them from its members."""
        have = set(self.positions)
        for row in members:
            if row["claim"] not in have:
                self.positions[row["claim"]].append(
                    {"article": None, "sentence": row["sentence"], "fact": row["fact"], "group": 0}
                )

    def _told(self, claim: int) -> bool:
        """Whether any article says something on a claim: sentences that are only near one another are no claim."""
        return any(p["group"] is None or p["group"] >= 0 for p in self.positions[claim])

    def _label(self, fact_id: int, row: Row) -> str:
        sentence = self.sentences.get(row["sentence"])
        text = sentence["text"][row["start"] : row["end"]] if sentence and row["start"] >= 0 else ""
        if row["kind"] == Kind.ATTRIBUTION:
            text = self.speakers.get(row["value"], text)
        return labels.label(_fact(row), text)

    def article_of(self, position: Row) -> int:
        """The article that takes a position."""
        if position["article"] is not None and position["article"] >= 0:
            return int(position["article"])
        sentence = self.sentences.get(position["sentence"])
        return int(sentence["article"]) if sentence else -1

    def outlet(self, article: int) -> str:
        """An article's outlet, "" for an unknown article."""
        return str(self.articles[article]["outlet"]) if 0 <= article < len(self.articles) else ""

    def claim(self, row: Row) -> Row:
        """One claim with its groups, positions, silent outlets and comparisons."""
        row = self._as_told(row)
        stated, silent = self._positions(row)
        groups = self._groups(stated)
        if row["kind"] == Kind.POLARITY:  # a sentence without a fact of its own asserts what others deny
            groups = [g if g["facts"] else {**g, "label": STATED} for g in groups]
        compared = [self._comparison(c) for c in self.comparisons.get(row["id"], ())]
        shown = [c for c in compared if c["verdict"] != Verdict.SILENT]
        speaking = {self.outlet(p["article"]) for p in stated}
        quiet = {self.outlet(self.article_of(p)) for p in silent} - speaking - {""}
        own = self.sources.independent(p["article"] for p in stated)
        independent = min(row["independent_sources"] or own, own)  # not those whose sentences say something else
        verdict = strongest(shown, independent=independent, groups=groups)
        return {
            "id": row["id"], "key": row["key"], "story": row["story"], "kind": row["kind"], "slot": row["slot"],
            "subject": self._subject(row, stated), "verdict": verdict,
            "why": reasons.reason(verdict, shown, groups, independent=independent, single=SINGLE,
                                  compared=any(p["sentence"] in self.compared for p in stated)),
            "representative": self._heading(row["representative"], stated),
            "outlets": self._named(row["outlets"], stated),
            "languages": sorted(row["languages"] or ()), "independent_sources": independent,
            "first_seen": iso(row["first_seen"]), "last_seen": iso(row["last_seen"]), "groups": groups,
            "positions": stated, "silent": sorted(quiet), "comparisons": shown,
        }  # fmt: skip

    def _as_told(self, row: Row) -> Row:
        """A group of sentences that is told as who or as who says so is a claim of that kind."""
        kinds = {c["kind"] for c in self.comparisons.get(row["id"], ())}
        return {**row, "kind": kinds.pop()} if row["kind"] == STATEMENT and len(kinds) == 1 else row

    def _named(self, outlets: list[str] | None, stated: list[Row]) -> list[str]:
        """A claim's outlets, those of unknown name told apart."""
        own = {self.outlet(p["article"]) for p in stated if p["article"] in self.apart}
        return sorted({*(outlets or ()), *own} - ({self.unknown} if own else set()))

    def _positions(self, row: Row) -> tuple[list[Row], list[Row]]:
        stated, silent = [], []
        for p in self.positions.get(row["id"], ()):
            if p["group"] is not None and p["group"] < 0:
                silent.append(p)
                continue
            fact = p["fact"] if p["fact"] in self.facts else None
            stated.append(
                {"article": self.article_of(p), "sentence": p["sentence"], "fact": fact, "group": p["group"] or 0}
            )
        stated.sort(key=lambda p: (p["group"], self._published(p["article"]), p["article"], p["sentence"]))
        return stated, silent

    def _published(self, article: int) -> float:
        when = self.articles[article]["published"] if 0 <= article < len(self.articles) else None
        return float("inf") if when is None else float(when)

    def _groups(self, stated: list[Row]) -> list[Row]:
        groups = []
        for index in range(max((p["group"] for p in stated), default=-1) + 1):
            inside = [p for p in stated if p["group"] == index]
            facts = sorted({p["fact"] for p in inside if p["fact"] is not None})
            articles = sorted({p["article"] for p in inside})
            groups.append({
                "label": labels.common(self._reader_first(facts)), "articles": articles,
                "independent_sources": self.sources.independent(articles), "facts": facts,
            })  # fmt: skip
        return groups

    def _reader_first(self, facts: list[int]) -> list[str]:
        """Labels of a group's facts; names as English writes them where an English sentence has them."""
        named = [f for f in facts if self.facts[f]["kind"] in ("place", "person", "organization", "attribution")]
        english = [f for f in named if self.sentences[self.facts[f]["sentence"]]["lang"] == "en"]
        if named and not english:
            return [labels.canonical(_fact(self.facts[f])) or self.labels[f] for f in named]
        return [self.labels[f] for f in (english or facts)]

    def _heading(self, representative: int, stated: list[Row]) -> int:
        """The sentence that stands for a claim: one that says it, of English ones where there are such."""
        said = [p["sentence"] for p in stated]
        english = [s for s in said if self.sentences[s]["lang"] == "en"]
        shown = english or said or [representative]
        return representative if representative in shown else int(shown[0])

    def _subject(self, row: Row, stated: list[Row]) -> str:
        """What the claim is about, in the words of ``subjects``."""
        facts = [self.facts[p["fact"]] for p in stated if p["fact"] is not None]
        langs = [self.sentences[f["sentence"]]["lang"] for f in facts]
        return subjects.denied(facts, langs) if row["kind"] == Kind.POLARITY else subjects.subject(facts, langs)

    def _comparison(self, row: Row) -> Row:
        levels = [
            {"name": v["name"], "value": v["value"], "weight": round(v["weight"], 4)} for v in row["levels"] or ()
        ]
        return {
            "left": _side(row["left"]), "right": _side(row["right"]),
            "left_group": row["left_group"], "right_group": row["right_group"], "verdict": row["verdict"],
            "score": round(float(row["score"] or 0.0), 4), "levels": levels, "why": row["why"] or "",
        }  # fmt: skip

    def story(self, row: Row, claims: list[Row]) -> Row:
        """One story with the count of its verdicts."""
        found = Counter(c["verdict"] for c in claims)
        return {
            "id": row["id"], "key": row["key"], "title": row["title"], "articles": sorted(row["articles"] or ()),
            "first_seen": iso(row["first_seen"]), "last_seen": iso(row["last_seen"]),
            "independent_sources": self.sources.independent(row["articles"] or ()),
            "verdicts": {v: found[v] for v in VERDICTS if found[v]}, "claims": [c["id"] for c in claims],
        }  # fmt: skip

    def article(self, row: Row) -> Row:
        """One article with its origin."""
        origin = self.sources.origin(row["id"])
        return {
            "id": row["id"], "key": row["key"], "outlet": row["outlet"], "lang": row["lang"], "title": row["title"],
            "url": row["url"], "published": iso(row["published"]), "source": self.sources.root(row["id"]),
            "origin": None if origin is None else {
                "article": _side(origin["origin"]), "outlet": self.outlet(origin["origin"]) or origin["credit"],
                "relation": origin["relation"], "share": round(float(origin["share"] or 0.0), 4),
                "credit": origin["credit"], "why": origin["why"],
            },
        }  # fmt: skip

    def outlets(self) -> list[Row]:
        """Outlets with the count of their articles, by name."""
        langs: dict[str, set[str]] = defaultdict(set)
        count: Counter[str] = Counter()
        for row in self.articles:
            langs[row["outlet"]].add(row["lang"])
            count[row["outlet"]] += 1
        return [{"name": n, "articles": count[n], "languages": sorted(langs[n])} for n in sorted(count)]

    def shown_facts(self) -> dict[str, Row]:
        """The facts that claims use, by id."""
        return {str(i): self._shown(i, f) for i, f in sorted(self.facts.items())}

    def _shown(self, fact_id: int, row: Row) -> Row:
        speaker = self.speakers.get(row["speaker"]) or spoken(row["speaker"])
        return {"label": self.labels[fact_id], **{k: row[k] for k in _SHOWN}, "speaker": speaker}

    def shown_sentences(self) -> dict[str, Row]:
        """The sentences that claims use, by id."""
        keys = ("article", "start", "end", "lang", "text", "position")
        return {str(i): {k: s[k] for k in keys} for i, s in sorted(self.sentences.items())}


def _fact(row: Row) -> Fact:
    known = {k: v for k, v in row.items() if k in _FACT_FIELDS}
    return Fact(**{**known, "candidates": tuple((a, b) for a, b in row["candidates"] or ())})


def _side(row_id: int | None) -> int | None:
    return row_id if row_id is not None and row_id >= 0 else None


def strongest(comparisons: list[Row], *, independent: int, groups: list[Row]) -> str:
    """A claim's verdict: the strongest of its comparisons, "single" where one source alone states it.

    Copies of one text that agree with one another confirm nothing; copies that differ (a changed figure) do count.
    Sides that were never set against each other are held apart ("unrelated"), not called agreement.
    """
    found = {c["verdict"] for c in comparisons}
    best = next((str(v) for v in STRENGTH if v in found), "")
    if best in (Verdict.DIFFER, Verdict.UPDATED):
        return best
    if independent <= 1 or len({a for g in groups for a in g["articles"]}) <= 1:
        return SINGLE
    if best == Verdict.COMPATIBLE:
        return best
    across = any(c["verdict"] == Verdict.AGREE and c["left_group"] != c["right_group"] for c in comparisons)
    stated = [g for g in groups if g["articles"]]
    confirmed = any(g["independent_sources"] > 1 for g in stated) and (len(stated) == 1 or bool(found))
    return str(Verdict.AGREE) if across or confirmed else str(Verdict.UNRELATED)
