"""Values in conflict that are of two things, in many languages, and beside them conflicts of one thing, which stay."""

import pytest

from claimcmp import compare_sentences
from claimcmp.match.unlike import unlike
from tests.test_compare_members import fact

MORNING, LATER = "2026-04-22T10:00:00+00:00", "2026-04-22T11:00:00+00:00"


def verdict(a, b):
    (lang_a, one), (lang_b, two) = a, b
    return str(
        compare_sentences(one, two, lang_a=lang_a, lang_b=lang_b, published_a=MORNING, published_b=LATER).verdict
    )


EACH = [
    (("en", "Moravia and Lakoria exchanged 150 prisoners each on Thursday."),
     ("ar", "تبادلت مورافيا ولاكوريا ما مجموعه 300 أسير يوم الخميس.")),
    (("es", "Moravia y Lakoria canjearon el jueves 150 prisioneros por cada lado."),
     ("fa", "موراویا و لاکوریا روز پنجشنبه در مجموع ۳۰۰ اسیر را مبادله کردند.")),
    (("de", "Die beiden Banken streichen jeweils 1.200 Stellen, teilten sie am Donnerstag mit."),
     ("ru", "Обе компании сократят в общей сложности 2400 рабочих мест, сообщили они в четверг.")),
    (("ar", "أفرج كل طرف عن 150 أسيراً يوم الخميس."),
     ("fr", "Au total, 300 prisonniers ont été libérés jeudi.")),
]  # fmt: skip
TOGETHER = [
    (("he", "שמונה בני אדם נפצעו ביום רביעי בפיצוץ בעיר דמרית."),
     ("fa", "روز چهارشنبه در انفجارهای دمریت و سالوا ۱۹ نفر زخمی شدند.")),
    (("fr", "Vingt-trois personnes ont été blessées à Belmir, mercredi, dans l'attaque."),
     ("de", "30 Menschen wurden bei dem Angriff am Mittwoch in beiden Städten verletzt.")),
    (("tr", "Salı günkü selde Vernazzo'da üç kişi öldü."),
     ("pt", "Sete pessoas morreram nas enchentes de terça-feira em Vernazzo e Coldara.")),
    (("en", "Five people were killed in Belmir on Tuesday night."),
     ("ar", "قُتل سبعة أشخاص في بلمير وتارسك ليلة الثلاثاء.")),
]  # fmt: skip
BLOC = [
    (("en", "The euro zone's inflation was 2.2 percent in February."),
     ("de", "In Deutschland lag die Inflation im Februar bei 2,6 Prozent.")),
    (("es", "El desempleo en la Unión Europea fue del 5,9 % en marzo."),
     ("fr", "En Espagne, le chômage était de 10,4 % en mars.")),
    (("ar", "بلغ التضخم في منطقة اليورو 2.2 في المئة في فبراير."),
     ("it", "A febbraio l'inflazione in Italia è stata del 1,6 per cento.")),
]  # fmt: skip
WHOSE = [
    (("uk", "Повітряні сили України збили 71 із 84 безпілотників, запущених Росією вночі."),
     ("ru", "Минобороны России сообщило, что за ночь сбиты 37 украинских беспилотников.")),
    (("en", "India said it downed 50 Pakistani drones on Saturday night."),
     ("ar", "أعلن الجيش الباكستاني إسقاط 29 طائرة مسيّرة هندية ليلة السبت.")),
    (("en", "The Lakorian air force said it shot down 71 of 84 drones launched by Moravia overnight."),
     ("en", "Moravia's defence ministry said 37 Lakorian drones were shot down overnight.")),
    (("uk", "Генштаб ЗСУ повідомив про 860 вбитих російських солдатів за неділю."),
     ("en", "Russia's defence ministry said 410 Ukrainian soldiers were killed on Sunday.")),
]  # fmt: skip
OFFICE = [
    (("en", "Al-Nujoum coach Diego Paz was happy after the 3-1 win over Al-Wadi on Friday."),
     ("en", "Al-Wadi coach Hani Barakat said the 3-1 defeat by Al-Nujoum on Friday was hard.")),
]  # fmt: skip
STAFF = [
    (("en", "The Kestra railway will create 12,000 jobs during construction."),
     ("en", "The Kestra railway will create 3,500 permanent jobs.")),
    (("ar", "سيوفر سكة حديد كيسترا 12 ألف وظيفة مؤقتة."), ("fr", "Le chemin de fer de Kestra créera 3 500 emplois permanents.")),
    (("pt", "A Veltra emprega 7.200 trabalhadores em Portugal."), ("ar", "يعمل في شركة فيلترا 21 ألف موظف.")),
    (("en", "Orbex will cut 9,000 jobs."), ("es", "Orbex tiene 11.500 trabajadores en España.")),
]  # fmt: skip
SUBJECT = [
    (("fr", "L'appareil volait à 3 100 mètres d'altitude quand il a disparu des radars."),
     ("de", "In 2.900 Metern Höhe liegt Schnee.")),
    (("ru", "Он летел на высоте 1800 метров."), ("zh", "救援人员在海拔2400米处扎营。")),
    (("ar", "كانت الطائرة تحلق على ارتفاع 3100 متر."), ("it", "La neve arriva a 2.900 metri di altezza.")),
]  # fmt: skip
TREMOR = [
    (("en", "The quake of magnitude 6.1 struck Osmar at 04:12."), ("en", "An aftershock of magnitude 4.8 hit Osmar at 06:00.")),
    (("es", "Una réplica de magnitud 5,2 sacudió Oruma a las 09:40."),
     ("ar", "ضرب زلزال بقوة 6.8 درجات أوروما عند الساعة 03:12.")),
    (("he", "רעידת אדמה בעוצמה 6.8 פקדה את אורומה בשעה 03:12."), ("de", "Ein Nachbeben der Stärke 5,2 traf Oruma um 09:40 Uhr.")),
]  # fmt: skip
REST = [
    (("en", "Around 60 percent of the homes in Tarsk are without water."),
     ("fr", "40 % des foyers de Tarsk ont de nouveau l'eau.")),
]  # fmt: skip
MORE = [
    (("it", "I due paesi hanno liberato 60 detenuti ciascuno."), ("he", "שתי המדינות שחררו בסך הכל 120 אסירים.")),
    (("pt", "Cada lado libertou 90 reféns na sexta-feira."), ("ar", "أُطلق سراح 180 رهينة في المجمل يوم الجمعة.")),
    (("zh", "周三，奥鲁马市洪水造成6人死亡。"), ("fr", "Les inondations de mercredi ont fait dix morts dans les deux villes.")),
    (("zh", "2月欧元区通胀率为2.2%。"), ("zh", "2月德国通胀率为2.6%。")),
    (("tr", "Euro Bölgesi'nde enflasyon şubatta yüzde 2,2 oldu."), ("tr", "Fransa'da enflasyon şubatta yüzde 0,9 oldu.")),
    (("fa", "ارتش پاکستان اعلام کرد ۲۵ پهپاد هندی را سرنگون کرده است."),
     ("en", "India's army said it had shot down 40 Pakistani drones.")),
    (("ar", "قال مدرب النجوم دييغو باز إن الفوز 3-1 على الوادي مستحق."),
     ("ar", "قال مدرب الوادي هاني بركات إن الخسارة 3-1 أمام النجوم قاسية.")),
    (("fr", "L'entraîneur de Lorvane, Paul Ricci, s'est dit fier après la victoire 2-0 contre Destel."),
     ("it", "L'allenatore del Destel, Marco Bruni, ha parlato di sconfitta meritata dopo lo 0-2 contro il Lorvane.")),
    (("de", "Das Werk in Talheim schafft 400 unbefristete Stellen."),
     ("pt", "A fábrica de Talheim criará 1.500 empregos temporários.")),
    (("fa", "زلزله‌ای به بزرگی ۶٫۴ ساعت ۰۵:۲۰ رخ داد."),
     ("it", "Una scossa di assestamento di magnitudo 4,9 è stata registrata alle 07:45.")),
]  # fmt: skip
TWO_THINGS = [*REST, *MORE, *EACH, *TOGETHER, *BLOC, *WHOSE, *OFFICE, *STAFF, *SUBJECT, *TREMOR]

ONE_THING = [
    (("en", "Moravia and Lakoria exchanged 150 prisoners each on Thursday."),
     ("ar", "تبادلت مورافيا ولاكوريا 170 أسيراً من كل جانب يوم الخميس.")),
    (("fr", "L'explosion de mercredi à Damrit a fait huit blessés, selon les pompiers."),
     ("es", "La explosión del miércoles en Damrit dejó once heridos, según los bomberos.")),
    (("de", "Die Inflation in Deutschland lag im März bei 2,6 Prozent."),
     ("ar", "بلغ التضخم في ألمانيا 2.9 في المئة في مارس.")),
    (("uk", "Повітряні сили України збили вночі 71 російський безпілотник."),
     ("en", "Ukraine's air force shot down 64 Russian drones overnight.")),
    (("fr", "Le constructeur Veltra supprimera 4 000 postes en France."),
     ("en", "Carmaker Veltra will cut 5,200 jobs in France.")),
    (("ar", "بلغ التضخم في منطقة اليورو 2.2 في المئة في فبراير."),
     ("en", "The euro zone's inflation was 2.6 percent in February.")),
    (("en", "Seven people were killed in the attacks on Belmir and Tarsk on Wednesday."),
     ("de", "In Belmir und Tarsk starben bei den Angriffen am Mittwoch neun Menschen.")),
    (("fa", "سیل در لرستان راه چهل و دو روستا را قطع کرده است، گفت مدیر بحران استان."),
     ("ar", "عزلت السيول في لرستان ثلاثاً وعشرين قرية عن محيطها حسب مدير الأزمات في المحافظة.")),
    (("de", "Der Windpark vor Borkum soll 62 Turbinen mit zusammen 900 Megawatt erhalten."),
     ("en", "The wind farm off Borkum will have 72 turbines with a combined capacity of 900 megawatts.")),
    (("en", "Rotberg beat Valmera 2-1 on Saturday and Rotberg coach Lukas Brandt praised his team."),
     ("en", "Rotberg beat Valmera 2-1 on Saturday and Rotberg coach Dario Conti praised his team.")),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), TWO_THINGS)
def test_values_of_two_things_are_no_contradiction(a, b):
    assert {verdict(a, b), verdict(b, a)} & {"differ", "updated"} == set()


@pytest.mark.parametrize(("a", "b"), ONE_THING)
def test_values_of_one_thing_still_contradict_one_another(a, b):
    assert verdict(a, b) == verdict(b, a) == "differ"


@pytest.mark.parametrize(("a", "b"), [
    (("it", "L'alluvione di martedì ha ucciso tre persone a Vernazzo e quattro a Coldara."),
     ("pt", "Sete pessoas morreram nas enchentes de terça-feira em Vernazzo e Coldara.")),
    (("en", "Wednesday's attack killed five people in Belmir and two in Tarsk."),
     ("ar", "قُتل سبعة أشخاص يوم الأربعاء في الهجوم على بلمير وتارسك.")),
    (("de", "Bei dem Angriff am Mittwoch starben fünf Menschen in Belmir und zwei in Tarsk."),
     ("fr", "L'attaque de mercredi a tué sept personnes à Belmir et Tarsk.")),
])  # fmt: skip
def test_parts_of_a_sentence_that_add_up_to_the_other_count_agree(a, b):
    assert verdict(a, b) == verdict(b, a) == "agree"


@pytest.mark.parametrize(("a", "b"), [
    (("fr", "L'armée a livré 250 tentes aux sinistrés du séisme d'Oruma."),
     ("ru", "При землетрясении в Оруме пострадали 250 человек.")),
    (("ar", "اعتقلت الشرطة سبعة أشخاص في مدينة لورين يوم الانتخابات في باندورا."),
     ("de", "Bei der Wahl in Pandora traten sieben Kandidaten an.")),
])  # fmt: skip
def test_one_number_of_two_things_is_no_agreement(a, b):
    assert verdict(a, b) == verdict(b, a) == "unrelated"


def test_workers_cut_off_in_a_mine_are_no_staff():
    owner = fact("The owner of the pit said 31 workers had been cut off underground.", "number")
    union = fact("Sendika, Karatepe'de göçük altında 36 işçinin kaldığını bildirdi.", "number", lang="tr")
    others = fact("قالت النقابة إن 36 عاملاً ما زالوا عالقين تحت الأرض في المنجم.", "number", lang="ar")
    assert [unlike(owner, x) for x in (union, others)] == ["", ""]


@pytest.mark.parametrize(("a", "b", "found"), [
    ("Fires burned 118,000 hectares in 2021.", "En tout, 61 000 hectares ont brûlé en 2026.", "series"),
    ("The dollar stood at 71 pounds on Monday.", "Le dollar valait 69 livres mercredi.", "series"),
    ("The first trains are to run in 2031.", "Les premiers trains rouleront en 2033.", ""),
    ("The bridge, 412 metres long, opened on Monday.", "Le pont, long de 412 mètres, a ouvert mercredi.", ""),
])  # fmt: skip
def test_dates_beside_figures_that_part_as_they_do_are_a_series(a, b, found):
    one, two = fact(a, "date"), fact(b, "date", lang="fr")
    assert unlike(one, two) == unlike(two, one) == found
