"""One statement, or a whole draft, against a workspace: who backs it, who differs and by what, who is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from claimcmp.match.figures import QUANTITIES
from claimcmp.model import Fact, Verdict
from claimcmp.query.corpus import Corpus
from claimcmp.query.stances import READ_FROM, STRENGTH, Stance, beside, settled, stating

if TYPE_CHECKING:
    import numpy as np

    from claimcmp.match import FactView

NEIGHBOURS = 64  # sentences looked at for each sentence of a statement
CHECKED_SIMILARITY = 0.6  # a fact check this near is shown as one of the same claim
MOST_NEAR = 12  # outlets whose nearest sentence is shown where no fact can be compared
MIN_SIMILARITY = 0.35  # below this a sentence is about something else; facts decide above it
__all__ = ["Answer", "Corpus", "Evidence", "Found", "check", "search"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one sentence of the workspace says on a fact of the statement."""

    verdict: str
    why: str
    outlet: str
    lang: str
    published: float | None
    url: str
    article: str
    sentence: str
    start: int
    end: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One fact of the statement (or, without a typed fact, its sentence) and what the outlets say on it."""

    sentence: str
    kind: str
    start: int
    end: int
    text: str
    evidence: tuple[Evidence, ...]
    silent: tuple[str, ...]
    checked: tuple[Evidence, ...] = ()  # published fact checks near the sentence; their claims back nobody

    def outlets(self, verdict: str) -> list[str]:
        """The outlets with a verdict, in order of their evidence."""
        return list(dict.fromkeys(e.outlet for e in self.evidence if e.verdict == verdict))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence found by ``search``."""

    similarity: float
    outlet: str
    lang: str
    published: float | None
    url: str
    article: str
    sentence: str
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def search(
    corpus: Corpus, query: str, *, lang: str = "", outlet: str = "", in_lang: str = "", since: float | None = None,
    until: float | None = None, limit: int = 20,
) -> list[Found]:  # fmt: skip
    """Sentences nearest in meaning to a query, in any language, with the claims that they state."""
    import pyarrow.compute as pc

    lang = lang or detect(query)
    mask = corpus.mask(outlet=outlet, lang=in_lang, since=since, until=until)
    hits = corpus.nearest(corpus.encode([query], [lang]), limit, mask)[0]
    members = corpus.space.table("members")
    keys = corpus.space.table("claims")["key"].to_pylist()
    found = []
    for sentence, similarity in hits:
        row = corpus.sentence_row(sentence)
        article = corpus.article_row(row["article"])
        claims = members.filter(pc.equal(members["sentence"], sentence))["claim"].to_pylist()
        found.append(Found(
            round(similarity, 4), article["outlet"], row["lang"], article["published"], article["url"],
            article["key"], row["text"], tuple(sorted({keys[c] for c in claims})),
        ))  # fmt: skip
    return found


def detect(text: str) -> str:
    """The language of a statement, by the same means as an article's."""
    from claimcmp.languages.detect import detect as detect_in

    return detect_in(text)


def check(corpus: Corpus, text: str, *, lang: str = "", published: float | None = None) -> list[Answer]:
    """Check every sentence of a statement or a draft; one answer a fact, in the order of the text.

    ``published`` (UTC seconds) resolves relative days in the statement; without it they stay open.
    """
    from claimcmp.ingest import from_objects
    from claimcmp.segment import split

    lang = lang or detect(text)
    articles = from_objects(
        [{"text": text, "lang": lang, "outlet": "statement", "published": published}], corpus.settings.ingest, []
    )
    rows = split(articles).to_pylist() or [{"text": text.strip(), "lang": lang, "id": 0}]
    vectors = corpus.encode([r["text"] for r in rows], [r["lang"] for r in rows])
    answers: list[Answer] = []
    for row, vector, hits in zip(rows, vectors, corpus.nearest(vectors, NEIGHBOURS), strict=True):
        near = [(s, score) for s, score in hits if score >= MIN_SIMILARITY]
        answers.extend(_check_sentence(_Statement(row["text"], row["lang"], published, vector), corpus, near))
    return answers


@dataclass(frozen=True, slots=True)
class _Statement:
    """One sentence of what is checked."""

    text: str
    lang: str
    published: float | None
    vector: np.ndarray

    def views(self) -> list[FactView]:
        """Its facts."""
        from claimcmp.facts import read
        from claimcmp.facts.sentence import SentenceText
        from claimcmp.match import FactView

        own = tuple(read(SentenceText(self.text, self.lang, reference=self.published)))
        return [FactView(f, -1, self.text, self.lang, -1, "statement", self.published, own) for f in own]


class _Read:
    """Sentences of the workspace by their ids: row, article and facts, each read once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._seen: dict[int, tuple[Mapping[str, Any], Mapping[str, Any], list[FactView]]] = {}

    def __getitem__(self, sentence: int) -> tuple[Mapping[str, Any], Mapping[str, Any], list[FactView]]:
        from claimcmp.match import FactView

        if sentence not in self._seen:
            row = self._corpus.sentence_row(sentence)
            article = self._corpus.article_row(row["article"])
            stored = self._corpus.facts_of(sentence)
            self._seen[sentence] = (row, article, [
                FactView(f, sentence, row["text"], row["lang"], row["article"], article["outlet"],
                         article["published"], stored) for f in stored
            ])  # fmt: skip
        return self._seen[sentence]


def _check_sentence(statement: _Statement, corpus: Corpus, near: list[tuple[int, float]]) -> list[Answer]:
    from claimcmp.comparer import compare_facts

    checks = [(s, x) for s, x in near if x >= CHECKED_SIMILARITY and corpus.is_fact_check(s)]
    near = [(s, x) for s, x in near if not corpus.is_fact_check(s)]
    theirs, text = _Read(corpus), statement.text
    checked = tuple(_evidence(*theirs[s][:2], None, score) for s, score in checks)
    answers = []
    for view in statement.views():
        found = [_strongest(view, theirs[sentence][2], similarity, compare_facts) for sentence, similarity in near]
        stances = settled(view, [s for s in found if s is not None])
        if not stances and view.fact.kind not in QUANTITIES:
            continue
        told = {s.view.sentence: s.similarity for s in stances}
        looked = {s: x for s, x in near if x >= READ_FROM}
        for sentence in corpus.beside(s.view.fact.id for s in stances):
            looked.setdefault(sentence, told.get(sentence) or corpus.cosine(statement.vector, sentence))
        ranked = sorted(looked.items(), key=lambda row: (-row[1], row[0]))
        stances += beside(view, [(theirs[s][2], x) for s, x in ranked], {s.view.outlet for s in stances},
                          lambda a, b: compare_facts(a, b).score)  # fmt: skip
        evidence = [_evidence(*theirs[s.view.sentence][:2], s, s.similarity) for s in stances]
        if evidence:
            evidence += _nearest(theirs, [(s, x) for s, x in near if x >= READ_FROM], {e.outlet for e in evidence})
            answers.append(_answer(corpus, text, view.fact, evidence, [s for s, _ in near], checked))
    if not answers:  # no typed fact in common: show what is near, without a verdict
        nearest = _nearest(theirs, near, ())
        spoken = {e.outlet for e in nearest}
        whole = Fact(kind="", start=0, end=len(text))
        answers.append(_answer(corpus, text, whole, nearest[:MOST_NEAR], [s for s, _ in near[:5]], checked, spoken))
    return answers


def _nearest(theirs: _Read, near: list[tuple[int, float]], spoken: Iterable[str]) -> list[Evidence]:
    """The nearest sentence of every outlet that is not among ``spoken``, without a verdict."""
    found: dict[str, Evidence] = {}
    for sentence, score in near:
        found.setdefault(theirs[sentence][1]["outlet"], _evidence(*theirs[sentence][:2], None, score))
    return [e for outlet, e in found.items() if outlet not in set(spoken)]


def _strongest(view: FactView, others: Sequence[FactView], similarity: float, compare_facts: Any) -> Stance | None:
    best: Stance | None = None
    stated = stating(view, others)
    for other in others:
        if other.fact.kind != view.fact.kind:
            continue
        judged = compare_facts(view, other, similarity=similarity)
        verdict = str(judged.verdict)
        if verdict not in STRENGTH:
            continue
        if stated is not None and verdict in (Verdict.DIFFER, Verdict.UPDATED):
            verdict, other = str(Verdict.COMPATIBLE), stated
            judged = replace(judged, why="the sentence gives this value too")
        if best is None or (STRENGTH[verdict], judged.score) > (STRENGTH[best.verdict], best.score):
            best = Stance(other, verdict, judged.why, judged.score, similarity)
    return best


def _evidence(
    row: Mapping[str, Any], article: Mapping[str, Any], stance: Stance | None, similarity: float
) -> Evidence:
    fact = stance.view.fact if stance else None
    return Evidence(
        stance.verdict if stance else "near", stance.why if stance else "",
        article["outlet"], row["lang"], article["published"], article["url"], article["key"], row["text"],
        fact.start if fact else -1, fact.end if fact else -1, round(similarity, 4),
    )  # fmt: skip


def _answer(
    corpus: Corpus, text: str, fact: Fact, evidence: list[Evidence], near: list[int], checked: tuple[Evidence, ...],
    spoken: Iterable[str] = (),
) -> Answer:  # fmt: skip
    """The evidence as one answer; outlets in ``spoken`` and in the evidence are not silent."""
    evidence.sort(key=lambda e: (-STRENGTH.get(e.verdict, 0), -e.similarity, e.article))
    spoken = {e.outlet for e in evidence}.union(spoken)
    articles = {corpus.sentence_row(s)["article"] for s in near[:8]}
    silent = sorted(_story_outlets(corpus, articles) - spoken)
    words = text[fact.start : fact.end]
    return Answer(text, fact.kind, fact.start, fact.end, words, tuple(evidence), tuple(silent), checked)


def _story_outlets(corpus: Corpus, articles: set[int]) -> set[str]:
    """Outlets of the stories that hold any of the articles."""
    stories = {corpus.story_of[a] for a in articles if a in corpus.story_of}
    return {corpus.article_row(a)["outlet"] for s in stories for a in corpus.stories[s]}
