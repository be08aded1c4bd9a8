import pytest

import claimcmp
from claimcmp.comparer import compare_sentences
from claimcmp.errors import UsageError


def test_a_sentence_agrees_with_itself():
    text = "At least seven people were killed and 19 injured."
    assert compare_sentences(text, text).verdict == "agree"


def test_the_reason_names_levels_values_and_outlets():
    result = compare_sentences(
        "Twelve soldiers were killed in the attack on Monday.", "Thirteen soldiers were killed in the attack on Monday.",
        published_a="2024-05-15T09:00:00+00:00", published_b="2024-05-15T10:00:00+00:00",
        outlet_a="Northgate Times", outlet_b="Harbour Gazette",
    )  # fmt: skip
    assert result.verdict == "differ"
    assert result.slot == "killed soldier"
    assert (
        result.why
        == "same noun, same kind of people or things, same time, same subject; Twelve ≠ Thirteen; Northgate Times against Harbour Gazette"
    )


def test_without_times_a_growing_count_is_an_update_only_where_the_words_say_so():
    earlier = "Число погибших при пожаре выросло до 13 человек."
    assert compare_sentences(earlier, "Число погибших при пожаре достигло 37 человек.").verdict == "updated"
    without = "При пожаре погибли 13 человек.", "При пожаре погибли 37 человек."
    assert claimcmp.compare_sentences(*without).verdict == "differ"
    assert "possibly a later count" in compare_sentences(*without).why


def test_an_earlier_and_greater_count_is_no_update():
    late = compare_sentences(
        "The fire killed 20 people.", "The fire killed 12 people.",
        published_a="2024-05-15T09:00:00+00:00", published_b="2024-05-16T09:00:00+00:00",
    )  # fmt: skip
    assert late.verdict == "differ"


def test_a_later_report_that_corrects_itself_is_an_update():
    corrected = compare_sentences(
        "The fire killed 20 people.", "Correction: the fire killed 12 people, not 20.",
        published_a="2024-05-15T09:00:00+00:00", published_b="2024-05-15T09:30:00+00:00",
    )  # fmt: skip
    assert corrected.verdict == "updated"


@pytest.mark.parametrize("text", ["", " ", "...", "12", "١٢", "a" * 20_000, "12 " * 4000, "𝟙𝟚 💥", "\x00\ud7ff"])
def test_odd_text_is_unrelated_not_a_crash(text):
    assert compare_sentences(text, "Twelve people were killed.", lang_a="en").verdict in (
        "unrelated",
        "differ",
        "agree",
    )


def test_a_wrong_time_is_named():
    with pytest.raises(UsageError, match="'yesterday' is no ISO 8601 time"):
        compare_sentences("a", "b", published_a="yesterday")


def test_counts_of_unknown_times_are_said_to_be_possibly_of_two_times():
    a, b = "Police arrested 40 protesters in Paris.", "La police a arrêté 55 manifestants à Paris."
    untimed = compare_sentences(a, b)
    assert (untimed.verdict, "possibly a later count" in untimed.why) == ("differ", True)
    at = "2024-05-15T09:00:00+03:00"
    timed = compare_sentences(a, b, published_a=at, published_b=at)
    assert (timed.verdict, "possibly a later count" in timed.why) == ("differ", False)
