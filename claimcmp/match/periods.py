"""Whether two figures are of two periods or days: a quarter and the year so far, Monday's cases and Thursday's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from claimcmp.match.context import near, profile, relation, same_moment
from claimcmp.match.footings import COMMAS, beside, clause_of, marked, sayings
from claimcmp.match.view import FactView, once_a_view
from claimcmp.model import Fact, Kind, ValueRelation

DAY = 86_400.0
TIMED = (Kind.NUMBER, Kind.PERCENT, Kind.MONEY, Kind.MEASURE)
LEAST = 20 * DAY  # a shorter span is days, not a period
SLACK = 2 * DAY
SEASON, YEAR = 120 * DAY, 360 * DAY
THIS_YEAR = 370 * DAY
BEHIND = 30  # characters from a figure to its period
AT_ONCE = 12  # and up to which a period right behind it is the figure's own: "38 percent last September"
NEXT_DAY = 20 * 3600.0  # seconds between two reports from which each tells of a day of its own
OVER = 60 * DAY  # after the end of a year reports still give its figures without its name
FINE = frozenset({"day", "part", "hour", "minute"})
FLOW = "daily_mode"  # new cases, in a day
SAYING = 25  # characters between a day and "said" up to which the day is that of saying so
PAST = "last_year_ed"  # last year's, in words that no date reader knows
YEARS = (1990.0, 2100.0)
RATES = ("monthly", "yearly", "quarterly", "so_far")
Span = tuple[float, float]
Period = tuple[Fact, Span]


def times_apart(left: FactView, right: FactView) -> str:
    """"period" or "day" where two figures are of two; "" where they may be of one, or their texts do not say."""
    if not left.fact.kind == right.fact.kind in TIMED:
        return ""
    if periods_apart(left, right):
        return "period"
    return "day" if _days_apart(left, right) or _own_days_apart(left, right) else ""


def periods_apart(left: FactView, right: FactView) -> bool:
    """Whether two figures of one kind are of two periods, or one is told by the month and the other by the year."""
    if left.fact.kind not in TIMED or not (_periods(left) or _periods(right) or _rates(left)):
        return False
    return _rates_apart(left, right) or two_periods(left, right) or _past(left, right)


def flows(left: FactView, right: FactView) -> bool:
    """Whether the figures are of so many a day: each day has its own."""
    return FLOW in near(left) | near(right)


def _rates_apart(left: FactView, right: FactView) -> bool:
    """Whether one figure is told by the month and the other by the year."""
    one, two = _rates(left), _rates(right)
    return len(one) == len(two) == 1 and one != two


@once_a_view
def _rates(view: FactView) -> list[str]:
    return [n for n in RATES if marked(view, n)]


def two_periods(left: FactView, right: FactView) -> bool:
    """Whether both figures name their period, and not one."""
    if not left.fact.kind == right.fact.kind in TIMED:
        return False
    one, two = _periods(left), _periods(right)
    return bool(one and two) and not any(_one_period(a, b, left) for a in one for b in two)


def _past(left: FactView, right: FactView) -> bool:
    """Whether one figure is of a period long over and the other one dates nothing."""
    one, two = _periods(left), _periods(right)
    return bool(one and not two and _long_ago(one, right)) or bool(two and not one and _long_ago(two, left))


def _long_ago(periods: list[Period], other: FactView) -> bool:
    """Whether periods are long over for a report that dates nothing."""
    now = other.published
    if now is None or _dates(other) or PAST in profile(other.text, other.lang).concepts:
        return False
    return all(high < now - (OVER if high - low >= YEAR else SEASON) for _, (low, high) in periods)


def _one_period(one: Period, two: Period, view: FactView) -> bool:
    """Whether two periods are one; of the year so far and this year the beginning is enough."""
    (first, a), (second, b), now = one, two, view.published
    if first.kind == second.kind and relation(first, second) == ValueRelation.EQUAL:
        return True
    if abs(a[0] - b[0]) > SLACK:
        return False
    return abs(a[1] - b[1]) <= SLACK or now is not None and min(a[1], b[1]) >= now - SLACK


@once_a_view
def _periods(view: FactView) -> list[Period]:
    """The periods that a figure is of: those of its clause, else of its sentence, a bare year among them."""
    now = view.published if view.published is not None else float("inf")
    found = [
        (f, (f.low, now if f.role == "since" else f.high))
        for f in _dates(view) if f.low is not None and f.high is not None
    ]  # fmt: skip
    found += [(f, span) for f in view.siblings if f is not view.fact and (span := _bare_year(f, view.text))]
    return _own([p for p in found if p[1][1] - p[1][0] >= LEAST], view)


def _bare_year(fact: Fact, text: str) -> Span | None:
    """The year that a count of four bare digits may as well be: "in 2022 turnout was", read as 2,022."""
    if fact.kind != Kind.NUMBER or fact.low is None or fact.low != fact.high or not YEARS[0] <= fact.low <= YEARS[1]:
        return None
    if not text[fact.start : fact.end].isdecimal():
        return None
    return tuple(datetime(int(fact.low) + n, 1, 1, tzinfo=UTC).timestamp() for n in (0, 1))  # type: ignore[return-value]


def _own(found: list[Period], view: FactView) -> list[Period]:
    """The periods of the figure: before it in its clause, or close behind it; "the worst since 2009" is none."""
    if not found:
        return []
    (first, last), now, fact = clause_of(view), view.published, view.fact
    kept = []
    at_once = [(d, span) for d, span in found if 0 <= d.start - fact.end <= AT_ONCE
               and not any(c in view.text[fact.end : d.start] for c in COMMAS)]  # fmt: skip
    for date, span in at_once or found:
        behind = 0 <= date.start - fact.end <= BEHIND
        old = date.role == "since" and now is not None and span[0] < now - THIS_YEAR
        if first <= date.start < last and (date.start < fact.start or behind) and not old:
            kept.append((date, span))
    return kept


def _own_days_apart(left: FactView, right: FactView) -> bool:
    """Whether two figures are of two days that no date names: of the third day of a strike, of the new cases of a day.

    Where a text names no day either, its figure is of about the day on which it was published.
    """
    one, two = event_days(left), event_days(right)
    if one and two:
        return not one & two
    if not (one or two or _flow(left) and _flow(right)) or _days(left) and _days(right):
        return False
    if left.published is None or right.published is None:
        return False
    return abs(left.published - right.published) >= NEXT_DAY


def _flow(view: FactView) -> bool:
    return FLOW in near(view)


@once_a_view
def event_days(view: FactView) -> frozenset[int]:
    """Which day of what goes on a sentence speaks of: 3 for "the third day of the strike"."""
    return frozenset(
        int(f.low) for f in view.siblings
        if f.kind == Kind.ORDINAL and f.low is not None and beside(replace(view, fact=f), "day")
    )  # fmt: skip


@once_a_view
def _dates(view: FactView) -> list[Fact]:
    return [f for f in view.siblings if f.kind == Kind.DATE and f.unit != "second"]


@once_a_view
def _days(view: FactView) -> list[Fact]:
    """The days of a figure, those on which something was said left out."""
    days = [f for f in _dates(view) if f.unit in FINE and f.role != "since"]
    days = days if FLOW in near(view) else [f for f in days if not _of_saying(f, view)]
    if len(days) < 2:
        return days
    first, last = clause_of(view)
    return [f for f in days if first <= f.start < last] or days


def _of_saying(date: Fact, view: FactView) -> bool:
    """Whether a day stands beside a verb of saying: "said on Monday", "on Monday the ministry announced"."""
    for start, end in sayings(view):
        first, last = sorted(((start, end), (date.start, date.end)))
        between = view.text[first[1] : last[0]]
        told = first[1] <= view.fact.start < last[0]  # "reported 312 new cases on Monday"
        if len(between) <= SAYING and not told and not any(c in between for c in COMMAS):
            return True
    return False


def _days_apart(left: FactView, right: FactView) -> bool:
    one, two = _days(left), _days(right)
    measured = left.fact.kind == Kind.MEASURE
    return bool(one and two) and all(_disjoint(a, b, measured) for a in one for b in two)


def _disjoint(a: Fact, b: Fact, measured: bool) -> bool:
    """Whether two days part, of what is measured two parts of a day; "until Monday" is Monday here."""
    a, b = replace(a, role=""), replace(b, role="")
    parts = measured and a.unit == b.unit == "part" and not same_moment(a, b)
    return parts or relation(a, b) == ValueRelation.DISJOINT
