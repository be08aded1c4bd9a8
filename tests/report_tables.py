"""Small tables to show: two stories of our own in five languages with every verdict; and as many as a benchmark asks."""

import pyarrow as pa

from claimcmp.model import schemas
from claimcmp.report import Report

T0 = 1741000000.0  # 3 March 2025, 11:06:40 UTC
HOUR = 3600.0
HOSTILE = '</script><script>document.title="owned"</script><img src=x onerror=alert(1)>'


class Tables:
    """Rows by table, written the way a reader thinks of them."""

    def __init__(self):
        self.rows = {name: [] for name in schemas()}
        self.texts = {}

    def add(self, table, **row):
        row_id = len(self.rows[table])
        names = schemas()[table].names
        self.rows[table].append({**({"id": row_id} if "id" in names else {}), **row})
        return row_id

    def article(self, key, outlet, lang, title, *, published=T0, url=None):
        return self.add("articles", key=key, outlet=outlet, url=f"https://example.org/{key}" if url is None else url,
                        title=title, lang=lang, published=published, utc_offset=0, sha256=f"{key:0>8}", text="")

    def sentence(self, article, text, *, lang=None):
        row = self.rows["articles"][article]
        start = len(row["text"])
        row["text"] += text + " "
        position = sum(s["article"] == article for s in self.rows["sentences"][-60:])
        return self.add("sentences", article=article, position=position, start=start, end=start + len(text),
                        lang=lang or row["lang"], text=text)

    def fact(self, sentence, kind, span, low=None, high=None, *, what="", **more):
        text = self.rows["sentences"][sentence]["text"]
        start, at = text.index(span), text.find(what) if what else -1
        row = {"kind": kind, "start": start, "end": start + len(span), "low": low, "high": low if high is None else high,
               "unit": "", "bound": "exact", "value": "", "what": what, "what_start": at,
               "what_end": at + len(what) if what else -1, "concept": "", "cue_start": -1, "cue_end": -1,
               "candidates": [], "role": "", "scope": "", "speaker": "", "negated": False, "modality": "",
               "certainty": 1.0, "sentence": sentence, **more}
        return self.add("facts", **row)

    def story(self, key, title, articles):
        times = [self.rows["articles"][a]["published"] for a in articles]
        known = [t for t in times if t is not None]
        return self.add("stories", key=key, title=title, articles=articles, first_seen=min(known, default=None),
                        last_seen=max(known, default=None))

    def claim(self, story, key, kind, groups, *, slot="", silent=(), compared=(), sentences=()):
        """``groups``: lists of facts that state one value; ``sentences``: paraphrases without facts."""
        articles, facts = self.rows["articles"], self.rows["facts"]
        stated = [(g, facts[f]["sentence"], f) for g, group in enumerate(groups) for f in group]
        stated += [(0, s, -1) for s in sentences]
        rows = [(g, self.rows["sentences"][s]["article"], s, f) for g, s, f in stated]
        spoken = {a for _, a, _, _ in rows}
        copies = {o["article"] for o in self.rows["origins"]}
        times = [articles[a]["published"] for a in spoken if articles[a]["published"] is not None]
        claim = self.add(
            "claims", key=key, story=story, kind=kind, slot=slot, representative=rows[0][2],
            outlets=sorted({articles[a]["outlet"] for a in spoken}), languages=sorted({articles[a]["lang"] for a in spoken}),
            independent_sources=len(spoken - copies) or 1, first_seen=min(times, default=None),
            last_seen=max(times, default=None))
        for group, article, sentence, fact in rows:
            self.add("members", claim=claim, sentence=sentence, fact=fact, similarity=0.9)
            self.add("positions", claim=claim, article=article, sentence=sentence, fact=fact, group=group)
        for article in silent:
            self.add("positions", claim=claim, article=article, sentence=-1, fact=-1, group=-1)
        group_of = {f: g for g, group in enumerate(groups) for f in group}
        for left, right, verdict, score, why, levels in compared:
            self.add("comparisons", claim=claim, kind=kind, slot=slot, left=left, right=right,
                     left_group=group_of.get(left, 0), right_group=group_of.get(right, -1), verdict=verdict, score=score,
                     levels=[{"name": n, "value": v, "weight": w} for n, v, w in levels], why=why)
        return claim

    def origin(self, article, origin, relation, share, *, credit="", why=""):
        self.rows["origins"].append({"article": article, "origin": origin, "relation": relation, "share": share,
                                     "credit": credit, "why": why})

    def arrow(self):
        return {name: pa.Table.from_pylist(rows, schema=schemas()[name]) for name, rows in self.rows.items()}


LEVELS = [("unit", "same: people", 0.6), ("counted noun", "killed = погибли", 2.1), ("place", "same: Port Selim", 1.4),
          ("event time", "same day", 1.2), ("value", "12 against 21", 3.0), ("vector", "0.83", 0.4)]


def fire(t):
    """The first story: a fire in a port, told by six outlets in five languages."""
    wire = t.article("wire-1", "Harbour Wire", "en", "Twelve killed in fuel depot fire at Port Selim")
    coast = t.article("coast-1", "Coast Daily", "en", "Twelve die in depot fire", published=T0 + 2 * HOUR)
    nahar = t.article("nahar-1", "النهار العربي", "ar", "مقتل 12 شخصاً في حريق بمرفأ سليم", published=T0 + HOUR)
    vest = t.article("vestnik-1", "Вестник побережья", "ru", "Пожар в порту Селим: погиб 21 человек",
                     published=T0 + 5 * HOUR)
    sahel = t.article("sahel-1", "روزنامه ساحل", "fa", "آتش‌سوزی در بندر سلیم", published=T0 + 7 * HOUR)
    hai = t.article("hai-1", "海岸日报", "zh", "塞利姆港油库起火", published=T0 + 9 * HOUR)
    late = t.article("nahar-2", "النهار العربي", "ar", "ارتفاع حصيلة حريق مرفأ سليم", published=T0 + 26 * HOUR)
    t.origin(coast, wire, "copy", 0.97, why="97% of its words stand in wire-1, published two hours earlier")
    t.origin(hai, wire, "translation", 0.8, credit="Harbour Wire", why="credits 港口通讯社; 8 of 10 sentences match")
    t.origin(sahel, -1, "credited", 0.2, credit="Selim News Agency", why="به نقل از خبرگزاری سلیم")
    story = t.story("s-fire", "Twelve killed in fuel depot fire at Port Selim",
                    [wire, coast, nahar, vest, sahel, hai, late])
    texts = {
        wire: "Twelve people were killed and 34 injured when a fuel depot caught fire at Port Selim on Monday.",
        coast: "Twelve people were killed and 34 injured when a fuel depot caught fire at Port Selim.",
        nahar: "قُتل 12 شخصاً وأصيب أكثر من 30 آخرين في حريق بمستودع للوقود في مرفأ سليم يوم الاثنين.",
        vest: "В результате пожара на мебельной фабрике в городе Селим погиб 21 человек, сообщил губернатор.",
        sahel: "وزارت کشور خبر حمله پهپادی به انبار سوخت را تکذیب کرد و گفت ۳۴ نفر زخمی شده‌اند.",
        hai: "据港口通讯社报道，塞利姆港油库周一起火，造成12人死亡，34人受伤。",
        late: "ارتفعت حصيلة الحريق إلى 14 قتيلاً بعد وفاة اثنين من الجرحى، وقدّرت الخسائر بنحو 60 مليون دولار.",
    }
    s = {a: t.sentence(a, text) for a, text in texts.items()}
    killed = [t.fact(s[wire], "number", "Twelve", 12.0, what="people", concept="killed"),
              t.fact(s[coast], "number", "Twelve", 12.0, what="people", concept="killed"),
              t.fact(s[nahar], "number", "12", 12.0, what="شخصاً", concept="killed"),
              t.fact(s[hai], "number", "12", 12.0, what="人", concept="killed")]
    other = t.fact(s[vest], "number", "21", 21.0, what="человек", concept="killed", speaker="губернатор")
    later = t.fact(s[late], "number", "14", 14.0, what="قتيلاً", concept="killed")
    t.claim(story, "c-killed", "number", [killed, [other], [later]], slot="killed", silent=[sahel], compared=[
        (killed[0], other, "differ", 5.1, "12 against 21 killed; same place, same day, both final", LEVELS),
        (killed[0], later, "updated", 4.2, "12, then 14 a day later: “ارتفعت حصيلة” says the count rose", LEVELS[:4]),
        (killed[0], killed[2], "agree", 6.0, "12 = 12", LEVELS[:3]),
        (killed[0], -1, "silent", 0.0, "", [])])
    hurt = [t.fact(s[wire], "number", "34", 34.0, what="injured", concept="injured"),
            t.fact(s[coast], "number", "34", 34.0, what="injured", concept="injured"),
            t.fact(s[sahel], "number", "۳۴", 34.0, what="نفر", concept="injured"),
            t.fact(s[hai], "number", "34", 34.0, what="人", concept="injured")]
    more = t.fact(s[nahar], "number", "30", 30.0, what="آخرين", concept="injured", bound="more_than")
    t.rows["facts"][more]["high"] = None
    t.claim(story, "c-injured", "number", [hurt, [more]], slot="injured", silent=[vest], compared=[
        (hurt[0], more, "compatible", 3.0, "34 lies above 30", LEVELS[:3])])
    day = [t.fact(s[wire], "date", "on Monday", 1740960000.0, 1741046400.0, unit="day"),
           t.fact(s[nahar], "date", "يوم الاثنين", 1740960000.0, 1741046400.0, unit="day"),
           t.fact(s[hai], "date", "周一", 1740960000.0, 1741046400.0, unit="day")]
    t.claim(story, "c-day", "date", [day], slot="event", compared=[
        (day[0], day[1], "agree", 4.0, "both are 3 March 2025", [("value", "same day", 2.0)])])
    cost = t.fact(s[late], "money", "نحو 60 مليون دولار", 6e7, unit="USD", bound="approx", concept="loss_money")
    t.claim(story, "c-cost", "money", [[cost]], slot="damage", silent=[wire, coast, vest, sahel, hai])
    denied = t.fact(s[sahel], "polarity", "تکذیب کرد", negated=True, value="denied")
    t.claim(story, "c-drone", "polarity", [[denied]], slot="drone attack")
    t.claim(story, "c-depot", "", [], sentences=[s[wire], s[vest]])
    return story


def talks(t):
    """The second story: talks that two outlets tell apart, and one article that tries to run as script."""
    a = t.article("meridian-7", "Meridian Post", "en", "Delegations to meet on 12 March", published=T0 + 30 * HOUR)
    b = t.article("gazette-7", "Gazette <b>du</b> Lac", "en", HOSTILE, published=None, url="javascript:alert(1)")
    story = t.story("s-talks", HOSTILE, [a, b])
    one = t.sentence(a, "The delegations will meet on 12 March in the lake city for 14 days of talks.")
    two = t.sentence(b, f"Talks begin on 14 March {HOSTILE} and last two weeks \U0001f600 says =cmd|'/c calc'!A0.")
    d1 = t.fact(one, "date", "on 12 March", 1741737600.0, 1741824000.0, unit="day")
    d2 = t.fact(two, "date", "14 March", 1741910400.0, 1741996800.0, unit="day")
    t.claim(story, "c-begin", "date", [[d1], [d2]], slot="begin", compared=[
        (d1, d2, "differ", 2.2, "=12 March against 14 March", [("value", "two days apart", 2.2)])])
    l1 = t.fact(one, "duration", "14 days", 14.0, unit="day", what="talks")
    l2 = t.fact(two, "duration", "two weeks \U0001f600", 2.0, unit="week", what="says")
    t.claim(story, "c-length", "duration", [[l1], [l2]], slot="length", compared=[
        (l1, l2, "unrelated", -1.5, "talks against the whole visit", [("what", "other", -1.5)])])
    return story


PROBLEM = {"file": "in/broken.html", "line": None, "what": "no text found", "remedy": "save the page again",
           "severity": "warning"}


def report(stories=(fire, talks), **more):
    """The report that the tests look at."""
    t = Tables()
    for story in stories:
        story(t)
    return Report(t.arrow(), settings={"embed": {"encoder": "hashing"}},
                  versions={"claimcmp": "0.1.0", "encoder": "hashing"}, problems=[PROBLEM],
                  counts={"sentences": len(t.rows["sentences"])}, **more)
