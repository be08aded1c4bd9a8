"""Who does what: the act of news that a person's clause tells of him, and whether it is told as done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.clauses import Scene, scene
from claimcmp.facts.speech.frames import modality_of, negates
from claimcmp.model import Fact, Kind

# Concepts of nouns.toml that say what somebody does or what becomes of him.
DEEDS = frozenset({"lead_head", "attend", "absent", "won", "appointed", "resigned", "arrested", "freed", "charged",
                   "killed", "kidnapped", "visit", "opening", "married", "born"})  # fmt: skip
_REACH = 70  # characters between a person and the verb of his clause


@dataclass(frozen=True, slots=True)
class Deed:
    """One person and one act of his clause.

    ``person``: the person's fact; ``deed``: a concept ("lead_head", "attend", "won", "appointed", "arrested", …);
    ``modality`` as in ``Frame`` ("" is told as done); ``negated``: "did not attend"; ``start:end``: the act's word in
    the original text.
    """

    person: Fact
    deed: str
    modality: str
    negated: bool
    start: int
    end: int


def deeds(sentence: SentenceText, facts: Sequence[Fact]) -> tuple[Deed, ...]:
    """The acts told of the persons of a sentence, by their position; the nearest person of its clause takes each.

    ``facts``: what ``claimcmp.facts.read`` found in the sentence. Speakers of the sentence take no act but their own
    speech, so "X said that Y won" is Y's.

    >>> from claimcmp.facts import read
    >>> s = SentenceText("Karim al-Zahhar did not attend the talks.", "en")
    >>> [(d.person.value, d.deed, d.negated) for d in deeds(s, read(s))]
    [('person:KRM SHR', 'attend', True)]
    """
    from claimcmp.facts.nouns.lexicon import concepts_in

    if sentence.endless:
        return ()
    here = scene(sentence)
    speakers = {f.value for f in facts if f.kind == Kind.ATTRIBUTION}
    persons = [f for f in facts if f.kind == Kind.PERSON and f.value not in speakers]
    out = []
    for hit in concepts_in(sentence.text, sentence.lang) if persons else ():
        if hit.concept not in DEEDS:
            continue
        person = _doer(here, persons, hit.start, hit.end)
        if person is None:
            continue
        clause = here.clause(hit.start)
        start, end = here.span(hit.start, hit.end)
        modality = modality_of(here, hit.start, hit.start, clause)  # the act's own form tells its tense too
        out.append(Deed(person, hit.concept, modality, negates(here, hit.start, hit.end, clause), start, end))
    return tuple(out)


def _doer(here: Scene, persons: list[Fact], start: int, end: int) -> Fact | None:
    """The person nearest to an act in its clause, on the side where the language puts the doer."""
    left, right = here.clause(start)
    position = here.sentence.normal.position
    near = []
    for person in persons:
        a, b = position(person.start), position(person.end)
        if a < left or b > right or (a < end and start < b):
            continue
        gap = start - b if b <= start else a - end
        wrong = (b <= start and not here.words.before and not here.words.beside) or (a >= end and not here.words.after)
        if gap <= _REACH:
            near.append((gap + (_REACH if wrong else 0), a, person))
    return min(near, key=lambda n: n[:2])[2] if near else None
