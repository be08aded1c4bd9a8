"""Look-alike events stay apart: by names that no table lists, in any script, and by the time that they name."""

import json
from pathlib import Path

import numpy as np
import pytest

from claimcmp import Settings, extract, segment
from claimcmp.cluster import weights
from claimcmp.cluster.event_time import event_time
from claimcmp.cluster.name_level import name_level
from claimcmp.cluster.namesakes import namesakes
from claimcmp.cluster.spelled import spelled
from claimcmp.ingest import from_objects
from claimcmp.pipeline import run, run_objects

STORIES = Path(__file__).parent / "gold" / "stories"


def shared(*texts):
    """The sentences of each name that two or more of the articles spell, as sets of article numbers."""
    articles = [{"id": str(i), "outlet": str(i), "lang": lang, "text": text} for i, (lang, text) in enumerate(texts)]
    table = from_objects(articles, Settings().ingest, [])
    sentences = segment.split(table)
    found = spelled(sentences, extract.find(table, sentences))
    article = sentences["article"].to_pylist()
    by_name = {}
    for sentence, name in zip(found.sentence.tolist(), found.name.tolist(), strict=True):
        by_name.setdefault(name, set()).add(article[sentence])
    return sorted(sorted(articles) for articles in by_name.values() if len(articles) > 1)


SPELLED = [
    ("en", "The river burst its banks near Gardemont.", "ar", "فاض النهر قرب غارديمونت صباحا.", [[0, 1]]),
    ("en", "The river burst its banks near Gardemont.", "he", "הנהר עלה על גדותיו ליד גרדמונט בבוקר.", [[0, 1]]),
    ("en", "The river burst its banks near Gardemont.", "zh", "加德蒙特附近的河水决堤。", [[0, 1]]),
    ("ru", "Река вышла из берегов у Гардемонта.", "fr", "Le fleuve est sorti de son lit à Gardemont.", [[0, 1]]),
    ("uk", "Річка вийшла з берегів біля Ґардемонта.", "de", "Der Fluss trat bei Gardemont über die Ufer.", [[0, 1]]),
    ("tr", "Nehir, Gardemont'ta yatağından taştı.", "fa", "رودخانه در نزدیکی گاردمونت طغیان کرد.", [[0, 1]]),
    ("en", "Prices rose again in Altamar on Monday.", "ar", "ارتفعت الأسعار مجددا في ألتامار يوم الاثنين.", [[0, 1]]),
    ("es", "Un tren descarriló cerca de Vertoluz.", "ar", "خرج قطار عن القضبان قرب فيرتولوث.", [[0, 1]]),
    ("en", "The vote in Sorvena was close.", "fa", "رأی‌گیری در سوروِنا نزدیک بود.", [[0, 1]]),
    ("tr", "Dün Kezildağ'da bir maden çöktü.", "zh", "克孜勒达格一处矿井坍塌。", [[0, 1]]),
    ("it", "Il fiume ha rotto gli argini presso Gardemont.", "en", "The river burst its banks near Sillbrook.", []),
    ("en", "The mayor spoke on Thursday in March.", "en", "They had met the mayor on Thursday.", []),
    ("en", "Later the Council met.", "en", "On that day the Council and another council met.", []),
    ("de", "Gestern trat der Fluss über die Ufer.", "de", "Niemand sah den Fluss und die Ufer.", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang_a", "a", "lang_b", "b", "names"), SPELLED)
def test_names_are_known_by_their_consonants_in_every_script(lang_a, a, lang_b, b, names):
    assert shared((lang_a, a), (lang_b, b)) == names


def test_leads_that_share_no_name_are_of_two_events_whatever_their_mould():
    texts = ["Nine houses burned in Gardemont. A clinic in Gardemont is shut.", "Six houses burned in Sillbrook. A clinic "
             "in Sillbrook is shut.", "Six houses were on fire in Sillbrook."]  # fmt: skip
    articles = [{"id": str(i), "outlet": str(i), "lang": "en", "text": text} for i, text in enumerate(texts)]
    table = from_objects(articles, Settings().ingest, [])
    tables = {"articles": table, "sentences": segment.split(table)}
    tables["facts"] = extract.find(table, tables["sentences"])
    found = spelled(tables["sentences"], tables["facts"])
    near = np.array([3.0, 3.0])
    level = name_level(tables, found, np.array([0, 1]), np.array([1, 2]), lead=2, near=near)
    assert level[0] == weights.NO_NAME - 3.0 and level[1] > 0
    times = np.array([0.0, 0.0, 5.0])
    assert [ends.tolist() for ends in namesakes(tables["sentences"], found, times, within=9.0)] == [[1], [2]]
    assert [ends.tolist() for ends in namesakes(tables["sentences"], found, times, within=4.0)] == [[], []]


@pytest.mark.model
@pytest.mark.parametrize(("name", "other"), [("ferry", "f7"), ("plant", "p7")])
def test_a_look_alike_of_the_same_days_is_a_story_of_its_own(name, other, tmp_path):
    report = run([STORIES / name / "articles.jsonl"], workspace=tmp_path)
    keys = report.tables["articles"]["key"].to_pylist()
    stories = [{keys[a] for a in group} for group in report.tables["stories"]["articles"].to_pylist()]
    everything = {json.loads(line)["id"] for line in (STORIES / name / "articles.jsonl").read_text().splitlines()}
    assert sorted(stories, key=len) == [{other}, everything - {other}]


TIMES = [  # the first sentences of two articles of 13 June 2025, and the level of their times
    ("In June 2024 the bank raised its rate by 150 points, as it may do again this June.",
     "The bank raised its rate on Thursday.", weights.OTHER_YEAR),
    ("In June 2024 the bank raised its rate by 150 points.", "The bank raised its rate to 21 percent.", weights.LOOKS_BACK),
    ("The talks of February ended without a truce.", "The talks will end on Thursday.", weights.OTHER_SEASON),
    ("The bank raised its rate on Thursday.", "The bank has already raised its rate.", 0.0),
    ("The bank raised its rate on Thursday.", "The rate was raised on June 12.", weights.SHARED_DAY),
    ("The firm will cut 900 jobs by the end of 2027.", "Profit rose in the first quarter of 2025.", 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "level"), TIMES)
def test_an_article_that_looks_back_is_of_another_event(one, two, level):
    articles = [{"id": str(i), "outlet": str(i), "lang": "en", "published": "2025-06-13T09:00:00Z", "text": text}
                for i, text in enumerate((one, two))]  # fmt: skip
    table = from_objects(articles, Settings().ingest, [])
    tables = {"articles": table, "sentences": segment.split(table)}
    tables["facts"] = extract.find(table, tables["sentences"])
    assert event_time(tables, np.array([0]), np.array([1]), lead=2).tolist() == [level]


SUMMITS = [  # three outlets of one day, and the articles of each story
    ("The EU–Japan summit will be held in Brussels on 12 January.", "The EU–Japan summit will be held in Geneva on 12 January.",
     "La cumbre UE-Japón se celebrará en Bruselas el 14 de enero.", [[0, 1, 2]]),
    ("The Orbex trial will begin in London on 12 March.", "The Orbex trial will begin in Paris on 14 March.",
     "El juicio de Orbex comenzará en Londres el 12 de marzo.", [[0, 1, 2]]),
    ("A fire in Lisbon killed three people on Monday.", "A fire in Oslo killed four people on Monday.",
     "Un incendio en Madrid mató a cinco personas el lunes.", [[0], [1], [2]]),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(("one", "two", "spanish", "stories"), SUMMITS)
def test_a_named_event_is_one_story_wherever_outlets_place_it(one, two, spanish, stories):
    articles = [{"outlet": f"O{i}", "lang": lang, "published": "2026-01-05T09:00:00Z", "text": text}
                for i, (lang, text) in enumerate((("en", one), ("en", two), ("es", spanish)))]  # fmt: skip
    assert run_objects(articles).tables["stories"]["articles"].to_pylist() == stories
