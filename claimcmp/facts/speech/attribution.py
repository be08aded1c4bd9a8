"""Who says so: "X said that …", "…, X said", "according to X", "quoting X", and through which outlet."""

from __future__ import annotations

from dataclasses import dataclass

from claimcmp.facts.names.lexicon import Mark
from claimcmp.facts.speech.clauses import Scene, Voice
from claimcmp.model import Fact, Kind

_NEAR = 45  # characters between a verb of saying and its speaker, titles and appositions included
_ADJACENT = 4  # for a place that stands for its government
_CUE_NEAR = 60  # "according to a first toll announced by the governor X"
_SAYING_ACTS = ("say", "announce", "deny", "confirm", "refuse", "accept", "claim", "blame", "correct")
_OUTLET_KINDS = frozenset("""
    REUTERS AFP AP DPA EFE ANSA LUSA TASS INTERFAX RIA SPUTNIK RT XINHUA CCTV CNS-CHINA GLOBAL-TIMES
    PEOPLES-DAILY THE-PAPER ANADOLU IHA DHA TRT SPA WAM QNA KUNA MENA-AGENCY SANA PETRA WAFA MAAN NNA APS TAP
    MAP SUNA SABA IRNA FARS TASNIM MEHR ISNA PRESS-TV AL-JAZEERA AL-ARABIYA AL-MAYADEEN AL-HADATH
    SKY-NEWS-ARABIA ASHARQ-AL-AWSAT AL-AHRAM AL-HAYAT AN-NAHAR AL-AKHBAR AL-QUDS-AL-ARABI AL-MANAR AL-MASIRAH
    BBC CNN FOX-NEWS NBC CBS ABC-NEWS NYT WASHINGTON-POST WSJ FT GUARDIAN TELEGRAPH THE-TIMES ECONOMIST
    BLOOMBERG POLITICO AXIOS FOREIGN-POLICY LE-MONDE LE-FIGARO LIBERATION LE-PARISIEN FRANCE-24 FRANCE-INFO BFM
    RFI TF1 SPIEGEL BILD SZ FAZ DIE-ZEIT WELT ARD ZDF DW EL-PAIS EL-MUNDO ABC-ES RTVE EUROPA-PRESS TELESUR
    INFOBAE CLARIN LA-REPUBBLICA CORRIERE LA-STAMPA RAI ADNKRONOS AGI FOLHA O-GLOBO ESTADAO PUBLICO HAARETZ YNET
    JPOST TIMES-OF-ISRAEL KAN MAARIV CHANNEL-12 CHANNEL-13 CHANNEL-14 GALATZ WALLA ISRAEL-HAYOM KOMMERSANT
    IZVESTIA RBC MEDUZA VEDOMOSTI LENTA GAZETA-RU RG KP-RU ROSSIYA-24 UKRINFORM UNIAN SUSPILNE PRAVDA-UA
    RADIO-SVOBODA HURRIYET SABAH CUMHURIYET NTV-TR YONHAP KCNA KYODO NHK NIKKEI SCMP PTI BELTA MTI PAP
""".split())  # noqa: SIM905 - a list of so many is easier to read in lines


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


def is_outlet(value: str) -> bool:
    """Whether an organisation is a news agency or an outlet."""
    return value.removeprefix("org:") in _OUTLET_KINDS


def sayings(scene: Scene) -> list[Said]:
    """Every attribution of a sentence, by the position of its cue."""
    cached = scene.sentence.cache.get("sayings")
    if isinstance(cached, list):
        return cached
    found = [*_by_cues(scene), *_by_verbs(scene)]
    found = _through_media(_unique(found))
    scene.sentence.cache["sayings"] = found
    return found


def _by_cues(scene: Scene) -> list[Said]:
    out = []
    for mark, value in scene.of("cues", "according", "citing"):
        voice = _voice_after(scene, mark) or (_voice_before(scene, mark) if scene.words.object_before else None)
        if voice is None or (value == "citing" and voice.rank == 3):
            continue
        start, end = _matter(scene, mark, voice)
        out.append(Said(mark, value, voice, start, end, "according_to" if value == "according" else "citing"))
    return out


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
        voice = speaker(scene, mark)
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
    """The speaker of a verb of saying, on the side where the language puts it; the nearest one."""
    before = _voice_before(scene, mark) if scene.words.before else None
    after = _voice_after(scene, mark, limit=_NEAR, verb=True) if scene.words.after else None
    if before is None or after is None:
        return before or after
    return before if mark.start - before.end <= after.start - mark.end else after


def _voice_after(scene: Scene, mark: Mark, *, limit: int = _CUE_NEAR, verb: bool = False) -> Voice | None:
    that = min((m.start for m, _ in scene.of("cues", "that") if m.start >= mark.end), default=len(scene.text))
    hard = min((s for s in scene.stops if s >= mark.end), default=len(scene.text))
    following = min((m.start for m, _ in scene.of("acts") if m.start >= mark.end), default=len(scene.text))
    cue = min((m.start for m, _ in scene.of("cues", "according", "citing") if m.start >= mark.end), default=hard)
    edge = min(hard, mark.end + limit, *((that, following, cue) if verb else ()))
    near = [v for v in scene.voices if mark.end <= v.start < edge]
    near = [v for v in near if v.rank < 3 or v.start - mark.end <= _ADJACENT]
    if not near:
        return None
    person = next((v for v in near if v.rank == 0 and (v.start - near[0].end <= 25 or v is near[0])), None)
    return person or near[0]


def _voice_before(scene: Scene, mark: Mark) -> Voice | None:
    hard = max((s for s in scene.stops if s < mark.start), default=-1)
    edge = max(hard, mark.start - _NEAR - (30 if scene.words.object_before else 0))
    near = [v for v in scene.voices if v.end <= mark.start - mark.prefix and v.start > edge]
    opens = scene.words.object_before
    near = [v for v in near if v.rank < 3 or mark.start - v.end <= _ADJACENT or (opens and v.start < 3)]
    if not near:
        return None
    if scene.words.object_before:  # the subject opens the clause, the object stands before the verb
        return near[0]
    return near[-1]


def _unique(found: list[Said]) -> list[Said]:
    out: list[Said] = []
    for said in sorted(found, key=lambda s: (s.cue.start, s.how != "according_to", s.voice.start)):
        if not any(o.cue.start < said.cue.end and said.cue.start < o.cue.end for o in out):
            out.append(said)
    return out


def _through_media(found: list[Said]) -> list[Said]:
    """Give the outlet that relays a speaker: "reports the daily X, citing Y" is Y, through X."""
    from dataclasses import replace

    media = [s for s in found if is_outlet(s.voice.value)]
    if not media:
        return found
    return [s if is_outlet(s.voice.value) else replace(s, medium=media[0].voice.value) for s in found]


def facts(scene: Scene) -> list[Fact]:
    """The attribution facts of a sentence."""
    out = []
    for said in sayings(scene):
        a, b = min(said.cue.start, said.voice.start), max(said.cue.end, said.voice.end)
        start, end = scene.span(a, b)
        cue = scene.span(said.cue.start, said.cue.end)
        what = scene.span(said.start, said.end) if said.end > said.start else (-1, -1)
        out.append(Fact(
            Kind.ATTRIBUTION, start, end, value=said.voice.value, speaker=said.voice.value, role=said.how,
            scope=said.medium, cue_start=cue[0], cue_end=cue[1], what_start=what[0], what_end=what[1],
            certainty=0.9 if said.voice.rank < 3 else 0.6,
        ))  # fmt: skip
    return out
