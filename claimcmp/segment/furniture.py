"""Which lines of an article are its prose and which are page furniture, by general rules.

A page has prose (lines that end as sentences end, or are long), headings amid it, and furniture at its head and tail:
menus, captions, share buttons, lists of other headlines, notices, comment forms. Listed words help; shape decides.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum

from claimcmp.segment.lines import Line
from claimcmp.segment.phrases import Phrases, bare, phrases


class Label(StrEnum):
    """What a line is."""

    PROSE = "prose"
    HEADING = "heading"
    TITLE = "title"
    CREDIT = "credit"
    FURNITURE = "furniture"


# Prose ends as sentences end and has this many words, or holds a sentence end and has twice as many …
_SENTENCE_WORDS = 5
_TWO_SENTENCES_WORDS = 12
_SENTENCE_END = re.compile(r"(?<=[.!?؟。！？])\s*")
# Listed lines are shorter than this, so longer ones need no look-up.
_LISTED_WORDS = 8
# … or is too long for a headline (Reuters' handbook asks for 10 to 12 words; scraped captions reach 20).
_LONG_WORDS = 25
# Amid prose, a line without an end mark is a paragraph that lost it from here on, else a heading.
_PARAGRAPH_WORDS = 14
_LAST_WORDS = 8
# Notices are short paragraphs; a long one that holds a listed phrase is an article on cookies.
_NOTICE_WORDS = 70
# Below this share of words in prose, a text is a list of unmarked sentences and every line of some length counts.
_PROSE_SHARE = 0.3
_LOOSE_WORDS = 4
# What follows "related articles" goes when it is under this share of the prose; after "comments" when the prose
# before is at least this share of it.
_AFTER_ASIDE = 0.35
_BEFORE_END = 0.2


def classify(lines: list[Line], *, lang: str, title: str = "") -> list[Label]:
    """A label for every line.

    ``title`` is folded like the lines; a line that only repeats it, or lengthens it without an end mark, is TITLE.
    """
    listed = phrases(lang)
    labels = [_by_itself(line, listed, title) for line in lines]
    _drop_repeated(lines, labels)
    _drop_tail(lines, labels, listed)
    prose = sum(line.words for line, label in zip(lines, labels, strict=True) if label is Label.PROSE)
    rest = sum(line.words for line, label in zip(lines, labels, strict=True) if label is Label.HEADING)
    if not prose and not rest:
        return _run_together(lines, labels, listed)
    if prose < _PROSE_SHARE * (prose + rest):
        return _loose(lines, labels)
    _drop_teasers(lines, labels)
    _keep_unmarked(lines, labels)
    return labels


def is_prose(line: Line) -> bool:
    """Whether a line reads as sentences, by its shape alone."""
    if line.words >= _LONG_WORDS or (line.inner and line.words >= _TWO_SENTENCES_WORDS):
        return True
    return line.final and line.words >= _SENTENCE_WORDS


def _by_itself(line: Line, listed: Phrases, title: str) -> Label:
    folded = line.folded
    if title and _repeats(folded, title, line):
        return Label.TITLE
    if line.words <= _PARAGRAPH_WORDS and listed.credit.match(folded):
        return Label.CREDIT
    if listed.starts(folded, line.words) or _is_listed(line, listed):
        return Label.FURNITURE
    if line.words <= _NOTICE_WORDS and listed.is_notice(folded):
        return Label.FURNITURE
    if listed.is_photo(folded, line.words, final=line.final) or folded.endswith(listed.suffix):
        return Label.FURNITURE
    return Label.PROSE if is_prose(line) else Label.HEADING


def _repeats(folded: str, title: str, line: Line) -> bool:
    if line.words > 2 * _LONG_WORDS:
        return False
    own = bare(folded)
    if own == title:
        return True
    longer, shorter = (own, title) if len(own) >= len(title) else (title, own)
    alike = longer.startswith(shorter) and 2 * len(shorter) >= len(longer)
    return alike and not line.final and line.words <= _LONG_WORDS


def _is_listed(line: Line, listed: Phrases) -> bool:
    if line.words > _LISTED_WORDS:
        return False
    own = bare(line.folded)
    return own in listed.line or own in listed.end or own in listed.aside


def _drop_repeated(lines: list[Line], labels: list[Label]) -> None:
    """A heading that stands twice is a menu's; prose that stands twice counts once."""
    counts = Counter(line.folded for line in lines)
    seen: set[str] = set()
    for i, line in enumerate(lines):
        again = line.folded in seen
        seen.add(line.folded)
        if labels[i] is Label.PROSE and again or labels[i] is Label.HEADING and counts[line.folded] > 1:
            labels[i] = Label.FURNITURE


def _drop_tail(lines: list[Line], labels: list[Label], listed: Phrases) -> None:
    """Drop what follows "comments" or "related articles", unless the article itself goes on there."""
    words = [line.words if label is Label.PROSE else 0 for line, label in zip(lines, labels, strict=True)]
    total, before = sum(words), 0
    for i, line in enumerate(lines):
        own = bare(line.folded) if line.words <= _LISTED_WORDS else ""
        if own in listed.end and before and before >= _BEFORE_END * total:
            labels[i:] = [_dropped(label) for label in labels[i:]]
            return
        if (own in listed.aside or labels[i] is Label.CREDIT) and total - before < _AFTER_ASIDE * total:
            labels[i:] = [_dropped(label) for label in labels[i:]]
            return
        before += words[i]


def _dropped(label: Label) -> Label:
    return label if label is Label.CREDIT else Label.FURNITURE


def _run_together(lines: list[Line], labels: list[Label], listed: Phrases) -> list[Label]:
    """Labels where all is furniture: an article that lost its line breaks hangs together with its buttons.

    Its paragraph is kept where most of its sentences are no notices; they are looked at one by one.
    """
    found = list(labels)
    for i, line in enumerate(lines):
        if labels[i] is Label.FURNITURE and line.inner and line.words >= _TWO_SENTENCES_WORDS:
            parts = list(filter(None, _SENTENCE_END.split(line.folded)))
            if 2 * sum(listed.is_notice(part) for part in parts) < len(parts):
                found[i] = Label.PROSE
    _drop_repeated(lines, found)
    return found


def _loose(lines: list[Line], labels: list[Label]) -> list[Label]:
    """Labels for a text without end marks: every unlisted line of some length, or all where none has it."""
    open_lines = [i for i, label in enumerate(labels) if label in (Label.PROSE, Label.HEADING)]
    long = [i for i in open_lines if lines[i].words >= _LOOSE_WORDS or labels[i] is Label.PROSE]
    for i in long or open_lines:
        labels[i] = Label.PROSE
    return labels


def _drop_teasers(lines: list[Line], labels: list[Label]) -> None:
    """Headlines of other articles after the last paragraph: a run of lines without full stops, some of them asking."""
    run: list[int] = []
    unmarked = 0
    for i in range(len(lines) - 1, -1, -1):
        if labels[i] is Label.PROSE and not (lines[i].asks and not lines[i].inner):
            break
        if labels[i] in (Label.PROSE, Label.HEADING):
            run.append(i)
            unmarked += not lines[i].final
    if len(run) > 1 and unmarked:
        for i in run:
            labels[i] = Label.FURNITURE


def _keep_unmarked(lines: list[Line], labels: list[Label]) -> None:
    """Lines that lost their end mark: long ones and short answers amid prose, or the last one after it."""
    prose = [i for i, label in enumerate(labels) if label is Label.PROSE]
    if not prose:
        return
    first, last = prose[0], prose[-1]
    tail = [i for i in range(last + 1, len(labels)) if labels[i] is Label.HEADING]
    for i in range(first + 1, last):
        long = lines[i].words > _PARAGRAPH_WORDS and not lines[i].bullet
        if labels[i] is Label.HEADING and (long or lines[i].final):
            labels[i] = Label.PROSE
    if len(tail) == 1 and tail[0] == last + 1 and lines[tail[0]].words >= _LAST_WORDS and tail[0] == len(lines) - 1:
        labels[tail[0]] = Label.PROSE
