"""What each level of a story edge weighs, in log odds, in one table.

Set on the story and cluster benchmarks by the share of pairs of one event among the pairs at each level against the
share among all neighbours (log of the ratio), then rounded; ``python -m benchmarks clusters`` shows what a change does
and ``tools/fit_story_weights.py`` by what factor labelled stories would multiply each level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = tuple[tuple[float, float], ...]


def between(values: NDArray[np.floating], points: Points) -> NDArray[np.float64]:
    """Weights of values, linear between the points of a table and level beyond its ends."""
    x, y = np.array(points).T
    found: NDArray[np.float64] = np.interp(values, x, y)
    return found


def at(value: float, points: Points) -> float:
    """The weight of one value: ``between`` without the cost of an array."""
    if value <= points[0][0]:
        return points[0][1]
    for n in range(1, len(points)):
        if value < points[n][0]:
            (x, y), (x1, y1) = points[n - 1], points[n]
            return (y1 - y) / (x1 - x) * (value - x) + y
    return points[-1][1]


# Mean cosine of the best pairs of sentences of two articles (vectors centred by language) → log odds, linear between
# the points. Articles on one event lie at 0.3 to 0.6, strangers of one field at 0.2 to 0.32.
SIMILARITY = ((0.0, -3.7), (0.2, -1.7), (0.32, -0.2), (0.36, 0.8), (0.5, 2.8), (0.6, 3.4), (0.8, 3.9), (1.0, 4.0))
# Days between publications → log odds.
DAYS = ((0.0, 0.5), (1.0, 0.3), (3.0, -0.3), (7.0, -2.0), (14.0, -5.0), (30.0, -8.0))
UNKNOWN_DAY = 0.0

SHARED_PLACE = 2.2  # a place of the title or lead in common, at the weight of a name that 1 in 20 articles has
OTHER_PLACE = -6.0  # both name a place in title or lead, and neither names the other's anywhere
DOUBTED_PLACE = -1.0  # the same where the articles share a name as it is spelled: a place is easily misread
ASIDE_PLACE = -2.0  # they name different places there, though one mentions the other's further down
COMMON_PLACE = 0.6  # a country in common: many stories are in it
SHARED_PERSON = 1.2
# A place that no table lists and a name of one word are read by grammar, and words of two stories may look alike: in
# common they weigh this share. Two such names that differ still tell two stories apart.
UNLISTED_PLACE, LONE_NAME = 0.5, 0.35
SHARED_FIGURE, FIGURES_CEILING = 1.1, 4.0  # a figure of two digits or more in common, and all of them together
# From what persons and figures weigh, names that no script shows speak against one event no more than this.
ONE_EVENT, UNSHOWN = 0.8, -1.0
SHARED_ORGANIZATION = 0.35
SHARED_NAME = 1.8  # a name as it is spelled in common, at the weight of a name that 1 in 20 articles has
OTHER_NAME = -1.1  # for each name of a title and lead of which none stands in the other text
ASIDE_NAME = 0.5  # the same where the other text names some of them, but not in its own title and lead
# Both leads name something and the texts share no name at all: reports by one mould are as near as renderings, so that
# likeness counts for nothing.
NO_NAME = -2.5
OTHER_SCRIPT, UNSPACED = 0.6, 0.25  # what a missing name weighs across scripts, and in a text without spaces
NAMES_COUNTED = 3  # names of a lead that are counted
OTHER_YEAR = -5.0  # the dates of title and lead lie in other years
OTHER_SEASON = -3.0  # they lie months apart
LOOKS_BACK = -2.0  # those of one lead are long past, the other one names none
OTHER_DAYS = -0.8  # they name days of which none is common
SHARED_DAY = 0.9
LEAST_SCORE = -5.0  # what two articles say against one event, at most: a short one that names little outvotes no ten
MISSING = -3.0  # a pair of articles that has no near sentences
NAMES_CEILING = 4.0  # shared names weigh no more than this together

# Facts of one story. The cosines are of centred vectors: the story's own topic is taken off, so renderings lie at
# 0.3 to 0.6 and strangers about 0.
SAME_STORY = 0.9
SENTENCES = ((-0.1, -1.5), (0.1, -0.7), (0.2, 0.0), (0.35, 0.9), (0.5, 1.6), (0.7, 2.2))
# Figures and dates: weights in ``fitted.toml``. What is left of a level that no labelled story has, and no less than.
TEMPER, LEAST_TEMPERED = 0.45, -3.0
NONE = -0.3  # cosine of the next best choice where an article gives no other one
NEAR_TIMES, FAR_TIMES = 0.3, 0.8  # log10 of the ratio of two figures up to which they are near, and far
VACANT = -0.3  # mean score from which a fact fills a slot that its article leaves open
NEAREST = 0.8  # each is the other's nearest sentence in its article
APART = -4.0  # a level of this weight or less tells two facts apart whatever else is alike
OTHER_IDENTIFIER = -4.0  # road 1506 against 1507, the twelfth package against the thirteenth
NAMESAKE, OTHER_THING = -5.0, -4.0  # two persons of one family name; a part, another thing counted, another attack
OTHER_EVENT = -9.0  # two sentences that name something, of articles that share no name at all
OTHER_PERIOD = -5.0  # last year against this January
# What one confirms and another denies is one thing only where the sentences are near, and nearer where they are not
# each other's nearest: texts full of assertions and denials would otherwise contradict one another throughout.
OTHER_PROPOSITION, SAME_PROPOSITION, SURE_PROPOSITION = -5.0, 0.35, 0.5
OTHER_OUTCOME = -4.0  # killed and injured: two counts, however alike the sentences
OTHER_BASIS = -4.0  # a forecast and a result, a quarter and a year
NOUN_ALONE, SAME_WORDS = -5.0, 0.6  # two conflicting counts of one noun, nothing else in common below this cosine
CHOICE = 3  # sentences of an article from which being the nearest of them tells something
SAME_DAY, OTHER_DAY, FAR_DAY = 0.8, -0.4, -1.6
SAME_PART, PART_GRAIN = 1.8, 16 * 3600.0  # the same part of the same day: few events share it
WITHIN_DAYS, DAYS_WIDE = -0.8, 15 * 86_400.0  # a day of so many days from one to another: other days lie there too
CONFLICT_DAYS = 1.5  # days by which reports of one event err; further apart they are two events
ONE_ACT, HALF_AN_ACT, TWO_ACTS = 1.0, -0.5, -2.5  # two names beside one act (who visited), one beside none, beside two
SAME_PERSON, ASIDE = 1.0, -1.0  # one person; what a date or place elsewhere in a sentence tells of a name in it
OTHER_OFFICE = -3.0  # the foreign minister, the oil minister
SAME_YEAR = 2.0  # a year that is neither this one nor the last one
UNSURE_PROPOSITION, OTHER_SPEAKER = -0.8, -4.0  # both deny: nothing says that it is one thing; two states deny
TWO_CONFLICTS = -3.0  # other names and other figures in two sentences
REPORTS_OF_A_NAME = 3  # reports that name one person or place beside one act, from which that is told as a claim
# The acts nearest to two dates: neither, one or both are told in the other's clause.
ACTS, ACTS_ON_ONE_DAY = (-1.2, -0.3, 0.8), (-0.4, 0.0, 0.8)
# A conflict of values with an article that gives this very value too, from this log odds of the equal ones.
RIVAL, STATED_ELSEWHERE = 0.0, -2.0
DAY_GRAIN = 1.5 * 86_400.0
NEAR, NEAR_COUNTED = 0.05, 0.1  # least cosine at which facts that share no counted noun are compared
NEIGHBOURS = 64  # facts that each fact of a large story is compared with
MISSING_FACT = -2.0  # a pair of facts that was not compared
NEAR_STATEMENT = 0.15  # least cosine at which two sentences are compared as a whole
STATEMENTS = ((0.15, -2.0), (0.25, -0.6), (0.33, 0.6), (0.45, 2.0), (0.7, 4.0))
SURE_STATEMENT = 0.5  # cosine at which two sentences are compared though neither is the other's nearest
MISSING_STATEMENT = -1.2  # sentences of which neither is the other's nearest
WEAK = -4.0  # an edge inside a claim that is less sure than this makes the claim suspicious
# Cosine of a sentence with a denial (each the other's nearest) from which it asserts what is denied: told with a word
# of confirming, told by anybody, told whatever it shares; of a claim of responsibility; of an echo of an assertion.
CONFIRMED, ASSERTED, PLAINLY_ASSERTED, OWNED, ECHO = 0.35, 0.35, 0.6, 0.25, 0.45
