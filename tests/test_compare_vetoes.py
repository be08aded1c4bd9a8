"""What is never told as a difference: forecasts beside results, other days, what is left of a count; and what still is."""

import pytest

from claimcmp import compare_sentences
from claimcmp.match.periods import times_apart
from tests.test_compare_members import fact

MORNING, EVENING, TWO_DAYS = "2026-11-09T08:00:00+00:00", "2026-11-09T21:00:00+00:00", "2026-11-11T08:00:00+00:00"


def verdict(left, right, first=MORNING, second=EVENING):
    return str(compare_sentences(left, right, published_a=first, published_b=second).verdict)


FORECASTS = [
    ("An opinion poll put Lena Marost at 35 percent.", "Lena Marost won 38.4 percent of the votes, official results showed."),
    ("An exit poll gave Lena Marost 37 percent of the vote.", "Lena Marost won 38.4 percent of the votes."),
    ("أظهر استطلاع لآراء الناخبين حصول لينا ماروست على 37 بالمئة من الأصوات.",
     "حصلت لينا ماروست على 38.4 بالمئة من الأصوات وفق النتائج الرسمية."),
    ("Экзитпол даёт партии Лены Марост 37 процентов голосов.", "Партия Лены Марост набрала 34,1 процента голосов."),
    ("הסקר נתן למפלגת האור 30 אחוזים מהקולות.", "מפלגת האור זכתה ב-26 אחוזים מהקולות."),
    ("Analysten hatten mit einem Wachstum von 0,7 Prozent gerechnet.", "Die Wirtschaft wuchs um 0,3 Prozent."),
    ("预计失业率为6.3%。", "失业率为6.1%。"),
    ("The weather service recorded 38 millimetres of rain after midnight.", "Forecasters expect 60 millimetres of rain on Tuesday."),
    ("توقع خبراء أن يبلغ معدل التضخم 4.2 بالمئة.", "بلغ معدل التضخم 4.9 بالمئة."),
]  # fmt: skip
RESULTS = [
    ("Lena Marost won 36.4 percent of the votes, official results showed.",
     "Lena Marost won 38.4 percent of the votes, the election commission said."),
    ("حصلت لينا ماروست على 36.4 بالمئة من الأصوات في الانتخابات الرئاسية.",
     "حصلت لينا ماروست على 38.4 بالمئة من الأصوات في الانتخابات الرئاسية."),
    ("Безработица в январе составила 6,1 процента, выше прогнозов.", "Безработица в январе составила 6,4 процента."),
    ("The economy grew by 0.3 percent in the fourth quarter, more than expected.",
     "The economy grew by 0.5 percent in the fourth quarter, the statistics office said."),
    ("The IMF forecasts growth of 3.2 percent for Kenya in 2026.", "The IMF forecasts growth of 2.3 percent for Kenya in 2026."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), FORECASTS)
def test_what_was_forecast_does_not_contradict_what_came(left, right):
    assert verdict(left, right) == "unrelated"


@pytest.mark.parametrize(("left", "right"), RESULTS)
def test_two_results_or_two_forecasts_of_one_body_differ(left, right):
    assert verdict(left, right, EVENING, EVENING) == "differ"


def test_a_result_that_is_expected_later_makes_no_forecast_of_the_figure_before_it():
    counted = "With 91 percent of ballots counted in the runoff, officials said a final result was expected before noon."
    assert verdict("In the runoff 34 percent of ballots were counted on Sunday.", counted) == "updated"


PERIODS = [
    ("Namira reported 312 new cholera cases on Monday, the health ministry said.", "Namira reported 233 new cholera cases on Thursday."),
    ("سجلت ناميرا 312 إصابة جديدة بالكوليرا يوم الاثنين.", "سجلت ناميرا 233 إصابة جديدة بالكوليرا يوم الخميس."),
    ("纳米拉周一报告新增312例霍乱病例。", "纳米拉周四报告新增233例霍乱病例。"),
    ("Carmaker Orbex delivered 412,000 vehicles in the second quarter.",
     "Carmaker Orbex has delivered 798,000 vehicles since the start of the year."),
    ("Der Hersteller Orbex verkaufte im zweiten Quartal 412.000 Autos.",
     "Der Hersteller Orbex verkaufte im ersten Halbjahr 798.000 Autos."),
    ("سلّمت أوربكس 412 ألف سيارة في الربع الثاني.", "سلّمت أوربكس 798 ألف سيارة منذ بداية العام."),
    ("In 2022 turnout was 58.1 percent.", "Turnout was 62.3 percent."),
    ("In 2022 turnout was 58.1 percent.", "La participation a atteint 62,3 %."),
    ("في 2022 بلغت نسبة المشاركة 58.1 بالمئة.", "بلغت نسبة المشاركة 62.3 بالمئة."),
    ("Monthly inflation in Turkey was 2.3 percent in February.", "Şubatta yıllık enflasyon yüzde 38 oldu."),
    ("The temperature fell to minus 12 degrees in Tarsk on Monday night.",
     "Днём в понедельник в Тарске было минус 5 градусов."),
    ("280 firefighters are at work at Monte Roya.", "340 Feuerwehrleute sind in der ganzen Region im Einsatz."),
]  # fmt: skip
ONE_TIME = [
    ("Namira reported 312 new cholera cases on Monday.", "Namira reported 233 new cholera cases on Monday."),
    ("سجلت ناميرا 312 إصابة جديدة بالكوليرا يوم الاثنين.", "سجلت ناميرا 233 إصابة جديدة بالكوليرا يوم الاثنين."),
    ("Carmaker Orbex delivered 412,000 vehicles in the second quarter.",
     "Orbex lieferte im zweiten Quartal 384.000 Autos aus."),
    ("Turnout in 2022 was 58.1 percent.", "En 2022 la participation était de 61,4 %."),
    ("Twelve people were killed in the blast on Monday, the ministry said on Tuesday.",
     "Nineteen people were killed in the blast on Monday, the ministry said."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), PERIODS)
def test_figures_of_two_days_or_periods_do_not_contradict_one_another(left, right):
    assert verdict(left, right) == "unrelated"


@pytest.mark.parametrize(("left", "right"), ONE_TIME)
def test_figures_of_one_day_or_period_do(left, right):
    assert verdict(left, right, MORNING, MORNING) == "differ"


IN_THE_QUARTER = [
    ("en", "It delivered 412,000 vehicles in the quarter."), ("ar", "وسلّمت 412 ألف سيارة خلال الربع."),
    ("fr", "Le groupe a livré 412 000 voitures au trimestre."), ("de", "Im Quartal lieferte der Konzern 412.000 Autos aus."),
    ("es", "Entregó 412.000 coches en el trimestre."), ("pt", "Entregou 412 mil carros no trimestre."),
    ("it", "Ha consegnato 412.000 auto nel trimestre."), ("ru", "За квартал компания поставила 412 тысяч машин."),
    ("uk", "За квартал компанія поставила 412 тисяч авто."), ("tr", "Şirket çeyrekte 412 bin araç teslim etti."),
    ("fa", "شرکت در این سه‌ماهه ۴۱۲ هزار خودرو تحویل داد."), ("he", "החברה מסרה 412 אלף מכוניות ברבעון."),
    ("zh", "公司本季度交付41.2万辆汽车。"),
]  # fmt: skip
SO_FAR = [
    ("en", "It has delivered 798,000 vehicles so far this year."), ("ar", "وسلّمت الشركة 798 ألف سيارة منذ بداية العام."),
    ("fr", "Il a livré 798 000 voitures depuis le début de l'année."), ("de", "Seit Jahresbeginn waren es 798.000 Autos."),
    ("es", "Ha entregado 798.000 coches en lo que va de año."), ("pt", "Entregou 798 mil carros desde o início do ano."),
    ("it", "Da inizio anno ha consegnato 798.000 auto."), ("ru", "С начала года поставлено 798 тысяч машин."),
    ("uk", "З початку року поставлено 798 тисяч авто."), ("tr", "Yılbaşından bu yana 798 bin araç teslim edildi."),
    ("fa", "از ابتدای سال ۷۹۸ هزار خودرو تحویل شد."), ("he", "מתחילת השנה נמסרו 798 אלף מכוניות."),
    ("zh", "今年以来公司交付79.8万辆汽车。"),
]  # fmt: skip


@pytest.mark.parametrize(("quarter", "year"), list(zip(IN_THE_QUARTER, [*SO_FAR[1:], SO_FAR[0]], strict=True)))
def test_the_quarter_is_not_the_year_so_far(quarter, year):
    one, two = (fact(text, "number", lang=lang) for lang, text in (quarter, year))
    assert times_apart(one, two) == times_apart(two, one) == "period"


def test_new_cases_told_on_two_days_are_of_two_days():
    monday, thursday = (fact(text, "number", lang=lang, hours=at) for text, lang, at in (
        ("In the capital there were 140 new cases.", "en", 0.0), ("首都新增88例。", "zh", 72.0)))  # fmt: skip
    assert times_apart(monday, thursday) == "day"
    assert times_apart(monday, fact("首都新增88例。", "number", lang="zh", hours=1.0)) == ""


FALLING = [
    ("Nine people are still missing after the floods in Ain Sabra, the mayor said.",
     "Rescuers are still searching for six people missing after the floods in Ain Sabra."),
    ("لا يزال 17 شخصا في عداد المفقودين بعد الانهيار الأرضي في قرية زافرا.",
     "لا يزال سبعة أشخاص في عداد المفقودين بعد الانهيار الأرضي في زافرا."),
    ("20 bin hane elektriksiz kaldı.", "Akşam saatlerinde 8 bin hane hâlâ elektriksizdi."),
]  # fmt: skip
PARTS = [
    ("Six of the ten hostages were freed on Sunday.", "Four hostages are still being held, the spokesman said on Sunday."),
    ("Police arrested 40 demonstrators in Kestra on Tuesday.", "أُفرج عن 25 متظاهراً اعتُقلوا في كيسترا يوم الثلاثاء."),
    ("В Кардосе задержали 45 человек.", "Двадцать задержанных в Кардосе отпустили."),
    ("More than 100 migrants were rescued off Lampedusa on Sunday.",
     "A boat with 47 migrants was rescued off Lampedusa on Sunday morning."),
    ("В Дорале ранен 31 человек.", "قالت المديرة إن 26 جريحا لا يزالون يتلقون العلاج."),
    ("Around 60 percent of the homes in Tarsk are without water.", "40 % des foyers de Tarsk ont de nouveau l'eau."),
]  # fmt: skip
WHOLES = [
    ("Nine people are missing after the floods in Ain Sabra.", "Nineteen people are missing after the floods in Ain Sabra."),
    ("أُفرج عن 25 متظاهراً في كيسترا يوم الثلاثاء.", "أُفرج عن 52 متظاهراً في كيسترا يوم الثلاثاء."),
    ("Six of the ten hostages were freed on Sunday.", "Eight of the ten hostages were freed on Sunday."),
    ("Полиция задержала в Кестре 40 демонстрантов.", "Полиция задержала в Кестре 70 демонстрантов."),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), FALLING)
def test_a_count_that_falls_is_updated(left, right):
    assert verdict(left, right) == "updated"


@pytest.mark.parametrize(("left", "right"), PARTS)
def test_a_part_and_those_let_go_do_not_contradict_the_whole(left, right):
    assert verdict(left, right) == "unrelated"


def test_the_first_of_the_dead_are_a_part_of_them():
    toll = "The death toll from the floods in Ain Sabra rose to eleven on Monday evening, the civil defence said."
    buried = "Ain Sabra on Tuesday buried the first eight of the fourteen people killed in Monday's floods."
    assert verdict(toll, buried) != "differ"


@pytest.mark.parametrize(("left", "right"), WHOLES)
def test_two_counts_of_one_hour_differ(left, right):
    assert verdict(left, right, MORNING, MORNING) == "differ"


def test_last_year_is_not_this_summer():
    last = "Last year a fire destroyed 3,000 hectares in Mirane."
    assert verdict(last, "The fire destroyed 1,800 hectares in Mirane.", MORNING, MORNING) == "unrelated"
