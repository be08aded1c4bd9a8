"""The payload: its form, its numbers, its labels."""

import json

import jsonschema
import pyarrow as pa
import pytest

from claimcmp.errors import UsageError
from claimcmp.model import Fact, schemas
from claimcmp.report import FORMATS, NAMES, Report, write
from claimcmp.report.json import dumps, schema
from claimcmp.report.labels import canonical, label
from claimcmp.report.reasons import reason
from claimcmp.report.subjects import heading, subject
from claimcmp.report.view import strongest
from claimcmp.text import isolate
from tests.report_tables import PROBLEM, Tables, report


def claims(r=None):
    return {c["key"]: c for c in (r or report()).payload()["claims"]}


def test_payload_follows_its_schema():
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(dumps(report(decisions=["reject c-begin other talks"]).payload())), schema())


def test_schema_refuses_what_it_does_not_know():
    payload = json.loads(dumps(report().payload()))
    payload["claims"][0]["verdict"] = "maybe"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(payload, schema())


def test_payload_of_no_articles():
    empty = {name: pa.Table.from_pylist([], schema=s) for name, s in schemas().items()}
    for tables in (empty, {}):
        payload = Report(tables).payload()
        jsonschema.validate(payload, schema())
        assert payload["counts"] == {"articles": 0, "outlets": 0, "stories": 0, "claims": 0, "sources": 0, "verdicts": {}}


def test_verdicts_of_claims():
    assert {k: c["verdict"] for k, c in claims().items()} == {
        "c-killed": "differ", "c-injured": "compatible", "c-day": "agree", "c-cost": "single", "c-drone": "single",
        "c-depot": "agree", "c-begin": "differ", "c-length": "unrelated"}


def test_groups_say_value_sources_and_articles():
    groups = claims()["c-killed"]["groups"]
    assert [(g["label"], g["articles"], g["independent_sources"]) for g in groups] == [
        ("12", [0, 1, 2, 5], 2), ("21", [3], 1), ("14", [6], 1)]
    assert [g["label"] for g in claims()["c-injured"]["groups"]] == ["34", "> 30"]
    assert claims()["c-day"]["groups"][0]["label"] == "3 March 2025"


def test_silence_is_no_comparison():
    killed = claims()["c-killed"]
    assert killed["silent"] == ["روزنامه ساحل"]
    assert [c["verdict"] for c in killed["comparisons"]] == ["differ", "updated", "agree"]
    # An outlet that speaks in one article is not silent because of another one.
    assert claims()["c-cost"]["silent"] == ["Coast Daily", "Harbour Wire", "Вестник побережья", "روزنامه ساحل", "海岸日报"]


def test_origins_lead_to_sources():
    articles = report().payload()["articles"]
    assert [a["source"] for a in articles] == [0, 0, 2, 3, -1, 0, 6, 7, 8]
    assert articles[1]["origin"]["outlet"] == "Harbour Wire"
    assert articles[4]["origin"] == {"article": None, "outlet": "Selim News Agency", "relation": "credited", "share": 0.2,
                                     "credit": "Selim News Agency", "why": "به نقل از خبرگزاری سلیم"}


AGREED, COPIED = {"articles": [1, 2], "independent_sources": 2}, {"articles": [1, 2], "independent_sources": 1}
OTHER = {"articles": [3], "independent_sources": 1}
ACROSS, WITHIN = {"left_group": 0, "right_group": 1}, {"left_group": 0, "right_group": 0}
STRONGEST = [
    ("single", 1, [COPIED], [WITHIN | {"verdict": "agree"}]),
    ("single", 1, [COPIED], []),
    ("agree", 2, [AGREED], []),
    ("agree", 3, [AGREED, OTHER], [WITHIN | {"verdict": "agree"}]),
    ("agree", 2, [COPIED, OTHER], [ACROSS | {"verdict": "agree"}]),
    # two values that nobody set against each other, copies that repeat one of them: no agreement
    ("unrelated", 2, [OTHER, COPIED], []),
    ("unrelated", 2, [AGREED, OTHER], []),  # another value that nobody set against theirs
    ("unrelated", 2, [COPIED, OTHER], [WITHIN | {"verdict": "agree"}]),
    ("unrelated", 2, [COPIED, OTHER], [ACROSS | {"verdict": "unrelated"}]),
    ("compatible", 2, [COPIED, OTHER], [ACROSS | {"verdict": "compatible"}, WITHIN | {"verdict": "agree"}]),
    ("differ", 1, [COPIED, OTHER], [ACROSS | {"verdict": "compatible"}, ACROSS | {"verdict": "differ"}]),
    ("updated", 3, [AGREED, OTHER], [ACROSS | {"verdict": "updated"}, WITHIN | {"verdict": "agree"}]),
]


@pytest.mark.parametrize(("expected", "independent", "groups", "comparisons"), STRONGEST)
def test_strongest(expected, independent, groups, comparisons):
    assert strongest(comparisons, independent=independent, groups=groups) == expected


def test_every_claim_has_a_reason():
    assert {k: c["why"] for k, c in claims().items()} == {
        "c-killed": "12 against 21 killed; same place, same day, both final", "c-injured": "34 lies above 30",
        "c-day": "both are 3 March 2025", "c-cost": "one report alone says it", "c-drone": "one report alone says it",
        "c-depot": "2 independent sources say it in like words",  # the dead and the day in them are compared
        "c-begin": claims()["c-begin"]["comparisons"][0]["why"], "c-length": "talks against the whole visit"}


FACT, NONE = {"facts": [1], "articles": [1, 2]}, {"facts": [], "articles": [1, 2]}
REASONS = [
    ("single", [FACT], "2 reports, all of one source"),
    ("agree", [FACT], "2 independent sources give the same value"),
    ("unrelated", [FACT, FACT],
     "nothing shows that these values are of one fact, so they are not set against each other"),
    ("agree", [NONE], "2 independent sources say it in like words; it holds no figure or date that was compared"),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "groups", "why"), REASONS)
def test_a_verdict_without_a_comparison_has_a_reason(verdict, groups, why):
    assert reason(verdict, [], groups, independent=2, single="single") == why


def noun(concept, what=""):
    return {"concept": concept, "what": what}


SUBJECTS = [
    ([noun("killed", "people"), noun("killed", "morts")], ["en", "fr"], "killed"),
    ([noun("founded", "stations"), noun("", "sandık")], ["en", "tr"], "stations"),  # a topic is not what is counted
    ([noun("family", "estaciones"), noun("", "gares"), noun("", "gares")], ["es", "fr", "fr"], "gares"),
    ([noun("firm_case", "жалоб"), noun("firm_case", "شکایت"), noun("firm_case", "жалоб")], ["ru", "fa", "ru"], "жалоб"),
    ([noun("leader", "points"), noun("", "نقطة")], ["en", "ar"], "points"),
    ([noun("founded"), noun("height"), noun("")], ["de", "tr", "en"], ""),  # none is told more often
    ([noun("interest_rate"), noun("interest_rate"), noun("bank"), noun("")], ["en"] * 4, "interest rate"),
    ([noun("", "车站。")], ["zh"], "车站"),
    ([noun("visit"), noun("visit")], ["fr", "de"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "langs", "named"), SUBJECTS)
def test_a_claim_is_headed_by_what_is_counted(facts, langs, named):
    assert subject(facts, langs) == named


def test_a_claim_without_a_noun_is_headed_by_what_its_kind_asks():
    assert heading("date", "", "The bridge opens on Friday.") == "when"
    assert heading("place", "", "He was held in Madrid.") == "where"
    assert heading("money", "", "They paid 40 million.") == "They paid 40 million."


def test_a_speaker_has_the_name_that_a_text_gives():
    t = Tables()
    a, b = t.article("a", "A", "en", "x"), t.article("b", "B", "ar", "x")
    story = t.story("s", "x", [a, b])
    one = t.sentence(a, "12 died, Rima Talhouni said.")
    two = t.sentence(b, "قالت ريما التلهوني إن 13 شخصاً قتلوا، وفق الوزارة.")
    t.fact(one, "person", "Rima Talhouni", value="person:RM TLHN")
    t.fact(two, "person", "ريما التلهوني", value="person:RM TLHN")
    said = t.fact(one, "attribution", "Rima Talhouni said", value="person:RM TLHN", speaker="person:RM TLHN")
    n = [t.fact(one, "number", "12", 12.0, speaker="person:RM TLHN"), t.fact(two, "number", "13", 13.0, speaker="person:X")]
    org = t.fact(two, "number", "13", 13.0, speaker="org:ministry/health")
    t.claim(story, "c", "number", [[n[0]], [n[1], org]])
    t.claim(story, "d", "attribution", [[said]])
    facts = Report(t.arrow()).payload()["facts"]
    assert [facts[str(i)]["speaker"] for i in (*n, org)] == ["Rima Talhouni", "", "ministry, health"]
    assert facts[str(said)]["label"] == "Rima Talhouni"


def test_stories_count_verdicts():
    fire, talks = report().payload()["stories"]
    assert fire["verdicts"] == {"differ": 1, "compatible": 1, "agree": 2, "single": 2}
    assert fire["first_seen"] == "2025-03-03T11:06:40Z"
    assert talks["verdicts"] == {"differ": 1, "unrelated": 1}


def test_counts_problems_and_decisions():
    payload = report(decisions=["split c-killed vestnik-1 other fire"]).payload()
    assert payload["counts"] == {
        "sentences": 9, "articles": 9, "outlets": 8, "stories": 2, "claims": 8, "sources": 7,
        "verdicts": {"differ": 2, "compatible": 1, "agree": 2, "unrelated": 1, "single": 2}}
    assert payload["problems"] == [PROBLEM]
    assert payload["decisions"] == [{"action": "split", "keys": ["c-killed", "vestnik-1"], "text": "other fire"}]


def test_same_input_same_bytes(tmp_path):
    for name in FORMATS:
        first, second = write(report(), tmp_path / "a", name), write(report(), tmp_path / "b", name)
        assert first.name == NAMES[name]
        assert first.read_bytes() == second.read_bytes(), name


def test_write_says_what_is_wrong(tmp_path):
    with pytest.raises(UsageError, match=r"unknown format 'pdf'; choose one of html, json, jsonl, csv, markdown"):
        write(report(), tmp_path / "x.pdf", "pdf")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write the report"):
        write(report(), tmp_path / "file" / "report.json")


LABELS = [
    ("13", {"low": 13.0, "high": 13.0}),
    ("> 100,000", {"low": 100_000.0, "high": None, "bound": "more_than"}),
    ("≥ 9", {"low": 9.0, "high": None, "bound": "at_least"}),
    ("< 50", {"low": 0.0, "high": 50.0, "bound": "less_than"}),
    ("≤ 50", {"low": None, "high": 50.0, "bound": "at_most"}),
    ("≈ 40,000 t", {"kind": "measure", "low": 40_000.0, "high": 40_000.0, "bound": "approx", "unit": "tonne"}),
    ("20–30 thousand", {"low": 20_000.0, "high": 30_000.0, "bound": "range"}),
    ("20–99", {"low": 20.0, "high": 99.0, "bound": "range"}),
    ("1.5 million", {"low": 1.5e6, "high": 1.5e6}),
    ("1,234,567", {"low": 1234567.0, "high": 1234567.0}),
    ("2.5 years", {"kind": "duration", "low": 2.5, "high": 2.5, "unit": "year"}),
    ("1 day", {"kind": "duration", "low": 1.0, "high": 1.0, "unit": "day"}),
    ("14 days", {"kind": "duration", "low": 14.0, "high": 14.0, "unit": "day"}),
    ("60 million USD", {"kind": "money", "low": 6e7, "high": 6e7, "unit": "USD"}),
    ("3.4 billion", {"kind": "money", "low": 3.4e9, "high": 3.4e9}),
    ("12.5%", {"kind": "percent", "low": 12.5, "high": 12.5, "unit": "percent"}),
    ("2 pp", {"kind": "percent", "low": 2.0, "high": 2.0, "unit": "pp"}),
    ("−8 °C", {"kind": "measure", "low": -8.0, "high": -8.0, "unit": "celsius"}),
    ("3rd", {"kind": "ordinal", "low": 3.0, "high": 3.0}),
    ("112th", {"kind": "ordinal", "low": 112.0, "high": 112.0}),
    ("not 13", {"low": 13.0, "high": 13.0, "negated": True}),
    ("12 January 2022", {"kind": "date", "low": 1641945600.0, "high": 1642032000.0, "unit": "day"}),
    ("January 2022", {"kind": "date", "low": 1640995200.0, "high": 1643673600.0, "unit": "month"}),
    ("2022", {"kind": "date", "low": 1640995200.0, "high": 1672531200.0, "unit": "year"}),
    ("January–March 2022", {"kind": "date", "low": 1640995200.0, "high": 1648771200.0, "unit": "month"}),
    ("5–8 January 2022", {"kind": "date", "low": 1641340800.0, "high": 1641686400.0, "unit": "day"}),
    ("30 January – 2 February 2022", {"kind": "date", "low": 1643500800.0, "high": 1643846400.0, "unit": "day"}),
    ("12 January 2022, 18:30", {"kind": "date", "low": 1642012200.0, "high": 1642012260.0, "unit": "minute"}),
    ("12 January 2022, 18:00–00:00", {"kind": "date", "low": 1642010400.0, "high": 1642032000.0, "unit": "part"}),
    ("12 January (no year)", {"kind": "date", "value": "XXXX-01-12", "unit": "day"}),
    ("Thursday (which is open)", {"kind": "date", "value": "weekday:3", "unit": "day"}),
    ("1 week later (open)", {"kind": "date", "value": "week:+1", "unit": "week"}),
    ("2.5 years before the report", {"kind": "date", "value": "now-2.5 year", "unit": "year"}),
    ("1 day earlier (open)", {"kind": "date", "value": "day:-1", "unit": "day"}),
    ("the day before (open)", {"kind": "date", "value": "anchor_day:-1", "unit": "day"}),
    ("2 days after (open)", {"kind": "date", "value": "anchor_day:2", "unit": "day"}),
    ("4 (or 11) January 2022", {"kind": "date", "low": 1641254400.0, "high": 1641340800.0, "unit": "day", "candidates":
                                   ((1641254400.0, 1641340800.0), (1641859200.0, 1641945600.0))}),
    ("≈ 20–99", {"low": 20.0, "high": 99.0, "bound": "approx"}),
    ("350 km²", {"kind": "measure", "low": 350.0, "high": 350.0, "unit": "square kilometre"}),
    ("7 dunams", {"kind": "measure", "low": 7.0, "high": 7.0, "unit": "dunam"}),
    ("18:30", {"kind": "time", "low": 66600.0, "high": 66660.0}),
    ("denied", {"kind": "polarity", "negated": True}),
    ("affirmed", {"kind": "polarity"}),
    ("NATO", {"kind": "organization", "value": "org:NATO"}),
    ("Kyiv", {"kind": "place", "value": "place:UA/kyiv"}),
]


@pytest.mark.parametrize(("expected", "fields"), LABELS, ids=[e for e, _ in LABELS])
def test_label(expected, fields):
    assert label(Fact(**{"kind": "number", "start": 0, "end": 0, **fields})) == expected


def test_label_of_a_name_is_what_the_text_says():
    assert label(Fact(kind="person", start=0, end=9, value="stltnbrg"), "ستولتنبرغ") == "ستولتنبرغ"


def test_a_place_has_its_latin_name_where_no_english_text_names_it():
    assert canonical(Fact(kind="place", start=0, end=0, value="place:UA/kyiv")) == "Kyiv"
    assert canonical(Fact(kind="place", start=0, end=0, value="place:UA")) == ""
    assert canonical(Fact(kind="person", start=0, end=0, value="stltnbrg")) == ""


def test_isolate_closes_what_it_opens():
    assert isolate("مرفأ\u202e") == "\u2068مرفأ\u2069"
    assert isolate("a\x1b[31m\u202eb") == "a [31mb"
    assert isolate("") == ""


def test_a_denial_is_named_by_what_is_denied_and_two_days_in_their_order():
    t = Tables()
    a, b = t.article("a", "A", "en", "x"), t.article("b", "B", "en", "x")
    story = t.story("s", "x", [a, b])
    one, two = t.sentence(a, "The owner denied that the ship was full on Monday."), t.sentence(b, "The ship was full.")
    denied = t.fact(one, "polarity", "denied", value="denied", what="that the ship was full")
    day = 1741564800.0  # 10 March 2025
    monday = t.fact(one, "date", "Monday", day, day + 86400, unit="day",
                    candidates=[[day, day + 86400], [day - 7 * 86400, day - 6 * 86400]])
    t.claim(story, "c", "polarity", [[denied]], sentences=[two])
    t.claim(story, "d", "date", [[monday]])
    payload = Report(t.arrow()).payload()
    assert [c["subject"] for c in payload["claims"]] == ["denied: that the ship was full", ""]
    assert payload["facts"][str(monday)]["label"] == "10 (or 3) March 2025"


def test_the_sides_of_a_rejected_difference_do_not_agree():
    t = Tables()
    a, b, c = (t.article(k, k.upper(), "en", "x") for k in "abc")
    story = t.story("s", "x", [a, b, c])
    n = [t.fact(t.sentence(x, f"{v} died."), "number", v, float(v)) for x, v in ((a, "12"), (b, "12"), (c, "13"))]
    t.claim(story, "k", "number", [[n[0], n[1]], [n[2]]], compared=[
        (n[0], n[1], "agree", 3.0, "12 = 12", []), (n[0], n[2], "unrelated", 3.0, "rejected by a person; was differ", []),
    ])  # fmt: skip
    verdict = {d: Report(t.arrow(), decisions=d).payload()["claims"][0]["verdict"] for d in (("note k x",), ("reject k x",))}
    assert verdict == {("note k x",): "agree", ("reject k x",): "unrelated"}
