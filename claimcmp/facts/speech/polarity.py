"""Did it happen, was it denied, refused, called off: the acts of a sentence as facts."""

from __future__ import annotations

from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.speech.attribution import speaker
from claimcmp.facts.speech.clauses import Scene, Voice
from claimcmp.facts.speech.tables import MODALITY, NEGATED, POLARITY
from claimcmp.model import Fact, Kind

_BEFORE = 22  # characters that a "not" stands before its verb at most
_AFTER = 60  # and after it, where "not" closes the clause
_AT_ONCE = 30  # characters after "rejected" in which its object stands
DENIED = "denied"  # how an act is told that somebody denies ("denied that he had cancelled …")
_TRIM = " ,،，:;–-\"«»“”()"


def _acts(scene: Scene) -> list[tuple[Mark, str]]:
    """Marks of acts that tell a polarity, quotes left out, one act a mark."""
    out: list[tuple[Mark, str]] = []
    for mark, act in scene.of("acts", *POLARITY):
        if not scene.quoted(mark.start) and not any(m is mark for m, _ in out):
            out.append((mark, act))
    return out


def negated(scene: Scene, mark: Mark) -> bool:
    """Whether a "not" belongs to a verb: right before it, or right after it where the language puts it there."""
    if mark.of(NEGATED) is not None:
        return True
    left, right = scene.clause(mark.start)
    for cue, _ in scene.of("cues", "negation"):
        if max(left, mark.start - _BEFORE) <= cue.start and cue.end <= mark.start - mark.prefix:
            return not any(cue.end <= m.start < mark.start for m, _ in scene.of("acts"))
        if scene.words.object_before and mark.end <= cue.start <= min(right, mark.end + 12):
            return True
        if scene.words.negation_after and mark.end <= cue.start <= min(right, mark.end + _AFTER):
            return "," not in scene.text[mark.end : cue.start]
    return False


def _matter(scene: Scene, mark: Mark, voice: Voice | None) -> tuple[int, int]:
    """The span of what is denied, refused, …: after the verb and its speaker, or before it in verb-final languages."""
    left, right = scene.clause(mark.start)
    if scene.words.object_before:
        start = voice.end if voice is not None and left <= voice.end <= mark.start else left
        end = mark.start
    else:
        start = max(mark.end, voice.end) if voice is not None and mark.end <= voice.start < right else mark.end
        end = right
    that = [m for m, _ in scene.of("cues", "that") if start <= m.start <= start + 3]
    start = that[0].end if that else start
    while start < end and scene.text[start] in _TRIM:
        start += 1
    while end > start and scene.text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _disowned(scene: Scene, mark: Mark, voice: Voice | None) -> bool:
    """Whether what is rejected are reports or accusations: to reject those is to deny them."""
    a, _ = _matter(scene, mark, voice)
    first = scene.clause(mark.start)[0] if scene.words.object_before else a
    return any(first <= m.start <= a + _AT_ONCE for m, _ in scene.of("cues", "reports"))


def _act_of(scene: Scene, mark: Mark, act: str) -> str:
    return "deny" if act == "refuse" and _disowned(scene, mark, speaker(scene, mark)) else act


def matters(scene: Scene) -> list[tuple[str, bool, int, int]]:
    """Each act with whether it is negated and the folded span of its matter."""
    cached = scene.sentence.cache.get("matters")
    if isinstance(cached, list):
        return cached
    out = []
    for mark, act in _acts(scene):
        span = _matter(scene, mark, speaker(scene, mark))
        out.append((_act_of(scene, mark, act), negated(scene, mark), *span))
    scene.sentence.cache["matters"] = out
    return out


def _within_denial(scene: Scene, mark: Mark) -> bool:
    """Whether an act stands in the matter of a denial: it is told as not done."""
    return any(act == "deny" and not negated and a <= mark.start < b for act, negated, a, b in matters(scene))


def facts(scene: Scene) -> list[Fact]:
    """The polarity facts of a sentence.

    ``value``: the act ("denied", "cancelled"); ``negated``: "did not confirm"; ``speaker``: who acts, where he is told;
    ``what``: the matter; ``modality``: "" (done), "will", "plan", "would", "call_for", or "denied" where
    the act is told within what somebody denies.
    """
    from claimcmp.facts.speech.frames import modality_of

    out = []
    for mark, act in _acts(scene):
        voice = speaker(scene, mark)
        a, b = _matter(scene, mark, voice)
        start, end = scene.span(mark.start, mark.end)
        what = scene.span(a, b) if b > a else (-1, -1)
        modality = modality_of(scene, mark.start, mark.end, scene.clause(mark.start))
        if _within_denial(scene, mark):
            modality = DENIED
        out.append(Fact(
            Kind.POLARITY, start, end, value=POLARITY[_act_of(scene, mark, act)],
            what=scene.sentence.text[what[0] : what[1]] if b > a else "",
            what_start=what[0], what_end=what[1], cue_start=start, cue_end=end,
            speaker=voice.value if voice is not None else "", negated=negated(scene, mark),
            modality="" if modality == MODALITY["may"] else modality, certainty=0.9 if voice is not None else 0.7,
        ))  # fmt: skip
    return out
