"""When what two articles tell of happened, by the times that their titles and leads name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from claimcmp.cluster import weights
from claimcmp.cluster.graph import F64, I64
from claimcmp.model import Kind
from claimcmp.text import fold

DAY = 86_400.0
YEAR = 365.25 * DAY
SEASON = 60 * DAY  # further apart than this, the times of two leads are of two events
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d)")
_FOUR = re.compile(r"\d{4}")  # most texts have no year: they need not be folded
Span = tuple[float, float]


def event_time(tables: Mapping[str, pa.Table], left: I64, right: I64, *, lead: int) -> F64:
    """The level of the days, months and years that title and lead name, for pairs of articles.

    A lead that names no time is of the day; one whose times are all long past looks back on another event.
    """
    published = tables["articles"]["published"].to_numpy(zero_copy_only=False).astype(np.float64)
    named = _times(tables, lead, published)
    past = {a for a, spans in named.items() if all(_is_past(span, published[a]) for span in spans)}
    for article, spans in _years(tables, lead).items():
        now = [span for span in spans if not span[0] > published[article] + SEASON]
        if now:
            named.setdefault(article, now)
    told, looks_back = (_among(articles, len(published)) for articles in (named, past))
    lone = looks_back[left] & ~told[right] | looks_back[right] & ~told[left]
    level = np.where(lone, weights.LOOKS_BACK, 0.0)
    for i in np.flatnonzero(told[left] & told[right]).tolist():
        level[i] = together(named[int(left[i])], named[int(right[i])])
    return level


def _among(articles: Collection[int], count: int) -> NDArray[np.bool_]:
    """Of ``count`` articles, which are among some."""
    found = np.zeros(count, bool)
    found[list(articles)] = True
    return found


def _times(tables: Mapping[str, pa.Table], lead: int, published: F64) -> dict[int, list[Span]]:
    """The dates of titles and leads; "now" and "already" name none, nor do times longer than a year.

    A time months ahead is what is planned ("by the end of 2027"), not when it was told.
    """
    facts, sentences = tables["facts"], tables["sentences"]
    low, high = (facts[side].to_numpy(zero_copy_only=False).astype(np.float64) for side in ("low", "high"))
    sentence = np.asarray(facts["sentence"]).astype(np.int64)
    article = np.asarray(sentences["article"]).astype(np.int64)[sentence]
    chosen = np.asarray(pc.equal(facts["kind"], str(Kind.DATE))) & (np.asarray(sentences["position"])[sentence] < lead)
    chosen &= (high - low > 1.0) & (high - low <= YEAR + DAY) & ~(low > published[article] + SEASON)
    named: dict[int, list[Span]] = defaultdict(list)
    for row in np.flatnonzero(chosen):
        named[int(article[row])].append((low[row], high[row]))
    return {a: of_their_year(spans) for a, spans in named.items()}


def _years(tables: Mapping[str, pa.Table], lead: int) -> dict[int, list[Span]]:
    """The years in digits of titles and leads: what is left where a date was not read."""
    found: dict[int, list[Span]] = defaultdict(list)
    texts = tables["sentences"].select(["article", "text"]).filter(pc.less(tables["sentences"]["position"], lead))
    for article, text in zip(texts["article"].to_pylist(), texts["text"].to_pylist(), strict=True):
        for year in map(int, _YEAR.findall(fold(text)) if _FOUR.search(text) else ()):
            found[article].append(((year - 1970) * YEAR, (year - 1969) * YEAR))
    return found


def of_their_year(spans: list[Span]) -> list[Span]:
    """The times of a lead less those that a time of an earlier year repeats: of "June" and "June 2024" the latter.

    A month without a year is read as this year's; where the lead says the year in full, that one is meant.

    >>> june, june_before = ((0.0, 30 * DAY), (-YEAR, 30 * DAY - YEAR))
    >>> of_their_year([june, june_before]) == [june_before]
    True
    """
    earlier = [one for one in spans if any(_years_before(one, other) for other in spans)]
    return [one for one in spans if one in earlier or not any(_years_before(e, one) for e in earlier)]


def _years_before(one: Span, two: Span) -> bool:
    """Whether a time lies whole years, one at least, before another that is as long."""
    years = round((two[0] - one[0]) / YEAR)
    return years > 0 and all(abs(b - a - years * YEAR) < 2 * DAY for a, b in zip(one, two, strict=True))


def _is_past(span: Span, published: float) -> bool:
    """Whether a time is over for months, and for twice its length: a quarter is still told of in the next one."""
    return span[1] + min(max(SEASON, 2 * (span[1] - span[0])), 3 * SEASON) < published


def together(one: list[Span], two: list[Span]) -> float:
    """What the times that two articles name say: a common day, a common longer time, other days, seasons, years.

    >>> together([(0.0, DAY)], [(0.0, DAY)]), together([(0.0, DAY)], [(90 * DAY, 91 * DAY)])
    (0.9, -3.0)
    """
    gap, long = min((max(a - d, c - b), max(b - a, d - c) > 2 * DAY) for a, b in one for c, d in two)
    if gap > SEASON:
        return weights.OTHER_YEAR if gap > YEAR / 2 else weights.OTHER_SEASON
    if gap < 0:
        return 0.0 if long else weights.SHARED_DAY
    return weights.OTHER_DAYS if gap >= DAY / 2 else 0.0
