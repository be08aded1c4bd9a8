"""A corpus of any size from a fixed seed, with known truth: ``python -m benchmarks.corpus 10000 OUT``.

Stories of one event in one invented town; articles of outlets in six languages that state the same facts by different
templates; some reprint another's text with small edits; some values are planted to differ, some to be updated later.
OUT/articles.jsonl is what claimcmp reads; OUT/truth.jsonl holds, a story a line, the articles, the copies and the
verdict and values of every slot.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from collections.abc import Iterator
from pathlib import Path

SEED = 20_260_101
LANGS = ("ar", "en", "ru", "fr", "es", "tr")
SLOTS = {"killed": (4, 60), "injured": (61, 300), "families": (310, 2000), "damage": (3, 90), "closure": (3, 9)}
# Of a million sentences four of five towns of five syllables would be spelled with the consonants of another one.
TOWN_SYLLABLES, FEW_TOWNS, MORE_SYLLABLES = 5, 1_000, 7
FILLERS = 5  # sentences an article beside the facts: what most of the news is
ARTICLES_A_STORY = (3, 9)
FIRST_DAY = 1_704_067_200  # 2024-01-01T00:00Z
SYLLABLES = ("ba", "ra", "mi", "to", "ka", "lu", "se", "na", "do", "vi", "ga", "zo", "fa", "ri", "mo", "te")
SCRIPTS = {
    "ar": dict(zip("aeioubrmtklsndvgzf", "اييووبرمتكلسندفغزف", strict=True)),
    "ru": dict(zip("aeioubrmtklsndvgzf", "аеиоубрмтклсндвгзф", strict=True)),
}
TEMPLATES = tomllib.loads((Path(__file__).parent / "corpus.toml").read_text(encoding="utf-8"))


def town(number: int, lang: str) -> str:
    """The name of town ``number`` as a language writes it; no two of a million are alike."""
    base = len(SYLLABLES)
    syllables = TOWN_SYLLABLES if number < FEW_TOWNS else MORE_SYLLABLES
    spread = number * 2_654_435_761 % base**syllables  # an odd factor: no two numbers share a name
    digits = [spread // base**i % base for i in range(syllables)]
    latin = "".join(SYLLABLES[d] for d in digits) + "n"
    script = SCRIPTS.get(lang)
    return ("".join(script[c] for c in latin) if script else latin).capitalize()


def story(number: int, *, more: int = 0) -> tuple[dict, list[dict]]:
    """One story: its truth and its articles, the same for the same number whatever the corpus's size.

    ``more`` articles come behind those that it has in a corpus.
    """
    rng = random.Random(SEED * 1_000_003 + number)
    event = rng.choice(("quake", "flood", "fire", "blast"))
    start = FIRST_DAY + rng.randrange(0, 180 * 24) * 3600
    values = {slot: rng.randint(*span) for slot, span in SLOTS.items()}
    verdicts = {slot: rng.choices(("agree", "differ", "updated"), (6, 2, 2))[0] for slot in SLOTS}
    truth = {"story": number, "event": event, "articles": [], "copies": [], "slots": {}}
    articles: list[dict] = []
    for order in range(rng.randint(*ARTICLES_A_STORY) + more):
        published = start + order * 3 * 3600
        key = f"s{number}-a{order}"
        sources = [a for a in articles if a["lang"] == "en"]
        if sources and rng.random() < 0.15:
            made = reprint(rng.choice(sources), key, published, rng)
            truth["copies"].append([made.pop("source"), key])
        else:
            made = written(number, order, event, values, verdicts, published, rng)
        articles.append(made)
        truth["articles"].append(key)
    for slot, verdict in verdicts.items():
        stated = {a["id"]: a["values"][slot] for a in articles if slot in a["values"]}
        same = len(set(stated.values())) <= 1
        truth["slots"][slot] = {"verdict": "agree" if same else verdict, "values": stated}
    for article in articles:
        del article["values"]
    return truth, articles


def written(number: int, order: int, event: str, values: dict, verdicts: dict, published: int,
            rng: random.Random) -> dict:  # fmt: skip
    """An article of its own: the story's facts by one language's templates, between filler sentences."""
    lang = rng.choice(LANGS)
    words = TEMPLATES[lang]
    place = town(number, lang)
    sentences, stated = [], {}
    for slot, value in values.items():
        if rng.random() < 0.25:
            continue  # an outlet that is silent on it
        if verdicts[slot] == "differ" and rng.random() < 0.3:
            value += rng.choice((-1, 1, 2))
        elif verdicts[slot] == "updated" and order >= 4:
            value += 3
        stated[slot] = value
        template = rng.choice(words[slot])
        sentences.append(template.format(n=value, place=place, event=words["events"][event]))
    for _ in range(FILLERS):
        template = rng.choice(words["filler"])
        line = template.format(place=place, spot=rng.choice(words["spots"]), k=rng.randint(10, 99_999))
        sentences.insert(rng.randint(1, len(sentences)) if sentences else 0, line)
    return {
        "id": f"s{number}-a{order}", "outlet": rng.choice(words["outlets"]), "lang": lang, "published": published,
        "title": "", "text": " ".join(sentences), "values": stated,
    }  # fmt: skip


def reprint(source: dict, key: str, published: int, rng: random.Random) -> dict:
    """Another outlet's reprint: the last sentences trimmed, one filler of its own in front."""
    sentences = source["text"].split(". ")
    kept = sentences[: max(3, len(sentences) - rng.randint(0, 2))]
    text = ". ".join(kept).rstrip(".") + "."
    others = [o for o in TEMPLATES["en"]["outlets"] if o != source["outlet"]]
    return {**source, "id": key, "outlet": rng.choice(others), "published": published, "source": source["id"],
            "text": f"This report was first printed elsewhere on day {rng.randint(1, 365)}. {text}"}  # fmt: skip


def stories(sentences: int) -> Iterator[tuple[dict, list[dict]]]:
    """Stories until there are about as many sentences as asked for."""
    number = total = 0
    while total < sentences:
        truth, articles = story(number)
        total += sum(a["text"].count(". ") + 1 for a in articles)
        number += 1
        yield truth, articles


def write(sentences: int, folder: Path) -> dict:
    """Write articles.jsonl and truth.jsonl; returns counts."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = {"stories": 0, "articles": 0}
    with (
        (folder / "articles.jsonl").open("w", encoding="utf-8") as out,
        (folder / "truth.jsonl").open("w", encoding="utf-8") as gold,
    ):
        for truth, articles in stories(sentences):
            gold.write(json.dumps(truth, ensure_ascii=False) + "\n")
            out.writelines(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
            counts["stories"] += 1
            counts["articles"] += len(articles)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus")
    parser.add_argument("sentences", type=int)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    print(json.dumps(write(args.sentences, args.out)))


if __name__ == "__main__":
    main()
