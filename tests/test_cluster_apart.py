"""What keeps two sentences from being joined by resemblance: denials of two parties, a denial and who was blamed."""

from claimcmp.cluster.apart import sentences_apart
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView


def views(text):
    facts = tuple(read(SentenceText(text, "en", reference=1_741_780_800.0)))
    return [FactView(f, text=text, lang="en", siblings=facts) for f in facts]


def test_two_parties_deny_two_things():
    one, two = views("Russia denied the report."), views("Ukraine denied the report.")
    assert sentences_apart(one, two)
    assert not sentences_apart(one, views("Russia denied that report again."))


def test_a_denial_is_not_joined_with_who_was_blamed():
    denied = views("Russia denied the attack.")
    assert sentences_apart(denied, views("The ministry blamed Russia for the attack."))
    assert not sentences_apart(denied, views("Russia confirmed the attack."))
