"""An open date in a sentence of plain tense is the past one; where the tense is not plain, both readings stay."""

import calendar

import pytest

from claimcmp.facts import date
from claimcmp.facts.sentence import SentenceText

REFERENCE = float(calendar.timegm((2026, 7, 14, 12, 0, 0)))  # a Tuesday


def readings(lang, text, reference=REFERENCE):
    return [max(1, len(f.candidates)) for f in date.find(SentenceText(text, lang, reference=reference))]


@pytest.mark.parametrize(("lang", "text"), [
    ("en", "On the black market the dollar had changed hands at 71 pounds on Monday."),
    ("en", "Rebels attacked the town early Thursday."),
    ("en", "Workers began a three-day strike on Monday over pay."),
    ("de", "Am Montag hatte der Dollar noch 71 Pfund gekostet."),
    ("de", "Die Polizei nahm am Freitag drei Männer fest."),
    ("fr", "La police a arrêté trois hommes vendredi matin."),
    ("fr", "Le dollar s'échangeait lundi à 71 livres."),
    ("es", "El consejo se reunió el lunes."),
    ("it", "La polizia ha arrestato tre uomini venerdì mattina."),
    ("pt", "A polícia prendeu três homens na sexta-feira."),
    ("ru", "В среду утром произошёл взрыв."),
    ("uk", "Рада зібралася в понеділок."),
    ("ar", "وتراجع سعر الدولار في السوق الموازية إلى 69 جنيهاً صباح الأربعاء."),
    ("fa", "پلیس جمعه سه مرد را بازداشت کرد."),
    ("he", "המועצה התכנסה ביום שני."),
    ("tr", "Dolar pazartesi günü 71 liradan işlem görmüştü."),
    ("zh", "警方周五逮捕了三名男子。"),
])  # fmt: skip
def test_only_the_past_one(lang, text):
    assert readings(lang, text) == [1]


@pytest.mark.parametrize(("lang", "text"), [
    ("en", "The council meets on Monday."),
    ("en", "He promised to resign on Friday."),
    ("en", "Voters prepared for elections on Sunday."),
    ("en", "A man accused of murder appears in court on Friday."),
    ("en", "The minister agreed to meet the unions on Friday."),
    ("de", "Der Rat trifft sich am Freitag."),
    ("de", "Das Gericht vertagte die Verhandlung auf Freitag."),
    ("fr", "Le président a convoqué une réunion vendredi."),
    ("es", "El gobierno convocó elecciones para el domingo."),
    ("it", "Il governo ha convocato una riunione venerdì."),
    ("pt", "O governo marcou uma reunião para sexta-feira."),
    ("ru", "Стороны договорились провести встречу в пятницу."),
    ("uk", "Сторони домовилися провести зустріч у п'ятницю."),
    ("ar", "ودعا وزير التعليم النقابات إلى اجتماع يوم الخميس."),
    ("fa", "دولت از اتحادیه‌ها برای نشست جمعه دعوت کرد."),
    ("he", "הממשלה קבעה ישיבה ליום שישי."),
    ("tr", "Hükümet cuma günü toplanmaya karar verdi."),
    ("zh", "双方决定周五会谈。"),
])  # fmt: skip
def test_both_stay(lang, text):
    assert readings(lang, text) == [2]


def test_a_day_that_may_have_begun_elsewhere_stays():
    evening = float(calendar.timegm((2026, 7, 14, 22, 0, 0)))
    assert readings("en", "Rebels attacked the town on Wednesday.", evening) == [2]


@pytest.mark.parametrize(("lang", "text", "spans"), [
    ("en", "The meeting was moved from Thursday to Friday.", ["Thursday", "Friday"]),
    ("de", "Das Treffen wurde von Donnerstag auf Freitag verschoben.", ["Donnerstag", "Freitag"]),
    ("fr", "La réunion a été reportée de jeudi à vendredi.", ["jeudi", "vendredi"]),
    ("es", "La reunión se aplazó del jueves al viernes.", ["jueves", "viernes"]),
    ("it", "La riunione è stata rinviata da giovedì a venerdì.", ["giovedì", "venerdì"]),
    ("pt", "A reunião foi adiada de quinta para sexta-feira.", ["quinta", "sexta-feira"]),
    ("ru", "Встречу перенесли с четверга на пятницу.", ["четверга", "пятницу"]),
    ("uk", "Зустріч перенесли з четверга на п'ятницю.", ["четверга", "п'ятницю"]),
    ("ar", "وتأجل الاجتماع من الخميس إلى الجمعة.", ["الخميس", "الجمعة"]),
    ("tr", "Toplantı perşembeden cumaya ertelendi.", ["perşembeden", "cumaya"]),
    ("en", "The strike lasted from Thursday to Friday.", ["Thursday to Friday"]),
])  # fmt: skip
def test_what_is_moved_makes_two_dates(lang, text, spans):
    facts = date.find(SentenceText(text, lang, reference=REFERENCE))
    assert [text[f.start : f.end] for f in facts] == spans
    assert {f.role for f in facts} == ({"range"} if len(spans) == 1 else {""})
