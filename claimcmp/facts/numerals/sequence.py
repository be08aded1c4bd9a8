"""Atoms in a row made into drafts of numbers: links, gaps, signs, spoken decimals and fractions."""

from __future__ import annotations

from fractions import Fraction

from claimcmp.facts.numerals.compose import Draft
from claimcmp.facts.numerals.spelled import Atom
from claimcmp.facts.numerals.tables import NumberTable, Token

_GAP = frozenset(("", " ", "-", " -", "- ", "  "))
_TAELS = frozenset("两兩")
_COUNTED = frozenset("个個天年次名人位岁歲月周")  # "三两个" are two or three
THOUSAND = 1000
MOST_BLANKS = 4  # blanks that justified or scraped text puts between the words of a number
_NO_START = frozenset(("link", "point", "more", "over", "parts", "by"))


def compose(text: str, atoms: list[Atom], i: int, numbers: NumberTable) -> tuple[Draft | None, int]:
    """The number that starts with atom ``i`` (None: nothing does), and the next atom to look at."""
    kind = atoms[i].token.kind
    if kind in _NO_START:
        return None, i + 1
    if kind == "minus":
        return _negative(text, atoms, i, numbers)
    draft, j = _compose(text, atoms, i, numbers)
    if j < len(atoms) and atoms[j].token.kind == "over":
        return _over(text, atoms, draft, j, numbers)
    return _divided(text, atoms, draft, j, numbers) or (draft, j)


def _negative(text: str, atoms: list[Atom], i: int, numbers: NumberTable) -> tuple[Draft | None, int]:
    if i + 1 >= len(atoms) or text[atoms[i].end : atoms[i + 1].start] not in _GAP or atoms[i + 1].token.weak:
        return None, i + 1
    draft, j = compose(text, atoms, i + 1, numbers)
    if draft is not None:
        draft.negative, draft.start = True, atoms[i].start
    return draft, j


def _over(text: str, atoms: list[Atom], under: Draft, j: int, numbers: NumberTable) -> tuple[Draft | None, int]:
    """Chinese 三分之二: the denominator comes first."""
    below = under.interval()[0]
    if j + 1 >= len(atoms) or text[under.end : atoms[j].start].strip() or below <= 1:
        return under, j + 1
    draft, following = compose(text, atoms, j + 1, numbers)
    if draft is None or text[atoms[j].end : draft.start].strip():
        return under, j + 1
    draft.current, draft.groups = draft.interval()[0] / below, []
    draft.start, draft.share = under.start, True
    return draft, following


def _divided(text: str, atoms: list[Atom], upper: Draft, j: int, numbers: NumberTable) -> tuple[Draft, int] | None:
    """A numerator with its denominator: "trinta e dois vinte e um avos", "üç bölü beş", "uno su venti"."""
    by = j < len(atoms) and atoms[j].token.kind == "by"
    at = j + 1 if by else j
    if not (by or numbers.has_parts) or at >= len(atoms) or not upper.spelled or upper.share or upper.ordinal:
        return None
    if atoms[at].token.kind not in ("unit", "scale", "digits") or text[atoms[at - 1].end : atoms[at].start] != " ":
        return None
    if by and text[upper.end : atoms[j].start] != " ":
        return None
    lower, following = _compose(text, atoms, at, numbers)
    above, below = upper.interval()[0], lower.interval()[0]
    if not by:
        if following >= len(atoms) or atoms[following].token.kind != "parts":
            return None
        lower.end, following = atoms[following].end, following + 1
    if below <= 1 or below.denominator != 1 or lower.ordinal or lower.share or by and not 0 < above < below:
        return None
    upper.current, upper.groups, upper.end = above / below, [], lower.end
    upper.share, upper.atoms = True, upper.atoms + 1
    return upper, following


def _compose(text: str, atoms: list[Atom], i: int, numbers: NumberTable) -> tuple[Draft, int]:
    draft = Draft(numbers)
    draft.begin(atoms[i])
    j = i + 1
    while j < len(atoms):
        following = _marks(text, atoms, draft, j, numbers)
        if following > j:
            j = following
            continue
        found = _next(text, atoms, draft, j, numbers)
        if found is None:
            break
        at, linked = found
        ahead = atoms[at + 1].token if at + 1 < len(atoms) else None
        if not draft.add(atoms[at], linked=linked, between=False, ahead=ahead):
            break
        j = at + 1
    return draft, j


def _marks(text: str, atoms: list[Atom], draft: Draft, j: int, numbers: NumberTable) -> int:
    """Take what is no number itself: the article of "half a million", 零, 多, a spoken decimal point."""
    token = atoms[j].token
    if draft.share and token.weak and j + 1 < len(atoms) and atoms[j + 1].token.kind == "scale":
        return j + 1
    if _zero_between(atoms, draft, j, numbers):
        draft.zero, draft.end = True, atoms[j].end
        return j + 1
    if token.kind == "point":
        return _point(text, atoms, draft, j, numbers)
    some = token.kind == "vague" and numbers.digit_strings and draft.last is not None and draft.last.kind == "scale"
    return _more(text, atoms, draft, j) if token.kind == "more" or some else j


def _next(text: str, atoms: list[Atom], draft: Draft, j: int, numbers: NumberTable) -> tuple[int, bool] | None:
    """The next atom that stands near enough, and whether "and" links it."""
    atom = atoms[j]
    if draft.last is not None and draft.last.kind == "digits" and text[atom.start : atom.end] in numbers.spelled_only:
        return None
    if atom.token.kind != "link":
        draft.comma = j + 1 < len(atoms) and _scale(atoms[j + 1]) and atoms[j + 1].start - atom.end <= 1
        near = _adjacent(text, draft.end, atom.start - atom.lead, draft, numbers, linked=atom.linked, ahead=atom.token)
        return (j, atom.linked) if near else None
    if j + 1 >= len(atoms) or not _adjacent(text, draft.end, atom.start - atom.lead, draft, numbers):
        return None
    after = atoms[j + 1]
    return (j + 1, True) if _adjacent(text, atom.end, after.start - after.lead, draft, numbers) else None


def _zero_between(atoms: list[Atom], draft: Draft, j: int, numbers: NumberTable) -> bool:
    """Chinese 一千零五: the zero says that places are left out."""
    if not numbers.digit_strings or atoms[j].token.value or atoms[j].token.kind != "unit" or not draft.groups:
        return False
    return atoms[j].start == draft.end and j + 1 < len(atoms) and atoms[j + 1].start == atoms[j].end


def _more(text: str, atoms: list[Atom], draft: Draft, j: int) -> int:
    """Take 多 when a scale stands right after it (100多万); the next atom, or ``j`` where it is none."""
    mark = atoms[j]
    if (
        j + 1 < len(atoms)
        and mark.start == draft.end
        and atoms[j + 1].start == mark.end
        and atoms[j + 1].token.kind == "scale"
    ):
        draft.more, draft.end = (mark.start, mark.end), mark.end
        return j + 1
    return j


def _point(text: str, atoms: list[Atom], draft: Draft, j: int, numbers: NumberTable) -> int:
    """Take decimals said after "point"; the next atom, or ``j`` where there are none."""
    if draft.share or draft.spread is not None or draft.ordinal or text[draft.end : atoms[j].start].strip():
        return j
    digits, at, end = "", j + 1, atoms[j].end
    while at < len(atoms) and text[end : atoms[at].start] in _GAP and len(digits) < 12:
        token = atoms[at].token
        if token.kind not in ("unit", "teen", "digits") or token.value.denominator != 1 or token.ordinal:
            break
        if token.weak and text[atoms[at].start : atoms[at].end] in numbers.fraction_gaps:
            break
        if token.value >= 10 and digits or token.value >= 1000:
            break
        part, following = _compose(text, atoms, at, numbers) if token.value >= 10 else (None, at + 1)
        if token.value < 10 and not digits and at + 1 < len(atoms) and atoms[at + 1].token.kind == "fraction":
            part, following = _compose(text, atoms, at, numbers)
        if part is not None and part.share and part.current is not None:
            draft.current, draft.end = (draft.current or Fraction(0)) + part.current, part.end
            return following
        digits += str(int(part.interval()[0])) if part is not None else str(int(token.value))
        end, at = (part.end if part is not None else atoms[at].end), following
        if part is not None:
            break
    if not digits:
        return j
    draft.add_decimals(digits, end)
    return at


def digit_strings(atoms: list[Atom]) -> list[Atom]:
    """The atoms with three or more single digits in a row (二〇二四) made one number."""
    kept: list[Atom] = []
    i = 0
    while i < len(atoms):
        j = i
        while j < len(atoms) and _single(atoms[j]) and (j == i or atoms[j].start == atoms[j - 1].end):
            j += 1
        if i and j > i and _scale(atoms[i - 1]) and atoms[i - 1].end == atoms[i].start:
            j = i  # 零 after a scale is part of the number before it
        zero = any(a.token.value == 0 for a in atoms[i:j])
        if j - i >= (2 if zero else 3) and not (
            j < len(atoms) and atoms[j].start == atoms[j - 1].end and _scale(atoms[j])
        ):
            value = Fraction(int("".join(str(int(a.token.value)) for a in atoms[i:j])))
            kept.append(Atom(atoms[i].start, atoms[j - 1].end, Token("digits", value)))
            i = j
        else:
            kept.append(atoms[i])
            i += 1
    return kept


def without_taels(text: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms without a 两 that ends a number: 三十两 are thirty taels, since no number is written 三十二 so."""
    kept: list[Atom] = []
    for k, atom in enumerate(atoms):
        tael = text[atom.start : atom.end] in _TAELS and kept and kept[-1].end == atom.start
        goes_on = k + 1 < len(atoms) and atoms[k + 1].start == atom.end
        if not tael or goes_on or text[atom.end : atom.end + 1] in _COUNTED:
            kept.append(atom)
    return kept


def _single(atom: Atom) -> bool:
    return atom.token.kind == "unit" and 0 <= atom.token.value < 10


def _scale(atom: Atom) -> bool:
    return atom.token.kind == "scale"


def _after_comma(draft: Draft, ahead: Token | None) -> bool:
    """Whether a comma goes on a spelled number: "nine thousand, eight hundred"."""
    last = draft.last
    return bool(
        draft.spelled
        and last
        and last.kind == "scale"
        and last.value >= 1000
        and not last.vague_alone
        and draft.comma
        and ahead
        and ahead.kind == "unit"
        and not ahead.weak
        and not ahead.ordinal
    )


def _adjacent(
    text: str,
    end: int,
    start: int,
    draft: Draft,
    numbers: NumberTable,
    *,
    linked: bool = False,
    ahead: Token | None = None,
) -> bool:
    gap = text[end:start]
    if gap in _GAP or gap.isspace() and len(gap) <= MOST_BLANKS:
        return True
    if gap == ", " and not linked:
        return _after_comma(draft, ahead)
    if len(gap) > 12:
        return False
    if gap == ". " and ahead is not None and ahead.kind == "digits" and ahead.value < THOUSAND:
        said = text[draft.start : end]  # "2 тыс. 450 рублей"
        return draft.scaled and said[:1].isdigit() and said.endswith(numbers.abbreviations)
    if linked and gap.strip() in ("", numbers.link_prefix):
        return True
    scales = ahead is not None and ahead.kind == "scale"
    return (
        scales
        and gap.strip() in numbers.fraction_gaps
        and (
            draft.share
            or draft.first is not None
            and (draft.first.kind == "vague" or draft.first.vague_alone or draft.approx)
        )
    )
