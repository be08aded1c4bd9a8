"""Numbers in digits and words: literal values in every language, and digits that come back as written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimcmp.facts.numerals import numerals
from claimcmp.facts.sentence import SentenceText

VALUES = [
    ("en", "twenty-one", 21), ("en", "two hundred and five", 205), ("en", "two and a half million", 2.5e6), ("en", "12,34,567", 1234567),
    ("en", "half a million", 5e5), ("en", "2½", 2.5), ("en", "one point five million", 1.5e6), ("en", "nine thousand, eight hundred", 9800),
    ("ar", "خمسة وعشرون", 25), ("ar", "مئة وخمسة وثلاثين ألفا", 135000), ("ar", "مليون ونصف المليون", 1.5e6), ("ar", "مليوني", 2e6),
    ("ar", "ثلاثة آلاف وخمسمئة", 3500), ("ar", "ألفين وواحد وعشرين", 2021), ("ar", "٢٫٥ مليون", 2.5e6), ("ar", "سابع عشر", 17),
    ("ar", "مائتان", 200), ("ar", "12٬345", 12345),
    ("ru", "двумстами", 200), ("ru", "полтора миллиона", 1.5e6), ("ru", "100 тыс.", 1e5), ("ru", "1,5 млрд", 1.5e9),
    ("ru", "пять целых три десятых", 5.3), ("ru", "двадцать первый", 21), ("uk", "п'ятсот", 500), ("uk", "дев'яносто дев'ять", 99),
    ("fr", "quatre-vingt-dix-sept", 97), ("fr", "septante et un", 71), ("fr", "deux millions et demi", 2.5e6), ("fr", "1 234,5", 1234.5),
    ("de", "zweiundzwanzigtausenddreihundert", 22300), ("de", "zweieinhalb", 2.5), ("de", "1.234,5", 1234.5), ("de", "anderthalb", 1.5),
    ("es", "mil millones", 1e9), ("es", "setenta y uno", 71), ("es", "dos millones y medio", 2.5e6), ("es", "1.500", 1500),
    ("pt", "vinte e um mil", 21000), ("pt", "dois milhões e meio", 2.5e6), ("it", "ventiduemilatrecentoquarantacinque", 22345),
    ("it", "due milioni e mezzo", 2.5e6), ("tr", "yüz binden", 1e5), ("tr", "iki buçuk milyon", 2.5e6), ("tr", "yirmibeş", 25),
    ("zh", "一万亿", 1e12), ("zh", "三千五", 3500), ("zh", "一千零五", 1005), ("zh", "三分之二", 2 / 3), ("zh", "两百五十万", 2.5e6),
    ("zh", "二〇二四", 2024), ("zh", "壹仟贰佰", 1200), ("zh", "１２３", 123),
    ("fa", "بیست و پنج هزار", 25000), ("fa", "دو و نیم میلیون", 2.5e6), ("fa", "۵/۲", 5.2), ("he", "שלושים וחמישה", 35),
    ("he", "מ-100 אלף", 1e5), ("he", "שני מיליון וחצי", 2.5e6),
]  # fmt: skip


def read(text, lang):
    return numerals(SentenceText(text, lang))


@pytest.mark.parametrize(("lang", "text", "value"), VALUES)
def test_one_number(lang, text, value):
    assert [n.value for n in read(text, lang)] == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("en", "tens of thousands", 20_000, 99_999), ("en", "hundreds", 200, 999), ("ar", "عشرات الآلاف", 20_000, 99_999),
        ("ru", "сотни тысяч", 200_000, 999_999), ("fr", "des dizaines de milliers", 20_000, 99_999), ("zh", "数万", 20_000, 99_999),
        ("de", "Zehntausende", 20_000, 99_999), ("tr", "binlerce", 2000, 9999), ("he", "עשרות אלפי", 20_000, 99_999),
        ("fa", "ده‌ها هزار", 20_000, 99_999), ("es", "decenas de miles", 20_000, 99_999), ("it", "migliaia", 2000, 9999),
    ],
)  # fmt: skip
def test_vague_words_are_intervals(lang, text, low, high):
    assert [(n.low, n.high) for n in read(text, lang)][-1] == (low, high)


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [("en", "21st", 21), ("ru", "5-й", 5), ("fr", "2e", 2), ("de", "der 5. Jahrestag", 5), ("zh", "第十五", 15), ("tr", "5'inci", 5),
     ("ar", "الحادي والعشرون", 21), ("de", "einundzwanzigste", 21)],
)  # fmt: skip
def test_ordinals(lang, text, value):
    assert [(n.value, n.ordinal) for n in read(text, lang)] == [(value, True)]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "S-300"), ("en", "Article 5"), ("ru", "Ил-76"), ("ar", "القرار 1701")]
)
def test_labels(lang, text):
    assert [n.label for n in read(text, lang)] == [True]


@given(st.integers(0, 10**12), st.sampled_from(["en", "he", "zh"]))
def test_grouped_digits_come_back(value, lang):
    assert [n.value for n in read(f"{value:,}", lang)] == [value]


@given(st.integers(0, 10**9 - 1), st.sampled_from(["de", "es", "it", "pt", "tr"]))
def test_dotted_digits_come_back(value, lang):
    assert [n.value for n in read(f"{value:,}".replace(",", "."), lang)] == [value]


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,٫٬ -½%/'", max_size=400))
def test_digit_soup_is_read(text):
    assert all(0 <= n.start < n.end <= len(text) for n in read(text, "ar"))


@pytest.mark.parametrize(
    ("lang", "text", "low", "high"),
    [
        ("en", "Between four thousand and six thousand people came.", 4000, 6000),
        ("ar", "حضر ما بين أربعة آلاف وستة آلاف شخص.", 4000, 6000),
        ("fr", "Entre quatre mille et six mille personnes sont venues.", 4000, 6000),
        ("en", "One million and six hundred thousand people came.", 1_600_000, 1_600_000),
    ],
)
def test_a_second_number_of_the_same_scale_is_a_number_of_its_own(lang, text, low, high):
    from claimcmp.facts import read

    found = [(f.low, f.high) for f in read(SentenceText(text, lang)) if f.kind == "number"]
    assert found == [(low, high)]
