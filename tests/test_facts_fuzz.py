"""Text of any shape in every language: nothing crashes, every span lies inside, nothing takes long."""

import time
import tomllib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES

GOLD = Path(__file__).parent / "gold"
KINDS = ("date", "duration", "measure", "money", "number", "percent", "quantity")
SLOWEST = 0.05  # seconds of the processor a sentence
LONGEST = 300
TEXTS = sorted(
    (case["text"], path.stem)
    for kind in KINDS
    for path in sorted((GOLD / kind).glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
)
PIECES = st.one_of(
    st.text(max_size=8),
    st.text(alphabet="0123456789٠١٢٣۴۵,.٫٬-–/:%٪$€ ½²", max_size=10),
    st.sampled_from(
        ["万亿", "三块零", "و", "ה", "тыс.", "\u200f", "\u0307", "\ud800", "between 3 and ", "1e999", "\x00"]
    ),
)


def read_in_time(text, lang):
    """The facts, and the seconds of the quickest of three readings."""
    seconds = float("inf")
    for _ in range(3):
        start = time.process_time()
        facts = read(SentenceText(text, lang, reference=1.642e9))
        seconds = min(seconds, time.process_time() - start)
        if seconds <= SLOWEST:
            break
    return facts, seconds


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.one_of(st.none(), st.sampled_from(LANGUAGES)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), PIECES), max_size=5),
)
def test_mutated_sentences(seed, other, changes):
    text, lang = seed
    for share, cut, piece in changes:
        at = int(share * len(text))
        text = (text[:at] + piece + text[at + cut :])[:LONGEST]
    facts, seconds = read_in_time(text, other or lang)
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(text)
        assert fact.what_end <= len(text) and fact.cue_end <= len(text)
        assert fact.low is None or fact.high is None or fact.low <= fact.high
    assert seconds <= SLOWEST


def test_gold_is_large_enough():
    counts = {lang: sum(own == lang for _, own in TEXTS) for lang in LANGUAGES}
    assert counts.pop("ar") >= 250
    assert min(counts.values()) >= 60, counts
    spoken = {lang: len({text for text, own in TEXTS if own == lang}) for lang in LANGUAGES}
    assert spoken.pop("ar") >= 250 and min(spoken.values()) >= 60, spoken
