"""Across a story: the positions of the articles on every claim, their groups by value, and the groups compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from claimcmp.comparer.judge import Judgement
from claimcmp.comparer.members import Evidence, compare_members, evidence_of, too_lone
from claimcmp.comparer.nli import checked
from claimcmp.comparer.told import told
from claimcmp.comparer.updates import LATER, apart, maybe_later, same_count, size
from claimcmp.config import CompareSettings
from claimcmp.match import FactView
from claimcmp.match.figures import QUANTITIES
from claimcmp.match.origins import roots
from claimcmp.match.same import running
from claimcmp.model import Fact, Kind, Relation, Verdict, schemas

if TYPE_CHECKING:
    import pyarrow as pa

# Names stand in nearly every sentence: that two texts name one place is no news, that they place one event apart is.
SETTING = (Kind.ORGANIZATION, Kind.ATTRIBUTION)
COPIES = (Relation.COPY, Relation.NEAR_COPY)
ASSERTED = "affirmed"  # what a sentence without a fact of its own says of what others deny
_FACT_COLUMNS = tuple(f.name for f in fields(Fact))


@dataclass(slots=True)
class Stand:
    """What one article says on a claim: its facts in reading order and the group that it belongs to."""

    article: int
    views: list[FactView]
    group: int = -1
    chosen: FactView | None = None


def compare_claims(
    tables: Mapping[str, pa.Table],
    settings: CompareSettings,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[pa.Table, pa.Table]:
    """Tables (positions, comparisons) over articles, sentences, origins, stories, claims, members and facts.

    Every article of a claim's story gets a position: the group of outlets that state the same value, or -1 for a
    silent one; a copy without a sentence of its own stands where its origin stands. Groups are compared through the two
    reports that were published nearest to each other. Where ``tables`` holds ``edges`` a conflict in a slot that the
    story is sure of is told too.
    """
    import pyarrow as pa

    source, evidence = _Source(tables), evidence_of(tables)
    positions: list[dict[str, Any]] = []
    comparisons: list[dict[str, Any]] = []
    claims = tables["claims"].select(["id", "story", "kind", "slot"]).to_pylist()
    for done, claim in enumerate(claims):
        stands = source.stands(claim["id"], claim["story"], claim["kind"])
        groups = _grouped(stands, evidence)
        positions += _positions(claim["id"], stands, source.story_articles(claim["story"]))
        for row in told(_compared(claim, stands, groups, evidence, settings), source.sources(stands), len(groups)):
            comparisons.append({"id": len(comparisons), **row})
        if progress is not None:
            progress(done + 1, len(claims))
    spec = schemas()
    return (
        pa.Table.from_pylist(positions, schema=spec["positions"]),
        pa.Table.from_pylist(comparisons, schema=spec["comparisons"]),
    )


class _Source:
    """The tables by claim: which facts each article of a story states."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._sentences = tables["sentences"].select(["article", "text", "lang"]).to_pydict()
        self._facts = tables["facts"].select(_FACT_COLUMNS).to_pydict()
        self._seen: dict[int, dict[int, FactView]] = {}
        articles = tables["articles"].select(["outlet", "published"]).to_pydict()
        self._outlets, self._published = articles["outlet"], articles["published"]
        self._articles_of = dict(
            zip(tables["stories"]["id"].to_pylist(), tables["stories"]["articles"].to_pylist(), strict=True)
        )
        self._members: dict[int, list[tuple[int, int]]] = {}
        for row in tables["members"].select(["claim", "sentence", "fact"]).to_pylist():
            self._members.setdefault(row["claim"], []).append((row["sentence"], row["fact"]))
        self._copy_of = {
            row["article"]: row["origin"]
            for row in tables["origins"].select(["article", "origin", "relation"]).to_pylist()
            if row["relation"] in COPIES and row["origin"] >= 0
        }
        self._roots = roots(tables["origins"])
        self._by_sentence = self._facts_of_sentences()

    def _facts_of_sentences(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row, sentence in enumerate(self._facts["sentence"]):
            found.setdefault(sentence, []).append(row)
        return found

    def story_articles(self, story: int) -> list[int]:
        """The articles of a story in order."""
        return sorted(self._articles_of.get(story, ()))

    def _fact(self, row: int) -> Fact:
        values = {name: self._facts[name][row] for name in _FACT_COLUMNS}
        return Fact(**{**values, "candidates": tuple(tuple(c) for c in values["candidates"] or ())})

    def _views(self, sentence: int) -> dict[int, FactView]:
        """The facts of a sentence by their rows: the same views in every claim, with what was read of them."""
        if sentence not in self._seen:
            self._seen[sentence] = self._read(sentence)
        return self._seen[sentence]

    def _read(self, sentence: int) -> dict[int, FactView]:
        article, text, lang = (self._sentences[name][sentence] for name in ("article", "text", "lang"))
        rows = self._by_sentence.get(sentence, [])
        facts = tuple(self._fact(r) for r in rows)
        outlet, published = self._outlets[article], self._published[article]
        return {
            r: FactView(f, sentence, text, lang, article, outlet, published, facts)
            for r, f in zip(rows, facts, strict=True)
        }

    def sources(self, stands: list[Stand]) -> int:
        """How many origins some articles come from; a rendering that credits another outlet counts with it."""
        return len({self._roots.get(s.article, s.article) for s in stands})

    def stands(self, claim: int, story: int, kind: str = "") -> list[Stand]:
        """What the articles of a claim say, the earliest first; members without a fact keep an empty one.

        A sentence without a fact in a claim of acts asserts what others deny.
        """
        by_article: dict[int, list[FactView]] = {}
        for sentence, fact in sorted(self._members.get(claim, ())):
            views = self._views(sentence)
            view = views.get(fact) or self._bare(sentence, kind)
            by_article.setdefault(view.article, []).append(view)
        stands = [Stand(article, views) for article, views in by_article.items()]
        for article in self.story_articles(story):
            origin = self._copy_of.get(article)
            if article not in by_article and origin in by_article:
                stands.append(Stand(article, by_article[origin]))
        return sorted(stands, key=lambda s: (self._when(s.article), s.article))

    def _when(self, article: int) -> float:
        published = self._published[article]
        return float("inf") if published is None else float(published)

    def _bare(self, sentence: int, kind: str) -> FactView:
        article = self._sentences["article"][sentence]
        return FactView(
            Fact(Kind.POLARITY, 0, 0, value=ASSERTED, id=-1) if kind == Kind.POLARITY else Fact("", 0, 0),
            sentence,
            self._sentences["text"][sentence],
            self._sentences["lang"][sentence],
            article,
            self._outlets[article],
            self._published[article],
        )


def _judged(left: FactView, right: FactView, evidence: Evidence) -> Judgement:
    key = f"judged against {right.fact.id}"
    if right.fact.id < 0 or key not in left.memo:  # asked for again by every group that holds one of the two
        left.memo[key] = compare_members(left, right, evidence=evidence(left.fact.id, right.fact.id))
    found: Judgement = left.memo[key]
    return found


def _same_value(left: FactView, right: FactView, evidence: Evidence) -> bool:
    if not left.fact.kind or not right.fact.kind:
        return not left.fact.kind and not right.fact.kind
    return _judged(left, right, evidence).verdict == Verdict.AGREE


def _grouped(stands: list[Stand], evidence: Evidence) -> list[FactView]:
    """Put every article into the group of its value; the representatives of the groups, in order."""
    representatives: list[FactView] = []
    for stand in stands:
        for view in stand.views:
            for number, other in enumerate(representatives):
                if view.fact == other.fact or _same_value(other, view, evidence):
                    stand.group, stand.chosen = number, view
                    break
            if stand.chosen is not None:
                break
        if stand.chosen is None:
            stand.chosen, stand.group = stand.views[0], len(representatives)
            representatives.append(stand.views[0])
    return representatives


def _positions(claim: int, stands: list[Stand], articles: list[int]) -> list[dict[str, Any]]:
    at = {s.article: s for s in stands}
    rows = []
    for article in sorted({*articles, *at}):
        stand = at.get(article)
        chosen = stand.chosen if stand else None
        rows.append(
            {
                "claim": claim,
                "article": article,
                "sentence": chosen.sentence if chosen else -1,
                "fact": chosen.fact.id if chosen else -1,
                "group": stand.group if stand else -1,
            }
        )
    return rows


def _compared(
    claim: dict[str, Any],
    stands: list[Stand],
    groups: list[FactView],
    evidence: Evidence,
    settings: CompareSettings,
) -> list[dict[str, Any]]:
    """The comparisons of a claim: each pair of groups, and each group whose outlets agree."""
    rows = []
    for number, first in enumerate(groups):
        second = next(
            (s.chosen for s in stands if s.group == number and s.chosen and s.chosen.article != first.article), None
        )
        if second is not None and first.fact.kind and first.fact.kind not in SETTING:
            rows.append(_row(claim, first, second, number, number, _judged(first, second, evidence)))
    for (i, left), (j, right) in combinations(enumerate(groups), 2):
        if left.article == right.article or not left.fact.kind or not right.fact.kind:
            continue
        if _holds_both(stands, i, j, evidence, groups):
            continue
        first, second, judged = _best(_closest(stands, i, j) or [(left, right)], evidence)
        judged = checked(judged, first, second, settings)
        known = evidence(first.fact.id, second.fact.id)
        if judged.verdict == Verdict.DIFFER and too_lone(first, second, known, agreed=len(groups) < len(stands)):
            continue
        if judged.verdict == Verdict.UPDATED and _back_and_forth(stands, i, j, groups):
            judged = replace(judged, verdict=Verdict.DIFFER, why=f"{judged.why}; told before and after")
        if judged.verdict == Verdict.DIFFER and _counted_on(first, second, stands):
            judged = replace(judged, verdict=Verdict.UPDATED, why=f"{judged.why}; every later report holds more")
        if judged.verdict == Verdict.DIFFER and maybe_later(first, second):
            verdict = Verdict.DIFFER if settings.count_possible_updates else Verdict.UPDATED
            judged = replace(judged, verdict=verdict, why=f"{judged.why}; {LATER}")
        quiet = first.fact.kind in SETTING and judged.verdict not in (Verdict.DIFFER, Verdict.UPDATED)
        if judged.verdict != Verdict.UNRELATED and not quiet:
            rows.append(_row(claim, first, second, i, j, judged))
    return rows


COUNTED_ON = 3  # values of a count, each greater than the one before, from which it is one that goes on
TRIED = 12  # pairs of reports of two groups that are looked at for one that is safely on one fact


def _best(
    pairs: list[tuple[FactView, FactView]], evidence: Evidence
) -> tuple[FactView, FactView, Judgement]:
    """The first pair of reports that is safely on one fact, else the first one, with its judgement."""
    judged = ((a, b, _judged(a, b, evidence)) for a, b in pairs[:TRIED])
    first = next(judged)
    if first[2].verdict != Verdict.UNRELATED:
        return first
    return next((found for found in judged if found[2].verdict != Verdict.UNRELATED), first)


def _closest(stands: list[Stand], i: int, j: int) -> list[tuple[FactView, FactView]]:
    """The pairs of positions of two groups, those published nearest to each other first: the fairest to compare.

    Pairs of which a time is unknown come last.
    """
    pairs = [
        (_gap(a.chosen, b.chosen), a.article, b.article, a.chosen, b.chosen)
        for a in stands
        for b in stands
        if a.group == i and b.group == j and a.chosen and b.chosen and a.chosen.article != b.chosen.article
    ]
    return [p[3:] for p in sorted(pairs, key=lambda p: p[:3])]


def _gap(left: FactView, right: FactView) -> float:
    gap = apart(left, right)
    return float("inf") if gap is None else abs(gap)


def _counted_on(left: FactView, right: FactView, stands: list[Stand]) -> bool:
    """Whether two values are of a running count of which the reports give three or more, each later one a greater one.

    Two counts of one afternoon contradict one another; 200, then 310, then 520 are one count going on.
    """
    if not (running(left) and running(right)) or same_count(left, right):
        return False
    told = {(s.chosen.published, size(s.chosen)) for s in stands if s.chosen}
    values = [value for _, value in sorted((at, value) for at, value in told if at is not None and value is not None)]
    return len(set(values)) >= COUNTED_ON and values == sorted(values)


def _back_and_forth(stands: list[Stand], i: int, j: int, groups: list[FactView]) -> bool:
    """Whether the greater value was told before the smaller one too: then it is no running count."""
    if groups[i].fact.kind not in QUANTITIES:
        return False
    times = {
        g: [s.chosen.published for s in stands if s.group == g and s.chosen and s.chosen.published is not None]
        for g in (i, j)
    }
    low, high = sorted((i, j), key=lambda g: size(groups[g]) or 0.0)
    return bool(times[low]) and bool(times[high]) and min(times[high]) < min(times[low])


def _holds_both(stands: list[Stand], i: int, j: int, evidence: Evidence, groups: list[FactView]) -> bool:
    """Whether every article of one of two groups also states the other's value: it reports both sides."""
    for own, other in ((i, j), (j, i)):
        members = [s for s in stands if s.group == own]
        if members and all(any(_same_value(groups[other], v, evidence) for v in s.views) for s in members):
            return True
    return False


def _row(
    claim: dict[str, Any], left: FactView, right: FactView, left_group: int, right_group: int, judged: Judgement
) -> dict[str, Any]:
    return {
        "claim": claim["id"],
        "kind": claim["kind"],
        "slot": claim["slot"],
        "left": left.fact.id,
        "right": right.fact.id,
        "left_group": left_group,
        "right_group": right_group,
        "verdict": str(judged.verdict),
        "score": judged.score,
        "levels": [{"name": x.name, "value": x.value, "weight": x.weight} for x in judged.levels],
        "why": judged.why,
    }
