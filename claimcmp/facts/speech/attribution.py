"""Who says so: "X said that …", "…, X said", "according to X", "quoting X", and through which outlet."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.names.tables import is_outlet
from claimcmp.facts.speech.clauses import Scene, Voice
from claimcmp.facts.speech.unlisted import claimant, named
from claimcmp.model import Fact, Kind

_NEAR = 45  # characters between a verb of saying and its speaker, titles and appositions included
_ADJACENT = 4  # for a place that stands for its government
_CUE_NEAR = 60  # "according to a first toll announced by the governor X"
# Acts that put words into a mouth; to refuse, approve or cancel something is no statement of it.
_SAYING_ACTS = ("say", "announce", "deny", "confirm", "claim", "blame", "correct")
_POSTPOSED = 40  # characters before "zufolge" in which the speaker ends
_HOW = {"citing": "citing", "after_quote": "direct_quote"}
_CLOSE = 25  # characters after "…", so
_QUOTE_ENDS = (",", '"', "»", "“", "”")
_SOFT = ",،，"
@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: the cue, the speaker and the folded span of what is said."""

    cue: Mark
    act: str
    voice: Voice
    start: int
    end: int
    how: str  # "direct_quote", "indirect", "according_to", "citing"
    medium: str = ""


def sayings(scene: Scene) -> list[Said]:
    """Every attribution of a sentence, by the position of its cue."""
    cached = scene.sentence.cache.get("sayings")
    if isinstance(cached, list):
        return cached
    found = [*_by_cues(scene), *_by_verbs(scene)]
    found = _through_media(_unique(found), _relaying(scene))
    scene.sentence.cache["sayings"] = found
    return found


def _by_cues(scene: Scene) -> list[Said]:
    out = []
    for mark, value in scene.of("cues", "according", "citing", "according_after", "after_quote"):
        voice = _cued(scene, mark, value)
        if voice is None or (value == "citing" and voice.rank == 3):
            continue
        start, end = _matter(scene, mark, voice)
        out.append(Said(mark, value, voice, start, end, _HOW.get(value, "according_to")))
    return out


def _cued(scene: Scene, mark: Mark, value: str) -> Voice | None:
    """The speaker that a cue introduces, or that stands before it ("… zufolge", "…'e göre")."""
    if value == "after_quote":
        beside = _voice_after(scene, mark, limit=_CLOSE)
        return beside if scene.text[: mark.start].rstrip()[-1:] in _QUOTE_ENDS else None
    if value == "according_after":
        near = [v for v in scene.voices if v.end <= mark.start and mark.start - v.end <= _POSTPOSED]
        near = [v for v in near if not any(c in scene.text[v.end : mark.start] for c in _SOFT)]
        return near[-1] if near else None
    after = _voice_after(scene, mark)
    if after is not None and any(c in scene.text[mark.end : after.start] for c in _SOFT):
        after = None  # it opens the statement
    before = _voice_before(scene, mark) if scene.words.object_before else None
    return after or before or named(scene, mark)


def _matter(scene: Scene, mark: Mark, voice: Voice) -> tuple[int, int]:
    """What a cue covers: its whole stretch between hard stops."""
    hard = [i for i in scene.stops if scene.text[i : i + 1] not in (",", "،", "，")]
    start = max((s for s in hard if s < mark.start), default=0)
    end = min((s for s in hard if s >= voice.end), default=len(scene.text))
    return start, end


def _by_verbs(scene: Scene) -> list[Said]:
    out = []
    for mark, act in scene.of("acts", *_SAYING_ACTS):
        if scene.quoted(mark.start):
            continue
        voice = speaker(scene, mark) or (claimant(scene, mark) if act == "claim" else None)
        if voice is None:
            continue
        start, end = _said_span(scene, mark, voice)
        direct = any(_near_quote(scene, mark, q) for q in scene.quotes) and act in ("say", "announce")
        out.append(Said(mark, act, voice, start, end, "direct_quote" if direct else "indirect"))
    return out


def _near_quote(scene: Scene, mark: Mark, quote: tuple[int, int]) -> bool:
    return 0 <= mark.start - quote[1] <= _CUE_NEAR or 0 <= quote[0] - mark.end <= _CUE_NEAR


def _said_span(scene: Scene, mark: Mark, voice: Voice) -> tuple[int, int]:
    """What the verb covers: the rest of the stretch after it, or before it where the verb closes the sentence."""
    start, end = _matter(scene, mark, voice)
    after = max(mark.end, voice.end if voice.end - mark.end < _NEAR else mark.end)
    if scene.words.object_before or end - after < 12:
        return start, end
    return after, end


def speaker(scene: Scene, mark: Mark) -> Voice | None:
    """The speaker of a verb of saying, on the side where the language puts it; the nearest one.

    A comma or a closing quotation before the verb ("…, said X") gives it to who stands after it, unless commas set
    off who stands before ("The mayor, X, said …").
    """
    before = _voice_before(scene, mark) if scene.words.before else None
    if before is None and scene.words.beside:
        left = mark.start - mark.prefix
        before = next((v for v in scene.voices if v.rank < 3 and v.end <= left and not scene.gap(v.end, left)), None)
    after = _voice_after(scene, mark, limit=_NEAR, verb=True) if scene.words.after else None
    if before is None or after is None:
        return before or after
    gap = scene.text[before.end : mark.start - mark.prefix]
    if any(c in gap for c in ",،–\"»”") and not _set_off(scene, before):
        return after
    return before if mark.start - before.end <= after.start - mark.end else after


def _set_off(scene: Scene, voice: Voice) -> bool:
    """Whether a comma stands before a speaker too, close by: an apposition."""
    return scene.text[: voice.start].rstrip(" \"")[-1:] in (",", "،", "–")


def _voice_after(scene: Scene, mark: Mark, *, limit: int = _CUE_NEAR, verb: bool = False) -> Voice | None:
    that = min((m.start for m, _ in scene.of("cues", "that") if m.start >= mark.end), default=len(scene.text))
    hard = min((s for s in scene.stops if s >= mark.end), default=len(scene.text))
    following = min((m.start for m, _ in scene.of("acts") if m.start >= mark.end), default=len(scene.text))
    cue = min((m.start for m, _ in scene.of("cues", "according", "citing") if m.start >= mark.end), default=hard)
    edge = min(hard, mark.end + limit, *((that, following, cue) if verb else ()))
    near = [v for v in scene.voices if mark.end <= v.start < edge]
    near = [v for v in near if v.rank < 3 or v.start - mark.end <= _ADJACENT and not scene.gap(mark.end, v.start)]
    if not near:
        return None
    person = next((v for v in near if v.rank == 0 and (v.start - near[0].end <= 25 or v is near[0])), None)
    if verb and person is None and _medium(near[0]):  # "told Reuters the spokesman X"
        person = next((v for v in scene.voices if v.rank == 0 and near[0].end <= v.start < mark.end + 2 * limit), None)
    return person or near[0]


def _voice_before(scene: Scene, mark: Mark) -> Voice | None:
    hard = max((s for s in scene.stops if s < mark.start), default=-1)
    edge = max(hard, mark.start - _NEAR - (30 if scene.words.object_before else 0))
    near = [v for v in scene.voices if v.end <= mark.start - mark.prefix and v.start > edge]
    opens = scene.words.object_before
    near = [v for v in near if v.rank < 3 or _adjacent(scene, v, mark) or (opens and v.start < 3)]
    relaying = _relaying(scene)
    near = [v for v in near if v not in relaying] or near
    if not near:
        return None
    if scene.words.object_before:  # the subject opens the clause, the object stands before the verb
        return near[0]
    return near[-1]


def _relaying(scene: Scene) -> list[Voice]:
    """Who stands after "quoted by": he relays another's words."""
    ends = [m.end for m, _ in scene.of("cues", "quoted_by")]
    return [v for v in scene.voices if any(0 <= v.start - end <= _CLOSE for end in ends)]


def _adjacent(scene: Scene, voice: Voice, mark: Mark) -> bool:
    """Whether nothing but spaces or small words stands between a place that speaks and its verb."""
    return mark.start - voice.end <= _ADJACENT and not any(c in scene.text[voice.end : mark.start] for c in _SOFT)


def _unique(found: list[Said]) -> list[Said]:
    out: list[Said] = []
    for said in sorted(found, key=lambda s: (s.cue.start, s.how != "according_to", s.voice.start)):
        if not any(_told_already(said, other) for other in out):
            out.append(said)
    return out


def _told_already(said: Said, other: Said) -> bool:
    """Whether another saying holds this one: it shares the cue, or "according to X" goes before "X said"."""
    crossing = other.cue.start < said.cue.end and said.cue.start < other.cue.end
    return crossing or (other.how == "according_to" and other.voice == said.voice)


def _through_media(found: list[Said], relaying: list[Voice]) -> list[Said]:
    """Give the outlet that relays a speaker: "reports X, citing Y" and "Y, quoted by X" are Y, through X."""
    media = [v for v in (*(s.voice for s in found), *relaying) if _medium(v)]
    if not media:
        return found
    return [s if _medium(s.voice) else replace(s, medium=media[0].value) for s in found]


def _medium(voice: Voice) -> bool:
    return is_outlet(voice.value) or voice.value.startswith("outlet:")


def facts(scene: Scene) -> list[Fact]:
    """The attribution facts of a sentence.

    ``value`` and ``speaker``: who (see ``Voice``); ``role``: how ("direct_quote", "indirect", "according_to",
    "citing"); ``scope``: the outlet that relays it; ``unit``: the country that the speaker speaks for ("RU"), if told.
    """
    out = []
    for said in sayings(scene):
        a, b = min(said.cue.start, said.voice.start), max(said.cue.end, said.voice.end)
        start, end = scene.span(a, b)
        cue = scene.span(said.cue.start, said.cue.end)
        what = scene.span(said.start, said.end) if said.end > said.start else (-1, -1)
        out.append(Fact(
            Kind.ATTRIBUTION, start, end, value=said.voice.value, speaker=said.voice.value, role=said.how,
            scope=said.medium, unit=said.voice.side, cue_start=cue[0], cue_end=cue[1],
            what_start=what[0], what_end=what[1],
            certainty=_certainty(said.voice),
        ))  # fmt: skip
    return out


def _certainty(voice: Voice) -> float:
    return 0.6 if voice.rank == 3 or voice.value.startswith("name:") else 0.9
