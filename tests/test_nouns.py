import pytest

from claimcmp.facts import read
from claimcmp.facts.nouns import concepts_in
from claimcmp.facts.nouns.concepts import is_a
from claimcmp.facts.sentence import SentenceText
from claimcmp.languages import LANGUAGES, table


def counted(text, lang):
    return [(f.low, f.concept, f.role) for f in read(SentenceText(text, lang)) if f.kind == "number"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Seven people were killed and 19 injured.", [(7, "killed", "person"), (19, "injured", "")]),
        ("ar", "قُتل سبعة أشخاص وجُرح عشرون آخرون", [(7, "killed", "person"), (20, "injured", "person")]),
        (
            "ru",
            "Задержаны 130 человек, пострадали 12 полицейских.",
            [(130, "arrested", "person"), (12, "injured", "police")],
        ),
        ("uk", "Загинули семеро військових.", [(7, "killed", "soldier")]),
        ("fr", "L'incendie a fait dix morts.", [(10, "killed", "")]),
        ("de", "Bei dem Angriff starben vier Soldaten.", [(4, "killed", "soldier")]),
        ("es", "Los bomberos rescataron a 70 personas.", [(70, "rescued", "person")]),
        ("zh", "警方逮捕了25名抗议者。", [(25, "arrested", "protester")]),
        ("he", "שבעה חיילים נהרגו", [(7, "killed", "soldier")]),
        ("it", "Il partito ha ottenuto 31 seggi.", [(31, "seat", "")]),
        ("pt", "O fogo destruiu 40 casas.", [(40, "house", "destroyed")]),
        ("en", "Bomb attack kills seven in border town", [(7, "killed", "")]),
        ("en", "Nine of ten drones were shot down.", [(9, "drone", "shot_down"), (10, "drone", "shot_down")]),
    ],
)
def test_what_a_number_counts(lang, text, expected):
    assert counted(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The number of families moved to safety from around the port rose to 2,500."),
        ("fr", "Le nombre de familles évacuées des abords du port a été porté à 2 500 après l'incendie."),
        ("de", "Die Zahl der evakuierten Familien stieg auf 2.500."), ("ru", "Число эвакуированных семей выросло до 2500."),
        ("uk", "Кількість евакуйованих родин зросла до 2500."), ("es", "El número de familias evacuadas subió a 2.500."),
        ("pt", "O número de famílias retiradas subiu para 2.500."), ("he", "מספר המשפחות שפונו עלה ל-2,500."),
        ("it", "Il numero di famiglie evacuate è salito a 2.500."), ("zh", "被疏散的家庭数量增至2500。"),
        ("tr", "Tahliye edilen ailelerin sayısı 2.500'ü buldu."), ("fa", "شمار خانواده‌های تخلیه‌شده به ۲۵۰۰ رسید."),
        ("ar", "وارتفع عدد الأسر التي أُجليت إلى 2500 بعدما بلغت النيران خزاناً آخر."),
    ],
)  # fmt: skip
def test_a_number_of_what_is_told_before_it(lang, text):
    assert counted(text, lang) == [(2500, "family", "evacuated")]


def test_several_families_are_still_several():
    assert counted("מספר משפחות פונו מהעיר.", "he") == [(3, "family", "evacuated")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Пожар, вспыхнувший после взрыва, потушили лишь через 30 часов."),
        ("en", "The fire that broke out after the explosion was put out only 30 hours later."),
    ],
)
def test_how_long_it_took_to_put_out_is_of_the_fire(lang, text):
    found = [(f.kind, f.low, f.concept) for f in read(SentenceText(text, lang, 1.7e9)) if f.low is not None]
    assert found == [("duration", 30, "fire_event")]


@pytest.mark.parametrize(
    ("lang", "text", "tag"),
    [
        ("en", "Exports rose by 4 percent.", "change"), ("ru", "Доллар подешевел на 36 копеек.", "change"),
        ("ar", "ارتفعت الصادرات بنسبة 4 في المئة.", "change"), ("en", "Three of which were lost.", "part"),
    ],
)  # fmt: skip
def test_what_kind_of_figure_it_is(lang, text, tag):
    tags = [f.scope.split() for f in read(SentenceText(text, lang)) if f.kind in ("number", "percent", "money")]
    assert any(tag in found for found in tags)


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "The toll rose to 13 dead."), ("ru", "Число погибших выросло до 13 человек.")]
)
def test_a_level_that_a_change_led_to_is_no_change(lang, text):
    facts = [f for f in read(SentenceText(text, lang)) if f.kind == "number"]
    assert [(f.low, f.high, f.bound, "change" in f.scope.split()) for f in facts] == [(13, 13, "exact", False)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The toll exceeded 3,000 people."),
        ("ru", "Число жертв превысило 3 тыс. человек."),
        ("fr", "Le bilan dépasse 3 000 morts."),
    ],
)
def test_a_verb_gives_the_bound(lang, text):
    fact = next(f for f in read(SentenceText(text, lang)) if f.kind == "number")
    assert (fact.low, fact.high, fact.bound) == (3000, None, "more_than")


def test_one_concept_in_every_language():
    words = {"ar": "جنود", "en": "soldiers", "ru": "солдат", "uk": "військових", "fr": "militaires", "de": "Soldaten", "es": "soldados",
             "tr": "askerler", "zh": "士兵", "fa": "سربازان", "he": "חיילים", "pt": "soldados", "it": "soldati"}  # fmt: skip
    assert {lang: [h.concept for h in concepts_in(word, lang)] for lang, word in words.items()} == dict.fromkeys(
        LANGUAGES, ["soldier"]
    )


def test_every_language_has_every_concept():
    names = {lang: set(table(lang, "nouns")["concepts"]) for lang in LANGUAGES}
    assert {lang: sorted(names["en"] - found) for lang, found in names.items()} == {lang: [] for lang in LANGUAGES}


def test_wider_and_narrower():
    assert is_a("soldier", "person")
    assert not is_a("person", "soldier")
    assert not is_a("house", "person")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Three of the dead were children."), ("en", "Among the dead were three children."),
        ("ar", "ثلاثة من القتلى أطفال."), ("ar", "من بين القتلى ثلاثة أطفال."), ("ru", "Трое из погибших — дети."),
        ("ru", "Среди погибших трое детей."), ("uk", "Троє із загиблих — діти."), ("fr", "Trois des morts sont des enfants."),
        ("de", "Drei der Toten waren Kinder."), ("de", "Unter den Toten sind drei Kinder."),
        ("es", "Tres de los muertos eran niños."), ("pt", "Três dos mortos eram crianças."),
        ("it", "Tre delle vittime erano bambini."), ("tr", "Ölenlerin üçü çocuktu."), ("zh", "死者中有三名儿童。"),
        ("fa", "سه نفر از کشته‌شدگان کودک بودند."), ("he", "שלושה מן ההרוגים היו ילדים."),
        ("he", "בין ההרוגים שלושה ילדים."),
    ],
)  # fmt: skip
def test_some_of_the_dead_are_a_part(lang, text):
    (fact,) = [f for f in read(SentenceText(text, lang)) if f.kind == "number"]
    assert (fact.low, fact.concept, fact.scope) == (3.0, "killed", "part")


def test_the_dead_are_no_part_of_themselves():
    facts = [f for f in read(SentenceText("Twelve people were killed; the names of the dead are known.", "en"))]
    assert [f.scope for f in facts if f.kind == "number"] == [""]
