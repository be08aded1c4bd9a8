"""The report page for many articles: its size, the time to the first paint, to the view, to a filter and a search.

    python -m benchmarks.report_page [--articles 5000] [--write]

Needs a Chromium. ``--write`` keeps the figures in ``benchmarks/results/report_page.json``.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from claimcmp.pipeline import run as run_job
from claimcmp.report import Report, write
from tests.chromium import Browser, found
from tests.report_tables import T0, Tables

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
RESULT = Path(__file__).parent / "results" / "report_page.json"
SINGLES = 3  # facts an article that no other article states
LANGS = ("ar", "en", "ru", "fa", "zh")
TEXTS = {
    "ar": "أفادت السلطات في بلدة {town} بأن {n} شخصاً {what} بعد الحادث الذي وقع قرب محطة {m} على الطريق الساحلي.",
    "en": "Officials in {town} said that {n} people were {what} after the accident near station {m} on the coast road.",
    "ru": "Власти города {town} сообщили, что {n} человек {what} после аварии у станции {m} на прибрежной дороге.",
    "fa": "مقام‌های شهر {town} گفتند {n} نفر در حادثه نزدیک ایستگاه {m} در جاده ساحلی {what} شده‌اند.",
    "zh": "{town}官员表示，沿海公路{m}号站附近的事故造成{n}人{what}。",
}
WHAT = {
    "killed": {"ar": "قتلوا", "en": "killed", "ru": "погибли", "fa": "کشته", "zh": "死亡"},
    "injured": {"ar": "أصيبوا", "en": "injured", "ru": "ранены", "fa": "زخمی", "zh": "受伤"},
    "evacuated": {"ar": "أُجلوا", "en": "evacuated", "ru": "эвакуированы", "fa": "تخلیه", "zh": "撤离"},
    "arrested": {"ar": "اعتُقلوا", "en": "arrested", "ru": "задержаны", "fa": "بازداشت", "zh": "被捕"},
}
LEVELS = [("unit", "same: people", 0.6), ("place", "same", 1.4), ("event time", "same day", 1.2), ("value", "", 3.0)]


def made(articles, seed=7):
    """A report of so many articles: stories of 4 to 30, seven facts an article, every eighth article a copy."""
    rng = random.Random(seed)
    t, number = Tables(), 0
    while len(t.rows["articles"]) < articles:
        size = min(rng.randint(4, 30), articles - len(t.rows["articles"]))
        town, start = f"Town-{number}", T0 + number * 7200.0
        ids = []
        for k in range(size):
            lang = rng.choice(LANGS)
            outlet = f"Outlet {lang} {rng.randint(1, 40)}"
            a = t.article(f"a{number}-{k}", outlet, lang, f"{town}: {rng.randint(2, 90)} {rng.choice(list(WHAT))}",
                          published=start + k * 1800.0)  # fmt: skip
            if ids and rng.random() < 0.125:
                t.origin(a, ids[0], "copy", 0.9, why="nine tenths of its words")
            ids.append(a)
        story = t.story(f"s{number}", f"Accident in {town}", ids)
        for concept in WHAT:
            _claim(t, rng, story, f"s{number}-{concept}", concept, ids, town)
        for a in ids:
            for k in range(SINGLES):
                _single(t, rng, story, f"s{number}-{a}-{k}", a, town)
        number += 1
    return Report(t.arrow(), settings={"embed": {"encoder": "made"}}, versions={"claimcmp": "0"})


def _claim(t, rng, story, key, concept, ids, town):
    values = sorted({rng.randint(2, 90) for _ in range(rng.choice((1, 1, 2, 3)))})
    groups = [[] for _ in values]
    for a in ids:
        if rng.random() < 0.2:
            continue
        g = rng.randrange(len(values))
        lang = t.rows["articles"][a]["lang"]
        text = TEXTS[lang].format(town=town, n=values[g], what=WHAT[concept][lang], m=rng.randint(100, 999))
        s = t.sentence(a, text)
        groups[g].append(t.fact(s, "number", str(values[g]), float(values[g]), concept=concept))
    groups = [g for g in groups if g]
    if not groups:
        return
    verdicts = ("differ", "updated", "compatible")
    compared = [(groups[i][0], groups[j][0], rng.choice(verdicts), rng.random() * 6, "made", LEVELS)
                for i in range(len(groups)) for j in range(i + 1, len(groups))]  # fmt: skip
    spoken = {t.rows["sentences"][t.rows["facts"][f]["sentence"]]["article"] for g in groups for f in g}
    silent = [a for a in ids if a not in spoken]
    t.claim(story, key, "number", groups, slot=concept, silent=silent, compared=compared)


def _single(t, rng, story, key, article, town):
    lang, n = t.rows["articles"][article]["lang"], rng.randint(100, 999)
    text = TEXTS[lang].format(town=town, n=n, what=WHAT["evacuated"][lang], m=rng.randint(10, 99))
    fact = t.fact(t.sentence(article, text), "number", str(n), float(n), concept="evacuated")
    t.claim(story, key, "number", [[fact]], slot="evacuated")


FRAMES = "await new Promise((f) => requestAnimationFrame(() => requestAnimationFrame(f)));"
FILTER = f"""(async () => {{ const t = performance.now(); document.querySelector('.toggle.v-differ').click(); {FRAMES}
  const spent = performance.now() - t; document.querySelector('.toggle.v-differ').click(); return spent; }})()"""
SEARCH = f"""(async () => {{ const t = performance.now();
  history.replaceState(null, '', '#/claims?q=' + encodeURIComponent('%s'));
  window.dispatchEvent(new HashChangeEvent('hashchange')); {FRAMES} return performance.now() - t; }})()"""
STORY = f"""(async () => {{ const t = performance.now(); document.querySelector('.cover').click();
  while (document.documentElement.dataset.ready !== 'story') {{ {FRAMES} }} {FRAMES}
  return performance.now() - t; }})()"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
DRAWN = "performance.getEntriesByName('claimcmp:drawn')[0].startTime"


def measured(path, runs=3):
    """Milliseconds, the median of some openings in fresh browsers."""
    names = ("first_paint", "view", "filter", "first_search", "search", "story")
    taken = {f"{name}_ms": [] for name in names}
    for _ in range(runs):
        with Browser(limit=120) as b:
            b.open(path)
            taken["first_paint_ms"].append(b.until(PAINT))
            taken["view_ms"].append(b.run(DRAWN))
            taken["first_search_ms"].append(b.run(SEARCH % "Town-9"))
            taken["filter_ms"].append(b.run(FILTER))
            taken["search_ms"].append(b.run(SEARCH % "قتلوا"))
            b.run("location.hash = '#/claims'")
            b.until("!!document.querySelector('.cover')")
            taken["story_ms"].append(b.run(STORY))
            nodes = b.run("document.querySelectorAll('*').length")
    return {name: round(statistics.median(v), 1) for name, v in taken.items()} | {"elements": nodes}


def run(data=None, options=None):
    """Figures for ``data/sample`` and for many articles; ``options``: articles."""
    many = int((options or {}).get("articles", 5000))
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        sample = run_job([SAMPLE], workspace=Path(folder) / "workspace")
        for name, report in (("sample", sample), (f"articles_{many}", made(many))):
            started = time.perf_counter()
            path = write(report, Path(folder) / name, "html")
            spent = time.perf_counter() - started
            counts = report.payload()["counts"]
            result[name] = {"articles": counts["articles"], "claims": counts["claims"],
                            "kilobytes": round(path.stat().st_size / 1000, 1), "write_s": round(spent, 2)}  # fmt: skip
            if found():
                result[name] |= measured(path)
    return result


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report_page")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    if found() is None:
        print("benchmarks report_page: no Chromium; install it, or name it in CLAIMCMP_CHROMIUM", file=sys.stderr)
        return 2
    result = run(options={"articles": args.articles})
    print(json.dumps(result, indent=1))
    if args.write:
        RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
