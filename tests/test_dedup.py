"""Copies, near copies, translations and credits: who took from whom, by what, how much."""

import numpy as np
import pyarrow as pa
import pytest

from claimcmp import dedup
from claimcmp.config import DedupSettings
from claimcmp.dedup.credits import Names, find_credits
from claimcmp.dedup.minhash import candidates, jaccard
from claimcmp.dedup.named import same_name
from claimcmp.dedup.outlets import load_outlets
from claimcmp.dedup.overlap import _within, overlap
from claimcmp.dedup.shingles import shingle, tokenize
from claimcmp.errors import InputError
from claimcmp.model import schemas

HOUR = 3600.0
QUAY = (
    "A crane collapsed on the north quay of Velmar on Monday night and killed four dock workers, the port said. "
    "The crane had been inspected in March and was found safe, according to the maintenance log. "
    "Three ships were moved to other berths while engineers looked at the wreck. "
    "The union of dock workers called for a strike of 24 hours. "
    "Mayor Ilse Brandt visited the families and promised an inquiry within two weeks."
)
OTHER = (
    "Velmar's ferry line will lower its fares from June, the company said on Tuesday. A single ticket will cost 3.20 "
    "instead of 4.10, and children under twelve travel free. The line carried 1.4 million people last year. "
    "Two new boats are to join the fleet in autumn, and the pier will be rebuilt."
)


def articles(*texts, outlets=None, langs=None, published=None):
    rows = [
        {"id": i, "key": f"k{i}", "outlet": (outlets or [f"Outlet {i}" for i in range(len(texts))])[i], "url": "",
         "title": "", "lang": (langs or ["en"] * len(texts))[i],
         "published": published[i] if published else 1.7e9 + i * HOUR, "utc_offset": 0, "sha256": "", "text": t}
        for i, t in enumerate(texts)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=schemas()["articles"])


def sentences(table):
    rows = []
    for row in table.to_pylist():
        at = 0
        for position, text in enumerate(row["text"].replace("\n", " ").split(". ")):
            start = row["text"].find(text[:10], at)
            rows.append({"id": len(rows), "article": row["id"], "position": position, "start": start,
                         "end": start + len(text), "lang": row["lang"], "text": text})  # fmt: skip
            at = start
    return pa.Table.from_pylist(rows, schema=schemas()["sentences"])


def found(table, settings=None, vectors=None):
    rows = dedup.find(table, sentences(table), settings or DedupSettings(), vectors=vectors).to_pylist()
    return {(r["article"], r["origin"], r["relation"], r["credit"]): r for r in rows}


def test_words_are_those_of_text_words_whatever_the_script():
    tokens = tokenize(["قُتل ١٢ شخصاً", "قتل 12 شخصا", "在12月", "CO2-Steuer’s", "", "…"])
    assert tokens.first.tolist() == [0, 3, 6, 9, 13, 13, 13]
    assert tokens.hashes[:3].tolist() == tokens.hashes[3:6].tolist()
    assert tokens.digit.tolist() == [False, True, False, False, True, False, False, True, False, False, True, False, False]
    assert list(zip(tokens.start[:3].tolist(), tokens.end[:3].tolist(), strict=True)) == [(0, 4), (5, 7), (8, 13)]


def test_chunks_of_texts_do_not_change_their_words(monkeypatch):
    texts = [QUAY, OTHER, "", QUAY * 3, "ein Wort"]
    whole = tokenize(texts)
    monkeypatch.setattr("claimcmp.dedup.shingles._CHUNK", 200)
    cut = tokenize(texts)
    assert cut.first.tolist() == whole.first.tolist()
    assert cut.hashes.tolist() == whole.hashes.tolist()
    assert cut.start.tolist() == whole.start.tolist()


def test_jaccard_is_the_real_one():
    left, right = "a b c d e f", "a b c d e g"  # shingles abc bcd cde def | abc bcd cde deg
    assert jaccard(shingle(tokenize([left, right])), np.array([[0, 1]])).tolist() == [pytest.approx(3 / 5)]


def test_candidates_hold_every_near_pair_and_few_others():
    rng = np.random.default_rng(5)
    words = np.array([f"w{i}" for i in range(3000)])
    texts = [" ".join(rng.choice(words, 60)) for _ in range(400)]
    edited = [t.split() for t in texts[:100]]
    for i, t in enumerate(edited):
        t[i % 50] = "edit"
    texts += [" ".join(t) for t in edited]
    pairs = {tuple(p) for p in candidates(shingle(tokenize(texts))).tolist()}
    assert {(i, 400 + i) for i in range(100)} <= pairs
    assert len(pairs) <= 110
    assert dedup.near_duplicate_texts(texts, 0.8).tolist() == [[i, 400 + i] for i in range(100)]


def test_exact_copies_after_normalising():
    rows = found(articles(QUAY, QUAY.upper().replace("QUAY", "Quay"), OTHER))
    assert list(rows) == [(1, 0, "copy", "")]
    assert rows[1, 0, "copy", ""]["share"] == 1.0
    assert rows[1, 0, "copy", ""]["why"].endswith("direction by the earlier publication")


def test_a_reprint_with_another_lead_and_a_cut_end_is_a_near_copy():
    lead = "Grief hung over the harbour of Velmar on Tuesday morning. "
    reprint = lead + QUAY[: QUAY.index("Mayor")]
    rows = found(articles(OTHER, reprint, QUAY, published=[0.0, 9 * HOUR, 5 * HOUR]))
    assert list(rows) == [(1, 2, "near_copy", "")]
    assert 0.8 < rows[1, 2, "near_copy", ""]["share"] < 0.95


def test_the_overlap_gives_the_runs_as_offsets():
    reprint = "Grief hung over Velmar. " + QUAY
    tokens = tokenize([QUAY, reprint])
    common = overlap(tokens, shingle(tokens), 0, 1)
    start, end = common.spans[0]
    assert reprint[start:end] == QUAY.removesuffix(".")
    assert common.left == 1.0


def test_direction_undecided_without_times_and_said_so():
    rows = found(articles(QUAY, QUAY, published=[None, None]))
    assert rows[1, 0, "copy", ""]["why"].endswith("direction undecided: publication times are not known")
    rows = found(articles(QUAY, QUAY, published=[7.0, 7.0]))
    assert rows[1, 0, "copy", ""]["why"].endswith("direction undecided: published at the same time")


def test_the_credited_one_is_the_origin_though_it_published_later():
    credited = "As the Velmar Courier reported, the port is in mourning. " + QUAY
    rows = found(articles(credited, QUAY, outlets=["Daily Anchor", "Velmar Courier"]))
    assert list(rows) == [(0, 1, "near_copy", "")]
    assert rows[0, 1, "near_copy", ""]["why"].endswith("it credits Velmar Courier")


FORM = "Quake of magnitude {} shakes {} region, no damage reported at a depth of {} kilometres, institute says"


def test_short_texts_need_all_their_numbers():
    assert found(articles(FORM.format("4.5", "Izmir", 7), FORM.format("5.1", "Izmir", 12))) == {}
    assert list(found(articles(FORM.format("4.5", "Izmir", 7), FORM.format("4.5", "Izmir", 7)))) == [(1, 0, "copy", "")]


def test_one_form_filled_in_twice_is_no_copy():
    form = "Markets in Velmar closed on {}. The index ended the day at {} points after {} points the day before. "
    form += "Shipping shares traded at {} and banks at {}. The crown bought {} cents. Analysts see no reason to worry. "
    form += "The exchange counted {} trades, and the broker said that the mood among buyers was quiet as usual."
    a = form.format("Monday", 812, 809, 44, 17, 91, 5120)
    b = form.format("Thursday", 823, 818, 47, 16, 93, 4870)
    assert found(articles(a, b)) == {}


def test_a_shared_quotation_is_no_copy():
    quote = '"We will look at every bolt of that crane and we will not rest until we know," the port director said. '
    assert found(articles(quote + OTHER, quote + QUAY.replace("crane", "hoist"))) == {}


DATELINES = [
    ("en", "VELMAR (Meridian Wire) - Four people died.", [("Meridian Wire", "wire", "dateline")]),
    ("en", "LONDON, May 5 (Reuters) – Four people died.", [("Reuters", "wire", "dateline")]),
    ("ar", "القاهرة (رويترز) - قتل أربعة أشخاص.", [("Reuters", "wire", "dateline")]),
    ("ar", "قتل أربعة أشخاص.\nالمصدر: وكالات", [("", "generic", "closing")]),
    ("ru", "МОСКВА, 5 мая — РИА Новости. Погибли четверо.", [("RIA Novosti", "wire", "dateline")]),
    ("uk", "Загинули четверо, повідомляє Укрінформ.", [("Ukrinform", "wire", "text")]),
    ("fr", "(AFP) – Quatre personnes sont mortes.", [("AFP", "wire", "dateline")]),
    ("de", "Vier Menschen starben. (dpa)", [("dpa", "wire", "closing")]),
    ("es", "Cuatro muertos, informó la agencia EFE.", [("EFE", "wire", "text")]),
    ("tr", "Dört kişi öldü, Anadolu Ajansı bildirdi.", [("Anadolu", "wire", "text")]),
    ("zh", "新华社北京5月15日电 四人死亡。", [("Xinhua", "wire", "dateline")]),
    ("fa", "به گزارش ایسنا چهار نفر کشته شدند.", [("ISNA", "wire", "text")]),
    ("he", "על פי רויטרס נהרגו ארבעה.", [("Reuters", "wire", "text")]),
    ("pt", "Quatro mortos, segundo a agência Lusa.", [("Lusa", "wire", "text")]),
    ("it", "Quattro morti. (ANSA).", [("ANSA", "wire", "closing")]),
    ("en", "Three people died.\n© Reuters 2024", [("Reuters", "wire", "closing")]),
    ("en", "VELMAR (population 40,000) - Four people died.", []),
    ("en", "Four people died in the Reuters building.", []),
    ("en", "Four people died.\nThe Hague", []),
    ("it", "Secondo gli esperti la nuova nave è sicura.", []),
]


@pytest.mark.parametrize(("lang", "text", "credits"), DATELINES)
def test_credits(lang, text, credits):
    assert [(c.name, c.kind, c.place) for c in find_credits(text, lang, Names([]))] == credits


IN_TEXT = [
    ("ar", "وذكرت صحيفة «صوت النهر» أن أربعة أشخاص قتلوا.", "Sawt al-Nahr"),
    ("ru", "Погибли четверо, пишет «Саут ан-Нахр».", "Sawt al-Nahr"),
    ("fr", "Quatre morts, selon le quotidien Sawt al-Nahr.", "Sawt al-Nahr"),
    ("en", "Four died, the Velmar Courier reported.", "Velmar Courier"),
    ("de", "Wie der Velmar Courier berichtet, starben vier Menschen.", "Velmar Courier"),
    ("es", "Cuatro muertos, según publicó el Velmar Courier.", "Velmar Courier"),
    ("tr", "Velmar Courier gazetesinin haberine göre dört kişi öldü.", "Velmar Courier"),
]


@pytest.mark.parametrize(("lang", "text", "outlet"), IN_TEXT)
def test_outlets_of_the_input_are_found_in_any_script(lang, text, outlet):
    names = Names(["Sawt al-Nahr", "Velmar Courier"])
    assert [(c.name, c.kind) for c in find_credits(text, lang, names)] == [(outlet, "outlet")]

# An outlet as it calls itself; language and text of another outlet that names it.
TITLES = [
    ("El Lucero del Sur", "ar", "وبحسب ما أوردته صحيفة «إل لوسيرو ديل سور» فإن النهر فاض."),
    ("El Lucero del Sur", "ru", "Как пишет газета «Эль Лусеро дель Сур», река вышла из берегов."),
    ("Maidan al-Khabar", "ru", "По данным издания «Майдан аль-Хабар», погибли двое."),
    ("Maidan al-Khabar", "uk", "Як повідомляє «Майдан аль-Хабар», загинули двоє."),
    ("Westmoor Herald", "zh", "据《韦斯特穆尔先驱报》报道，两人死亡。"),
    ("Westmoor Herald", "he", 'לפי דיווח של "וסטמור הרלד", שניים נהרגו.'),
    ("Westmoor Herald", "ar", "نقلاً عن صحيفة ويستمور هيرالد، قتل شخصان."),
    ("Der Ostmarker Bote", "tr", "Ostmarker Bote gazetesinin haberine göre iki kişi öldü."),
    ("صوت الميناء", "es", "Según informó La Voz del Puerto, murieron dos personas."),
    ("صوت الميناء", "fr", "Deux morts, selon le quotidien Saout al-Mina."),
    ("Ранковий берег", "en", "Two people died, Rankovyi Bereh reported."),
    ("Al-Jawad", "fa", "به نقل از روزنامهٔ الجواد دو نفر کشته شدند."),
    ("الريح والموج", "it", "Due morti, ha detto il sindaco alla testata araba Ar-Rih wal-Mawj."),
    ("Rannyaya Volna", "ru", "Погибли двое, рассказал мэр газете «Ранняя волна»."),
    ("La Vela Blanca", "de", "Zwei Menschen starben, sagte der Bürgermeister dem Blatt La Vela Blanca."),
    ("صوت الواحة", "pt", "Dois mortos, noticia o jornal Sawt al-Waha."),
    ("صدى الساحل", "tr", "Sada es-Sahil gazetesinin bir kaynağa dayandırdığı habere göre iki kişi öldü."),
    ("Le Courrier du Lac", "tr", "İki kişi öldü, İsviçre gazetesi Le Courrier du Lac'a konuşan başkan böyle dedi."),
    ("Il Faro di Levanto", "fa", "به نقل از روزنامه «ایل فارو دی لوانتو» دو نفر کشته شدند."),
]


@pytest.mark.parametrize(("outlet", "lang", "text"), TITLES)
def test_a_title_is_known_in_other_scripts_and_languages(outlet, lang, text):
    names = Names([outlet, "Morning Post", "Vesper Tribune", "الأيام السبعة"])
    assert [(c.name, c.kind, c.place) for c in find_credits(text, lang, names)] == [(outlet, "outlet", "text")]


OTHER_TITLES = [
    ("Morning Post", "Evening Post"), ("Northern Star", "Southern Star"), ("La Voz del Puerto", "La Voz del Río"),
    ("Al-Masaa", "Al-Sabah"), ("Utrenniaya Gazeta", "Vecherniaya Gazeta"), ("Westmoor Herald", "Westmoor Courier"),
    ("Corriere della Costa", "Corriere della Valle"), ("Radio Lund", "Radio Land Nord"),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), OTHER_TITLES)
def test_titles_that_share_a_word_are_others(left, right):
    assert not same_name(left, right)


def test_outlets_of_the_file_are_credited_though_they_are_not_in_the_input(tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("name\nEl Lucero del Sur\n", encoding="utf-8")
    text = "فاض النهر.\nالمصدر: صحيفة إل لوسيرو ديل سور"
    rows = found(articles(text, langs=["ar"]), DedupSettings(outlets=str(path)))
    assert list(rows) == [(0, -1, "credited", "El Lucero del Sur")]


def test_an_outlet_that_is_only_mentioned_is_not_credited():
    assert find_credits("A fire broke out beside the Velmar Courier on Monday.", "en", Names(["Velmar Courier"])) == []


def unit(rows):
    rows = np.asarray(rows, np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_a_translation_is_the_article_that_renders_the_credited_one():
    first = "Un. Deux. Trois."
    table = articles(
        "Alpha. Beta. Gamma.", "Omega. Psi. Chi.", "Le Nordan Post rapporte un. Deux. Trois.",
        outlets=["Nordan Post", "Nordan Post", "Midi Libre"], langs=["en", "en", "fr"],
    )  # fmt: skip
    axes = np.eye(9, dtype=np.float32)
    vectors = unit([*axes[:3], *axes[3:6], *(axes[:3] + 0.3 * axes[6:9])])
    rows = found(table, vectors=vectors)
    assert list(rows) == [(2, 0, "translation", "Nordan Post")]
    assert rows[2, 0, "translation", "Nordan Post"]["share"] == 1.0
    assert first


UNLISTED = [
    ("ar", "فاض النهر، نقلاً عن صحيفة «صوت السد»، صباح اليوم.", ["صوت السد"]),
    ("ru", "По данным газеты «Речной край», река вышла из берегов.", ["Речной край"]),
    ("fr", "Le fleuve a débordé, selon le quotidien Valmont Libre.", ["Valmont Libre"]),
    ("es", "El río se desbordó, según el diario La Ribera de Monte.", ["La Ribera"]),
    ("de", "Laut der Zeitung Valmonter Bote trat der Fluss über.", ["Valmonter Bote"]),
    ("tr", "Valmont Postası gazetesinin haberine göre nehir taştı.", ["Valmont Postası"]),
    ("he", 'לפי העיתון "קול הנחל", הנהר עלה.', ["קול הנחל"]),
    ("zh", "据《河岸报》报道，河水决堤。", ["河岸报"]),
    ("ru", "По данным властей, река вышла из берегов.", []),
    ("fr", "Le fleuve a débordé, selon le quotidien.", []),
    ("en", "The river burst, according to the agency responsible for dams.", []),
]


@pytest.mark.parametrize(("lang", "text", "names"), UNLISTED)
def test_an_outlet_that_no_table_lists_is_named_by_the_words_around_it(lang, text, names):
    assert [c.name for c in find_credits(text, lang, Names(["Post"])) if c.kind == "unlisted"] == names


def rendered(*, credit, same=5, published=(0.0, HOUR, 2 * HOUR)):
    """An article of five sentences, another one, and one that renders ``same`` sentences of the first in order."""
    other = "Omega. Psi. Chi. Phi. Rho"
    table = articles("Alpha. Beta. Gamma. Delta. Eta", other, credit + " Deux. Trois. Quatre. Cinq",
                     outlets=["Nordan Post", "Sud Post", "Midi Libre"], langs=["en", "en", "fr"],
                     published=list(published))  # fmt: skip
    axes = np.eye(20, dtype=np.float32)
    mine = [axes[i] + 0.5 * axes[10 + i] if i < same else axes[15 + i] for i in range(5)]
    return table, unit([*axes[:5], *axes[5:10], *mine])


def test_a_rendering_that_credits_an_unknown_name_comes_from_the_report_that_it_renders():
    table, vectors = rendered(credit="Selon le quotidien Étoile Boréale un.")
    rows = found(table, vectors=vectors)
    assert list(rows) == [(2, 0, "translation", "Étoile Boréale")]
    assert rows[2, 0, "translation", "Étoile Boréale"]["why"] == (
        "it credits Étoile Boréale, a name that is not known; 100% of its sentences render, in the same order, those "
        "of one report of Nordan Post"
    )


@pytest.mark.parametrize(("credit", "same"), [("Un.", 5), ("Selon le quotidien Étoile Boréale un.", 3)])
def test_without_a_credit_or_the_whole_report_nothing_is_said_to_come_from_it(credit, same):
    table, vectors = rendered(credit=credit, same=same)
    assert found(table, vectors=vectors) == {}


def test_a_report_that_cites_an_outlet_for_one_sentence_is_its_own():
    table = articles(
        "Alpha. Beta. Gamma.", "Le Nordan Post rapporte un. Deux. Trois.", outlets=["Nordan Post", "Midi Libre"],
        langs=["en", "fr"],
    )  # fmt: skip
    axes = np.eye(6, dtype=np.float32)
    assert found(table, vectors=unit([*axes[:3], axes[0], *axes[4:6]])) == {}


def test_one_agency_is_one_source():
    wire = "VELMAR (Meridian Wire) - "
    other = "VELMAR (Meridian Wire) - "
    table = articles(wire + QUAY, other + OTHER, OTHER.replace("June", "July") + " It rained.", QUAY)
    rows = dedup.find(table, sentences(table), DedupSettings())
    assert dedup.independent(rows) == {1: 0, 2: 0, 3: 0}


def test_articles_that_credit_one_another_have_one_root():
    schema = schemas()["origins"]
    rows = [{"article": a, "origin": b, "relation": "credited", "share": 0.9, "credit": "", "why": ""}
            for a, b in ((4, 2), (2, 4), (7, 4))]  # fmt: skip
    assert dedup.independent(pa.Table.from_pylist(rows, schema=schema)) == {2: 2, 4: 2, 7: 2}


def test_outlets_of_one_owner_do_not_credit_one_another(tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("name,owner,country,agency\nVelmar Courier,Anchor Group,NO,\nDaily Anchor,Anchor Group,NO,\n"
                    "Meridian Wire,,NO,yes\n", encoding="utf-8")  # fmt: skip
    known = load_outlets(str(path))
    assert known.house("velmar courier") == known.house("DAILY ANCHOR") == "anchor group"
    assert known.agency("Meridian Wire") and not known.agency("Daily Anchor")
    settings = DedupSettings(outlets=str(path))
    later_wire = articles(QUAY, QUAY, outlets=["Daily Anchor", "Meridian Wire"])
    assert list(found(later_wire, settings)) == [(0, 1, "copy", "")]


def test_an_outlets_file_that_cannot_be_read_says_why(tmp_path):
    path = tmp_path / "outlets.csv"
    path.write_text("outlet,owner\nA,B\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_outlets(str(path))
    assert str(error.value) == (
        f"{path}: an outlets file needs the column 'name' (and may have ('owner', 'country', 'agency'))"
    )


def test_near_duplicate_vectors_against_all_pairs():
    rng = np.random.default_rng(3)
    base = unit(rng.standard_normal((5000, 384)))
    noise = unit(rng.standard_normal((500, 384)))
    copies = unit(0.95 * base[:500] + 0.312 * noise)
    vectors = np.concatenate([base, copies])
    exact = {(i, 5000 + i) for i in range(500) if base[i] @ copies[i] >= 0.9}
    groups = dedup.near_duplicate_vectors(vectors, 0.9)
    right = sum(groups[b] == a for a, b in exact)
    assert len(exact) == 500 and right >= 495
    assert len(np.unique(groups)) == 5500 - right


def test_no_article_no_origin():
    assert found(articles()) == {}
    assert found(articles("", " ", "!")) == {}


def evidence_of(table, vectors=None):
    own = sentences(table)
    origins = dedup.find(table, own, DedupSettings(), vectors=vectors)
    return [
        (r["article"], r["origin"], r["relation"], r["spans"], r["why"])
        for r in dedup.evidence(table, own, origins, vectors=vectors)
    ]


def test_a_copy_shows_where_its_words_stand():
    text = "Grief hung over Velmar. " + QUAY
    rows = evidence_of(articles(QUAY, text))
    assert [row[:4] for row in rows] == [("k1", "k0", "near_copy", [(24, 24 + len(QUAY) - 1)])]


def test_a_sentence_that_another_outlet_printed_is_shown_with_its_place_in_both():
    copied = "The crane had been inspected in March and was found safe, according to the maintenance log"
    later = "Dockers in Velmar are angry about what they call a scandal. " + copied + ". Nobody answers their letters."
    rows = evidence_of(articles(OTHER, later, QUAY, published=[0.0, 2 * HOUR, HOUR]))
    start, other = later.index(copied), QUAY.index(copied)
    assert rows == [("k1", "k2", "sentence", [[start, start + len(copied), other, other + len(copied)]],
                     "one of its sentences stands in the other article; direction by the earlier publication")]  # fmt: skip


def test_a_sentence_of_another_number_is_no_copy():
    text = "The ferry carried {} people across the strait on the first day of the summer timetable"
    assert evidence_of(articles(text.format(412) + ". " + OTHER, text.format(517) + ". " + QUAY)) == []


def test_one_outlet_may_repeat_itself():
    copied = "The crane had been inspected in March and was found safe, according to the maintenance log"
    table = articles(QUAY, "Angry words in Velmar again today. " + copied + ". Nobody answers.", outlets=["Post", "Post"])
    assert evidence_of(table) == []


def test_a_rendering_without_a_credit_is_a_possible_translation_and_stays_a_source():
    table, vectors = rendered(credit="Un.")
    rows = evidence_of(table, vectors)
    assert [row[:3] for row in rows] == [("k2", "k0", "possible_translation")]
    assert rows[0][4] == (
        "100% of its sentences render, in the same order, those of the other article, and it credits nobody: undecided "
        "whether it is a translation; direction by the earlier publication"
    )
    assert dedup.independent(dedup.find(table, sentences(table), DedupSettings(), vectors=vectors)) == {}


def test_a_possible_translation_has_no_direction_without_times():
    table, vectors = rendered(credit="Un.", published=(None, None, None))
    assert evidence_of(table, vectors)[0][4].endswith("direction undecided: publication times are not known")


def test_hashes_are_found_among_others_as_numpy_finds_them():
    rng = np.random.default_rng(2)
    keys, others = rng.integers(0, 1 << 64, (2, 5000), dtype=np.uint64)
    others[:1000] = keys[2000:3000]
    others[1000:1500] = keys[:500] ^ np.uint64(1)  # the same first bits
    assert _within(keys, others).tolist() == np.isin(keys, others).tolist()
    assert _within(keys, others[:0]).tolist() == [False] * 5000
    assert _within(keys[:0], others).tolist() == []
