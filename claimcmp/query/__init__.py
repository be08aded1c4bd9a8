"""One statement, or a whole draft, against a workspace: who backs it, who differs and by what, who is silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from claimcmp.model import Fact, Verdict
from claimcmp.query.corpus import Corpus
from claimcmp.query.stances import STRENGTH, Stance, settled, stating

if TYPE_CHECKING:
    from claimcmp.match import FactView

NEIGHBOURS = 64  # sentences looked at for each sentence of a statement
CHECKED_SIMILARITY = 0.6  # a fact check this near is shown as one of the same claim
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
    for row, hits in zip(rows, corpus.nearest(vectors, NEIGHBOURS), strict=True):
        near = [(s, score) for s, score in hits if score >= MIN_SIMILARITY]
        answers.extend(_check_sentence(corpus, row["text"], row["lang"], published, near))
    return answers


def _check_sentence(
    corpus: Corpus, text: str, lang: str, published: float | None, near: list[tuple[int, float]]
) -> list[Answer]:
    from claimcmp.comparer import compare_facts
    from claimcmp.facts import read
    from claimcmp.facts.sentence import SentenceText
    from claimcmp.match import FactView

    checks = [(s, x) for s, x in near if x >= CHECKED_SIMILARITY and corpus.is_fact_check(s)]
    near = [(s, x) for s, x in near if not corpus.is_fact_check(s)]
    own = tuple(read(SentenceText(text, lang, reference=published)))
    mine = [FactView(f, -1, text, lang, -1, "statement", published, own) for f in own]
    theirs = {}
    for sentence, _ in (*near, *checks):
        row = corpus.sentence_row(sentence)
        article = corpus.article_row(row["article"])
        stored = corpus.facts_of(sentence)
        theirs[sentence] = (row, article, [
            FactView(f, sentence, row["text"], row["lang"], row["article"], article["outlet"], article["published"],
                     stored) for f in stored
        ])  # fmt: skip
    checked = tuple(_evidence(*theirs[s][:2], None, score) for s, score in checks)
    answers = []
    for view in mine:
        found = [_strongest(view, theirs[sentence][2], similarity, compare_facts) for sentence, similarity in near]
        evidence = [_evidence(*theirs[s.view.sentence][:2], s, s.similarity)
                    for s in settled(view, [s for s in found if s is not None])]  # fmt: skip
        if evidence:
            answers.append(_answer(corpus, text, view.fact, evidence, [s for s, _ in near], checked))
    if not answers:
        nearest = [
            _evidence(theirs[s][0], theirs[s][1], None, score) for s, score in near[:5]
        ]  # no typed fact in common: show what is near, without a verdict
        whole = Fact(kind="", start=0, end=len(text))
        answers.append(_answer(corpus, text, whole, nearest, [s for s, _ in near[:5]], checked))
    return answers


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
    corpus: Corpus, text: str, fact: Fact, evidence: list[Evidence], near: list[int], checked: tuple[Evidence, ...]
) -> Answer:
    evidence.sort(key=lambda e: (-STRENGTH.get(e.verdict, 0), -e.similarity, e.article))
    spoken = {e.outlet for e in evidence}
    articles = {corpus.sentence_row(s)["article"] for s in near[:8]}
    silent = sorted(_story_outlets(corpus, articles) - spoken)
    words = text[fact.start : fact.end]
    return Answer(text, fact.kind, fact.start, fact.end, words, tuple(evidence), tuple(silent), checked)


def _story_outlets(corpus: Corpus, articles: set[int]) -> set[str]:
    """Outlets of the stories that hold any of the articles."""
    stories = {corpus.story_of[a] for a in articles if a in corpus.story_of}
    return {corpus.article_row(a)["outlet"] for s in stories for a in corpus.stories[s]}
