"""Who and where: persons, offices and places of two sentences on one event."""

from __future__ import annotations

from claimcmp.comparer.align import Aligned
from claimcmp.comparer.judge import compare_facts
from claimcmp.comparer.updates import moved
from claimcmp.facts.names.skeleton import skeleton
from claimcmp.facts.nouns import concept
from claimcmp.facts.nouns.lexicon import concepts_in
from claimcmp.match import FactView
from claimcmp.match.anchors import full_names, one_name, shared_names, words_of
from claimcmp.match.context import MEETS, profile, relation
from claimcmp.match.places import meet
from claimcmp.match.view import once_a_view
from claimcmp.model import Fact, Kind, ValueRelation, Verdict

Decision = tuple[Verdict, Aligned | None, str]
UNNAMED = "person:?"
# What a person does or becomes that only one person can: who won, who is appointed, who leads, who signed.
SINGULAR = frozenset(
    {
        "lead_head",
        "won",
        "appointed",
        "resigned",
        "coach",
        "election",
        "opening",
        "inspection",
        "visit",
        "mayor",
        "prime_minister",
        "goal_score",
    }
)
# What people do or what becomes of them.
DEEDS = frozenset(
    ("won", "opening", "resigned", "inspection", "visit", "arrested", "freed", "trial", "killed", "married", "born")
    + ("sign_deal", "purchase", "theft", "kidnapped", "charged")
)
# What happens every day somewhere: two of them in two places are two.
RECURRENT = frozenset(
    ("quake", "aftershock", "storm", "flood", "crash", "explosion", "attack", "clash", "shooting", "fire_event")
    + ("avalanche", "protest", "volcano", "strike_work", "rainfall")
)
MAX_NAMED = 2
MOST_PLACES = 3  # in sentences that name more it is unclear which place is meant


@once_a_view
def named(view: FactView) -> list[Fact]:
    """The persons whom the sentence names, the speakers of quotes left out."""
    speakers = {f.value for f in view.siblings if f.kind == Kind.ATTRIBUTION}
    return [
        f
        for f in view.siblings
        if f.kind == Kind.PERSON and not f.value.startswith(UNNAMED) and f.value not in speakers
    ]


def pair_of(left: FactView, right: FactView, a: Fact, b: Fact) -> Aligned:
    """Two facts of the sentences as an aligned pair with its judgement."""
    one = FactView(a, left.sentence, left.text, left.lang, left.article, left.outlet, left.published, left.siblings)
    two = FactView(
        b, right.sentence, right.text, right.lang, right.article, right.outlet, right.published, right.siblings
    )
    return Aligned(one, two, compare_facts(one, two))


def persons(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """Another person in the same role of one event, or the same one."""
    a = [f for f in left.siblings if f.kind == Kind.PERSON]
    b = [f for f in right.siblings if f.kind == Kind.PERSON]
    for x in a:
        for y in b:
            if deeds_apart(left, right):
                continue
            if not x.value.startswith(UNNAMED) and relation(x, y) == ValueRelation.EQUAL:
                return Verdict.AGREE, pair_of(left, right, x, y), "the same person"
            if (
                x.value.startswith(UNNAMED) != y.value.startswith(UNNAMED)
                and relation(x, y) == ValueRelation.COMPATIBLE
            ):
                return (
                    Verdict.COMPATIBLE,
                    pair_of(left, right, x, y),
                    "a named person in the office that the other names",
                )
    one, two = named(left), named(right)
    few = 0 < len(one) <= MAX_NAMED and 0 < len(two) <= MAX_NAMED and topic != "none"
    others = all(relation(x, y) == ValueRelation.DISJOINT for x in one for y in two)
    if few and others and _singular(left, right, topic):
        why = f"one role, two persons: {_text(left, one[0])} ≠ {_text(right, two[0])}"
        return Verdict.DIFFER, pair_of(left, right, one[0], two[0]), why
    return one_named(left, right) if topic == "same" else None


def leftover(left: FactView, right: FactView) -> Decision | None:
    """Full names that only one text holds, on both sides: two persons for what only one does, else two facts."""
    one, two = ([n for n in full_names(v) if not _held(n, w)] for v, w in ((left, right), (right, left)))
    if not one or not two:
        return None
    shared = profile(left.text, left.lang).concepts & profile(right.text, right.lang).concepts
    if len(one) == len(two) == 1 and shared & SINGULAR and "coach" not in shared:  # a match has two
        return Verdict.DIFFER, None, "one deed, two persons"
    return Verdict.UNRELATED, None, "other names"


def _held(name: tuple[str, ...], view: FactView) -> bool:
    """Whether any word of a name stands in a text, whatever its script."""
    return any(one_name(part, bones) for part in name for _, bones, _ in words_of(view.text, view.lang))


def one_named(left: FactView, right: FactView) -> Decision | None:
    """A person whom one text names and whom the other calls an official."""
    one, two = named(left), named(right)
    if bool(one) != bool(two) and (not one and _official(left) or not two and _official(right)):
        return Verdict.COMPATIBLE, None, "a named person can be the unnamed official"
    return None


def _singular(left: FactView, right: FactView, topic: str) -> bool:
    """Whether both texts speak of an office or an act that one person alone holds or does."""
    shared = profile(left.text, left.lang).concepts & profile(right.text, right.lang).concepts
    titles = any(concept(c).family == "title" and "weak" not in concept(c).traits for c in shared)
    a, b = _where(left), _where(right)
    here = any(meet(x, y) and "/" in x.value and "/" in y.value for x in a for y in b)
    sure = topic == "same" or here or shared_names(left, right) in ("same", "many")
    return titles or "lead_head" in shared or sure and bool(shared & SINGULAR)


def deeds_apart(left: FactView, right: FactView) -> bool:
    """Whether the texts tell of two deeds, of one person perhaps: won an election, opened a school."""
    a, b = (frozenset(DEEDS & profile(v.text, v.lang).concepts) for v in (left, right))
    return bool(a) and bool(b) and not a & b


def _official(view: FactView) -> bool:
    return "official" in profile(view.text, view.lang).concepts


def _text(view: FactView, fact: Fact) -> str:
    return view.text[fact.start : fact.end]


def offices(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """One office said to have attended by one outlet and to have stayed away by the other."""
    if topic != "same":
        return None
    for a, b in ((left, right), (right, left)):
        there, away = _attending(a, positive=True), _attending(b, positive=False)
        if there & away:
            return Verdict.DIFFER, None, f"attended against did not attend: {', '.join(sorted(there & away))}"
    return None


def _attending(view: FactView, *, positive: bool) -> frozenset[str]:
    """The offices next to a word of attending, denied or not."""
    from claimcmp.facts.nouns.lexicon import cues_in
    from claimcmp.text import normalize

    hits = concepts_in(view.text, view.lang)
    text = normalize(view.text).text
    out: set[str] = set()
    for hit in hits:
        if hit.concept not in ("attend", "absent"):
            continue
        clause = max(text.rfind(c, 0, hit.start) for c in ",;.:،；，")
        negated = any(c.concept == "negation" and clause < c.start < hit.end for c in cues_in(view.text, view.lang))
        if ((hit.concept == "attend") != negated) == positive:
            out |= {
                h.concept
                for h in hits
                if concept(h.concept).family == "title" and abs(h.start - hit.start) <= 40 and h.start > clause
            }
    return frozenset(out)


def places(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """One event in two places, or in one that holds the other."""
    a, b = _where(left), _where(right)
    if not a or not b:
        return _directions(left, right, topic) or _demonyms(left, right, topic)
    found = {(x.value, y.value): relation(x, y) for x in a for y in b}
    for wanted, verdict in ((ValueRelation.EQUAL, Verdict.AGREE), (ValueRelation.COMPATIBLE, Verdict.COMPATIBLE)):
        for x in a:
            for y in b:
                if found[x.value, y.value] == wanted:
                    return (
                        _moved(left, right, a, b)
                        or _directions(left, right, topic)
                        or _together(left, right, x, y, verdict, topic)
                    )
    a, b = ([x for x in of if not _echoed(x, v, w)] for of, v, w in ((a, left, right), (b, right, left)))
    if not a or not b or len(a) + len(b) > MOST_PLACES:
        return None
    if _one_event(left, right, met, topic) and all(meet(x, y) is False for x in a for y in b):
        pair = pair_of(left, right, a[0], b[0])
        if moved(left) != moved(right):
            return Verdict.UPDATED, pair, "the place was moved"
        return Verdict.DIFFER, pair, f"one event, two places: {_text(left, a[0])} ≠ {_text(right, b[0])}"
    return None


def _echoed(place: Fact, view: FactView, other: FactView) -> bool:
    """Whether the other text writes a word like the name of this place: then it reads one name in two ways."""
    bones = skeleton(view.text[place.start : place.end], view.lang).replace(" ", "")
    return any(one_name(bones, x) for _, x, _ in words_of(other.text, other.lang))


def _one_event(left: FactView, right: FactView, met: list[Aligned], topic: str) -> bool:
    """Whether the texts are on one event for sure: not just two quakes, two fires, two attacks."""
    if _dates_meet(met):
        return topic in ("same", "some")
    shared = profile(left.text, left.lang).topics & profile(right.text, right.lang).topics
    telling = {c for c in shared if c not in RECURRENT and concept(c).family not in ("outcome", "damage")}
    return topic == "same" and bool(telling)


def _dates_meet(met: list[Aligned]) -> bool:
    """Whether both texts give one date."""
    return any(m.left.fact.kind == Kind.DATE and relation(m.left.fact, m.right.fact) in MEETS for m in met)


def _together(left: FactView, right: FactView, x: Fact, y: Fact, verdict: Verdict, topic: str) -> Decision | None:
    """Places that meet say something only where the topics do, and a whole country only where they do clearly."""
    cities = "/" in x.value or "/" in y.value
    anchor = shared_names(left, right)
    if topic != "same" and not (cities and topic == "some") or anchor == "other":
        return None
    why = "the same place" if verdict == Verdict.AGREE else "one place holds the other"
    return verdict, pair_of(left, right, x, y), why


def issuers(left: FactView, right: FactView, met: list[Aligned], topic: str) -> Decision | None:
    """One report put down to two organisations."""
    one, two = profile(left.text, left.lang), profile(right.text, right.lang)
    if topic not in ("same", "some") or not {"report_doc"} <= one.concepts & two.concepts:
        return None
    a, b = (
        [f for f in v.siblings if f.kind == Kind.ORGANIZATION and f.value.partition(":")[2][:1].isupper()]
        for v in (left, right)
    )
    if len(a) == 1 and len(b) == 1 and relation(a[0], b[0]) == ValueRelation.DISJOINT:
        return (
            Verdict.DIFFER,
            pair_of(left, right, a[0], b[0]),
            f"one report, two issuers: {_text(left, a[0])} ≠ {_text(right, b[0])}",
        )
    return None


def _moved(left: FactView, right: FactView, a: list[Fact], b: list[Fact]) -> Decision | None:
    """A later report that names the old place and the new one and says that the event was moved."""
    if moved(left) == moved(right):
        return None
    new, old = (a, b) if moved(left) else (b, a)
    extra = [x for x in new if all(meet(x, y) is False for y in old)]
    if not extra or len(new) < 2:
        return None
    gap = None if left.published is None or right.published is None else right.published - left.published
    if gap is not None and gap and (gap > 0) != moved(right):
        return None
    return Verdict.UPDATED, None, "the place was moved"


@once_a_view
def _where(view: FactView) -> list[Fact]:
    """Places that say where: no nationalities, none inside a credit, none the place table is unsure of."""
    credits = [(f.start, f.end) for f in view.siblings if f.kind == Kind.ATTRIBUTION]
    found = [
        f
        for f in view.siblings
        if f.kind == Kind.PLACE and f.role != "demonym" and not any(s <= f.start < e for s, e in credits)
    ]
    # "Malakal in South Sudan" is in Malakal: a place that holds another one of the sentence says no more.
    return [f for f in found if not any(g.value.startswith(f.value + "/") for g in found)]


def _demonyms(left: FactView, right: FactView, topic: str) -> Decision | None:
    """Where only a nationality stands on one side: it may agree with a place, it never differs from one."""
    for x in (f for f in left.siblings if f.kind == Kind.PLACE):
        for y in (f for f in right.siblings if f.kind == Kind.PLACE):
            exact = x.value == y.value or topic == "same"
            if meet(x, y) and {x.role, y.role} != {"demonym"} and exact:
                return _together(left, right, x, y, Verdict.AGREE if x.value == y.value else Verdict.COMPATIBLE, topic)
    return None


def _directions(left: FactView, right: FactView, topic: str) -> Decision | None:
    """East of a town against west of it."""
    a, b = (
        frozenset(c for c in profile(v.text, v.lang).concepts if concept(c).family == "direction")
        for v in (left, right)
    )
    if len(a) == 1 and len(b) == 1 and a != b and topic == "same":
        return Verdict.DIFFER, None, f"{next(iter(a))} ≠ {next(iter(b))}"
    return None
