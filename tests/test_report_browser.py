"""The page in headless Chromium: its views by their text, no error, no request, nothing of an article runs."""

import pytest

from claimcmp.report import Report, write
from tests.chromium import Browser, found
from tests.report_tables import Tables, report

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(found() is None, reason="no Chromium here: install it, or name it in CLAIMCMP_CHROMIUM"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    return write(report(decisions=["note c-killed ask the hospital"]), tmp_path_factory.mktemp("page"), "html")


@pytest.fixture(scope="module")
def browser():
    with Browser() as b:
        yield b


@pytest.fixture
def tab(browser, page):
    browser.console.clear(), browser.errors.clear(), browser.requests.clear()
    yield browser
    assert browser.errors == []
    assert browser.console == []
    assert {u.partition("#")[0] for u in browser.requests} <= {page.as_uri(), "about:blank"}
    assert browser.run("document.title") != "owned"
    assert browser.run("document.querySelectorAll('img,iframe,object,embed,link').length") == 0


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_first_screen_says_who_differs(tab, page):
    tab.open(page)
    assert tab.text("h1") == "Outlets differ on 2 of 8 claims"
    assert tab.text(".lede") == (
        "9 articles by 8 outlets in 5 languages, 3 March 2025 to 4 March 2025: 7 independent sources. "
        "Of the 2 that agree: 1 on the day alone, 1 in wording alone. 2 claims rest on one source and cannot be compared. "
        "The weakest difference rests on evidence of 2.2 that both sides mean one fact "
        "(0\u00a0is\u00a0undecided, 6\u00a0is plenty).")
    headings = tab.run("[...document.querySelectorAll('.divider h2')].map(e => e.textContent)")
    assert headings == ["differ2", "compatible1", "agree2", "not the same fact1", "one source2"]
    assert tab.run("document.querySelector('.claim.v-differ h3').textContent") == "killedcountnote"
    assert tab.run("document.querySelector('.claim.v-differ .facts').innerText").split() == [
        "evidence", "5.1", "4", "sources", "4", "Mar", "2025"]
    said = tab.run("[...document.querySelectorAll('.claim.v-differ')[0].querySelectorAll('.side')].map(e => e.textContent)")
    assert said == [
        "A12Harbour Wire, النهار العربي + 2 copies 3 Mar 2025, 11:06 UTC", "B21Вестник побережья 3 Mar 2025, 16:06 UTC",
        "C14النهار العربي 4 Mar 2025, 13:06 UTC",
    ]  # fmt: skip
    assert tab.text(".claim.v-differ .silent") == "silent: روزنامه ساحل"


def test_first_claims_stand_in_the_page_itself(page):
    html = page.read_text(encoding="utf-8")
    before_script = html[: html.index('id="payload"')]
    assert '<b class="value"><bdi>21</bdi></b>' in before_script
    assert "&lt;/script&gt;" not in html[html.index("<script>") :]
    assert html.count("</script>") == 2


def test_matrix_of_a_story(tab, page):
    tab.open(page, "#/story/s-fire")
    heads = tab.run("[...document.querySelectorAll('.matrix thead .outlet')].map(e => e.textContent)")
    assert heads == ["Harbour Wire", "النهار العربي", "Вестник побережья", "روزنامه ساحل"]
    cells = tab.run("[...document.querySelectorAll('.matrix #row-0 td')].map(e => e.textContent)")
    assert cells == ["A12, differ", "A12 → C14, differ", "B21, differ", "–silent"]
    marks = tab.run("[...document.querySelectorAll('.matrix #row-1 td .mark')].map(e => e.getAttribute('class'))")
    assert marks == ["mark v-compatible"] * 3
    tab.run("document.querySelector('.check input').click()")
    heads = tab.run("[...document.querySelectorAll('.matrix thead .outlet')].map(e => e.textContent)")
    assert heads == ["Harbour Wire", "النهار العربي", "Coast Daily", "Вестник побережья", "روزنامه ساحل", "海岸日报"]
    tab.run("document.querySelector('.check input').click()")


def test_evidence_marks_the_fact_in_both_sentences(tab, page):
    tab.open(page, "#/story/s-fire?c=c-killed")
    pair = "[...document.querySelectorAll('#evidence .compared')[0].querySelectorAll"
    assert tab.run(f"{pair}('mark')].map(e => e.textContent)") == ["Twelve", "21"]
    assert tab.run(f"{pair}('u.what')].map(e => e.textContent)") == ["people", "человек"]
    assert tab.run(f"{pair}('.read > bdi')].map(e => e.textContent)") == ["12", "21"]
    assert tab.run(f"{pair}('.levels tbody tr')].length") == 6
    assert tab.text("#evidence .reason") == "12 against 21 killed; same place, same day, both final"
    assert tab.run("[...document.querySelectorAll('#evidence .timeline .dot title')].map(e => e.textContent)") == [
        "Harbour Wire: 12, 3 Mar 2025 11:06 UTC", "النهار العربي: 12, 3 Mar 2025 12:06 UTC",
        "Coast Daily: 12, 3 Mar 2025 13:06 UTC", "Вестник побережья: 21, 3 Mar 2025 16:06 UTC",
        "海岸日报: 12, 3 Mar 2025 20:06 UTC", "النهار العربي: 14, 4 Mar 2025 13:06 UTC"]


def test_each_sentence_has_its_own_direction(tab, page):
    tab.open(page, "#/story/s-fire?c=c-killed")
    tab.run("document.querySelectorAll('#evidence details').forEach(d => d.open = true)")
    directions = tab.run("[...document.querySelectorAll('#evidence .side-all .said')]"
                         ".map(e => e.lang + ' ' + getComputedStyle(e).direction)")  # fmt: skip
    assert directions == ["en ltr", "ar rtl", "en ltr", "zh ltr", "ru ltr", "ar rtl"]


def test_offsets_are_code_points(tab, page):
    tab.open(page, "#/story/s-talks?c=c-length")
    assert "two weeks \U0001f600" in tab.run("[...document.querySelectorAll('#evidence mark')].map(e => e.textContent)")


def test_hostile_text_stays_text(tab, page):
    tab.open(page, "#/story/s-talks?c=c-begin")
    assert tab.text("h2.title").startswith('</script><script>document.title="owned"')
    assert tab.run("[...document.querySelectorAll('a')].filter(a => a.protocol === 'javascript:').length") == 0
    refused = "try { document.body.innerHTML = '<b>x</b>'; 'ran' } catch (e) { e.name }"
    assert tab.run(refused) == "TypeError"
    assert tab.run("(() => { try { return eval('1') } catch (e) { return e.name } })()") == "EvalError"
    tab.until("true")
    refused = [e for e in tab.errors if "Trusted" in e or "eval" in e]
    assert refused == tab.errors
    tab.errors.clear()


def test_filters_and_search_stand_in_the_address(tab, page):
    tab.open(page)
    tab.run("document.querySelector('.toggle.v-agree').click()")
    assert tab.run("location.hash") == "#/claims?v=agree"
    assert tab.run("document.querySelectorAll('.claim').length") == 2
    tab.open(page, "#/claims?q=%D9%82%D8%AA%D9%84+%D9%A1%D9%A2")  # قتل ١٢ finds قُتل 12
    tab.until("document.querySelectorAll('.claim').length === 3")
    tab.open(page, "#/claims?o=Вестник побережья&s=2&l=ru")
    assert tab.run("[...document.querySelectorAll('.claim')].map(e => e.className.split(' ')[2])") == ["v-differ", "v-agree"]
    tab.open(page, "#/claims?k=money")
    assert tab.run("document.querySelector('.claim h3').textContent") == "lossmoney"
    tab.open(page, "#/claims?q=nothing-like-this")
    assert "No claim matches these filters." in tab.text("#view")


def test_stories_origins_and_about(tab, page):
    tab.open(page, "#/stories")
    assert "7 articles by 6 outlets, 5 independent sources, 3 Mar 2025 – 4 Mar 2025" in tab.text(".story")
    tab.open(page, "#/origins")
    assert "9 articles, 2 of them copies or translations: 7 independent sources." in tab.text("#view")
    wire = lines(tab.text(".family"))
    assert wire[0].startswith("Harbour Wire 3 Mar 2025, 11:06 UTC")
    assert "Coast Daily copy 97% of the text, 2 h later" in wire
    assert "credited, not among these articles" in tab.text(".family:last-child")
    tab.open(page, "#/about")
    about = tab.text("#view")
    assert "in/broken.html no text found – save the page again" in about
    assert "note c-killed ask the hospital" in about
    assert "hashing" in about


def test_keyboard_goes_all_the_way(tab, page):
    tab.open(page)
    tab.key("j")
    tab.key("j")
    assert tab.run("document.activeElement.textContent") == "Date"
    tab.run("document.activeElement.click()")
    tab.until("location.hash.includes('c=c-begin')")
    assert tab.run("document.activeElement.id") == "evidence-title"
    tab.key("Escape", 27)
    tab.until("document.getElementById('evidence').hidden")
    tab.key("/")
    assert tab.run("document.activeElement.id") == "search"


def test_decisions_are_lines_of_a_file(tab, page):
    tab.open(page, "#/story/s-talks?c=c-begin")
    tab.run("""(() => { window.saved = []; const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => { blob.text().then((t) => window.saved.push(t)); return make(blob); };
      document.querySelector('.decide input').value = 'other  talks';
      [...document.querySelectorAll('.decide button')].find((b) => b.textContent === 'Reject').click(); })()""")
    assert tab.text("#decided span") == "1 decision made on this page"
    tab.run("document.querySelector('#decided button').click()")
    saved = tab.until("window.saved.length && window.saved[0]")
    assert saved.splitlines()[1:] == ["note c-killed ask the hospital", "reject c-begin other talks"]
    tab.run("localStorage.clear()")


def test_a_phone_shows_no_sideways_scroll(page):
    for scheme in ("light", "dark"):
        with Browser(width=390, height=844, scheme=scheme) as phone:
            for view in ("", "#/story/s-fire", "#/story/s-fire?c=c-killed", "#/stories", "#/origins", "#/about"):
                phone.open(page, view)
                assert phone.run("document.documentElement.scrollWidth") <= 390, (scheme, view)
            assert phone.errors == []


def test_empty_report_is_a_page(tmp_path):
    with Browser() as b:
        b.open(write(Report({}), tmp_path, "html"))
        assert b.text("h1") == "No claims were found in these articles"
        for view in ("#/stories", "#/origins", "#/about", "#/story/none"):
            b.open(tmp_path / "report.html", view)
        assert b.errors == []


def test_a_chosen_cell_shows_what_that_outlet_says(tab, page):
    tab.open(page, "#/story/s-fire")
    tab.run("document.querySelectorAll('.matrix #row-0 td button')[1].click()")
    tab.until("location.hash.includes('f=')")
    said = tab.run("[...document.querySelectorAll('.chosen-outlet mark')].map(e => e.textContent)")
    assert said == ["12", "14"]
    assert tab.run("document.querySelector('.matrix [aria-pressed=true]').textContent") == "A12 → C14, differ"
    first = tab.run("[...document.querySelectorAll('#evidence .compared')].map(e => e.className.split(' ')[1])")
    assert first == ["v-updated", "v-agree", "v-differ"]


def test_a_long_list_holds_the_rows_near_the_window(tab, tmp_path):
    t = Tables()
    a = t.article("a", "Outlet", "en", "A long list")
    story = t.story("s", "A long list", [a])
    for n in range(1000):
        t.claim(story, f"c{n:04}", "number", [[t.fact(t.sentence(a, f"There were {n} of them."), "number", str(n), float(n))]])
    path = write(Report(t.arrow()), tmp_path, "html")
    try:
        tab.open(path)
        assert tab.run("document.querySelectorAll('.claim').length") < 200
        tab.run("window.scrollTo(0, document.body.scrollHeight)")
        tab.until("[...document.querySelectorAll('.claim')].some((e) => e.textContent.includes('There were 999 of them.'))")
        assert tab.run("document.querySelectorAll('.claim').length") < 300
        tab.run("window.dispatchEvent(new Event('beforeprint'))")
        assert tab.run("document.querySelectorAll('.claim').length") >= 999
        tab.open(path, "#/story/s")
        assert tab.run("document.querySelectorAll('.matrix tbody tr').length") == 61
        tab.run("window.dispatchEvent(new Event('beforeprint'))")
        assert tab.run("document.querySelectorAll('.matrix tbody tr').length") == 601
    finally:
        tab.requests[:] = [u for u in tab.requests if u.partition("#")[0] != path.as_uri()]


def test_an_article_of_unknown_time_comes_last(tab, page):
    tab.open(page, "#/story/s-talks")
    heads = tab.run("[...document.querySelectorAll('.matrix thead .outlet')].map(e => e.textContent)")
    assert heads == ["Meridian Post", "Gazette <b>du</b> Lac"]
    assert "time unknown" in tab.text(".matrix thead th:last-child")
    assert lines(tab.text(".articles li:last-child"))[0] == "time unknown"
