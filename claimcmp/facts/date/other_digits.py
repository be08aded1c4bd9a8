"""Numbers of dates that are written in Han digits or in Roman letters."""

from __future__ import annotations

import re

_HAN = {c: v for v, row in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for c in row}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$")
_ROMAN_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}


def roman_like(word: str) -> bool:
    """Whether a folded word has the form of a Roman number up to 3,999."""
    return len(word) <= 6 and word[0] in "mdclxvi" and _ROMAN.match(word) is not None


def roman_value(word: str) -> int:
    """The number that a Roman numeral writes, in folded letters.

    >>> roman_value("xiv")
    14
    """
    values = [_ROMAN_VALUES[c] for c in word]
    return sum(-v if k + 1 < len(values) and values[k + 1] > v else v for k, v in enumerate(values))


def han_numbers(text: str) -> dict[int, tuple[int, float, bool]]:
    """Runs of Han digits in a text by their start: (end, value, whether 第 makes it an ordinal)."""
    found: dict[int, tuple[int, float, bool]] = {}
    i = 0
    while i < len(text):
        if text[i] not in _HAN and text[i] not in _HAN_UNITS:
            i += 1
            continue
        j = i
        while j < len(text) and j - i < 12 and (text[j] in _HAN or text[j] in _HAN_UNITS):
            j += 1
        value = han_value(text[i:j])
        if value is not None:
            found[i] = (j, value, i > 0 and text[i - 1] == "第")
        i = j
    return found


def han_value(run: str) -> int | None:
    """The number that Han digits write, by place ("二〇一五") or by units ("二十三", "两千").

    >>> han_value("二〇一五"), han_value("二十三"), han_value("十"), han_value("廿一")
    (2015, 23, 10, 21)
    """
    if all(c in _HAN for c in run):
        return int("".join(str(_HAN[c]) for c in run)) if len(run) in (1, 2, 4) else None
    total, digit = 0, 0
    for char in run:
        if char in _HAN:
            digit = _HAN[char]
        elif char in "廿卅":
            total += _HAN_UNITS[char]
        else:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
    return total + digit
