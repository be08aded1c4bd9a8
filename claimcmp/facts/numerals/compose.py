"""From number words and digits in a row to numbers: one compositional grammar for every language.

A number is a stack of groups, each a value and the scale that made it; a scale multiplies all smaller groups that
stand before it, so «mil millones», 一万亿 and "two hundred thousand" need no rule of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from claimcmp.facts.numerals.spelled import Atom
from claimcmp.facts.numerals.tables import NumberTable, Token

ZERO, ONE = Fraction(0), Fraction(1)
LARGEST_PART = Fraction(1, 5)  # of more than 20: 120 "quartos" are rooms, "cento e trinta quintos" are 26


@dataclass(slots=True)
class Draft:
    """A number being put together, atom by atom."""

    numbers: NumberTable
    start: int = 0
    end: int = 0
    groups: list[tuple[Fraction, Fraction, Fraction]] = field(default_factory=list)  # (low, high, scale)
    current: Fraction | None = None
    spread: Fraction | None = None  # the high end of a vague multiplier
    first: Token | None = None
    last: Token | None = None
    ordinal: bool = False
    approx: bool = False
    spelled: bool = True
    scaled: bool = False
    share: bool = False
    atoms: int = 0
    negative: bool = False
    comma: bool = False  # the atom after a comma is multiplied itself
    zero: bool = False  # 零 stands before the last digit
    more: tuple[int, int] | None = None  # where 多 stands between the number and its scale
    multiplicand: Fraction | None = None  # what stood before the first scale: the 3 of "3 hundred thousand"

    def begin(self, atom: Atom) -> None:
        """Take the first atom."""
        self.start, self.first = atom.start, atom.token
        self._take(atom)
        token = atom.token
        if token.kind == "scale":
            low, high = token.value, token.value
            if token.vague_alone:
                low, high = token.alone or (token.value * 2, token.value * 10 - 1)
            self.groups, self.scaled = [(low, high, token.value)], True
        elif token.kind == "vague":
            self.current, self.spread = token.value, token.high
        else:
            self.current = token.value
            self.share = token.kind in ("fraction", "plus")

    def _take(self, atom: Atom) -> None:
        self.end, self.last = atom.end, atom.token
        self.ordinal |= atom.token.ordinal
        self.approx |= atom.token.approx
        self.spelled &= atom.spelled
        self.atoms += 1

    def add(self, atom: Atom, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        """Take a further atom if the grammar allows it there; ``linked``: "and" stands before it."""
        token = atom.token
        if self.ordinal and not token.ordinal and not (self.numbers.units_first and self.current is not None):
            return False
        took = {
            "unit": self._unit,
            "teen": self._teen,
            "scale": self._scale,
            "fraction": self._fraction,
            "plus": self._plus,
            "digits": self._digits,
            "vague": self._vague,
        }.get(token.kind, _never)(token, linked=linked, between=between, ahead=ahead)
        if took:
            self._take(atom)
        return took

    def _place(self) -> Fraction:
        """The place value under which a further unit must stay."""
        if self.current is None:
            return self.groups[-1][2] if self.groups else Fraction(10**18)
        value, place = int(self.current), 1
        while value and value % 10 == 0:
            value //= 10
            place *= 10
        return Fraction(place)

    def _unit(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        value, rules = token.value, self.numbers
        if (
            token.weak
            and not rules.weak_adds
            or self.spread is not None
            or self.share
            or (self.last and self.last.kind == "digits")
        ):
            return False
        if self.current is None:
            return self._after_scale(token, linked=linked, ahead=ahead)
        if self.current.denominator != 1 or value == 0:
            return False
        rest = int(self.current) % 100
        if rules.units_first and 1 <= rest <= 9 and 20 <= value <= 90 and value % 10 == 0 and linked:
            self.current += value
            return True
        if rest in rules.adds_teens_to and 10 <= value <= 19:
            self.current += value
            return True
        if value >= self._place() or rest == 0 and linked and not rules.link_after_scales:
            return False
        if (
            rest == 10
            and not (rules.ten_adds or token.ordinal and self.ordinal)
            or rest
            and linked
            and not rules.link_after_tens
        ):
            return False
        if rules.link_required and not linked:
            return False
        self.current += value
        return True

    def _after_scale(self, token: Token, *, linked: bool, ahead: Token | None) -> bool:
        rules = self.numbers
        if linked and ahead is not None and ahead.kind == "scale" and any(g[2] == ahead.value for g in self.groups):
            return False  # "between four thousand and six thousand"
        if token.value >= self.groups[-1][2] or self.groups[-1][0] != self.groups[-1][1]:
            return False
        if linked and not rules.link_after_scales or rules.link_required and not linked:
            return False
        if self.last is not None and self.last.approx:
            return False
        self.current = token.value
        return True

    def _teen(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        if linked or self.current is None:
            return self._unit(token, linked=linked, between=between, ahead=ahead)
        if not 1 <= int(self.current) % 100 <= 9:
            return False
        self.current += token.value
        return True

    def _scale(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        scale = token.value
        if token.weak or any(g[2] == scale for g in self.groups):
            return self._repeated_scale(token)
        if linked or self.current is None:
            return self._bare_scale(token, linked=linked)
        if self.share and self.first is not None and self.first.kind == "unit" and scale < 1000:
            return False
        if scale == 100 and self.current > (self.numbers.most_hundreds or self.current):
            return False
        if self.multiplicand is None and not self.groups:
            self.multiplicand = self.current
        smaller = [g for g in self.groups if g[2] < scale]
        low = self.current + sum((g[0] for g in smaller), ZERO)
        high = (self.spread + 1) * scale - 1 if self.spread is not None else low * scale
        self.groups = [g for g in self.groups if g[2] > scale] + [(low * scale, high, scale)]
        self.current, self.spread, self.scaled, self.share = None, None, True, False
        return True

    def _repeated_scale(self, token: Token) -> bool:
        """«مليون ونصف المليون»: the scale said again after a fraction of it adds nothing."""
        return self.last is not None and self.last.kind in ("fraction", "plus") and self.current is None

    def _bare_scale(self, token: Token, *, linked: bool) -> bool:
        """A scale without a multiplier of its own: «مليون وألف», "mille cent", "mil millones", "tens of thousands"."""
        if self.current is not None or not self.groups:
            return False
        low, high, last = self.groups[-1]
        if token.value < last:
            allowed = self.numbers.link_after_scales if linked else not self.numbers.link_required
            if not allowed or token.vague_alone and self.groups[-1][0] != self.groups[-1][1]:
                return False
            self.groups.append((token.value, token.value, token.value))
            return True
        if linked:
            return False
        smaller = [g for g in self.groups if g[2] < token.value]
        low = sum((g[0] for g in smaller), ZERO)
        high = sum((g[1] for g in smaller), ZERO)
        top = low * token.value if low == high else (high + 1) * token.value - 1
        self.groups = [g for g in self.groups if g[2] > token.value] + [(low * token.value, top, token.value)]
        return True

    def _fraction(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        if linked:
            return self._plus(token, linked=True, between=between, ahead=ahead)
        if self.current is None or self.groups or self.current.denominator != 1 or self.current <= 0:
            return False
        if self.current > 20 and (not self.spelled or token.value > LARGEST_PART):
            return False
        self.current *= token.value
        self.share = True
        return True

    def _plus(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        if self.spread is not None or self.share or self.ordinal:
            return False
        if self.current is None:
            low, high, scale = self.groups[-1]
            if low != high or self.last is None or self.last.kind != "scale" or scale < 100:
                return False
            self.groups[-1] = (low + token.value * scale, high + token.value * scale, scale)
            return True
        if self.current.denominator != 1:
            return False
        self.current += token.value
        return True

    def _digits(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        if self.current is not None or not self.groups or self.last is None or self.last.kind != "scale":
            return False
        scale = self.groups[-1][2]
        if ahead is not None and ahead.kind == "scale" and ahead.value >= scale:
            return False
        if token.value >= scale or self.first is not None and self.first.vague_alone:
            return False
        smaller_scale = ahead is not None and ahead.kind == "scale" and ahead.value < scale
        if linked:
            fits = self.numbers.link_required and (smaller_scale or token.value.denominator == 1)
            fits = not between and (fits or scale <= 1000 and token.value < 100 and self.numbers.link_after_scales)
        else:
            fits = smaller_scale or scale == 1000 and 100 <= token.value < 1000 and not self.numbers.link_required
        if fits:
            self.current = token.value
        return fits

    def _vague(self, token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
        return False

    def add_decimals(self, digits: str, end: int) -> None:
        """Digits said after the decimal separator."""
        self.current = (self.current or ZERO) + Fraction(int(digits), 10 ** len(digits))
        self.end = end

    def interval(self) -> tuple[Fraction, Fraction]:
        """The number's low and high ends."""
        low = sum((g[0] for g in self.groups), ZERO) + (self.current or ZERO)
        high = sum((g[1] for g in self.groups), ZERO) + (self.spread or self.current or ZERO)
        if self.numbers.trailing_unit and self.current is not None and self.current < 10 and self.groups:
            return self._colloquial(low), self._colloquial(high)
        return low, high

    def scale(self) -> Fraction:
        """What a number before this one would be multiplied by: "2 to 3 hundred thousand" → 100,000."""
        if not self.groups:
            return ONE
        if self.multiplicand:
            ratio = self.interval()[0] / self.multiplicand
            if ratio.denominator == 1 and str(ratio).rstrip("0") == "1":
                return ratio
        return self.groups[-1][2]

    def _colloquial(self, value: Fraction) -> Fraction:
        """Chinese 三千五: a last digit right after a scale counts tenths of it (零 between them says otherwise)."""
        scale, last = self.groups[-1][2], self.last
        if last is None or last.kind != "unit" or scale < 100 or self.current is None or self.current == 0:
            return value
        return (
            value
            if self.share or self.zero or self.current.denominator != 1
            else value - self.current + self.current * scale / 10
        )


def _never(token: Token, *, linked: bool, between: bool, ahead: Token | None) -> bool:
    return False
