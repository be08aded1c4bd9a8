"""Every number in a sentence, in digits and in words, whatever it counts.

>>> from claimcmp.facts.sentence import SentenceText
>>> [(n.text, n.value) for n in numerals(SentenceText("Twenty-one of 1.5 million", "en"))]
[('twenty-one', 21.0), ('1.5 million', 1500000.0)]
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction

from claimcmp.facts.numerals.compose import Draft
from claimcmp.facts.numerals.digits import blocked_spans, digit_numbers
from claimcmp.facts.numerals.spelled import Atom, word_atoms
from claimcmp.facts.numerals.tables import NumberTable, Token, number_table
from claimcmp.facts.sentence import SentenceText

__all__ = ["Numeral", "numerals"]

_GAP = frozenset(("", " ", "-", " -", "- ", "  "))


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at ``start:end`` of the folded text; ``low == high`` unless its words are vague ("dozens").

    ``label`` says that the digits name a thing (S-300, Article 5); ``weak`` that the word may be an article;
    ``share`` that it is a bare fraction ("two thirds"); ``digits`` that it is written in digits alone.
    """

    start: int
    end: int
    low: float
    high: float
    text: str
    ordinal: bool = False
    spelled: bool = False
    scale_word: bool = False
    approx: bool = False
    weak: bool = False
    share: bool = False
    label: bool = False
    negative: bool = False
    scale: float = 1.0  # what the last scale word multiplied by
    more: bool = False  # "100多万"

    @property
    def value(self) -> float:
        """The number, or the low end of a vague one."""
        return self.low

    @property
    def exact(self) -> bool:
        """Whether the words give one number."""
        return self.low == self.high


def numerals(sentence: SentenceText) -> list[Numeral]:
    """The numbers of a sentence in their order, none overlapping; read once and kept in ``sentence.cache``."""
    found = sentence.cache.get("numerals")
    if found is None:
        found = sentence.cache["numerals"] = _read(sentence)
    assert isinstance(found, list)
    return found


def _read(sentence: SentenceText) -> list[Numeral]:
    text, lang = sentence.normal.text, sentence.lang
    numbers = number_table(lang)
    atoms = word_atoms(text, sentence.words, lang)
    if any(c.isnumeric() for c in text):
        atoms = sorted(atoms + _digit_atoms(sentence, numbers))
    found: list[Numeral] = []
    i = 0
    while i < len(atoms):
        draft, following = _compose(text, atoms, i, numbers)
        if draft is not None:
            found.append(_numeral(text, draft, numbers))
        i = following
    return found


def _digit_atoms(sentence: SentenceText, numbers: NumberTable) -> list[Atom]:
    text = sentence.normal.text
    barred = blocked_spans(text)
    atoms: list[Atom] = []
    for start, end, value in digit_numbers(text, sentence.lang):
        if any(a < end and start < b for a, b in barred):
            continue
        atoms.append(Atom(start, end, Token("digits", value), _linked(text, start, numbers), False))
        compact = _compact(text, end, numbers)
        if compact is not None:
            atoms.append(Atom(end, compact[0], Token("scale", compact[1]), False, False))
    return atoms


def _linked(text: str, start: int, numbers: NumberTable) -> bool:
    """Whether "and" is written together with digits (Arabic «و200»)."""
    link = numbers.link_prefix
    before = text[:start].removesuffix("-") if link else ""
    return bool(link) and before.endswith(link) and not before[-len(link) - 1 : -len(link)].isalpha()


def _compact(text: str, end: int, numbers: NumberTable) -> tuple[int, Fraction] | None:
    stop = end
    while stop < len(text) and stop - end < 8 and text[stop].isalpha():
        stop += 1
    scale = numbers.compact.get(text[end:stop]) if stop > end else None
    return (stop, scale) if scale is not None else None


def _compose(text: str, atoms: list[Atom], i: int, numbers: NumberTable) -> tuple[Draft | None, int]:
    """The number that starts with atom ``i`` (None: a lone link), and the next atom to look at."""
    if atoms[i].token.kind in ("link", "minus", "point", "teen") and atoms[i].token.kind != "teen":
        return None, i + 1
    draft = Draft(numbers)
    draft.begin(atoms[i])
    j = i + 1
    while j < len(atoms):
        atom, linked, at = atoms[j], atoms[j].linked, j
        if draft.share and atom.token.weak and j + 1 < len(atoms) and atoms[j + 1].token.kind == "scale":
            j += 1  # half *a* million
            continue
        if atom.token.kind == "link":
            if j + 1 >= len(atoms) or not _adjacent(text, draft.end, atom.start - atom.lead, draft, numbers):
                break
            if not _adjacent(text, atom.end, atoms[j + 1].start - atoms[j + 1].lead, draft, numbers):
                break
            atom, linked, at = atoms[j + 1], True, j + 1
        elif not _adjacent(text, draft.end, atom.start - atom.lead, draft, numbers, linked=linked, ahead=atom.token):
            break
        ahead = atoms[at + 1].token if at + 1 < len(atoms) else None
        if not draft.add(atom, linked=linked, between=False, ahead=ahead):
            break
        j = at + 1
    return draft, j


def _adjacent(text: str, end: int, start: int, draft: Draft, numbers: NumberTable, *, linked: bool = False,
              ahead: Token | None = None) -> bool:  # fmt: skip
    gap = text[end:start]
    if gap in _GAP:
        return True
    if len(gap) > 12:
        return False
    if linked and gap.strip() in ("", numbers.link_prefix):
        return True
    scales = ahead is not None and ahead.kind == "scale"
    return scales and gap.strip() in numbers.fraction_gaps and (draft.share or draft.first is not None and (
        draft.first.kind == "vague" or draft.first.vague_alone or draft.approx))  # fmt: skip


def _numeral(text: str, draft: Draft, numbers: NumberTable) -> Numeral:
    low, high = draft.interval()
    start = draft.start
    negative = _negative(text, start)
    if negative:
        low, high, start = -high, -low, negative - 1
    first, end = draft.first, draft.end
    if draft.share and text[start:end].endswith(numbers.trailing):
        end = start + len(text[start:end].rsplit(" ", 1)[0])
    return Numeral(
        start, end, float(low), float(high), text[start:end], ordinal=draft.ordinal,
        spelled=draft.spelled, scale_word=draft.scaled, approx=draft.approx,
        weak=bool(first and first.weak and draft.atoms == 1), share=draft.share and draft.current is not None,
        label=not draft.spelled and not negative and _labelled(text, start, numbers), negative=bool(negative),
        scale=float(draft.scale()),
    )  # fmt: skip


def _negative(text: str, start: int) -> int:
    """The position after a minus sign that belongs to the digits at ``start``; 0 where there is none."""
    if start and text[start - 1] == "-" and text[start : start + 1].isdigit():
        before = text[start - 2 : start - 1]
        if start == 1 or before in " ([" and before:
            return start
    return 0


def _labelled(text: str, start: int, numbers: NumberTable) -> bool:
    """Whether digits name a thing: letters stand before them, or a label word ("Article 5")."""
    before = text[:start]
    if not before:
        return False
    if before[-1] == "-" and len(before) > 1 and before[-2].isalpha():
        word = _last_word(before[:-1])
        return word not in numbers.prefixes
    word = _last_word(before.rstrip(" "))
    return word in numbers.labels


def _last_word(text: str) -> str:
    end = len(text)
    start = end
    while start and end - start < 40 and (text[start - 1].isalnum()):
        start -= 1
    return text[start:end]


def positions(found: list[Numeral], start: int) -> int:
    """Index of the first numeral at or after a folded position."""
    return bisect_left([n.start for n in found], start)
