"""Speech: who says so, denied or affirmed, and credits."""

import pytest

from claimcmp import facts
from claimcmp.facts import names, speech
from claimcmp.facts.sentence import SentenceText


def read(text, lang):
    sentence = SentenceText(text, lang)
    sentence.cache["facts"] = names.find(sentence)
    return [(f.kind.value, f.value, f.speaker) for f in speech.find(sentence)]


@pytest.mark.parametrize(("lang", "text", "expected"), [
    ("en", "The defence ministry denied any losses.", ("polarity", "denied", "org:ministry/defence")),
    ("en", "No ferry sails before dawn, according to the coast guard.",
     ("attribution", "org:coast guard", "org:coast guard")),
    ("en", "Two convoys turned back, a military source said.", ("attribution", "source:military", "source:military")),
    ("ar", "نفت وزارة الخارجية توقيع أي اتفاق.", ("polarity", "denied", "org:ministry/foreign")),
    ("ar", "وقال حداد إن الجسر أغلق أمام الشاحنات.", ("attribution", "person:HD", "person:HD")),
    ("ru", "Министерство обороны опровергло потерю корабля.", ("polarity", "denied", "org:ministry/defence")),
    ("ru", "По словам очевидцев, мост рухнул до рассвета.", ("attribution", "source:witness", "source:witness")),
    ("ru", "Полиция подтвердила задержание двух водителей.", ("polarity", "confirmed", "org:police")),
    ("fr", "Le ministère de la Défense a démenti toute perte.", ("polarity", "denied", "org:ministry/defence")),
    ("fr", "Selon la police, le pont s'est effondré avant l'aube.", ("attribution", "org:police", "org:police")),
    ("fr", "La fédération a annulé le tournoi de dimanche.", ("polarity", "cancelled", "")),
    ("de", "Das Verteidigungsministerium dementierte den Verlust eines Schiffes.",
     ("polarity", "denied", "org:ministry/defence")),
    ("de", "Laut Polizei stürzte die Brücke vor Sonnenaufgang ein.", ("attribution", "org:police", "org:police")),
    ("es", "El Ministerio de Defensa negó la pérdida de un buque.", ("polarity", "denied", "org:ministry/defence")),
    ("es", "Según la policía, el puente cayó antes del alba.", ("attribution", "org:police", "org:police")),
    ("es", "El Parlamento rechazó el nuevo impuesto sobre el pan.", ("polarity", "refused", "org:parliament")),
    ("tr", "Savunma Bakanlığı gemi kaybını yalanladı.", ("polarity", "denied", "org:ministry/defence")),
    ("tr", "Görgü tanıklarına göre köprü şafaktan önce çöktü.", ("attribution", "source:witness", "source:witness")),
    ("tr", "Federasyon pazar günkü turnuvayı iptal etti.", ("polarity", "cancelled", "")),
    ("uk", "Міністерство оборони спростувало втрату корабля.", ("polarity", "denied", "org:ministry/defence")),
    ("uk", "За словами очевидців, міст обвалився до світанку.", ("attribution", "source:witness", "source:witness")),
    ("uk", "Поліція підтвердила затримання двох водіїв.", ("polarity", "confirmed", "org:police")),
    ("fa", "وزارت دفاع از دست دادن کشتی را تکذیب کرد.", ("polarity", "denied", "org:ministry/defence")),
    ("fa", "به گفته پلیس، پل پیش از سپیده‌دم فرو ریخت.", ("attribution", "org:police", "org:police")),
    ("pt", "O Ministério da Defesa negou a perda de um navio.", ("polarity", "denied", "org:ministry/defence")),
    ("pt", "Segundo a polícia, a ponte caiu antes do amanhecer.", ("attribution", "org:police", "org:police")),
    ("it", "Il ministero della Difesa ha smentito la perdita di una nave.",
     ("polarity", "denied", "org:ministry/defence")),
    ("it", "Secondo la polizia, il ponte è crollato prima dell'alba.", ("attribution", "org:police", "org:police")),
    ("he", "משרד הביטחון הכחיש אובדן ספינה.", ("polarity", "denied", "org:ministry/defence")),
    ("he", "לדברי עדי ראייה, הגשר קרס לפני עלות השחר.", ("attribution", "source:witness", "source:witness")),
    ("zh", "国防部否认损失一艘船。", ("polarity", "denied", "org:ministry/defence")),
    ("zh", "警方证实两名司机被拘留。", ("polarity", "confirmed", "org:police")),
])  # fmt: skip
def test_readings(lang, text, expected):
    assert expected in read(text, lang)


@pytest.mark.parametrize(("lang", "text", "expected"), [
    ("en", "Russian Deputy Foreign Minister Alexander Grushko will head the delegation in Geneva.",
     ("ALKSNDR GRXK", "lead_head", "will", False)),
    ("en", "Claire Fontanel did not attend the meeting, the spokesman said.", ("KLR FNTNL", "attend", "", True)),
    ("en", "Parliament appointed Karim al-Zahhar as prime minister on Sunday.", ("KRM SHR", "appointed", "", False)),
    ("ru", "Российскую делегацию возглавит Александр Грушко.", ("ALKSNDR GRXK", "lead_head", "will", False)),
    ("uk", "Делегацію очолить Дмитро Кулеба.", ("DMTR KLB", "lead_head", "will", False)),
    ("ar", "سيرأس الوفد الروسي ألكسندر غروشكو.", ("ALKSNDR GRXK", "lead_head", "will", False)),
    ("fr", "Claire Fontanel n'a pas participé au sommet de Rome.", ("KLR FNTNL", "attend", "", True)),
    ("de", "Olaf Scholz nahm an dem Treffen nicht teil.", ("ALF XLS", "attend", "", True)),
    ("es", "Pedro Sánchez encabezará la delegación en Bruselas.", ("BDR SNXS", "lead_head", "will", False)),
    ("it", "Giorgia Meloni non ha partecipato al vertice.", ("GRG MLN", "attend", "", True)),
    ("pt", "Luís Montenegro venceu as eleições no domingo.", ("LS MNTNGR", "won", "", False)),
    ("tr", "Heyete Hakan Fidan başkanlık edecek.", ("HKN FDN", "lead_head", "will", False)),
    ("zh", "习近平将出席峰会。", ("S JNBNG", "attend", "will", False)),
    ("he", "בנימין נתניהו השתתף בפגישה.", ("BNGMN NTNH", "attend", "", False)),
    ("fa", "عباس عراقچی در نشست شرکت کرد.", ("ABS ARGX", "attend", "", False)),
])  # fmt: skip
def test_who_does_what(lang, text, expected):
    sentence = SentenceText(text, lang)
    found = speech.deeds(sentence, facts.read(sentence))
    assert expected in [(d.person.value.removeprefix("person:"), d.deed, d.modality, d.negated) for d in found]


@pytest.mark.parametrize(("lang", "text", "speaker", "side", "medium"), [
    ("en", "The Russian defence ministry, quoted by Interfax, said the ship had left.", "org:ministry/defence/RU", "RU",
     "org:INTERFAX"),
    ("fr", "Selon La Gazette du Littoral, le chantier reprendra.", "outlet:GST LTRL", "", ""),
    ("ar", "وبحسب صحيفة \"صدى الساحل\" توقف العمل.", "outlet:SD SHL", "", ""),
    ("de", "Dem ukrainischen Verteidigungsministerium zufolge sank das Schiff.", "org:ministry/defence/UA", "UA", ""),
])  # fmt: skip
def test_speaker_his_side_and_who_relays(lang, text, speaker, side, medium):
    found = [f for f in facts.read(SentenceText(text, lang)) if f.kind == "attribution"]
    assert (speaker, side, medium) in [(f.value, f.unit, f.scope) for f in found]


@pytest.mark.parametrize(("lang", "text", "value", "negated", "modality"), [
    ("en", "The club denied that the match was cancelled.", "cancelled", False, "denied"),
    ("en", "The court rejected the allegations.", "denied", False, ""),
    ("en", "The minister can confirm the date.", "confirmed", False, ""),
    ("de", "Die Regierung bestätigte die Zahl nicht.", "confirmed", True, ""),
    ("de", "Das Kabinett lehnte den Plan am Abend ab.", "refused", False, ""),
    ("tr", "Bakanlık haberi doğrulamadı.", "confirmed", True, ""),
    ("fa", "پلیس این خبر را تأیید نکرد.", "confirmed", True, ""),
    ("ar", "ولم تؤكد الشرطة الخبر.", "confirmed", True, ""),
    ("ar", "سينفي الوزير الخبر أمام اللجنة.", "denied", False, "will"),
])  # fmt: skip
def test_polarity(lang, text, value, negated, modality):
    found = [f for f in facts.read(SentenceText(text, lang)) if f.kind == "polarity"]
    assert (value, negated, modality) in [(f.value, f.negated, f.modality) for f in found]


def test_dateline_credits():
    found = speech.credits("NAIROBI (Reuters) - Tea prices fell for a third week.", "en")
    assert [(c.name, c.value, c.how) for c in found] == [("Reuters", "org:REUTERS", "dateline")]


@pytest.mark.parametrize(
    ("lang", "text", "speaker"),
    [
        ("ar", "تبنّت جماعة «أبناء النهر» تفجير محطة الكهرباء مساء الأحد.", "name:ABN ALNHR"),
        ("es", "Las Brigadas del Norte se atribuyeron el atentado.", "name:BRGDS NRT"),
        ("en", "The Free Delta Front claimed responsibility for the bombing in Marib.", "name:FR DLT FRNT"),
        ("tr", "Saldırıyı «Fırat Tugayı» adlı örgüt üstlendi.", "name:FRT TG"),
    ],
)
def test_a_group_that_no_table_lists_claims_an_act(lang, text, speaker):
    found = [f.value for f in facts.read(SentenceText(text, lang)) if f.kind == "attribution"]
    assert found == [speaker]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("وكانت الفرق قد أخمدت 12 حريقاً.", ""), ("وقد تم إجلاء 12 شخصاً.", ""), ("قد يصل العدد إلى 12 قتيلاً.", "may"),
        ("قد تستغرق الأعمال 12 يوماً.", "may"),
    ],
)  # fmt: skip
def test_a_particle_that_says_may_before_the_present_alone(text, modality):
    assert [f.modality for f in facts.read(SentenceText(text, "ar")) if f.low == 12] == [modality]
