"""What makes a number in digits an ordinal: an ending (5th, 5-й, 5º), a dot (German 5.), a mark before it (第5)."""

from __future__ import annotations

from claimcmp.facts.numerals.tables import NumberTable
from claimcmp.facts.sentence import SentenceText

LARGEST_ALONE = 31  # a number with a degree sign and nothing else; a larger one is an angle
LARGEST_DOTTED = 400  # "der 5. Jahrestag"; a larger number before a dot ends its sentence


def ordinal_marks(
    sentence: SentenceText, start: int, end: int, numbers: NumberTable, *, digits: bool
) -> tuple[int, int, bool]:
    """The span of a number with its ordinal marks, and whether it has any."""
    text = sentence.normal.text
    if text[start - 1 : start] and text[start - 1] in numbers.ordinal_before:
        return start - 1, end, True
    if not digits:
        return start, end, False
    if (stop := _ending(text, end, numbers)) > end:
        return start, stop, True
    if numbers.ordinal_dot and _dotted(text, start, end):
        return start, end + 1, True
    return start, end, False


def _dotted(text: str, start: int, end: int) -> bool:
    """Whether a dot after digits makes them an ordinal: a word follows, and the number is small."""
    number, after = text[start:end], text[end : end + 3]
    if not number.isdecimal() or len(number) > 3 or after[:2] != ". " or not after[2:].isalpha():
        return False
    return int(number) <= LARGEST_DOTTED and not text[max(0, start - 1) : start].strip(" (")


def _ending(text: str, end: int, numbers: NumberTable) -> int:
    at = end + 1 if text[end : end + 1] in ("-", "'", ".") else end
    for suffix in numbers.ordinal_suffixes:
        stop = at + len(suffix)
        if not text.startswith(suffix, at) or text[stop : stop + 1].isalnum():
            continue
        if suffix == "°" and text[:at].isdigit() and int(text[:at]) <= LARGEST_ALONE and not text[stop:].strip():
            return stop  # "2°" and nothing else
        if suffix == "°" and (text[stop : stop + 1] != " " or not text[stop + 2 : stop + 3].isalpha()):
            continue  # a noun of more than one letter follows: "al 2° posto", no "minime di 2° e massime di 9°"
        return stop
    return end
