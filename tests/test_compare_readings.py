"""Groups of sentences that say one thing: who, who says so, or nothing that can be compared."""

import pyarrow as pa

from claimcmp.comparer import compare_claims
from claimcmp.comparer.readings import features, reading, shares
from claimcmp.comparer.traits import held, meetings, traits
from claimcmp.config import CompareSettings
from claimcmp.facts import read
from claimcmp.facts.sentence import SentenceText
from claimcmp.match import FactView
from claimcmp.model import Fact, schemas

START = 1_715_763_600.0  # 2024-05-15T09:00Z
SAYS = (
    ("en", "The miners' union blamed old pumps for the flood in the pit."),
    ("de", "Die Bergarbeitergewerkschaft macht alte Pumpen für das Wasser in der Grube verantwortlich."),
    ("es", "El sindicato minero culpó a las viejas bombas de la inundación de la mina."),
)
LEADS = (
    ("en", "The inquiry is led by the judge Nora Velasco."),
    ("fr", "L'enquête est dirigée par la juge Nora Velasco."),
    ("it", "A guidare l'inchiesta è la giudice Nora Velasco."),
)
PEOPLE = (
    ("en", "Villagers brought soup to the school."),
    ("fr", "Des voisins ont apporté des couvertures au gymnase."),
)


def whole(number, lang, text):
    facts = tuple(read(SentenceText(text, lang, reference=START)))
    return FactView(Fact("", 0, 0), number, text, lang, number, f"outlet {number}", START, facts)


def wholes(group):
    return [whole(n, lang, text) for n, (lang, text) in enumerate(group)]


def test_what_a_sentence_is_like():
    assert {"tells", "blames", "body"} <= traits(whole(0, *SAYS[0]))
    assert {"person", "office", "leads"} <= traits(whole(0, *LEADS[0]))
    assert "tells" not in traits(whole(0, *PEOPLE[0]))
    assert {"denied", "tells"} <= traits(whole(0, "en", "The owner denied that the ship was old."))


def test_how_two_sentences_meet():
    judge, other = whole(0, *LEADS[0]), whole(1, "en", "The inquiry is led by the judge Peter Lindqvist.")
    assert {"person equal", "office equal"} <= meetings(judge, whole(1, *LEADS[1]))
    assert "person apart" in meetings(judge, other)
    assert "negation one" in meetings(judge, whole(1, "en", "Nobody leads the inquiry and it is not public."))


def test_the_name_that_most_sources_hold():
    views = wholes(LEADS)
    assert held(views, [0, 1, 2]) == 1.0
    assert held([*views, whole(3, "en", "The inquiry goes on.")], [0, 1, 2, 3]) == 0.75


def test_a_group_is_told_as_who_as_who_says_so_or_not_at_all():
    found = {name: reading(features(wholes(group), range(len(group)))) for name, group in
             (("says", SAYS), ("leads", LEADS), ("people", PEOPLE))}  # fmt: skip
    assert (found["says"].kind, found["says"].verdict) == ("attribution", "agree")
    assert (found["leads"].kind, found["leads"].verdict) == ("person", "agree")
    assert found["people"] is None
    assert max(shares(features(wholes(PEOPLE), [0, 1])).values()) < 0.1


def told(group, sources=None):
    """The comparisons and positions of one claim of kind "statement" whose articles hold one sentence each."""
    sources = sources or range(len(group))
    rows = {name: [] for name in ("articles", "sentences", "facts", "members", "stories", "claims", "origins")}
    for n, (lang, text) in enumerate(group):
        rows["articles"].append({"id": n, "key": f"a{n}", "outlet": f"outlet {n}", "url": "", "title": "", "lang": lang,
                                 "published": START + n, "utc_offset": 0, "sha256": "", "text": text})  # fmt: skip
        rows["sentences"].append({"id": n, "article": n, "position": 0, "start": 0, "end": len(text), "lang": lang,
                                  "text": text})  # fmt: skip
        for fact in read(SentenceText(text, lang, reference=START)):
            row = {name: getattr(fact, name) for name in schemas()["facts"].names}
            rows["facts"].append({**row, "id": len(rows["facts"]), "sentence": n})
        rows["members"].append({"claim": 0, "sentence": n, "fact": -1, "similarity": 1.0})
    rows["stories"].append({"id": 0, "key": "s", "title": "", "articles": list(range(len(group)))})
    rows["claims"].append({"id": 0, "key": "c", "story": 0, "kind": "statement", "slot": "statement",
                           "representative": 0})  # fmt: skip
    rows["origins"] = [{"article": n, "origin": s, "relation": "translation", "share": 1.0, "credit": "", "why": ""}
                       for n, s in enumerate(sources) if s != n]  # fmt: skip
    spec = schemas()
    tables = {name: pa.Table.from_pylist(value, schema=spec[name]) for name, value in rows.items()}
    positions, comparisons = compare_claims(tables, CompareSettings())
    facts = tables["facts"]["value"].to_pylist()
    values = [facts[p["fact"]] if p["fact"] >= 0 else "" for p in positions.to_pylist()]
    return [(c["kind"], c["verdict"]) for c in comparisons.to_pylist()], values


def test_the_articles_of_a_group_stand_with_the_name_that_they_share():
    assert told(LEADS) == ([("person", "agree")], ["person:NR FLSK"] * 3)


def test_one_source_and_its_renderings_tell_nothing():
    assert told(LEADS, sources=[0, 0, 0])[0] == []


def test_two_sentences_alike_but_for_one_value_conflict_in_it():
    hours = (("en", "Brel airport was closed for three hours on Tuesday."),
             ("en", "Brel airport was closed for six hours on Tuesday."))  # fmt: skip
    assert told(hours)[0] == [("duration", "differ")]
    assert told(hours, sources=[0, 0])[0] == []
    assert told((*hours, ("fr", "L'aéroport de Brel a été fermé mardi.")))[0] == []
