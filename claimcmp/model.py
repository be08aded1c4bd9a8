"""The row types of every table, their enums and their Arrow schemas.

A table is Arrow between stages; the id of a row is its row number. Python rows (the frozen dataclasses below)
exist only inside one batch or at the edges of the library.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


FACT_CHECK = "factcheck:"  # begins the key of an article that is a published fact check (ClaimReview)


class Kind(StrEnum):
    """What sort of fact a span states."""

    NUMBER = "number"  # a count of something: "13 soldiers"
    PERCENT = "percent"  # unit "percent" or "pp" (percentage points)
    MONEY = "money"  # unit: ISO 4217 code, or "" where the text leaves it open
    MEASURE = "measure"  # unit: canonical unit name ("kilometre", "tonne")
    DURATION = "duration"  # unit: "second" … "year"
    DATE = "date"  # low/high: seconds of local wall clock, unit: grain
    TIME = "time"  # a time of day without a date, seconds after midnight
    RECURRENCE = "recurrence"  # "every Friday", kept as such in ``value``
    ORDINAL = "ordinal"
    PLACE = "place"  # value: "place:UA", "place:UA/kyiv"
    PERSON = "person"  # value: script-independent skeleton
    ORGANIZATION = "organization"  # value: "org:NATO"
    POLARITY = "polarity"  # did it happen, was it denied
    ATTRIBUTION = "attribution"  # who says so


class Bound(StrEnum):
    """How a number's words bound it."""

    EXACT = "exact"
    APPROX = "approx"  # about, some, nearly
    MORE_THAN = "more_than"  # > value
    AT_LEAST = "at_least"  # >= value
    LESS_THAN = "less_than"  # < value
    AT_MOST = "at_most"  # <= value
    RANGE = "range"  # between … and …


class Verdict(StrEnum):
    """What comparing two readings of one fact says, from the strongest to the weakest."""

    DIFFER = "differ"
    UPDATED = "updated"
    COMPATIBLE = "compatible"
    AGREE = "agree"
    UNRELATED = "unrelated"
    SILENT = "silent"


class Relation(StrEnum):
    """How an article relates to its origin."""

    COPY = "copy"
    NEAR_COPY = "near_copy"
    TRANSLATION = "translation"
    CREDITED = "credited"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read; ``text`` is the cleaned body, ``published`` UTC seconds or None when unknown.

    ``utc_offset`` is the publication zone's offset in minutes where the input gave one: local dates are read in it.
    """

    id: int
    key: str
    outlet: str
    url: str
    title: str
    lang: str
    published: float | None
    utc_offset: int | None
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; ``start:end`` are code point offsets into the article's text (position -1: the title)."""

    id: int
    article: int
    position: int
    start: int
    end: int
    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """That an article comes from another one (or credits an outlet that is not in the input: ``origin`` -1)."""

    article: int
    origin: int
    relation: str
    share: float
    credit: str
    why: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences whose vectors are near."""

    left: int
    right: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event."""

    id: int
    key: str
    title: str
    articles: tuple[int, ...]
    first_seen: float | None
    last_seen: float | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one or more sentences of a story state; ``key`` is stable across runs and additions."""

    id: int
    key: str
    story: int
    kind: str
    slot: str
    representative: int
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    independent_sources: int
    first_seen: float | None
    last_seen: float | None


@dataclass(frozen=True, slots=True)
class Member:
    """That a sentence states a claim, through ``fact`` (-1: a paraphrase without a typed fact)."""

    claim: int
    sentence: int
    fact: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Fact:
    """One reading of a span of a sentence.

    ``start:end``, ``what_start:what_end`` and ``cue_start:cue_end`` are code point offsets into the sentence's
    original text; -1 where there is no such span. Numbers are intervals ``[low, high]`` (None: unbounded). Dates are
    ``[low, high)`` in seconds since 1970-01-01T00:00 of the *local wall clock* of the publication, with ``unit``
    the grain ("minute", "hour", "part", "day", "week", "month", "year", …); a partial date that cannot be resolved
    has low = high = None and its canonical partial form in ``value`` ("XXXX-01-12", "weekday:3").
    """

    kind: str
    start: int
    end: int
    low: float | None = None
    high: float | None = None
    unit: str = ""
    bound: str = Bound.EXACT
    value: str = ""
    what: str = ""
    what_start: int = -1
    what_end: int = -1
    concept: str = ""
    cue_start: int = -1
    cue_end: int = -1
    candidates: tuple[tuple[float, float], ...] = ()
    role: str = ""
    scope: str = ""
    speaker: str = ""
    negated: bool = False
    modality: str = ""
    certainty: float = 1.0
    id: int = -1
    sentence: int = -1

    @property
    def approximate(self) -> bool:
        """Whether the words leave the value open ("about", "nearly")."""
        return self.bound == Bound.APPROX


@dataclass(frozen=True, slots=True)
class Level:
    """One comparison level: what was looked at, what was found, and its weight in the score."""

    name: str
    value: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two positions of one claim; ``right`` is -1 for an outlet that is silent."""

    id: int
    claim: int
    kind: str
    slot: str
    left: int
    right: int
    left_group: int
    right_group: int
    verdict: str
    score: float
    levels: tuple[Level, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Position:
    """What one article says on one claim: the fact, and the group of values that it belongs to (-1: silent)."""

    claim: int
    article: int
    sentence: int
    fact: int
    group: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the input that was not read as it stands: where, what, and what a person can do about it.

    ``severity`` is "warning" (the article was kept, or one row was left out) or "error" (a whole file was left out).
    """

    file: str
    line: int | None
    what: str
    remedy: str
    severity: str = "warning"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{self.severity}: {place}: {self.what}; {self.remedy}"


def schemas() -> dict[str, pa.Schema]:
    """Arrow schema of each table by its name."""
    import pyarrow as pa

    i, f, s, b = pa.int32(), pa.float64(), pa.string(), pa.bool_()
    f32 = pa.float32()
    strings, ints = pa.list_(s), pa.list_(i)
    level = pa.struct([("name", s), ("value", s), ("weight", f32)])
    spec: dict[str, list[tuple[str, Any]]] = {
        "articles": [("id", i), ("key", s), ("outlet", s), ("url", s), ("title", s), ("lang", s), ("published", f),
                     ("utc_offset", i), ("sha256", s), ("text", pa.large_string())],
        "sentences": [("id", i), ("article", i), ("position", i), ("start", i), ("end", i), ("lang", s), ("text", s)],
        "origins": [("article", i), ("origin", i), ("relation", s), ("share", f32), ("credit", s), ("why", s)],
        "pairs": [("left", i), ("right", i), ("similarity", f32)],
        "stories": [("id", i), ("key", s), ("title", s), ("articles", ints), ("first_seen", f), ("last_seen", f)],
        "claims": [("id", i), ("key", s), ("story", i), ("kind", s), ("slot", s), ("representative", i),
                   ("outlets", strings), ("languages", strings), ("independent_sources", i), ("first_seen", f),
                   ("last_seen", f)],
        "edges": [("left", i), ("right", i), ("score", f), ("levels", pa.list_(level))],
        "members": [("claim", i), ("sentence", i), ("fact", i), ("similarity", f32)],
        "facts": [("id", i), ("sentence", i), ("kind", s), ("start", i), ("end", i), ("low", f), ("high", f),
                  ("unit", s), ("bound", s), ("value", s), ("what", s), ("what_start", i), ("what_end", i),
                  ("concept", s), ("cue_start", i), ("cue_end", i), ("candidates", pa.list_(pa.list_(f))),
                  ("role", s), ("scope", s), ("speaker", s), ("negated", b), ("modality", s), ("certainty", f32)],
        "positions": [("claim", i), ("article", i), ("sentence", i), ("fact", i), ("group", i)],
        "comparisons": [("id", i), ("claim", i), ("kind", s), ("slot", s), ("left", i), ("right", i),
                        ("left_group", i), ("right_group", i), ("verdict", s), ("score", f32),
                        ("levels", pa.list_(level)), ("why", s)],
    }  # fmt: skip
    return {name: pa.schema(columns) for name, columns in spec.items()}


class ValueRelation(StrEnum):
    """How two values of one kind relate, before anything is known of what they count."""

    EQUAL = "equal"
    COMPATIBLE = "compatible"  # both can be true: a bound, a rounding, a coarser grain, a containing place
    DISJOINT = "disjoint"
    INCOMPARABLE = "incomparable"  # other units or currencies, an open value
