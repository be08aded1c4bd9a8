"""Sentences of two events that came into one story: their articles share no name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

from claimcmp.cluster.name_keys import script
from claimcmp.cluster.spelled import NAMED, name_bones, name_pairs
from claimcmp.match import FactView

_EXACT = re.compile(r"place:[^?/]+/")  # a listed place within a country


class Strangers:
    """Which sentences of a story are of articles that share no name, and name something themselves: of two events.

    ``texts`` gives text, language and article of each sentence. Renderings in a script without spaces are too unlike
    to tell.
    """

    def __init__(self, texts: Mapping[int, tuple[str, str, int]], views: Iterable[FactView]) -> None:
        rows = list(texts)
        at = {row: i for i, row in enumerate(rows)}
        named = [(at[v.sentence], v.fact.value) for v in views if v.fact.kind in NAMED and v.sentence in at]
        read = [(i, bones) for i, value in named if (bones := name_bones(value))]
        pairs, _ = name_pairs([texts[r][0] for r in rows], [texts[r][1] for r in rows], read)
        exact = {(i, value) for i, value in named if _EXACT.match(value)}
        lands = {(i, value.split("/")[0]) for i, value in named if value.startswith("place:") and "?" not in value}
        self._lands = _Names(((rows[i], land) for i, land in lands), texts)
        self._exact = {texts[rows[i]][2] for i, _ in exact}
        self._spelled = _Names(((rows[i], name) for i, name in (*pairs, *exact)), texts)
        self._listed = _Names(((rows[i], name) for i, name in exact), texts)
        self._article = {row: article for row, (_, _, article) in texts.items()}
        self._asked: dict[tuple[int, int], bool] = {}  # several facts of two sentences ask for them
        self._spaced = {row: script(lang).spaced for row, (_, lang, _) in texts.items()}

    def __call__(self, left: int, right: int) -> bool:
        """Whether two sentences are of two events by the names in them."""
        known = self._asked.get((left, right))
        if known is None:
            known = self._asked[left, right] = self._apart(left, right)
        return known

    def _apart(self, left: int, right: int) -> bool:
        names = self._spelled if self._spaced[left] and self._spaced[right] else self._listed
        if not all(row in names or row in self._lands for row in (left, right)) or names.meet(left, right):
            return False
        # Two cities of one country are two places; a city and its country may be one.
        exact = all(self._article[row] in self._exact for row in (left, right))
        return exact or not self._lands.meet(left, right)


class _Names:
    """The names of sentences and of their articles."""

    def __init__(self, pairs: Iterable[tuple[int, Hashable]], texts: Mapping[int, tuple[str, str, int]]) -> None:
        self._article = {row: article for row, (_, _, article) in texts.items()}
        self._of_sentence: dict[int, set[Hashable]] = defaultdict(set)
        self._of_article: dict[int, set[Hashable]] = defaultdict(set)
        for row, name in pairs:
            self._of_sentence[row].add(name)
            self._of_article[self._article[row]].add(name)

    def __contains__(self, row: int) -> bool:
        return row in self._of_sentence

    def meet(self, left: int, right: int) -> bool:
        """Whether the articles of two sentences have a name in common."""
        return not self._of_article[self._article[left]].isdisjoint(self._of_article[self._article[right]])
