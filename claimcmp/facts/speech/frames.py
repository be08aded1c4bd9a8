"""What stands around a fact: is it told as done, denied, planned, asked for, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.facts.sentence import SentenceText
from claimcmp.facts.speech.attribution import sayings
from claimcmp.facts.speech.clauses import Scene, scene
from claimcmp.facts.speech.tables import MODALITY, POLARITY

_REACH = 60  # characters that a negation or a modal word reaches over before it
_NOT = 25  # characters between a "not" and its verb
_STRENGTH = ("would", "call", "plan", "may", "will")  # the strongest cue of a clause names its modality


@dataclass(frozen=True, slots=True)
class Frame:
    """How a span is told.

    ``modality``: "" (told as fact), "will", "may", "plan", "call_for", "would". ``tense``: "future" or "".
    ``polarity``: the act that covers it ("denied", "cancelled", …; "" for none); ``negated``: "not" stands before it in
    its clause. ``speaker``: canonical value of who says so ("" is the outlet itself); ``quote``: inside a direct quote.
    """

    modality: str = ""
    tense: str = ""
    negated: bool = False
    polarity: str = ""
    speaker: str = ""
    quote: bool = False


def frame(sentence: SentenceText, start: int, end: int) -> Frame:
    """The frame of an original span of a sentence, by its clause; doubt leaves a field empty."""
    if sentence.endless:
        return Frame()
    here = scene(sentence)
    a, b = sentence.normal.position(start), sentence.normal.position(end)
    clause = here.clause(a)
    modality = modality_of(here, a, b, clause)
    return Frame(
        modality=modality, tense="future" if modality == "will" else "", negated=_negated(here, a, clause),
        polarity=_covering_act(here, a, b), speaker=_speaker(here, a, b), quote=here.quoted(a),
    )  # fmt: skip


def modality_of(here: Scene, start: int, end: int, clause: tuple[int, int]) -> str:
    """The modality of the clause: its strongest cue near the span, before it or, where verbs close clauses, after."""
    final = here.words.object_before
    left, right = max(clause[0], start - 2 * _REACH), clause[1] if final else min(clause[1], end + _REACH)
    found = set()
    for mark, value in here.of("cues", *_STRENGTH):
        inside = left <= mark.start < right and not (start <= mark.start < end)
        if inside and here.quoted(mark.start) == here.quoted(start):
            found.add(value)
    if "will" not in found and _future_verb(here, left, right):
        found.add("will")
    found.update(kind for kind in _verb_endings(here, left, right))
    return next((MODALITY[v] for v in _STRENGTH if v in found), "")


def _future_verb(here: Scene, left: int, right: int) -> bool:
    """Whether a verb with a written-together future particle stands there («ستُعقد»)."""
    words = here.words
    if not words.future_prefixes:
        return False
    for a, b in here.sentence.words:
        if left <= a < right:
            word = here.text[a:b]
            bare = word[1:] if word[:1] in ("و", "ف") else word
            if len(bare) >= 5 and bare.startswith(words.future_prefixes) and not bare.startswith(words.not_future):
                return True
    return False


def _verb_endings(here: Scene, left: int, right: int) -> list[str]:
    """Modalities that verb endings tell (Turkish "-acak")."""
    words = here.words
    if not words.suffixes:
        return []
    out: list[str] = []
    for a, b in here.sentence.words:
        if left <= a < right and b - a >= 5:
            word = here.text[a:b]
            if word not in words.not_suffixed:
                out.extend(kind for ending, kind in words.suffixes if word.endswith(ending))
    return out


def negates(here: Scene, start: int, end: int, clause: tuple[int, int]) -> bool:
    """Whether a "not" belongs to the verb at a folded span: before it close by, or where the language puts it."""
    words = here.words
    for cue, _ in here.of("cues", "negation"):
        if max(clause[0], start - _NOT) <= cue.start and cue.end <= start:
            return True
        late = words.object_before or words.negation_after
        if late and end <= cue.start < min(clause[1], end + _NOT) and "," not in here.text[end : cue.start]:
            return True
    return False


def _negated(here: Scene, start: int, clause: tuple[int, int]) -> bool:
    if here.words.object_before:
        return any(clause[0] <= m.start < clause[1] and m.start >= start for m, _ in here.of("cues", "negation"))
    return any(max(clause[0], start - _REACH) <= m.start < start for m, _ in here.of("cues", "negation"))


def _covering_act(here: Scene, start: int, end: int) -> str:
    """The denial, refusal or cancellation whose matter the span is in."""
    from claimcmp.facts.speech.polarity import matters

    for act, negated, a, b in matters(here):
        if a <= start and end <= b and act in POLARITY:
            return ("not_" if negated else "") + POLARITY[act]
    return ""


def _speaker(here: Scene, start: int, end: int) -> str:
    said = [s for s in sayings(here) if s.start <= start and end <= s.end]
    covering = [s for s in said if not (s.voice.start <= start < s.voice.end)]
    if not covering:
        return ""
    return min(covering, key=lambda s: (s.end - s.start, s.cue.start)).voice.value
